import { sumVnd } from '../../../domain/money.js';
import type { Layout } from './layout.js';
import { addChild, type Node } from './node.js';

/**
 * Gives every row of the tree its one role.
 *
 * - `project`: a row with a code or with cells that describe a project; in tables without such columns a leaf with amounts.
 * - `component`: part of a project (never summed), or, with a heading as parent, money of that heading which is no project
 *   (`Vốn chưa phân bổ`, `Dự phòng`): it counts as a leaf in sums and is told by an issue.
 * - `subtotal`: a printed sum of its group, or "Trong đó" under a heading; never a leaf.
 */
export function giveRoles(nodes: readonly Node[], layout: Layout, isSummary: boolean): void {
  const usesItems = nodes.some((node) => node.look === 'item');
  const itemsBelow = markItemsBelow(nodes);
  for (const node of nodes) {
    node.level = levelOf(node);
    if (node.role === 'total' || node.role === 'subtotal') continue;
    untangle(node, layout);
    giveRole(node, { usesItems, itemsBelow, isSummary });
  }
}

/** The rows of a table by what they are, each list in their order. */
export interface Roles {
  readonly projects: readonly Node[];
  readonly components: readonly Node[];
  /** headings, subtotals and totals */
  readonly groups: readonly Node[];
  /** rows with a money cell that needs a word */
  readonly troubled: readonly Node[];
}

/** One pass for all checks that look at a few rows among many. */
export function byRole(nodes: readonly Node[]): Roles {
  const projects: Node[] = [];
  const components: Node[] = [];
  const groups: Node[] = [];
  const troubled: Node[] = [];
  for (const node of nodes) {
    if (node.role === 'project') projects.push(node);
    else if (node.role === 'component') components.push(node);
    else if (node.role !== 'note') groups.push(node);
    if (node.row.troubles.length > 0) troubled.push(node);
  }
  return { projects, components, groups, troubled };
}

function levelOf(node: Node): number {
  return node.parent === null || node.parent.role === 'total' ? 0 : node.parent.level + 1;
}

/** Rows with an item somewhere below them; children come after their parents, so one pass from the end is enough. */
function markItemsBelow(nodes: readonly Node[]): ReadonlySet<Node> {
  const found = new Set<Node>();
  for (let index = nodes.length - 1; index >= 0; index -= 1) {
    const node = nodes[index] as Node;
    if (node.parent !== null && (node.look === 'item' || found.has(node))) found.add(node.parent);
  }
  return found;
}

interface Table {
  readonly usesItems: boolean;
  readonly itemsBelow: ReadonlySet<Node>;
  readonly isSummary: boolean;
}

function giveRole(node: Node, table: Table): void {
  const parentRole = node.parent?.role ?? null;
  if (!node.row.hasMoney && (node.wording === 'ofWhich' || node.wording === 'footnote')) node.role = 'note';
  else if (node.isOfWhich)
    node.role = parentRole === 'project' || parentRole === 'component' ? 'component' : 'subtotal';
  else if (isLost(node)) node.role = 'note';
  else if (parentRole === 'project' || parentRole === 'component') node.role = 'component';
  else if (node.look === 'item') node.role = table.itemsBelow.has(node) && hasForeignItem(node) ? 'heading' : 'project';
  else if (table.itemsBelow.has(node)) node.role = 'heading';
  else if (node.children.length > 0 && node.children.some((child) => !isPartOf(child))) node.role = 'heading';
  else node.role = leafRole(node, table);
  node.counts = countsInSums(node);
  if (table.isSummary && node.role === 'project') node.role = 'subtotal';
}

/** Never placed: no mark, no amounts, no identity. */
function isLost(node: Node): boolean {
  return (
    node.parent === null &&
    node.mark === null &&
    !node.row.hasMoney &&
    node.children.length === 0 &&
    node.look !== 'item' &&
    !isBold(node)
  );
}

function isBold(node: Node): boolean {
  return node.look === 'heading';
}

function isPartOf(child: Node): boolean {
  return (
    child.isOfWhich ||
    child.wording === 'component' ||
    child.wording === 'ofWhich' ||
    (child.meaning?.source !== null && child.meaning !== null && child.children.length === 0)
  );
}

function leafRole(node: Node, table: Table): Node['role'] {
  if (node.wording === 'ofWhich') return 'note';
  if (node.wording === 'unallocated') return node.row.hasMoney ? 'component' : 'note';
  const hasMoney = node.row.hasMoney || node.children.some((child) => child.row.hasMoney);
  if (!hasMoney) return node.mark !== null || node.look === 'heading' ? 'heading' : 'note';
  if (table.usesItems && node.look === 'heading' && node.meaning !== null && tells(node)) return 'component';
  return 'project';
}

/** A leaf that only names a status, a sector, a source, a place or an authority is no project; `Trường …` may be one. */
function tells({ meaning }: Node): boolean {
  if (meaning === null) return false;
  const { source, sector, status, location, investor } = meaning;
  const isAuthority =
    investor !== null && /^(?:ubnd|ủy ban|uỷ ban|sở|ban qlda|ban quản lý)(?![\p{L}])/iu.test(investor);
  return isAuthority || [source, sector, status, location].some((part) => part !== null);
}

function countsInSums(node: Node): boolean {
  if (node.role === 'project') return true;
  if (node.role !== 'component' || node.isOfWhich) return false;
  return node.parent === null || node.parent.role === 'heading' || node.parent.role === 'total';
}

/** Items below an item with another code: either it prints their sum and groups them, or the marks misled and they stand beside it. */
function untangle(node: Node, layout: Layout): void {
  if (node.look !== 'item' || !node.hasCode || !hasForeignItem(node)) return;
  const foreign = node.children.filter((child) => isForeign(node, child));
  if (printsSumOf(node, foreign, layout)) return;
  const kept = node.children.filter((child) => !isForeign(node, child));
  node.children = kept;
  for (const child of foreign) {
    child.parent = node.parent;
    if (node.parent !== null) addChild(node.parent, child);
  }
}

function hasForeignItem(node: Node): boolean {
  return node.children.length > 0 && node.children.some((child) => isForeign(node, child));
}

/** A code of its own: not the parent's, and not one of the parent's works (`7874264.1` below `7874264`). */
function isForeign(node: Node, child: Node): boolean {
  if (!child.hasCode || child.look !== 'item') return false;
  return node.hasCode ? baseCode(child) !== baseCode(node) : true;
}

function baseCode(node: Node): string {
  return (node.row.text('code') ?? '').replace(/\s+/gu, '').replace(/\.\d+$/u, '');
}

function printsSumOf(node: Node, children: readonly Node[], layout: Layout): boolean {
  const compared = layout.money.filter(({ index }) => node.row.prints(index));
  if (compared.length === 0) return true;
  return compared.some(({ index }) => {
    const sum = sumVnd(children.map((child) => child.row.vnd(index) ?? 0n));
    return sum !== 0n && sum === node.row.vnd(index);
  });
}
