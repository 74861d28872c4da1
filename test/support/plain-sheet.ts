import { columnNumber } from '../../src/workbook/cells.js';
import type { CellRange, CellStyle, CellValue, PlainRow, PlainSheet, PlainWorkbook } from '../../src/workbook/cells.js';

/** A workbook of plain cells built in memory, for tests of the understanding. */

/** A value with a format, or the cached result of a formula. */
export class FormattedCell {
  constructor(
    readonly value: CellValue,
    readonly style: Partial<CellStyle>,
    readonly isFormula: boolean,
  ) {}
}

/** null and undefined leave the cell out. */
export type CellInput = CellValue | FormattedCell | null | undefined;

/** `styled('Vốn trong nước', { bold: true })`. */
export function styled(value: CellValue, style: Partial<CellStyle>): FormattedCell {
  return new FormattedCell(value, style, false);
}

/** A cell whose value is the cached result of a formula. */
export function formula(value: CellValue, style: Partial<CellStyle> = {}): FormattedCell {
  return new FormattedCell(value, style, true);
}

export interface SheetInput {
  /** default `Sheet1` */
  readonly name?: string;
  readonly hidden?: boolean;
  /** from row 1 on, each from column A on */
  readonly rows: readonly (readonly CellInput[])[];
  /** `['A1:C1']`; only the top left cell of a merge should have a value */
  readonly merges?: readonly string[];
  readonly hiddenRows?: readonly number[];
  /** 1-based inclusive intervals */
  readonly hiddenColumns?: readonly { first: number; last: number }[];
  /** outline level by row number */
  readonly outlineLevels?: Readonly<Record<number, number>>;
  readonly autoFilter?: string | null;
}

const PLAIN: CellStyle = {
  font: 'Times New Roman',
  bold: false,
  italic: false,
  indent: 0,
  numberFormat: 'General',
};

export function plainWorkbook(sheets: readonly SheetInput[], externalLinks: string[] = []): PlainWorkbook {
  const styles = new StyleBook();
  return { sheets: sheets.map((sheet) => toSheet(sheet, styles)), styles: styles.list, externalLinks };
}

/** A workbook of one sheet. */
export function oneSheet(rows: SheetInput['rows'], rest: Omit<SheetInput, 'rows'> = {}): PlainWorkbook {
  return plainWorkbook([{ ...rest, rows }]);
}

class StyleBook {
  readonly list: CellStyle[] = [PLAIN];
  private readonly known = new Map<string, number>([[JSON.stringify(PLAIN), 0]]);

  indexOf(style: Partial<CellStyle>): number {
    const full = { ...PLAIN, ...style };
    const key = JSON.stringify(full);
    const before = this.known.get(key);
    if (before !== undefined) return before;
    this.known.set(key, this.list.length);
    return this.list.push(full) - 1;
  }
}

function toSheet(input: SheetInput, styles: StyleBook): PlainSheet {
  const rows = input.rows.map((cells, index) => toRow(cells, index + 1, input, styles));
  return {
    name: input.name ?? 'Sheet1',
    hidden: input.hidden ?? false,
    rows: rows.filter((row) => row.columns.length > 0 || row.hidden),
    merges: (input.merges ?? []).map(toRange),
    hiddenColumns: input.hiddenColumns ?? [],
    autoFilter: input.autoFilter ?? null,
  };
}

function toRow(cells: readonly CellInput[], row: number, input: SheetInput, styles: StyleBook): PlainRow {
  const columns: number[] = [];
  const values: CellValue[] = [];
  const indices: number[] = [];
  const formulaColumns: number[] = [];
  cells.forEach((cell, index) => {
    if (cell === null || cell === undefined) return;
    const formatted = cell instanceof FormattedCell ? cell : new FormattedCell(cell, {}, false);
    columns.push(index + 1);
    values.push(formatted.value);
    indices.push(styles.indexOf(formatted.style));
    if (formatted.isFormula) formulaColumns.push(index + 1);
  });
  return {
    row,
    hidden: input.hiddenRows?.includes(row) ?? false,
    outlineLevel: input.outlineLevels?.[row] ?? 0,
    columns,
    values,
    styles: indices,
    ...(formulaColumns.length === 0 ? {} : { formulaColumns }),
  };
}

/** `A1:C1` as a range; a single address is a range of one cell. */
export function toRange(reference: string): CellRange {
  const [first, last = first] = reference.split(':') as [string, string?];
  const [firstColumn, firstRow] = toCell(first);
  const [lastColumn, lastRow] = toCell(last);
  return { firstRow, firstColumn, lastRow, lastColumn };
}

function toCell(address: string): [number, number] {
  const [, letters, digits] = /^([A-Z]+)(\d+)$/.exec(address) ?? [];
  if (letters === undefined || digits === undefined) throw new Error(`not a cell address: ${address}`);
  return [columnNumber(letters), Number(digits)];
}
