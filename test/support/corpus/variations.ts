import type { BodyNode, TableSpec } from './table-spec.js';

/** Deterministic order of n things from a list of random numbers. */
export function orderOf(count: number, keys: readonly number[]): number[] {
  return Array.from({ length: count }, (_, index) => index).sort(
    (a, b) => ((keys[a % keys.length]! + a * 1e-9) % 1) - ((keys[b % keys.length]! + b * 1e-9) % 1),
  );
}

/** The same table with its column groups (columns under one top caption) in another order; number and name stay in front. */
export function withColumnOrder(spec: TableSpec, keys: readonly number[]): TableSpec {
  const groups: TableSpec['columns'][number][][] = [];
  for (const column of spec.columns.slice(2)) {
    const last = groups.at(-1);
    if (last !== undefined && last[0]!.path.length > 1 && last[0]!.path[0] === column.path[0]) last.push(column);
    else groups.push([column]);
  }
  const moved = orderOf(groups.length, keys).flatMap((index) => groups[index]!);
  // Sums that the number row states name positions, which have moved.
  return { ...spec, columns: [...spec.columns.slice(0, 2), ...moved].map(({ states: _states, ...column }) => column) };
}

/** The same table with the rows of every group in another order. */
export function withRowOrder(spec: TableSpec, keys: readonly number[]): TableSpec {
  return { ...spec, body: reordered(spec.body, keys) };
}

function reordered(nodes: readonly BodyNode[], keys: readonly number[]): BodyNode[] {
  const below = nodes.map((node) =>
    node.type === 'group' ? { ...node, children: reordered(node.children, keys) } : node,
  );
  return below.every((node) => node.type === 'leaf')
    ? orderOf(below.length, keys).map((index) => below[index]!)
    : below;
}
