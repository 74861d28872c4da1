import type { stream as exceljsStream } from 'exceljs';
import { statusLabel } from '../../domain/rule-words.js';
import { caption, PaperSheet } from './paper-sheet.js';
import {
  disbursedCaption,
  HEAD_ROWS,
  identityRemark,
  RowCells,
  TITLE_ROWS,
  titleBlock,
  type RecallPaper,
} from './recall-paper.js';

export const PENDING_SHEET = 'Chưa kết luận';

const WIDTHS = [6, 11, 44, 34, 16, 16, 16, 60] as const;

/** Projects that may belong to the list but on which the facts do not allow a verdict. Not written where there is none. */
export async function writePending(workbook: exceljsStream.xlsx.WorkbookWriter, paper: RecallPaper): Promise<void> {
  const { list, styles } = paper;
  if (list.pending.length === 0) return;
  const sheet = new PaperSheet(workbook, {
    name: PENDING_SHEET,
    widths: WIDTHS,
    headFirstRow: TITLE_ROWS + 1,
    headLastRow: TITLE_ROWS + HEAD_ROWS,
    frozenColumns: 3,
    footer: identityRemark(paper.list.header),
  });
  titleBlock(sheet, paper, 'Dự án chưa kết luận được, cần bổ sung số liệu', WIDTHS.length);
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
  const captions = texts.map((text, index) => caption(text, index + 1));
  const numbers = texts.map((_, index) => String(index + 1));
  sheet.head(captions, numbers, { head: styles.head, number: styles.number, lines: [1, 1] });
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
