import type { DataSource, EntityManager } from 'typeorm';
import type { AuditService } from '../audit/audit.service.js';
import { hasErrors } from '../domain/issue.js';
import { clockOfDatabase, inTransaction } from '../database/transaction.js';
import { readInCage } from '../workbook/cage/cage.js';
import type { WorkbookReading } from '../workbook/understanding/reading.js';
import { checkStaged } from './check-staged.js';
import { readingDecisions, recallMapping } from './corrections.js';
import { changeState, holdsJob } from './import-jobs.repository.js';
import { keepFindings } from './import-check.repository.js';
import { isWaiting, type ImportState } from './import-states.js';
import type { ImportRecord } from './import.entity.js';
import { findImport, holdImport, keepMeaning, keepTables, originalOf, refreshCounts } from './imports.repository.js';
import { interpret } from './interpret.js';
import { clearStaging, stageIssues, stageLines } from './staging.repository.js';
import { toStoredTable } from './stored-table.js';

/** The background work on one import, as its worker does it. */
export interface Advance {
  readonly dataSource: DataSource;
  readonly audit: AuditService;
  readonly worker: string;
  readonly importId: string;
  /** aborted where the import was cancelled, the job lost, or the process ends */
  readonly signal: AbortSignal;
  /** hears how far the phase is */
  readonly onProgress: (done: number, total: number) => void;
  /** reads the kept bytes; in the cage unless told */
  readonly read?: typeof readInCage;
}

/** The import went another way meanwhile (cancelled, taken over by another worker); nothing of the step was written. */
export class JobLost extends Error {
  override readonly name = 'JobLost';
}

/**
 * Takes an import through received -> read -> mapped -> checked, or to rejected with the errors; each step is one transaction
 * with its audit row, so that any process can go on from the last one. Nothing of it touches the books.
 * @throws JobLost, or the reason of the signal
 */
export async function advanceImport(advance: Advance): Promise<void> {
  const { dataSource, importId, signal } = advance;
  let reading: WorkbookReading | null = null;
  for (;;) {
    signal.throwIfAborted();
    const record = await findImport(dataSource.manager, importId);
    if (record === null || !isWaiting(record.state)) return;
    switch (record.state) {
      case 'received':
        reading = await read(advance, record);
        break;
      case 'read':
        await map(advance, record, reading ?? (await readAgain(advance, record)));
        reading = null;
        break;
      case 'mapped':
        await check(advance);
        break;
    }
  }
}

async function readBytes({ dataSource, signal, read: readBy = readInCage }: Advance, record: ImportRecord) {
  const { corrections } = await readingDecisions(dataSource.manager, record);
  return readBy(await originalOf(dataSource.manager, record.id), record.file, { signal, corrections });
}

/** received -> read with the tables as understood, or rejected where the file cannot be read. */
async function read(advance: Advance, record: ImportRecord): Promise<WorkbookReading | null> {
  const outcome = await readAsLastTime(advance, record);
  await step(advance, 'received', async (manager, held) => {
    await clearStaging(manager, held.id);
    if (outcome.ok) {
      await keepTables(manager, held.id, outcome.reading.tables.map(toStoredTable));
      return 'read';
    }
    await keepTables(manager, held.id, []);
    await stageIssues(manager, held.id, 'read', outcome.issues);
    const { kind, asOf, origin } = held.stated;
    await keepMeaning(manager, held.id, { kind, asOf, origin });
    return 'rejected';
  });
  return outcome.ok ? outcome.reading : null;
}

/** Read, and read again where people chose other meanings for the same columns of the same sender last time. */
async function readAsLastTime(advance: Advance, record: ImportRecord) {
  const outcome = await readBytes(advance, record);
  if (!outcome.ok) return outcome;
  const { reading } = outcome;
  const recalled = await inTransaction(advance.dataSource, (manager) => recallMapping(manager, record.id, reading));
  return recalled ? readBytes(advance, record) : outcome;
}

/** What was read is a function of the bytes and of what people decided, so another process reads it again instead of keeping it. */
async function readAgain(advance: Advance, record: ImportRecord): Promise<WorkbookReading> {
  const outcome = await readBytes(advance, record);
  if (!outcome.ok)
    throw new Error(`import ${record.id} was read before and is refused now: ${outcome.issues[0]?.code}`);
  return outcome.reading;
}

/** read -> mapped with every row and amount staged, or rejected with the errors. */
async function map(advance: Advance, record: ImportRecord, reading: WorkbookReading): Promise<void> {
  const fundingSources = await knownSources(advance.dataSource.manager);
  const { planYear, controlTotalVnd, controlLines } = record;
  const { stated, leftOut } = await readingDecisions(advance.dataSource.manager, record);
  const context = { planYear, stated, leftOut, controlTotalVnd, controlLines, fundingSources };
  const meaning = interpret(reading, context);
  await step(advance, 'read', async (manager, { id }) => {
    await clearStaging(manager, id);
    await keepTables(manager, id, reading.tables.map(toStoredTable));
    await keepFindings(manager, id, meaning.findings);
    await stageLines(manager, id, reading, meaning.facts);
    await stageIssues(manager, id, 'map', meaning.issues);
    await keepMeaning(manager, id, meaning);
    return hasErrors(meaning.issues) || meaning.kind === null ? 'rejected' : 'mapped';
  });
}

async function knownSources(manager: EntityManager): Promise<Set<string>> {
  const rows = await manager.query<{ code: string }[]>('select code from funding_source');
  return new Set(rows.map(({ code }) => code));
}

/** mapped -> checked, or rejected with the errors: the staged lines against the books as they are now. */
async function check(advance: Advance): Promise<void> {
  await step(advance, 'mapped', async (manager, record) => {
    return (await checkStaged(manager, record)) ? 'checked' : 'rejected';
  });
}

/** One transition in one transaction: the work, the counts, the new state, the audit row. */
async function step(
  { dataSource, audit, worker, importId, signal }: Advance,
  from: ImportState,
  work: (manager: EntityManager, record: ImportRecord) => Promise<ImportState>,
): Promise<void> {
  await inTransaction(dataSource, async (manager) => {
    const record = await holdImport(manager, importId);
    if (record?.state !== from || !(await holdsJob(manager, importId, worker))) throw new JobLost();
    const to = await work(manager, record);
    await refreshCounts(manager, importId);
    signal.throwIfAborted();
    const isChecked = to === 'checked' || to === 'rejected';
    await changeState(manager, record, to, isChecked ? { checked_at: await clockOfDatabase(manager) } : {});
    const { file } = record;
    await audit.record(manager, { kind: `import.${to}`, subject: 'import', subjectId: importId, data: { file } });
  });
}
