import { compare } from './compare.js';
import {
  peerPace,
  projectionOn,
  RECENT_POINTS,
  recentPace,
  type Pace,
  type PeerPace,
  type Projection,
} from './forecast.js';
import { groupBy } from './group-by.js';
import { addDays, daysBetween, type LocalDate } from './local-date.js';
import { isBelowThreshold, ratePercent, shortfall } from './money.js';
import { progressUpTo, type ProgressPoint } from './progress.js';
import type { ProjectFacts } from './project-facts.js';
import type { Finding } from './finding.js';
import { review } from './review.js';
import type { ReviewRule } from './review-rule.js';
import { SHIPPED_HOLIDAYS, workingDaysBetween } from './working-days.js';

/**
 * How near a project is to a rule's list. Before the day: `reached` (the threshold is reached), `onTrack`, `watch` (Theo dõi: reaches it at its usual
 * speed, not at its slowest), `warning` (Cảnh báo: at its usual speed it does not), `noData`. From the day on: `candidate`
 * (Ứng viên) and, once an officer proposes a recall, `proposed` (Đề xuất).
 */
export const STAGES = ['proposed', 'candidate', 'warning', 'watch', 'onTrack', 'reached', 'noData'] as const;
export type Stage = (typeof STAGES)[number];

export interface CountdownLine {
  readonly finding: Finding;
  readonly stage: Stage;
  /** đồng still missing to the threshold; null without a figure */
  readonly neededVnd: bigint | null;
  /** đồng to disburse each working day left, rounded up; null where no day is left or no figure is known */
  readonly neededPerWorkingDayVnd: bigint | null;
  /** what the project disbursed a working day over its latest reports; null where fewer than two tell */
  readonly ownPerWorkingDayVnd: bigint | null;
  /** on the rule's day */
  readonly projection: Projection | null;
  readonly projectedRatePercent: string | null;
  /** the rates of the slow and the fast projection */
  readonly projectedRange: { readonly lowPercent: string | null; readonly highPercent: string | null } | null;
}

export interface Countdown {
  readonly today: LocalDate;
  readonly asOf: LocalDate;
  /** 0 from the rule's day on */
  readonly daysLeft: number;
  readonly workingDaysLeft: number;
  /** projects in the rule's population, the most pressing first (stage, then what is missing) */
  readonly lines: readonly CountdownLine[];
}

export interface CountdownQuestion {
  readonly today: LocalDate;
  /** keys of projects of which a recall is proposed */
  readonly proposed?: ReadonlySet<string>;
  readonly holidays?: ReadonlySet<LocalDate>;
}

/** Population, plan and disbursement are those of the rule itself, read on `today` (on its own day from then on). */
export function countDown(rule: ReviewRule, projects: readonly ProjectFacts[], question: CountdownQuestion): Countdown {
  const { today } = question;
  const day = today < rule.asOf ? today : rule.asOf;
  const holidays = question.holidays ?? new Set(SHIPPED_HOLIDAYS);
  const workingDaysLeft = workingDaysBetween(day, rule.asOf, holidays);
  const histories = historiesUpTo(rule, projects, day);
  const peers = peersOf(histories);
  const lines = histories
    .filter(({ finding }) => ['candidate', 'met', 'noData'].includes(finding.outcome))
    .map((history) =>
      toLine(rule, history, peers.get(peerKey(history.facts)) ?? peers.get('') ?? null, {
        ...{ day, workingDaysLeft, holidays },
        isProposed: question.proposed?.has(history.finding.key) ?? false,
      }),
    );
  return {
    today,
    asOf: rule.asOf,
    daysLeft: Math.max(0, daysBetween(today, rule.asOf)),
    workingDaysLeft,
    lines: lines.sort(mostPressingFirst),
  };
}

interface History {
  readonly facts: ProjectFacts;
  readonly finding: Finding;
  readonly points: readonly ProgressPoint[];
}

function historiesUpTo(rule: ReviewRule, projects: readonly ProjectFacts[], day: LocalDate): History[] {
  const findings = review({ ...rule, asOf: day }, projects, { complete: false });
  return projects.flatMap((facts, index) => {
    const finding = findings[index];
    return finding === undefined
      ? []
      : [{ facts, finding, points: progressUpTo(facts, day, rule.preferredOrigin, RECENT_POINTS) }];
  });
}

/** Similar projects: of one status and sector; all of them together under the empty key. */
function peersOf(histories: readonly History[]): Map<string, PeerPace> {
  const speeds = histories.flatMap(({ facts, finding, points }) => {
    const pace = recentPace(points, finding.planVnd);
    return pace === null ? [] : [{ key: peerKey(facts), pace }];
  });
  const groups = new Map<string, Pace[]>(
    [...groupBy(speeds, ({ key }) => key)].map(([key, members]) => [key, members.map(({ pace }) => pace)]),
  );
  groups.set(
    '',
    speeds.map(({ pace }) => pace),
  );
  const peers = new Map<string, PeerPace>();
  for (const [key, paces] of groups) {
    const pace = paces.length >= FEWEST_PEERS || key === '' ? peerPace(paces) : null;
    if (pace !== null) peers.set(key, pace);
  }
  return peers;
}

/** Fewer similar projects than this tell no quartiles. */
const FEWEST_PEERS = 8;

function peerKey({ status, sector }: ProjectFacts): string {
  return JSON.stringify([status, sector]);
}

