import { accepted, refused, type Result } from '../http/refusal.js';
import type { MappedColumn, TableMapping } from '../workbook/understanding/corrections.js';
import { FIELD_NAMES } from '../workbook/understanding/field-names.js';
import {
  AMOUNT_FIELDS,
  TEXT_FIELDS,
  type ColumnField,
  type ColumnReading,
  type TableReading,
} from '../workbook/understanding/reading.js';
import { REPEATABLE } from '../workbook/understanding/settle-doubles.js';
import { tableKind } from '../workbook/understanding/table-kind.js';
import { ordinalOf } from './column-memory.repository.js';
import type { MappingRequest } from './decisions.types.js';
import type { TableSummary } from './imports.types.js';

/** Every meaning that a column can be given. */
export const COLUMN_FIELDS: readonly ColumnField[] = [...AMOUNT_FIELDS, ...TEXT_FIELDS];

const CHOSEN = 'Người nạp chọn.';
const AMOUNTS: ReadonlySet<string> = new Set(AMOUNT_FIELDS);

/**
 * The mapping that a person asks for, held against the tables as read: known sheets, letters, meanings and sources, no two columns of
 * one meaning, nothing missing without which the table states nothing. Tables whose header rows change are not held against their
 * old columns.
 */
export function readMapping(
  requests: readonly MappingRequest[],
  tables: readonly TableSummary[],
  sources: ReadonlySet<string>,
): Result<TableMapping[]> {
  const mappings: TableMapping[] = [];
  for (const request of requests) {
    const index = tables.findIndex(
      ({ sheet }, at) => sheet === request.sheet && ordinalOf(tables, at) === (request.table ?? 0),
    );
    const table = tables[index];
    const header = request.header ?? null;
    if (table === undefined && header === null) {
      return refused('mapping.noTable', { sheet: request.sheet, table: (request.table ?? 0) + 1 });
    }
    const read = toMapping(request, sources);
    if (!read.ok) return read;
    const wrong = table === undefined || header !== null ? null : wrongColumns(table, read.value);
    if (wrong !== null) return wrong;
    mappings.push(read.value);
  }
  return accepted(mappings);
}

function toMapping(request: MappingRequest, sources: ReadonlySet<string>): Result<TableMapping> {
  const { sheet, table = 0, header = null, vndPerUnit = null, asOf = null, kind = null, origin = null } = request;
  const columns: Record<string, MappedColumn | null> = {};
  for (const [letter, meaning] of Object.entries(request.columns ?? {})) {
    const column = meaning === null ? null : toColumn(meaning);
    if (meaning !== null && column === null) return refused('mapping.unknownField', { sheet, letter, field: meaning });
    if (column !== null && column.source !== null && !sources.has(column.source)) {
      return refused('mapping.unknownSource', { sheet, letter, source: column.source });
    }
    columns[letter] = column;
  }
  return accepted({ sheet, table, header, columns, vndPerUnit, asOf, kind, origin });
}

function toColumn(meaning: string): MappedColumn | null {
  const [name = '', source = null] = meaning.split('@');
  const field = COLUMN_FIELDS.find((known) => known === name);
  if (field === undefined || (source !== null && !AMOUNTS.has(field))) return null;
  return { field, source, reason: CHOSEN };
}

function wrongColumns(table: TableSummary, mapping: TableMapping): ReturnType<typeof refused> | null {
  const { sheet } = table;
  const unknown = Object.keys(mapping.columns).find(
    (letter) => !table.columns.some((column) => column.letter === letter),
  );
  if (unknown !== undefined) return refused('mapping.unknownColumn', { sheet, letter: unknown });
  const columns = mappedColumns(table.columns, mapping);
  const seen = new Map<string, string>();
  for (const { letter, field, source } of columns) {
    if (field === null || REPEATABLE.has(field)) continue;
    const key = source === null ? field : `${field}@${source}`;
    const first = seen.get(key);
    if (first !== undefined)
      return refused('mapping.twice', { sheet, first, second: letter, field: nameOf(field, source) });
    seen.set(key, letter);
  }
  const kind = mapping.kind ?? tableKind(columns, table.title?.text ?? null);
  const missing = missingFields(kind, columns);
  if (missing.length === 0) return null;
  return refused('mapping.missing', { sheet, fields: missing.map((field) => FIELD_NAMES[field]).join(', ') });
}

function nameOf(field: ColumnField, source: string | null): string {
  return source === null ? FIELD_NAMES[field] : `${FIELD_NAMES[field]}, nguồn ${source}`;
}

/** The columns as they will be read under a mapping. */
function mappedColumns(columns: readonly ColumnReading[], mapping: TableMapping): ColumnReading[] {
  return columns.map((column) => {
    if (!Object.hasOwn(mapping.columns, column.letter)) return column;
    const mapped = mapping.columns[column.letter] ?? null;
    return { ...column, field: mapped?.field ?? null, source: mapped?.source ?? null };
  });
}

/** Fields without which a table of the kind states nothing; empty where it can be read. */
export function missingFields(
  kind: TableReading['kind'],
  columns: readonly Pick<ColumnReading, 'field'>[],
): readonly ColumnField[] {
  const has = (...fields: ColumnField[]): boolean =>
    columns.some(({ field }) => field !== null && fields.includes(field));
  const missing: ColumnField[] = has('name') ? [] : ['name'];
  const paidInParts = has('disbursed.advance') && has('disbursed.completedVolume');
  switch (kind) {
    case 'capitalPlan':
      return has('plan.current', 'plan.carriedOver') ? missing : [...missing, 'plan.current'];
    case 'disbursement':
    case 'both':
      return has('disbursed.current', 'disbursed.carriedOver') || paidInParts
        ? missing
        : [...missing, 'disbursed.current'];
    case 'adjustment':
      return has('adjust.increase', 'adjust.decrease') || (has('plan.initial') && has('plan.adjusted'))
        ? missing
        : [...missing, 'adjust.increase'];
    case 'demand':
      return has('demand.additional') ? missing : [...missing, 'demand.additional'];
    case 'unknown':
      return [...missing, 'plan.current'];
    case 'summary':
      return [];
  }
}
