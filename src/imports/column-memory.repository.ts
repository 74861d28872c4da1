import type { EntityManager } from 'typeorm';
import { copyInto, type CopyValue } from '../database/copy.js';
import { nameKey } from '../domain/vietnamese-text.js';
import type { MappedColumn, TableMapping } from '../workbook/understanding/corrections.js';
import { headerKeys } from '../workbook/understanding/mapping.js';
import type { ColumnField, ColumnReading, TableReading } from '../workbook/understanding/reading.js';

/** How a column was read in the last committed table of the same sender and kind. */
export interface RememberedColumn {
  readonly field: ColumnField | null;
  readonly source: string | null;
  /** a person chose it then */
  readonly decided: boolean;
}

export type RememberingTable = Pick<TableReading, 'sheet' | 'kind' | 'columns' | 'sender'>;

/**
 * What is remembered of the columns of a table, parallel to them; null for a column never seen from this sender. What was reversed
 * is not remembered.
 */
export async function rememberedColumns(
  manager: EntityManager,
  table: RememberingTable,
  statedSender: string | null,
): Promise<readonly (RememberedColumn | null)[]> {
  const keys = headerKeys(table.columns.map(({ path }) => path));
  const rows = await manager.query<(RememberedColumn & { key: string })[]>(
    `select distinct on (memory.header_key) memory.header_key as key, memory.field, memory.source, memory.decided
       from column_memory memory join import on import.id = memory.import_id and import.state = 'committed'
      where memory.kind = $1 and memory.sender_key is not distinct from $2 and memory.header_key = any($3)
      order by memory.header_key, memory.seq desc`,
    [table.kind, senderKey(table, statedSender), keys],
  );
  const byKey = new Map(rows.map(({ key, ...column }) => [key, column]));
  return keys.map((key) => byKey.get(key) ?? null);
}

function senderKey({ sender }: RememberingTable, stated: string | null): string | null {
  const name = stated ?? sender?.text ?? null;
  return name === null ? null : nameKey(name);
}

const AS_LAST_TIME = 'Như lần trước: cột này đã được chọn như vậy khi ghi sổ bảng cùng loại của đơn vị.';

/**
 * What people chose for the same columns last time and the reader sees otherwise, as a mapping to read again with. Empty where the
 * reader agrees; what the reader chose by itself last time binds nobody.
 */
export async function rememberedMapping(
  manager: EntityManager,
  tables: readonly RememberingTable[],
  statedSender: string | null,
): Promise<TableMapping[]> {
  const mappings: TableMapping[] = [];
  for (const [index, table] of tables.entries()) {
    const remembered = await rememberedColumns(manager, table, statedSender);
    const columns: Record<string, MappedColumn | null> = {};
    table.columns.forEach((column, at) => {
      const before = remembered[at] ?? null;
      if (before === null || !before.decided || isSame(column, before)) return;
      const { field, source } = before;
      columns[column.letter] = field === null ? null : { field, source, reason: AS_LAST_TIME };
    });
    if (Object.keys(columns).length > 0) {
      mappings.push({ sheet: table.sheet, table: ordinalOf(tables, index), columns });
    }
  }
  return mappings;
}

export function isSame({ field, source }: ColumnReading, before: RememberedColumn): boolean {
  return field === before.field && source === before.source;
}

/** Which table of its sheet a table is, 0 for the first. */
export function ordinalOf(tables: readonly { readonly sheet: string }[], index: number): number {
  const sheet = tables[index]?.sheet;
  return tables.slice(0, index).filter((table) => table.sheet === sheet).length;
}

/** Keeps how the tables of a committed import were read. Columns without a caption are not remembered. */
export async function rememberColumns(
  manager: EntityManager,
  importId: string,
  tables: readonly RememberingTable[],
  mapping: readonly TableMapping[],
  about: { readonly statedSender: string | null; readonly recordedAt: Date },
): Promise<void> {
  const rows: CopyValue[][] = tables.flatMap((table, index) => {
    const keys = headerKeys(table.columns.map(({ path }) => path));
    const ordinal = ordinalOf(tables, index);
    const decided = mapping.find((item) => item.sheet === table.sheet && item.table === ordinal)?.columns ?? {};
    return table.columns.flatMap(({ letter, path, field, source }, at): CopyValue[][] => {
      if (path.length === 0) return [];
      const isDecided = Object.hasOwn(decided, letter);
      return [
        [
          ...[senderKey(table, about.statedSender), table.kind, keys[at] ?? '', field, source, isDecided],
          ...[importId, about.recordedAt.toISOString()],
        ],
      ];
    });
  });
  const columns = ['sender_key', 'kind', 'header_key', 'field', 'source', 'decided', 'import_id', 'recorded_at'];
  await copyInto(manager, 'column_memory', columns, rows);
}
