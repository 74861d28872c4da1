import type { EntityManager } from 'typeorm';
import type { ReportScope } from '../domain/report-scope.js';
import type { Issue } from '../domain/issue.js';
import type { Page, PageRequest } from '../http/page.js';
import { pageLimit, toPage } from '../http/page.js';
import { omit } from '../database/omit.js';
import { storableJson } from '../database/storable-text.js';
import { isUuid } from '../database/uuid.js';
import type { ImportState } from './import-states.js';
import { ImportIssueRecord } from './import-issue.entity.js';
import { ImportLineRecord } from './import-line.entity.js';
import { ImportRecord, type StatedAboutImport, type StoredTable } from './import.entity.js';
import type {
  ImportCounts,
  ImportFilter,
  ImportLineView,
  ImportProgress,
  ImportView,
  LineFilter,
} from './imports.types.js';

/** The record without its bytes and tables; null where there is none. */
export async function findImport(manager: EntityManager, id: string): Promise<ImportRecord | null> {
  return isUuid(id) ? manager.findOneBy(ImportRecord, { id }) : null;
}

/** State of an import, null where there is none. */
export async function stateOf(manager: EntityManager, id: string): Promise<ImportState | null> {
  const [row] = await manager.query<{ state: ImportState }[]>('select state from import where id = $1', [id]);
  return row?.state ?? null;
}

/** The record, held until the transaction ends. */
export async function holdImport(manager: EntityManager, id: string): Promise<ImportRecord | null> {
  if (!isUuid(id)) return null;
  return manager.findOne(ImportRecord, { where: { id }, lock: { mode: 'pessimistic_write' } });
}

/** Bytes of an original that are fetched at one time: a whole one would hold the event loop. */
const SLICE = 512 * 1024;

export async function originalOf(manager: EntityManager, id: string): Promise<Buffer> {
  const slices: Buffer[] = [];
  for (let from = 1, size = SLICE; size === SLICE; from += SLICE) {
    const [row] = await manager.query<{ slice: Buffer }[]>(
      'select substring(original from $2::integer for $3::integer) as slice from import where id = $1',
      [id, from, SLICE],
    );
    if (row === undefined) throw new Error(`no import ${id}`);
    slices.push(row.slice);
    size = row.slice.length;
  }
  return Buffer.concat(slices);
}

export async function tablesOf(manager: EntityManager, id: string): Promise<StoredTable[]> {
  const [row] = await manager.query<{ tables: StoredTable[] }[]>('select tables from import where id = $1', [id]);
  return row?.tables ?? [];
}

export interface SameUpload {
  readonly sha256: string;
  readonly planYear: number;
  readonly stated: StatedAboutImport;
  readonly controlTotalVnd: bigint | null;
  readonly scope: ReportScope | null;
}

/**
 * The living import of the same bytes with the same statements, held, if there is one: handing a file in twice changes nothing.
 * Who asks is alone with these bytes until the transaction ends.
 */
export async function holdSameUpload(manager: EntityManager, upload: SameUpload): Promise<ImportRecord | null> {
  await manager.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`import ${upload.sha256}`]);
  const [row] = await manager.query<{ id: string }[]>(
    `select id from import
      where sha256 = $1 and plan_year = $2 and stated = $3::jsonb and control_total_vnd is not distinct from $4
        and scope is not distinct from $5::jsonb
        and state not in ('cancelled', 'reversed')
      order by commit_seq nulls last, received_at limit 1`,
    [
      upload.sha256,
      upload.planYear,
      storableJson(upload.stated),
      upload.controlTotalVnd?.toString() ?? null,
      upload.scope === null ? null : storableJson(upload.scope),
    ],
  );
  return row === undefined ? null : holdImport(manager, row.id);
}

/** True where something was committed or reversed after the instant: a check made then may be out of date. */
export async function booksChangedSince(manager: EntityManager, instant: Date): Promise<boolean> {
  const rows = await manager.query<unknown[]>(
    'select 1 from import where committed_at > $1 or reversed_at > $1 limit 1',
    [instant],
  );
  return rows.length > 0;
}

/** Keeps the tables as understood, without their lines. @param tables the JSON of `StoredTable[]` */
export async function keepTables(manager: EntityManager, id: string, tables: string): Promise<void> {
  await manager.query('update import set tables = $2::jsonb where id = $1', [id, tables]);
}

/** What an import is of: told by its tables and by the person. */
export type ImportMeaning = Pick<ImportRecord, 'kind' | 'asOf' | 'origin'>;

export async function keepMeaning(manager: EntityManager, id: string, meaning: ImportMeaning): Promise<void> {
  const { kind, asOf, origin } = meaning;
  await manager.query('update import set kind = $2, as_of = $3, origin = $4 where id = $1', [id, kind, asOf, origin]);
}

