import type { LocalDate } from './local-date.js';
import type {
  FundingSourceCode,
  MatchedBy,
  Origin,
  PlanKind,
  PlanNature,
  ProjectGroup,
  ProjectStatus,
} from './words.js';

/** Where a figure stands: printed as `file!sheet!cell`. */
export interface CellRef {
  readonly file: string;
  readonly sheet: string;
  readonly cell: string;
}

export function formatCellRef(ref: CellRef): string {
  return `${ref.file}!${ref.sheet}!${ref.cell}`;
}

/** A dated, signed change of a project's plan in one source (contract: "capital plan entry"). */
export interface PlanEntry {
  readonly source: FundingSourceCode;
  readonly planKind: PlanKind;
  /** signed đồng: the initial plan is positive, a decrease negative */
  readonly amountVnd: bigint;
  /** the day from which the change counts; the decision's date, or the first day of the plan year where the paper names none */
  readonly effectiveOn: LocalDate;
  readonly nature: PlanNature;
  /** day of the decision, null where the paper names none */
  readonly decidedOn: LocalDate | null;
  /** `Nghị quyết số 422/NQ-HĐND ngày …`, null where the paper names none */
  readonly decision: string | null;
  readonly ref: CellRef;
}

/** Cumulative đồng disbursed since 1 January as of a day (contract: "disbursement snapshot"). */
export interface DisbursementSnapshot {
  /** the report that says so: a file on the command line, an import in the service */
  readonly report: string;
  /** later known reports have higher numbers; of two reports of one day that overlap, the later known counts */
  readonly reportOrder: number;
  readonly source: FundingSourceCode;
  readonly planKind: PlanKind;
  readonly asOf: LocalDate;
  readonly origin: Origin;
  readonly amountVnd: bigint;
  /** of which advances not yet recovered; null where the report does not tell */
  readonly advanceVnd: bigint | null;
  /** of which payment for completed volume; null where the report does not tell */
  readonly completedVolumeVnd: bigint | null;
  readonly ref: CellRef;
}

export const OBLIGATION_KINDS = ['pendingRequest', 'acceptedUnpaid', 'commitment'] as const;
/**
 * Money of a plan that is spoken for though not yet paid: payment requests that lie at the Treasury, accepted volume for which
 * payment has not been asked, and what the investor has committed to disburse up to 31/1 beyond both.
 */
export type ObligationKind = (typeof OBLIGATION_KINDS)[number];

export interface Obligation {
  readonly kind: ObligationKind;
  readonly source: FundingSourceCode;
  readonly amountVnd: bigint;
  readonly ref: CellRef;
}

/** All that is known of one project for a review. Order of the arrays does not matter. */
export interface ProjectFacts {
  /** identity within the review: a database id, or the code or name key on the command line */
  readonly key: string;
  readonly code: string | null;
  readonly name: string;
  readonly investor: string | null;
  readonly location: string | null;
  readonly sector: string | null;
  readonly status: ProjectStatus;
  /** the status comes from the start year, not from a heading or a list */
  readonly statusInferred: boolean;
  /** how reports found the project: the loosest way used; null where no report mentions it */
  readonly matchedBy: MatchedBy | null;
  readonly planEntries: readonly PlanEntry[];
  readonly snapshots: readonly DisbursementSnapshot[];
  /** null or absent where no file tells */
  readonly group?: ProjectGroup | null;
  readonly obligations?: readonly Obligation[];
  /** warnings of imports that nobody has settled, about rows that the figures come from */
  readonly openWarnings?: readonly string[];
}
