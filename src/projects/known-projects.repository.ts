import type { EntityManager } from 'typeorm';
import type { ConfirmedLine, KnownProject } from '../domain/matching.js';
import { groupBy } from '../domain/group-by.js';
import { nameKey } from '../domain/vietnamese-text.js';
import { LATEST } from './known-facts.js';

/** A record of the books as it was named; several are one project where they are merged. */
interface ProjectMember {
  readonly id: string;
  readonly code: string | null;
  readonly name: string;
  readonly confirmed: readonly ConfirmedLine[];
}

/** A project of the books as matching needs it, with the records that are merged into it. */
export interface KnownRecord extends KnownProject {
  readonly members: readonly ProjectMember[];
}

interface KnownRow extends ProjectMember {
  readonly rootId: string;
  readonly investor: string | null;
  readonly aliasCodes: readonly string[];
}

/** A record that the books know (SQL): one that a person made counts as long as the decision is in force or a line means it. */
export const IS_KNOWN = `(not project.made_by_hand
  or exists (select 1 from identity_decision decision
              where project.id in (decision.project_id, decision.other_project_id)
                and decision.kind in ('creation', 'split') and decision.retracted_at is null)
  or exists (select 1 from import_line line where line.project_id = project.id))`;

/** Name and investor by which a record of the books is known: of its latest description, withdrawn ones last (SQL; may be narrowed by a condition). */
export const latestNames = (condition = 'true'): string => `
  select distinct on (project_id) project_id, name, name_key, investor_id from project_version
   where ${condition} order by project_id, withdrawn, plan_year desc, seq desc`;

/** Projects that lines with such codes and names (`nameKey`) may mean, in whole: with every record that is merged into them. */
export async function projectsNamed(
  manager: EntityManager,
  { codes, names }: { readonly codes: readonly string[]; readonly names: readonly string[] },
): Promise<KnownRecord[]> {
  const rows = await manager.query<{ id: string }[]>(
    `with named as (
       select id from project where code = any($1)
       union select project_id from project_version where name_key = any($2)
       union select project_id from project_alias
              where retracted_at is null
                and (kind = 'code' and key = any($1) or kind = 'name' and ${NAME_OF_ALIAS} = any($2))
     ), root as (
       select coalesce(merged.root_id, named.id) as id
         from named left join merged_projects(${LATEST}) merged on merged.project_id = named.id
     )
     select id from root union select project_id from merged_projects(${LATEST}) where root_id in (select id from root)`,
    [codes, names],
  );
  return rows.length === 0
    ? []
    : knownProjects(
        manager,
        rows.map(({ id }) => id),
      );
}

/** `nameKey` of the name that an alias remembers (SQL): the first part of its key. */
export const NAME_OF_ALIAS = `split_part(project_alias.key, '|', 1)`;

/** Projects of the books: latest description, withdrawn ones too (their identity stays). Every one where no ids are given. */
export async function knownProjects(
  manager: EntityManager,
  ids: readonly string[] | null = null,
): Promise<KnownRecord[]> {
  const rows = await manager.query<KnownRow[]>(
    `with latest as (
       ${latestNames('$1::uuid[] is null or project_id = any($1)')}
     ), alias as (
       select project_id,
              coalesce(array_agg(text order by recorded_at, id) filter (where kind = 'code'), '{}') as codes,
              coalesce(jsonb_agg(jsonb_build_object('name', text, 'code', code, 'investor', investor)
                                 order by recorded_at, id) filter (where kind = 'name'), '[]') as names
         from project_alias where retracted_at is null and ($1::uuid[] is null or project_id = any($1))
        group by project_id
     )
     select project.id, coalesce(merged.root_id, project.id) as "rootId", project.code, latest.name,
            investor.name as investor, coalesce(alias.codes, '{}') as "aliasCodes",
            coalesce(alias.names, '[]') as confirmed
       from project
       join latest on latest.project_id = project.id
       left join investor on investor.id = latest.investor_id
       left join alias on alias.project_id = project.id
       left join merged_projects(${LATEST}) merged on merged.project_id = project.id
      where ${IS_KNOWN}
      order by project.id`,
    [ids],
  );
  return [...groupBy(rows, ({ rootId }) => rootId)].map(([key, members]) => toKnown(key, members));
}

function toKnown(key: string, members: readonly KnownRow[]): KnownRecord {
  const root = members.find(({ id }) => id === key) ?? members[0];
  if (root === undefined) throw new Error(`no record of project ${key}`);
  const others = members.filter((member) => member !== root);
  return {
    key,
    code: root.code,
    name: root.name,
    investor: root.investor,
    aliasCodes: [
      ...others.flatMap(({ code }) => (code === null ? [] : [code])),
      ...members.flatMap((m) => m.aliasCodes),
    ],
    aliasNames: others.map(({ name }) => name),
    confirmed: members.flatMap(({ confirmed }) => confirmed),
    members,
  };
}

/**
 * The record of a project that a line itself names. Its facts are written there, so that they go with the record when a merge is
 * undone.
 */
export function memberNamed(
  { key, members }: KnownRecord,
  line: { readonly code: string | null; readonly name: string },
): string {
  if (members.length === 1) return key;
  const name = nameKey(line.name);
  const named = (member: ProjectMember): boolean =>
    member.confirmed.some((said) => said.code === line.code && nameKey(said.name) === name);
  const member =
    members.find(named) ??
    members.find(({ code }) => code !== null && code === line.code) ??
    members.find(({ id, name: own }) => id === key && nameKey(own) === name) ??
    members.find((other) => nameKey(other.name) === name);
  return member?.id ?? key;
}
