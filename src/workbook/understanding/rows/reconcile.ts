import type { ReconciliationLine } from '../reading.js';
import { briefly, inUnit, type TableIssues } from './issues.js';
import type { Layout, MoneyColumn } from './layout.js';
import type { Node } from './node.js';
import type { Sum, Sums } from './sums.js';

/** A printed sum that differs from its leaves. */
export interface SumDifference {
  readonly node: Node;
  readonly column: MoneyColumn;
  /** printed - computed */
  readonly differenceVnd: bigint;
}

export interface Reconciliation {
  readonly lines: ReconciliationLine[];
  readonly differences: SumDifference[];
}

/**
 * Compares every printed figure of a heading, subtotal or total with the exact sum of the leaves below it. A blank figure claims
 * nothing. Nothing is corrected: each comparison is returned, each difference told as a warning at its cell.
 */
export function reconcile(
  nodes: readonly Node[],
  groups: readonly Node[],
  layout: Layout,
  sums: Sums,
  issues: TableIssues,
): Reconciliation {
  const lines: ReconciliationLine[] = [];
  const differences: SumDifference[] = [];
  for (const node of groups) {
    const sum = sumOf(node, sums);
    if (sum === null) continue;
    for (const column of layout.money) {
      const printedVnd = node.row.vnd(column.index);
      if (printedVnd === undefined) continue;
      const computedVnd = sum.columns.vnd(column.index);
      const differenceVnd = printedVnd - computedVnd;
      lines.push({ row: node.row.row, column: column.letter, printedVnd, computedVnd, differenceVnd });
      if (agrees(node, column, sum, printedVnd, differenceVnd, nodes)) continue;
      differences.push({ node, column, differenceVnd });
      tell(node, column, printedVnd, computedVnd, issues);
    }
  }
  return { lines, differences };
}

function sumOf(node: Node, sums: Sums): Sum | null {
  if (node.role === 'total') return sums.table;
  if (node.isOfWhich) return null;
  if (node.role === 'subtotal')
    return node.counts ? null : node.parent === null ? sums.table : (sums.below.get(node.parent) ?? null);
  return node.role === 'heading' ? (sums.below.get(node) ?? null) : null;
}

/** Fields that a total may count once a project although the table lists the project once a source. */
const ONCE_A_PROJECT: ReadonlySet<string> = new Set([
  'totalInvestment',
  'plan.accumulated',
  'plan.mediumTerm',
  'disbursed.fromStart',
  'volume.accepted',
]);

function agrees(
  node: Node,
  column: MoneyColumn,
  sum: Sum,
  printed: bigint,
  difference: bigint,
  nodes: readonly Node[],
): boolean {
  if (difference === 0n || sum.incomplete[column.index] === true) return true;
  const distance = difference < 0n ? -difference : difference;
  // Leaves rounded to the đồng may add up to a few đồng beside a total that was computed before rounding.
  if (distance <= BigInt(sum.rounded)) return true;
  if (column.field === null || !ONCE_A_PROJECT.has(column.field)) return false;
  return distinctSum(node, column, nodes) === printed;
}

/** The sum that counts a project code once, with its largest figure. */
function distinctSum(node: Node, column: MoneyColumn, nodes: readonly Node[]): bigint {
  const largest = new Map<string, bigint>();
  let rest = 0n;
  const leaves =
    node.role === 'total'
      ? nodes.filter((leaf) => leaf.counts)
      : leavesBelow(node.role === 'subtotal' ? node.parent : node);
  for (const leaf of leaves) {
    const value = leaf.row.vnd(column.index);
    if (value === undefined) continue;
    const code = leaf.row.text('code');
    if (code === undefined) rest += value;
    else if (value > (largest.get(code) ?? -1n)) largest.set(code, value);
  }
  for (const value of largest.values()) rest += value;
  return rest;
}

/** The leaves in the sum of a heading. */
export function leavesBelow(node: Node | null): Node[] {
  const leaves: Node[] = [];
  const open = node === null ? [] : [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.counts) leaves.push(next);
    else if (next.role === 'heading') for (const child of next.children) open.push(child);
  }
  return leaves;
}

function tell(node: Node, column: MoneyColumn, printed: bigint, computed: bigint, issues: TableIssues): void {
  const unit = column.vndPerUnit;
  const cell = `${column.letter}${node.row.row}`;
  const what = node.row.name === '' ? `dòng ${node.row.row}` : `"${briefly(node.row.name)}"`;
  issues.at(
    node.row,
    column.letter,
    'sum.differs',
    'warning',
    inUnit(printed, unit),
    `Ô ${cell} (${what}) ghi ${inUnit(printed, unit)}, cộng các dòng bên dưới được ${inUnit(computed, unit)}, chênh lệch ${inUnit(printed - computed, unit)}. Đối chiếu lại số tổng với các dòng chi tiết.`,
  );
}
