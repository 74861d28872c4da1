import type { PlainRow, PlainSheet, PlainWorkbook } from '../cells.js';
import { isAnchorRow, type CaptionReader } from './header.js';
import { SheetIndex } from './sheet-index.js';
import { unitLine } from './unit.js';

/** Row below which no sheet has its first header. */
const LAST_FIRST_HEADER = 500;

/**
 * The sheet in as many blocks of columns as tables stand side by side on it: a header row that has the captions of order and name
 * twice begins a second table at the second order. One block, the sheet itself, where none does. Cells keep their addresses. Texts
 * above the header belong to all blocks where a block prints no unit of its own.
 */
export function blocksOf(workbook: PlainWorkbook, sheet: PlainSheet, reader: CaptionReader): PlainSheet[] {
  const index = new SheetIndex(workbook, sheet);
  for (const row of sheet.rows) {
    if (row.row > LAST_FIRST_HEADER) break;
    if (!isAnchorRow(index, row, reader)) continue;
    const starts = secondTables(index, row, reader);
    if (starts.length > 0) return cutAt(sheet, starts, row.row, index);
  }
  return [sheet];
}

/** Columns at which a further table begins: a caption of order to the right of a name, with a name to its own right. */
function secondTables(index: SheetIndex, row: PlainRow, reader: CaptionReader): number[] {
  const starts: number[] = [];
  let named = false;
  let start: number | null = null;
  for (const { column, text } of index.texts(row)) {
    const said = reader.said(text);
    if (said?.kind !== 'text') continue;
    if (said.field === 'mark' && named) start = column;
    if (said.field !== 'name') continue;
    if (start !== null) starts.push(start);
    start = null;
    named = true;
  }
  return starts;
}

function cutAt(sheet: PlainSheet, starts: readonly number[], headerRow: number, index: SheetIndex): PlainSheet[] {
  const firsts = [1, ...starts];
  const blocks = firsts.map((first, at) => ({ first, last: (firsts[at + 1] ?? Infinity) - 1 }));
  const titled = blocks.every((block) => printsUnit(index, headerRow, block));
  return blocks.map((block) => ({
    ...sheet,
    rows: sheet.rows.map((row) => (row.row < headerRow && !titled ? row : within(row, block))),
    merges: sheet.merges.filter(({ firstColumn }) => firstColumn >= block.first && firstColumn <= block.last),
    hiddenColumns: sheet.hiddenColumns.filter(({ first }) => first >= block.first && first <= block.last),
  }));
}

interface Block {
  readonly first: number;
  readonly last: number;
}

function printsUnit(index: SheetIndex, headerRow: number, block: Block): boolean {
  return index
    .between(1, headerRow - 1)
    .some((row) =>
      index.texts(row).some(({ column, text }) => isInside(column, block) && unitLine(text)?.certain === true),
    );
}

function within(row: PlainRow, block: Block): PlainRow {
  if (row.columns.every((column) => isInside(column, block))) return row;
  const kept = row.columns.flatMap((column, at) => (isInside(column, block) ? [at] : []));
  const pick = <T>(items: readonly T[]): T[] => kept.map((at) => items[at] as T);
  const formulaColumns = row.formulaColumns?.filter((column) => isInside(column, block));
  return {
    ...row,
    columns: pick(row.columns),
    values: pick(row.values),
    styles: pick(row.styles),
    ...(formulaColumns === undefined ? {} : { formulaColumns }),
  };
}

function isInside(column: number, { first, last }: Block): boolean {
  return column >= first && column <= last;
}
