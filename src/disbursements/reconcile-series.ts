import { daysInMonth, localDate, type LocalDate } from '../domain/local-date.js';
import { sumVnd } from '../domain/money.js';
import { compareSeries } from '../domain/series-comparison.js';
import type { KnownFacts } from '../projects/facts.repository.js';
import { PREFERRED_ORIGIN } from '../projects/figures.js';
import type { Perspective } from '../projects/projects.types.js';
import type { ComparedProject, ProjectComparison, Reconciliation, ReconciliationRow } from './disbursements.types.js';

export function comparisonOf(facts: KnownFacts, { planYear, asOf }: Perspective): ProjectComparison {
  return {
    ...projectOf(facts),
    ...{ planYear, asOf },
    current: compareSeries(facts, asOf, PREFERRED_ORIGIN),
    carriedOver: compareSeries(facts, asOf, PREFERRED_ORIGIN, 'carriedOver'),
  };
}

/** Treasury against investors over the given projects, current plan, source by source. */
export function reconcileSeries(
  projects: readonly KnownFacts[],
  { planYear, asOf, knownAt }: Perspective,
): Reconciliation {
  const rows = projects.flatMap((facts): ReconciliationRow[] =>
    compareSeries(facts, asOf, PREFERRED_ORIGIN)
      .bySource.filter(({ treasury, investor }) => treasury !== null || investor !== null)
      .map((pair) => ({ ...projectOf(facts), ...pair })),
  );
  const compared = rows.filter(({ differenceVnd }) => differenceVnd !== null);
  const different = compared.filter(({ differenceVnd }) => differenceVnd !== 0n);
  const alone = rows.filter(({ differenceVnd }) => differenceVnd === null);
  return {
    ...{ planYear, asOf, knownAt },
    months: reportedMonths(projects),
    totals: {
      planVnd: sumVnd(rows.map((row) => row.planVnd)),
      treasuryVnd: sumVnd(rows.map((row) => row.treasury?.amountVnd ?? 0n)),
      investorVnd: sumVnd(rows.map((row) => row.investor?.amountVnd ?? 0n)),
      differenceVnd: sumVnd(compared.map((row) => row.differenceVnd ?? 0n)),
    },
    counts: {
      compared: compared.length,
      equal: compared.length - different.length,
      different: different.length,
      onlyTreasury: alone.filter(({ investor }) => investor === null).length,
      onlyInvestor: alone.filter(({ treasury }) => treasury === null).length,
    },
    rows: [...different.sort(largestFirst), ...alone.sort(largestFirst)],
  };
}

function projectOf({ key, code, name, investor }: KnownFacts): ComparedProject {
  return { projectId: key, code, name, investorName: investor };
}

function largestFirst(a: ReconciliationRow, b: ReconciliationRow): number {
  const [left, right] = [weightOf(a), weightOf(b)];
  if (left !== right) return left < right ? 1 : -1;
  return a.name === b.name ? (a.source < b.source ? -1 : 1) : a.name < b.name ? -1 : 1;
}

function weightOf({ differenceVnd, treasury, investor }: ReconciliationRow): bigint {
  const amount = differenceVnd ?? treasury?.amountVnd ?? investor?.amountVnd ?? 0n;
  return amount < 0n ? -amount : amount;
}

function reportedMonths(projects: readonly KnownFacts[]): LocalDate[] {
  const months = new Set<LocalDate>();
  for (const { snapshots } of projects) for (const { asOf } of snapshots) months.add(monthEnd(asOf));
  return [...months].sort();
}

/** Last day of the month of a day. */
function monthEnd(day: LocalDate): LocalDate {
  const [year = 0, month = 0] = day.split('-').map(Number);
  return localDate(year, month, daysInMonth(year, month)) ?? day;
}
