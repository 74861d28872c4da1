import { oldestDay } from './disbursement.js';
import type { Evidence, Finding, PlanEvidence, SnapshotEvidence } from './finding.js';
import { marksOf, type MarkedComparison } from './finding-marks.js';
import { reasonOf } from './finding-reason.js';
import { firstDay } from './denominator.js';
import { judge, type Weighed } from './judge.js';
import type { Judgement, SourceShare } from './judgement.js';
import { ratePercent, sumVnd } from './money.js';
import { membershipOf, type Candidate, type Membership } from './population.js';
import { formatCellRef, type DisbursementSnapshot, type PlanEntry, type ProjectFacts } from './project-facts.js';
import {
  denominatorFigures,
  moneyOf,
  partOf,
  sharesOf,
  wholeOf,
  within,
  type ProjectMoney,
  type Scope,
} from './project-money.js';
import { recallableOf, type RecallableAmount } from './recall-amounts.js';
import type { ReviewRule } from './review-rule.js';
import { sourceUnits } from './source-units.js';
import { thresholdOf, thresholdOfSources, type ProvincialTotals, type Threshold } from './threshold.js';
import type { FundingSourceCode, Outcome } from './words.js';

export interface ReviewOptions {
  /** the reports are declared complete: a project that they do not mention has disbursed 0 (contract) */
  readonly complete: boolean;
  /** totals of the province where `projects` are not all of it */
  readonly province?: ProvincialTotals;
}

/**
 * Applies a rule to the facts: one finding a project, in the order given. Pure: the command line and the service call this
 * one function. Comparison is on integers, strict where the rule says "dưới" (161/QĐ-UBND 5.1). Money of parts adds up to the
 * whole project. `projects` are all of the province unless its totals are told: a relative threshold is its average.
 */
export function review(rule: ReviewRule, projects: readonly ProjectFacts[], options: ReviewOptions): Finding[] {
  const general = thresholdOf(rule, options.province ?? provinceOf(rule, projects, options));
  const memberOf = membershipOf(rule);
  return projects.map((facts) => findingOf({ rule, general, memberOf, options }, facts));
}

interface Review {
  readonly rule: ReviewRule;
  readonly general: Threshold;
  readonly memberOf: (candidate: Candidate) => Membership;
  readonly options: ReviewOptions;
}

/** Totals over every project with a plan, whatever the population; one of which nothing is reported adds its plan alone. */
export function provinceOf(
  rule: ReviewRule,
  projects: readonly ProjectFacts[],
  { complete }: Pick<ReviewOptions, 'complete'>,
): ProvincialTotals {
  let [partVnd, wholeVnd] = [0n, 0n];
  if (rule.relativeThreshold === null) return { partVnd, wholeVnd };
  for (const facts of projects) {
    const money = moneyOf(rule, facts);
    const whole = wholeOf(facts, money, rule.denominator, rule.asOf, null);
    if (whole <= 0n) continue;
    wholeVnd += whole;
    partVnd += partOf(rule, rule.denominator, money, null, complete) ?? 0n;
  }
  return { partVnd, wholeVnd };
}

function findingOf(review: Review, facts: ProjectFacts): Finding {
  const { rule, options } = review;
  const money = moneyOf(rule, facts);
  const shares = sharesOf(money.plan, money.snapshots);
  const planVnd = sumVnd(shares.map((share) => share.planVnd));
  const membership = review.memberOf({
    ...{ facts: { ...facts, firstPlanOn: firstDay(facts.planEntries) }, plannedSources: money.plannedSources, planVnd },
  });
  const compared = unitsOf(rule, facts, shares).map((scope) =>
    judged(review, { facts, money, membership, shares }, scope),
  );
  const judgements = compared.map(({ judgement }) => judgement);
  const outcome = gravest(judgements);
  const listed = listedShares(rule, shares, judgements, outcome);
  const comparisons = compared.flatMap(comparisonOf);
  const marks = marksOf(rule, facts, money, comparisons);
  const dataAsOf = oldestDay(money.counted);
  const told = { rule, facts, money, membership, complete: options.complete };
  return {
    key: facts.key,
    code: facts.code,
    name: facts.name,
    investor: facts.investor,
    location: facts.location,
    sector: facts.sector,
    status: facts.status,
    statusInferred: facts.statusInferred,
    matchedBy: facts.matchedBy,
    outcome,
    reason: reasonOf(told, judgements, marks),
    ...moneyOfListed(listed, money, options),
    ...comparedOf(judgements.filter((judgement) => judgement.outcome === outcome)),
    bySource: listed,
    otherSources: shares.filter((share) => !listed.includes(share)),
    judgements,
    denominators: denominatorFigures(rule, facts, money, options.complete),
    marks,
    recallable: outcome === 'candidate' ? recallableOfProject(rule, facts, money, listed, compared) : null,
    dataAsOf,
    stale: dataAsOf !== null && dataAsOf < rule.asOf,
    origin: money.counted[0]?.origin ?? null,
    evidence: evidenceOf(rule, money),
  };
}

/** What is compared by itself: the whole project (null), or each of its sources with what cannot be told apart from it. */
function unitsOf(rule: ReviewRule, facts: ProjectFacts, shares: readonly SourceShare[]): Scope[] {
  if (rule.level === 'project') return [null];
  const sources = shares.map(({ source }) => source);
  if (rule.denominator === 'plan.withCarriedOver') {
    for (const entry of facts.planEntries) if (entry.effectiveOn <= rule.asOf) sources.push(entry.source);
  }
  return sourceUnits(sources).map((unit) => new Set(unit));
}

