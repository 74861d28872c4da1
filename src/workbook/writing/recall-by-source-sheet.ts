import type { stream as exceljsStream } from 'exceljs';
import { ratePercent } from '../../domain/money.js';
import { letterMark, romanMark } from './outline.js';
import { amountWidth, rateFormula } from './paper-amounts.js';
import { caption, columnRange, PaperSheet, type Caption, type Cell } from './paper-sheet.js';
import { layBySource, type Rows, type SourceRow } from './recall-by-source-layout.js';
import { BY_PROJECT, BY_PROJECT_SHEET, PROJECT_TOTAL_ROW } from './recall-by-project-sheet.js';
import type { ProjectShare, RecallFigures, RecallList } from './recall-list-model.js';
import {
  asOfSubject,
  disbursedCaption,
  identityRemark,
  RowCells,
  shortfallCaption,
  signatureBlock,
  summaryRemark,
  type RecallPaper,
} from './recall-paper.js';
import { openRecallSheet } from './recall-sheet.js';

export const BY_SOURCE_SHEET = 'Theo nguồn vốn';

const COLUMNS = 15;
const PLAN = 9;
const DISBURSED = 10;
const UNDISBURSED = 12;
const RECALL = 13;

/** A group's name runs over the columns that it does not sum. */
const HEADING_COLUMNS = { first: 2, last: PLAN - 1 };

const NUMBERS = ['1', '2', '3', '4', '5', '6', '7=6/5*100', '8', '9', '10', '11=10/9*100', '12=9-10', '13', '14', '15'];

/**
 * The list that is signed: each candidate under each of its sources. Columns 5-8 judge the whole project (161/QĐ-UBND 5.1 "của
 * từng dự án"), columns 9-13 are the money of the source, and only these add up over the sources.
 */
export async function writeBySource(workbook: exceljsStream.xlsx.WorkbookWriter, paper: RecallPaper): Promise<void> {
  const { list } = paper;
  const sheet = openRecallSheet(workbook, paper, {
    name: BY_SOURCE_SHEET,
    subject: asOfSubject(list.header),
    widths: columnWidths(paper),
    frozenColumns: 2,
    captions: captions(list),
    numbers: numbers(list),
    lines: [2, 4],
  });
  const firstRow = sheet.row + 1;
  const rows = layBySource(list, firstRow);
  await sheet.table(totalCells(paper, { first: firstRow, last: firstRow + Math.max(1, rows.length) - 1 }));
  if (rows.length === 0) await sheet.table(noCandidateCells(paper), { first: 2, last: COLUMNS });
  for (const row of rows) {
    await sheet.table(cellsOf(row, paper, sheet.row), row.kind === 'share' ? undefined : HEADING_COLUMNS);
  }
  remarks(sheet, paper);
  signatureBlock(sheet, paper, COLUMNS);
  sheet.close();
}

function columnWidths({ list, formats }: RecallPaper): number[] {
  const { total } = list;
  const width = (vnd: bigint): number => amountWidth([vnd], formats.amount);
  const [plan, disbursed, undisbursed] = [width(total.planVnd), width(total.disbursedVnd), width(total.undisbursedVnd)];
  const shortfall = amountWidth([list.shortfallVnd], formats.shortfall);
  return [7, 36, 10, 13, plan, disbursed, 9, shortfall, plan, disbursed, 9, undisbursed, undisbursed, 18, 12];
}

function captions(list: RecallList): Caption[] {
  const { header } = list;
  return [
    caption('TT', 1),
    caption('Danh mục dự án', 2),
    caption('Mã dự án', 3),
    caption('Địa điểm', 4),
    { text: 'Toàn dự án (tất cả các nguồn vốn)', firstColumn: 5, lastColumn: 8, rows: 'top' },
    caption(`Kế hoạch vốn năm ${header.planYear}`, 5, 'bottom'),
    caption(disbursedCaption(header), 6, 'bottom'),
    caption('Tỷ lệ giải ngân (%)', 7, 'bottom'),
    caption(shortfallCaption(header), 8, 'bottom'),
    { text: 'Trong đó: thuộc nguồn vốn này', firstColumn: 9, lastColumn: 13, rows: 'top' },
    caption(`Kế hoạch vốn năm ${header.planYear}`, PLAN, 'bottom'),
    caption(disbursedCaption(header), DISBURSED, 'bottom'),
    caption('Tỷ lệ giải ngân (%)', 11, 'bottom'),
    caption('Kế hoạch còn lại chưa giải ngân', UNDISBURSED, 'bottom'),
    caption('Đề nghị thu hồi', RECALL, 'bottom'),
    caption('Lý do', 14),
    caption('Ghi chú', 15),
  ];
}

function numbers({ header }: RecallList): string[] {
  const { factor } = header.threshold;
  return NUMBERS.map((number) => (number === '8' && factor !== null ? `8=5*${factor}%-6` : number));
}

