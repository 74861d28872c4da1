import { planEntriesAsOf } from './capital-plan.js';
import { denominatorsShown, planOn, totalVnd } from './denominator.js';
import { explainingSnapshotsAsOf, snapshotsAsOf } from './disbursement.js';
import type { DenominatorFigure } from './finding.js';
import { compareSources } from './funding-sources.js';
import type { SourceShare } from './judgement.js';
import type { LocalDate } from './local-date.js';
import { ratePercent, sumVnd } from './money.js';
import type { DisbursementSnapshot, PlanEntry, ProjectFacts } from './project-facts.js';
import type { Denominator, Metric, ReviewRule } from './review-rule.js';
import type { FundingSourceCode } from './words.js';

/** Money of one project on the day of a rule: the entries and figures that count, carried-over capital apart. */
export interface ProjectMoney {
  readonly plan: readonly PlanEntry[];
  readonly carriedOver: readonly PlanEntry[];
  readonly plannedSources: readonly FundingSourceCode[];
  readonly snapshots: readonly DisbursementSnapshot[];
  readonly carriedOverSnapshots: readonly DisbursementSnapshot[];
  /** all figures that the rule's denominator counts */
  readonly counted: readonly DisbursementSnapshot[];
  /** of the origin that does not decide */
  readonly explaining: readonly DisbursementSnapshot[];
}

export function moneyOf(rule: ReviewRule, facts: ProjectFacts): ProjectMoney {
  const { asOf, preferredOrigin } = rule;
  const plan = planEntriesAsOf(facts.planEntries, asOf);
  const carriedOver = planEntriesAsOf(facts.planEntries, asOf, 'carriedOver');
  const plannedSources = sourcesWithPlan(plan);
  const snapshots = snapshotsAsOf(facts.snapshots, asOf, preferredOrigin, plannedSources);
  const carriedOverSnapshots = facts.snapshots.some(({ planKind }) => planKind === 'carriedOver')
    ? snapshotsAsOf(facts.snapshots, asOf, preferredOrigin, sourcesWithPlan(carriedOver), 'carriedOver')
    : [];
  return {
    plan,
    carriedOver,
    plannedSources,
    snapshots,
    carriedOverSnapshots,
    counted: rule.denominator === 'plan.withCarriedOver' ? [...snapshots, ...carriedOverSnapshots] : snapshots,
    explaining: explainingSnapshotsAsOf(facts.snapshots, asOf, preferredOrigin, plannedSources),
  };
}

/** Sources in which a plan is more than nothing. */
export function sourcesWithPlan(plan: readonly PlanEntry[]): FundingSourceCode[] {
  const amounts = new Map<FundingSourceCode, bigint>();
  for (const { source, amountVnd } of plan) amounts.set(source, (amounts.get(source) ?? 0n) + amountVnd);
  return [...amounts.keys()].filter((source) => (amounts.get(source) ?? 0n) > 0n);
}

/** Plan and disbursement by source, in the order of the catalogue; parts add up to the whole. */
export function sharesOf(plan: readonly PlanEntry[], snapshots: readonly DisbursementSnapshot[]): SourceShare[] {
  const shares = new Map<FundingSourceCode, { planVnd: bigint; disbursedVnd: bigint }>();
  const share = (source: FundingSourceCode): { planVnd: bigint; disbursedVnd: bigint } => {
    const known = shares.get(source);
    if (known !== undefined) return known;
    const added = { planVnd: 0n, disbursedVnd: 0n };
    shares.set(source, added);
    return added;
  };
  for (const entry of plan) share(entry.source).planVnd += entry.amountVnd;
  for (const snapshot of snapshots) share(snapshot.source).disbursedVnd += snapshot.amountVnd;
  const list = [...shares].map(([source, amounts]) => ({ source, ...amounts }));
  if (list.length < 2) return list;
  return list.sort((a, b) => compareSources(a.source, b.source));
}

/** Sources that a part of the project is about; null = all. */
export type Scope = ReadonlySet<FundingSourceCode> | null;

export function within<T extends { readonly source: FundingSourceCode }>(
  items: readonly T[],
  scope: Scope,
): readonly T[] {
  return scope === null ? items : items.filter(({ source }) => scope.has(source));
}

/** The whole of a rate in đồng. */
export function wholeOf(
  facts: ProjectFacts,
  money: ProjectMoney,
  denominator: Denominator,
  asOf: LocalDate,
  scope: Scope,
): bigint {
  const plan = planOn(facts.planEntries, money, denominator, asOf);
  if (scope === null) return totalVnd(plan);
  return sumVnd([...plan].filter(([source]) => scope.has(source)).map(([, amountVnd]) => amountVnd));
}

/**
 * The part of a rate in đồng: what a metric says of the plan of a denominator. Null where a report is missing (unless all are
 * declared complete: then 0) or does not tell completed volume apart.
 */
export function partOf(
  rule: Pick<ReviewRule, 'metric'>,
  denominator: Denominator,
  money: ProjectMoney,
  scope: Scope,
  complete: boolean,
): bigint | null {
  const kinds = [[within(money.plan, scope), within(money.snapshots, scope)] as const];
  if (denominator === 'plan.withCarriedOver') {
    kinds.push([within(money.carriedOver, scope), within(money.carriedOverSnapshots, scope)]);
  }
  let total = 0n;
  for (const [plan, snapshots] of kinds) {
    const isNeeded = kinds.length === 1 || plan.some(({ amountVnd }) => amountVnd !== 0n);
    const part = reported(rule.metric, snapshots, complete || !isNeeded);
    if (part === null) return null;
    total += part;
  }
  return total;
}

/** Sum of the figures; without any 0 where nothing is missing. */
function reported(metric: Metric, snapshots: readonly DisbursementSnapshot[], nothingMissing: boolean): bigint | null {
  if (snapshots.length === 0) return nothingMissing ? 0n : null;
  let total = 0n;
  for (const snapshot of snapshots) {
    const amount = metricOf(snapshot, metric);
    if (amount === null) return null;
    total += amount;
  }
  return total;
}

/** Total = completed volume + advances not yet recovered (domain handbook 5), so either tells the other. */
export function metricOf(snapshot: DisbursementSnapshot, metric: Metric): bigint | null {
  if (metric === 'disbursed') return snapshot.amountVnd;
  if (snapshot.completedVolumeVnd !== null) return snapshot.completedVolumeVnd;
  return snapshot.advanceVnd === null ? null : snapshot.amountVnd - snapshot.advanceVnd;
}

/** Rates by every denominator, side by side (domain handbook 5: the denominator alone moves a rate by ten points). */
export function denominatorFigures(
  rule: ReviewRule,
  facts: ProjectFacts,
  money: ProjectMoney,
  complete: boolean,
): DenominatorFigure[] {
  return denominatorsShown(rule.denominator).map((name) => {
    const planVnd = wholeOf(facts, money, name, rule.asOf, null);
    const disbursedVnd = partOf(rule, name, money, null, complete);
    return {
      name,
      planVnd,
      disbursedVnd,
      ratePercent: disbursedVnd === null ? null : ratePercent(disbursedVnd, planVnd),
    };
  });
}
