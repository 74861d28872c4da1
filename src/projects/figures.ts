import { planEntriesAsOf } from '../domain/capital-plan.js';
import { snapshotsAsOf } from '../domain/disbursement.js';
import { fundingSourceName, compareSources } from '../domain/funding-sources.js';
import type { LocalDate } from '../domain/local-date.js';
import { ratePercent, sumVnd } from '../domain/money.js';
import type { DisbursementSnapshot, PlanEntry, ProjectFacts } from '../domain/project-facts.js';
import type { FundingSourceCode, Origin } from '../domain/words.js';
import type { MonthFigures, Perspective, ProjectFigures, SourceFigures, YearState } from './projects.types.js';

/** The Treasury series decides where it has figures (domain handbook 5), in lists as in reviews. */
export const PREFERRED_ORIGIN: Origin = 'treasury';

/** Money of one project's current plan on a day, by the same domain rules as a review. */
export function figuresOf(facts: ProjectFacts, asOf: LocalDate): ProjectFigures {
  const plan = planEntriesAsOf(facts.planEntries, asOf);
  const snapshots = snapshotsAsOf(facts.snapshots, asOf, PREFERRED_ORIGIN);
  const planVnd = sumVnd(plan.map((entry) => entry.amountVnd));
  const disbursedVnd = snapshots.length === 0 ? null : sumVnd(snapshots.map((snapshot) => snapshot.amountVnd));
  return {
    planVnd,
    disbursedVnd,
    excessVnd: disbursedVnd !== null && disbursedVnd > planVnd ? disbursedVnd - planVnd : 0n,
    ratePercent: disbursedVnd === null ? null : ratePercent(disbursedVnd, planVnd),
    dataAsOf: snapshots[0]?.asOf ?? null,
    origin: snapshots[0]?.origin ?? null,
    bySource: bySource(plan, snapshots),
  };
}

function bySource(plan: readonly PlanEntry[], snapshots: readonly DisbursementSnapshot[]): SourceFigures[] {
  const shares = new Map<FundingSourceCode, { planVnd: bigint; disbursedVnd: bigint | null }>();
  const share = (source: FundingSourceCode) => {
    const known = shares.get(source) ?? { planVnd: 0n, disbursedVnd: null };
    shares.set(source, known);
    return known;
  };
  for (const entry of plan) share(entry.source).planVnd += entry.amountVnd;
  for (const { source, amountVnd } of snapshots) {
    const known = share(source);
    known.disbursedVnd = (known.disbursedVnd ?? 0n) + amountVnd;
  }
  return [...shares].map(([source, amounts]) => ({ source, ...amounts })).sort(inTableOrder);
}

function inTableOrder(a: SourceFigures, b: SourceFigures): number {
  return compareSources(a.source, b.source);
}

/** Sums over projects on the day of the perspective, and on every reported day up to it. */
export function yearStateOf(projects: readonly ProjectFacts[], perspective: Perspective): YearState {
  const figures = projects.map((facts) => figuresOf(facts, perspective.asOf));
  const planVnd = sumVnd(figures.map((item) => item.planVnd));
  const disbursedVnd = sumVnd(figures.map((item) => item.disbursedVnd ?? 0n));
  return {
    perspective,
    projects: projects.length,
    projectsWithPlan: figures.filter((item) => item.planVnd > 0n).length,
    projectsWithoutFigure: figures.filter((item) => item.planVnd > 0n && item.disbursedVnd === null).length,
    projectsAbovePlan: figures.filter((item) => item.excessVnd > 0n).length,
    planVnd,
    disbursedVnd,
    ratePercent: ratePercent(disbursedVnd, planVnd),
    bySource: sumBySource(figures),
    byMonth: reportedDays(projects, perspective.asOf).map((day) => monthOf(projects, day)),
  };
}

function sumBySource(figures: readonly ProjectFigures[]): YearState['bySource'] {
  const sums = new Map<FundingSourceCode, { planVnd: bigint; disbursedVnd: bigint | null }>();
  for (const { source, planVnd, disbursedVnd } of figures.flatMap((item) => item.bySource)) {
    const sum = sums.get(source) ?? { planVnd: 0n, disbursedVnd: null };
    sum.planVnd += planVnd;
    if (disbursedVnd !== null) sum.disbursedVnd = (sum.disbursedVnd ?? 0n) + disbursedVnd;
    sums.set(source, sum);
  }
  return [...sums]
    .map(([source, sum]) => ({
      source,
      ...sum,
      name: fundingSourceName(source),
      ratePercent: sum.disbursedVnd === null ? null : ratePercent(sum.disbursedVnd, sum.planVnd),
    }))
    .sort(inTableOrder);
}

/** Days that a report of the current plan names, ascending, up to a day. */
function reportedDays(projects: readonly ProjectFacts[], until: LocalDate): LocalDate[] {
  const days = new Set<LocalDate>();
  for (const { snapshots } of projects) {
    for (const { planKind, asOf } of snapshots) if (planKind === 'current' && asOf <= until) days.add(asOf);
  }
  return [...days].sort();
}

function monthOf(projects: readonly ProjectFacts[], asOf: LocalDate): MonthFigures {
  const figures = projects.map((facts) => figuresOf(facts, asOf));
  const planVnd = sumVnd(figures.map((item) => item.planVnd));
  const disbursedVnd = sumVnd(figures.map((item) => item.disbursedVnd ?? 0n));
  const projectsReported = figures.filter((item) => item.disbursedVnd !== null).length;
  return { asOf, planVnd, disbursedVnd, ratePercent: ratePercent(disbursedVnd, planVnd), projectsReported };
}
