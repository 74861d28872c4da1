import { isLocalDate, yearOf } from './local-date.js';
import { isInForce, supplementDayOf, type RuleSettings } from './review-rule.js';
import { changedSettings } from './rule-words.js';

/** Why settings are no rule; each stands for a sentence of the catalogue of refusals. */
export type RuleFault =
  | 'rule.dayOutsideYear'
  | 'rule.decideBeforeDay'
  | 'rule.basisNotInForce'
  | 'rule.sourceThresholdsNeedLevel'
  | 'rule.supplementDay';

/** Settings that contradict each other: the first fault found, null for none. Ranges of single fields are checked before. */
export function ruleFault(settings: RuleSettings): RuleFault | null {
  const { asOf, planYear, decideBy, legalBases, level, sourceThresholds, denominator } = settings;
  // Payments of the plan year run to 31/1 of the next year (domain handbook 5).
  if (asOf < `${planYear}-01-01` || asOf > `${planYear + 1}-01-31`) return 'rule.dayOutsideYear';
  if (decideBy < asOf) return 'rule.decideBeforeDay';
  if (!legalBases.some((basis) => isInForce(basis, asOf))) return 'rule.basisNotInForce';
  if (sourceThresholds.length > 0 && level !== 'projectSource') return 'rule.sourceThresholdsNeedLevel';
  const day = supplementDayOf(denominator);
  if (day !== null && (!isLocalDate(day) || day > asOf || yearOf(day) < planYear - 1)) return 'rule.supplementDay';
  return null;
}

/** True where two rules say the same, whatever their codes and versions. */
export function isSameSettings(a: RuleSettings, b: RuleSettings): boolean {
  return changedSettings(a, b).length === 0;
}
