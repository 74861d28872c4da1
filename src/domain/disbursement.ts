import { groupBy } from './group-by.js';
import { isSameOrPartOf } from './funding-sources.js';
import type { LocalDate } from './local-date.js';
import type { DisbursementSnapshot } from './project-facts.js';
import type { FundingSourceCode, Origin, PlanKind } from './words.js';

/**
 * The figures of one project's plan of a kind (the current one unless told otherwise) that count on a day: of the preferred origin where it has any (the Treasury series
 * decides, the other explains), else of the other. Reports are cumulative, so the latest one not after `asOf` counts (of one day
 * the later known). An earlier one adds only where nothing in it is covered by a later one and the plan has its sources: a report
 * for one source beside a report for another, never an old figure of money that has moved to another source.
 * `plannedSources` are the sources in which the project has a plan on that day.
 */
export function snapshotsAsOf(
  snapshots: readonly DisbursementSnapshot[],
  asOf: LocalDate,
  preferredOrigin: Origin,
  plannedSources: readonly FundingSourceCode[] = [],
  planKind: PlanKind = 'current',
): DisbursementSnapshot[] {
  const known = snapshots.filter((snapshot) => snapshot.planKind === planKind && snapshot.asOf <= asOf);
  const preferred = known.filter((snapshot) => snapshot.origin === preferredOrigin);
  return withoutOverlaps(preferred.length > 0 ? preferred : known, plannedSources);
}

/** The figures of the origin that does not decide, where the preferred one has any (both series are kept and shown). */
export function explainingSnapshotsAsOf(
  snapshots: readonly DisbursementSnapshot[],
  asOf: LocalDate,
  preferredOrigin: Origin,
  plannedSources: readonly FundingSourceCode[] = [],
): DisbursementSnapshot[] {
  const known = snapshots.filter((snapshot) => snapshot.planKind === 'current' && snapshot.asOf <= asOf);
  const others = known.filter((snapshot) => snapshot.origin !== preferredOrigin);
  return others.length === known.length ? [] : withoutOverlaps(others, plannedSources);
}

function withoutOverlaps(
  snapshots: readonly DisbursementSnapshot[],
  plannedSources: readonly FundingSourceCode[],
): DisbursementSnapshot[] {
  const [one] = snapshots;
  if (snapshots.every(({ report, asOf }) => report === one?.report && asOf === one.asOf)) return [...snapshots];
  const reports = [...groupBy(snapshots, ({ report, asOf }) => JSON.stringify([report, asOf])).values()].sort(
    laterFirst,
  );
  const latest = reports[0]?.[0]?.asOf;
  const counted: DisbursementSnapshot[] = [];
  for (const report of reports) {
    const covered = report.some(({ source }) => counted.some((other) => isSameOrPartOf(source, other.source)));
    const planned = report.every(({ source }) => plannedSources.some((other) => isSameOrPartOf(source, other)));
    if (!covered && (planned || report[0]?.asOf === latest)) counted.push(...report);
  }
  return counted;
}

function laterFirst(a: readonly DisbursementSnapshot[], b: readonly DisbursementSnapshot[]): number {
  const [left, right] = [a[0], b[0]];
  if (left === undefined || right === undefined) return 0;
  if (left.asOf !== right.asOf) return left.asOf < right.asOf ? 1 : -1;
  return right.reportOrder - left.reportOrder;
}

/** The earliest day among figures; null without any. */
export function oldestDay(snapshots: readonly DisbursementSnapshot[]): LocalDate | null {
  let oldest: LocalDate | null = null;
  for (const { asOf } of snapshots) if (oldest === null || asOf < oldest) oldest = asOf;
  return oldest;
}
