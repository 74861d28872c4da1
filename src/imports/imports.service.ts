import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Issue } from '../domain/issue.js';
import { cleanText } from '../domain/vietnamese-text.js';
import { AuditService } from '../audit/audit.service.js';
import { storableText } from '../database/storable-text.js';
import { clockOfDatabase, inTransaction, lockBooks } from '../database/transaction.js';
import { decodeCursor, type Page, type PageRequest } from '../http/page.js';
import { accepted, refused, type Result } from '../http/refusal.js';
import { breakOff, orRefusal } from '../http/refused-transaction.js';
import { annotateWorkbook } from '../workbook/writing/annotate.js';
import { keepColumnMemory, keepCommitWords } from './commit-decisions.js';
import { writeIntoBooks } from './commit-import.js';
import { readingDecisions, toldDecision } from './corrections.js';
import { receiptOf } from './commit-receipt.js';
import type { CommitWords } from './decisions.types.js';
import { handOver, revisionOf } from './hand-over.js';
import { changeState, progressOf, queueJob } from './import-jobs.repository.js';
import { refusalToCommit, refusalToRevise, refuseTwin } from './import-refusals.js';
import { isCommittable, isWaiting, mayBecome, type WaitingState } from './import-states.js';
import { ImportWorker } from './import-worker.js';
import { ImportRecord, type StatedAboutImport } from './import.entity.js';
import * as repository from './imports.repository.js';
import type {
  CommitReceipt,
  ImportCounts,
  ImportDetail,
  ImportFilter,
  ImportLineView,
  ImportView,
  LineFilter,
  NamedBytes,
  Reversal,
  Upload,
} from './imports.types.js';
import { reverseHeld } from './reverse-import.js';
import { fromStoredTable } from './stored-table.js';

const NO_COUNTS: ImportCounts = {
  ...{ tables: 0, lines: 0, projectLines: 0, facts: 0, matchedProjects: 0, newProjects: 0, unmatchedLines: 0 },
  ...{ errors: 0, warnings: 0 },
};

