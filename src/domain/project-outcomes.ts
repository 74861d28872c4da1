import type { Finding } from './finding.js';
import { judge } from './judge.js';
import { membershipOf, type Described } from './population.js';
import { provinceOf, review } from './review.js';
import type { ProjectFacts } from './project-facts.js';
import type { ReviewRule } from './review-rule.js';
import { thresholdOf, type ProvincialTotals } from './threshold.js';

/** What a review says of a project, without what it rests on. */
export type ProjectOutcome = Pick<
  Finding,
  'key' | 'outcome' | 'planVnd' | 'disbursedVnd' | 'undisbursedVnd' | 'ratePercent'
>;

/** Sums of a project on the day of a rule, in đồng, of which the figures that count are known to be all of one report. */
export interface ProjectSums extends Described {
  /** plan of the year */
  readonly planVnd: bigint;
  readonly disbursedVnd: bigint;
  /** by the rule's metric */
  readonly partVnd: bigint;
}

/** A project as a review meets it: as sums where they are enough, else with all its facts. */
export type Reviewed = { readonly sums: ProjectSums } | { readonly facts: ProjectFacts };

/** True for a rule whose outcomes follow from the sums of a project: it compares the plan of the year as a whole. */
export function isDecidedBySums({ level, denominator, population }: ReviewRule): boolean {
  return level === 'project' && denominator === 'plan.current' && population.sources === null;
}

/** Outcomes, in the order given, and the totals of the province that a relative threshold rests on; the same as `review` finds. */
export function outcomesOf(
  rule: ReviewRule,
  projects: readonly Reviewed[],
  complete: boolean,
): { readonly outcomes: ProjectOutcome[]; readonly province: ProvincialTotals } {
  const odd = projects.flatMap((project) => ('facts' in project ? [project.facts] : []));
  const province = addSums(rule, provinceOf(rule, odd, { complete }), projects);
  const findings = review(rule, odd, { complete, province }).values();
  const outcomeOf = outcomeOfSums(rule, province);
  const outcomes = projects.map((project) =>
    'sums' in project ? outcomeOf(project.sums) : outcomeOfFinding(findings.next().value as Finding),
  );
  return { outcomes, province };
}

export function outcomeOfFinding(finding: Finding): ProjectOutcome {
  const { key, outcome, planVnd, disbursedVnd, undisbursedVnd, ratePercent } = finding;
  return { key, outcome, planVnd, disbursedVnd, undisbursedVnd, ratePercent };
}

/** True where two outcomes say the same of a project. */
export function isSameOutcome(a: Omit<ProjectOutcome, 'key'>, b: Omit<ProjectOutcome, 'key'>): boolean {
  return (
    a.outcome === b.outcome &&
    a.planVnd === b.planVnd &&
    a.disbursedVnd === b.disbursedVnd &&
    a.ratePercent === b.ratePercent
  );
}

function addSums(rule: ReviewRule, totals: ProvincialTotals, projects: readonly Reviewed[]): ProvincialTotals {
  if (rule.relativeThreshold === null) return totals;
  let { partVnd, wholeVnd } = totals;
  for (const project of projects) {
    if (!('sums' in project) || project.sums.planVnd <= 0n) continue;
    wholeVnd += project.sums.planVnd;
    partVnd += project.sums.partVnd;
  }
  return { partVnd, wholeVnd };
}

function outcomeOfSums(rule: ReviewRule, province: ProvincialTotals): (sums: ProjectSums) => ProjectOutcome {
  const threshold = thresholdOf(rule, province);
  const memberOf = membershipOf(rule);
  return (sums) => {
    const { key, planVnd, disbursedVnd, partVnd } = sums;
    const membership = memberOf({ facts: sums, plannedSources: [], planVnd });
    const weighed = { planVnd: () => planVnd, wholeVnd: () => planVnd, partVnd: () => partVnd };
    const { outcome, ratePercent } = judge(rule, weighed, { scope: null, sources: [], membership, threshold });
    return { key, outcome, planVnd, disbursedVnd, undisbursedVnd: planVnd - disbursedVnd, ratePercent };
  };
}
