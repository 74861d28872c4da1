import type { LocalDate } from '../../domain/local-date.js';
import type { FundingSourceCode, Origin } from '../../domain/words.js';
import type { ColumnField, TableKind } from './reading.js';

/** What a person decided about a workbook before its figures count; the file itself stays as it was handed in. */
export interface Corrections {
  readonly tables: readonly TableMapping[];
  readonly cells: readonly CellOverride[];
}

export const NO_CORRECTIONS: Corrections = { tables: [], cells: [] };

/** How a person reads one table. What is absent is left to the table itself. */
export interface TableMapping {
  readonly sheet: string;
  /** which table of the sheet, from the top, 0 for the first */
  readonly table: number;
  /** rows of the header where the reader took the wrong ones, 1-based and inclusive */
  readonly header?: { readonly firstRow: number; readonly lastRow: number } | null;
  /** meaning by column letters; null leaves the column out; letters that are not named keep the reader's choice */
  readonly columns: Readonly<Record<string, MappedColumn | null>>;
  /** đồng per printed unit: 1, 1.000, 1.000.000 or 1.000.000.000 */
  readonly vndPerUnit?: number | null;
  readonly asOf?: LocalDate | null;
  readonly kind?: TableKind | null;
  readonly origin?: Origin | null;
}

export interface MappedColumn {
  readonly field: ColumnField;
  /** of an amount that belongs to one source, else null */
  readonly source: FundingSourceCode | null;
  /** Vietnamese: who says so; printed as the column's reason */
  readonly reason: string;
}

/** A cell read as if it held another value. */
export interface CellOverride {
  readonly sheet: string;
  /** `F37` */
  readonly cell: string;
  /** null reads the cell as empty */
  readonly value: string | number | null;
}

/** The mapping of one table, null where nobody decided about it. */
export function mappingOf(tables: readonly TableMapping[], sheet: string, table: number): TableMapping | null {
  return tables.find((mapping) => mapping.sheet === sheet && mapping.table === table) ?? null;
}
