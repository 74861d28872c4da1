import { compare } from './compare.js';
import { daysBetween, type LocalDate } from './local-date.js';
import type { ProgressPoint } from './progress.js';

/** Speed of spending as billionths of the plan a calendar day: comparable between projects of any size. */
export type Pace = bigint;

const BILLION = 1_000_000_000n;

/** How many of the latest steps between reports tell how a project spends now. */
const STEPS = 3;

/** Reports that tell those steps. */
export const RECENT_POINTS = STEPS + 1;

/** Cumulative đồng on a future day. `low <= likely <= high`; never under what is disbursed, never over the plan. */
export interface Projection {
  readonly lowVnd: bigint;
  readonly likelyVnd: bigint;
  readonly highVnd: bigint;
  /** `own`: from the project's own reports; `peers`: from similar projects; `none`: nothing tells a speed */
  readonly basis: 'own' | 'peers' | 'none';
}

/** Slow, usual and fast speed of a group of similar projects: lower quartile, median, upper quartile. */
export interface PeerPace {
  readonly slow: Pace;
  readonly usual: Pace;
  readonly fast: Pace;
}

/** Speeds of the latest steps between the reports of a project, oldest first; a cumulative figure that falls counts as standing still. */
export function pacesOf(points: readonly ProgressPoint[], planVnd: bigint): Pace[] {
  if (planVnd <= 0n) return [];
  return points.slice(1).flatMap((point, index) => {
    const before = points[index];
    const days = before === undefined ? 0 : daysBetween(before.asOf, point.asOf);
    if (before === undefined || days <= 0) return [];
    const grown = point.disbursedVnd - before.disbursedVnd;
    return [grown <= 0n ? 0n : (grown * BILLION) / (planVnd * BigInt(days))];
  });
}

/** The speed over the latest steps together. Null where fewer than two reports tell none. */
export function recentPace(points: readonly ProgressPoint[], planVnd: bigint): Pace | null {
  const recent = points.slice(-RECENT_POINTS);
  const [first, last] = [recent[0], recent.at(-1)];
  if (first === undefined || last === undefined || planVnd <= 0n) return null;
  const days = daysBetween(first.asOf, last.asOf);
  if (days <= 0) return null;
  const grown = last.disbursedVnd - first.disbursedVnd;
  return grown <= 0n ? 0n : (grown * BILLION) / (planVnd * BigInt(days));
}

/** Quartiles of the recent speeds of similar projects; null where none tells one. */
export function peerPace(paces: readonly Pace[]): PeerPace | null {
  if (paces.length === 0) return null;
  const sorted = [...paces].sort(compare);
  const at = (quarter: number): Pace => sorted[Math.floor(((sorted.length - 1) * quarter) / 4)] ?? 0n;
  return { slow: at(1), usual: at(2), fast: at(3) };
}

/**
 * Carries a project forward from its last report to a day. The likely figure goes on at the project's own recent speed (similar projects'
 * usual speed where it has none); the range is from the slowest to the fastest of its own recent steps and its peers' quartiles.
 * The further away the day, the wider the range: an estimate to act on, never a figure of the books.
 */
export function projectionOn(
  points: readonly ProgressPoint[],
  planVnd: bigint,
  day: LocalDate,
  peers: PeerPace | null,
): Projection {
  const last = points.at(-1);
  const disbursedVnd = last?.disbursedVnd ?? 0n;
  const own = recentPace(points, planVnd);
  const likely = own ?? peers?.usual ?? null;
  const days = last === undefined ? 0 : Math.max(0, daysBetween(last.asOf, day));
  if (likely === null || last === undefined) {
    return { lowVnd: disbursedVnd, likelyVnd: disbursedVnd, highVnd: disbursedVnd, basis: 'none' };
  }
  const steps = pacesOf(points, planVnd).slice(-STEPS);
  const range = [likely, ...steps, ...(peers === null ? [] : [peers.slow, peers.fast])];
  const reach = (pace: Pace): bigint => carried(disbursedVnd, planVnd, pace, days);
  return {
    lowVnd: reach(range.reduce((low, pace) => (pace < low ? pace : low))),
    likelyVnd: reach(likely),
    highVnd: reach(range.reduce((high, pace) => (pace > high ? pace : high))),
    basis: own === null ? 'peers' : 'own',
  };
}

/** A plan bounds what is still to come, never what reports already say. */
function carried(disbursedVnd: bigint, planVnd: bigint, pace: Pace, days: number): bigint {
  const reached = disbursedVnd + (planVnd * pace * BigInt(days)) / BILLION;
  const bound = planVnd > disbursedVnd ? planVnd : disbursedVnd;
  return reached > bound ? bound : reached;
}
