import type { EntityManager } from 'typeorm';
import { copyInto, copyTextInto } from '../database/copy.js';
import type { Issue } from '../domain/issue.js';
import type { JobPhase } from './import-states.js';
import { keepFindings } from './import-check.repository.js';
import { keepTables } from './imports.repository.js';
import { issueRows, STAGING_COLUMNS } from './staged-rows.js';
import type { StagedPieces } from './staged-pieces.js';

/** Stages what a reading states, piece by piece as it comes. */
export async function stagePieces(manager: EntityManager, importId: string, pieces: StagedPieces): Promise<void> {
  await keepTables(manager, importId, await pieces.tables());
  for (let into = await pieces.target(); into !== null; into = await pieces.target()) {
    if (into === 'tables') throw new Error('the tables of a reading come once, before everything else');
    if (into === 'findings') await keepFindings(manager, importId, await pieces.text());
    else await copyTextInto(manager, into, STAGING_COLUMNS[into], pieces.ofTarget());
  }
}

/** From so many lines on, what the planner knows of the tables from before leads it to joins row by row. */
const MANY_LINES = 1_000;

/** Lets the planner know of the lines of a large import, which the current transaction has just written. */
export async function makeLinesKnown(manager: EntityManager, lines: number): Promise<void> {
  if (lines >= MANY_LINES)
    await manager.query('analyze import_line (import_id, project_id, has_facts), import_fact (import_id)');
}

/** Keeps what a step found, after what earlier steps found. */
export async function stageIssues(
  manager: EntityManager,
  importId: string,
  phase: JobPhase,
  issues: readonly Issue[],
): Promise<void> {
  if (issues.length === 0) return;
  const [row] = await manager.query<{ next: number }[]>(
    'select coalesce(max(ordinal) + 1, 0)::integer as next from import_issue where import_id = $1',
    [importId],
  );
  const rows = issueRows(importId, phase, row?.next ?? 0, issues);
  await copyInto(manager, 'import_issue', STAGING_COLUMNS.import_issue, rows);
}

/** Forgets what a step found, before it runs again. */
export async function clearIssues(manager: EntityManager, importId: string, phase: JobPhase): Promise<void> {
  await manager.query('delete from import_issue where import_id = $1 and phase = $2', [importId, phase]);
}

/** Forgets the rows, amounts and issues of an import that is not committed. */
export async function clearStaging(manager: EntityManager, importId: string): Promise<void> {
  await manager.query('delete from import_fact where import_id = $1', [importId]);
  await manager.query('delete from import_line where import_id = $1', [importId]);
  await manager.query('delete from import_issue where import_id = $1', [importId]);
}
