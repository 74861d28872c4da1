import type { LocalDate } from './local-date.js';
import type { PlanEntry } from './project-facts.js';

/** Entries of the plan of the year that count on a day: what takes effect later is not yet plan; carried-over capital never is. */
export function planEntriesAsOf(entries: readonly PlanEntry[], asOf: LocalDate): PlanEntry[] {
  return entries.filter((entry) => entry.planKind === 'current' && entry.effectiveOn <= asOf);
}
