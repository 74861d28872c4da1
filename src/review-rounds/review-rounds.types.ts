import type { LocalDate } from '../domain/local-date.js';
import type { Finding, ReviewSummary } from '../domain/review.js';
import type { ReviewRule } from '../domain/review-rule.js';
import type { Outcome } from '../domain/words.js';

export const ROUND_STATES = ['open', 'issued'] as const;
export type RoundState = (typeof ROUND_STATES)[number];

export interface OpenRoundOptions {
  /** day instead of the rule's */
  readonly asOf?: LocalDate;
  /** facts as known at this instant; now where absent */
  readonly knownAt?: Date;
  /** threshold instead of the rule's, 1..10000 */
  readonly thresholdBasisPoints?: number;
  /** the reports are declared complete: an unmentioned project has disbursed 0 */
  readonly complete?: boolean;
}

export interface ReviewRoundView {
  readonly id: string;
  /** the rule as applied (snapshot; with the options' day and threshold) */
  readonly rule: ReviewRule;
  readonly state: RoundState;
  readonly asOf: LocalDate;
  readonly knownAt: Date;
  readonly complete: boolean;
  readonly summary: ReviewSummary;
  readonly openedAt: Date;
}

/** A finding of a stored round; `key` is the project id. */
export interface FindingView extends Finding {
  readonly projectId: string;
}

export interface FindingFilter {
  readonly outcome?: Outcome;
}
