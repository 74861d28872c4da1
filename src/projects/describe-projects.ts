import type { EntityManager } from 'typeorm';
import { statusFrom } from '../domain/project-status.js';
import { cleanText, nameKey } from '../domain/vietnamese-text.js';
import type { ProjectStatus } from '../domain/words.js';
import { investorIds } from '../investors/investors.repository.js';
import { knownLines, LATEST } from './known-facts.js';
import { idsOf, parameterOf, type ProjectSet } from './project-set.js';

/** What made the description change (an import, or a decision of the matching desk), and since when. */
export interface DescriptionCause {
  readonly planYear: number;
  readonly importId?: string;
  readonly decisionId?: string;
  readonly recordedAt: Date;
}

/**
 * Writes a new version of every project whose description changes with what is now committed and decided. Plans tell first, then
 * adjustments, then reports; within each the earlier commit. Of merged records the one that stays tells first. A project of which
 * nothing committed tells any more keeps its last description, marked as withdrawn.
 */
export async function describeProjects(
  manager: EntityManager,
  projects: ProjectSet,
  cause: DescriptionCause,
): Promise<void> {
  await gatherTold(manager, projects, cause.planYear);
  const statuses = await toldStatuses(manager, cause.planYear);
  const investors = await toldInvestors(manager, cause.recordedAt);
  await writeVersions(manager, statuses, investors, cause);
}

/** Makes the temporary table `told_project`: what committed lines tell of the projects; one row a project, empty where nothing tells. */
async function gatherTold(manager: EntityManager, projects: ProjectSet, planYear: number): Promise<void> {
  await manager.query('drop table if exists pg_temp.told_project');
  await manager.query(
    `create temp table told_project (project_id uuid not null, name text, name_key text, name_folded text, investor text, location text,
       sector text, statuses text[], start_years integer[]) on commit drop`,
  );
  await manager.query(
    `with touched as materialized (
       select distinct id from (${idsOf(projects)}) touched (id) where id is not null
     ), told as (
       select line.effective_id, line.name, line.name_key, line.name_folded, line.investor, line.location, line.sector, line.status,
              line.start_year, line.effective_id <> line.member_id as merged, row_number() over (
                order by line.effective_id <> line.member_id,
                         array_position(array['capitalPlan', 'adjustment', 'disbursement', 'demand'], import.kind),
                         import.commit_seq, line.ordinal) as place
         from ${knownLines(LATEST)} line join import on import.id = line.import_id
        where line.effective_id in (select id from touched) and line.has_facts and import.state = 'committed' and import.plan_year = $2
     ), described as (
       select effective_id,
              (array_agg(name order by place))[1] as name,
              (array_agg(name_key order by place))[1] as name_key,
              (array_agg(name_folded order by place))[1] as name_folded,
              (array_agg(investor order by place) filter (where investor is not null))[1] as investor,
              (array_agg(location order by place) filter (where location is not null))[1] as location,
              (array_agg(sector order by place) filter (where sector is not null))[1] as sector,
              coalesce(array_agg(distinct status) filter (where status <> 'unclassified' and not merged),
                       array_agg(distinct status) filter (where status <> 'unclassified')) as statuses,
              coalesce(array_agg(distinct start_year) filter (where start_year is not null and not merged),
                       array_agg(distinct start_year) filter (where start_year is not null)) as start_years
         from told group by effective_id
     )
     insert into told_project
     select touched.id, name, name_key, name_folded, investor, location, sector, statuses, start_years
       from touched left join described on described.effective_id = touched.id`,
    [parameterOf(projects), planYear],
  );
  await manager.query('analyze told_project');
}

interface ToldStatus {
  readonly statuses: readonly ProjectStatus[] | null;
  readonly start_years: readonly number[] | null;
}

/** The status by the rule of the domain, once for everything that projects are told alike. */
async function toldStatuses(manager: EntityManager, planYear: number): Promise<readonly object[]> {
  const told = await manager.query<ToldStatus[]>('select distinct statuses, start_years from told_project');
  return told.map(({ statuses, start_years }) => {
    const { status, inferred } = statusFrom(statuses ?? [], start_years ?? [], planYear);
    return { statuses, start_years, status, inferred };
  });
}

/** Investors as they are told, each with its record; the books get those that they lack. */
async function toldInvestors(manager: EntityManager, recordedAt: Date): Promise<readonly object[]> {
  const rows = await manager.query<{ investor: string }[]>(
    'select distinct investor from told_project where investor is not null',
  );
  const names = rows.map(({ investor }) => investor);
  const ids = await investorIds(manager, names.map(cleanText), recordedAt);
  return names.map((text) => ({ text, id: ids.get(nameKey(text)) ?? null }));
}

async function writeVersions(
  manager: EntityManager,
  statuses: readonly object[],
  investors: readonly object[],
  { planYear, importId, decisionId, recordedAt }: DescriptionCause,
): Promise<void> {
  await manager.query(
    `with latest as (
       select distinct on (version.project_id) version.* from project_version version
        where version.project_id in (select project_id from told_project) and version.plan_year = $1
        order by version.project_id, version.seq desc
     ), status as (
       select * from jsonb_to_recordset($2::jsonb) as told (statuses text[], start_years integer[], status text, inferred boolean)
     ), investor as (
       select * from jsonb_to_recordset($3::jsonb) as told (text text, id uuid)
     ), now as (
       select told.project_id, told.name, told.name_key, told.name_folded, investor.id as investor_id, told.location, told.sector,
              status.status, status.inferred as status_inferred,
              (select min(year) from unnest(told.start_years) year) as start_year, false as withdrawn
         from told_project told
         join status on coalesce(status.statuses, '{}') = coalesce(told.statuses, '{}')
                    and coalesce(status.start_years, '{}') = coalesce(told.start_years, '{}')
         left join investor on investor.text = told.investor
        where told.name is not null
       union all
       select latest.project_id, latest.name, latest.name_key, latest.name_folded, latest.investor_id, latest.location, latest.sector,
              latest.status, latest.status_inferred, latest.start_year, true
         from latest join told_project told on told.project_id = latest.project_id
        where told.name is null
     )
     insert into project_version (project_id, plan_year, name, name_key, name_folded, investor_id, location, sector, status,
                                  status_inferred, start_year, withdrawn, import_id, decision_id, recorded_at)
     select now.project_id, $1, now.name, now.name_key, now.name_folded, now.investor_id, now.location, now.sector, now.status,
            now.status_inferred, now.start_year, now.withdrawn, $4, $5, $6
       from now left join latest on latest.project_id = now.project_id
      where latest.project_id is null
         or (now.name, now.investor_id, now.location, now.sector, now.status, now.status_inferred, now.start_year, now.withdrawn)
            is distinct from (latest.name, latest.investor_id, latest.location, latest.sector, latest.status, latest.status_inferred,
                              latest.start_year, latest.withdrawn)
      order by now.project_id`,
    [planYear, JSON.stringify(statuses), JSON.stringify(investors), importId ?? null, decisionId ?? null, recordedAt],
  );
}
