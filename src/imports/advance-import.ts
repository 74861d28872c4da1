import type { DataSource, EntityManager } from 'typeorm';
import type { AuditService } from '../audit/audit.service.js';
import type { Issue } from '../domain/issue.js';
import { clockOfDatabase, inTransaction } from '../database/transaction.js';
import { checkStaged } from './check-staged.js';
import { readingDecisions, recallMapping } from './corrections.js';
import { changeState, holdsJob } from './import-jobs.repository.js';
import { isWaiting, type ImportState } from './import-states.js';
import type { ImportRecord } from './import.entity.js';
import { findImport, holdImport, keepMeaning, keepTables, originalOf, refreshCounts } from './imports.repository.js';
import { OpenReading, stageInCage, UnreadableWorkbook, type ReadStaged } from './open-reading.js';
import { clearStaging, makeLinesKnown, stageIssues, stagePieces } from './staging.repository.js';

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
  readonly read?: ReadStaged;
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
  const readings: Readings = { current: null };
  try {
    for (;;) {
      signal.throwIfAborted();
      const record = await findImport(dataSource.manager, importId);
      if (record === null || !isWaiting(record.state)) return;
      switch (record.state) {
        case 'received':
          await read(advance, record, readings);
          break;
        case 'read':
          await map(advance, record, readings);
          break;
        case 'mapped':
          await check(advance);
          break;
      }
    }
  } finally {
    await close(readings);
  }
}

/** The reading under way, which two steps share: one pass over the file. */
interface Readings {
  current: OpenReading | null;
}

async function close(readings: Readings): Promise<void> {
  const { current } = readings;
  readings.current = null;
  await current?.close();
}

/** What was read is a function of the bytes and of what people decided, so another process reads it again instead of keeping it. */
async function open(advance: Advance, record: ImportRecord, readings: Readings): Promise<OpenReading> {
  await close(readings);
  const { dataSource, signal, onProgress, read: readBy = stageInCage } = advance;
  const { manager } = dataSource;
  const { id, file, planYear, controlTotalVnd, controlLines } = record;
  const { corrections, stated, leftOut } = await readingDecisions(manager, record);
  const fundingSources = await knownSources(manager);
  const settings = { importId: id, planYear, stated, leftOut, controlTotalVnd, controlLines, fundingSources };
  const bytes = await originalOf(manager, id);
  readings.current = new OpenReading({ bytes, file, settings, corrections, signal, onProgress }, readBy);
  return readings.current;
}

/** received -> read with the tables as understood, or rejected where the file cannot be read. */
async function read(advance: Advance, record: ImportRecord, readings: Readings): Promise<void> {
  try {
    const reading = await openAsLastTime(advance, record, readings);
    const tables = await reading.pieces.tables();
    await step(advance, 'received', async (manager, { id }) => {
      await clearStaging(manager, id);
      await keepTables(manager, id, tables);
      return 'read';
    });
  } catch (error) {
    if (!(error instanceof UnreadableWorkbook)) throw error;
    await reject(advance, error.issues);
  }
}

async function reject(advance: Advance, issues: readonly Issue[]): Promise<void> {
  await step(advance, 'received', async (manager, { id, stated }) => {
    await clearStaging(manager, id);
    await keepTables(manager, id, '[]');
    await stageIssues(manager, id, 'read', issues);
    const { kind, asOf, origin } = stated;
    await keepMeaning(manager, id, { kind, asOf, origin });
    return 'rejected';
  });
}

/** Opened, and opened anew where people chose other meanings for the same columns of the same sender last time. */
async function openAsLastTime(advance: Advance, record: ImportRecord, readings: Readings): Promise<OpenReading> {
  const reading = await open(advance, record, readings);
  const { tables } = await reading.head();
  const recalled = await inTransaction(advance.dataSource, (manager) => recallMapping(manager, record.id, tables));
  return recalled ? open(advance, record, readings) : reading;
}

/** read -> mapped with every row and amount staged, or rejected with the errors: one transaction around what is still to come of the reading. */
async function map(advance: Advance, record: ImportRecord, readings: Readings): Promise<void> {
  await step(advance, 'read', async (manager, { id }) => {
    const reading = readings.current ?? (await open(advance, record, readings));
    // What was taken of a reading cannot be taken again: a transaction that begins anew opens its own.
    readings.current = null;
    try {
      const { rejected, lines, ...meaning } = await reading.head();
      await clearStaging(manager, id);
      await stagePieces(manager, id, reading.pieces);
      await makeLinesKnown(manager, lines);
      await keepMeaning(manager, id, meaning);
      return rejected ? 'rejected' : 'mapped';
    } catch (error) {
      if (!(error instanceof UnreadableWorkbook)) throw error;
      throw new Error(`import ${id} was read before and is refused now: ${error.message}`, { cause: error });
    } finally {
      await reading.close();
    }
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
    // Nobody looks at the counts of lines that are about to be matched.
    if (to !== 'mapped') await refreshCounts(manager, importId);
    signal.throwIfAborted();
    const isChecked = to === 'checked' || to === 'rejected';
    await changeState(manager, record, to, isChecked ? { checked_at: await clockOfDatabase(manager) } : {});
    const { file } = record;
    await audit.record(manager, { kind: `import.${to}`, subject: 'import', subjectId: importId, data: { file } });
  });
}
