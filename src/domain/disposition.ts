import { isLocalDate, type LocalDate } from './local-date.js';
import { sumVnd } from './money.js';
import type { SourceShare } from './judgement.js';
import type { FundingSourceCode } from './words.js';

/** What an officer decides on a row of a round: take back all that is undisbursed, a part of it, or nothing for now. */
export const VERDICTS = ['recallAll', 'recallPart', 'keep'] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface SourceAmount {
  readonly source: FundingSourceCode;
  /** đồng taken back from the project's plan in this source, 0..plan - disbursed */
  readonly amountVnd: bigint;
}

export interface ProposedDisposition {
  readonly verdict: Verdict;
  /** for `recallPart`; for `recallAll` it may be left out and else must be all of it */
  readonly bySource: readonly SourceAmount[] | null;
  readonly reasonCode: string | null;
  readonly reasonText: string | null;
  /** last day of a `keep`; null for a recall */
  readonly keepUntil: LocalDate | null;
}

export interface Disposition extends ProposedDisposition {
  /** every source of the project, in its order; 0 where nothing is taken */
  readonly bySource: readonly SourceAmount[];
  /** sum of `bySource` */
  readonly recallVnd: bigint;
}

/** Why a proposal cannot stand. */
export type DispositionFault =
  | { readonly kind: 'sourceUnknown'; readonly source: string }
  | { readonly kind: 'sourceTwice'; readonly source: string }
  | {
      readonly kind: 'outOfBounds';
      readonly source: string;
      readonly amountVnd: bigint;
      readonly limitVnd: bigint;
    }
  | { readonly kind: 'notAll'; readonly source: string; readonly amountVnd: bigint; readonly limitVnd: bigint }
  | { readonly kind: 'nothingTaken' }
  | { readonly kind: 'keepTakes' }
  | { readonly kind: 'keepWithoutReason' }
  | { readonly kind: 'keepWithoutExpiry' }
  | { readonly kind: 'expiryOfRecall' };

/** Đồng that may be taken back from a project in one source: plan - disbursed, never below 0. */
export function recallLimit({ planVnd, disbursedVnd }: SourceShare): bigint {
  return planVnd > disbursedVnd ? planVnd - disbursedVnd : 0n;
}

/**
 * The disposition that a proposal means for a project with these shares, or why it cannot stand. Amounts lie in
 * 0..plan - disbursed of their source (domain handbook 6.3: a donor's plan never falls below what is disbursed).
 */
export function toDisposition(
  shares: readonly SourceShare[],
  proposed: ProposedDisposition,
): { readonly disposition: Disposition } | { readonly fault: DispositionFault } {
  const given = proposed.bySource ?? [];
  const fault = shareFault(shares, given) ?? verdictFault(shares, proposed, given);
  if (fault !== null) return { fault };
  const bySource = shares.map((share) => ({ source: share.source, amountVnd: amountOf(share, proposed, given) }));
  return { disposition: { ...proposed, bySource, recallVnd: sumVnd(bySource.map((part) => part.amountVnd)) } };
}

function amountOf(share: SourceShare, { verdict }: ProposedDisposition, given: readonly SourceAmount[]): bigint {
  if (verdict === 'keep') return 0n;
  if (verdict === 'recallAll') return recallLimit(share);
  return given.find((part) => part.source === share.source)?.amountVnd ?? 0n;
}

function shareFault(shares: readonly SourceShare[], given: readonly SourceAmount[]): DispositionFault | null {
  const seen = new Set<string>();
  for (const { source, amountVnd } of given) {
    const share = shares.find((candidate) => candidate.source === source);
    if (share === undefined) return { kind: 'sourceUnknown', source };
    if (seen.has(source)) return { kind: 'sourceTwice', source };
    seen.add(source);
    const limitVnd = recallLimit(share);
    if (amountVnd < 0n || amountVnd > limitVnd) return { kind: 'outOfBounds', source, amountVnd, limitVnd };
  }
  return null;
}

function verdictFault(
  shares: readonly SourceShare[],
  proposed: ProposedDisposition,
  given: readonly SourceAmount[],
): DispositionFault | null {
  switch (proposed.verdict) {
    case 'keep':
      return keepFault(proposed, given);
    case 'recallAll':
      return proposed.keepUntil === null ? recallAllFault(shares, proposed.bySource) : { kind: 'expiryOfRecall' };
    case 'recallPart':
      if (proposed.keepUntil !== null) return { kind: 'expiryOfRecall' };
      return given.some((part) => part.amountVnd > 0n) ? null : { kind: 'nothingTaken' };
  }
}

function keepFault(
  { reasonCode, keepUntil }: ProposedDisposition,
  given: readonly SourceAmount[],
): DispositionFault | null {
  if (given.some((part) => part.amountVnd > 0n)) return { kind: 'keepTakes' };
  if (reasonCode === null) return { kind: 'keepWithoutReason' };
  return keepUntil === null || !isLocalDate(keepUntil) ? { kind: 'keepWithoutExpiry' } : null;
}

function recallAllFault(
  shares: readonly SourceShare[],
  given: readonly SourceAmount[] | null,
): DispositionFault | null {
  if (shares.every((share) => recallLimit(share) === 0n)) return { kind: 'nothingTaken' };
  if (given === null) return null;
  for (const share of shares) {
    const amountVnd = given.find((part) => part.source === share.source)?.amountVnd ?? 0n;
    const limitVnd = recallLimit(share);
    if (amountVnd !== limitVnd) return { kind: 'notAll', source: share.source, amountVnd, limitVnd };
  }
  return null;
}
