import type { LocalDate } from '../domain/local-date.js';
import type { Finding } from '../domain/finding.js';
import type { ReviewSummary } from '../domain/review-summary.js';
import type { ReviewRule } from '../domain/review-rule.js';
import type { Outcome } from '../domain/words.js';
import type { RoundState } from './round-states.js';

/** The issuing of a round's list. */
export interface IssueView {
  /** number within the plan year */
  readonly number: number;
  /** number of the paper that carries the list, as registered; null where none was told */
  readonly documentNumber: string | null;
  readonly snapshotId: string;
  /** projects from which capital is taken back */
  readonly projects: number;
  readonly keptProjects: number;
  readonly recallVnd: bigint;
  readonly issuedAt: Date;
  readonly papers: readonly { readonly name: string; readonly file: string; readonly sha256: string }[];
}

/** An import that an issued list rests on, taken out of the books after the issue. The list stays as it was issued. */
export interface ReversedBasisView {
  readonly importId: string;
  /** name of the workbook */
  readonly file: string;
  /** who stood for it */
  readonly approvedBy: string;
  readonly reason: string;
  readonly reversedAt: Date;
}

export interface OpenRoundOptions {
  /** day instead of the rule's */
  readonly asOf?: LocalDate;
  /** facts as known at this instant; now where absent */
  readonly knownAt?: Date;
  /** threshold instead of the rule's, 1..10000 */
  readonly thresholdBasisPoints?: number;
  /** the reports are declared complete: an unmentioned project has disbursed 0 */
  readonly complete?: boolean;
  /** only keep rule and options; the facts are pinned when the draft is opened */
  readonly draft?: boolean;
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
  /** null before the issue */
  readonly issue: IssueView | null;
  /** the round whose list took the place of this one's, where one did */
  readonly supersededBy: string | null;
  readonly supersedeReason: string | null;
  /** empty where everything that the list rests on is still in the books */
  readonly reversedBases: readonly ReversedBasisView[];
}

/** A finding of a stored round; `key` is the project id. */
export interface FindingView extends Finding {
  readonly projectId: string;
}

export interface FindingFilter {
  readonly outcome?: Outcome;
}
