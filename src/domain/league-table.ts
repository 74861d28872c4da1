import { compare } from './compare.js';
import { groupBy } from './group-by.js';
import type { LocalDate } from './local-date.js';
import { ratePercent, sumVnd } from './money.js';
import { standingAsOf } from './progress.js';
import type { ProjectFacts } from './project-facts.js';
import { nameKey } from './vietnamese-text.js';
import type { Origin } from './words.js';

/**
 * One investor in the league table. Disbursement is a criterion for judging the heads of units (161/QĐ-UBND 5.6), so the rate is weighted by
 * amount, and beside it stands how far the unit kept to its own monthly plan.
 */
export interface LeagueLine {
  readonly investor: string | null;
  /** head of the unit on the day; null where not recorded */
  readonly head: string | null;
  readonly projects: number;
  /** projects whose every report is missing */
  readonly withoutFigure: number;
  readonly planVnd: bigint;
  readonly disbursedVnd: bigint;
  readonly undisbursedVnd: bigint;
  readonly ratePercent: string | null;
  /** 1 for the best; investors of one rate share a place; null without a plan */
  readonly rank: number | null;
  /** cumulative đồng that the unit itself registered for the day; null where it registered none */
  readonly registeredVnd: bigint | null;
  /** disbursed of what was registered; may exceed 100 */
  readonly fidelityPercent: string | null;
}

export interface LeagueQuestion {
  readonly asOf: LocalDate;
  readonly preferredOrigin: Origin;
  /** by name key of the investor */
  readonly heads?: ReadonlyMap<string, string>;
  /** registered cumulative đồng for the day, by name key of the investor */
  readonly registered?: ReadonlyMap<string, bigint>;
}

/** Investors with a plan of the year, best rate first (of one rate the larger plan first). Sums over lines are the sums over projects. */
export function leagueTable(projects: readonly ProjectFacts[], question: LeagueQuestion): LeagueLine[] {
  const groups = [...groupBy(projects, ({ investor }) => (investor === null ? '' : nameKey(investor)))];
  const lines = groups.map(([key, members]) => toLine(key, members, question)).filter(({ planVnd }) => planVnd > 0n);
  return lines
    .map((line) => ({ ...line, rank: 1 + lines.filter((other) => isBetter(other, line)).length }))
    .sort((a, b) => a.rank - b.rank || compare(b.planVnd, a.planVnd) || compare(a.investor ?? '', b.investor ?? ''));
}

function toLine(key: string, members: readonly ProjectFacts[], question: LeagueQuestion): LeagueLine {
  const standings = members.map((project) => standingAsOf(project, question.asOf, question.preferredOrigin));
  const planned = standings.filter(({ planVnd }) => planVnd > 0n);
  const planVnd = sumVnd(planned.map((standing) => standing.planVnd));
  const disbursedVnd = sumVnd(planned.map((standing) => standing.disbursedVnd ?? 0n));
  const registeredVnd = question.registered?.get(key) ?? null;
  return {
    investor: members[0]?.investor ?? null,
    head: question.heads?.get(key) ?? null,
    projects: planned.length,
    withoutFigure: planned.filter((standing) => standing.disbursedVnd === null).length,
    planVnd,
    disbursedVnd,
    undisbursedVnd: planVnd - disbursedVnd,
    ratePercent: ratePercent(disbursedVnd, planVnd),
    rank: null,
    registeredVnd,
    fidelityPercent: registeredVnd === null ? null : ratePercent(disbursedVnd, registeredVnd),
  };
}

function isBetter(a: LeagueLine, b: LeagueLine): boolean {
  return a.disbursedVnd * b.planVnd > b.disbursedVnd * a.planVnd;
}
