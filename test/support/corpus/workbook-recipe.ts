import type { WorkbookOptions } from './excel.js';
import type { ExpectedTable } from './expected.js';
import { Grid } from './grid.js';
import { type LayoutOptions, PLAIN_LAYOUT } from './layout-options.js';
import { renderTable } from './render.js';
import type { TableSpec } from './table-spec.js';

/** A workbook before it is written: its sheets and the truth about them. */
export interface Draft {
  readonly sheets: Grid[];
  readonly tables: ExpectedTable[];
  readonly options?: WorkbookOptions;
}

/** One workbook of the corpus. */
export interface Recipe {
  /** file name without ending */
  readonly name: string;
  /** English: layout and what is special */
  readonly about: string;
  readonly draft: () => Draft;
  /** written anew by another program, where the shape of its XML matters */
  readonly resavedBy?: 'libreoffice' | 'openpyxl';
}

/** A workbook of one table on one sheet; `touch` may add to the sheet what is no part of the table. */
export function oneTable(
  spec: TableSpec,
  options: Partial<LayoutOptions> = {},
  touch?: (grid: Grid, table: ExpectedTable) => void,
): Draft {
  const layout = { ...PLAIN_LAYOUT, ...options };
  const grid = new Grid(layout.sheet);
  grid.hidden = layout.hidden;
  const table = renderTable(grid, spec, layout);
  touch?.(grid, table);
  return { sheets: [grid], tables: [table] };
}

/** Several drafts as the sheets of one workbook. */
export function together(...drafts: readonly Draft[]): Draft {
  return { sheets: drafts.flatMap((draft) => draft.sheets), tables: drafts.flatMap((draft) => draft.tables) };
}

/** Several tables one under another on one sheet. */
export function stacked(sheet: string, tables: readonly (readonly [TableSpec, Partial<LayoutOptions>])[]): Draft {
  const grid = new Grid(sheet);
  const truths = tables.map(([spec, options]) => {
    const firstRow = grid.lastRow === 0 ? 1 : grid.lastRow + 3;
    return renderTable(grid, spec, { ...PLAIN_LAYOUT, sheet, ...options, firstRow });
  });
  return { sheets: [grid], tables: truths };
}

/** Two tables side by side on one sheet, a blank column between them. */
export function beside(sheet: string, left: TableSpec, right: TableSpec): Draft {
  const grid = new Grid(sheet);
  const layout = { ...PLAIN_LAYOUT, sheet, marks: ['roman', 'arabic'] as const, numberRow: 'none' as const };
  const first = renderTable(grid, left, layout);
  const second = renderTable(grid, right, { ...layout, firstColumn: left.columns.length + 2 });
  return { sheets: [grid], tables: [first, second] };
}
