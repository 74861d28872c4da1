import type { SourceLapse } from '../domain/plan-lapse.js';
import type { LocalDate } from '../domain/local-date.js';
import type { FundingSourceCode } from '../domain/words.js';
import type { Evidence, PlanEntryView } from '../projects/projects.types.js';

/** An entry of the ledger with the running plan of its project, source and kind. */
export interface LedgerEntryView extends PlanEntryView {
  /** what the entry changes; of a plan stated anew the difference to the plan before */
  readonly changeVnd: bigint;
  /** plan of the project's source and kind after the entry */
  readonly balanceVnd: bigint;
  /** a later decision, in effect on the day, states the plan of the source anew */
  readonly replaced: boolean;
}

/** Need for more capital that an investor states (nhu cầu bổ sung). */
export interface DemandView {
  readonly seq: string;
  readonly projectId: string;
  readonly code: string | null;
  readonly name: string;
  readonly investor: string | null;
  readonly source: FundingSourceCode;
  readonly planYear: number;
  readonly amountVnd: bigint;
  /** value of completed work that is accepted and not yet paid; null where the paper does not tell */
  readonly acceptedUnpaidVnd: bigint | null;
  readonly reason: string | null;
  readonly recordedAt: Date;
  readonly evidence: Evidence;
}

export interface DemandTotals {
  readonly demands: number;
  readonly amountVnd: bigint;
  readonly acceptedUnpaidVnd: bigint;
}

/** What is left of one project's plan of a source when its year is settled. */
export interface ProjectLapse extends SourceLapse {
  readonly projectId: string;
  readonly code: string | null;
  readonly name: string;
  readonly investor: string | null;
}

export interface LapseReport {
  readonly planYear: number;
  readonly asOf: LocalDate;
  readonly knownAt: Date;
  /** 31/1 of the next year */
  readonly settlementEnd: LocalDate;
  /** before the end of settlement the rest may still be paid, so nothing is cancelled yet */
  readonly settled: boolean;
  readonly totals: Omit<SourceLapse, 'source'>;
  readonly bySource: readonly (SourceLapse & { readonly name: string })[];
  /** rows with a rest that is not 0, largest first */
  readonly projects: readonly ProjectLapse[];
}
