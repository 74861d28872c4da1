import type { NumberStyle } from './number-style.js';
import type { ProjectStatus } from '../../../src/domain/words.js';
import type { ColumnField, TableKind } from '../../../src/workbook/understanding/reading.js';

/** The truth about a generated workbook: what any careful reader must find in it. Stored as JSON beside the workbook. */
export interface ExpectedWorkbook {
  /** one English sentence: layout and what is special */
  readonly about: string;
  readonly tables: readonly ExpectedTable[];
}

export interface ExpectedTable {
  readonly sheet: string;
  readonly hidden: boolean;
  /** several where the paper leaves it open */
  readonly kind: readonly TableKind[];
  /** null where the table holds no money */
  readonly vndPerUnit: number | null;
  /** how amounts are typed */
  readonly numbers: NumberStyle;
  readonly asOf: string | null;
  readonly planYear: number | null;
  /** rows of the captions, without the row of column numbers */
  readonly header: { readonly firstRow: number; readonly lastRow: number };
  readonly columns: Readonly<Record<string, ExpectedColumn>>;
  readonly projects: readonly ExpectedProject[];
  /** rows of headings, with or without sums */
  readonly headings: readonly number[];
  readonly totals: readonly number[];
  readonly components: readonly number[];
  /** rows of money without a project (`Vốn chưa phân bổ`) */
  readonly unallocated: readonly number[];
  /** printed sums that a reader must have compared: row -> column letters */
  readonly sums: Readonly<Record<string, readonly string[]>>;
}

export interface ExpectedColumn {
  readonly path: readonly string[];
  /** acceptable readings, one where the paper leaves no doubt */
  readonly field: readonly (ColumnField | null)[];
  readonly source: string | null;
  /** where the column prints a unit of its own */
  readonly vndPerUnit?: number;
}

export interface ExpectedProject {
  readonly row: number;
  readonly mark: string | null;
  readonly code: string | null;
  readonly name: string;
  readonly status: ProjectStatus | null;
  readonly investor: string | null;
  readonly location: string | null;
  readonly sector: string | null;
  /** source that headings, columns or the title give to the whole row */
  readonly source: string | null;
  /** đồng by column letter; a letter of a money column that is absent is a blank cell */
  readonly amounts: Readonly<Record<string, number>>;
  /** fields that differ from the column's on this row */
  readonly fields?: Readonly<Record<string, ColumnField>>;
}
