import type { stream as exceljsStream } from 'exceljs';
import { ratePercent } from '../../domain/money.js';
import { statusName } from '../../domain/rule-words.js';
import { romanMark } from './outline.js';
import { amountWidth, rateFormula } from './paper-amounts.js';
import { caption, columnRange, type Caption, type Cell } from './paper-sheet.js';
import type { InvestorProjects, RecallList, RecallProject } from './recall-list-model.js';
import {
  disbursedCaption,
  HEAD_ROWS,
  RowCells,
  shortfallCaption,
  TITLE_ROWS,
  type RecallPaper,
} from './recall-paper.js';
import { openRecallSheet } from './recall-sheet.js';

export const BY_PROJECT_SHEET = 'Theo dự án';

/** Columns to which the list by source refers. */
export const BY_PROJECT = { plan: 7, disbursed: 8, advance: 9, undisbursed: 11, shortfall: 12 } as const;

/** Row of TỔNG SỐ, to which the list by source refers. */
export const PROJECT_TOTAL_ROW = TITLE_ROWS + HEAD_ROWS + 1;

const COLUMNS = 14;

/** An investor's name runs over the columns that it does not sum. */
const HEADING_COLUMNS = { first: 2, last: BY_PROJECT.plan - 1 };

/** Each candidate once, with the figures of the whole project, by investor: the totals against which the list by source is checked. */
export async function writeByProject(workbook: exceljsStream.xlsx.WorkbookWriter, paper: RecallPaper): Promise<void> {
  const { list } = paper;
  const sheet = openRecallSheet(workbook, paper, {
    name: BY_PROJECT_SHEET,
    subject: 'Tổng hợp theo chủ đầu tư và dự án',
    widths: columnWidths(paper),
    frozenColumns: 2,
    captions: captions(list),
    numbers: numbers(list),
    lines: [2, 3],
  });
  const size = list.investors.reduce((sum, group) => sum + 1 + group.projects.length, 0);
  await sheet.table(totalCells(paper, sheet.row, Math.max(1, size)));
  if (size === 0) await sheet.table(emptyCells(paper), { first: 2, last: COLUMNS });
  for (const [index, group] of list.investors.entries()) {
    await sheet.table(investorCells(paper, group, index + 1, sheet.row), HEADING_COLUMNS);
    for (const [position, project] of group.projects.entries()) {
      await sheet.table(projectCells(paper, project, position + 1, sheet.row));
    }
  }
  sheet.close();
}

function columnWidths({ list, formats }: RecallPaper): number[] {
  const { total } = list;
  const width = (vnd: bigint): number => amountWidth([vnd], formats.amount);
  const disbursed = width(total.disbursedVnd);
  const shortfall = amountWidth([list.shortfallVnd], formats.shortfall);
  return [
    7,
    38,
    10,
    13,
    13,
    15,
    width(total.planVnd),
    disbursed,
    disbursed,
    9,
    width(total.undisbursedVnd),
    shortfall,
    18,
    12,
  ];
}

function captions({ header }: RecallList): Caption[] {
  return [
    caption('TT', 1),
    caption('Chủ đầu tư, dự án', 2),
    caption('Mã dự án', 3),
    caption('Địa điểm', 4),
    caption('Tính chất dự án', 5),
    caption('Nguồn vốn', 6),
    caption(`Kế hoạch vốn năm ${header.planYear}`, BY_PROJECT.plan),
    { text: disbursedCaption(header), firstColumn: 8, lastColumn: 9, rows: 'top' },
    caption('Tổng số', 8, 'bottom'),
    caption('Trong đó: tạm ứng chưa thu hồi', 9, 'bottom'),
    caption('Tỷ lệ giải ngân (%)', 10),
    caption('Kế hoạch còn lại chưa giải ngân', BY_PROJECT.undisbursed),
    caption(shortfallCaption(header), BY_PROJECT.shortfall),
    caption('Lý do', 13),
    caption('Ghi chú', 14),
  ];
}

