import { sourceNamed } from './sources.js';
import { addChild, type Node } from './node.js';
import { ownerOfPart, placeMarked, placeUnmarkedHeading, placeUnmarkedLeaf, type Stack } from './placing.js';
import { markOfSubtotal, opensOfWhich } from './wording.js';

/** State while the rows of a table are put into a tree, top to bottom. */
interface Growth {
  readonly nodes: readonly Node[];
  readonly stack: Stack;
  /** index of the last row that is neither total nor note */
  readonly lastBranch: number;
  /** index of the last row that sums the table or a group */
  readonly lastTotal: number;
  /** wordings already used by totals of groups */
  readonly groupWordings: Set<string>;
  /** the row whose parts are being listed after "Trong đó:" */
  listOwner: Node | null;
  lastSum: Node | null;
  branches: number;
}

/** Gives every node its parent, and totals, subtotals, parts and notes their roles; other roles are `roles.ts`'s. */
export function growTree(nodes: readonly Node[]): void {
  const growth: Growth = {
    nodes,
    stack: [],
    lastBranch: lastIndex(nodes, (node) => node.wording === null && node.row.hasMoney),
    lastTotal: lastIndex(nodes, (node) => node.wording === 'total'),
    groupWordings: new Set(),
    listOwner: null,
    lastSum: null,
    branches: 0,
  };
  for (let index = 0; index < nodes.length; index += 1) placeNode(growth, nodes[index] as Node, index);
}

function lastIndex(nodes: readonly Node[], wanted: (node: Node) => boolean): number {
  for (let index = nodes.length - 1; index >= 0; index -= 1) if (wanted(nodes[index] as Node)) return index;
  return -1;
}

function placeNode(growth: Growth, node: Node, index: number): void {
  if (node.wording === 'footnote' && !node.row.hasMoney) return;
  if (node.wording === 'total') {
    placeSum(growth, node, index);
    return;
  }
  if (!node.row.hasMoney && opensOfWhich(node.folded)) {
    growth.listOwner = partOwner(growth);
    attach(growth.listOwner, node);
    return;
  }
  if (isPart(growth, node)) {
    placePart(growth, node);
    return;
  }
  growth.listOwner = null;
  placeBranch(growth, node);
}

function attach(parent: Node | null, node: Node): void {
  node.parent = parent;
  if (parent !== null) addChild(parent, node);
}

function isBullet(node: Node): boolean {
  return node.mark === null || node.mark.ordinal === null;
}

/** "Trong đó: NSTW"; a bullet of an open "Trong đó" list; a component or a source without identity cells below a project. */
function isPart(growth: Growth, node: Node): boolean {
  if (node.look === 'item') return false;
  if (node.wording === 'ofWhich') return true;
  if (!isBullet(node)) return false;
  if (growth.listOwner !== null) return true;
  if (!growth.stack.some((open) => open.look === 'item')) return false;
  return node.wording === 'component' || namesSourceOfProject(growth, node);
}

/** A source under a project splits its money; in a table grouped by sources, or in the dress of a heading, it opens the next group. */
function namesSourceOfProject(growth: Growth, node: Node): boolean {
  if (sourceNamed(node.row.name) === null) return false;
  const headings = growth.stack.filter((open) => open.look === 'heading');
  return !headings.some(
    (open) => (open.meaning?.source ?? null) !== null || (open.mark === null && open.row.look === node.row.look),
  );
}

function placePart(growth: Growth, node: Node): void {
  const owner = growth.listOwner ?? partOwner(growth);
  attach(owner, node);
  node.isOfWhich = node.wording === 'ofWhich' || growth.listOwner !== null;
  if (node.wording === 'ofWhich') growth.listOwner = owner;
}

function partOwner(growth: Growth): Node | null {
  return ownerOfPart(growth.stack) ?? growth.lastSum;
}

function placeBranch(growth: Growth, node: Node): void {
  const { stack } = growth;
  if (node.mark !== null) attach(placeMarked(stack, node, node.mark), node);
  else if (node.look === 'heading' && node.wording === null) attach(placeUnmarkedHeading(stack, node), node);
  else if (node.look === 'item' || node.row.hasMoney) attach(placeUnmarkedLeaf(stack, node), node);
  else return;
  growth.branches += 1;
}

/** The table's total stands before all else or after it; any other sum is its group's. */
function placeSum(growth: Growth, node: Node, index: number): void {
  growth.listOwner = null;
  growth.lastSum = node;
  const group = groupOfSum(growth, node, index);
  if (group === null) {
    node.role = 'total';
    if (growth.branches > 0) growth.stack.length = 0;
    return;
  }
  node.role = 'subtotal';
  growth.groupWordings.add(node.folded);
  if (group.children.length > 0) growth.stack.length = growth.stack.indexOf(group);
  node.parent = group;
}

function groupOfSum(growth: Growth, node: Node, index: number): Node | null {
  const headings = growth.stack.filter((open) => open.look !== 'item');
  const named = markOfSubtotal(node.row.name);
  const byMark = headings.findLast((open) => named !== null && open.mark?.text.replace(/[.)\s]+$/u, '') === named);
  if (byMark !== undefined) return byMark;
  const isLast = index > growth.lastBranch && index === growth.lastTotal && !growth.groupWordings.has(node.folded);
  if (growth.branches === 0 || isLast) return null;
  const deepest = headings.findLast(
    (open) => open.children.some((child) => child.row.hasMoney) || open === headings.at(-1),
  );
  return deepest ?? null;
}
