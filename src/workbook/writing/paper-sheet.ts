import { setImmediate } from 'node:timers/promises';
import type { CellValue, PageSetup, stream as exceljsStream, Worksheet } from 'exceljs';
import { columnLetter } from '../cells.js';
import { cellText } from './cell-text.js';
import { LINE_HEIGHT, type PaperStyle } from './paper-styles.js';
import { wrappedLines, type Face } from './text-width.js';

type WorkbookWriter = exceljsStream.xlsx.WorkbookWriter;

/** One cell to write: a text (never a formula), a number, a live formula with its cached result, or nothing but its border. */
export type Content = string | number | null | { readonly formula: string; readonly result: number | string };

export interface Cell {
  readonly content: Content;
  readonly style: PaperStyle;
}

export interface MergedText {
  readonly text: string;
  readonly style: PaperStyle;
  /** 1-based, inclusive */
  readonly firstColumn: number;
  readonly lastColumn: number;
}

export interface SheetLayout {
  readonly name: string;
  /** in characters of the default font */
  readonly widths: readonly number[];
  /** rows that repeat on each page and stay on the screen, inclusive */
  readonly headFirstRow: number;
  readonly headLastRow: number;
  /** columns that stay on the screen */
  readonly frozenColumns: number;
  /** printed on one page, however small */
  readonly onePage?: boolean;
  /** at the foot of every printed page */
  readonly footer?: string | null;
}

/** Rows after which the writer waits for the zip to take them; exceljs has no back-pressure of its own. */
const ROWS_A_TICK = 500;

const INCH_PER_MM = 1 / 25.4;

/** A4 landscape on the width of one page; margins in the range of Nghị định 30/2020/NĐ-CP; page number at the top from page 2. */
const PAGE: Partial<PageSetup> = {
  paperSize: 9,
  orientation: 'landscape',
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
  horizontalCentered: true,
  margins: {
    top: 20 * INCH_PER_MM,
    bottom: 20 * INCH_PER_MM,
    left: 15 * INCH_PER_MM,
    right: 15 * INCH_PER_MM,
    header: 10 * INCH_PER_MM,
    footer: 10 * INCH_PER_MM,
  },
};

/** A sheet of a paper, written row by row from the top. */
export class PaperSheet {
  private readonly sheet: Worksheet;
  private nextRow = 1;

  constructor(
    workbook: WorkbookWriter,
    private readonly layout: SheetLayout,
  ) {
    this.sheet = workbook.addWorksheet(layout.name, {
      pageSetup: {
        ...PAGE,
        fitToHeight: layout.onePage === true ? 1 : 0,
        printTitlesRow: `${layout.headFirstRow}:${layout.headLastRow}`,
      },
      views: [
        {
          state: 'frozen',
          xSplit: layout.frozenColumns,
          ySplit: layout.headLastRow,
          showGridLines: false,
          zoomScale: 85,
        },
      ],
      headerFooter: { differentFirst: true, oddHeader: '&C&"Times New Roman,Regular"&13&P', ...footers(layout) },
    });
    this.sheet.columns = layout.widths.map((width) => ({ width }));
  }

  /** Number of the row that will be written next. */
  get row(): number {
    return this.nextRow;
  }

  /** A row of the table, as high as its longest text needs; `merged` columns (1-based, inclusive) become one cell. */
  async table(cells: readonly Cell[], merged?: ColumnSpan): Promise<void> {
    const row = this.sheet.getRow(this.nextRow);
    cells.forEach((cell, index) => {
      const target = row.getCell(index + 1);
      target.value = toValue(cell);
      target.style = cell.style;
    });
    if (merged !== undefined) this.sheet.mergeCells(this.nextRow, merged.first, this.nextRow, merged.last);
    row.height = LINE_HEIGHT * this.linesOfRow(cells, merged) + 3;
    row.commit();
    this.nextRow += 1;
    if (this.nextRow % ROWS_A_TICK === 0) await setImmediate();
  }

  /** A row of texts across columns, as high as its longest text needs. */
  across(texts: readonly MergedText[], lines = this.linesOf(texts)): void {
    const row = this.sheet.getRow(this.nextRow);
    row.height = LINE_HEIGHT * lines + 3;
    for (const { text, style, firstColumn, lastColumn } of texts) {
      const cell = row.getCell(firstColumn);
      cell.value = cellText(text);
      cell.style = style;
      if (lastColumn > firstColumn) this.sheet.mergeCells(this.nextRow, firstColumn, this.nextRow, lastColumn);
    }
    row.commit();
    this.nextRow += 1;
  }

