/**
 * Money is a bigint of whole đồng. No float ever holds money, but for the columns of a table while it is being read: whole đồng below
 * 2^53, which a double holds exactly (`workbook/understanding/rows/amount-table.ts`).
 */

/** Largest amount that the books hold: 9 million tỷ đồng less one, below 2^53, so JSON integers stay exact. */
export const MAX_VND = 9_000_000_000_000_000n - 1n;

export function sumVnd(amounts: Iterable<bigint>): bigint {
  let total = 0n;
  for (const amount of amounts) total += amount;
  return total;
}

/**
 * part/whole as basis points of a percent (44,12% -> 4412n), truncated toward zero, so that a rate never shows a threshold
 * as reached when it is not (49,996% reads 49,99). `whole` must be positive.
 */
export function truncatedBasisPoints(part: bigint, whole: bigint): bigint {
  if (whole <= 0n) throw new RangeError('the whole must be positive');
  return (part * 10_000n) / whole;
}

/** part/whole as a percent with two decimals and a dot, truncated: `49.99`. Null for a whole of zero or less: no plan, no rate. */
export function ratePercent(part: bigint, whole: bigint): string | null {
  if (whole <= 0n) return null;
  const points = truncatedBasisPoints(part, whole);
  const digits = (points < 0n ? -points : points).toString().padStart(3, '0');
  return `${points < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** part < whole * threshold, strictly and on integers (161/QĐ-UBND 5.1 "dưới 50%": exactly 50% is not below). */
export function isBelowThreshold(part: bigint, whole: bigint, thresholdBasisPoints: bigint): boolean {
  return part * 10_000n < whole * thresholdBasisPoints;
}

/** What is missing to reach the threshold, rounded up to the đồng; 0 where it is reached. */
export function shortfall(part: bigint, whole: bigint, thresholdBasisPoints: bigint): bigint {
  const needed = (whole * thresholdBasisPoints + 9_999n) / 10_000n;
  return needed > part ? needed - part : 0n;
}

/** Grouped the Vietnamese way: 1234567 -> `1.234.567`. */
export function formatVnd(amount: bigint): string {
  const digits = (amount < 0n ? -amount : amount).toString().replace(/\B(?=(\d{3})+(?!\d))/g, '.');
  return amount < 0n ? `-${digits}` : digits;
}

/** In triệu đồng with up to six decimals (exact), comma for the decimals: 10541966000 -> `10.541,966`. */
export function formatMillions(amount: bigint): string {
  const absolute = amount < 0n ? -amount : amount;
  const fraction = (absolute % 1_000_000n).toString().padStart(6, '0').replace(/0+$/, '');
  const whole = formatVnd(absolute / 1_000_000n);
  return `${amount < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `,${fraction}`}`;
}

/** bigint đồng to a JSON integer; throws above 2^53, which the books never hold. */
export function toJsonVnd(amount: bigint): number {
  const value = Number(amount);
  if (!Number.isSafeInteger(value)) throw new RangeError(`amount beyond the books: ${amount}`);
  return value;
}

/**
 * A total shared out by weights, to the đồng: the shares add up to the total, and none exceeds its weight where the total does not
 * exceed their sum. Largest remainders get the đồng that are left over, the earlier of equals. Weights are not negative.
 */
export function shareOut(total: bigint, weights: readonly bigint[]): bigint[] {
  const sum = sumVnd(weights);
  if (sum === 0n) return weights.map(() => 0n);
  const shares = weights.map((weight) => (total * weight) / sum);
  const remainders = weights.map((weight) => (total * weight) % sum);
  const order = [...weights.keys()].sort((a, b) => compareBigint(remainders[b] ?? 0n, remainders[a] ?? 0n) || a - b);
  let left = total - sumVnd(shares);
  for (const index of order) {
    if (left === 0n) break;
    shares[index] = (shares[index] ?? 0n) + 1n;
    left -= 1n;
  }
  return shares;
}

function compareBigint(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What money becomes in a document: bigint đồng -> JSON integer. */
export type Documented<T> = T extends bigint
  ? number
  : T extends readonly (infer U)[]
    ? Documented<U>[]
    : T extends object
      ? { [K in keyof T]: Documented<T[K]> }
      : T;

/** A value with every bigint inside as an exact JSON integer; of plain objects and arrays. */
export function toDocument<T>(value: T): Documented<T> {
  return converted(value) as Documented<T>;
}

function converted(value: unknown): unknown {
  if (typeof value === 'bigint') return toJsonVnd(value);
  if (Array.isArray(value)) return value.map(converted);
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, converted(inner)]));
}
