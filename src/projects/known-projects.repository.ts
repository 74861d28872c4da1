import type { EntityManager } from 'typeorm';
import type { KnownProject } from '../domain/matching.js';

interface KnownRow {
  readonly id: string;
  readonly code: string | null;
  readonly name: string;
  readonly investor: string | null;
  readonly aliasCodes: string[];
  readonly aliasNames: string[];
}

/** Every project of the books as matching needs it: latest description, withdrawn ones too (their identity stays). */
export async function knownProjects(manager: EntityManager): Promise<KnownProject[]> {
  const rows = await manager.query<KnownRow[]>(
    `with latest as (
       select distinct on (project_id) project_id, name, investor_id
         from project_version order by project_id, withdrawn, plan_year desc, seq desc
     ), alias as (
       select project_id,
              coalesce(array_agg(text) filter (where kind = 'code'), '{}') as codes,
              coalesce(array_agg(text) filter (where kind = 'name'), '{}') as names
         from project_alias group by project_id
     )
     select project.id, project.code, latest.name, investor.name as investor,
            coalesce(alias.codes, '{}') as "aliasCodes", coalesce(alias.names, '{}') as "aliasNames"
       from project
       join latest on latest.project_id = project.id
       left join investor on investor.id = latest.investor_id
       left join alias on alias.project_id = project.id
      order by project.id`,
  );
  return rows.map(({ id, ...row }) => ({ key: id, ...row }));
}
