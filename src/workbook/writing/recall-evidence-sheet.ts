import type { stream as exceljsStream } from 'exceljs';
import { toVietnameseDate } from '../../domain/local-date.js';
import type { MatchedBy } from '../../domain/matching.js';
import type { Finding } from '../../domain/finding.js';
import type { Origin } from '../../domain/words.js';
import type { Cell } from './paper-sheet.js';
import { RowCells, type RecallPaper } from './recall-paper.js';
import { columnsOf, openRecallSheet } from './recall-sheet.js';

export const EVIDENCE_SHEET = 'Căn cứ số liệu';

const WIDTHS = [6, 11, 34, 14, 14, 12, 42, 42, 48] as const;
const CAPTIONS = [
  'TT',
  'Mã dự án',
  'Danh mục dự án',
  'Nguồn số liệu giải ngân',
  'Số liệu đến ngày',
  'Khớp báo cáo theo',
  'Căn cứ kế hoạch vốn (tệp!trang tính!ô)',
  'Căn cứ giải ngân (tệp!trang tính!ô)',
  'Kết quả xét',
];

const ORIGIN_NAMES: Record<Origin, string> = { treasury: 'Kho bạc Nhà nước', investor: 'Chủ đầu tư' };
const MATCH_NAMES: Record<MatchedBy, string> = { code: 'mã dự án', alias: 'mã, tên đã xác nhận', name: 'tên dự án' };

/** The cells on which each candidate's figures rest, one pair a row, so that no reference is cut however many there are. */
export async function writeEvidence(workbook: exceljsStream.xlsx.WorkbookWriter, paper: RecallPaper): Promise<void> {
  const sheet = openRecallSheet(workbook, paper, {
    name: EVIDENCE_SHEET,
    subject: 'Căn cứ số liệu của từng dự án',
    widths: WIDTHS,
    frozenColumns: 3,
    ...columnsOf(CAPTIONS),
    lines: [1, 1],
  });
  const findings = paper.list.investors.flatMap((group) => group.projects.map((project) => project.finding));
  for (const [index, finding] of findings.entries()) {
    for (const cells of evidenceRows(paper, finding, index + 1)) await sheet.table(cells);
  }
  sheet.close();
}

function evidenceRows({ styles }: RecallPaper, finding: Finding, position: number): Cell[][] {
  const cells = new RowCells(styles.plain);
  const blank = cells.text('');
  const { plan, disbursement } = finding.evidence;
  const facts = [
    cells.count(position),
    cells.centred(finding.code),
    cells.text(finding.name),
    cells.text(finding.origin === null ? 'Không có trong báo cáo' : ORIGIN_NAMES[finding.origin]),
    cells.centred(finding.dataAsOf === null ? '' : toVietnameseDate(finding.dataAsOf)),
    cells.text(finding.matchedBy === null ? '' : MATCH_NAMES[finding.matchedBy]),
  ];
  const rows = Math.max(1, plan.length, disbursement.length);
  return Array.from({ length: rows }, (_, index) => [
    ...(index === 0 ? facts : facts.map(() => blank)),
    cells.text(plan[index] ?? ''),
    cells.text(disbursement[index] ?? ''),
    index === 0 ? cells.text(finding.reason) : blank,
  ]);
}
