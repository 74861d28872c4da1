import { createHash, randomUUID } from 'node:crypto';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Issue } from '../domain/issue.js';
import { cleanText } from '../domain/vietnamese-text.js';
import { AuditService } from '../audit/audit.service.js';
import { storableText } from '../database/storable-text.js';
import { clockOfDatabase, inTransaction, lockBooks } from '../database/transaction.js';
import { decodeCursor, type Page, type PageRequest } from '../http/page.js';
import { accepted, refused, type Refusal, type Result } from '../http/refusal.js';
import { breakOff, orRefusal } from '../http/refused-transaction.js';
import { describeProjects } from '../projects/describe-projects.js';
import { annotateWorkbook } from '../workbook/writing/annotate.js';
import { checkImport } from './check-import.js';
import { projectsOfImport, writeIntoBooks } from './commit-import.js';
import { receiptOf } from './commit-receipt.js';
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
  Upload,
} from './imports.types.js';
import { negativePlan } from './plan-guards.js';
import { fromStoredTable } from './stored-table.js';

const NO_COUNTS: ImportCounts = {
  ...{ tables: 0, lines: 0, projectLines: 0, facts: 0, matchedProjects: 0, newProjects: 0, unmatchedLines: 0 },
  ...{ errors: 0, warnings: 0 },
};

/** Workbooks on their way into the books: received, checked, committed all or nothing, and reversed by adding, never by deleting. */
@Injectable()
export class ImportsService implements OnApplicationBootstrap {
  private readonly logger = new Logger(ImportsService.name);

  constructor(
    private readonly dataSource: DataSource,
    private readonly audit: AuditService,
  ) {}

  /** Imports whose check was cut off (the program ended) are checked now. */
  async onApplicationBootstrap(): Promise<void> {
    const waiting = await this.dataSource.manager.find(ImportRecord, { where: { state: 'received' } });
    for (const { id } of waiting) {
      await checkImport(this.dataSource, id).catch((error: unknown) => this.logger.error(error));
    }
  }

  /**
   * Keeps the bytes and checks them. The same bytes with the same statements again answer the import that is there: a
   * committed one as it is, an open one checked against the books of now.
   */
  async receive(upload: Upload): Promise<Result<ImportDetail>> {
    const file = fileName(upload.file);
    if (upload.bytes.length === 0) return refused('upload.empty', { file });
    const id = await inTransaction(this.dataSource, async (manager) => {
      const same = await repository.findSameUpload(manager, toSameUpload(upload));
      return same ?? this.keepBytes(manager, file, upload);
    });
    await checkImport(this.dataSource, id);
    return this.find(id);
  }

  private async keepBytes(manager: EntityManager, file: string, upload: Upload): Promise<string> {
    const id = randomUUID();
    const { sha256, stated, controlTotalVnd, planYear } = toSameUpload(upload);
    await manager.insert(ImportRecord, {
      ...{ id, file, sha256, planYear, stated, controlTotalVnd },
      sizeBytes: upload.bytes.length,
      original: Buffer.from(upload.bytes),
      state: 'received',
      totalVnd: 0n,
      unmatchedVnd: 0n,
      counts: NO_COUNTS,
      tables: [],
      receivedAt: await clockOfDatabase(manager),
    });
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
    const tables = await repository.tablesOf(this.dataSource.manager, id);
    return accepted({ ...repository.toImportView(record), tables: tables.map(fromStoredTable) });
  }

