import type { LocalDate } from './local-date.js';
import type { CellRef } from './project-facts.js';
import type { FundingSourceCode, Origin, PlanKind, PlanNature, ProjectStatus } from './words.js';

/** How a workbook names a project; not yet tied to a project of the books. */
export interface ReportedProject {
  /** normalised code (7 digits, or with a component suffix), null where the row has none */
  readonly code: string | null;
  readonly name: string;
  readonly investor: string | null;
  readonly location: string | null;
  readonly sector: string | null;
  /** `unclassified` where the file does not tell */
  readonly status: ProjectStatus;
  /** start year of KC-HT, null where the file does not tell */
  readonly startYear: number | null;
  /** the cell of the name */
  readonly ref: CellRef;
}

/** A signed change of plan that a workbook states. */
export interface ReportedPlanEntry {
  readonly project: ReportedProject;
  readonly source: FundingSourceCode;
  readonly planKind: PlanKind;
  readonly amountVnd: bigint;
  /** decision's day, or 1 January of the plan year where the paper names none or names one before it */
  readonly effectiveOn: LocalDate;
  /** the line of the paper that names the decision, null where none does */
  readonly decision: string | null;
  /** e.g. `1042/QĐ-UBND`, null where the paper leaves it blank */
  readonly decisionNumber: string | null;
  readonly decidedOn: LocalDate | null;
  /** who decided, e.g. `UBND tỉnh Sơn La`; null where the paper does not tell */
  readonly decisionAuthority: string | null;
  readonly nature: PlanNature;
  readonly ref: CellRef;
}

export interface ReportedDisbursement {
  readonly project: ReportedProject;
  readonly source: FundingSourceCode;
  readonly planKind: PlanKind;
  readonly asOf: LocalDate;
  readonly origin: Origin;
  readonly amountVnd: bigint;
  readonly advanceVnd: bigint | null;
  readonly completedVolumeVnd: bigint | null;
  /** accepted volume that is not paid for; null where the report does not tell */
  readonly acceptedUnpaidVnd: bigint | null;
  readonly ref: CellRef;
}

/** Need for more capital that a workbook states (nhu cầu bổ sung). */
export interface ReportedDemand {
  readonly project: ReportedProject;
  readonly source: FundingSourceCode;
  readonly amountVnd: bigint;
  readonly acceptedUnpaidVnd: bigint | null;
  readonly reason: string | null;
  readonly ref: CellRef;
}

export interface ReportedFacts {
  readonly planEntries: readonly ReportedPlanEntry[];
  readonly disbursements: readonly ReportedDisbursement[];
  readonly demands: readonly ReportedDemand[];
}
