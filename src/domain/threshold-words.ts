import type { Finding } from './finding.js';
import type { ReviewRule } from './review-rule.js';
import { formatPercent, formatThreshold, ruleThresholdText } from './rule-words.js';

/** How papers name what a round compared with: the rate that was judged by, which of a relative threshold only the findings tell. */
export interface ThresholdWords {
  /** `50%`, `44,12%`; where sources have thresholds of their own `ngưỡng của từng nguồn vốn` */
  readonly threshold: string;
  /** of what is caught: `dưới 50%`, `dưới mức bình quân chung của tỉnh (44,12%)` */
  readonly caught: string;
  /** of what is not: `không dưới 50%` */
  readonly passed: string;
  /** `50` where a column of the paper is worked out by it; null where the rate is no short number */
  readonly factor: string | null;
}

const BY_SOURCE = 'ngưỡng của từng nguồn vốn';

export function thresholdWords(rule: ReviewRule, findings: readonly Pick<Finding, 'judgements'>[]): ThresholdWords {
  if (rule.sourceThresholds.length > 0) {
    return { threshold: BY_SOURCE, ...verdicts(rule, `${verbOf(rule)} ${BY_SOURCE}`), factor: null };
  }
  const own = formatThreshold(rule.thresholdBasisPoints);
  if (rule.relativeThreshold === null) {
    return { threshold: own, ...verdicts(rule, ruleThresholdText(rule)), factor: own.replace('%', '') };
  }
  const judged = judgedPercent(findings);
  if (judged === null) return { threshold: 'ngưỡng', ...verdicts(rule, ruleThresholdText(rule)), factor: null };
  const threshold = formatPercent(judged);
  return { threshold, ...verdicts(rule, `${ruleThresholdText(rule)} (${threshold})`), factor: null };
}

/** The threshold of a round without thresholds by source is one for all of its comparisons. */
function judgedPercent(findings: readonly Pick<Finding, 'judgements'>[]): string | null {
  for (const { judgements } of findings) if (judgements[0] !== undefined) return judgements[0].thresholdPercent;
  return null;
}

function verbOf({ comparator }: ReviewRule): string {
  return comparator === 'below' ? 'dưới' : 'không quá';
}

function verdicts(rule: ReviewRule, caught: string): Pick<ThresholdWords, 'caught' | 'passed'> {
  const passed = rule.comparator === 'below' ? `không ${caught}` : caught.replace(/^không quá/, 'trên');
  return { caught, passed };
}
