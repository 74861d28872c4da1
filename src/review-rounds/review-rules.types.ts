import type { ReviewRule, RuleSettings } from '../domain/review-rule.js';

/** A version of a rule, with who made it, when and why. */
export interface RuleVersionView {
  readonly rule: ReviewRule;
  readonly changeReason: string;
  readonly recordedBy: string | null;
  readonly recordedAt: Date;
}

/** A new version as asked for. */
export interface RuleChange {
  readonly settings: RuleSettings;
  /** the version that was edited; another one since then refuses the change */
  readonly version: number;
  readonly reason: string;
}
