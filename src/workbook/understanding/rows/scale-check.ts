import type { AmountField } from '../reading.js';
import type { Body } from './body.js';
import { inUnit, type TableIssues } from './issues.js';
import type { Layout, MoneyColumn } from './layout.js';
import type { Node } from './node.js';
import { leavesBelow, type SumDifference } from './reconcile.js';

/**
 * Finds figures that look a thousand times too large or too small (a thousands separator read as a decimal point): the commonest
 * serious fault of real workbooks (domain handbook 2.3). Flags only.
 */
export function checkScale(
  nodes: readonly Node[],
  projects: readonly Node[],
  { layout, amounts }: Body,
  differences: readonly SumDifference[],
  issues: TableIssues,
): void {
  const suspects = new Suspects(issues);
  explainDifferences(differences, suspects);
  const medians = new Map<number, number>();
  const medianOf = (column: MoneyColumn): number => {
    const known = medians.get(column.index) ?? median(projects, column);
    medians.set(column.index, known);
    return known;
  };
  for (const { smaller, larger, says } of pairsOf(layout)) {
    const reaching = amounts
      .rowsReaching(smaller.index, larger.index, NEARLY_IMPOSSIBLE)
      .map((at) => nodes[at] as Node);
    for (const node of reaching.filter(isProject)) comparePair(node, smaller, larger, says, medianOf, suspects);
  }
  const plan = layout.money.find((column) => column.key === 'plan.current');
  const investment = layout.money.find((column) => column.key === 'totalInvestment');
  const usual = plan === undefined ? 0 : medianOf(plan);
  if (plan === undefined || projects.length < FEWEST_SIBLINGS || usual <= 0) return;
  const large = amounts.rowsFrom(plan.index, usual * UNUSUAL_TIMES).map((at) => nodes[at] as Node);
  for (const node of large.filter(isProject)) compareSiblings(node, plan, investment, usual, suspects);
}

const FEWEST_SIBLINGS = 5;
const UNUSUAL_TIMES = 1000;

function isProject({ role }: Node): boolean {
  return role === 'project';
}

/** One flag a cell. */
class Suspects {
  private readonly told = new Set<string>();

  constructor(private readonly issues: TableIssues) {}

  add(node: Node, column: MoneyColumn, value: bigint, why: string): void {
    const cell = `${column.letter}${node.row.row}`;
    if (this.told.has(cell)) return;
    this.told.add(cell);
    const printed = inUnit(value, column.vndPerUnit);
    this.issues.at(
      node.row,
      column.letter,
      'amount.scale',
      'warning',
      printed,
      `Ô ${cell} ghi ${printed}, nghi lệch 1.000 lần: ${why}. Kiểm tra dấu phân cách hàng nghìn của ô này.`,
    );
  }
}

/** A difference that one leaf explains if its figure is a thousand times what it should be, or a thousandth. */
function explainDifferences(differences: readonly SumDifference[], suspects: Suspects): void {
  for (const { node, column, differenceVnd } of differences) {
    if (node.role !== 'heading' && node.role !== 'total') continue;
    // A total above a flat table has its leaves as rows without a parent, which the heading pass does not reach.
    for (const leaf of node.role === 'heading' ? leavesBelow(node) : [])
      explainBy(leaf, column, differenceVnd, suspects);
  }
}

/** Same for leaves that stand directly under the table's total. */
export function explainTotals(
  nodes: readonly Node[],
  differences: readonly SumDifference[],
  issues: TableIssues,
): void {
  const suspects = new Suspects(issues);
  const totals = differences.filter(({ node }) => node.role === 'total');
  if (totals.length === 0) return;
  for (const leaf of nodes) {
    if (!leaf.counts || (leaf.parent !== null && leaf.parent.role === 'heading')) continue;
    for (const { column, differenceVnd } of totals) explainBy(leaf, column, differenceVnd, suspects);
  }
}

