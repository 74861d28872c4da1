import { compareSources } from './funding-sources.js';
import { peerPace, projectionOn, RECENT_POINTS, recentPace } from './forecast.js';
import type { SourceShare } from './judgement.js';
import type { LocalDate } from './local-date.js';
import { sumVnd } from './money.js';
import { settlementEnd } from './plan-lapse.js';
import { progressUpTo, standingAsOf } from './progress.js';
import type { ProjectFacts } from './project-facts.js';
import type { FundingSourceCode, Origin } from './words.js';

/** Capital of the year expected not to be disbursed when its payments end. `low <= likely <= high`. */
export interface ExpectedLapse {
  readonly source: FundingSourceCode;
  readonly planVnd: bigint;
  readonly disbursedVnd: bigint;
  readonly lowVnd: bigint;
  readonly likelyVnd: bigint;
  readonly highVnd: bigint;
}

/**
 * By source, in the order of the catalogue: what each project is projected to leave undisbursed at the end of payments, split over its sources
 * in proportion to what is undisbursed there, to the đồng. A project without any figure is counted with its whole plan as the high
 * estimate and nothing as the low.
 */
export function expectedLapse(
  projects: readonly ProjectFacts[],
  planYear: number,
  today: LocalDate,
  preferredOrigin: Origin,
): ExpectedLapse[] {
  const end = settlementEnd(planYear);
  const histories = projects.map((facts) => ({
    standing: standingAsOf(facts, today, preferredOrigin),
    points: progressUpTo(facts, today, preferredOrigin, RECENT_POINTS),
  }));
  const peers = peerPace(
    histories.flatMap(({ standing, points }) => {
      const pace = recentPace(points, standing.planVnd);
      return pace === null ? [] : [pace];
    }),
  );
  const totals = new Map<FundingSourceCode, Mutable<ExpectedLapse>>();
  for (const { standing, points } of histories) {
    if (standing.planVnd <= 0n) continue;
    const projection = projectionOn(points, standing.planVnd, end, peers);
    const known = standing.disbursedVnd !== null;
    const left = (reached: bigint): bigint => (standing.planVnd > reached ? standing.planVnd - reached : 0n);
    const range = known
      ? { low: left(projection.highVnd), likely: left(projection.likelyVnd), high: left(projection.lowVnd) }
      : { low: 0n, likely: standing.planVnd, high: standing.planVnd };
    addBySource(totals, standing.bySource, range);
  }
  return [...totals.values()].sort((a, b) => compareSources(a.source, b.source));
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function addBySource(
  totals: Map<FundingSourceCode, Mutable<ExpectedLapse>>,
  shares: readonly SourceShare[],
  range: { readonly low: bigint; readonly likely: bigint; readonly high: bigint },
): void {
  const weights = shares.map(({ planVnd, disbursedVnd }) => (planVnd > disbursedVnd ? planVnd - disbursedVnd : 0n));
  const [low, likely, high] = [range.low, range.likely, range.high].map((amount) => splitInProportion(amount, weights));
  shares.forEach(({ source, planVnd, disbursedVnd }, index) => {
    const total = totals.get(source) ?? {
      ...{ source, planVnd: 0n, disbursedVnd: 0n, lowVnd: 0n, likelyVnd: 0n, highVnd: 0n },
    };
    total.planVnd += planVnd;
    total.disbursedVnd += disbursedVnd;
    total.lowVnd += low?.[index] ?? 0n;
    total.likelyVnd += likely?.[index] ?? 0n;
    total.highVnd += high?.[index] ?? 0n;
    totals.set(source, total);
  });
}

/**
 * Splits an amount over weights so that the parts add up to it: cumulative shares, rounded down, give each part the difference.
 * Nothing is split where all weights are 0. Throws for a negative amount or weight.
 */
export function splitInProportion(amount: bigint, weights: readonly bigint[]): bigint[] {
  if (amount < 0n || weights.some((weight) => weight < 0n))
    throw new RangeError('only amounts and weights from 0 up are split');
  const whole = sumVnd(weights);
  if (whole === 0n) return weights.map(() => 0n);
  let weighed = 0n;
  let given = 0n;
  return weights.map((weight) => {
    weighed += weight;
    const upTo = (amount * weighed) / whole;
    const part = upTo - given;
    given = upTo;
    return part;
  });
}