function numbers({ header }: RecallList): string[] {
  const { factor } = header.threshold;
  const plain = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10=8/7*100', '11=7-8'];
  return [...plain, factor === null ? '12' : `12=7*${factor}%-8`, '13', '14'];
}

interface GroupFigures {
  readonly planVnd: bigint;
  readonly disbursedVnd: bigint;
  readonly undisbursedVnd: bigint;
  readonly shortfallVnd: bigint;
  readonly advanceVnd: bigint | null;
}

/** Columns 7-12 of a row that sums the `size` rows below it. */
function sums(cells: RowCells, figures: GroupFigures, row: number, size: number): Cell[] {
  const subtotal = (column: number): string => `SUBTOTAL(9,${columnRange(column, row + 1, row + size)})`;
  return [
    cells.sum(subtotal(BY_PROJECT.plan), figures.planVnd),
    cells.sum(subtotal(BY_PROJECT.disbursed), figures.disbursedVnd),
    figures.advanceVnd === null ? cells.amount(null) : cells.sum(subtotal(BY_PROJECT.advance), figures.advanceVnd),
    cells.liveRate(rateFormula(`H${row}`, `G${row}`), ratePercent(figures.disbursedVnd, figures.planVnd)),
    cells.sum(subtotal(BY_PROJECT.undisbursed), figures.undisbursedVnd),
    cells.shortfallSum(subtotal(BY_PROJECT.shortfall), figures.shortfallVnd),
  ];
}

function totalCells({ list, styles }: RecallPaper, row: number, size: number): Cell[] {
  const cells = new RowCells(styles.strong);
  const advances = list.investors.map((group) => group.advanceVnd);
  const known = advances.filter((advance) => advance !== null);
  const advanceVnd = known.length < advances.length ? null : known.reduce((sum, advance) => sum + advance, 0n);
  return frame(cells, cells.mark(''), cells.centred('TỔNG SỐ'), [
    ...sums(cells, { ...list.total, shortfallVnd: list.shortfallVnd, advanceVnd }, row, size),
  ]);
}

function investorCells({ styles }: RecallPaper, group: InvestorProjects, position: number, row: number): Cell[] {
  const cells = new RowCells(styles.group);
  const figures = { ...group.figures, shortfallVnd: group.shortfallVnd, advanceVnd: group.advanceVnd };
  const amounts = sums(cells, figures, row, group.projects.length);
  return frame(cells, cells.mark(romanMark(position)), cells.text(group.investor), amounts);
}

/** A row without code, location, status, source, reason and note. */
function frame(cells: RowCells, mark: Cell, name: Cell, amounts: readonly Cell[]): Cell[] {
  const blank = cells.text('');
  return [mark, name, blank, blank, blank, blank, ...amounts, blank, blank];
}

function projectCells({ styles }: RecallPaper, project: RecallProject, position: number, row: number): Cell[] {
  const cells = new RowCells(styles.plain);
  const { finding } = project;
  return [
    cells.count(position),
    cells.text(finding.name),
    cells.centred(finding.code),
    cells.text(finding.location),
    cells.text(`${statusName(finding.status)}${finding.statusInferred ? ' (suy từ năm khởi công)' : ''}`),
    cells.text(finding.bySource.map((share) => share.source).join(', ')),
    cells.amount(finding.planVnd),
    cells.amount(finding.disbursedVnd),
    cells.amount(finding.advanceVnd),
    cells.rate(finding.ratePercent),
    cells.sum(`G${row}-H${row}`, project.figures.undisbursedVnd),
    cells.shortfall(project.shortfallVnd),
    cells.text(project.reason),
    cells.text(project.note),
  ];
}

function emptyCells({ styles }: RecallPaper): Cell[] {
  const cells = new RowCells(styles.plain);
  const blank = cells.text('');
  const amounts = Array.from({ length: 6 }, () => blank);
  return frame(
    cells,
    cells.mark(''),
    cells.text('Không có dự án thuộc diện đề nghị thu hồi, điều chuyển vốn.'),
    amounts,
  );
}
