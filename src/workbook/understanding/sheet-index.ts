import type { CellRange, CellStyle, CellValue, PlainRow, PlainSheet, PlainWorkbook } from '../cells.js';
import { textOf } from './text.js';

/** Quick access to the rows and merges of a sheet, built once in one pass. */
export class SheetIndex {
  private readonly mergesByRow = new Map<number, CellRange[]>();

  constructor(
    readonly workbook: PlainWorkbook,
    readonly sheet: PlainSheet,
  ) {
    for (const merge of sheet.merges) {
      const list = this.mergesByRow.get(merge.firstRow);
      if (list === undefined) this.mergesByRow.set(merge.firstRow, [merge]);
      else list.push(merge);
    }
  }

  /** merges whose top row is this one */
  mergesFrom(row: number): readonly CellRange[] {
    return this.mergesByRow.get(row) ?? [];
  }

  /** position in `sheet.rows` of the first row with this number or a later one */
  position(row: number): number {
    let low = 0;
    let high = this.sheet.rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.sheet.rows[middle]?.row ?? 0) < row) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  row(row: number): PlainRow | null {
    const found = this.sheet.rows[this.position(row)];
    return found?.row === row ? found : null;
  }

  /** rows with cells from one number to another, both included */
  between(first: number, last: number): PlainRow[] {
    return this.sheet.rows.slice(this.position(first), this.position(last + 1));
  }

  style(row: PlainRow, index: number): CellStyle | undefined {
    return this.workbook.styles[row.styles[index] ?? -1];
  }

  /** the cells of a row that show something, as text */
  texts(row: PlainRow): RowText[] {
    const found: RowText[] = [];
    row.values.forEach((value, index) => {
      const text = textOf(value, this.style(row, index));
      if (text !== '') found.push({ column: row.columns[index] ?? 0, text, value });
    });
    return found;
  }
}

export interface RowText {
  readonly column: number;
  readonly text: string;
  readonly value: CellValue;
}
