import {
  columnLetter,
  type CellRange,
  type CellValue,
  type PlainRow,
  type PlainSheet,
  type PlainWorkbook,
} from '../cells.js';

/** A cell as `cells --json` prints it. A formula without a cached result is an error of its own kind: its value is not known. */
export type CellJson = string | number | boolean | { readonly error: string } | { readonly uncachedFormula: string };

export interface SheetJson {
  readonly sheet: string;
  readonly hidden: boolean;
  readonly rows: { readonly row: number; readonly cells: Record<string, CellJson> }[];
  readonly merges: string[];
}

/**
 * The sheets of a workbook as the contract's `cells` has them; only the one named where `sheet` is given (none where no
 * sheet has that name). Numbers of more than 15 digits become the nearest double: print with `cellsJsonText`, which keeps them.
 */
export function cellsToJson(workbook: PlainWorkbook, sheet?: string): SheetJson[] {
  return chosen(workbook, sheet).map(({ name, hidden, rows, merges }) => ({
    sheet: name,
    hidden,
    rows: filled(rows).map((row) => ({ row: row.row, cells: cellsOf(row) })),
    merges: merges.map(rangeText),
  }));
}

/** The same as a JSON document, with every number as the file's text has it (a JSON number has no limit of digits). */
export function cellsJsonText(workbook: PlainWorkbook, sheet?: string): string {
  return `[${chosen(workbook, sheet).map(sheetText).join(',\n')}]`;
}

function chosen(workbook: PlainWorkbook, sheet: string | undefined): PlainSheet[] {
  const name = sheet?.normalize('NFC');
  return workbook.sheets.filter((candidate) => name === undefined || candidate.name === name);
}

/** Hidden rows without cells are of no interest here. */
function filled(rows: readonly PlainRow[]): PlainRow[] {
  return rows.filter((row) => row.columns.length > 0);
}

function cellsOf(row: PlainRow): Record<string, CellJson> {
  return Object.fromEntries(row.columns.map((column, index) => [columnLetter(column), toJson(row.values[index]!)]));
}

function toJson(value: CellValue): CellJson {
  if (typeof value !== 'object') return value;
  if ('digits' in value) return Number(value.digits);
  return 'day' in value ? value.day : value;
}

function sheetText({ name, hidden, rows, merges }: PlainSheet): string {
  const lines = filled(rows).map(rowText).join(',\n');
  const ranges = JSON.stringify(merges.map(rangeText));
  return `{"sheet":${JSON.stringify(name)},"hidden":${hidden},"rows":[${lines}],"merges":${ranges}}`;
}

function rowText(row: PlainRow): string {
  const cells = row.columns.map((column, index) => `"${columnLetter(column)}":${valueText(row.values[index]!)}`);
  return `{"row":${row.row},"cells":{${cells.join(',')}}}`;
}

/** RFC 8259, section 6: the grammar of a JSON number, narrower than that of a workbook. */
const JSON_NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

function valueText(value: CellValue): string {
  if (typeof value === 'object' && 'digits' in value && JSON_NUMBER.test(value.digits)) return value.digits;
  return JSON.stringify(toJson(value));
}

function rangeText({ firstRow, firstColumn, lastRow, lastColumn }: CellRange): string {
  return `${columnLetter(firstColumn)}${firstRow}:${columnLetter(lastColumn)}${lastRow}`;
}
