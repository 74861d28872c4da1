import type { BodyFacts, SampleRow } from './body-facts.js';

/** How the figures of a body bear a reading of its columns out: rough numbers of sample rows, only for choosing between readings. */

export interface SignedColumn {
  readonly column: number;
  readonly sign: 1 | -1;
}

/** Rows that must tell before figures decide anything. */
const FEWEST = 3;
/** Share of the telling rows that must keep to a relation. */
const MOST = 0.8;

/** True where enough rows print the result and at least one term, and nearly all of them add up (to the rounding of the printed figures). */
export function sumsUp(body: BodyFacts, result: number, terms: readonly SignedColumn[]): boolean {
  const digit = lastDigit(body, [result, ...terms.map(({ column }) => column)]);
  const slack = (terms.length + 1) * 0.5 * digit;
  const kept = share(body.samples, (row) => {
    const printed = row.get(result);
    const present = terms.filter(({ column }) => (row.get(column) ?? 0) !== 0);
    if (printed === undefined || printed === 0 || present.length === 0) return null;
    const sum = terms.reduce((total, { column, sign }) => total + sign * (row.get(column) ?? 0), 0);
    return Math.abs(printed - sum) <= slack + Math.abs(printed) * 1e-9;
  });
  return (kept ?? 0) >= MOST;
}

/** True where enough rows print a rate, and nearly all of them are above / below, as a percent or as a fraction. */
export function divides(body: BodyFacts, rate: number, above: readonly number[], below: readonly number[]): boolean {
  return (shareDividing(body, rate, above, below) ?? 0) >= MOST;
}

/** Share (0..1) of the rows whose printed rate is above / below; null where too few rows tell. */
export function shareDividing(
  body: BodyFacts,
  rate: number,
  above: readonly number[],
  below: readonly number[],
): number | null {
  return share(body.samples, (row) => {
    const printed = row.get(rate);
    const whole = totalOf(row, below);
    const part = totalOf(row, above);
    if (printed === undefined || whole <= 0 || (printed === 0 && part === 0)) return null;
    const ratio = part / whole;
    return Math.abs(printed - ratio * 100) < 0.6 || Math.abs(printed - ratio) < 0.006;
  });
}

/** True where a sample row has a negative figure in the column. */
export function hasNegative(body: BodyFacts, column: number): boolean {
  return body.samples.some((row) => (row.get(column) ?? 0) < 0);
}

/** Share of the rows that tell for which the relation holds; null where fewer than three tell. */
function share(rows: readonly SampleRow[], holds: (row: SampleRow) => boolean | null): number | null {
  let told = 0;
  let held = 0;
  for (const row of rows) {
    const verdict = holds(row);
    if (verdict === null) continue;
    told += 1;
    if (verdict) held += 1;
  }
  return told < FEWEST ? null : held / told;
}

function totalOf(row: SampleRow, columns: readonly number[]): number {
  return columns.reduce((sum, column) => sum + (row.get(column) ?? 0), 0);
}

/** The last printed digit of the columns: 1 for whole numbers, 0.001 where one of them has three decimals; at most four looked at. */
function lastDigit(body: BodyFacts, columns: readonly number[]): number {
  for (let places = 0; places < 4; places += 1) {
    const scale = 10 ** places;
    const whole = body.samples.every((row) =>
      columns.every((column) => {
        const scaled = (row.get(column) ?? 0) * scale;
        return Math.abs(scaled - Math.round(scaled)) < 1e-6;
      }),
    );
    if (whole) return 1 / scale;
  }
  return 1e-4;
}
