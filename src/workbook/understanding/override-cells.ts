import { columnNumber, type CellValue, type PlainRow, type PlainSheet, type PlainWorkbook } from '../cells.js';
import type { CellOverride } from './corrections.js';
import type { OverriddenCell } from './reading.js';
import { textOf } from './text.js';

/**
 * The workbook with some cells read as a person says, and what the file has there. The workbook given is left as it is; rows
 * without an override are shared. A sheet that is not in the workbook changes nothing.
 */
export function overrideCells(
  workbook: PlainWorkbook,
  overrides: readonly CellOverride[],
): { workbook: PlainWorkbook; overridden: OverriddenCell[] } {
  const overridden: OverriddenCell[] = [];
  if (overrides.length === 0) return { workbook, overridden };
  const sheets = workbook.sheets.map((sheet) => {
    const own = overrides.filter((override) => override.sheet === sheet.name);
    return own.length === 0 ? sheet : overrideSheet(workbook, sheet, own, overridden);
  });
  return { workbook: { ...workbook, sheets }, overridden };
}

function overrideSheet(
  workbook: PlainWorkbook,
  sheet: PlainSheet,
  overrides: readonly CellOverride[],
  overridden: OverriddenCell[],
): PlainSheet {
  const rows = new Map(sheet.rows.map((row) => [row.row, row]));
  for (const override of overrides) {
    const [, letters = 'A', digits = '1'] = /^([A-Z]+)(\d+)$/.exec(override.cell) ?? [];
    const column = columnNumber(letters);
    const before = rows.get(Number(digits)) ?? emptyRow(Number(digits));
    const at = before.columns.indexOf(column);
    const style = workbook.styles[before.styles[at] ?? -1];
    const original = at < 0 ? null : textOf(before.values[at], style);
    overridden.push({ sheet: sheet.name, cell: override.cell, original: original === '' ? null : original });
    rows.set(Number(digits), withValue(before, column, override.value));
  }
  return { ...sheet, rows: [...rows.values()].sort((a, b) => a.row - b.row) };
}

function emptyRow(row: number): PlainRow {
  return { row, hidden: false, outlineLevel: 0, columns: [], values: [], styles: [] };
}

function withValue(row: PlainRow, column: number, value: CellValue | null): PlainRow {
  const cells = row.columns
    .map((existing, at) => ({ column: existing, value: row.values[at], style: row.styles[at] ?? 0 }))
    .filter((cell) => cell.column !== column || value !== null)
    .map((cell) => (cell.column === column ? { ...cell, value: value ?? undefined } : cell));
  if (value !== null && !row.columns.includes(column)) cells.push({ column, value, style: row.styles[0] ?? 0 });
  cells.sort((a, b) => a.column - b.column);
  const { formulaColumns, ...rest } = row;
  const formulas = formulaColumns?.filter((formula) => formula !== column) ?? [];
  return {
    ...rest,
    columns: cells.map((cell) => cell.column),
    values: cells.map((cell) => cell.value as CellValue),
    styles: cells.map((cell) => cell.style),
    ...(formulas.length === 0 ? {} : { formulaColumns: formulas }),
  };
}
