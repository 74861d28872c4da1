import type { stream as exceljsStream } from 'exceljs';
import { caption, PaperSheet, type Caption } from './paper-sheet.js';
import { HEAD_ROWS, identityRemark, TITLE_ROWS, titleBlock, type RecallPaper } from './recall-paper.js';

/** A sheet of a recall list, from its title block to the numbers of its columns. */
export interface RecallSheetHead {
  readonly name: string;
  readonly subject: string;
  readonly widths: readonly number[];
  readonly frozenColumns: number;
  readonly captions: readonly Caption[];
  /** one a column */
  readonly numbers: readonly string[];
  /** of text, in the two rows of captions */
  readonly lines: readonly [number, number];
}

/** Begins a sheet; its table follows, then `close`. */
export function openRecallSheet(
  workbook: exceljsStream.xlsx.WorkbookWriter,
  paper: RecallPaper,
  { name, subject, widths, frozenColumns, captions, numbers, lines }: RecallSheetHead,
): PaperSheet {
  const sheet = new PaperSheet(workbook, {
    ...{ name, widths, frozenColumns },
    headFirstRow: TITLE_ROWS + 1,
    headLastRow: TITLE_ROWS + HEAD_ROWS,
    footer: identityRemark(paper.list.header),
  });
  titleBlock(sheet, paper, subject, numbers.length);
  sheet.head(captions, numbers, { head: paper.styles.head, number: paper.styles.number, lines });
  return sheet;
}

/** One caption a column, with the numbers of the columns. */
export function columnsOf(texts: readonly string[]): Pick<RecallSheetHead, 'captions' | 'numbers'> {
  return {
    captions: texts.map((text, index) => caption(text, index + 1)),
    numbers: texts.map((_, at) => String(at + 1)),
  };
}
