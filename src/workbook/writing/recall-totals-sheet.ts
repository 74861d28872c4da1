import type { stream as exceljsStream } from 'exceljs';
import { romanMark } from './outline.js';
import { columnRange, PaperSheet, type Caption, type Cell } from './paper-sheet.js';
import type { RecallFigures, RecallList } from './recall-list-model.js';
import { disbursedCaption, RowCells, type RecallPaper } from './recall-paper.js';
import { columnsOf, openRecallSheet } from './recall-sheet.js';

export const TOTALS_SHEET = 'Tổng hợp';

const WIDTHS = [6, 60, 10, 18, 18, 18, 18] as const;

interface TotalRow {
  readonly name: string;
  readonly projects: number;
  readonly figures: RecallFigures;
}

/**
 * What is recalled by funding source and by investor. Both parts have the same total but for the number of projects: one of
 * several sources counts in each.
 */
export async function writeTotals(workbook: exceljsStream.xlsx.WorkbookWriter, paper: RecallPaper): Promise<void> {
  const { list } = paper;
  const sheet = openRecallSheet(workbook, paper, {
    name: TOTALS_SHEET,
    subject: 'Tổng hợp theo nguồn vốn và theo chủ đầu tư',
    widths: WIDTHS,
    frozenColumns: 2,
    captions: captions(paper),
    numbers: ['1', '2', '3', '4', '5', '6=4-5', '7'],
    lines: [1, 2],
  });
  await writePart(sheet, paper, 'THEO NGUỒN VỐN', sourceRows(list), 'A');
  await writePart(sheet, paper, 'THEO CHỦ ĐẦU TƯ', investorRows(list), 'B');
  sheet.close();
}

function sourceRows(list: RecallList): TotalRow[] {
  return list.sources.map(({ name, figures, investors }) => ({
    name,
    figures,
    projects: investors.reduce((sum, { shares }) => sum + shares.length, 0),
  }));
}

function investorRows(list: RecallList): TotalRow[] {
  return list.investors.map(({ investor, figures, projects }) => ({
    name: investor,
    figures,
    projects: projects.length,
  }));
}

function captions({ list: { header } }: RecallPaper): readonly Caption[] {
  const texts = [
    'TT',
    'Nguồn vốn, chủ đầu tư',
    'Số dự án',
    `Kế hoạch vốn năm ${header.planYear}`,
    disbursedCaption(header),
    'Kế hoạch còn lại chưa giải ngân',
    'Đề nghị thu hồi',
  ];
  return columnsOf(texts).captions;
}

async function writePart(
  sheet: PaperSheet,
  { list, styles }: RecallPaper,
  title: string,
  rows: readonly TotalRow[],
  mark: string,
): Promise<void> {
  const head = new RowCells(styles.strong);
  const [first, last] = [sheet.row + 1, sheet.row + Math.max(1, rows.length)];
  const sum = (column: number, vnd: bigint): Cell => head.sum(`SUBTOTAL(9,${columnRange(column, first, last)})`, vnd);
  await sheet.table([
    head.mark(mark),
    head.text(title),
    head.text(''),
    sum(4, list.total.planVnd),
    sum(5, list.total.disbursedVnd),
    sum(6, list.total.undisbursedVnd),
    sum(7, list.total.recallVnd ?? 0n),
  ]);
  const plain = new RowCells(styles.plain);
  if (rows.length === 0) await sheet.table([plain.mark(''), plain.text('Không có'), ...blanks(plain)]);
  for (const [index, row] of rows.entries()) await sheet.table(rowCells(plain, row, index + 1, sheet.row));
}

function blanks(cells: RowCells): Cell[] {
  return Array.from({ length: 5 }, () => cells.text(''));
}

function rowCells(cells: RowCells, { name, projects, figures }: TotalRow, position: number, row: number): Cell[] {
  return [
    cells.mark(romanMark(position)),
    cells.text(name),
    cells.count(projects),
    cells.amount(figures.planVnd),
    cells.amount(figures.disbursedVnd),
    cells.sum(`D${row}-E${row}`, figures.undisbursedVnd),
    cells.amount(figures.recallVnd ?? 0n),
  ];
}
