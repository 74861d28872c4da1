import type { stream as exceljsStream } from 'exceljs';
import type { Finding } from '../../domain/finding.js';
import { sumVnd } from '../../domain/money.js';
import { statusLabel } from '../../domain/rule-words.js';
import type { Outcome } from '../../domain/words.js';
import { millionsFormat } from './paper-amounts.js';
import { columnRange } from './paper-sheet.js';
import { paperStyles } from './paper-styles.js';
import { writeKept } from './recall-kept-sheet.js';
import type { RecallList } from './recall-list-model.js';
import { disbursedCaption, RowCells, type RecallPaper } from './recall-paper.js';
import { columnsOf, openRecallSheet } from './recall-sheet.js';
import { writePending } from './recall-pending-sheet.js';
import { workbookBytes } from './workbook-stream.js';

type WorkbookWriter = exceljsStream.xlsx.WorkbookWriter;

/** Projects of one reason why nothing is taken back from them. */
interface Group {
  readonly sheet: string;
  readonly subject: string;
  readonly outcomes: readonly Outcome[];
}

const GROUPS: readonly Group[] = [
  { sheet: 'Không dưới ngưỡng', subject: 'Dự án đã rà soát, kết quả giải ngân không dưới ngưỡng', outcomes: ['met'] },
  {
    sheet: 'Ngoài phạm vi',
    subject: 'Dự án không thuộc phạm vi của đợt',
    outcomes: ['outOfScope', 'noPlan'],
  },
];

const WIDTHS = [6, 44, 11, 34, 16, 16, 16, 9, 60] as const;
const PLAN = 6;
const DISBURSED = 7;

/**
 * The second annex: every project of the round from which nothing is taken back, with its reason. Kept by verdict, not below the
 * threshold, outside the round, and not to be concluded on. Together with the recall list it names every project of the round
 * exactly once. Amounts in triệu đồng, exact to the đồng.
 */
export function notRecalledBytes(list: RecallList, findings: readonly Finding[]): Promise<Uint8Array> {
  const listed = new Set([
    ...list.investors.flatMap(({ projects }) => projects.map(({ finding }) => finding.key)),
    ...list.kept.map(({ finding }) => finding.key),
  ]);
  const others = findings.filter(({ key }) => !listed.has(key));
  const paper = toPaper(list, findings);
  return workbookBytes(async (workbook) => {
    await writeKept(workbook, paper);
    for (const group of GROUPS) {
      await writeGroup(
        workbook,
        paper,
        group,
        others.filter(({ outcome }) => group.outcomes.includes(outcome)),
      );
    }
    await writePending(workbook, paper);
  }, list.header.writtenAt ?? undefined);
}

function toPaper(list: RecallList, findings: readonly Finding[]): RecallPaper {
  const amount = millionsFormat(findings.flatMap(({ planVnd, disbursedVnd }) => [planVnd, disbursedVnd ?? 0n]));
  const formats = { amount, shortfall: amount };
  const { planYear, round } = list.header;
  const header = {
    ...list.header,
    annex: 'Phụ lục II',
    title: `DANH SÁCH DỰ ÁN ĐÃ RÀ SOÁT, KHÔNG ĐỀ NGHỊ THU HỒI KẾ HOẠCH VỐN ĐẦU TƯ CÔNG NĂM ${planYear}${round === null ? '' : ` (ĐỢT ${round})`}`,
  };
  return { list: { ...list, header }, formats, styles: paperStyles(formats) };
}

async function writeGroup(
  workbook: WorkbookWriter,
  paper: RecallPaper,
  { sheet: name, subject }: Group,
  findings: readonly Finding[],
): Promise<void> {
  const { list, styles } = paper;
  const texts = [
    ...['TT', 'Danh mục dự án', 'Mã dự án', 'Chủ đầu tư', 'Tính chất dự án'],
    ...[`Kế hoạch vốn năm ${list.header.planYear}`, disbursedCaption(list.header), 'Tỷ lệ giải ngân (%)', 'Lý do'],
  ];
  const head = { name, subject, widths: WIDTHS, frozenColumns: 2, ...columnsOf(texts) };
  const sheet = openRecallSheet(workbook, paper, { ...head, lines: [1, 2] });
  await sheet.table(totalCells(paper, findings, sheet.row + 1));
  const cells = new RowCells(styles.plain);
  for (const [index, finding] of findings.entries()) {
    await sheet.table([
      cells.count(index + 1),
      cells.text(finding.name),
      cells.centred(finding.code),
      cells.text(finding.investor),
      cells.text(statusLabel(finding.status)),
      cells.amount(finding.planVnd),
      cells.amount(finding.disbursedVnd),
      cells.rate(finding.ratePercent),
      cells.text(finding.reason),
    ]);
  }
  sheet.close();
}

function totalCells({ styles }: RecallPaper, findings: readonly Finding[], firstRow: number) {
  const cells = new RowCells(styles.strong);
  const lastRow = firstRow + Math.max(1, findings.length) - 1;
  const total = (column: number, vnd: bigint) =>
    findings.length === 0 ? cells.amount(0n) : cells.sum(`SUBTOTAL(9,${columnRange(column, firstRow, lastRow)})`, vnd);
  const blank = cells.text('');
  return [
    cells.mark(''),
    cells.text(`TỔNG SỐ ${findings.length} DỰ ÁN`),
    ...[blank, blank, blank],
    total(PLAN, sumVnd(findings.map(({ planVnd }) => planVnd))),
    total(DISBURSED, sumVnd(findings.map(({ disbursedVnd }) => disbursedVnd ?? 0n))),
    ...[blank, blank],
  ];
}
