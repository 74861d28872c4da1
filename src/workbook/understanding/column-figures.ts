import { columnNumber } from '../cells.js';
import type { TableFrame } from './frame.js';
import type { ColumnFigures } from './reading.js';
import { textOf } from './text.js';

const SAMPLES = 3;
const ROWS_LOOKED_AT = 200;

/** The first values that each column shows, and the total of those that hold money, so that a person sees what a choice means. */
export function columnFigures(frame: TableFrame, totals: ReadonlyMap<string, bigint>): readonly ColumnFigures[] {
  const samples = samplesByColumn(frame);
  return frame.columns.map(({ letter }) => ({
    letter,
    samples: samples.get(columnNumber(letter)) ?? [],
    totalVnd: totals.get(letter) ?? null,
  }));
}

function samplesByColumn({ sheet, body, workbook }: TableFrame): Map<number, string[]> {
  const samples = new Map<number, string[]>();
  let looked = 0;
  for (const row of sheet.rows) {
    if (row.row < body.firstRow) continue;
    if (row.row > body.lastRow || looked >= ROWS_LOOKED_AT) break;
    looked += 1;
    row.values.forEach((value, at) => {
      const column = row.columns[at] ?? 0;
      const kept = samples.get(column) ?? [];
      const text = kept.length < SAMPLES ? textOf(value, workbook.styles[row.styles[at] ?? -1]) : '';
      if (text !== '') samples.set(column, [...kept, text.slice(0, 80)]);
    });
  }
  return samples;
}

/** Rows of the body that have a cell, counted on the sheet and not on what was read of it. */
export function rowsWithCells({ sheet, body }: TableFrame): number {
  let rows = 0;
  for (const { row, values } of sheet.rows) {
    if (row >= body.firstRow && row <= body.lastRow && values.length > 0) rows += 1;
  }
  return rows;
}
