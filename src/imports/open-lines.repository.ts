import type { EntityManager } from 'typeorm';
import type { ReportedName } from '../domain/matching.js';
import { storableJson } from '../database/storable-text.js';
import { LATEST } from '../projects/known-facts.js';
import { NAME_OF_ALIAS } from '../projects/known-projects.repository.js';
import type { LineAssignment } from './assign-lines.js';

/** Lines of an import that say the same of their project. */
export interface OpenName extends ReportedName {
  readonly nameKey: string;
  readonly ordinals: readonly number[];
}

/**
 * Sorts out, into the temporary table `open_line`, the staged lines whose project the rules of matching have to find, with every other
 * line of their names: those without a code, with a code or a name that people decided about, and with a new code on a name that the
 * books have. What is left is decided by its code alone.
 */
export async function sortOutLines(manager: EntityManager, importId: string): Promise<void> {
  await manager.query('drop table if exists pg_temp.open_line');
  await manager.query(
    `create temp table open_line (ordinal integer not null, code text, name text not null,
       name_key text collate "C" not null, investor text) on commit drop`,
  );
  await manager.query(
    `with line as materialized (
       select ordinal, code, name, name_key, investor from import_line where import_id = $1 and has_facts
     ), entwined as materialized (
       select project_id as id from merged_projects(${LATEST}) union select root_id from merged_projects(${LATEST})
     ), doubtful as materialized (
       select line.name_key
         from line left join project on project.code = line.code
        where line.code is null
           or line.code in (select key from project_alias where kind = 'code' and retracted_at is null)
           or line.name_key in (select ${NAME_OF_ALIAS} from project_alias where kind = 'name' and retracted_at is null)
           or (project.id is null and line.name_key in (select name_key from project_version))
           or project.made_by_hand or project.id in (select id from entwined)
     )
     insert into open_line select * from line where name_key in (select name_key from doubtful)`,
    [importId],
  );
  await manager.query('create index ix_open_line_name_key on open_line (name_key)');
  await manager.query('analyze open_line');
}

/** Ties every line that its code alone decides: to the project of the code, or to a new one. Lines that stay as they are are not written. */
export async function settleByCode(manager: EntityManager, importId: string): Promise<void> {
  const isClosed = `line.import_id = $1 and line.has_facts
    and not exists (select 1 from open_line where open_line.ordinal = line.ordinal)`;
  await manager.query(
    `update import_line line set project_id = project.id, matched_by = 'code', new_project_key = null, candidates = '[]'
       from project
      where project.code = line.code and ${isClosed}
        and (line.project_id, line.matched_by, line.new_project_key) is distinct from (project.id, 'code', null)`,
    [importId],
  );
  await manager.query(
    `update import_line line set project_id = null, matched_by = null, new_project_key = line.code
      where ${isClosed} and (line.project_id is not null or line.new_project_key is distinct from line.code)
        and not exists (select 1 from project where project.code = line.code)`,
    [importId],
  );
}

const NAMES_A_PAGE = 300;
export type OpenLines = 'all' | 'coded' | 'uncoded';
const CONDITIONS: Record<OpenLines, string> = { all: 'true', coded: 'code is not null', uncoded: 'code is null' };

/** The open lines by what they say, page by page; a page has every line of its names, in the order of the workbook. */
export async function* openNames(manager: EntityManager, which: OpenLines): AsyncGenerator<OpenName[]> {
  for (let after = ''; ;) {
    const names = await manager.query<(OpenName & { readonly last: string })[]>(
      `with page as materialized (
         select distinct name_key from open_line where name_key > $1 and ${CONDITIONS[which]} order by 1 limit ${NAMES_A_PAGE}
       )
       select code, name, name_key as "nameKey", investor, array_agg(ordinal) as ordinals, (select max(name_key) from page) as last
         from open_line where name_key in (select name_key from page) and ${CONDITIONS[which]}
        group by 1, 2, 3, 4 order by min(ordinal)`,
      [after],
    );
    const [first] = names;
    if (first === undefined) return;
    yield names;
    after = first.last;
  }
}

/** True where the rules have to find the project of a line without a code. */
export async function hasUncoded(manager: EntityManager): Promise<boolean> {
  const [row] = await manager.query<{ found: boolean }[]>(
    'select exists (select 1 from open_line where code is null) as found',
  );
  return row?.found === true;
}

/** Makes the temporary table `announced`: the projects that coded lines of an import are going to make, as their first lines say. */
export async function announceProjects(manager: EntityManager, importId: string): Promise<void> {
  await manager.query('drop table if exists pg_temp.announced');
  await manager.query(
    'create temp table announced (key text not null, code text, name text not null, name_key text not null, investor text) on commit drop',
  );
  await manager.query(
    `insert into announced
     select distinct on (new_project_key) new_project_key, code, name, name_key, investor
       from import_line
      where import_id = $1 and has_facts and code is not null and new_project_key is not null
      order by new_project_key, ordinal`,
    [importId],
  );
  await manager.query('create index ix_announced_name_key on announced (name_key)');
}

export async function announcedUnder(
  manager: EntityManager,
  names: readonly string[],
): Promise<(ReportedName & { readonly key: string })[]> {
  return manager.query<(ReportedName & { readonly key: string })[]>(
    'select key, code, name, investor from announced where name_key = any($1) order by key',
    [names],
  );
}

/** Keeps the projects of open lines, where they change. */
export async function keepAssignments(
  manager: EntityManager,
  importId: string,
  assigned: readonly (Omit<LineAssignment, 'candidates'> & Pick<OpenName, 'ordinals'>)[],
): Promise<void> {
  const kept = assigned.map(({ ordinals, projectId, matchedBy, newProjectKey }) => ({
    ...{ ordinals, project_id: projectId, matched_by: matchedBy, new_project_key: newProjectKey },
  }));
  await manager.query(
    `update import_line line
        set project_id = kept.project_id, matched_by = kept.matched_by, new_project_key = kept.new_project_key,
            candidates = case when kept.project_id is null then line.candidates else '[]' end
       from jsonb_to_recordset($2::jsonb) as kept (ordinals integer[], project_id uuid, matched_by text, new_project_key text)
            cross join unnest(kept.ordinals) as own (ordinal)
      where line.import_id = $1 and line.ordinal = own.ordinal
        and (line.project_id, line.matched_by, line.new_project_key)
            is distinct from (kept.project_id, kept.matched_by, kept.new_project_key)`,
    [importId, storableJson(kept)],
  );
}
