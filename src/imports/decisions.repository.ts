import type { EntityManager } from 'typeorm';
import { clockOfDatabase } from '../database/transaction.js';
import { storableJson, storableText } from '../database/storable-text.js';
import type { TableMapping } from '../workbook/understanding/corrections.js';
import type {
  AbsenceChoice,
  DecidedCell,
  Decisions,
  ExplainedWarnings,
  LeftOutRow,
  Statement,
} from './decisions.types.js';
import { ImportDecisionRecord, type DecisionKind } from './import-decision.entity.js';

export interface NewDecision {
  readonly kind: DecisionKind;
  readonly sheet?: string;
  readonly cell?: string;
  readonly row?: number;
  readonly value: object;
  readonly reason?: string | null;
  readonly by?: string | null;
}

export async function recordDecision(manager: EntityManager, importId: string, decision: NewDecision): Promise<void> {
  const { kind, sheet = null, cell = null, row = null, value, reason = null, by = null } = decision;
  await manager.query(
    `insert into import_decision (import_id, kind, sheet, cell, row_number, value, reason, recorded_by, recorded_at)
     values ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9)`,
    [
      ...[importId, kind, sheet, cell, row, storableJson(value)],
      ...[textOrNull(reason), textOrNull(by), await clockOfDatabase(manager)],
    ],
  );
}

function textOrNull(text: string | null): string | null {
  return text === null ? null : storableText(text);
}

/** In the order they were made: everything that people decided, superseded decisions too. */
export async function decisionHistory(manager: EntityManager, importId: string): Promise<ImportDecisionRecord[]> {
  return manager.find(ImportDecisionRecord, { where: { importId }, order: { seq: 'ASC' } });
}

/** What is in force now. */
export async function decisionsOf(manager: EntityManager, importId: string): Promise<Decisions> {
  return inForce(await decisionHistory(manager, importId));
}

function inForce(history: readonly ImportDecisionRecord[]): Decisions {
  let mapping: readonly TableMapping[] = [];
  let statement: Statement = {};
  const cells = new Map<string, DecidedCell>();
  const leftOut = new Map<string, LeftOutRow>();
  const explained = new Map<string, ExplainedWarnings>();
  const absences = new Map<string, AbsenceChoice>();
  for (const record of history) {
    const { kind, reason, recordedBy, recordedAt } = record;
    const recorded = { reason, recordedBy, recordedAt };
    const place = `${record.sheet ?? ''}!${record.cell ?? record.rowNumber ?? ''}`;
    switch (kind) {
      case 'mapping':
        mapping = (record.value as { tables: TableMapping[] }).tables;
        break;
      case 'statement':
        statement = { ...statement, ...fromStored(record.value) };
        break;
      case 'cell':
        keepUnlessUndone(cells, place, record, () => ({
          ...{ sheet: record.sheet ?? '', cell: record.cell ?? '', ...recorded },
          value: (record.value as { value: string | number | null }).value,
        }));
        break;
      case 'row':
        keepUnlessUndone(leftOut, place, record, () => ({
          ...{ sheet: record.sheet ?? '', row: record.rowNumber ?? 0, ...recorded },
        }));
        break;
      case 'warnings': {
        const { code, count } = record.value as { code: string; count: number };
        explained.set(code, { code, count, ...recorded });
        break;
      }
      case 'absence': {
        const { investor, choice } = record.value as { investor: string; choice: AbsenceChoice };
        absences.set(investor, choice);
        break;
      }
    }
  }
  const listed = { cells: [...cells.values()], leftOut: [...leftOut.values()], explained: [...explained.values()] };
  return { mapping, statement, ...listed, absences };
}

/** The value of a decision that takes an earlier one of its place back. */
export const UNDONE = { undone: true } as const;

function keepUnlessUndone<T>(
  kept: Map<string, T>,
  place: string,
  { value }: ImportDecisionRecord,
  make: () => T,
): void {
  if ('undone' in value) kept.delete(place);
  else kept.set(place, make());
}

function fromStored(value: object): Statement {
  const { controlTotalVnd, ...rest } = value as Omit<Statement, 'controlTotalVnd'> & {
    controlTotalVnd?: string | null;
  };
  if (controlTotalVnd === undefined) return rest;
  return { ...rest, controlTotalVnd: controlTotalVnd === null ? null : BigInt(controlTotalVnd) };
}
