import type { EntityManager } from 'typeorm';
import type { Population, ReviewRule } from '../domain/review-rule.js';
import { storableJson } from '../database/storable-text.js';
import { withMoney } from '../database/stored-money.js';
import { ReviewRuleVersionRecord } from './review-rule.entity.js';
import type { RuleVersionView } from './review-rules.types.js';

/** Adds a rule with its first version; false where its code is taken. */
export async function insertRule(manager: EntityManager, rule: ReviewRule, changeReason: string): Promise<boolean> {
  const inserted = await manager.query<{ code: string }[]>(
    `insert into review_rule (code, recorded_at) values ($1, date_trunc('milliseconds', clock_timestamp()))
     on conflict (code) do nothing returning code`,
    [rule.code],
  );
  if (inserted.length === 0) return false;
  await insertVersion(manager, rule, changeReason);
  return true;
}

/** Adds a version; the rule must be locked. */
export async function insertVersion(manager: EntityManager, rule: ReviewRule, changeReason: string): Promise<void> {
  await manager.query(
    `insert into review_rule_version (rule_code, version, name, plan_year, round, population, as_of, metric, denominator,
                                      comparator, threshold_basis_points, relative_threshold, source_thresholds, level,
                                      amount_policy, consequence, legal_bases, decide_by, preferred_origin, change_reason,
                                      recorded_at)
     values ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9, $10, $11, $12::jsonb, $13::jsonb, $14, $15, $16, $17::jsonb, $18, $19,
             $20, date_trunc('milliseconds', clock_timestamp()))`,
    [
      ...[rule.code, rule.version, rule.name, rule.planYear, rule.round, storableJson(rule.population), rule.asOf],
      ...[rule.metric, rule.denominator, rule.comparator, rule.thresholdBasisPoints],
      rule.relativeThreshold === null ? null : storableJson(rule.relativeThreshold),
      ...[storableJson(rule.sourceThresholds), rule.level, rule.amountPolicy, rule.consequence],
      ...[storableJson(rule.legalBases), rule.decideBy, rule.preferredOrigin, changeReason],
    ],
  );
}

/** Every rule as its latest version says, by plan year (latest first), round and code. */
export async function allRules(manager: EntityManager): Promise<ReviewRule[]> {
  const records = await manager
    .getRepository(ReviewRuleVersionRecord)
    .createQueryBuilder('version')
    .distinctOn(['version.ruleCode'])
    .orderBy('version.ruleCode')
    .addOrderBy('version.version', 'DESC')
    .getMany();
  return records.map(toRule).sort(byYearAndRound);
}

function byYearAndRound(a: ReviewRule, b: ReviewRule): number {
  if (a.planYear !== b.planYear) return b.planYear - a.planYear;
  if (a.round !== b.round) return (a.round ?? Number.MAX_SAFE_INTEGER) - (b.round ?? Number.MAX_SAFE_INTEGER);
  return a.code < b.code ? -1 : 1;
}

/** The latest version of a rule. */
export async function ruleByCode(manager: EntityManager, code: string): Promise<ReviewRule | null> {
  const record = await manager.findOne(ReviewRuleVersionRecord, {
    where: { ruleCode: code },
    order: { version: 'DESC' },
  });
  return record === null ? null : toRule(record);
}

/** The latest version, others that change the rule waiting for the end of the transaction. */
export async function lockRule(manager: EntityManager, code: string): Promise<ReviewRule | null> {
  await manager.query('select 1 from review_rule where code = $1 for update', [code]);
  return ruleByCode(manager, code);
}

/** Every version of a rule, latest first; empty for a rule that does not exist. */
export async function versionsOf(manager: EntityManager, code: string): Promise<RuleVersionView[]> {
  const records = await manager.find(ReviewRuleVersionRecord, {
    where: { ruleCode: code },
    order: { version: 'DESC' },
  });
  return records.map((record) => ({
    rule: toRule(record),
    changeReason: record.changeReason,
    recordedBy: record.recordedBy,
    recordedAt: record.recordedAt,
  }));
}

/** Codes that the catalogue of funding sources does not hold. */
export async function unknownSources(manager: EntityManager, codes: readonly string[]): Promise<string[]> {
  const rows = await manager.query<{ code: string }[]>(
    `select wanted.code from unnest($1::text[]) as wanted (code)
      where not exists (select 1 from funding_source source where source.code = wanted.code)`,
    [codes],
  );
  return rows.map(({ code }) => code);
}

function toRule(record: ReviewRuleVersionRecord): ReviewRule {
  return {
    code: record.ruleCode,
    version: record.version,
    name: record.name,
    planYear: record.planYear,
    round: record.round,
    population: withMoney<Population>(record.population),
    asOf: record.asOf,
    metric: record.metric,
    denominator: record.denominator,
    comparator: record.comparator,
    thresholdBasisPoints: record.thresholdBasisPoints,
    relativeThreshold: record.relativeThreshold,
    sourceThresholds: record.sourceThresholds,
    level: record.level,
    amountPolicy: record.amountPolicy,
    consequence: record.consequence,
    legalBases: record.legalBases,
    decideBy: record.decideBy,
    preferredOrigin: record.preferredOrigin,
  };
}
