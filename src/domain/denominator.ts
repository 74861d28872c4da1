import { planEntriesAsOf } from './capital-plan.js';
import type { LocalDate } from './local-date.js';
import { sumVnd } from './money.js';
import type { PlanEntry } from './project-facts.js';
import { PLAIN_DENOMINATORS, supplementDayOf, type Denominator } from './review-rule.js';
import type { FundingSourceCode } from './words.js';

/** Đồng by source. */
export type SourceAmounts = ReadonlyMap<FundingSourceCode, bigint>;

/** Entries of one project that are in force on a day. */
export interface PlanInForce {
  readonly plan: readonly PlanEntry[];
  readonly carriedOver: readonly PlanEntry[];
}

/**
 * The plan of one project on a day, by source, as a denominator counts it. Sources without any entry are left out. `entries` are the
 * whole ledger, of which `inForce` are those in force on the day.
 */
export function planOn(
  entries: readonly PlanEntry[],
  inForce: PlanInForce,
  denominator: Denominator,
  asOf: LocalDate,
): SourceAmounts {
  switch (denominator) {
    case 'plan.current':
      return amountsBySource(inForce.plan);
    case 'plan.initial':
      return amountsBySource(planEntriesAsOf(entries, earlier(firstDay(entries) ?? asOf, asOf)));
    case 'plan.withCarriedOver':
      return amountsBySource(inForce.plan, inForce.carriedOver);
    default:
      return atMost(
        amountsBySource(inForce.plan),
        amountsBySource(planEntriesAsOf(entries, earlier(supplementDayOf(denominator) ?? asOf, asOf))),
      );
  }
}

/** Denominators that are shown side by side: the plain ones, and the rule's own where it is another. */
export function denominatorsShown(own: Denominator): readonly Denominator[] {
  return (PLAIN_DENOMINATORS as readonly string[]).includes(own) ? PLAIN_DENOMINATORS : [...PLAIN_DENOMINATORS, own];
}

/** The first day on which the project has a plan of the year; null for one that has none. */
export function firstDay(entries: readonly PlanEntry[]): LocalDate | null {
  let first: LocalDate | null = null;
  for (const { planKind, effectiveOn } of entries) {
    if (planKind === 'current' && (first === null || effectiveOn < first)) first = effectiveOn;
  }
  return first;
}

export function totalVnd(amounts: SourceAmounts): bigint {
  return sumVnd(amounts.values());
}

function amountsBySource(...lists: readonly (readonly PlanEntry[])[]): SourceAmounts {
  const amounts = new Map<FundingSourceCode, bigint>();
  for (const entries of lists) {
    for (const { source, amountVnd } of entries) amounts.set(source, (amounts.get(source) ?? 0n) + amountVnd);
  }
  return amounts;
}

/** A cut since takes from the supplement first; a supplement never raises the plan of the day. */
function atMost(current: SourceAmounts, before: SourceAmounts): SourceAmounts {
  const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
  return new Map([...current].map(([source, amountVnd]) => [source, least(amountVnd, before.get(source) ?? 0n)]));
}

function earlier(a: LocalDate, b: LocalDate): LocalDate {
  return a < b ? a : b;
}
