import type { Mark } from './marks.js';
import type { Node } from './node.js';

/** The open rows from the top of the tree down to the last row placed. */
export type Stack = Node[];

/**
 * Puts a marked row into the tree and returns its parent. Runs decide first (`b)` follows `a)`, `III` follows `II`, whatever
 * stands between), then the usual depth of marks; a row without a mark that looks like a heading is a hard stop (domain handbook 2.2).
 */
export function placeMarked(stack: Stack, node: Node, mark: Mark): Node | null {
  const indent = node.row.markIndent;
  if (continuesRun(stack.at(-1), node, mark, indent)) {
    stack.pop();
    return open(stack, node);
  }
  while (isIndentedMore(stack.at(-1), indent)) stack.pop();
  const sibling = siblingIndex(stack, node, mark, indent);
  if (sibling !== null) stack.length = sibling;
  else popByRank(stack, node, mark);
  return open(stack, node);
}

/** The next of a run straight after the one before it, which looks the same: what most rows are. */
function continuesRun(top: Node | undefined, node: Node, mark: Mark, indent: number): boolean {
  if (top === undefined || top.mark === null || top.mark.family !== mark.family || top.look !== node.look) return false;
  return mark.ordinal !== null && follows(top.mark, mark) && top.row.markIndent === indent;
}

function open(stack: Stack, node: Node): Node | null {
  const parent = stack.at(-1) ?? null;
  stack.push(node);
  return parent;
}

function isIndentedMore(top: Node | undefined, indent: number): boolean {
  return top?.mark !== undefined && top.mark !== null && top.row.markIndent > indent;
}

/** Position on the stack of the row whose sibling this one is; null where it opens a level of its own. */
function siblingIndex(stack: Stack, node: Node, mark: Mark, indent: number): number | null {
  const candidates = indicesOf(stack, (open) => open.mark?.family === mark.family && open.row.markIndent === indent);
  const deepest = candidates[0];
  if (deepest === undefined) return null;
  if (mark.ordinal === null) return bulletSibling(stack, node, candidates);
  const successors = candidates.filter((index) => follows(stack[index]?.mark, mark));
  if (successors.length > 0) return likest(stack, node, successors);
  if (mark.ordinal === 1) return opensBelow(stack, node, deepest) ? null : deepest;
  return likest(stack, node, candidates);
}

/** Deepest first. */
function indicesOf(stack: Stack, wanted: (open: Node) => boolean): number[] {
  const found: number[] = [];
  for (let index = stack.length - 1; index >= 0; index -= 1) {
    if (wanted(stack[index] as Node)) found.push(index);
  }
  return found;
}

function follows(before: Mark | null | undefined, mark: Mark): boolean {
  return (
    before?.ordinal !== null &&
    before?.ordinal !== undefined &&
    before.ordinal + 1 === mark.ordinal &&
    before.prefix === mark.prefix
  );
}

/** The deepest candidate of the same look, else the deepest that is plain, else the deepest. */
function likest(stack: Stack, node: Node, candidates: readonly number[]): number | null {
  const alike = candidates.find((index) => stack[index]?.look === node.look);
  if (node.look === 'plain') return candidates[0] ?? null;
  const plain = candidates.find((index) => stack[index]?.look === 'plain');
  return alike ?? plain ?? candidates[0] ?? null;
}

/** Two bullets of one kind are siblings, except an item under a heading that has the same bullet. */
function bulletSibling(stack: Stack, node: Node, candidates: readonly number[]): number | null {
  const alike = candidates.find((index) => stack[index]?.look === node.look);
  if (alike !== undefined) return alike;
  const deepest = candidates[0] ?? 0;
  const top = stack.at(-1);
  return top === stack[deepest] && top?.look === 'heading' && node.look !== 'heading' ? null : deepest;
}

/** A run that starts again below an open heading (`1. Giao thông` / `1. Đường …`) opens a level; after a project it is a new run beside it. */
function opensBelow(stack: Stack, node: Node, deepest: number): boolean {
  const top = stack.at(-1);
  const run = stack[deepest];
  if (top === undefined || run === undefined || node.look === 'heading') return false;
  if (top.look === 'heading') return run.look !== 'item';
  return top === run && top.look === 'plain' && run.mark?.ordinal === 1 && run.children.length === 0;
}

function popByRank(stack: Stack, node: Node, mark: Mark): void {
  const above = prefixIndex(stack, mark);
  if (above !== null) {
    stack.length = above + 1;
    return;
  }
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    if (top.mark === null) {
      if (top.look === 'heading') return;
    } else {
      if (top.mark.rank < mark.rank) return;
      if (startsBelow(top, node, mark)) return;
    }
    stack.pop();
  }
}

/** `I.1` belongs to the open `I`. */
function prefixIndex(stack: Stack, mark: Mark): number | null {
  if (mark.prefix === null) return null;
  const index = indicesOf(stack, (open) => open.mark?.text.replace(/[.)/:\s]+$/u, '') === mark.prefix)[0];
  return index ?? null;
}

/** A run of its own that begins under a group whose mark usually stands lower: `a) Dự án điều chỉnh giảm` / `1 Đường …`. */
function startsBelow(top: Node, node: Node, mark: Mark): boolean {
  if (mark.ordinal !== 1 || top.look === 'item') return false;
  return node.look === 'item' || (top.look === 'heading' && node.look !== 'heading');
}

/** A row without a mark that looks like a heading: beside the open one that looks alike and tells the same kind of thing, else below the last heading. */
export function placeUnmarkedHeading(stack: Stack, node: Node): Node | null {
  const kind = kindOfMeaning(node);
  const alike = indicesOf(
    stack,
    (open) =>
      open.mark === null && open.look === 'heading' && open.row.look === node.row.look && kindOfMeaning(open) === kind,
  )[0];
  if (alike !== undefined) stack.length = alike;
  else closeItems(stack);
  return open(stack, node);
}

/** A sector and a status of one look are two levels, not siblings; null where the text tells nothing known. */
function kindOfMeaning({ meaning }: Node): string | null {
  return Object.entries(meaning ?? {}).find(([, told]) => told !== null)?.[0] ?? null;
}

/** A row without a mark that is a project or nothing in particular: a leaf below the last heading. */
export function placeUnmarkedLeaf(stack: Stack, node: Node): Node | null {
  closeItems(stack);
  return open(stack, node);
}

/** Closes the open projects and plain leaves, so that the last open row is a heading. */
function closeItems(stack: Stack): void {
  const item = stack.findIndex((open) => open.look === 'item');
  if (item >= 0) stack.length = item;
  while (stack.at(-1)?.look === 'plain' && (stack.at(-1)?.mark ?? null) === null) stack.pop();
}

/** The open row that a part ("Trong đó", a component, a source of a project) belongs to. */
export function ownerOfPart(stack: Stack): Node | null {
  const item = indicesOf(stack, (open) => open.look === 'item')[0];
  return (item === undefined ? stack.at(-1) : stack[item]) ?? null;
}
