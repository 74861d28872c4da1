import type { EntityManager } from 'typeorm';

export interface RepeatProject {
  readonly projectId: string;
  readonly code: string | null;
  readonly name: string;
  readonly investor: string | null;
  /** decided and issued rounds in which it was a candidate */
  readonly rounds: number;
  /** as-of days of these rounds, oldest first */
  readonly days: readonly string[];
}

export interface RepeatInvestor {
  readonly investor: string;
  /** decided and issued rounds in which one of its projects was a candidate */
  readonly rounds: number;
  /** candidates over all these rounds */
  readonly candidates: number;
}

/** A list that took the place of another counts in its stead: superseded rounds are left out. */
const COUNTED = `finding.outcome = 'candidate' and round.state in ('decided', 'issued')`;

/** Projects that were candidates in several rounds of a plan year, most often first. */
export async function repeatProjects(manager: EntityManager, planYear: number): Promise<RepeatProject[]> {
  return manager.query<RepeatProject[]>(
    `select finding.project_id as "projectId", max(finding.code) as code,
            (array_agg(finding.name order by round.opened_at desc))[1] as name,
            (array_agg(finding.investor order by round.opened_at desc))[1] as investor,
            count(*)::integer as rounds, array_agg(round.as_of::text order by round.as_of, round.opened_at) as days
       from review_finding finding join review_round round on round.id = finding.round_id
      where ${COUNTED} and (round.rule ->> 'planYear')::integer = $1
      group by finding.project_id having count(*) > 1
      order by rounds desc, name, finding.project_id`,
    [planYear],
  );
}

/** Investors with candidates in several rounds of a plan year, most often first. */
export async function repeatInvestors(manager: EntityManager, planYear: number): Promise<RepeatInvestor[]> {
  return manager.query<RepeatInvestor[]>(
    `select finding.investor, count(distinct round.id)::integer as rounds, count(*)::integer as candidates
       from review_finding finding join review_round round on round.id = finding.round_id
      where ${COUNTED} and (round.rule ->> 'planYear')::integer = $1 and finding.investor is not null
      group by finding.investor having count(distinct round.id) > 1
      order by rounds desc, candidates desc, finding.investor`,
    [planYear],
  );
}

/** In how many other decided or issued rounds each candidate of a round was one, by project; those in none are left out. */
export async function otherRoundsBelow(manager: EntityManager, roundId: string): Promise<Map<string, number>> {
  const rows = await manager.query<{ projectId: string; rounds: number }[]>(
    `select finding.project_id as "projectId", count(*)::integer as rounds
       from review_finding finding join review_round round on round.id = finding.round_id
      where ${COUNTED} and round.id <> $1
        and finding.project_id in (select project_id from review_finding where round_id = $1)
      group by finding.project_id`,
    [roundId],
  );
  return new Map(rows.map(({ projectId, rounds }) => [projectId, rounds]));
}
