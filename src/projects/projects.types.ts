import type { LocalDate } from '../domain/local-date.js';
import type { MatchedBy } from '../domain/matching.js';
import type { InvestorView } from '../domain/successions.js';
import type { FundingSourceCode, Origin, PlanKind, PlanNature, ProjectStatus } from '../domain/words.js';

/** The two times of every question: what counted on a day, as the books knew it at an instant. */
export interface Perspective {
  readonly planYear: number;
  readonly asOf: LocalDate;
  readonly knownAt: Date;
  /** `current` where absent: a unit that carries on the work of others is one investor with them */
  readonly investorView?: InvestorView;
}

/** A perspective as asked for; what is left out means the latest plan year with figures, today, now. */
export interface PerspectiveRequest {
  readonly planYear?: number;
  readonly asOf?: LocalDate;
  readonly knownAt?: Date;
  readonly investorView?: InvestorView;
}

export interface ProjectFilter {
  /** words of the name or a beginning of the code, with or without accents */
  readonly q?: string;
  /** investor as named in the books; in the current view every name that its work was carried on under counts */
  readonly investor?: string;
  /** only projects with a plan or a disbursement of this source (or one of its parts) */
  readonly source?: FundingSourceCode;
  readonly status?: ProjectStatus;
  readonly sector?: string;
  readonly location?: string;
}

export interface SourceFigures {
  readonly source: FundingSourceCode;
  readonly planVnd: bigint;
  /** null where no report tells */
  readonly disbursedVnd: bigint | null;
}

/** Money of the current plan as of the day: carried-over capital left out, as in a review. */
export interface ProjectFigures {
  readonly planVnd: bigint;
  /** null where no report mentions the project */
  readonly disbursedVnd: bigint | null;
  /** đồng disbursed beyond the plan of the day, 0 where there is none; the deciding paper may still be on its way */
  readonly excessVnd: bigint;
  /** two decimals, truncated; null without plan or figure */
  readonly ratePercent: string | null;
  /** day of the figure, null without one */
  readonly dataAsOf: LocalDate | null;
  readonly origin: Origin | null;
  readonly bySource: readonly SourceFigures[];
}

export interface ProjectIdentity {
  readonly id: string;
  readonly code: string | null;
  readonly name: string;
  readonly investor: string | null;
  readonly location: string | null;
  readonly sector: string | null;
  readonly status: ProjectStatus;
  /** the status comes from the start year, not from a heading or a list */
  readonly statusInferred: boolean;
  readonly startYear: number | null;
}

export interface ProjectRow extends ProjectIdentity, ProjectFigures {}

export interface ProjectDetail extends ProjectRow {
  readonly aliases: readonly ProjectAlias[];
}

export interface ProjectAlias {
  readonly kind: 'code' | 'name';
  readonly text: string;
  readonly recordedAt: Date;
}

/** `file!sheet!cell` of a figure, with the import that brought it. */
export interface Evidence {
  readonly importId: string;
  readonly file: string;
  readonly sheet: string;
  readonly cell: string;
}

export interface PlanEntryView {
  readonly seq: string;
  readonly projectId: string;
  readonly source: FundingSourceCode;
  readonly planKind: PlanKind;
  readonly planYear: number;
  /** signed đồng */
  readonly amountVnd: bigint;
  readonly effectiveOn: LocalDate;
  readonly decision: string | null;
  /** e.g. `1042/QĐ-UBND` */
  readonly decisionNumber: string | null;
  readonly decidedOn: LocalDate | null;
  readonly decisionAuthority: string | null;
  readonly nature: PlanNature;
  readonly recordedAt: Date;
  readonly evidence: Evidence;
}

export interface SnapshotView {
  readonly seq: string;
  readonly projectId: string;
  readonly source: FundingSourceCode;
  readonly planKind: PlanKind;
  readonly planYear: number;
  readonly asOf: LocalDate;
  readonly origin: Origin;
  /** cumulative đồng since 1 January */
  readonly amountVnd: bigint;
  readonly advanceVnd: bigint | null;
  readonly completedVolumeVnd: bigint | null;
  readonly matchedBy: MatchedBy | null;
  readonly recordedAt: Date;
  readonly evidence: Evidence;
}

/** State of a project at the end of a reported day. */
export interface TimelineDay {
  readonly asOf: LocalDate;
  readonly planVnd: bigint;
  readonly disbursedVnd: bigint | null;
  readonly ratePercent: string | null;
  readonly origin: Origin | null;
  /** cells of the figures used */
  readonly evidence: readonly string[];
}

export interface ProjectTimeline {
  readonly projectId: string;
  readonly planYear: number;
  readonly knownAt: Date;
  readonly planEntries: readonly PlanEntryView[];
  readonly snapshots: readonly SnapshotView[];
  /** one for each day that a report or a plan change names, ascending */
  readonly days: readonly TimelineDay[];
}

export interface MonthFigures {
  readonly asOf: LocalDate;
  readonly planVnd: bigint;
  readonly disbursedVnd: bigint;
  readonly ratePercent: string | null;
  /** projects with a figure up to that day */
  readonly projectsReported: number;
}

/** State of the whole plan year (of the filtered projects). */
export interface YearState {
  readonly perspective: Perspective;
  readonly projects: number;
  readonly projectsWithPlan: number;
  readonly projectsWithoutFigure: number;
  readonly projectsAbovePlan: number;
  readonly planVnd: bigint;
  readonly disbursedVnd: bigint;
  readonly ratePercent: string | null;
  readonly bySource: readonly (SourceFigures & { readonly name: string; readonly ratePercent: string | null })[];
  /** one for each reported day up to `asOf`, ascending */
  readonly byMonth: readonly MonthFigures[];
}
