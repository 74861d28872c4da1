import type { LocalDate } from './local-date.js';
import { isBelowThreshold, ratePercent, shortfall, sumVnd } from './money.js';
import { formatCellRef, type DisbursementSnapshot, type PlanEntry, type ProjectFacts } from './project-facts.js';
import type { ReviewRule } from './review-rule.js';
import { fundingSourceOrder } from './funding-sources.js';
import type { FundingSourceCode, Origin, Outcome, ProjectStatus } from './words.js';

/** What a round says of one project, with the cells it rests on (contract: "finding"). */
export interface Finding {
  readonly key: string;
  readonly code: string | null;
  readonly name: string;
  readonly investor: string | null;
  readonly location: string | null;
  readonly sector: string | null;
  readonly status: ProjectStatus;
  readonly statusInferred: boolean;
  readonly outcome: Outcome;
  /** Vietnamese: vì sao (không) có trong danh sách */
  readonly reason: string;
  /** plan of the year as adjusted on the as-of day, without carried-over capital */
  readonly planVnd: bigint;
  /** null where nothing is known (`noData`) */
  readonly disbursedVnd: bigint | null;
  /** two decimals, truncated; null without plan or figure */
  readonly ratePercent: string | null;
  readonly undisbursedVnd: bigint | null;
  /** missing to the threshold, rounded up; 0 where it is reached; null without a figure */
  readonly shortfallVnd: bigint | null;
  /** of the disbursed: advances, where every figure of the project tells them; else null */
  readonly advanceVnd: bigint | null;
  readonly bySource: readonly SourceShare[];
  /** day of the snapshots used (the oldest of them); null without a figure */
  readonly dataAsOf: LocalDate | null;
  /** the snapshots used are older than the rule's day */
  readonly stale: boolean;
  readonly origin: Origin | null;
  readonly evidence: { readonly plan: readonly string[]; readonly disbursement: readonly string[] };
}

export interface SourceShare {
  readonly source: FundingSourceCode;
  readonly planVnd: bigint;
  readonly disbursedVnd: bigint;
}

export interface ReviewSummary {
  readonly projects: number;
  /** candidate + met + noData + unclassified */
  readonly inScope: number;
  readonly candidates: number;
  readonly met: number;
  readonly noData: number;
  readonly noPlan: number;
  readonly unclassified: number;
  readonly outOfScope: number;
  /** of the candidates */
  readonly planVnd: bigint;
  readonly disbursedVnd: bigint;
  readonly undisbursedVnd: bigint;
}

export interface ReviewOptions {
  /** the reports are declared complete: a project that they do not mention has disbursed 0 (contract) */
  readonly complete: boolean;
}

/**
 * Applies a rule to the facts: one finding a project, in the order given. Pure: the command line and the service call this
 * one function. Comparison is strict and on integers (161/QĐ-UBND 5.1 "dưới"). Money of parts adds up to the whole project.
 */
export function review(
  rule: ReviewRule,
  projects: readonly ProjectFacts[],
  options: ReviewOptions,
): Finding[] {
  return projects.map((project) => reviewProject(rule, project, options));
}

/** Entries of the current plan that count on a day: what is effective later is not yet plan. */
export function planEntriesAsOf(entries: readonly PlanEntry[], asOf: LocalDate): PlanEntry[] {
  return entries.filter((entry) => entry.planKind === 'current' && entry.effectiveOn <= asOf);
}

/**
 * The figures of the current plan that count on a day: of the preferred origin where it has any, else of the other; within the
 * origin, per source, the latest day not after `asOf`. Several rows of one day (one an account) add up.
 */
export function snapshotsAsOf(
  snapshots: readonly DisbursementSnapshot[],
  asOf: LocalDate,
  preferredOrigin: Origin,
): DisbursementSnapshot[] {
  const known = snapshots.filter((snapshot) => snapshot.planKind === 'current' && snapshot.asOf <= asOf);
  const preferred = known.filter((snapshot) => snapshot.origin === preferredOrigin);
  const series = preferred.length > 0 ? preferred : known;
  // A report is a whole: a source that the latest report of the project no longer mentions is not carried over from an older one.
  const latest = series.reduce((day, snapshot) => (snapshot.asOf > day ? snapshot.asOf : day), '');
  return series.filter((snapshot) => snapshot.asOf === latest);
}
