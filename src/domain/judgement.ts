import type { FundingSourceCode, Outcome } from './words.js';

/** Plan and disbursement of one project in one source. */
export interface SourceShare {
  readonly source: FundingSourceCode;
  readonly planVnd: bigint;
  readonly disbursedVnd: bigint;
}

/** One comparison: a part of a whole against a threshold. */
export interface Judgement {
  readonly sources: readonly FundingSourceCode[];
  readonly outcome: Outcome;
  /** by the rule's metric; null where no report tells it */
  readonly partVnd: bigint | null;
  /** by the rule's denominator */
  readonly wholeVnd: bigint;
  readonly ratePercent: string | null;
  /** two decimals, truncated */
  readonly thresholdPercent: string;
  readonly shortfallVnd: bigint | null;
}
