import type { EntityManager } from 'typeorm';
import { UNTOLD_SOURCE } from '../domain/funding-sources.js';
import type { ProjectSums } from '../domain/project-outcomes.js';
import type { Metric, ReviewRule } from '../domain/review-rule.js';
import type { ProjectStatus } from '../domain/words.js';
import { DESCRIBED, KNOWN } from './facts.repository.js';
import { knownFacts } from './known-facts.js';
import { rowsOf } from './rows-of.js';

/** A project of the books; its sums where they are all that a review of it can count, else null. */
export interface SummedProject {
  readonly key: string;
  readonly sums: ProjectSums | null;
}

/**
 * Every project of a plan year as known at an instant, in order of code and name, with the sums of its plan and figures as of the
 * day of a rule (`isDecidedBySums`). They are given where no choice is left to `snapshotsAsOf` and `planEntriesAsOf`: no entry of
 * the plan replaces another; one report of the deciding origin's latest day tells every source of the plan (or the project as a
 * whole), so that it covers whatever was reported before and nothing is missing of which silence could be declared to mean zero.
 */
export async function projectSums(
  manager: EntityManager,
  rule: Pick<ReviewRule, 'planYear' | 'asOf' | 'preferredOrigin' | 'metric'>,
  knownAt: Date,
): Promise<SummedProject[]> {
  const { planYear, asOf, preferredOrigin, metric } = rule;
  // A year of figures is grouped in memory; the default of a server would spill it to disk. Compiling the query takes longer than it saves.
  await manager.query(`select set_config('work_mem', '128MB', true), set_config('jit', 'off', true)`);
  const [latest] = await rowsOf(manager, [planYear, knownAt, asOf, preferredOrigin])<[string | null]>(LATEST_DAY);
  const day = latest?.[0] ?? asOf;
  const rows = await rowsOf(manager, [planYear, knownAt, asOf, preferredOrigin, day])<SumsRow>(sumsBy(metric));
  return rows.map(toSummed);
}

/** A guess that the sums check: no figure of a summed project lies between it and the rule's day. */
const LATEST_DAY = `
  select max(import.as_of) from import
   where import.plan_year = $1 and ${KNOWN} and import.as_of <= $3 and import.origin = $4`;

const PLAN_BY_SOURCE = `
  select entry.project_id, entry.source, min(entry.effective_on) as first_on,
         sum(entry.amount_vnd) filter (where entry.effective_on <= $3) as vnd,
         coalesce(max(entry.effective_on) filter (where entry.nature in ('initial', 'carryOver') and entry.effective_on <= $3)
                  <= min(entry.effective_on), true)
           and coalesce(max(entry.decided_on) filter (where entry.nature in ('initial', 'carryOver') and entry.effective_on <= $3)
                        <= min(entry.decided_on), true) as added_up
    from ${knownFacts('capital_plan_entry')} entry join import on import.id = entry.import_id
   where entry.plan_year = $1 and ${KNOWN} and entry.plan_kind = 'current'
   group by entry.project_id, entry.source`;

/** What figures say of a metric, by source: its sum, and whether every one of them tells it in the same way. */
const METRIC_BY_SOURCE: Record<Metric, string> = {
  disbursed: 'sum(snapshot.amount_vnd) as part_vnd, true as alike',
  completedVolume: `
    case when count(snapshot.completed_volume_vnd) = count(*) then sum(snapshot.completed_volume_vnd)
         when count(snapshot.completed_volume_vnd) = 0 then sum(snapshot.amount_vnd) - sum(snapshot.advance_vnd) end as part_vnd,
    count(snapshot.completed_volume_vnd) = count(*)
      or count(snapshot.completed_volume_vnd) = 0 and count(snapshot.advance_vnd) = count(*) as alike`,
};

const paidBySource = (metric: Metric): string => `
  select snapshot.project_id, snapshot.source, sum(snapshot.amount_vnd) as vnd, ${METRIC_BY_SOURCE[metric]},
         max(snapshot.as_of) as latest, min(import.commit_seq) as first_report, max(import.commit_seq) as last_report
    from ${knownFacts('disbursement_snapshot')} snapshot join import on import.id = snapshot.import_id
   where snapshot.plan_year = $1 and ${KNOWN} and snapshot.plan_kind = 'current' and snapshot.origin = $4
     and snapshot.as_of between $5 and $3
   group by snapshot.project_id, snapshot.source`;

const sumsBy = (metric: Metric): string => `
  with plan_source as (${PLAN_BY_SOURCE}), paid_source as (${paidBySource(metric)}), plan as (
    select project_id, coalesce(sum(plan_source.vnd), 0) as vnd, min(plan_source.first_on) as first_on,
           bool_and(plan_source.added_up) as added_up, bool_and(plan_source.vnd is null or paid_source.source is not null) as told
      from plan_source left join paid_source using (project_id, source) group by project_id
  ), paid as (
    select project_id, sum(vnd) as vnd, sum(part_vnd) as part_vnd, bool_or(source = '${UNTOLD_SOURCE}') as general,
           bool_and(alike) and max(latest) = $5 and min(first_report) = max(last_report) as one_report
      from paid_source group by project_id
  )
  select described.project_id, described.code, described.investor, described.location, described.sector, described.status,
         plan.first_on, coalesce(plan.vnd, 0)::text, paid.vnd::text, paid.part_vnd::text,
         coalesce(paid.one_report and coalesce(plan.added_up, true) and (paid.general or coalesce(plan.told, true)), false)
    from (${DESCRIBED}) described left join plan using (project_id) left join paid using (project_id)
   order by described.code nulls last, described.name, described.project_id`;
type SumsRow = [
  key: string,
  code: string | null,
  investor: string | null,
  location: string | null,
  sector: string | null,
  status: ProjectStatus,
  firstPlanOn: string | null,
  planVnd: string,
  disbursedVnd: string | null,
  partVnd: string | null,
  isAll: boolean,
];

function toSummed(row: SumsRow): SummedProject {
  const [key, code, investor, location, sector, status, firstPlanOn, planVnd, paid, part, isAll] = row;
  if (!isAll || paid === null || part === null) return { key, sums: null };
  const described = { key, code, investor, location, sector, status, firstPlanOn };
  return { key, sums: { ...described, planVnd: BigInt(planVnd), disbursedVnd: BigInt(paid), partVnd: BigInt(part) } };
}
