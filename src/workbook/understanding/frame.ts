import type { PlainSheet, PlainWorkbook } from '../cells.js';
import type { FundingSourceCode } from '../../domain/words.js';
import type { TableReading } from './reading.js';

/**
 * A table found on a sheet, before its rows are read: everything above and around the body. `find-tables` makes it,
 * `read-rows` turns its body into lines.
 */
export interface TableFrame extends Omit<
  TableReading,
  'sheet' | 'lines' | 'reconciliation' | 'hidden' | 'figures' | 'body'
> {
  readonly file: string;
  readonly workbook: PlainWorkbook;
  readonly sheet: PlainSheet;
  /** 1-based rows of the body, after header and number row, before footnotes and signatures */
  readonly body: { readonly firstRow: number; readonly lastRow: number };
  /** row of printed column numbers (`(1) (2) (3)=(4)+(5)`), null where none */
  readonly numberRow: number | null;
  /** sums that the number row states: column letters on both sides, e.g. E = F + G - H */
  readonly stated: readonly StatedSum[];
  /** source that the title names for the whole table (`NGUỒN VỐN NGÂN SÁCH TRUNG ƯƠNG`), null where none */
  readonly titleSource: FundingSourceCode | null;
}

export interface StatedSum {
  readonly column: string;
  readonly terms: readonly { readonly column: string; readonly sign: 1 | -1 }[];
}
