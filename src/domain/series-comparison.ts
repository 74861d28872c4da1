import { planEntriesAsOf } from './capital-plan.js';
import { snapshotsAsOf } from './disbursement.js';
import { compareSources } from './funding-sources.js';
import { daysBetween, type LocalDate } from './local-date.js';
import { ratePercent, sumVnd } from './money.js';
import type { CellRef, DisbursementSnapshot, PlanEntry } from './project-facts.js';
import { comparableSources } from './source-levels.js';
import { ORIGINS, type FundingSourceCode, type Origin, type PlanKind } from './words.js';

/** What one series (Treasury or investor) says of some money on a day. */
export interface SeriesFigure {
  /** cumulative đồng since 1 January */
  readonly amountVnd: bigint;
  /** day of the figure; the earliest where several reports are added */
  readonly asOf: LocalDate;
  /** days from that day to the day asked for, 0 or more */
  readonly ageDays: number;
  /** of which advances; null where a report does not tell */
  readonly advanceVnd: bigint | null;
  /** of which payment for completed volume; null where a report does not tell */
  readonly completedVolumeVnd: bigint | null;
  /** advances of the amount in percent, two decimals, truncated; null where a report does not tell or nothing is paid */
  readonly advancePercent: string | null;
  readonly refs: readonly CellRef[];
}

/** Both series side by side, of a source or of the whole project. */
export interface SeriesPair {
  readonly planVnd: bigint;
  readonly treasury: SeriesFigure | null;
  readonly investor: SeriesFigure | null;
  /** Treasury minus investor; null where one of them tells nothing */
  readonly differenceVnd: bigint | null;
  /** of the series that decides; null where none tells */
  readonly disbursedVnd: bigint | null;
  /** plan minus disbursed; null where no series tells */
  readonly undisbursedVnd: bigint | null;
}

export interface SourcePair extends SeriesPair {
  /** a group (NSĐP) where one of the two tells only the group */
  readonly source: FundingSourceCode;
}

export interface SeriesComparison extends SeriesPair {
  readonly planKind: PlanKind;
  /** the series that decides: the preferred one where it tells anything, else the other (domain handbook 5); null where none does */
  readonly decidedBy: Origin | null;
  readonly bySource: readonly SourcePair[];
}

export interface ComparedFacts {
  readonly planEntries: readonly PlanEntry[];
  readonly snapshots: readonly DisbursementSnapshot[];
}

/**
 * Treasury and investor side by side for one project and kind of plan, as of a day. Each series is what its own reports say,
 * by the rule of reviews (`snapshotsAsOf`); neither fills the gaps of the other.
 */
export function compareSeries(
  { planEntries, snapshots }: ComparedFacts,
  asOf: LocalDate,
  preferredOrigin: Origin,
  planKind: PlanKind = 'current',
): SeriesComparison {
  const plan = planEntriesAsOf(planEntries, asOf, planKind);
  const planned = plan.map((entry) => entry.source);
  const series = ORIGINS.map((origin) => {
    const own = snapshots.filter((snapshot) => snapshot.origin === origin);
    return snapshotsAsOf(own, asOf, origin, planned, planKind);
  });
  const [treasury = [], investor = []] = series;
  const decidedBy = decidingOrigin(treasury, investor, preferredOrigin);
  const question = { asOf, decidedBy };
  const told = [...treasury, ...investor].map((snapshot) => snapshot.source);
  const levels = comparableSources([...planned, ...told]);
  return {
    planKind,
    decidedBy,
    ...pairOf(plan, treasury, investor, question),
    bySource: [...new Set(levels.values())].sort(compareSources).map((source) => {
      const isOf = (item: { readonly source: FundingSourceCode }): boolean => levels.get(item.source) === source;
      return { source, ...pairOf(plan.filter(isOf), treasury.filter(isOf), investor.filter(isOf), question) };
    }),
  };
}

function decidingOrigin(
  treasury: readonly DisbursementSnapshot[],
  investor: readonly DisbursementSnapshot[],
  preferred: Origin,
): Origin | null {
  const telling = ORIGINS.filter((origin) => (origin === 'treasury' ? treasury : investor).length > 0);
  return telling.includes(preferred) ? preferred : (telling[0] ?? null);
}

interface PairQuestion {
  readonly asOf: LocalDate;
  readonly decidedBy: Origin | null;
}

function pairOf(
  plan: readonly PlanEntry[],
  treasurySnapshots: readonly DisbursementSnapshot[],
  investorSnapshots: readonly DisbursementSnapshot[],
  { asOf, decidedBy }: PairQuestion,
): SeriesPair {
  const planVnd = sumVnd(plan.map((entry) => entry.amountVnd));
  const treasury = figureOf(treasurySnapshots, asOf);
  const investor = figureOf(investorSnapshots, asOf);
  const deciding = decidedBy === 'treasury' ? treasury : investor;
  const disbursedVnd = deciding?.amountVnd ?? null;
  return {
    planVnd,
    treasury,
    investor,
    differenceVnd: treasury === null || investor === null ? null : treasury.amountVnd - investor.amountVnd,
    disbursedVnd,
    undisbursedVnd: disbursedVnd === null ? null : planVnd - disbursedVnd,
  };
}

function figureOf(snapshots: readonly DisbursementSnapshot[], asOf: LocalDate): SeriesFigure | null {
  const [first] = snapshots;
  if (first === undefined) return null;
  const day = snapshots.reduce((earliest, item) => (item.asOf < earliest ? item.asOf : earliest), first.asOf);
  const amountVnd = sumVnd(snapshots.map((item) => item.amountVnd));
  const advanceVnd = sumOfAll(snapshots.map((item) => item.advanceVnd));
  return {
    amountVnd,
    asOf: day,
    ageDays: daysBetween(day, asOf),
    advanceVnd,
    completedVolumeVnd: sumOfAll(snapshots.map((item) => item.completedVolumeVnd)),
    advancePercent: advanceVnd === null ? null : ratePercent(advanceVnd, amountVnd),
    refs: snapshots.map((item) => item.ref),
  };
}

/** Null where one of the parts is not told: a part of a sum is not the sum. */
function sumOfAll(amounts: readonly (bigint | null)[]): bigint | null {
  const told = amounts.filter((amount) => amount !== null);
  return told.length === amounts.length ? sumVnd(told) : null;
}
