import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { sumVnd } from '../domain/money.js';
import { decodeCursor, encodeCursor, pageLimit, type Page, type PageRequest } from '../http/page.js';
import { accepted, refused, type Result } from '../http/refusal.js';
import { absentGroups, absentProjects, type AbsentGroup } from './absent-projects.js';
import { isSame, ordinalOf, rememberedColumns } from './column-memory.repository.js';
import { senderOf } from './corrections.js';
import { decisionsOf } from './decisions.repository.js';
import type { Decisions, MappingTableView } from './decisions.types.js';
import { changesOf, type ChangeStatus, type FigureChange } from './figure-changes.js';
import { knownDemands, NO_DEMANDS } from './known-demands.repository.js';
import { findingsOfImport, rowBuckets } from './import-check.repository.js';
import type { ImportFindings } from './import-findings.js';
import type { ImportRecord } from './import.entity.js';
import { findImport, issuesOf, tablesOf } from './imports.repository.js';
import type { TableSummary } from './imports.types.js';
import { missingFields } from './mapping-request.js';
import { reconcileImport, spansOf, type ImportReconciliation } from './reconciliation.js';
import { compareRevisions, type RevisionComparison } from './revisions.js';
import { instantBefore, subjectChunks } from './staged-subjects.repository.js';
import { fromStoredTable } from './stored-table.js';
import { warningGroups, type WarningGroup } from './warnings.js';

/** How many figures an import brings of each status, and the absent projects by investor. */
export interface ChangeCounts extends Readonly<Record<ChangeStatus, number>> {
  readonly absentGroups: readonly AbsentGroup[];
}

/** Mended cells and rows left out, with what they come to. */
export interface DecidedSoFar extends Pick<Decisions, 'cells' | 'leftOut'>, Pick<ImportFindings, 'overridden'> {
  readonly leftOutVnd: bigint;
}

/** What a person looks at between reading and commit. Reads only. */
@Injectable()
export class ImportReviewService {
  constructor(private readonly dataSource: DataSource) {}

  /** The columns of every table with their meanings, samples and totals, and whether they are read as last time. */
  async mapping(id: string): Promise<Result<readonly MappingTableView[]>> {
    return this.about(id, async (record, manager) => {
      const decisions = await decisionsOf(manager, record.id);
      const tables = (await tablesOf(manager, record.id)).map(fromStoredTable);
      return Promise.all(tables.map((_table, index) => this.mappingOf(manager, tables, index, decisions)));
    });
  }

  private async mappingOf(
    manager: EntityManager,
    tables: readonly TableSummary[],
    index: number,
    decisions: Decisions,
  ): Promise<MappingTableView> {
    const table = tables[index] as TableSummary;
    const ordinal = ordinalOf(tables, index);
    const decided =
      decisions.mapping.find((item) => item.sheet === table.sheet && item.table === ordinal)?.columns ?? {};
    const remembered = await rememberedColumns(manager, table, senderOf(decisions.statement));
    const columns = table.columns.map((column, at) => {
      const { letter, path, field, source, confidence, reason } = column;
      const before = remembered[at] ?? null;
      const figures = table.figures[at];
      return {
        ...{ letter, path, field, source, confidence, reason },
        samples: figures?.samples ?? [],
        totalVnd: figures?.totalVnd ?? null,
        asLastTime: before !== null && isSame(column, before),
        decided: Object.hasOwn(decided, letter),
      };
    });
    const { sheet, title, kind, unit, asOf, origin, sender, header } = table;
    return {
      ...{ sheet, table: ordinal, title: title?.text ?? null, kind, vndPerUnit: unit?.vndPerUnit ?? null },
      ...{ asOf: asOf?.date ?? null, origin, sender: sender?.text ?? null, header, columns },
      missing: missingFields(kind, columns),
      leftOut: columns.flatMap(({ letter, path, field, totalVnd }) =>
        field === null && totalVnd !== null && totalVnd !== 0n ? [{ letter, path, totalVnd }] : [],
      ),
    };
  }

  async decisions(id: string): Promise<Result<Decisions>> {
    return this.about(id, (record, manager) => decisionsOf(manager, record.id));
  }

  /** Mended cells and rows left out, with what the file has in the cells. */
  async decided(id: string): Promise<Result<DecidedSoFar>> {
    return this.about(id, async (record, manager) => {
      const { cells, leftOut } = await decisionsOf(manager, record.id);
      const { overridden, leftOut: rows } = await findingsOfImport(manager, record.id);
      return { cells, leftOut, overridden, leftOutVnd: sumVnd(rows.map(({ vnd }) => BigInt(vnd))) };
    });
  }

