import type { PlainWorkbook } from '../cells.js';

/** Past these the officer gets the list of issues alone: the writing library would need too much time and memory. */
const MOST_ROWS = 10_000;
const MOST_CELLS = 400_000;
const MOST_MERGES = 5_000;

/** `null` where the workbook itself can be written back with marks; else why not (Vietnamese, for the list of issues). */
export function whyListOnly(workbook: PlainWorkbook): string | null {
  let rows = 0;
  let cells = 0;
  let merges = 0;
  for (const sheet of workbook.sheets) {
    rows += sheet.rows.length;
    merges += sheet.merges.length;
    for (const row of sheet.rows) cells += row.values.length;
  }
  if (rows > MOST_ROWS) return `Tệp có ${rows} dòng, nhiều hơn ${MOST_ROWS} dòng mà bản đánh dấu nhận.`;
  if (cells > MOST_CELLS) return `Tệp có ${cells} ô, nhiều hơn ${MOST_CELLS} ô mà bản đánh dấu nhận.`;
  if (merges > MOST_MERGES) return `Tệp có ${merges} vùng ô gộp, nhiều hơn ${MOST_MERGES} vùng mà bản đánh dấu nhận.`;
  return null;
}
