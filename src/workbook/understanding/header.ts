import type { CellRange, PlainRow } from '../cells.js';
import { canonical } from './captions.js';
import { sourceOfCaption } from './column-sources.js';
import type { Stated } from './frame.js';
import { isNumberRow, statedFormulas } from './number-row.js';
import type { RowText, SheetIndex } from './sheet-index.js';
import { isDecision, isNeutral, saidBy, type Said } from './synonyms.js';
import { isNumeric, roughNumber } from './text.js';
import { unitLine } from './unit.js';

/** A caption of a header with the cells that it stands over, rows and columns 1-based and inclusive. */
export interface Caption {
  readonly text: string;
  readonly row: number;
  readonly column: number;
  lastColumn: number;
  readonly lastRow: number;
  /** its extent is merged in the file, not inferred from blanks */
  readonly explicit: boolean;
}

export interface HeaderColumn {
  readonly column: number;
  /** captions from the top header row down */
  readonly captions: readonly Caption[];
}

export interface Header {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly columns: readonly HeaderColumn[];
  readonly numberRow: number | null;
  readonly stated: Stated;
  readonly bodyFirstRow: number;
}

const MAX_LEVELS = 7;
const LONGEST_ANCHOR = 80;

/** Reads captions once: the same text stands in thousands of cells. */
export class CaptionReader {
  private readonly known = new Map<string, Said | null>();

  said(text: string): Said | null {
    const before = this.known.get(text);
    if (before !== undefined) return before;
    const said = saidBy(canonical(text));
    if (this.known.size < 5000) this.known.set(text, said);
    return said;
  }
}

/** True for the row of a header that has the captions of order, name or code. Body rows are dismissed by their first number. */
export function isAnchorRow(index: SheetIndex, row: PlainRow, reader: CaptionReader): boolean {
  if (row.columns.length < 3 || row.values.some((value) => isNumeric(value) && !isYear(value))) return false;
  const texts = index.texts(row);
  if (texts.length < 3) return false;
  let anchors = 0;
  let known = 0;
  for (const { text } of texts) {
    const said = text.length > LONGEST_ANCHOR ? null : reader.said(text);
    if (said === null) continue;
    known += 1;
    if (said.kind === 'text' && (said.field === 'mark' || said.field === 'name' || said.field === 'code')) anchors += 1;
  }
  return anchors > 0 && known >= 2;
}

function isYear(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 2000 && value <= 2100;
}

/** The header around an anchor row: its rows, the captions over each column, the number row, and where the body begins. */
export function readHeader(index: SheetIndex, anchor: PlainRow, reader: CaptionReader): Header {
  const fixed = anchorColumns(index.texts(anchor), reader);
  const firstRow = topRow(index, anchor.row, fixed, reader);
  return headerAt(index, firstRow, bottomRow(index, firstRow, anchor.row, fixed, reader));
}

/** The header of given rows: the captions over each column, the number row, and where the body begins. */
export function headerAt(index: SheetIndex, firstRow: number, lastRow: number): Header {
  const columns = headerColumns(index, firstRow, lastRow);
  const numberRow = numberRowBelow(index, lastRow);
  const stated =
    numberRow === null
      ? statedInCaptions(columns)
      : statedFormulas(index.texts(numberRow).map((cell) => ({ ...cell, row: numberRow.row })));
  return {
    firstRow,
    lastRow,
    columns,
    numberRow: numberRow?.row ?? null,
    stated,
    bodyFirstRow: (numberRow?.row ?? lastRow) + 1,
  };
}

/** Columns of order and name: below the header they hold rows, never captions. */
function anchorColumns(texts: readonly RowText[], reader: CaptionReader): ReadonlySet<number> {
  const fields = texts.filter(({ text }) => {
    const said = reader.said(text);
    return said?.kind === 'text' && (said.field === 'mark' || said.field === 'name');
  });
  return new Set(fields.map(({ column }) => column));
}

/** Group captions above the anchor, where order and name stand in a lower row of an unmerged header. */
function topRow(index: SheetIndex, anchor: number, fixed: ReadonlySet<number>, reader: CaptionReader): number {
  let top = anchor;
  const firstData = Math.max(...fixed, 0);
  while (anchor - top < 4) {
    const above = index.row(top - 1);
    if (above === null) break;
    const texts = index.texts(above);
    const grouped = texts.filter(({ column }) => column > firstData);
    if (texts.length === 0 || grouped.length < texts.length || texts.some(({ text }) => isAround(text))) break;
    if (!grouped.some(({ text }) => isCaption(text, reader))) break;
    top -= 1;
  }
  return top;
}

