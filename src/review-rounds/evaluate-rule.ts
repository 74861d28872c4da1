import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Finding } from '../domain/finding.js';
import {
  isDecidedBySums,
  isSameOutcome,
  outcomeOfFinding,
  outcomesOf,
  type ProjectOutcome,
  type Reviewed,
} from '../domain/project-outcomes.js';
import { review } from '../domain/review.js';
import { summarise, type ReviewSummary } from '../domain/review-summary.js';
import type { ReviewRule } from '../domain/review-rule.js';
import type { ProvincialTotals } from '../domain/threshold.js';
import { storableJson } from '../database/storable-text.js';
import { projectSums } from '../projects/project-sums.repository.js';
import { gatherFactsOn } from '../projects/review-facts.repository.js';
import { stateOfBooks } from './state-of-books.js';

export interface RuleQuestion {
  readonly rule: ReviewRule;
  readonly knownAt: Date;
  readonly complete: boolean;
}

export interface EvaluatedRule {
  /** every project, in order of code and name */
  readonly outcomes: readonly ProjectOutcome[];
  /** that a relative threshold rests on */
  readonly province: ProvincialTotals;
  readonly summary: ReviewSummary;
}

/** What a rule finds in the books as known at an instant: outcomes without what they rest on, which `findingsOf` loads. */
export async function evaluateRule(
  manager: EntityManager,
  { rule, knownAt, complete }: RuleQuestion,
): Promise<EvaluatedRule> {
  const evaluated = outcomesOf(rule, await reviewedProjects(manager, rule, knownAt), complete);
  return { ...evaluated, summary: summarise(evaluated.outcomes) };
}

async function reviewedProjects(manager: EntityManager, rule: ReviewRule, knownAt: Date): Promise<Reviewed[]> {
  const question = { planYear: rule.planYear, knownAt };
  if (!isDecidedBySums(rule)) {
    return (await gatherFactsOn(manager, question, rule.asOf)).map((facts) => ({ facts }));
  }
  const projects = await projectSums(manager, rule, knownAt);
  const projectIds = projects.flatMap(({ key, sums }) => (sums === null ? [key] : []));
  const odd = projectIds.length === 0 ? [] : await gatherFactsOn(manager, { ...question, projectIds }, rule.asOf);
  const factsOf = new Map(odd.map((facts) => [facts.key, facts]));
  return projects.map(({ key, sums }) => {
    if (sums !== null) return { sums };
    const facts = factsOf.get(key);
    if (facts === undefined) throw new Error(`facts of project ${key} are gone within one reading`);
    return { facts };
  });
}

/** sha256 over the question, its outcomes and the state of the books: the same question of the same books is the same round. */
export async function fingerprintOf(
  manager: EntityManager,
  question: RuleQuestion,
  { outcomes }: Pick<EvaluatedRule, 'outcomes'>,
): Promise<string> {
  const { rule, complete } = question;
  const books = await stateOfBooks(manager, rule, question.knownAt);
  return createHash('sha256').update(storableJson({ rule, complete, books, outcomes })).digest('hex');
}

const PAGE = 2_000;

/**
 * The findings behind outcomes, in their order, a page at a time, so that the evidence of a province never lies in memory at once.
 * Throws where a finding says other than its outcome: such a round must not be kept.
 */
export async function* findingsOf(
  manager: EntityManager,
  { rule, knownAt, complete }: RuleQuestion,
  { outcomes, province }: Pick<EvaluatedRule, 'outcomes' | 'province'>,
): AsyncGenerator<readonly Finding[]> {
  for (let start = 0; start < outcomes.length; start += PAGE) {
    const page = outcomes.slice(start, start + PAGE);
    const projectIds = page.map(({ key }) => key);
    const facts = await gatherFactsOn(manager, { planYear: rule.planYear, knownAt, projectIds }, rule.asOf);
    const findings = review(rule, facts, { complete, province });
    page.forEach((outcome, index) => requireSame(outcome, findings[index]));
    yield findings;
  }
}

function requireSame(outcome: ProjectOutcome, finding: Finding | undefined): void {
  if (finding?.key === outcome.key && isSameOutcome(outcome, outcomeOfFinding(finding))) return;
  throw new Error(`the finding of project ${outcome.key} says other than its outcome ${outcome.outcome}`);
}
