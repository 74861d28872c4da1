/**
 * Books of a plan year written straight into the tables: so many plan lines (two or three sources a project, one of ten changed in
 * May), and for each of them twelve months of Treasury figures that grow to between 20% and 110% of the plan.
 */

const MONTHS = 12;
const SOURCES = ['NSTW', 'CDNS', 'XSKT', 'ODA', 'SDD'];
const LINES_PER_PROJECT = 2.5;

/** Fills an empty, migrated database; returns the number of projects. */
export async function fillBooks(dataSource, planLines) {
  const projects = Math.round(planLines / LINES_PER_PROJECT);
  await dataSource.transaction(async (manager) => {
    // As if the imports had gone through their states; what the rows refer to is there.
    await manager.query('set local session_replication_role = replica');
    await manager.query('set local statement_timeout = 0');
    await manager.query(IMPORTS, [MONTHS]);
    await manager.query(PROJECTS, [projects]);
    await manager.query(VERSIONS);
    await manager.query(PLANS, [SOURCES]);
    await manager.query(CHANGES);
    await manager.query(SNAPSHOTS, [MONTHS]);
  });
  await dataSource.query('vacuum analyze');
  return projects;
}

const importId = (number) => `('00000000-0000-4000-8000-' || lpad((${number})::text, 12, '0'))::uuid`;
const projectId = (number) => `('11111111-0000-4000-8000-' || lpad((${number})::text, 12, '0'))::uuid`;

/** Import 0 is the plan, import 99 the adjustment of May, 1 to 12 the reports of the months. */
const IMPORTS = `
  insert into import (id, file, sha256, size_bytes, original, plan_year, state, stated, kind, as_of, origin, total_vnd,
                      unmatched_vnd, counts, tables, received_at, committed_at, commit_seq)
  select ${importId('number')}, case number when 0 then 'ke-hoach.xlsx' when 99 then 'dieu-chinh.xlsx' else 'kbnn-' || number || '.xlsx' end,
         repeat('a', 61) || lpad(number::text, 3, '0'), 1, '\\x00', 2025, 'committed', '{}',
         case number when 0 then 'capitalPlan' when 99 then 'adjustment' else 'disbursement' end,
         case when number between 1 and 12 then (make_date(2025, number, 1) + interval '1 month - 1 day')::date end,
         case when number between 1 and 12 then 'treasury' end, 0, 0, '{}', '[]', now() - interval '1 day', now() - interval '1 day', number + 1
    from unnest(array[0, 99] || array(select generate_series(1, $1::int))) as number`;

const PROJECTS = `
  insert into project (id, code, import_id, recorded_at)
  select ${projectId('number')}, (7000000 + number)::text, ${importId('0')}, now() - interval '1 day'
    from generate_series(1, $1::int) as number`;

const VERSIONS = `
  insert into project_version (project_id, plan_year, name, name_key, name_folded, status, status_inferred, withdrawn,
                               import_id, recorded_at)
  select id, 2025, 'Đường giao thông bản ' || code, code, code,
         case when code::int % 4 = 0 then 'new' else 'continuing' end, false, false, import_id, recorded_at
    from project order by code`;

const PLANS = `
  insert into capital_plan_entry (matched_project_id, source, plan_year, plan_kind, amount_vnd, effective_on, decision, nature,
                                  import_id, line_ordinal, sheet, cell, recorded_at)
  select project.id, ($1::text[])[1 + (code::int + line) % 5], 2025, 'current', (1000 + (code::bigint * 7919 + line * 31) % 90000) * 100000,
         '2025-01-01', 'Nghị quyết số 422/NQ-HĐND', 'initial', project.import_id, row_number() over (order by code, line),
         'Biểu 01', 'L' || row_number() over (order by code, line), project.recorded_at
    from project cross join lateral generate_series(1, 2 + code::int % 2) as line
   order by code, line`;

const CHANGES = `
  insert into capital_plan_entry (matched_project_id, source, plan_year, plan_kind, amount_vnd, effective_on, decision, nature,
                                  import_id, line_ordinal, sheet, cell, recorded_at)
  select matched_project_id, source, plan_year, plan_kind, -(amount_vnd / 4), '2025-05-15', 'Quyết định số 1042/QĐ-UBND', 'decrease',
         ${importId('99')}, line_ordinal, sheet, cell, recorded_at
    from capital_plan_entry where seq % 10 = 0`;

const SNAPSHOTS = `
  insert into disbursement_snapshot (matched_project_id, source, plan_year, plan_kind, as_of, origin, amount_vnd, advance_vnd,
                                     matched_by, import_id, line_ordinal, sheet, cell, recorded_at)
  select matched_project_id, source, 2025, 'current', (make_date(2025, month, 1) + interval '1 month - 1 day')::date, 'treasury',
         amount_vnd * (20 + line_ordinal * 37 % 91) / 100 * least(month, 8) / 8, amount_vnd / 100, 'code', ${importId('month')}, line_ordinal,
         'Sheet1', 'F' || line_ordinal, recorded_at
    from capital_plan_entry cross join generate_series(1, $1::int) as month
   where nature = 'initial' order by month, line_ordinal`;

/** One hand-written aggregate that answers the question of round 1: the candidates, with their money. */
export const AGGREGATE = `
  with described as (
    select distinct on (project_id) project_id, status, withdrawn from project_version
     where plan_year = 2025 and recorded_at <= $1 order by project_id, seq desc
  ), plan as (
    select entry.matched_project_id as project_id, sum(entry.amount_vnd) as vnd
      from capital_plan_entry entry join import on import.id = entry.import_id
     where entry.plan_year = 2025 and entry.plan_kind = 'current' and entry.effective_on <= $2
       and import.committed_at <= $1 and (import.reversed_at is null or import.reversed_at > $1)
     group by entry.matched_project_id
  ), paid as (
    select project_id, sum(amount_vnd) as vnd from (
      select distinct on (snapshot.matched_project_id, snapshot.source) snapshot.matched_project_id as project_id, snapshot.amount_vnd
        from disbursement_snapshot snapshot join import on import.id = snapshot.import_id
       where snapshot.plan_year = 2025 and snapshot.plan_kind = 'current' and snapshot.as_of <= $2
         and import.committed_at <= $1 and (import.reversed_at is null or import.reversed_at > $1)
       order by snapshot.matched_project_id, snapshot.source, snapshot.as_of desc, import.commit_seq desc
    ) latest group by project_id
  )
  select count(*)::int as candidates, coalesce(sum(plan.vnd), 0)::text as "planVnd", coalesce(sum(paid.vnd), 0)::text as "disbursedVnd"
    from described join plan using (project_id) join paid using (project_id)
   where not described.withdrawn and described.status = 'continuing' and plan.vnd > 0 and paid.vnd * 10000 < plan.vnd * 5000`;