  /** Groups of warnings that need a reason, with the reasons given so far. */
  async warnings(id: string): Promise<Result<readonly WarningGroup[]>> {
    return this.about(id, async (record, manager) => {
      const { explained } = await decisionsOf(manager, record.id);
      return warningGroups(await issuesOf(manager, record.id, record.file), explained);
    });
  }

  /** Everything that has to add up: the paper, the printed sums, the rows. */
  async reconciliation(id: string): Promise<Result<ImportReconciliation>> {
    return this.about(id, async (record, manager) => {
      const tables = (await tablesOf(manager, record.id)).map(fromStoredTable);
      const findings = await findingsOfImport(manager, record.id);
      const { leftOut } = await decisionsOf(manager, record.id);
      const rows = await rowBuckets(manager, record.id, spansOf(tables), leftOut);
      return reconcileImport(record, tables, findings, rows);
    });
  }

  /** Old -> new of every figure, a page at a time in the order of the workbook; absent projects only where asked for. */
  async changes(id: string, status: ChangeStatus | null, page: PageRequest): Promise<Result<Page<FigureChange>>> {
    const cursor = page.cursor ?? null;
    const after = cursor === null ? -1 : decodeCursor(cursor, 1)?.[0];
    if (typeof after !== 'number') return refused('cursor.unknown', { cursor: cursor ?? '' });
    return this.about(id, async (record, manager) => {
      const limit = pageLimit(page);
      if (status === 'absent') return pageOfAbsent(await absentProjects(manager, record), after, limit);
      return this.pageOfStaged(manager, record, status, after, limit);
    });
  }

  private async pageOfStaged(
    manager: EntityManager,
    record: ImportRecord,
    status: ChangeStatus | null,
    after: number,
    limit: number,
  ): Promise<Page<FigureChange>> {
    const items: FigureChange[] = [];
    for await (const { first, changes } of stagedChanges(manager, record, after)) {
      if (items.length >= limit) return { items, next: encodeCursor([first - 1]) };
      items.push(...changes.filter((change) => status === null || change.status === status));
    }
    return { items, next: null };
  }

  async changeCounts(id: string): Promise<Result<ChangeCounts>> {
    return this.about(id, async (record, manager) => {
      const counts = { new: 0, changed: 0, unchanged: 0, leftOut: 0 };
      for await (const { changes } of stagedChanges(manager, record, -1)) {
        for (const { status } of changes) if (status !== 'absent') counts[status] += 1;
      }
      const absent = await absentProjects(manager, record);
      const { absences } = await decisionsOf(manager, record.id);
      return { ...counts, absent: absent.length, absentGroups: absentGroups(absent, absences) };
    });
  }

  /** Which issues of the revision before are gone, which are new; null where the import revises none. */
  async revision(id: string): Promise<Result<RevisionComparison | null>> {
    return this.about(id, async (record, manager) => {
      const before = record.revises === null ? null : await findImport(manager, record.revises);
      if (before === null) return null;
      const issues = await issuesOf(manager, record.id, record.file);
      return compareRevisions(before, await issuesOf(manager, before.id, before.file), issues);
    });
  }

  private async about<T>(
    id: string,
    answer: (record: ImportRecord, manager: EntityManager) => Promise<T>,
  ): Promise<Result<T>> {
    const { manager } = this.dataSource;
    const record = await findImport(manager, id);
    return record === null ? refused('import.notFound', { id }) : accepted(await answer(record, manager));
  }
}

/** The changes of an import, subject by subject. */
async function* stagedChanges(
  manager: EntityManager,
  record: ImportRecord,
  after: number,
): AsyncGenerator<{ first: number; changes: FigureChange[] }> {
  const demands =
    record.kind === 'demand' ? await knownDemands(manager, record, await instantBefore(manager, record)) : null;
  for await (const { subjects, known } of subjectChunks(manager, record, after)) {
    for (const subject of subjects) {
      const facts = subject.projectId === null ? undefined : known.get(subject.projectId);
      const changes = changesOf(subject, facts, demands?.get(subject.projectId ?? '') ?? NO_DEMANDS);
      yield { first: subject.first, changes };
    }
  }
}

function pageOfAbsent(absent: readonly FigureChange[], after: number, limit: number): Page<FigureChange> {
  const from = after + 1;
  const items = absent.slice(from, from + limit);
  return { items, next: from + limit < absent.length ? encodeCursor([from + limit - 1]) : null };
}
