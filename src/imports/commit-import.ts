import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { breakOff } from '../http/refused-transaction.js';
import { describeProjects } from '../projects/describe-projects.js';
import { knownLines, LATEST } from '../projects/known-facts.js';
import { copyInto } from '../database/copy.js';
import { settleWaitingLines } from '../matching/settle.js';
import { changeState } from './import-jobs.repository.js';
import type { ImportRecord } from './import.entity.js';
import type { ImportKind } from './imports.types.js';
import { matchStagedLines, type MatchedLine } from './match-staged-lines.js';
import { negativePlan, doubledPlan } from './plan-guards.js';

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
  const lines = await matchStagedLines(manager, importId, kind);
  await addCodes(manager, lines, recordedAt);
  await createProjects(manager, importId, lines, recordedAt);
  const doubled = await doubledPlan(manager, importId, planYear);
  if (doubled !== null) breakOff(doubled);
  await insertFacts(manager, importId, planYear, recordedAt);
  await changeState(manager, record, 'committed', { committed_at: recordedAt, commit_seq: await nextCommit(manager) });
  const projectIds = await projectsOfImport(manager, importId);
  await describeProjects(manager, projectIds, { planYear, importId, recordedAt });
  const negative = await negativePlan(manager, projectIds, planYear);
  if (negative !== null) breakOff(negative);
  await settleWaitingLines(manager, importId, recordedAt);
}

/** Place in the order of commits; the caller holds the books, so a higher one is a later commit. */
async function nextCommit(manager: EntityManager): Promise<string> {
  const [row] = await manager.query<{ seq: string }[]>(`select nextval('import_commit_seq') as seq`);
  if (row === undefined) throw new Error('no number for the commit');
  return row.seq;
}

/** Projects that lines of an import mean. */
export async function projectsOfImport(manager: EntityManager, importId: string): Promise<string[]> {
  const rows = await manager.query<{ id: string }[]>(
    `select distinct effective_id as id from ${knownLines(LATEST)} line where import_id = $1 and has_facts order by 1`,
    [importId],
  );
  return rows.map(({ id }) => id);
}

/** A project known by name alone gets the code that a plan now gives it. */
async function addCodes(manager: EntityManager, lines: readonly MatchedLine[], recordedAt: Date): Promise<void> {
  const told = lines.filter(
    ({ projectId, matchedBy, line }) => projectId !== null && matchedBy === 'name' && line.code !== null,
  );
  if (told.length === 0) return;
  const codes = told.map(({ projectId, line }) => ({ id: projectId, code: line.code }));
  await manager.query(
    `update project set code = told.code, coded_at = $2
       from (select distinct on (id) id, code from jsonb_to_recordset($1::jsonb) as item (id uuid, code text) order by id) told
      where project.id = told.id and project.code is null
        and not exists (select 1 from project other where other.code = told.code)`,
    [JSON.stringify(codes), recordedAt],
  );
}

async function createProjects(
  manager: EntityManager,
  importId: string,
  lines: readonly MatchedLine[],
  recordedAt: Date,
): Promise<void> {
  const made = new Map<string, { id: string; code: string | null }>();
  for (const { newProjectKey, line } of lines) {
    if (newProjectKey === null) continue;
    const known = made.get(newProjectKey);
    if (known === undefined) made.set(newProjectKey, { id: randomUUID(), code: line.code });
    else if (known.code === null) known.code = line.code;
  }
  const rows = [...made.values()].map(({ id, code }) => [id, code, importId, recordedAt.toISOString()]);
  await copyInto(manager, 'project', ['id', 'code', 'import_id', 'recorded_at'], rows);
  const ids = [...made].map(([key, { id }]) => ({ key, id }));
  await manager.query(
    `update import_line line set project_id = made.id
       from jsonb_to_recordset($2::jsonb) as made (key text, id uuid)
      where line.import_id = $1 and line.new_project_key = made.key`,
    [importId, JSON.stringify(ids)],
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
                                        completed_volume_vnd, matched_by, import_id, line_ordinal, sheet, cell, recorded_at)
     select line.project_id, fact.source, $2, fact.plan_kind, fact.as_of, fact.origin, fact.amount_vnd, fact.advance_vnd,
            fact.completed_volume_vnd, line.matched_by, fact.import_id, fact.line_ordinal, fact.sheet, fact.cell, $3
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
