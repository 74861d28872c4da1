import { columnLetter, type CellValue, type PlainRow } from '../cells.js';
import type { CellValues } from './cell-values.js';
import * as say from './messages.js';

/** Cells read so far of the whole workbook. */
export interface CellBudget {
  cells: number;
}

export const LAST_COLUMN = 16_384;
export const LAST_ROW = 1_048_576;
const KEPT_PATTERNS = 8;

/** Gathers the rows of one sheet from either reader, under the same limits. Rows of one layout share their column array. */
export class SheetBuilder {
  private readonly rows: PlainRow[] = [];
  private readonly columnPatterns: number[][] = [];
  private readonly stylePatterns: number[][] = [];
  private readonly formulaPatterns: number[][] = [];
  private columns: number[] = [];
  private cellValues: CellValue[] = [];
  private styles: number[] = [];
  private formulaColumns: number[] = [];
  private formulas = 0;
  private size = 0;
  private row = 0;
  private hidden = false;
  private outlineLevel = 0;
  private columnsAscend = true;
  private rowsAscend = true;

  constructor(
    private readonly values: CellValues,
    private readonly budget: CellBudget,
  ) {}

  beginRow(row: number, hidden: boolean, outlineLevel: number): void {
    this.row = row;
    this.hidden = hidden;
    this.outlineLevel = outlineLevel;
    this.size = 0;
    this.formulas = 0;
    this.columnsAscend = true;
  }

  /** Counts a cell, also an empty one. */
  count(): void {
    const limit = this.values.limits.cells;
    if (++this.budget.cells > limit) throw say.tooMany('Số ô của sổ', this.budget.cells, limit, { row: this.row });
  }

  /** Takes a cell that has a value. */
  add(column: number, format: number, value: CellValue, isFormula: boolean): void {
    const { limits, styleTable } = this.values;
    if (column > limits.columns) {
      throw say.tooFarRight(columnLetter(limits.columns), { row: this.row, column });
    }
    const style = styleTable.styleOfFormat[format];
    if (style === undefined) throw say.styleMissing({ row: this.row, column, value: String(format) });
    const at = this.size++;
    if (at > 0 && this.columns[at - 1]! >= column) this.columnsAscend = false;
    this.columns[at] = column;
    this.cellValues[at] = value;
    this.styles[at] = style;
    if (isFormula) this.formulaColumns[this.formulas++] = column;
  }

  endRow(): void {
    if (this.size === 0 && !this.hidden) return;
    if (!this.columnsAscend) this.sortCells();
    const last = this.rows.at(-1);
    if (last && last.row >= this.row) this.rowsAscend = false;
    this.rows.push(this.takeRow());
    const limit = this.values.limits.rows;
    if (this.rows.length > limit) throw say.tooMany('Số dòng của trang tính', this.rows.length, limit);
  }

  private takeRow(): PlainRow {
    const { row, hidden, outlineLevel, size } = this;
    const columns = shared(this.columns, size, this.columnPatterns);
    const values = this.cellValues.slice(0, size);
    const styles = shared(this.styles, size, this.stylePatterns);
    if (this.formulas === 0) return { row, hidden, outlineLevel, columns, values, styles };
    const formulaColumns = shared(this.formulaColumns, this.formulas, this.formulaPatterns);
    return { row, hidden, outlineLevel, columns, values, styles, formulaColumns };
  }

  /** The rows in ascending order. Refuses a row that came twice. */
  finish(): PlainRow[] {
    if (this.rowsAscend) return this.rows;
    this.rows.sort((a, b) => a.row - b.row);
    const twice = this.rows.find((row, index) => row.row === this.rows[index + 1]?.row);
    if (twice) throw say.rowsRepeated(twice.row);
    return this.rows;
  }

  private sortCells(): void {
    const order = Array.from({ length: this.size }, (_, index) => index);
    order.sort((a, b) => this.columns[a]! - this.columns[b]!);
    const columns = order.map((index) => this.columns[index]!);
    const twice = columns.find((column, index) => column === columns[index + 1]);
    if (twice !== undefined) throw say.cellsRepeated({ row: this.row, column: twice });
    this.cellValues = order.map((index) => this.cellValues[index]!);
    this.styles = order.map((index) => this.styles[index]!);
    this.columns = columns;
    this.formulaColumns = this.formulaColumns.slice(0, this.formulas).sort((a, b) => a - b);
  }
}

/** A copy of the first `size` figures, or an equal array handed out lately. */
function shared(figures: number[], size: number, patterns: number[][]): number[] {
  const known = patterns.find((pattern) => isPrefix(pattern, figures, size));
  if (known) return known;
  const copy = figures.slice(0, size);
  patterns.unshift(copy);
  if (patterns.length > KEPT_PATTERNS) patterns.pop();
  return copy;
}

function isPrefix(pattern: number[], figures: number[], size: number): boolean {
  if (pattern.length !== size) return false;
  for (let index = 0; index < size; index++) if (pattern[index] !== figures[index]) return false;
  return true;
}