/** Workbooks on their way into the books: received, checked, committed all or nothing, and reversed by adding, never by deleting. */
@Injectable()
export class ImportsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly audit: AuditService,
    private readonly worker: ImportWorker,
  ) {}

  /**
   * Keeps the bytes and waits for their check, at most so many milliseconds; after that the answer is the import as far as it
   * is. The same bytes with the same statements again answer the import that is there: a committed one as it is, an open one
   * checked against the books of now, a rejected or failed one read again.
   */
  async receive(upload: Upload, patience = Number.POSITIVE_INFINITY): Promise<Result<ImportDetail>> {
    const file = fileName(upload.file);
    if (upload.bytes.length === 0) return refused('upload.empty', { file });
    const id = await inTransaction(this.dataSource, async (manager) => {
      const same = await repository.holdSameUpload(manager, toSameUpload(upload));
      if (same === null) return this.keepBytes(manager, file, upload);
      await this.takeUpAgain(manager, same);
      return same.id;
    });
    return this.settled(id, patience);
  }

  private async takeUpAgain(manager: EntityManager, record: ImportRecord): Promise<void> {
    const { state, checkedAt } = record;
    if (state === 'rejected' || state === 'failed') return this.requeue(manager, record, 'received');
    if (!isCommittable(state)) return;
    if (checkedAt === null || (await repository.booksChangedSince(manager, checkedAt))) {
      await this.requeue(manager, record, 'mapped');
    }
  }

  private async requeue(manager: EntityManager, record: ImportRecord, to: WaitingState): Promise<void> {
    await changeState(manager, record, to);
    await this.audit.record(manager, this.change(`import.${to}`, record.id, { file: record.file, from: record.state }));
  }

  /**
   * Takes a corrected workbook in as the next revision of an open import, which is given up for it and linked. What was stated and
   * mapped goes over; the same bytes again answer the revision that is there.
   */
  async revise(
    id: string,
    { file, bytes }: Pick<Upload, 'file' | 'bytes'>,
    patience = Number.POSITIVE_INFINITY,
  ): Promise<Result<ImportDetail>> {
    const name = fileName(file);
    if (bytes.length === 0) return refused('upload.empty', { file: name });
    this.worker.stop(id);
    const done = await orRefusal(() =>
      inTransaction(this.dataSource, async (manager) => {
        const record = await this.hold(manager, id);
        const { planYear, stated, controlTotalVnd, scope } = record;
        const upload = { file, bytes, planYear, ...stated, controlTotalVnd, scope };
        const { sha256 } = toSameUpload(upload);
        const there = await revisionOf(manager, id, sha256);
        if (there !== null) return there;
        if (!mayBecome(record.state, 'cancelled')) breakOff(refusalToRevise(record));
        if (sha256 === record.sha256) breakOff({ code: 'import.sameAsRevised', parameters: { file: record.file } });
        const revisionId = await this.keepBytes(manager, name, upload, id);
        await handOver(manager, record, revisionId);
        await changeState(manager, record, 'cancelled', { cancelled_at: await clockOfDatabase(manager) });
        await this.audit.record(manager, this.change('import.superseded', id, { file: record.file, revisionId }));
        return revisionId;
      }),
    );
    return done.ok ? this.settled(done.value, patience) : done;
  }

  private async keepBytes(
    manager: EntityManager,
    file: string,
    upload: Upload,
    revises: string | null = null,
  ): Promise<string> {
    const id = randomUUID();
    const { sha256, stated, controlTotalVnd, planYear, scope } = toSameUpload(upload);
    await manager.insert(ImportRecord, {
      ...{ id, file, sha256, planYear, stated, controlTotalVnd, scope, revises },
      sizeBytes: upload.bytes.length,
      original: Buffer.from(upload.bytes),
      state: 'received',
      totalVnd: 0n,
      unmatchedVnd: 0n,
      counts: NO_COUNTS,
      tables: [],
      receivedAt: await clockOfDatabase(manager),
    });
    await queueJob(manager, id, 'read');
    await this.audit.record(manager, this.change('import.received', id, { file, sha256, planYear }));
    return id;
  }

  async list(filter: ImportFilter, page: PageRequest): Promise<Result<Page<ImportView>>> {
    const cursor = page.cursor ?? null;
    const after = cursor === null ? null : decodeCursor(cursor, 2);
    if (cursor !== null && !isImportCursor(after)) return refused('cursor.unknown', { cursor });
    const start = isImportCursor(after) ? after : null;
    return accepted(await repository.listImports(this.dataSource.manager, filter, start, page));
  }

  async find(id: string): Promise<Result<ImportDetail>> {
    const record = await repository.findImport(this.dataSource.manager, id);
    if (record === null) return refused('import.notFound', { id });
    const { manager } = this.dataSource;
    const [tables, progress] = await Promise.all([repository.tablesOf(manager, id), progressOf(manager, id)]);
    const { stated } = await readingDecisions(manager, record);
    const view = { ...repository.toImportView(record, progress), decision: toldDecision(stated) };
    return accepted({ ...view, tables: tables.map(fromStoredTable) });
  }

  /** Checks an open import again, against the books of now; one that was rejected is read again. */
  async recheck(id: string, patience = Number.POSITIVE_INFINITY): Promise<Result<ImportDetail>> {
    const done = await orRefusal(() =>
      inTransaction(this.dataSource, async (manager) => {
        const record = await this.hold(manager, id);
        if (isWaiting(record.state)) return;
        if (record.state === 'rejected') return this.requeue(manager, record, 'received');
        if (!mayBecome(record.state, 'mapped')) breakOff(refusalToCommit(record));
        await this.requeue(manager, record, 'mapped');
      }),
    );
    return done.ok ? this.settled(id, patience) : done;
  }

  /** Reads an import again that the program gave up on; again changes nothing. */
  async retry(id: string, patience = Number.POSITIVE_INFINITY): Promise<Result<ImportDetail>> {
    const done = await orRefusal(() =>
      inTransaction(this.dataSource, async (manager) => {
        const record = await this.hold(manager, id);
        if (isWaiting(record.state)) return;
        if (record.state !== 'failed') breakOff({ code: 'import.notFailed', parameters: { id } });
        await this.requeue(manager, record, 'received');
      }),
    );
    return done.ok ? this.settled(id, patience) : done;
  }

  /** The import once its background work has ended, or as it is after so many milliseconds. */
  private async settled(id: string, patience: number): Promise<Result<ImportDetail>> {
    await this.worker.settle(id, patience);
    return this.find(id);
  }

  async issues(id: string): Promise<Result<readonly Issue[]>> {
    const record = await repository.findImport(this.dataSource.manager, id);
    if (record === null) return refused('import.notFound', { id });
    return accepted(await repository.issuesOf(this.dataSource.manager, id, record.file));
  }

  async lines(id: string, filter: LineFilter, page: PageRequest): Promise<Result<Page<ImportLineView>>> {
    const record = await repository.findImport(this.dataSource.manager, id);
    if (record === null) return refused('import.notFound', { id });
    const cursor = page.cursor ?? null;
    const after = cursor === null ? -1 : decodeCursor(cursor, 1)?.[0];
    if (typeof after !== 'number') return refused('cursor.unknown', { cursor: cursor ?? '' });
    return accepted(await repository.listLines(this.dataSource.manager, id, filter, after, page));
  }

  async original(id: string): Promise<Result<NamedBytes>> {
    const record = await repository.findImport(this.dataSource.manager, id);
    if (record === null) return refused('import.notFound', { id });
    return accepted({ file: record.file, bytes: await repository.originalOf(this.dataSource.manager, id) });
  }

  /** The officer's own workbook with the bad cells marked; a file that is no workbook has nothing to mark. */
  async annotated(id: string): Promise<Result<NamedBytes>> {
    const record = await repository.findImport(this.dataSource.manager, id);
    if (record === null) return refused('import.notFound', { id });
    if (record.counts.tables === 0) return refused('import.notAWorkbook', { file: record.file });
    const bytes = await repository.originalOf(this.dataSource.manager, id);
    const issues = await repository.issuesOf(this.dataSource.manager, id, record.file);
    const file = `${record.file.replace(/\.xlsx$/i, '')}-danh-dau-loi.xlsx`;
    return accepted({ file, bytes: await annotateWorkbook(bytes, issues) });
  }

  /**
   * All or nothing, once: the second commit answers the receipt of the first. Groups of warnings about money or identity need a
   * reason, given here or before.
   */
  async commit(id: string, words: CommitWords = {}): Promise<Result<CommitReceipt>> {
    const done = await orRefusal(() =>
      inTransaction(this.dataSource, async (manager) => {
        const record = await this.hold(manager, id);
        if (record.state === 'committed') return;
        const kind = record.kind;
        if (!isCommittable(record.state) || kind === null) breakOff(refusalToCommit(record));
        const recordedAt = await lockBooks(manager);
        await refuseTwin(manager, record);
        await keepCommitWords(manager, record, words);
        await writeIntoBooks(manager, { record, kind, recordedAt });
        await keepColumnMemory(manager, record, recordedAt);
        await repository.refreshCounts(manager, id);
        await this.audit.record(manager, this.change('import.committed', id, { file: record.file, kind }));
      }),
    );
    return done.ok ? this.receipt(id) : done;
  }

  /** What the commit wrote; of a reversed import too. */
  async receipt(id: string): Promise<Result<CommitReceipt>> {
    const record = await repository.findImport(this.dataSource.manager, id);
    if (record === null) return refused('import.notFound', { id });
    const receipt = await receiptOf(this.dataSource.manager, record);
    return receipt === null ? refused('import.notCommitted', { id }) : accepted(receipt);
  }

  /** Gives up an import that is not committed, and ends the work on it; again changes nothing. */
  async cancel(id: string): Promise<Result<ImportView>> {
    this.worker.stop(id);
    const done = await orRefusal(() =>
      inTransaction(this.dataSource, async (manager) => {
        const record = await this.hold(manager, id);
        if (record.state === 'cancelled') return;
        if (record.state === 'committed') breakOff({ code: 'import.committed', parameters: { id } });
        if (record.state === 'reversed') breakOff({ code: 'import.reversed', parameters: { id } });
        await changeState(manager, record, 'cancelled', { cancelled_at: await clockOfDatabase(manager) });
        await this.audit.record(manager, this.change('import.cancelled', id, { file: record.file }));
      }),
    );
    return done.ok ? this.find(id) : done;
  }

  /**
   * Takes a committed import out of the books from now on: its facts stay, and still count for who asks what was known before.
   * Where an issued list rests on it, an approver has to stand for it with a reason. Again changes nothing.
   */
  async reverse(id: string, reversal: Reversal): Promise<Result<ImportView>> {
    const done = await orRefusal(() =>
      inTransaction(this.dataSource, async (manager) => {
        const record = await this.hold(manager, id);
        if (record.state === 'reversed') return;
        if (record.state !== 'committed') breakOff({ code: 'import.notCommitted', parameters: { id } });
        await reverseHeld(manager, record, reversal);
        const data = { file: record.file, kind: record.kind, ...reversal };
        await this.audit.record(manager, this.change('import.reversed', id, data));
      }),
    );
    return done.ok ? this.find(id) : done;
  }

  private async hold(manager: EntityManager, id: string): Promise<ImportRecord> {
    return (await repository.holdImport(manager, id)) ?? breakOff({ code: 'import.notFound', parameters: { id } });
  }

  private change(kind: string, subjectId: string, data: object) {
    return { kind, subject: 'import' as const, subjectId, data };
  }
}

/** Last part of a path, NFC, without control characters; for display and downloads only. */
function fileName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  // eslint-disable-next-line no-control-regex -- control characters are what has to go
  const clean = cleanText(storableText(last).replace(/[\u0000-\u001f\u007f"<>|:*?]/g, '_')).slice(0, 200);
  return clean === '' ? 'khong-ten.xlsx' : clean;
}

function toSameUpload(upload: Upload): repository.SameUpload {
  const stated: StatedAboutImport = {
    kind: upload.kind ?? null,
    asOf: upload.asOf ?? null,
    origin: upload.origin ?? null,
    ...toldDecision(upload),
  };
  const sha256 = createHash('sha256').update(upload.bytes).digest('hex');
  const { planYear, controlTotalVnd = null, scope = null } = upload;
  return { sha256, planYear, stated, controlTotalVnd, scope };
}

function isImportCursor(keys: readonly unknown[] | null): keys is readonly [string, string] {
  return (
    keys !== null && typeof keys[0] === 'string' && typeof keys[1] === 'string' && !Number.isNaN(Date.parse(keys[0]))
  );
}
