import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { expectBulk } from '../database/transaction.js';
import { breakOff } from '../http/refused-transaction.js';
import { describeProjects } from '../projects/describe-projects.js';
import { settleWaitingLines } from '../matching/settle.js';
import { changeState } from './import-jobs.repository.js';
import type { ImportRecord } from './import.entity.js';
import type { ImportKind } from './imports.types.js';
import { matchStagedLines } from './match-staged-lines.js';
import { negativePlan, doubledPlan } from './plan-guards.js';
import { makeLinesKnown } from './staging.repository.js';

export interface Commit {
  readonly record: ImportRecord;
  readonly kind: ImportKind;
  readonly recordedAt: Date;
}

/**
 * Puts a checked import into the books: projects, then facts, then descriptions. Runs inside the transaction of the caller,
 * who holds the row of the import and the books; a refusal breaks the transaction off.
 */
export async function writeIntoBooks(manager: EntityManager, { record, kind, recordedAt }: Commit): Promise<void> {
  const { id: importId, planYear } = record;
  await expectBulk(manager);
  await matchStagedLines(manager, importId, kind);
  await addCodes(manager, importId, recordedAt);
  await createProjects(manager, importId, recordedAt);
  await makeLinesKnown(manager, record.counts.lines);
  const doubled = await doubledPlan(manager, importId, planYear);
  if (doubled !== null) breakOff(doubled);
  await insertFacts(manager, importId, planYear, recordedAt);
  await changeState(manager, record, 'committed', { committed_at: recordedAt, commit_seq: await nextCommit(manager) });
  await describeProjects(manager, { ofImport: importId }, { planYear, importId, recordedAt });
  const negative = await negativePlan(manager, { ofImport: importId }, planYear);
  if (negative !== null) breakOff(negative);
  await settleWaitingLines(manager, importId, recordedAt);
}

/** Place in the order of commits; the caller holds the books, so a higher one is a later commit. */
async function nextCommit(manager: EntityManager): Promise<string> {
  const [row] = await manager.query<{ seq: string }[]>(`select nextval('import_commit_seq') as seq`);
  if (row === undefined) throw new Error('no number for the commit');
  return row.seq;
}

/** A project known by name alone gets the code that a plan now gives it. */
async function addCodes(manager: EntityManager, importId: string, recordedAt: Date): Promise<void> {
  await manager.query(
    `update project set code = told.code, coded_at = $2
       from (select distinct on (project_id) project_id, code from import_line
              where import_id = $1 and has_facts and project_id is not null and matched_by = 'name' and code is not null
              order by project_id, ordinal) told
      where project.id = told.project_id and project.code is null
        and not exists (select 1 from project other where other.code = told.code)`,
    [importId, recordedAt],
  );
}

/**
 * Makes the projects that the lines announce; lines of one key share it, with the first code that one of them tells. Ids of one import
 * differ in their last eight digits alone, in the order of the workbook, so that the indexes on them grow in one place.
 */
async function createProjects(manager: EntityManager, importId: string, recordedAt: Date): Promise<void> {
  await manager.query('drop table if exists pg_temp.made_project');
  await manager.query('create temp table made_project (key text not null, id uuid not null, code text) on commit drop');
  await manager.query(
    `insert into made_project
     select key, overlay($2::text placing lpad(to_hex(place), 8, '0') from 29)::uuid, code
       from (select new_project_key as key, min(ordinal) as place,
                    (array_agg(code order by ordinal) filter (where code is not null))[1] as code
               from import_line where import_id = $1 and new_project_key is not null group by new_project_key) made`,
    [importId, randomUUID()],
  );
  await manager.query('analyze made_project');
  await manager.query(
    'insert into project (id, code, import_id, recorded_at) select id, code, $1, $2 from made_project order by id',
    [importId, recordedAt],
  );
  await manager.query(
    `update import_line line set project_id = made.id
       from made_project made where line.import_id = $1 and line.new_project_key = made.key`,
    [importId],
  );
}

async function insertFacts(
  manager: EntityManager,
  importId: string,
  planYear: number,
  recordedAt: Date,
): Promise<void> {
  const source = `from import_fact fact
     join import_line line on line.import_id = fact.import_id and line.ordinal = fact.line_ordinal
    where fact.import_id = $1`;
  const parameters = [importId, planYear, recordedAt];
  await manager.query(
    `insert into capital_plan_entry (matched_project_id, source, plan_year, plan_kind, amount_vnd, effective_on, decision,
                                     decision_number, decided_on, decision_authority, nature, import_id, line_ordinal, sheet, cell,
                                     recorded_at)
     select line.project_id, fact.source, $2, fact.plan_kind, fact.amount_vnd, fact.effective_on, fact.decision,
            fact.decision_number, fact.decided_on, fact.decision_authority, fact.nature, fact.import_id, fact.line_ordinal,
            fact.sheet, fact.cell, $3
     ${source} and fact.fact = 'plan' order by fact.ordinal`,
    parameters,
  );
  await manager.query(
    `insert into disbursement_snapshot (matched_project_id, source, plan_year, plan_kind, as_of, origin, amount_vnd, advance_vnd,
                                        completed_volume_vnd, accepted_unpaid_vnd, matched_by, import_id, line_ordinal, sheet, cell, recorded_at)
     select line.project_id, fact.source, $2, fact.plan_kind, fact.as_of, fact.origin, fact.amount_vnd, fact.advance_vnd,
            fact.completed_volume_vnd, fact.accepted_unpaid_vnd, line.matched_by, fact.import_id, fact.line_ordinal, fact.sheet, fact.cell, $3
     ${source} and fact.fact = 'disbursement' order by fact.ordinal`,
    parameters,
  );
  await manager.query(
    `insert into capital_demand (matched_project_id, source, plan_year, amount_vnd, accepted_unpaid_vnd, reason, import_id, line_ordinal, sheet,
                                 cell, recorded_at)
     select line.project_id, fact.source, $2, fact.amount_vnd, fact.accepted_unpaid_vnd, fact.reason, fact.import_id,
            fact.line_ordinal, fact.sheet, fact.cell, $3
     ${source} and fact.fact = 'demand' order by fact.ordinal`,
    parameters,
  );
}
