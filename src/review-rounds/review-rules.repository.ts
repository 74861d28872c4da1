import type { EntityManager } from 'typeorm';
import type { ReviewRule } from '../domain/review-rule.js';
import { ReviewRuleRecord } from './review-round.entity.js';

/** Adds a rule; false where its code is taken. */
export async function insertRule(manager: EntityManager, rule: ReviewRule): Promise<boolean> {
  const inserted = await manager.query<{ code: string }[]>(
    `insert into review_rule (code, name, plan_year, round, statuses, as_of, denominator, threshold_basis_points,
                              legal_basis, clause, decide_by, preferred_origin, recorded_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, clock_timestamp())
     on conflict (code) do nothing returning code`,
    [
      rule.code,
      rule.name,
      rule.planYear,
      rule.round,
      rule.statuses,
      rule.asOf,
      rule.denominator,
      rule.thresholdBasisPoints,
      rule.legalBasis,
      rule.clause,
      rule.decideBy,
      rule.preferredOrigin,
    ],
  );
  return inserted.length === 1;
}

/** Every rule, by plan year (latest first), round and code. */
export async function allRules(manager: EntityManager): Promise<ReviewRule[]> {
  const records = await manager.find(ReviewRuleRecord, { order: { planYear: 'DESC', round: 'ASC', code: 'ASC' } });
  return records.map(toRule);
}

export async function ruleByCode(manager: EntityManager, code: string): Promise<ReviewRule | null> {
  const record = await manager.findOneBy(ReviewRuleRecord, { code });
  return record === null ? null : toRule(record);
}

function toRule(record: ReviewRuleRecord): ReviewRule {
  return {
    code: record.code,
    name: record.name,
    planYear: record.planYear,
    round: record.round,
    statuses: record.statuses,
    asOf: record.asOf,
    denominator: record.denominator,
    thresholdBasisPoints: record.thresholdBasisPoints,
    legalBasis: record.legalBasis,
    clause: record.clause,
    decideBy: record.decideBy,
    preferredOrigin: record.preferredOrigin,
  };
}
