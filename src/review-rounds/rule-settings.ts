import {
  AD_HOC_RULE,
  EVERY_PROJECT,
  type LegalBasis,
  type Population,
  type RelativeThreshold,
  type RuleSettings,
} from '../domain/review-rule.js';
import type {
  LegalBasisBody,
  PopulationBody,
  RelativeThresholdBody,
  RuleChangesBody,
  RuleSettingsBody,
} from './review-rules.dto.js';

/** The settings of a body; what is left out is as in the form for ad hoc rounds. */
export function toSettings(body: RuleSettingsBody): RuleSettings {
  return withChanges({ ...AD_HOC_RULE, round: null, relativeThreshold: null, population: EVERY_PROJECT }, body);
}

/** Settings with what a body names put in their place; of the population each condition by itself. */
export function withChanges(settings: RuleSettings, changes: RuleChangesBody): RuleSettings {
  const { population } = changes;
  return {
    name: changes.name ?? settings.name,
    planYear: changes.planYear ?? settings.planYear,
    round: changes.round === undefined ? settings.round : changes.round,
    population: population === undefined ? settings.population : withConditions(settings.population, population),
    asOf: changes.asOf ?? settings.asOf,
    metric: changes.metric ?? settings.metric,
    denominator: changes.denominator ?? settings.denominator,
    comparator: changes.comparator ?? settings.comparator,
    thresholdBasisPoints: changes.thresholdBasisPoints ?? settings.thresholdBasisPoints,
    relativeThreshold:
      changes.relativeThreshold === undefined ? settings.relativeThreshold : plainOrNull(changes.relativeThreshold),
    sourceThresholds: changes.sourceThresholds?.map((item) => ({ ...item })) ?? settings.sourceThresholds,
    level: changes.level ?? settings.level,
    amountPolicy: changes.amountPolicy ?? settings.amountPolicy,
    consequence: changes.consequence ?? settings.consequence,
    legalBases: changes.legalBases?.map(toLegalBasis) ?? settings.legalBases,
    decideBy: changes.decideBy ?? settings.decideBy,
    preferredOrigin: changes.preferredOrigin ?? settings.preferredOrigin,
  };
}

function withConditions(population: Population, changes: PopulationBody): Population {
  const or = <T>(changed: T | undefined, kept: T): T => (changed === undefined ? kept : changed);
  return {
    statuses: or<Population['statuses']>(changes.statuses, population.statuses),
    sources: or<Population['sources']>(changes.sources, population.sources),
    investors: or<Population['investors']>(changes.investors, population.investors),
    groups: or<Population['groups']>(changes.groups, population.groups),
    sectors: or<Population['sectors']>(changes.sectors, population.sectors),
    places: or<Population['places']>(changes.places, population.places),
    requiresPlanOfYear: changes.requiresPlanOfYear ?? population.requiresPlanOfYear,
    firstAllocatedBefore: or(changes.firstAllocatedBefore, population.firstAllocatedBefore),
    minimumPlanVnd:
      changes.minimumPlanVnd === undefined
        ? population.minimumPlanVnd
        : changes.minimumPlanVnd === null
          ? null
          : BigInt(changes.minimumPlanVnd),
    exemptions: changes.exemptions?.map((item) => ({ ...item })) ?? population.exemptions,
  };
}

function plainOrNull(threshold: RelativeThresholdBody | null): RelativeThreshold | null {
  return threshold === null ? null : { to: threshold.to, minusBasisPoints: threshold.minusBasisPoints };
}

function toLegalBasis({ text, clause, validFrom, validTo }: LegalBasisBody): LegalBasis {
  return { text, clause, validFrom: validFrom ?? null, validTo: validTo ?? null };
}
