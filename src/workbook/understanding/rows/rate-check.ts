import { sumVnd } from '../../../domain/money.js';
import type { StatedRate } from '../frame.js';
import type { AmountField } from '../reading.js';
import type { BodyRow } from './body-row.js';
import type { TableIssues } from './issues.js';
import type { Layout, RateColumn } from './layout.js';
import type { Node } from './node.js';

/** What a rate column divides: indices of money columns above and below the line. */
interface Ratio {
  readonly above: readonly number[];
  readonly below: readonly number[];
}

/** How a table's rate columns are to be read. */
export interface RateHabits {
  /** rate column that tells the disbursement rate of the year, null where none does */
  readonly main: RateColumn | null;
  /** by index of rate column: it prints fractions (0,654), not percents */
  readonly fractions: readonly boolean[];
}

const ABOVE: readonly (readonly AmountField[])[] = [
  ['disbursed.current'],
  ['disbursed.month'],
  ['disbursed.carriedOver'],
  ['disbursed.current', 'disbursed.carriedOver'],
  ['disbursed.fromStart'],
];
const BELOW: readonly (readonly AmountField[])[] = [
  ['plan.current'],
  ['plan.carriedOver'],
  ['plan.current', 'plan.carriedOver'],
  ['plan.adjusted'],
  ['totalInvestment'],
];

/** Finds out what each rate column divides (the formula that the paper prints goes first) and whether it prints fractions, and flags the rows that differ from their column's habit. */
export function checkRates(
  nodes: readonly Node[],
  layout: Layout,
  printed: readonly StatedRate[],
  issues: TableIssues,
): RateHabits {
  const fractions: boolean[] = [];
  let main: RateColumn | null = null;
  for (const column of layout.rates) {
    const ratios = ratiosOf(layout, column);
    // The amount beside a rate is not always the one that it divides: where no row keeps to it, any quotient of the table may be.
    const besides = neighbourRatios(layout, column);
    const habit =
      statedHabit(nodes, column, layout, printed, issues) ??
      (besides === null ? null : habitOf(nodes, column, besides)) ??
      habitOf(nodes, column, ratios);
    fractions.push(habit?.fraction ?? false);
    if (habit === null) continue;
    if (isMain(habit.ratio, layout)) main ??= column;
    for (const node of nodes) flag(node, column, habit, layout, issues);
  }
  return { main: main ?? (layout.rates.length === 1 ? (layout.rates[0] ?? null) : null), fractions };
}

/** The printed disbursement rate of a row in basis points, null where it prints none. */
export function rateOf(node: Node, habits: RateHabits): number | null {
  const { main, fractions } = habits;
  return main === null ? null : node.row.rates.basisPoints(node.row.at, main.index, fractions[main.index] ?? false);
}

/** The quotients of the table's figures; of one source for a column that stands under it. */
function ratiosOf(layout: Layout, { source }: RateColumn): Ratio[] {
  const indices = (fields: readonly AmountField[]): number[] | null => {
    const found = fields.map((field) => {
      const key = source === null ? field : `${field}@${source}`;
      return layout.money.find((column) => column.key === key)?.index;
    });
    return found.every((index) => index !== undefined) ? found : null;
  };
  return ABOVE.flatMap((over) =>
    BELOW.flatMap((under) => {
      const above = indices(over);
      const below = indices(under);
      return above === null || below === null ? [] : [{ above, below }];
    }),
  );
}

/** Disbursed of the year over the plan of the year, all sources. */
function isMain({ above, below }: Ratio, layout: Layout): boolean {
  const [over, under] = [above, below].map((indices) =>
    indices.length === 1 ? layout.money[indices[0] ?? 0] : undefined,
  );
  return over?.key === 'disbursed.current' && under?.key === 'plan.current';
}

/** A rate beside an amount (`Số tiền | Tỷ lệ (%)`) is that amount's, over a plan of the same source; null where none stands there. */
function neighbourRatios(layout: Layout, rate: RateColumn): Ratio[] | null {
  const slot = layout.slots[rate.number - 1];
  if (slot?.kind !== 'money' || slot.column.field === null || !slot.column.field.startsWith('disbursed.')) return null;
  const { index, source } = slot.column;
  const fields: readonly string[] = ['plan.current', 'plan.carriedOver', 'plan.adjusted', 'totalInvestment'];
  return layout.money
    .filter((column) => column.field !== null && fields.includes(column.field) && column.source === source)
    .map((column) => ({ above: [index], below: [column.index] }));
}

/** The printed formula of a rate column, where the rows keep to it; a formula that most rows break is told and left out. */
function statedHabit(
  nodes: readonly Node[],
  column: RateColumn,
  layout: Layout,
  printed: readonly StatedRate[],
  issues: TableIssues,
): Habit | null {
  const formula = printed.find((rate) => rate.column === column.letter);
  if (formula === undefined) return null;
  const [above, below] = [formula.above, formula.below].map((letters) =>
    letters.flatMap((letter) => layout.money.find((money) => money.letter === letter)?.index ?? []),
  );
  if (above?.length !== formula.above.length || below?.length !== formula.below.length) return null;
  const ratio = { above, below };
  const habit = habitOf(nodes, column, [ratio]);
  if (habit === null && tellsEnough(nodes, column, ratio)) tellFormula(formula, issues);
  return habit;
}

function tellsEnough(nodes: readonly Node[], column: RateColumn, ratio: Ratio): boolean {
  const verdicts = nodes.map((node) => verdict(node, column, { ratio, fraction: false }));
  return verdicts.filter((kept) => kept !== null).length >= 3;
}

