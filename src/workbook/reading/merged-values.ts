import type { CellRange, PlainRow } from '../cells.js';
import { LAST_COLUMN } from './sheet-builder.js';

/**
 * Drops the stale values that lie under merged ranges, all but each range's top left cell: Excel does not show them, and
 * adding them up would count an amount twice. Each range costs two sweeps over its columns, however many rows it covers.
 */
export function dropValuesUnderMerges(rows: PlainRow[], merges: readonly CellRange[], columns: number): PlainRow[] {
  if (merges.length === 0) return rows;
  const opening = [...merges].sort((a, b) => a.firstRow - b.firstRow);
  const closing = [...merges].sort((a, b) => a.lastRow - b.lastRow);
  const corners = new Set(merges.map((range) => cornerKey(range.firstRow, range.firstColumn)));
  const cover = new Int32Array(columns + 1);
  let opened = 0;
  let closed = 0;
  return rows
    .map((row) => {
      for (; (opening[opened]?.firstRow ?? Infinity) <= row.row; opened++) addCover(cover, opening[opened]!, 1);
      for (; (closing[closed]?.lastRow ?? Infinity) < row.row; closed++) addCover(cover, closing[closed]!, -1);
      const isShown = (column: number) => cover[column] === 0 || corners.has(cornerKey(row.row, column));
      return row.columns.every(isShown) ? row : keepCells(row, isShown);
    })
    .filter((row) => row.columns.length > 0 || row.hidden);
}

function cornerKey(row: number, column: number): number {
  return row * LAST_COLUMN * 2 + column;
}

function addCover(cover: Int32Array, range: CellRange, change: number): void {
  const last = Math.min(range.lastColumn, cover.length - 1);
  for (let column = range.firstColumn; column <= last; column++) cover[column]! += change;
}

function keepCells(row: PlainRow, isShown: (column: number) => boolean): PlainRow {
  const kept = row.columns.map((_, index) => index).filter((index) => isShown(row.columns[index]!));
  const formulaColumns = row.formulaColumns?.filter(isShown);
  return {
    row: row.row,
    hidden: row.hidden,
    outlineLevel: row.outlineLevel,
    columns: kept.map((index) => row.columns[index]!),
    values: kept.map((index) => row.values[index]!),
    styles: kept.map((index) => row.styles[index]!),
    ...(formulaColumns && formulaColumns.length > 0 ? { formulaColumns } : {}),
  };
}
