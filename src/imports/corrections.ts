import type { EntityManager } from 'typeorm';
import type { StatedDecision } from '../workbook/understanding/stated-decision.js';
import type { Corrections, TableMapping } from '../workbook/understanding/corrections.js';
import { ordinalOf, rememberedMapping, type RememberingTable } from './column-memory.repository.js';
import { decisionsOf, recordDecision } from './decisions.repository.js';
import type { Decisions, Statement } from './decisions.types.js';
import { rowKey } from './import-findings.js';
import type { ImportRecord, StatedAboutImport } from './import.entity.js';
import { tablesOf } from './imports.repository.js';

/** What people decided about an import, as reading and interpretation take it. */
export interface ReadingDecisions {
  readonly corrections: Corrections;
  /** the upload's statements, overruled by what was confirmed later */
  readonly stated: StatedAboutImport;
  /** `sheet!row` */
  readonly leftOut: ReadonlySet<string>;
}

export async function readingDecisions(
  manager: EntityManager,
  { id, stated }: Pick<ImportRecord, 'id' | 'stated'>,
): Promise<ReadingDecisions> {
  const decisions = await decisionsOf(manager, id);
  const { kind = stated.kind, asOf = stated.asOf, origin = stated.origin } = decisions.statement;
  return {
    corrections: {
      tables: withUnit(decisions, await tablesOf(manager, id)),
      cells: decisions.cells.map(({ sheet, cell, value }) => ({ sheet, cell, value })),
    },
    stated: { kind, asOf, origin, ...toldDecision({ ...stated, ...decisions.statement }) },
    leftOut: new Set(decisions.leftOut.map(({ sheet, row }) => rowKey(sheet, row))),
  };
}

const DECISION_PARTS = ['decisionNumber', 'decidedOn', 'decisionAuthority', 'nature'] as const;

/** The parts of a decision that are told; none where nothing was stated or all was taken back. */
export function toldDecision(stated: StatedDecision): StatedDecision {
  const told = DECISION_PARTS.flatMap((part) => {
    const value = stated[part] ?? null;
    return value === null ? [] : [[part, value] as const];
  });
  return Object.fromEntries(told);
}

/** The unit confirmed for the whole file holds for every table that no mapping says otherwise about. */
function withUnit({ mapping, statement }: Decisions, tables: readonly { readonly sheet: string }[]): TableMapping[] {
  const unit = statement.vndPerUnit ?? null;
  if (unit === null) return [...mapping];
  const mapped = mapping.map((item) => ({ ...item, vndPerUnit: item.vndPerUnit ?? unit }));
  const others = tables.flatMap(({ sheet }, index) => {
    const table = ordinalOf(tables, index);
    const isMapped = mapping.some((item) => item.sheet === sheet && item.table === table);
    return isMapped ? [] : [{ sheet, table, columns: {}, vndPerUnit: unit }];
  });
  return [...mapped, ...others];
}

/**
 * Takes over what people chose for the same columns last time, once, before anybody has decided about this import.
 * True where something has to be read again because of it.
 */
export async function recallMapping(
  manager: EntityManager,
  importId: string,
  tables: readonly RememberingTable[],
): Promise<boolean> {
  const decisions = await decisionsOf(manager, importId);
  if (decisions.mapping.length > 0) return false;
  const remembered = await rememberedMapping(manager, tables, senderOf(decisions.statement));
  if (remembered.length === 0) return false;
  await recordDecision(manager, importId, { kind: 'mapping', value: { tables: remembered }, reason: 'Như lần trước' });
  return true;
}

export function senderOf(statement: Statement): string | null {
  return statement.sender ?? null;
}