function explainBy(leaf: Node, column: MoneyColumn, difference: bigint, suspects: Suspects): void {
  const value = leaf.row.vnd(column.index);
  if (value === undefined || value === 0n) return;
  const tooSmall = difference === value * 999n;
  const tooLarge = -difference * 1000n === value * 999n;
  if (tooSmall)
    suspects.add(leaf, column, value, `nếu là ${inUnit(value * 1000n, column.vndPerUnit)} thì tổng của nhóm khớp`);
  if (tooLarge)
    suspects.add(leaf, column, value, `nếu là ${inUnit(value / 1000n, column.vndPerUnit)} thì tổng của nhóm khớp`);
}

interface Pair {
  readonly smaller: MoneyColumn;
  readonly larger: MoneyColumn;
  readonly says: string;
}

/** Figures of which the first is part of the second: a plan of its total investment, a payment of its plan. */
function pairsOf(layout: Layout): Pair[] {
  const column = (field: AmountField): MoneyColumn | undefined => layout.money.find((money) => money.key === field);
  const pairs: readonly (readonly [AmountField, AmountField, string])[] = [
    ['plan.current', 'totalInvestment', 'kế hoạch năm gấp nhiều lần tổng mức đầu tư'],
    ['plan.accumulated', 'totalInvestment', 'vốn đã bố trí gấp nhiều lần tổng mức đầu tư'],
    ['disbursed.current', 'plan.current', 'số giải ngân gấp nhiều lần kế hoạch'],
    ['disbursed.carriedOver', 'plan.carriedOver', 'số giải ngân gấp nhiều lần kế hoạch kéo dài'],
  ];
  return pairs.flatMap(([part, whole, says]) => {
    const smaller = column(part);
    const larger = column(whole);
    return smaller === undefined || larger === undefined ? [] : [{ smaller, larger, says }];
  });
}

/** A part of a hundred times its whole cannot be right; the figure farther from its column's median is the suspect. */
const IMPOSSIBLE_RATIO = 100n;
/** below it, so that no rounding leaves out a row that is to be looked at */
const NEARLY_IMPOSSIBLE = 99;

function comparePair(
  node: Node,
  smaller: MoneyColumn,
  larger: MoneyColumn,
  says: string,
  medianOf: (column: MoneyColumn) => number,
  suspects: Suspects,
): void {
  const part = node.row.vnd(smaller.index) ?? 0n;
  const whole = node.row.vnd(larger.index) ?? 0n;
  if (whole <= 0n || part < whole * IMPOSSIBLE_RATIO) return;
  const suspectsWhole = distance(whole, medianOf(larger)) >= distance(part, medianOf(smaller));
  const [column, value] = suspectsWhole ? [larger, whole] : [smaller, part];
  suspects.add(
    node,
    column,
    value,
    `${says} (${inUnit(part, smaller.vndPerUnit)} so với ${inUnit(whole, larger.vndPerUnit)})`,
  );
}

/** A plan of more than a thousand times the usual one that its total investment does not bear out. */
function compareSiblings(
  node: Node,
  plan: MoneyColumn,
  investment: MoneyColumn | undefined,
  usual: number,
  suspects: Suspects,
): void {
  const value = node.row.vnd(plan.index) ?? 0n;
  const whole = investment === undefined ? undefined : node.row.vnd(investment.index);
  if (whole !== undefined && whole >= value) return;
  const shown = inUnit(BigInt(Math.round(usual)), plan.vndPerUnit);
  suspects.add(node, plan, value, `mức thường gặp của cột này là ${shown}`);
}

function median(projects: readonly Node[], column: MoneyColumn): number {
  const values = new Float64Array(projects.length);
  let count = 0;
  for (const { row } of projects) {
    const amount = row.amount(column.index);
    if (amount > 0) values[count++] = amount;
  }
  const sorted = values.subarray(0, count).sort();
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function distance(value: bigint, usual: number): number {
  return value <= 0n || usual <= 0 ? 0 : Math.abs(Math.log(Number(value) / usual));
}