interface Judged {
  readonly judgement: Judgement;
  readonly threshold: Threshold;
}

interface Project {
  readonly facts: ProjectFacts;
  readonly money: ProjectMoney;
  readonly membership: Membership;
  readonly shares: readonly SourceShare[];
}

function judged({ rule, general, options }: Review, project: Project, scope: Scope): Judged {
  const { facts, money, membership, shares } = project;
  const sources = scope === null ? shares.map(({ source }) => source) : [...scope];
  const threshold = rule.level === 'project' ? general : thresholdOfSources(rule, general, sources);
  const weighed: Weighed = {
    planVnd: (part) => sumVnd(within(money.plan, part).map((entry) => entry.amountVnd)),
    wholeVnd: (part) => wholeOf(facts, money, rule.denominator, rule.asOf, part),
    partVnd: (part) => partOf(rule, rule.denominator, money, part, options.complete),
  };
  return { judgement: judge(rule, weighed, { scope, sources, membership, threshold }), threshold };
}

const GRAVITY: readonly Outcome[] = ['candidate', 'unclassified', 'noData', 'met', 'outOfScope', 'noPlan'];

function gravest(judgements: readonly Judgement[]): Outcome {
  return GRAVITY.find((outcome) => judgements.some((judgement) => judgement.outcome === outcome)) ?? 'noPlan';
}

/** Shares that the outcome is about: all of a project judged as a whole. */
function listedShares(
  rule: ReviewRule,
  shares: readonly SourceShare[],
  judgements: readonly Judgement[],
  outcome: Outcome,
): readonly SourceShare[] {
  if (rule.level === 'project') return shares;
  const sources = new Set<FundingSourceCode>(
    judgements.flatMap((judgement) => (judgement.outcome === outcome ? judgement.sources : [])),
  );
  return shares.filter(({ source }) => sources.has(source));
}

function moneyOfListed(listed: readonly SourceShare[], { snapshots }: ProjectMoney, { complete }: ReviewOptions) {
  const planVnd = sumVnd(listed.map((share) => share.planVnd));
  const isTold = snapshots.length > 0 || complete;
  const disbursedVnd = isTold ? sumVnd(listed.map((share) => share.disbursedVnd)) : null;
  return {
    planVnd,
    disbursedVnd,
    undisbursedVnd: disbursedVnd === null ? null : planVnd - disbursedVnd,
    advanceVnd: advanceOf(snapshots.filter(({ source }) => listed.some((share) => share.source === source))),
  };
}

function advanceOf(snapshots: readonly DisbursementSnapshot[]): bigint | null {
  if (snapshots.length === 0) return null;
  let total = 0n;
  for (const { advanceVnd } of snapshots) {
    if (advanceVnd === null) return null;
    total += advanceVnd;
  }
  return total;
}

/** Rate and shortfall of the comparisons that the outcome is about. */
function comparedOf(judgements: readonly Judgement[]): Pick<Finding, 'ratePercent' | 'shortfallVnd'> {
  const [only] = judgements;
  if (only === undefined) return { ratePercent: null, shortfallVnd: null };
  if (judgements.length === 1) return { ratePercent: only.ratePercent, shortfallVnd: only.shortfallVnd };
  const parts = judgements.map(({ partVnd }) => partVnd);
  if (!parts.every((part) => part !== null)) return { ratePercent: null, shortfallVnd: null };
  return {
    ratePercent: ratePercent(sumVnd(parts), sumVnd(judgements.map(({ wholeVnd }) => wholeVnd))),
    shortfallVnd: sumVnd(judgements.map(({ shortfallVnd }) => shortfallVnd ?? 0n)),
  };
}

function comparisonOf({ judgement: { outcome, wholeVnd }, threshold }: Judged): MarkedComparison[] {
  return outcome === 'candidate' || outcome === 'met' ? [{ outcome, wholeVnd, threshold }] : [];
}

function recallableOfProject(
  rule: ReviewRule,
  facts: ProjectFacts,
  money: ProjectMoney,
  shares: readonly SourceShare[],
  judged: readonly Judged[],
): RecallableAmount {
  return recallableOf({
    policy: rule.amountPolicy,
    shares,
    obligations: facts.obligations ?? [],
    snapshots: money.snapshots,
    caught: judged.flatMap(({ judgement, threshold }) =>
      judgement.outcome === 'candidate' ? [{ ...judgement, threshold }] : [],
    ),
    comparator: rule.comparator,
  });
}

function evidenceOf(rule: ReviewRule, { plan, carriedOver, counted }: ProjectMoney): Evidence {
  const entries = rule.denominator === 'plan.withCarriedOver' ? [...plan, ...carriedOver] : plan;
  const planEntries = entries.map(toPlanEvidence);
  const snapshots = counted.map(toSnapshotEvidence);
  return {
    plan: planEntries.map(({ cell }) => cell),
    disbursement: snapshots.map(({ cell }) => cell),
    planEntries,
    snapshots,
  };
}

function toPlanEvidence({ source, planKind, amountVnd, effectiveOn, decision, ref }: PlanEntry): PlanEvidence {
  return { source, planKind, amountVnd, effectiveOn, decision, cell: formatCellRef(ref) };
}

function toSnapshotEvidence(snapshot: DisbursementSnapshot): SnapshotEvidence {
  const { source, planKind, asOf, origin, amountVnd, advanceVnd, completedVolumeVnd, ref } = snapshot;
  return { source, planKind, asOf, origin, amountVnd, advanceVnd, completedVolumeVnd, cell: formatCellRef(ref) };
}
