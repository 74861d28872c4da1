import type { DataSource, EntityManager } from 'typeorm';
import { hasErrors, type Issue } from '../domain/issue.js';
import { inTransaction } from '../database/transaction.js';
import { refusalText } from '../http/refusal-catalogue.js';
import { readInCage } from '../workbook/cage/cage.js';
import type { WorkbookReading } from '../workbook/understanding/reading.js';
import type { ImportRecord } from './import.entity.js';
import { findImport, holdImport, keepCheck, originalOf, refreshCounts } from './imports.repository.js';
import { interpret, type Interpretation } from './interpret.js';
import { matchIssues } from './match-issues.js';
import { matchStagedLines } from './match-staged-lines.js';
import { doubledPlan, restatedPlans } from './plan-guards.js';
import { clearStaging, stageIssues, stageLines } from './staging.repository.js';
import { toStoredTable } from './stored-table.js';

/**
 * Reads the kept bytes in the cage, understands them and keeps the outcome: `checked` with everything a commit would write,
 * or `rejected` with the errors. Nothing of it touches the books. Does nothing to an import that is further on.
 */
export async function checkImport(dataSource: DataSource, id: string): Promise<void> {
  const record = await findImport(dataSource.manager, id);
  if (record === null || !isOpen(record)) return;
  const outcome = await readInCage(await originalOf(dataSource.manager, id), record.file);
  const fundingSources = await knownSources(dataSource.manager);
  const { planYear, stated, controlTotalVnd } = record;
  const understood = outcome.ok
    ? interpret(outcome.reading, { planYear, stated, controlTotalVnd, fundingSources })
    : null;
  await inTransaction(dataSource, async (manager) => {
    const held = await holdImport(manager, id);
    if (held === null || !isOpen(held)) return;
    await clearStaging(manager, id);
    if (outcome.ok && understood !== null) await keepReading(manager, held, outcome.reading, understood);
    else await keepRefusal(manager, held, outcome.ok ? [] : outcome.issues);
    await refreshCounts(manager, id);
  });
}

function isOpen(record: ImportRecord): boolean {
  return record.state === 'received' || record.state === 'checked';
}

async function knownSources(manager: EntityManager): Promise<Set<string>> {
  const rows = await manager.query<{ code: string }[]>('select code from funding_source');
  return new Set(rows.map(({ code }) => code));
}

async function keepReading(
  manager: EntityManager,
  record: ImportRecord,
  reading: WorkbookReading,
  understood: Interpretation,
): Promise<void> {
  const { kind, asOf, origin, facts, issues } = understood;
  const tables = reading.tables.map(toStoredTable);
  await stageLines(manager, record.id, reading, facts);
  if (hasErrors(issues) || kind === null) {
    await stageIssues(manager, record.id, issues);
    await keepCheck(manager, record.id, { state: 'rejected', kind, asOf, origin, tables });
    return;
  }
  const lines = await matchStagedLines(manager, record.id, kind);
  const found = [...issues, ...matchIssues(record.file, lines), ...(await doublingIssues(manager, record))];
  await stageIssues(manager, record.id, found);
  await keepCheck(manager, record.id, { state: 'checked', kind, asOf, origin, tables });
}

/** Told at the check already; the commit refuses a doubled plan unless the earlier import is reversed by then. */
async function doublingIssues(manager: EntityManager, { id, file, planYear }: ImportRecord): Promise<Issue[]> {
  const doubled = await doubledPlan(manager, id, planYear);
  if (doubled === null) return restatedPlans(manager, id, file, planYear);
  const place = { file, sheet: null, cell: null, row: null, column: null, value: null };
  return [{ ...place, code: doubled.code, severity: 'warning', message: refusalText(doubled) }];
}

async function keepRefusal(manager: EntityManager, record: ImportRecord, issues: readonly Issue[]): Promise<void> {
  await stageIssues(manager, record.id, issues);
  const { kind, asOf, origin } = record.stated;
  await keepCheck(manager, record.id, { state: 'rejected', kind, asOf, origin, tables: [] });
}
