import type { stream as exceljsStream } from 'exceljs';
import { statusLabel } from '../../domain/rule-words.js';
import { disbursedCaption, RowCells, type RecallPaper } from './recall-paper.js';
import { columnsOf, openRecallSheet } from './recall-sheet.js';

export const PENDING_SHEET = 'Chưa kết luận';

const WIDTHS = [6, 11, 44, 34, 16, 16, 16, 60] as const;

/** Projects that may belong to the list but on which the facts do not allow a verdict. Not written where there is none. */
export async function writePending(workbook: exceljsStream.xlsx.WorkbookWriter, paper: RecallPaper): Promise<void> {
  const { list, styles } = paper;
  if (list.pending.length === 0) return;
  const texts = [
    'TT',
    'Mã dự án',
    'Danh mục dự án',
    'Chủ đầu tư',
    'Tính chất dự án',
    `Kế hoạch vốn năm ${list.header.planYear}`,
    disbursedCaption(list.header),
    'Vì sao chưa kết luận',
  ];
  const sheet = openRecallSheet(workbook, paper, {
    name: PENDING_SHEET,
    subject: 'Dự án chưa kết luận được, cần bổ sung số liệu',
    widths: WIDTHS,
    frozenColumns: 3,
    ...columnsOf(texts),
    lines: [1, 1],
  });
  const cells = new RowCells(styles.plain);
  for (const [index, finding] of list.pending.entries()) {
    await sheet.table([
      cells.count(index + 1),
      cells.centred(finding.code),
      cells.text(finding.name),
      cells.text(finding.investor),
      cells.text(statusLabel(finding.status)),
      cells.amount(finding.planVnd),
      cells.amount(finding.disbursedVnd),
      cells.text(finding.reason),
    ]);
  }
  sheet.close();
}