function isAround(text: string): boolean {
  return unitLine(text) !== null || /^\(?\s*(?:kèm theo|đính kèm|phụ lục|biểu|mẫu)/iu.test(text);
}

function isCaption(text: string, reader: CaptionReader): boolean {
  return reader.said(text) !== null || isDecision(canonical(text));
}

function bottomRow(
  index: SheetIndex,
  top: number,
  anchor: number,
  fixed: ReadonlySet<number>,
  reader: CaptionReader,
): number {
  let bottom = anchor;
  let anchorMerged = false;
  const limit = top + MAX_LEVELS - 1;
  for (let row = top; row <= bottom && row <= limit; row += 1) {
    for (const merge of index.mergesFrom(row)) {
      if (merge.lastRow > limit) continue;
      bottom = Math.max(bottom, merge.lastRow);
      if (row <= anchor && merge.lastRow > anchor && covers(merge, fixed)) anchorMerged = true;
    }
  }
  if (anchorMerged) return bottom;
  for (let next = bottom + 1; next <= limit; next += 1) {
    if (isSubHeader(index, next, fixed, reader)) bottom = next;
    else if (next > bottom + 1 || !isBlank(index, next)) break;
  }
  return bottom;
}

function covers(merge: CellRange, columns: ReadonlySet<number>): boolean {
  return [...columns].some((column) => column >= merge.firstColumn && column <= merge.lastColumn);
}

/** An unmerged header may have one blank row between its levels. */
function isBlank(index: SheetIndex, row: number): boolean {
  const plain = index.row(row);
  return plain === null || index.texts(plain).length === 0;
}

/** A lower header row: texts under group captions only, no figures, nothing under order and name. */
function isSubHeader(index: SheetIndex, row: number, fixed: ReadonlySet<number>, reader: CaptionReader): boolean {
  const plain = index.row(row);
  if (plain === null) return false;
  const texts = index.texts(plain);
  if (texts.length === 0 || isNumberRow(texts.map(({ text }) => text))) return false;
  if (texts.some(({ column }) => fixed.has(column))) return false;
  if (texts.some(({ value }) => !isYear(value) && roughNumber(value) !== null)) return false;
  return texts.some(({ text, value }) => isYear(value) || isSubCaption(text, reader));
}

function isSubCaption(text: string, reader: CaptionReader): boolean {
  const caption = canonical(text);
  return isCaption(text, reader) || isNeutral(caption) || sourceOfCaption(caption) !== null || unitLine(text) !== null;
}

/** The number row right below the header, or below one blank row. */
function numberRowBelow(index: SheetIndex, lastRow: number): PlainRow | null {
  for (const row of [lastRow + 1, lastRow + 2]) {
    const plain = index.row(row);
    if (plain === null) continue;
    const texts = index.texts(plain);
    if (isNumberRow(texts.map(({ text }) => text))) return plain;
    if (texts.length > 0) return null;
  }
  return null;
}

/** Column numbers and formulas embedded in the captions: `Tổng số\n(12)=(13)+(14)` (layout L7). */
function statedInCaptions(columns: readonly HeaderColumn[]): Stated {
  const cells = columns.flatMap(({ column, captions }) => {
    const caption = captions.at(-1);
    const match = /\(\s*\d{1,2}\s*\)(?:\s*=\s*[\d\s()+\-*/.]+)?$/u.exec(caption?.text ?? '');
    return caption === undefined || match === null ? [] : [{ row: caption.row, column, text: match[0] }];
  });
  return statedFormulas(cells);
}

function headerColumns(index: SheetIndex, firstRow: number, lastRow: number): HeaderColumn[] {
  const grid = new Grid(index, firstRow, lastRow);
  return grid.columns().map((column) => ({ column, captions: grid.path(column) }));
}

/** The captions of a header by cell: merged ranges as they are, unmerged group captions spread over the blanks to their right. */
class Grid {
  private readonly cells = new Map<string, Caption>();
  private last = 0;

  constructor(
    index: SheetIndex,
    private readonly firstRow: number,
    private readonly lastRow: number,
  ) {
    for (const row of index.between(firstRow, lastRow)) {
      for (const { column, text } of index.texts(row)) this.place(index, row.row, column, text);
    }
    this.spreadGroups();
  }

  columns(): number[] {
    const columns = new Set<number>();
    for (const key of this.cells.keys()) columns.add(Number(key.split(':')[1]));
    return [...columns].sort((a, b) => a - b);
  }

  path(column: number): Caption[] {
    const path: Caption[] = [];
    for (let row = this.firstRow; row <= this.lastRow; row += 1) {
      const caption = this.at(row, column);
      if (caption !== undefined && path.at(-1) !== caption) path.push(caption);
    }
    return path;
  }

  private at(row: number, column: number): Caption | undefined {
    return this.cells.get(`${row}:${column}`);
  }

  private place(index: SheetIndex, row: number, column: number, text: string): void {
    const merge = index.mergesFrom(row).find((range) => range.firstColumn === column);
    const caption: Caption = {
      text,
      row,
      column,
      lastRow: Math.min(merge?.lastRow ?? row, this.lastRow),
      lastColumn: merge?.lastColumn ?? column,
      explicit: merge !== undefined && merge.lastColumn > merge.firstColumn,
    };
    for (let r = row; r <= caption.lastRow; r += 1) {
      for (let c = column; c <= caption.lastColumn; c += 1) this.cells.set(`${r}:${c}`, caption);
    }
    this.last = Math.max(this.last, caption.lastColumn);
  }

  private spreadGroups(): void {
    for (let row = this.firstRow; row < this.lastRow; row += 1) {
      for (let column = 2; column <= this.last; column += 1) {
        const left = this.at(row, column - 1);
        if (left === undefined || this.at(row, column) !== undefined || !this.canSpread(left, row, column)) continue;
        left.lastColumn = column;
        this.cells.set(`${row}:${column}`, left);
      }
    }
  }

  private canSpread(group: Caption, row: number, column: number): boolean {
    if (group.explicit || !this.hasLower(column, row) || !this.hasLower(group.column, row)) return false;
    for (let above = this.firstRow; above < row; above += 1) {
      if (this.at(above, column) !== this.at(above, group.column)) return false;
    }
    return true;
  }

  private hasLower(column: number, row: number): boolean {
    for (let below = row + 1; below <= this.lastRow; below += 1) {
      const caption = this.at(below, column);
      if (caption !== undefined && caption.row > row) return true;
    }
    return false;
  }
}
