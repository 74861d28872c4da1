import { planEntriesAsOf } from './capital-plan.js';
import { snapshotsAsOf } from './disbursement.js';
import type { LocalDate } from './local-date.js';
import { sumVnd } from './money.js';
import type { DisbursementSnapshot, ProjectFacts } from './project-facts.js';
import type { FundingSourceCode, Origin } from './words.js';

/** Cumulative đồng of a project's current plan as the reports of one day made it known. */
export interface ProgressPoint {
  readonly asOf: LocalDate;
  readonly disbursedVnd: bigint;
}

/** A project's money on a day: plan and disbursement by source, without carried-over capital. */
export interface Standing {
  readonly planVnd: bigint;
  /** null where no report tells */
  readonly disbursedVnd: bigint | null;
  readonly bySource: ReadonlyMap<FundingSourceCode, { readonly planVnd: bigint; readonly disbursedVnd: bigint }>;
  /** the oldest day among the figures used */
  readonly dataAsOf: LocalDate | null;
}

/** Where a project stands on a day, by the same figures as a review would use. */
export function standingAsOf(project: ProjectFacts, asOf: LocalDate, preferredOrigin: Origin): Standing {
  const plan = planEntriesAsOf(project.planEntries, asOf);
  const bySource = new Map<FundingSourceCode, { planVnd: bigint; disbursedVnd: bigint }>();
  const share = (source: FundingSourceCode): { planVnd: bigint; disbursedVnd: bigint } => {
    const known = bySource.get(source) ?? { planVnd: 0n, disbursedVnd: 0n };
    bySource.set(source, known);
    return known;
  };
  for (const entry of plan) share(entry.source).planVnd += entry.amountVnd;
  const planned = [...bySource].filter(([, { planVnd }]) => planVnd > 0n).map(([source]) => source);
  const snapshots = snapshotsAsOf(project.snapshots, asOf, preferredOrigin, planned);
  for (const snapshot of snapshots) share(snapshot.source).disbursedVnd += snapshot.amountVnd;
  return {
    planVnd: sumVnd(plan.map((entry) => entry.amountVnd)),
    disbursedVnd: snapshots.length === 0 ? null : sumVnd(snapshots.map((snapshot) => snapshot.amountVnd)),
    bySource,
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

function oldestDay(snapshots: readonly DisbursementSnapshot[]): LocalDate | null {
  return snapshots.reduce<LocalDate | null>((day, { asOf }) => (day === null || asOf < day ? asOf : day), null);
}
