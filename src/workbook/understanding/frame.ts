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
  /** formulas that the number row or the captions print */
  readonly stated: Stated;
  /** source that the title names for the whole table (`NGUỒN VỐN NGÂN SÁCH TRUNG ƯƠNG`), null where none */
  readonly titleSource: FundingSourceCode | null;
}

/** How the paper itself says that columns are computed; columns by letter. */
export interface Stated {
  readonly sums: readonly StatedSum[];
  readonly rates: readonly StatedRate[];
}

interface StatedFormula {
  readonly column: string;
  /** where the formula is printed, and as what (`(3)=(4)+(5)`) */
  readonly cell: string;
  readonly text: string;
}

/** E = F + G - H */
export interface StatedSum extends StatedFormula {
  readonly terms: readonly StatedTerm[];
}

export interface StatedTerm {
  readonly column: string;
  readonly sign: 1 | -1;
}

/** H = F / E, as a percent or as a fraction; several columns on a side are added up */
export interface StatedRate extends StatedFormula {
  readonly above: readonly string[];
  readonly below: readonly string[];
}
