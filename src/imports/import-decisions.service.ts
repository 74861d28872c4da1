import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditService } from '../audit/audit.service.js';
import { storableJson } from '../database/storable-text.js';
import { inTransaction } from '../database/transaction.js';
import type { Result } from '../http/refusal.js';
import { breakOff, orRefusal } from '../http/refused-transaction.js';
import { recordDecision, UNDONE, type NewDecision } from './decisions.repository.js';
import type { MappingRequest, Statement } from './decisions.types.js';
import { changeState } from './import-jobs.repository.js';
import { isWaiting, mayBecome } from './import-states.js';
import { ImportWorker } from './import-worker.js';
import type { ImportRecord } from './import.entity.js';
import { holdImport, tablesOf } from './imports.repository.js';
import { ImportsService } from './imports.service.js';
import type { ImportDetail } from './imports.types.js';
import { readMapping } from './mapping-request.js';
import { fromStoredTable } from './stored-table.js';

/** Why, and who; kept with every decision. */
export interface Because {
  readonly reason: string;
  readonly by?: string | null;
}

/** A decision, with what it changes on the import itself. */
interface Deciding {
  readonly decision: NewDecision;
  readonly change?: (manager: EntityManager) => Promise<void>;
}

/**
 * What a person decides about an import that is not committed: how its tables are read, what is confirmed, which cells and rows do
 * not count as they stand. Every decision is kept beside the file, which never changes, and the import is read and checked again
 * on the same path.
 */
@Injectable()
export class ImportDecisionsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly audit: AuditService,
    private readonly worker: ImportWorker,
    private readonly imports: ImportsService,
  ) {}

  /** Reads the tables as the person maps them; what no table names is left to the reader again. */
  async map(
    id: string,
    requests: readonly MappingRequest[],
    by: string | null,
    patience: number,
  ): Promise<Result<ImportDetail>> {
    return this.decide(id, patience, async (manager) => {
      const tables = (await tablesOf(manager, id)).map(fromStoredTable);
      const mapping = readMapping(requests, tables, await knownSources(manager));
      if (!mapping.ok) breakOff(mapping.refusal);
      return { decision: { kind: 'mapping', value: { tables: mapping.value }, by } };
    });
  }

  /** Confirms what holds for the whole file; what is not named stays as it is. */
  async state(id: string, statement: Statement, by: string | null, patience: number): Promise<Result<ImportDetail>> {
    return this.decide(id, patience, async (manager, record) => {
      if (statement.scope !== undefined && statement.scope !== null) await refuseUnknownScope(manager, statement.scope);
      return {
        decision: { kind: 'statement', value: statement, by },
        change: () => keepStatement(manager, record, statement),
      };
    });
  }

  /** Reads one cell as the person says. */
  async override(
    id: string,
    at: { readonly sheet: string; readonly cell: string },
    value: string | number | null,
    because: Because,
    patience: number,
  ): Promise<Result<ImportDetail>> {
    return this.decideAt(id, at.sheet, patience, { kind: 'cell', ...at, value: { value }, ...why(because) });
  }

  /** Reads a cell as the file has it again. */
  async restore(
    id: string,
    at: { readonly sheet: string; readonly cell: string },
    because: Because,
    patience: number,
  ): Promise<Result<ImportDetail>> {
    return this.decideAt(id, at.sheet, patience, { kind: 'cell', ...at, value: UNDONE, ...why(because) });
  }

  /** Leaves a row out of the books, or takes that back. */
  async leaveOut(
    id: string,
    at: { readonly sheet: string; readonly row: number },
    isLeftOut: boolean,
    because: Because,
    patience: number,
  ): Promise<Result<ImportDetail>> {
    const value = isLeftOut ? { leftOut: true } : UNDONE;
    return this.decideAt(id, at.sheet, patience, { kind: 'row', ...at, value, ...why(because) });
  }

  private async decideAt(
    id: string,
    sheet: string,
    patience: number,
    decision: NewDecision,
  ): Promise<Result<ImportDetail>> {
    return this.decide(id, patience, async (manager, { file }) => {
      const tables = await tablesOf(manager, id);
      if (!tables.some((table) => table.sheet === sheet))
        breakOff({ code: 'import.noSheet', parameters: { file, sheet } });
      return { decision };
    });
  }

  /** One transaction: the decision, the audit row, and the import back to be read. */
  private async decide(
    id: string,
    patience: number,
    make: (manager: EntityManager, record: ImportRecord) => Promise<Deciding>,
  ): Promise<Result<ImportDetail>> {
    const done = await orRefusal(() =>
      inTransaction(this.dataSource, async (manager) => {
        const record = (await holdImport(manager, id)) ?? breakOff({ code: 'import.notFound', parameters: { id } });
        refuseUndecidable(record);
        const { decision, change } = await make(manager, record);
        await recordDecision(manager, id, decision);
        await change?.(manager);
        await changeState(manager, record, 'read');
        const { kind: what, sheet, cell, row, value, reason, by } = decision;
        const data = { file: record.file, decision: what, sheet, cell, row, value, reason, by };
        await this.audit.record(manager, { kind: 'import.decided', subject: 'import', subjectId: id, data });
      }),
    );
    if (!done.ok) return done;
    await this.worker.settle(id, patience);
    return this.imports.find(id);
  }
}

function why({ reason, by = null }: Because): Pick<NewDecision, 'reason' | 'by'> {
  return { reason, by };
}

function refuseUndecidable(record: ImportRecord): void {
  const { id, file, state, counts } = record;
  if (state === 'committed') breakOff({ code: 'import.decidedAlready', parameters: { file } });
  if (state === 'reversed') breakOff({ code: 'import.reversed', parameters: { id } });
  if (state === 'cancelled') breakOff({ code: 'import.cancelled', parameters: { id } });
  if (isWaiting(state) || !mayBecome(state, 'read')) breakOff({ code: 'import.notReady', parameters: { id } });
  if (counts.tables === 0) breakOff({ code: 'import.noTable', parameters: { file } });
}

async function knownSources(manager: EntityManager): Promise<Set<string>> {
  const rows = await manager.query<{ code: string }[]>('select code from funding_source');
  return new Set(rows.map(({ code }) => code));
}

async function refuseUnknownScope(manager: EntityManager, scope: NonNullable<Statement['scope']>): Promise<void> {
  if (scope.kind !== 'sources') return;
  const known = await knownSources(manager);
  const unknown = scope.sources.find((source) => !known.has(source));
  if (unknown !== undefined) breakOff({ code: 'source.notFound', parameters: { source: unknown } });
}

async function keepStatement(manager: EntityManager, { id }: ImportRecord, statement: Statement): Promise<void> {
  const { scope, controlTotalVnd, controlLines } = statement;
  if (scope !== undefined) {
    const stored = scope === null ? null : storableJson(scope);
    await manager.query('update import set scope = $2::jsonb where id = $1', [id, stored]);
  }
  if (controlTotalVnd !== undefined) {
    await manager.query('update import set control_total_vnd = $2 where id = $1', [
      id,
      controlTotalVnd?.toString() ?? null,
    ]);
  }
  if (controlLines !== undefined) {
    await manager.query('update import set control_lines = $2 where id = $1', [id, controlLines]);
  }
}