  /** Checks an open import again, against the books of now. */
  async recheck(id: string): Promise<Result<ImportDetail>> {
    await checkImport(this.dataSource, id);
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

  /** All or nothing, once: the second commit answers the receipt of the first. */
  async commit(id: string): Promise<Result<CommitReceipt>> {
    const done = await orRefusal(() =>
      inTransaction(this.dataSource, async (manager) => {
        const record = await this.hold(manager, id);
        if (record.state === 'committed') return;
        const kind = record.kind;
        if (record.state !== 'checked' || kind === null) breakOff(refusalToCommit(record));
        const recordedAt = await lockBooks(manager);
        await refuseTwin(manager, record);
        await writeIntoBooks(manager, { record, kind, recordedAt });
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

  /** Gives up an import that is not committed; again changes nothing. */
  async cancel(id: string): Promise<Result<ImportView>> {
    const done = await orRefusal(() =>
      inTransaction(this.dataSource, async (manager) => {
        const record = await this.hold(manager, id);
        if (record.state === 'cancelled') return;
        if (record.state === 'committed') breakOff({ code: 'import.committed', parameters: { id } });
        if (record.state === 'reversed') breakOff({ code: 'import.reversed', parameters: { id } });
        await manager.query(`update import set state = 'cancelled', cancelled_at = $2 where id = $1`, [
          ...[id, await clockOfDatabase(manager)],
        ]);
        await this.audit.record(manager, this.change('import.cancelled', id, { file: record.file }));
      }),
    );
    return done.ok ? this.find(id) : done;
  }

  /**
   * Takes a committed import out of the books from now on: its facts stay, and still count for who asks what was known before.
   * Again changes nothing.
   */
  async reverse(id: string, reason: string | null): Promise<Result<ImportView>> {
    const done = await orRefusal(() =>
      inTransaction(this.dataSource, async (manager) => {
        const record = await this.hold(manager, id);
        if (record.state === 'reversed') return;
        if (record.state !== 'committed') breakOff({ code: 'import.notCommitted', parameters: { id } });
        await this.writeReversal(manager, record, reason);
        const data = { file: record.file, kind: record.kind, reason };
        await this.audit.record(manager, this.change('import.reversed', id, data));
      }),
    );
    return done.ok ? this.find(id) : done;
  }

  private async writeReversal(manager: EntityManager, record: ImportRecord, reason: string | null): Promise<void> {
    const { id, planYear } = record;
    const recordedAt = await lockBooks(manager);
    await manager.query(`update import set state = 'reversed', reversed_at = $2, reversal_reason = $3 where id = $1`, [
      id,
      recordedAt,
      reason === null ? null : storableText(cleanText(reason)),
    ]);
    const projectIds = await projectsOfImport(manager, id);
    await describeProjects(manager, projectIds, { planYear, importId: id, recordedAt });
    const negative = await negativePlan(manager, projectIds, planYear);
    if (negative !== null) breakOff(negative);
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
  };
  const sha256 = createHash('sha256').update(upload.bytes).digest('hex');
  return { sha256, planYear: upload.planYear, stated, controlTotalVnd: upload.controlTotalVnd ?? null };
}

function isImportCursor(keys: readonly unknown[] | null): keys is readonly [string, string] {
  return (
    keys !== null && typeof keys[0] === 'string' && typeof keys[1] === 'string' && !Number.isNaN(Date.parse(keys[0]))
  );
}

function refusalToCommit({ id, file, state, counts }: ImportRecord): Refusal {
  switch (state) {
    case 'rejected':
      return { code: 'import.rejected', parameters: { file, errors: counts.errors } };
    case 'cancelled':
      return { code: 'import.cancelled', parameters: { id } };
    case 'reversed':
      return { code: 'import.reversed', parameters: { id } };
    case 'received':
    case 'checked':
    case 'committed':
      return { code: 'import.notReady', parameters: { id } };
  }
}

/** The same bytes for the same purpose count once, whatever was stated beside them. */
async function refuseTwin(manager: EntityManager, record: ImportRecord): Promise<void> {
  const [twin] = await manager.query<{ id: string; file: string }[]>(
    `select id, file from import
      where state = 'committed' and kind = $1 and plan_year = $2 and as_of is not distinct from $3 and sha256 = $4`,
    [record.kind, record.planYear, record.asOf, record.sha256],
  );
  if (twin !== undefined)
    breakOff({ code: 'import.alreadyCommitted', parameters: { otherId: twin.id, file: twin.file } });
}
