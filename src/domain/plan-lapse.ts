import { planEntriesAsOf } from './capital-plan.js';
import { snapshotsAsOf } from './disbursement.js';
import type { LocalDate } from './local-date.js';
import { sumVnd } from './money.js';
import type { DisbursementSnapshot, PlanEntry } from './project-facts.js';
import { comparableSources } from './source-levels.js';
import type { FundingSourceCode, Origin } from './words.js';

/** Last day on which the plan of a year is paid: 31/1 of the next year (hết thời gian chỉnh lý quyết toán ngân sách). */
export function settlementEnd(planYear: number): LocalDate {
  return `${planYear + 1}-01-31`;
}

/** What is left of the plan of one source at the end of its settlement (thanh toán đến 31/1 năm sau, phần còn lại hủy bỏ). */
export interface SourceLapse {
  readonly source: FundingSourceCode;
  readonly planVnd: bigint;
  readonly disbursedVnd: bigint;
  /** carried over into the next year by permission of the competent authority */
  readonly carriedOverVnd: bigint;
  /** plan − disbursed − carried over; negative where more was paid or carried over than there was, which a person has to look at */
  readonly lapseVnd: bigint;
}

export interface LapseFacts {
  readonly planEntries: readonly PlanEntry[];
  readonly snapshots: readonly DisbursementSnapshot[];
  /** entries of the next plan year, of which the carried-over ones count */
  readonly nextYearEntries: readonly PlanEntry[];
}

/**
 * The rest of one project's plan of a year as of a day, source by source. A report that tells only the group of a source (or no
 * source) is kept at its own level, so that nothing is split by guess.
 */
export function lapseBySource(
  { planEntries, snapshots, nextYearEntries }: LapseFacts,
  asOf: LocalDate,
  preferredOrigin: Origin,
): SourceLapse[] {
  const plan = planEntriesAsOf(planEntries, asOf);
  const planned = plan.map((entry) => entry.source);
  const paid = snapshotsAsOf(snapshots, asOf, preferredOrigin, planned);
  // Permission to carry over is given in the next year about this year's rest.
  const carried = planEntriesAsOf(nextYearEntries, '9999-12-31', 'carriedOver');
  const levels = comparableSources([...planned, ...[...paid, ...carried].map((item) => item.source)]);
  return [...new Set(levels.values())].map((source) => {
    const amountOf = (items: readonly { readonly source: FundingSourceCode; readonly amountVnd: bigint }[]): bigint =>
      sumVnd(items.filter((item) => levels.get(item.source) === source).map((item) => item.amountVnd));
    const [planVnd, disbursedVnd, carriedOverVnd] = [amountOf(plan), amountOf(paid), amountOf(carried)];
    return { source, planVnd, disbursedVnd, carriedOverVnd, lapseVnd: planVnd - disbursedVnd - carriedOverVnd };
  });
}