function tellFormula({ cell, column, text }: StatedRate, issues: TableIssues): void {
  issues.at(
    { row: Number(cell.replace(/[A-Z]+/, '')) },
    column,
    'column.formula',
    'warning',
    text,
    `Ô ${cell} ghi công thức ${text}, nhưng phần lớn dòng của cột ${column} không theo công thức này. Sửa lại công thức ở dòng số thứ tự cột, hoặc tỷ lệ của các dòng.`,
  );
}

interface Habit {
  readonly ratio: Ratio;
  readonly fraction: boolean;
}

/** The ratio that most rows keep, at least two thirds of those that can be held against it; null where none is kept so often. */
function habitOf(nodes: readonly Node[], column: RateColumn, ratios: readonly Ratio[]): Habit | null {
  const sample = sampleOf(nodes, column);
  let best: Habit | null = null;
  let bestKept = 0;
  for (const ratio of ratios) {
    for (const fraction of [false, true]) {
      const habit = { ratio, fraction };
      const verdicts = sample.map((node) => verdict(node, column, habit)).filter((kept) => kept !== null);
      const kept = verdicts.filter(Boolean).length;
      if (kept > bestKept && kept * 3 >= verdicts.length * 2) {
        best = habit;
        bestKept = kept;
      }
    }
  }
  return best;
}

const SAMPLE = 400;

/** The first rows that print a rate. */
function sampleOf(nodes: readonly Node[], column: RateColumn): Node[] {
  const sample: Node[] = [];
  for (const node of nodes) {
    if (sample.length === SAMPLE) break;
    if (node.role !== 'note' && node.row.rates.has(node.row.at, column.index)) sample.push(node);
  }
  return sample;
}

/** True where the printed rate is the quotient to the last printed digit (rounded or cut); null where one of them is missing. */
function verdict(node: Node, column: RateColumn, habit: Habit): boolean | null {
  const { row } = node;
  if (!row.rates.has(row.at, column.index)) return null;
  const below = roughTotal(row, habit.ratio.below);
  if (below === null || below <= 0) return null;
  const above = roughTotal(row, habit.ratio.above) ?? 0;
  if (above === 0 && row.rates.isBareZero(row.at, column.index)) return null;
  return clearVerdict(row, column, above, below, habit.fraction) ?? exactVerdict(row, column, habit);
}

/** In doubles, which cost a hundredth; null where the difference is too close to its bound for them. */
function clearVerdict(
  { rates, at }: BodyRow,
  column: RateColumn,
  above: number,
  below: number,
  fraction: boolean,
): boolean | null {
  const places = rates.placesOf(at, column.index, fraction);
  const value = rates.digitsOf(at, column.index, fraction) * below;
  const quotient = 100 * above * 10 ** places;
  const bound = (below * 10 ** places) / 10 ** Math.min(places, 2);
  const beyond = Math.abs(value - quotient) - bound;
  const doubt = (Math.abs(value) + Math.abs(quotient) + bound) * 1e-12;
  // a rate of too many digits is NaN here, and so is everything that comes of it
  return Math.abs(beyond) > doubt ? beyond < 0 : null;
}

/** |printed - 100 above/below| <= one unit of the last printed digit, at least a hundredth of a point. */
function exactVerdict(row: BodyRow, column: RateColumn, { ratio, fraction }: Habit): boolean | null {
  const percent = row.rates.percentOf(row.at, column.index, fraction);
  const below = total(row, ratio.below);
  if (percent === undefined || below === null) return null;
  const above = total(row, ratio.above) ?? 0n;
  const scale = 10n ** BigInt(Math.min(percent.scale, 2));
  const full = 10n ** BigInt(percent.scale);
  const value = (percent.negative ? -1n : 1n) * BigInt(percent.digits);
  const distance = value * below - 100n * above * full;
  return (distance < 0n ? -distance : distance) * scale <= below * full;
}

/** Null where no cell gives an amount. A sum of several may be rounded, which its sign and a zero never are. */
function roughTotal(row: BodyRow, indices: readonly number[]): number | null {
  let sum: number | null = null;
  for (const index of indices) {
    const amount = row.amount(index);
    if (!Number.isNaN(amount)) sum = (sum ?? 0) + amount;
  }
  return sum;
}

function total(row: BodyRow, indices: readonly number[]): bigint | null {
  const found = indices.flatMap((index) => row.vnd(index) ?? []);
  return found.length === 0 ? null : sumVnd(found);
}

function flag(node: Node, column: RateColumn, habit: Habit, layout: Layout, issues: TableIssues): void {
  if (node.role === 'note' || node.role === 'component' || verdict(node, column, habit) !== false) return;
  const above = total(node.row, habit.ratio.above) ?? 0n;
  const below = total(node.row, habit.ratio.below) ?? 1n;
  const printed = node.row.rates.basisPoints(node.row.at, column.index, habit.fraction);
  if (printed === null) return;
  const letters = (indices: readonly number[]): string =>
    indices.map((index) => layout.money[index]?.letter ?? '').join('+');
  const computed = percentText(Number((above * 10_000n) / below));
  issues.at(
    node.row,
    column.letter,
    'rate.differs',
    'warning',
    percentText(printed),
    `Ô ${column.letter}${node.row.row} ghi tỷ lệ ${percentText(printed)}%, tính lại (${letters(habit.ratio.above)}/${letters(habit.ratio.below)}) được ${computed}%. Đối chiếu lại số giải ngân và số kế hoạch.`,
  );
}

function percentText(basisPoints: number): string {
  const text = (basisPoints / 100).toFixed(2);
  return text.replace('.', ',');
}