function totalCells({ list, styles }: RecallPaper, below: Rows): Cell[] {
  const cells = new RowCells(styles.strong);
  const { total } = list;
  const whole = (column: number): string =>
    `'${BY_PROJECT_SHEET}'!${columnRange(column, PROJECT_TOTAL_ROW, PROJECT_TOTAL_ROW).split(':')[0]}`;
  const rate = ratePercent(total.disbursedVnd, total.planVnd);
  return [
    cells.mark(''),
    cells.centred('TỔNG SỐ'),
    cells.text(''),
    cells.text(''),
    cells.sum(whole(BY_PROJECT.plan), total.planVnd),
    cells.sum(whole(BY_PROJECT.disbursed), total.disbursedVnd),
    cells.liveRate(rateFormula(`F${below.first - 1}`, `E${below.first - 1}`), rate),
    cells.shortfallSum(whole(BY_PROJECT.shortfall), list.shortfallVnd),
    ...sourceSums(cells, total, below),
    cells.text(''),
    cells.text(''),
  ];
}

/** Columns 9-13 of a row that sums the rows below it; SUBTOTAL leaves the subtotals among them out. */
function sourceSums(cells: RowCells, figures: RecallFigures, below: Rows): Cell[] {
  const subtotal = (column: number): string => `SUBTOTAL(9,${columnRange(column, below.first, below.last)})`;
  const row = below.first - 1;
  return [
    cells.sum(subtotal(PLAN), figures.planVnd),
    cells.sum(subtotal(DISBURSED), figures.disbursedVnd),
    cells.liveRate(rateFormula(`J${row}`, `I${row}`), ratePercent(figures.disbursedVnd, figures.planVnd)),
    cells.sum(subtotal(UNDISBURSED), figures.undisbursedVnd),
    cells.proposalSum(subtotal(RECALL), figures.recallVnd ?? 0n),
  ];
}

function cellsOf(row: SourceRow, { styles }: RecallPaper, at: number): Cell[] {
  switch (row.kind) {
    case 'source': {
      const name = row.group.name.toUpperCase();
      return groupCells(new RowCells(styles.strong), letterMark(row.position), name, row.group.figures, row.below);
    }
    case 'investor': {
      const { investor, figures } = row.group;
      return groupCells(new RowCells(styles.group), romanMark(row.position), investor, figures, row.below);
    }
    case 'share':
      return shareCells(new RowCells(styles.plain), row.position, row.share, at);
  }
}

function groupCells(cells: RowCells, mark: string, name: string, figures: RecallFigures, below: Rows): Cell[] {
  const blank = cells.text('');
  return [
    cells.mark(mark),
    cells.text(name),
    ...Array.from({ length: PLAN - 3 }, () => blank),
    ...sourceSums(cells, figures, below),
    blank,
    blank,
  ];
}

function shareCells(cells: RowCells, position: number, { project, figures }: ProjectShare, at: number): Cell[] {
  const { finding } = project;
  return [
    cells.count(position),
    cells.text(finding.name),
    cells.centred(finding.code),
    cells.text(finding.location),
    cells.amount(finding.planVnd),
    cells.amount(finding.disbursedVnd),
    cells.rate(finding.ratePercent),
    cells.shortfall(project.shortfallVnd),
    cells.amount(figures.planVnd),
    cells.amount(figures.disbursedVnd),
    cells.rate(ratePercent(figures.disbursedVnd, figures.planVnd)),
    cells.sum(`I${at}-J${at}`, figures.undisbursedVnd),
    cells.proposal(figures.recallVnd),
    cells.text(project.reason),
    cells.text(project.note),
  ];
}

function noCandidateCells({ styles }: RecallPaper): Cell[] {
  const cells = new RowCells(styles.plain);
  const blank = cells.text('');
  return [
    cells.mark(''),
    cells.text('Không có dự án thuộc diện đề nghị thu hồi, điều chuyển vốn trong đợt này.'),
    ...Array.from({ length: COLUMNS - 2 }, () => blank),
  ];
}

function remarks(sheet: PaperSheet, { list, styles }: RecallPaper): void {
  const whole = { style: styles.remark, firstColumn: 1, lastColumn: COLUMNS };
  const lines = [
    'Ghi chú: Cột 5 đến cột 8 là số liệu của toàn dự án, dùng để xét tỷ lệ giải ngân; một dự án có nhiều nguồn vốn được nêu ở từng nguồn nên các cột này không cộng theo nguồn vốn, tổng số lấy từ trang "Theo dự án" (mỗi dự án tính một lần).',
    'Tỷ lệ giải ngân lấy hai chữ số thập phân, không làm tròn lên. Kế hoạch vốn là kế hoạch trong năm đã điều chỉnh đến ngày rà soát, không gồm vốn kéo dài.',
    summaryRemark(list),
    ...[identityRemark(list.header)].filter((text) => text !== null),
  ];
  for (const text of lines) sheet.across([{ text, ...whole }]);
}
