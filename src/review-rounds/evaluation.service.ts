import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { compareReviews, type ReviewComparison, type ReviewSide } from '../domain/compare-reviews.js';
import type { ReviewRule, RuleSettings } from '../domain/review-rule.js';
import { review } from '../domain/review.js';
import { summarise, type ReviewSummary } from '../domain/review-summary.js';
import { inTransaction, readingInstant } from '../database/transaction.js';
import { accepted, refused, type Result } from '../http/refusal.js';
import { gatherFacts } from '../projects/facts.repository.js';
import { findRound } from './review-rounds.repository.js';
import { ruleByCode } from './review-rules.repository.js';
import { ReviewRulesService } from './review-rules.service.js';
import type { ReviewRoundView } from './review-rounds.types.js';

/** What settings would do, beside what the live rule does; nothing is written. */
export interface RuleTrial {
  readonly live: ReviewRule;
  readonly trial: RuleSettings;
  readonly knownAt: Date;
  readonly complete: boolean;
  readonly liveSummary: ReviewSummary;
  readonly trialSummary: ReviewSummary;
  readonly comparison: ReviewComparison;
}

/** A round beside another one, or beside the same question asked of the books of another instant. */
export interface RoundComparison {
  readonly round: ReviewRoundView;
  /** the other round, null where the books of an instant are asked */
  readonly other: ReviewRoundView | null;
  readonly knownAt: Date;
  readonly beforeSummary: ReviewSummary;
  readonly afterSummary: ReviewSummary;
  readonly comparison: ReviewComparison;
}

/** Reviews that are made to be looked at: the rule laboratory, and rounds compared with what is known by now. */
@Injectable()
export class EvaluationService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly rules: ReviewRulesService,
  ) {}

  /** Applies changed settings and the live rule to the same facts. `changed` gets the settings of the live rule. */
  async trial(
    code: string,
    changed: (live: ReviewRule) => RuleSettings,
    complete: boolean,
  ): Promise<Result<RuleTrial>> {
    return inTransaction(this.dataSource, async (manager) => {
      const live = await ruleByCode(manager, code);
      if (live === null) return refused('rule.notFound', { code });
      const settings = await this.rules.soundSettings(manager, changed(live));
      if (!settings.ok) return settings;
      const trial = { ...settings.value, code: live.code, version: live.version };
      const knownAt = await readingInstant(manager);
      const before = await this.sideOf(manager, live, knownAt, complete);
      const after =
        trial.planYear === live.planYear
          ? { ...before, rule: trial, findings: review(trial, before.facts, { complete }) }
          : await this.sideOf(manager, trial, knownAt, complete);
      return accepted({
        ...{ live, trial: settings.value, knownAt, complete },
        liveSummary: summarise(before.findings),
        trialSummary: summarise(after.findings),
        comparison: compareReviews(before, after),
      });
    });
  }

  /** Two rounds of one plan year, the earlier question first. */
  async compareRounds(id: string, otherId: string): Promise<Result<RoundComparison>> {
    return inTransaction(this.dataSource, async (manager) => {
      const [round, other] = [await findRound(manager, id), await findRound(manager, otherId)];
      if (round === null) return refused('round.notFound', { id });
      if (other === null) return refused('round.notFound', { id: otherId });
      const after = await this.sideOf(manager, other.rule, other.knownAt, other.complete);
      return accepted(await this.compared(manager, round, after, { other, knownAt: other.knownAt }));
    });
  }

  /** A round beside the books of an instant (now where null), by the same rule. */
  async compareWithBooks(id: string, instant: Date | null): Promise<Result<RoundComparison>> {
    return inTransaction(this.dataSource, async (manager) => {
      const round = await findRound(manager, id);
      if (round === null) return refused('round.notFound', { id });
      const now = await readingInstant(manager);
      const knownAt = instant ?? now;
      if (knownAt > now) return refused('knownAt.future', { knownAt: knownAt.toISOString() });
      const after = await this.sideOf(manager, round.rule, knownAt, round.complete);
      return accepted(await this.compared(manager, round, after, { other: null, knownAt }));
    });
  }

  private async compared(
    manager: EntityManager,
    round: ReviewRoundView,
    after: ReviewSide,
    more: Pick<RoundComparison, 'other' | 'knownAt'>,
  ): Promise<RoundComparison> {
    const before = await this.sideOf(manager, round.rule, round.knownAt, round.complete);
    return {
      round,
      ...more,
      beforeSummary: summarise(before.findings),
      afterSummary: summarise(after.findings),
      comparison: compareReviews(before, after),
    };
  }

  private async sideOf(
    manager: EntityManager,
    rule: ReviewRule,
    knownAt: Date,
    complete: boolean,
  ): Promise<ReviewSide> {
    const facts = await gatherFacts(manager, { planYear: rule.planYear, knownAt });
    return { rule, complete, facts, findings: review(rule, facts, { complete }) };
  }
}
