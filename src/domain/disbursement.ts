import { groupBy } from './group-by.js';
import { isSameOrPartOf } from './funding-sources.js';
import type { LocalDate } from './local-date.js';
import type { DisbursementSnapshot } from './project-facts.js';
import type { Origin } from './words.js';

/**
 * The figures of one project's current plan that count on a day: of the preferred origin where it has any (the Treasury series
 * decides, the other explains), else of the other; within the series the latest day not after `asOf`. Reports are cumulative, so
 * nothing is added across days. Of several reports of that day the later known one counts; an earlier one adds only what
 * no later one covers (a report for one source beside a report for another).
 */
export function snapshotsAsOf(
  snapshots: readonly DisbursementSnapshot[],
  asOf: LocalDate,
  preferredOrigin: Origin,
): DisbursementSnapshot[] {
  const known = snapshots.filter((snapshot) => snapshot.planKind === 'current' && snapshot.asOf <= asOf);
  const preferred = known.filter((snapshot) => snapshot.origin === preferredOrigin);
  const series = preferred.length > 0 ? preferred : known;
  const latest = series.reduce((day, snapshot) => (snapshot.asOf > day ? snapshot.asOf : day), '');
  return withoutOverlaps(series.filter((snapshot) => snapshot.asOf === latest));
}

function withoutOverlaps(snapshots: readonly DisbursementSnapshot[]): DisbursementSnapshot[] {
  const reports = [...groupBy(snapshots, (snapshot) => snapshot.report).values()].sort(
    (a, b) => (b[0]?.reportOrder ?? 0) - (a[0]?.reportOrder ?? 0),
  );
  const counted: DisbursementSnapshot[] = [];
  for (const report of reports) {
    const covered = report.some((snapshot) => counted.some((other) => isSameOrPartOf(snapshot.source, other.source)));
    if (!covered) counted.push(...report);
  }
  return counted;
}
