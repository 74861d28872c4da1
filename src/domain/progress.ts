import { planEntriesAsOf } from './capital-plan.js';
import { oldestDay, snapshotsAsOf } from './disbursement.js';
import type { SourceShare } from './judgement.js';
import type { LocalDate } from './local-date.js';
import { sumVnd } from './money.js';
import type { ProjectFacts } from './project-facts.js';
import { sharesOf, sourcesWithPlan } from './project-money.js';
import type { Origin, PlanKind } from './words.js';

/** Cumulative đồng of a project's current plan as the reports of one day made it known. */
export interface ProgressPoint {
  readonly asOf: LocalDate;
  readonly disbursedVnd: bigint;
}

/** A project's money on a day: its plan of one kind and what is disbursed of it, by source. */
export interface Standing {
  readonly planVnd: bigint;
  /** null where no report tells */
  readonly disbursedVnd: bigint | null;
  /** in the order of the catalogue; adds up to the whole */
  readonly bySource: readonly SourceShare[];
  /** the oldest day among the figures used */
  readonly dataAsOf: LocalDate | null;
}

/** Where a project stands on a day with its plan of a kind, by the same figures as a review would use. */
export function standingAsOf(
  project: ProjectFacts,
  asOf: LocalDate,
  preferredOrigin: Origin,
  planKind: PlanKind = 'current',
): Standing {
  const plan = planEntriesAsOf(project.planEntries, asOf, planKind);
  const snapshots = snapshotsAsOf(project.snapshots, asOf, preferredOrigin, sourcesWithPlan(plan), planKind);
  return {
    planVnd: sumVnd(plan.map((entry) => entry.amountVnd)),
    disbursedVnd: snapshots.length === 0 ? null : sumVnd(snapshots.map((snapshot) => snapshot.amountVnd)),
    bySource: sharesOf(plan, snapshots),
    dataAsOf: oldestDay(snapshots),
  };
}

/** What was known to be disbursed on the latest days that reports up to `asOf` name, in the order of days, `most` of them. */
export function progressUpTo(
  project: ProjectFacts,
  asOf: LocalDate,
  preferredOrigin: Origin,
  most: number,
): ProgressPoint[] {
  const days = new Set<LocalDate>();
  for (const snapshot of project.snapshots) {
    if (snapshot.planKind === 'current' && snapshot.asOf <= asOf) days.add(snapshot.asOf);
  }
  const latest = [...days].sort().slice(-most);
  return latest.flatMap((day) => {
    const { disbursedVnd, dataAsOf } = standingAsOf(project, day, preferredOrigin);
    return disbursedVnd === null || dataAsOf === null ? [] : [{ asOf: day, disbursedVnd }];
  });
}
