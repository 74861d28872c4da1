import { cellAddress, type CellValue, type PlainRow, type PlainSheet, type PlainWorkbook } from '../cells.js';

/** A cell whose value is not the same in two workbooks. */
export interface CellDifference {
  readonly sheet: string;
  readonly cell: string;
}

/**
 * First cell of the `before` workbook, or of the same sheets of the `after` workbook, whose value or being a formula differs;
 * null where none does. Sheets that only `after` has do not count; formats never do.
 */
export function firstDifference(before: PlainWorkbook, after: PlainWorkbook): CellDifference | null {
  for (const sheet of before.sheets) {
    const other = after.sheets.find((candidate) => candidate.name === sheet.name);
    if (other === undefined) return { sheet: sheet.name, cell: 'A1' };
    const cell = firstDifferingCell(sheet, other);
    if (cell !== null) return { sheet: sheet.name, cell };
  }
  return null;
}

function firstDifferingCell(before: PlainSheet, after: PlainSheet): string | null {
  const others = new Map(after.rows.map((row) => [row.row, valuesOf(row)]));
  for (const row of before.rows) {
    const other = others.get(row.row) ?? new Map<number, string>();
    for (const [column, value] of valuesOf(row)) {
      if (other.get(column) !== value) return cellAddress(row.row, column);
      other.delete(column);
    }
    for (const column of other.keys()) return cellAddress(row.row, column);
    others.delete(row.row);
  }
  for (const [row, values] of others) {
    for (const column of values.keys()) return cellAddress(row, column);
  }
  return null;
}

function valuesOf(row: PlainRow): Map<number, string> {
  const formulas = new Set(row.formulaColumns ?? []);
  return new Map(
    row.columns.map((column, index) => [column, `${formulas.has(column) ? '=' : ''}${keyOf(row.values[index])}`]),
  );
}

/** A number is the double that every spreadsheet makes of its digits. */
function keyOf(value: CellValue | undefined): string {
  if (typeof value === 'number') return `number ${value}`;
  if (typeof value === 'object' && 'digits' in value) return `number ${Number(value.digits)}`;
  if (typeof value === 'object') return JSON.stringify(value);
  return `${typeof value} ${String(value)}`;
}
