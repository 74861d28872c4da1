import type { Grid, GridStyle } from './grid.js';
import { letters } from './grid.js';
import type { LayoutOptions } from './layout-options.js';
import { lettered } from './lettering.js';
import type { ColumnSpec, TableSpec } from './table-spec.js';

export interface Placed {
  readonly spec: ColumnSpec;
  /** 1-based column on the sheet */
  readonly column: number;
}

/** Columns of the table on the sheet, blank columns left out. */
export function placeColumns(spec: TableSpec, options: LayoutOptions): Placed[] {
  let column = options.firstColumn;
  return spec.columns.map((one, index) => {
    column += options.blankColumnsBefore.filter((position) => position === index).length;
    const placed = { spec: one, column };
    column += 1;
    return placed;
  });
}

export function writeText(
  grid: Grid,
  row: number,
  column: number,
  text: string,
  options: LayoutOptions,
  style: GridStyle = {},
): void {
  const { value, style: dressed } = lettered(text, options, style);
  grid.set(row, column, value, dressed);
}

/** Office, annex number, titles and unit line. Returns the first row of the header. */
export function writeTitleBlock(
  grid: Grid,
  spec: TableSpec,
  placed: readonly Placed[],
  options: LayoutOptions,
): number {
  const first = options.firstColumn;
  const last = placed.at(-1)!.column;
  const right = Math.max(first + 2, last - 2);
  let row = options.firstRow;
  spec.office.forEach((line, index) => writeText(grid, row + index, first, line, options, { bold: true }));
  if (spec.annex !== null) writeText(grid, row, right, spec.annex, options, { italic: true });
  row += Math.max(spec.office.length, spec.annex === null ? 0 : 1) + (spec.office.length > 0 ? 1 : 0);
  for (const title of spec.titles) {
    writeText(grid, row, first, title, options, {
      bold: !title.startsWith('('),
      italic: title.startsWith('('),
      align: 'center',
    });
    grid.merge(row, first, row, last);
    row += 1;
  }
  if (options.unitText !== null) {
    writeText(grid, row, right, options.unitText, options, { italic: true, align: 'right' });
    row += 1;
  }
  return row + (spec.titles.length > 0 ? 1 : 0);
}

/** Captions, merged both ways where the options say so. Returns the last row of the captions. */
export function writeCaptions(grid: Grid, placed: readonly Placed[], row: number, options: LayoutOptions): number {
  const depth = Math.max(...placed.map((one) => one.spec.path.length));
  const rowOf = (level: number): number =>
    row + level + options.blankHeaderRowsBefore.filter((before) => before <= level && before < depth).length;
  const last = rowOf(depth - 1);
  for (let level = 0; level < depth; level += 1) {
    for (let index = 0; index < placed.length; index += 1) {
      const path = placed[index]!.spec.path;
      if (level >= path.length || (index > 0 && shares(placed[index - 1]!.spec, placed[index]!.spec, level))) continue;
      let end = index;
      while (end + 1 < placed.length && shares(placed[end]!.spec, placed[end + 1]!.spec, level)) end += 1;
      writeText(grid, rowOf(level), placed[index]!.column, path[level]!, options, { bold: true, align: 'center' });
      if (!options.mergeHeader) continue;
      const bottom = level === path.length - 1 ? last : rowOf(level + 1) - 1;
      grid.merge(rowOf(level), placed[index]!.column, bottom, placed[end]!.column);
    }
  }
  return last;
}

/** Two neighbours share the caption of a level where all captions down to it agree and neither ends there. */
function shares(left: ColumnSpec, right: ColumnSpec, level: number): boolean {
  if (right.apart === true || left.path.length <= level + 1 || right.path.length <= level + 1) return false;
  return left.path.slice(0, level + 1).every((caption, index) => caption === right.path[index]);
}

/** The row of printed column numbers, with the sums that it states. */
export function writeNumberRow(grid: Grid, placed: readonly Placed[], row: number, options: LayoutOptions): void {
  placed.forEach((one, index) => {
    const label = (position: number): string => columnLabel(position, options);
    const { states, divides } = one.spec;
    if (states === undefined && divides === undefined && options.numberRow === 'plain') {
      grid.set(row, one.column, index + 1, { italic: true, align: 'center', font: options.font });
      return;
    }
    const sum = states?.map(
      (term, at) => `${at === 0 && term.sign === 1 ? '' : term.sign === 1 ? '+' : '-'}${label(term.column)}`,
    );
    const rate = divides === undefined ? undefined : [label(divides[0]), '/', label(divides[1]), '*100'];
    const formula = sum ?? rate;
    writeText(grid, row, one.column, label(index) + (formula === undefined ? '' : `=${formula.join('')}`), options, {
      italic: true,
    });
  });
}

function columnLabel(position: number, options: LayoutOptions): string {
  if (options.numberRow === 'bracketed') return `(${position + 1})`;
  if (options.numberRow === 'lettered') return position < 2 ? letters(position + 1) : String(position - 1);
  return String(position + 1);
}
