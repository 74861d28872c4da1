import { toVietnameseDate } from '../domain/local-date.js';
import { monthText } from '../workbook/writing/late-report-letter-model.js';
import type { ReportTable } from '../workbook/writing/report-table.js';
import type { LateReport } from './calendar.types.js';

interface LateTableHead {
  readonly title: string;
  /** below the title */
  readonly subject: string;
  /** below a table without rows */
  readonly nobody: string;
}

/** Reports that are missing or came late, as an official table. */
export function lateTable(reports: readonly LateReport[], { title, subject, nobody }: LateTableHead): ReportTable {
  const column = { group: null, kind: 'centred' } as const;
  return {
    sheet: 'Chậm báo cáo',
    title,
    subject,
    columns: [
      { ...column, caption: 'TT', kind: 'count', width: 6 },
      { ...column, caption: 'Chủ đầu tư', kind: 'text', width: 52 },
      { ...column, caption: 'Báo cáo tháng', width: 14 },
      { ...column, caption: 'Hạn gửi', width: 14 },
      { ...column, caption: 'Ngày gửi', width: 14 },
      { ...column, caption: 'Số ngày chậm', kind: 'count', width: 12 },
      { ...column, caption: 'Tình trạng', width: 16 },
    ],
    rows: reports.map(({ investor, month, dueOn, sentOn, daysLate, status }, index) => ({
      weight: 'plain',
      values: [
        ...[index + 1, investor, monthText(month), toVietnameseDate(dueOn)],
        ...[sentOn === null ? null : toVietnameseDate(sentOn), daysLate, status === 'late' ? 'Gửi chậm' : 'Chưa gửi'],
      ],
    })),
    remarks: reports.length === 0 ? [nobody] : [],
  };
}
