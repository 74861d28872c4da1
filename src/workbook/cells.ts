/**
 * Plain cells: what a workbook says before anybody has understood it. The vocabulary between `reading` (which makes them)
 * and `understanding` (which reads them). Pure types, no behaviour beyond small accessors.
 */

/** A number whose digits a JavaScript number may not hold as written (more than 15 significant digits in the file). */
export interface ExactNumber {
  /** the text of `<v>`, for example `8429.090195999999` */
  readonly digits: string;
}

/** A day (or a day with a time) of a date-formatted cell: `YYYY-MM-DD`, or `YYYY-MM-DDTHH:MM:SS`. */
export interface DayCell {
  readonly day: string;
}

/** An Excel error such as `#REF!`. */
export interface ErrorCell {
  readonly error: string;
}

/** A formula for which the file holds no result: the figure is unknown and must be reported. */
export interface UncachedFormula {
  readonly uncachedFormula: string;
}

/**
 * text (NFC, rich text flattened, as written otherwise), number (at most 15 significant digits: exact), boolean,
 * or one of the objects above. A merged range has its value only at the top left.
 */
export type CellValue = string | number | boolean | ExactNumber | DayCell | ErrorCell | UncachedFormula;

/** What of a cell's format helps to understand it. One object per distinct style of the workbook, shared by its cells. */
export interface CellStyle {
  /** font name as in the file, e.g. `Times New Roman`, `.VnTimeH`, `VNI-Times`; null where the file names none */
  readonly font: string | null;
  readonly bold: boolean;
  readonly italic: boolean;
  /** alignment indent, 0 where none */
  readonly indent: number;
  /** number format code, `General` where none */
  readonly numberFormat: string;
}

/** One row; the three arrays run in parallel, ascending by column. Rows without cells are left out unless hidden. */
export interface PlainRow {
  /** 1-based row number */
  readonly row: number;
  readonly hidden: boolean;
  /** outline (grouping) level, 0 where none */
  readonly outlineLevel: number;
  /** 1-based column numbers */
  readonly columns: number[];
  readonly values: CellValue[];
  /** indices into `PlainWorkbook.styles` */
  readonly styles: number[];
  /** columns of this row whose value is the cached result of a formula; absent where none */
  readonly formulaColumns?: number[];
}

/** 1-based and inclusive on every side. */
export interface CellRange {
  readonly firstRow: number;
  readonly firstColumn: number;
  readonly lastRow: number;
  readonly lastColumn: number;
}

export interface PlainSheet {
  readonly name: string;
  /** hidden or very hidden in the workbook */
  readonly hidden: boolean;
  /** ascending by row number */
  readonly rows: PlainRow[];
  readonly merges: CellRange[];
  /** 1-based inclusive column intervals that are hidden */
  readonly hiddenColumns: readonly { first: number; last: number }[];
  /** reference of an active autofilter (`A8:O300`), null where none */
  readonly autoFilter: string | null;
}

export interface PlainWorkbook {
  readonly sheets: PlainSheet[];
  readonly styles: CellStyle[];
  /** targets of external links that formulas of the workbook refer to; empty where none */
  readonly externalLinks: string[];
}

/** Column number to letters: 1 -> A, 27 -> AA. */
export function columnLetter(column: number): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** Column letters to number: A -> 1, AA -> 27. */
export function columnNumber(letters: string): number {
  let column = 0;
  for (const letter of letters) column = column * 26 + (letter.charCodeAt(0) - 64);
  return column;
}

/** Address of a cell: (8, 3) -> C8. */
export function cellAddress(row: number, column: number): string {
  return `${columnLetter(column)}${row}`;
}