/** Counts and sums of an import from its staged lines and issues. */
export async function refreshCounts(manager: EntityManager, id: string): Promise<void> {
  const [row] = await manager.query<(ImportCounts & { total: string; unmatched: string })[]>(
    `select jsonb_array_length(import.tables) as tables, line.*, fact.*, issue.*
       from import,
       lateral (select count(*)::integer as lines,
                       count(*) filter (where role = 'project')::integer as "projectLines",
                       count(distinct project_id) filter (where new_project_key is null)::integer as "matchedProjects",
                       count(distinct new_project_key)::integer as "newProjects",
                       count(*) filter (where has_facts and project_id is null and new_project_key is null)::integer
                         as "unmatchedLines"
                  from import_line where import_id = import.id) line,
       lateral (select count(*) filter (where not lost)::integer as facts,
                       coalesce(sum(amount_vnd) filter (where counts), 0)::text as total,
                       coalesce(sum(amount_vnd) filter (where counts and lost), 0)::text as unmatched
                  from (select fact.amount_vnd, coalesce(fact.plan_kind, 'current') = 'current' as counts,
                               line.project_id is null and line.new_project_key is null as lost
                          from import_fact fact
                          join import_line line on line.import_id = fact.import_id and line.ordinal = fact.line_ordinal
                         where fact.import_id = import.id) staged) fact,
       lateral (select count(*) filter (where severity = 'error')::integer as errors,
                       count(*) filter (where severity = 'warning')::integer as warnings
                  from import_issue where import_id = import.id) issue
      where import.id = $1`,
    [id],
  );
  if (row === undefined) throw new Error(`no import ${id}`);
  const { total, unmatched, ...counts } = row;
  await manager.query('update import set counts = $2::jsonb, total_vnd = $3, unmatched_vnd = $4 where id = $1', [
    ...[id, JSON.stringify(counts), total, unmatched],
  ]);
}

/** Newest first. */
export async function listImports(
  manager: EntityManager,
  filter: ImportFilter,
  after: readonly [receivedAt: string, id: string] | null,
  page: PageRequest,
): Promise<Page<ImportView>> {
  const limit = pageLimit(page);
  const query = manager
    .getRepository(ImportRecord)
    .createQueryBuilder('import')
    .orderBy('import.receivedAt', 'DESC')
    .addOrderBy('import.id', 'DESC')
    .limit(limit + 1)
    .where(filter.planYear === undefined ? 'true' : 'import.planYear = :planYear', { planYear: filter.planYear })
    .andWhere(filter.state === undefined ? 'true' : 'import.state = :state', { state: filter.state })
    .andWhere(filter.kind === undefined ? 'true' : 'import.kind = :kind', { kind: filter.kind });
  if (after !== null) {
    query.andWhere('(import.receivedAt, import.id) < (:receivedAt::timestamptz, :id::uuid)', {
      receivedAt: after[0],
      id: after[1],
    });
  }
  const records = await query.getMany();
  return toPage(await withProgress(manager, records), limit, (view) => [view.receivedAt.toISOString(), view.id]);
}

async function withProgress(manager: EntityManager, records: readonly ImportRecord[]): Promise<ImportView[]> {
  const jobs = await manager.query<(ImportProgress & { id: string })[]>(
    'select import_id as id, phase, done, total from import_job where import_id = any($1)',
    [records.map(({ id }) => id)],
  );
  const progress = new Map(jobs.map(({ id, ...job }) => [id, job]));
  return records.map((record) => toImportView(record, progress.get(record.id) ?? null));
}

export function toImportView(record: ImportRecord, progress: ImportProgress | null = null): ImportView {
  return { ...omit(record, 'stated', 'original', 'tables', 'commitSeq', 'revised'), progress };
}

export async function issuesOf(manager: EntityManager, id: string, file: string): Promise<Issue[]> {
  const records = await manager.find(ImportIssueRecord, { where: { importId: id }, order: { ordinal: 'ASC' } });
  return records.map(({ sheet, cell, rowNumber, columnLetters, code, severity, value, message }) => ({
    ...{ file, sheet, cell, row: rowNumber, column: columnLetters, code, severity, value, message },
  }));
}

/** In the order of the workbook. */
export async function listLines(
  manager: EntityManager,
  id: string,
  filter: LineFilter,
  after: number,
  page: PageRequest,
): Promise<Page<ImportLineView>> {
  const limit = pageLimit(page);
  const query = manager
    .getRepository(ImportLineRecord)
    .createQueryBuilder('line')
    .where('line.importId = :id and line.ordinal > :after', { id, after })
    .andWhere(filter.sheet === undefined ? 'true' : 'line.sheet = :sheet', { sheet: filter.sheet })
    .andWhere(filter.fromRow === undefined ? 'true' : 'line.rowNumber >= :fromRow', { fromRow: filter.fromRow })
    .andWhere(filter.role === undefined ? 'true' : 'line.role = :role', { role: filter.role })
    .orderBy('line.ordinal')
    .limit(limit + 1);
  if (filter.unmatched === true) {
    query.andWhere('line.hasFacts and line.projectId is null and line.newProjectKey is null');
  }
  const records = await query.getMany();
  const fetched = toPage(records, limit, (line) => [line.ordinal]);
  return { items: fetched.items.map(toLineView), next: fetched.next };
}

function toLineView(record: ImportLineRecord): ImportLineView {
  return {
    ...omit(
      record,
      'importId',
      'ordinal',
      'originalName',
      'nameKey',
      'nameFolded',
      'rowNumber',
      'hasFacts',
      'newProjectKey',
      'project',
      'import',
    ),
    row: record.rowNumber,
    amounts: Object.entries(record.amounts).map(([key, [vnd, cell]]) => ({ key, vnd: BigInt(vnd), cell })),
    createsProject: record.newProjectKey !== null,
  };
}