interface LineContext {
  readonly day: LocalDate;
  readonly workingDaysLeft: number;
  readonly holidays: ReadonlySet<LocalDate>;
  readonly isProposed: boolean;
}

function toLine(rule: ReviewRule, history: History, peers: PeerPace | null, context: LineContext): CountdownLine {
  const { finding, points } = history;
  const { planVnd, disbursedVnd } = finding;
  if (disbursedVnd === null) {
    const nothing = { neededVnd: null, neededPerWorkingDayVnd: null, ownPerWorkingDayVnd: null };
    return { finding, stage: 'noData', ...nothing, projection: null, projectedRatePercent: null, projectedRange: null };
  }
  const projection = projectionOn(points, planVnd, rule.asOf, peers);
  const neededVnd = shortfall(disbursedVnd, planVnd, BigInt(rule.thresholdBasisPoints));
  const { workingDaysLeft } = context;
  return {
    finding,
    stage: stageOf(rule, finding, projection, context),
    neededVnd,
    neededPerWorkingDayVnd: workingDaysLeft === 0 ? null : dividedUp(neededVnd, BigInt(workingDaysLeft)),
    ownPerWorkingDayVnd: ownPerWorkingDay(points, context.holidays),
    projection,
    projectedRatePercent: ratePercent(projection.likelyVnd, planVnd),
    projectedRange: {
      lowPercent: ratePercent(projection.lowVnd, planVnd),
      highPercent: ratePercent(projection.highVnd, planVnd),
    },
  };
}

function stageOf(rule: ReviewRule, finding: Finding, projection: Projection, { day, isProposed }: LineContext): Stage {
  if (day >= rule.asOf && isProposed) return 'proposed';
  if (finding.outcome === 'met') return 'reached';
  if (day >= rule.asOf) return 'candidate';
  const isBelow = (vnd: bigint): boolean => isBelowThreshold(vnd, finding.planVnd, BigInt(rule.thresholdBasisPoints));
  if (isBelow(projection.likelyVnd)) return 'warning';
  return isBelow(projection.lowVnd) ? 'watch' : 'onTrack';
}

function dividedUp(amount: bigint, parts: bigint): bigint {
  return (amount + parts - 1n) / parts;
}

function ownPerWorkingDay(points: readonly ProgressPoint[], holidays: ReadonlySet<LocalDate>): bigint | null {
  const recent = points.slice(-RECENT_POINTS);
  const [first, last] = [recent[0], recent.at(-1)];
  if (first === undefined || last === undefined) return null;
  const days = workingDaysBetween(first.asOf, last.asOf, holidays);
  if (days === 0) return null;
  return last.disbursedVnd < first.disbursedVnd ? 0n : (last.disbursedVnd - first.disbursedVnd) / BigInt(days);
}

function mostPressingFirst(a: CountdownLine, b: CountdownLine): number {
  const stages = STAGES.indexOf(a.stage) - STAGES.indexOf(b.stage);
  if (stages !== 0) return stages;
  return compare(b.neededVnd ?? 0n, a.neededVnd ?? 0n) || compare(a.finding.key, b.finding.key);
}

/** Projects of which investors are urged: those that will fall under the rule, from its day on those that did, and those without a figure. */
export function urgedLines(lines: readonly CountdownLine[]): CountdownLine[] {
  return lines.filter(({ stage }) => ['warning', 'candidate', 'proposed', 'noData'].includes(stage));
}

/** Days ahead of the rule's day at which lists of projects that will fall under it are drawn up. */
export const HORIZONS = [90, 60, 30, 14] as const;

/** How well the warnings of one horizon would have told the candidates. */
export interface BackTestLine {
  readonly horizonDays: number;
  readonly day: LocalDate;
  /** projects with enough figures on that day and on the rule's day */
  readonly projects: number;
  readonly warned: number;
  readonly candidates: number;
  /** warned, and a candidate */
  readonly hits: number;
  readonly falseAlarms: number;
  readonly missed: number;
  /** of the candidates, how many were warned of; null without candidates */
  readonly foundPercent: string | null;
  /** of the warned, how many became candidates; null without warnings */
  readonly rightPercent: string | null;
}

/**
 * Draws up the warnings as they would have been on each horizon before the rule's day and compares them with its candidates,
 * on the months in the books.
 */
export function backTest(rule: ReviewRule, projects: readonly ProjectFacts[]): BackTestLine[] {
  const truth = new Map(review(rule, projects, { complete: false }).map(({ key, outcome }) => [key, outcome]));
  return HORIZONS.map((horizonDays) => {
    const day = addDays(rule.asOf, -horizonDays);
    const known = countDown(rule, projects, { today: day }).lines.filter(
      ({ stage, finding }) => stage !== 'noData' && ['candidate', 'met'].includes(truth.get(finding.key) ?? ''),
    );
    const isCandidate = ({ finding }: CountdownLine): boolean => truth.get(finding.key) === 'candidate';
    const warned = known.filter(({ stage }) => stage === 'warning');
    const candidates = known.filter(isCandidate).length;
    const hits = warned.filter(isCandidate).length;
    return {
      ...{ horizonDays, day, projects: known.length, warned: warned.length, candidates, hits },
      falseAlarms: warned.length - hits,
      missed: candidates - hits,
      foundPercent: ratePercent(BigInt(hits), BigInt(candidates)),
      rightPercent: ratePercent(BigInt(hits), BigInt(warned.length)),
    };
  });
}
