import type { Issue } from './issue.js';
import { toDocument, toJsonVnd } from './money.js';
import { formatCellRef } from './project-facts.js';
import type { UnmatchedReport } from './project-book.js';
import { legalBasisOf, type ReviewRule } from './review-rule.js';
import type { Finding } from './finding.js';
import { thresholdWords } from './threshold-words.js';
import { summarise } from './review-summary.js';

/** Document of the contract's `recall --json` and `GET /review-rounds/{id}/recall-list`; money as JSON integers (đồng). */
export function toRecallDocument(
  rule: ReviewRule,
  findings: readonly Finding[],
  unmatchedReports: readonly UnmatchedReport[],
  issues: readonly Issue[],
) {
  const summary = summarise(findings);
  return {
    planYear: rule.planYear,
    rule: toRuleDocument(rule),
    threshold: thresholdWords(rule, findings).caught,
    summary: {
      ...summary,
      planVnd: toJsonVnd(summary.planVnd),
      disbursedVnd: toJsonVnd(summary.disbursedVnd),
      undisbursedVnd: toJsonVnd(summary.undisbursedVnd),
    },
    candidates: findings.filter((finding) => finding.outcome === 'candidate').map(toFindingDocument),
    unmatched: {
      plan: findings.filter((finding) => finding.outcome === 'noData').map(toFindingDocument),
      disbursement: unmatchedReports.map(toUnmatchedDocument),
    },
    issues,
  };
}

export function toRuleDocument(rule: ReviewRule) {
  const basis = legalBasisOf(rule);
  return {
    code: rule.code,
    version: rule.version,
    name: rule.name,
    round: rule.round,
    thresholdPercent: rule.thresholdBasisPoints / 100,
    comparator: rule.comparator,
    relativeThreshold: rule.relativeThreshold,
    sourceThresholds: rule.sourceThresholds,
    level: rule.level,
    population: toDocument({
      ...rule.population,
      requiresPlanOfYear: rule.population.requiresPlanOfYear ? rule.planYear : null,
    }),
    asOf: rule.asOf,
    metric: rule.metric,
    denominator: rule.denominator,
    amountPolicy: rule.amountPolicy,
    consequence: rule.consequence,
    legalBasis: basis.text,
    clause: basis.clause,
    decideBy: rule.decideBy,
  };
}

/** A finding as the contract prints it: without the key of the review, money as JSON integers. */
export function toFindingDocument({ key: _key, ...finding }: Finding) {
  return toDocument(finding);
}

function toUnmatchedDocument({ project, amountVnd, candidates, refs }: UnmatchedReport) {
  return {
    code: project.code,
    name: project.name,
    investor: project.investor,
    disbursedVnd: toJsonVnd(amountVnd),
    candidates,
    evidence: refs.map(formatCellRef),
  };
}
