import { isSameOrPartOf } from './funding-sources.js';
import type { Judgement } from './judgement.js';
import { ratePercent } from './money.js';
import type { Membership } from './population.js';
import type { Scope } from './project-money.js';
import type { ReviewRule } from './review-rule.js';
import { isCaught, missingTo, thresholdPercent, type Threshold } from './threshold.js';
import type { FundingSourceCode, Outcome } from './words.js';

/** Money of one project as a comparison asks for it, in đồng; a scope of null is the whole project. */
export interface Weighed {
  /** plan of the year on the rule's day */
  planVnd(scope: Scope): bigint;
  /** by the rule's denominator */
  wholeVnd(scope: Scope): bigint;
  /** by the rule's metric; null where no report tells it */
  partVnd(scope: Scope): bigint | null;
}

export interface Comparison {
  readonly scope: Scope;
  readonly sources: readonly FundingSourceCode[];
  readonly membership: Membership;
  readonly threshold: Threshold;
}

/** One comparison of a rule, the same whether the money comes from facts or from sums of them. */
export function judge(rule: ReviewRule, weighed: Weighed, compared: Comparison): Judgement {
  const { scope, sources, threshold } = compared;
  const wholeVnd = weighed.wholeVnd(scope);
  const partVnd = weighed.partVnd(scope);
  return {
    sources,
    outcome: outcomeOf(rule, weighed, compared, { wholeVnd, partVnd }),
    partVnd,
    wholeVnd,
    ratePercent: partVnd === null ? null : ratePercent(partVnd, wholeVnd),
    thresholdPercent: thresholdPercent(threshold),
    shortfallVnd: partVnd === null ? null : missingTo(partVnd, wholeVnd, threshold, rule.comparator),
  };
}

function outcomeOf(
  rule: ReviewRule,
  weighed: Weighed,
  { scope, membership, threshold }: Comparison,
  { wholeVnd, partVnd }: Pick<Judgement, 'wholeVnd' | 'partVnd'>,
): Outcome {
  if (wholeVnd <= 0n) return 'noPlan';
  if (rule.population.requiresPlanOfYear && weighed.planVnd(scope) <= 0n) return 'noPlan';
  if (membership.member === 'out' || !isWanted(rule, scope)) return 'outOfScope';
  if (membership.member === 'unknown') return 'unclassified';
  if (partVnd === null) return 'noData';
  return isCaught(partVnd, wholeVnd, threshold, rule.comparator) ? 'candidate' : 'met';
}

/** By itself a source is judged only where the rule looks at it. */
function isWanted({ population }: ReviewRule, scope: Scope): boolean {
  const wanted = population.sources;
  if (scope === null || wanted === null) return true;
  return [...scope].some((source) => wanted.some((other) => isSameOrPartOf(source, other)));
}
