import { isSameOrPartOf } from './funding-sources.js';
import { ratePercent } from './money.js';
import type { Comparator, ReviewRule } from './review-rule.js';
import type { FundingSourceCode } from './words.js';

/** A rate as an exact fraction: 50% is 5000/10000, a provincial average is đồng over đồng. `whole` is positive. */
export interface Threshold {
  readonly part: bigint;
  readonly whole: bigint;
}

/** Money of the whole province, from which its average rate follows. */
export interface ProvincialTotals {
  readonly partVnd: bigint;
  readonly wholeVnd: bigint;
}

const ONE = 10_000n;

export function fixedThreshold(basisPoints: number): Threshold {
  return { part: BigInt(basisPoints), whole: ONE };
}

/**
 * The threshold of a rule: its own, or the provincial average less its points where that is lower. Without any plan in the
 * province there is no average, and the rule's own counts.
 */
export function thresholdOf(rule: ReviewRule, province: ProvincialTotals): Threshold {
  const own = fixedThreshold(rule.thresholdBasisPoints);
  if (rule.relativeThreshold === null || province.wholeVnd <= 0n) return own;
  const part = province.partVnd * ONE - province.wholeVnd * BigInt(rule.relativeThreshold.minusBasisPoints);
  const relative = { part: part > 0n ? part : 0n, whole: province.wholeVnd * ONE };
  return isLower(relative, own) ? relative : own;
}

/** The highest threshold that the rule sets for money of the sources, at least the general one. */
export function thresholdOfSources(
  rule: ReviewRule,
  general: Threshold,
  sources: readonly FundingSourceCode[],
): Threshold {
  let highest = general;
  for (const { source, thresholdBasisPoints } of rule.sourceThresholds) {
    if (!sources.some((other) => isSameOrPartOf(other, source))) continue;
    const own = fixedThreshold(thresholdBasisPoints);
    if (isLower(highest, own)) highest = own;
  }
  return highest;
}

function isLower(a: Threshold, b: Threshold): boolean {
  return a.part * b.whole < b.part * a.whole;
}

/** By cross-multiplication of integers: `below` is strict ("dưới 50%": exactly 50% is not below), `atMost` is not. */
export function isCaught(part: bigint, whole: bigint, threshold: Threshold, comparator: Comparator): boolean {
  const [rate, limit] = [part * threshold.whole, whole * threshold.part];
  return comparator === 'below' ? rate < limit : rate <= limit;
}

/** What is missing until a part of the whole is no longer caught, to the đồng; 0 where it is not caught. */
export function missingTo(part: bigint, whole: bigint, threshold: Threshold, comparator: Comparator): bigint {
  const limit = whole * threshold.part;
  const needed =
    comparator === 'below' ? (limit + threshold.whole - 1n) / threshold.whole : limit / threshold.whole + 1n;
  return needed > part ? needed - part : 0n;
}

/** The largest whole of which a part is not caught: what a plan may at most be for this disbursement. */
export function largestWhole(part: bigint, threshold: Threshold, comparator: Comparator): bigint | null {
  if (threshold.part === 0n) return null;
  const limit = part * threshold.whole;
  if (comparator === 'below') return limit / threshold.part;
  const whole = (limit - 1n) / threshold.part;
  return limit === 0n ? 0n : whole;
}

/** As a percent with two decimals, truncated: `50.00`, `44.12`. */
export function thresholdPercent({ part, whole }: Threshold): string {
  return ratePercent(part, whole) ?? '0.00';
}