  /** Empty rows. */
  skip(rows: number): void {
    this.nextRow += rows;
  }

  /**
   * Two header rows with captions (a caption over several columns or both rows is merged) and the row of column numbers.
   * `heights`: lines of the two rows.
   */
  head(captions: readonly Caption[], numbers: readonly string[], heads: HeadStyles): void {
    const top = this.nextRow;
    const bottom = top + 1;
    for (let column = 1; column <= numbers.length; column += 1) {
      this.sheet.getCell(top, column).style = heads.head;
      this.sheet.getCell(bottom, column).style = heads.head;
      const number = this.sheet.getCell(bottom + 1, column);
      number.value = numbers[column - 1] ?? '';
      number.style = heads.number;
    }
    for (const { text, firstColumn, lastColumn, rows } of captions) {
      const first = rows === 'bottom' ? bottom : top;
      const last = rows === 'top' ? top : bottom;
      this.sheet.getCell(first, firstColumn).value = cellText(text);
      if (last > first || lastColumn > firstColumn) this.sheet.mergeCells(first, firstColumn, last, lastColumn);
    }
    this.sheet.getRow(top).height = LINE_HEIGHT * heads.lines[0] + 3;
    this.sheet.getRow(bottom).height = LINE_HEIGHT * heads.lines[1] + 3;
    this.sheet.getRow(bottom + 1).commit();
    this.nextRow = bottom + 2;
  }

  close(): void {
    this.sheet.commit();
  }

  private linesOf(texts: readonly MergedText[]): number {
    return texts.reduce((most, { text, style, firstColumn, lastColumn }) => {
      return Math.max(most, wrappedLines(text, this.widthOf(firstColumn, lastColumn), faceOf(style)));
    }, 1);
  }

  private linesOfRow(cells: readonly Cell[], merged?: ColumnSpan): number {
    return cells.reduce((most, { content, style }, index) => {
      if (typeof content !== 'string' || content === '') return most;
      const column = index + 1;
      const last = merged?.first === column ? merged.last : column;
      return Math.max(most, wrappedLines(content, this.widthOf(column, last), faceOf(style)));
    }, 1);
  }

  private widthOf(firstColumn: number, lastColumn: number): number {
    return this.layout.widths.slice(firstColumn - 1, lastColumn).reduce((sum, part) => sum + part, 0);
  }
}

function footers({ footer }: SheetLayout): { oddFooter?: string; firstFooter?: string } {
  if (footer === undefined || footer === null) return {};
  const text = `&L&"Times New Roman,Italic"&10${footer.replaceAll('&', '&&')}`;
  return { oddFooter: text, firstFooter: text };
}

function faceOf({ font }: PaperStyle): Face {
  return { size: font?.size ?? 12, bold: font?.bold ?? false };
}

export interface ColumnSpan {
  readonly first: number;
  readonly last: number;
}

export interface Caption {
  readonly text: string;
  readonly firstColumn: number;
  readonly lastColumn: number;
  readonly rows: 'top' | 'bottom' | 'both';
}

/** A caption over one column: of both header rows unless told. */
export function caption(text: string, column: number, rows: Caption['rows'] = 'both'): Caption {
  return { text, firstColumn: column, lastColumn: column, rows };
}

export interface HeadStyles {
  readonly head: PaperStyle;
  readonly number: PaperStyle;
  readonly lines: readonly [number, number];
}

/** A range of one column: (9, 12, 40) -> `I12:I40`. */
export function columnRange(column: number, firstRow: number, lastRow: number): string {
  return `${columnLetter(column)}${firstRow}:${columnLetter(column)}${lastRow}`;
}

function toValue({ content, style }: Cell): CellValue {
  if (typeof content === 'string') return content === '' ? null : textValue(cellText(content), style);
  if (content !== null && typeof content === 'object') return { formula: content.formula, result: content.result };
  return content;
}

/** A text of several lines goes as rich text: LibreOffice loses the line breaks of a plain string that exceljs streams. */
function textValue(text: string, { font }: PaperStyle): CellValue {
  if (!text.includes('\n')) return text;
  return { richText: [font === undefined ? { text } : { text, font }] };
}
