import { groupBy } from './group-by.js';
import type { LocalDate } from './local-date.js';
import { sumVnd } from './money.js';
import type { PlanEntry } from './project-facts.js';
import type { PlanKind, PlanNature } from './words.js';

/** True for an entry that states the plan of a source in full; false for one that changes it. */
export function statesPlanInFull({ nature }: { readonly nature: PlanNature }): boolean {
  return nature === 'initial' || nature === 'carryOver';
}

/** The nature of a change by its sign; a change of zero counts as an increase. */
export function natureOfChange(amountVnd: bigint): 'increase' | 'decrease' {
  return amountVnd < 0n ? 'decrease' : 'increase';
}

/** What orders two papers about one plan. */
export interface PlanPaper {
  readonly effectiveOn: LocalDate;
  /** day of the decision, null where the paper names none */
  readonly decidedOn: LocalDate | null;
}

/**
 * True where `later` was decided after `earlier`: it takes effect on a later day, or on the same day (two papers decided before
 * the plan year) by a later decision. Two papers of one day without decisions have no order.
 */
export function isDecidedAfter(later: PlanPaper, earlier: PlanPaper): boolean {
  if (later.effectiveOn !== earlier.effectiveOn) return later.effectiveOn > earlier.effectiveOn;
  return later.decidedOn !== null && earlier.decidedOn !== null && later.decidedOn > earlier.decidedOn;
}

/**
 * Entries of one project that make up its plan of a kind on a day; their sum is that plan. What takes effect later is not yet
 * plan. A later decision that states the plan of a source in full replaces what was assigned and changed in that source before:
 * the earlier entries stay in the ledger and count for the days before it.
 */
export function planEntriesAsOf<Entry extends PlanEntry>(
  entries: readonly Entry[],
  asOf: LocalDate,
  planKind: PlanKind = 'current',
): Entry[] {
  const effective = entries.filter((entry) => entry.planKind === planKind && entry.effectiveOn <= asOf);
  return inForce(effective);
}

/** A decrease that takes more than there is. */
export interface BelowZero<Entry> {
  readonly entry: Entry;
  /** plan after its day */
  readonly balanceVnd: bigint;
}

/** The first decrease after whose day the plan is negative. What takes effect on one day is one change, in whatever order it stands. */
export function firstBelowZero<Entry extends PlanEntry>(entries: readonly Entry[]): BelowZero<Entry> | null {
  const days = [...groupBy(entries, (entry) => entry.effectiveOn)].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [day, changes] of days) {
    const balanceVnd = sumVnd(
      inForce(entries.filter(({ effectiveOn }) => effectiveOn <= day)).map((it) => it.amountVnd),
    );
    const entry = changes.find((change) => change.amountVnd < 0n);
    if (balanceVnd < 0n && entry !== undefined) return { entry, balanceVnd };
  }
  return null;
}

/** An entry with the plan of its project, source and kind after it. */
export interface LedgerLine<Entry> {
  readonly entry: Entry;
  /** signed đồng: what the entry changes; of a plan stated anew the difference to the plan before */
  readonly changeVnd: bigint;
  /** plan of the source and kind after the entry */
  readonly balanceVnd: bigint;
  /** a later decision in the list states the plan of the source anew */
  readonly replaced: boolean;
}

/** The ledger of one project in the order in which it took effect, with the running plan of each source and kind. */
export function planLedger<Entry extends PlanEntry>(entries: readonly Entry[]): LedgerLine<Entry>[] {
  const lines: LedgerLine<Entry>[] = [];
  for (const plan of groupBy(entries, ({ source, planKind }) => JSON.stringify([source, planKind])).values()) {
    const ordered = [...plan].sort(byEffect);
    let before = 0n;
    ordered.forEach((entry, index) => {
      const balanceVnd = sumVnd(inForce(ordered.slice(0, index + 1)).map(({ amountVnd }) => amountVnd));
      const replaced = ordered.some((other) => replaces(other, entry));
      lines.push({ entry, changeVnd: balanceVnd - before, balanceVnd, replaced });
      before = balanceVnd;
    });
  }
  return lines.sort((a, b) => byEffect(a.entry, b.entry));
}

/** By the day of effect and of the decision; of one decision the plan stated in full comes before its changes. */
function byEffect(a: PlanEntry, b: PlanEntry): number {
  const [left, right] = [a, b].map((entry) =>
    JSON.stringify([entry.effectiveOn, entry.decidedOn ?? '', statesPlanInFull(entry) ? 0 : 1]),
  ) as [string, string];
  return left < right ? -1 : left > right ? 1 : 0;
}

function replaces(statement: PlanEntry, entry: PlanEntry): boolean {
  return statesPlanInFull(statement) && isDecidedAfter(statement, entry);
}

/** Entries of one kind that no later statement of their source among them replaces. */
function inForce<Entry extends PlanEntry>(entries: readonly Entry[]): Entry[] {
  const statements = entries.filter(statesPlanInFull);
  return entries.filter(
    (entry) => !statements.some((statement) => statement.source === entry.source && replaces(statement, entry)),
  );
}
