import type { stream as exceljsStream } from 'exceljs';
import { toVietnameseDate } from '../../domain/local-date.js';
import { sumVnd } from '../../domain/money.js';
import { columnRange, type Caption, type Cell } from './paper-sheet.js';
import type { KeptProject } from './recall-list-model.js';
import { disbursedCaption, RowCells, type RecallPaper } from './recall-paper.js';
import { columnsOf, openRecallSheet } from './recall-sheet.js';

export const KEPT_SHEET = 'Không thu hồi';

const WIDTHS = [6, 44, 11, 34, 16, 16, 9, 16, 44, 12] as const;
const PLAN = 5;
const DISBURSED = 6;
const UNDISBURSED = 8;

/** Candidates that were reviewed and keep their plan, each with its reason and the day until which that stands. Not written where there is none. */
export async function writeKept(workbook: exceljsStream.xlsx.WorkbookWriter, paper: RecallPaper): Promise<void> {
  const { list } = paper;
  if (list.kept.length === 0) return;
  const sheet = openRecallSheet(workbook, paper, {
    name: KEPT_SHEET,
    subject: 'Dự án đã rà soát, chưa đề nghị thu hồi',
    widths: WIDTHS,
    frozenColumns: 2,
    captions: captions(paper),
    numbers: ['1', '2', '3', '4', '5', '6', '7=6/5*100', '8=5-6', '9', '10'],
    lines: [1, 2],
  });
  await sheet.table(totalCells(paper, sheet.row + 1));
  for (const [index, kept] of list.kept.entries()) await sheet.table(keptCells(paper, kept, index + 1, sheet.row));
  sheet.close();
}

function captions({ list: { header } }: RecallPaper): readonly Caption[] {
  const texts = [
    'TT',
    'Danh mục dự án',
    'Mã dự án',
    'Chủ đầu tư',
    `Kế hoạch vốn năm ${header.planYear}`,
    disbursedCaption(header),
    'Tỷ lệ giải ngân (%)',
    'Kế hoạch còn lại chưa giải ngân',
    'Lý do chưa thu hồi',
    'Đến ngày',
  ];
  return columnsOf(texts).captions;
}

function totalCells({ list, styles }: RecallPaper, firstRow: number): Cell[] {
  const cells = new RowCells(styles.strong);
  const blank = cells.text('');
  const lastRow = firstRow + list.kept.length - 1;
  const total = (column: number, amounts: readonly bigint[]): Cell =>
    cells.sum(`SUBTOTAL(9,${columnRange(column, firstRow, lastRow)})`, sumVnd(amounts));
  const figures = list.kept.map((kept) => kept.figures);
  return [
    cells.mark(''),
    cells.centred('TỔNG SỐ'),
    blank,
    blank,
    total(
      PLAN,
      figures.map((figure) => figure.planVnd),
    ),
    total(
      DISBURSED,
      figures.map((figure) => figure.disbursedVnd),
    ),
    blank,
    total(
      UNDISBURSED,
      figures.map((figure) => figure.undisbursedVnd),
    ),
    blank,
    blank,
  ];
}

function keptCells({ styles }: RecallPaper, kept: KeptProject, position: number, row: number): Cell[] {
  const cells = new RowCells(styles.plain);
  const { finding, figures } = kept;
  return [
    cells.count(position),
    cells.text(finding.name),
    cells.centred(finding.code),
    cells.text(finding.investor),
    cells.amount(figures.planVnd),
    cells.amount(figures.disbursedVnd),
    cells.rate(finding.ratePercent),
    cells.sum(`E${row}-F${row}`, figures.undisbursedVnd),
    cells.text(kept.reason),
    cells.centred(toVietnameseDate(kept.until)),
  ];
}
