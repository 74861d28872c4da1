import type { Issue } from './issue.js';
import { toJsonVnd } from './money.js';
import { formatCellRef } from './project-facts.js';
import type { UnmatchedReport } from './project-book.js';
import type { ReviewRule } from './review-rule.js';
import { summarise, type Finding } from './review.js';

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
  return {
    code: rule.code,
    name: rule.name,
    round: rule.round,
    thresholdPercent: rule.thresholdBasisPoints / 100,
    population: { statuses: rule.statuses, requiresPlanOfYear: rule.planYear },
    asOf: rule.asOf,
    denominator: rule.denominator,
    legalBasis: rule.legalBasis,
    clause: rule.clause,
    decideBy: rule.decideBy,
  };
}

/** A finding as the contract prints it: without the key of the review, money as JSON integers. */
export function toFindingDocument({ key: _key, ...finding }: Finding) {
  const { planVnd, disbursedVnd, undisbursedVnd, shortfallVnd, advanceVnd, bySource, ...told } = finding;
  const orNull = (amount: bigint | null): number | null => (amount === null ? null : toJsonVnd(amount));
  return {
    ...told,
    planVnd: toJsonVnd(planVnd),
    disbursedVnd: orNull(disbursedVnd),
    undisbursedVnd: orNull(undisbursedVnd),
    shortfallVnd: orNull(shortfallVnd),
    advanceVnd: orNull(advanceVnd),
    bySource: bySource.map((share) => ({
      source: share.source,
      planVnd: toJsonVnd(share.planVnd),
      disbursedVnd: toJsonVnd(share.disbursedVnd),
    })),
  };
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
