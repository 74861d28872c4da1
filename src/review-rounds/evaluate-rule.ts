import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { ProjectFacts } from '../domain/project-facts.js';
import type { Finding } from '../domain/finding.js';
import { review } from '../domain/review.js';
import { summarise, type ReviewSummary } from '../domain/review-summary.js';
import type { ReviewRule } from '../domain/review-rule.js';
import { storableJson } from '../database/storable-text.js';
import { gatherFactsOn } from '../projects/review-facts.repository.js';

export interface RuleQuestion {
  readonly rule: ReviewRule;
  readonly knownAt: Date;
  readonly complete: boolean;
}

export interface EvaluatedRule {
  /** sha256 over rule, completeness and facts: the same question with the same answer */
  readonly fingerprint: string;
  readonly findings: readonly Finding[];
  readonly summary: ReviewSummary;
}

/** What a rule finds in the books as known at an instant. */
export async function evaluateRule(
  manager: EntityManager,
  { rule, knownAt, complete }: RuleQuestion,
): Promise<EvaluatedRule> {
  const facts = await gatherFactsOn(manager, { planYear: rule.planYear, knownAt }, rule.asOf);
  const findings = review(rule, facts, { complete });
  return { fingerprint: fingerprintOf(rule, complete, facts), findings, summary: summarise(findings) };
}

function fingerprintOf(rule: ReviewRule, complete: boolean, facts: readonly ProjectFacts[]): string {
  return createHash('sha256').update(storableJson({ rule, complete, facts })).digest('hex');
}
