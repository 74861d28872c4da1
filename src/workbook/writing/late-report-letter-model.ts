import type { Letterhead } from '../../domain/letterhead.js';
import { toVietnameseDate, yearOf, type LocalDate } from '../../domain/local-date.js';
import { basis, paragraph, type OfficialPaper, type PaperTable } from './official-paper.js';

export interface OverdueReport {
  /** `2025-06` */
  readonly month: string;
  readonly dueOn: LocalDate;
  readonly daysLate: number;
}

/** A letter that asks one investor for the reports that it has not sent. */
export interface LateReportLetterInput {
  readonly letterhead: Letterhead;
  readonly investor: string;
  readonly planYear: number;
  /** day on which nothing had come in */
  readonly today: LocalDate;
  /** day of the month by which the report of the month before is due */
  readonly dayOfMonth: number;
  /** cited where there is one */
  readonly legalBasis: string | null;
  /** oldest first; at least one */
  readonly reports: readonly OverdueReport[];
}

export function buildLateReportLetter(input: LateReportLetterInput): OfficialPaper {
  const { letterhead, investor, planYear, today, dayOfMonth, legalBasis, reports } = input;
  return {
    head: {
      parentAgency: letterhead.parentAgency,
      agency: letterhead.agency,
      number: `Số:          /${letterhead.abbreviation}-KHĐT`,
      placeAndDate: `${letterhead.place}, ngày      tháng      năm ${yearOf(today)}`,
    },
    title: null,
    subject: `đôn đốc gửi báo cáo giải ngân kế hoạch vốn đầu tư công năm ${planYear}`,
    addressees: [investor],
    body: [
      ...(legalBasis === null ? [] : [basis(`Căn cứ ${legalBasis};`)]),
      paragraph(
        `Báo cáo giải ngân hằng tháng gửi ${letterhead.agencyInText} chậm nhất ngày ${dayOfMonth} của tháng sau. Đến hết ngày ${toVietnameseDate(today)}, ` +
          `${letterhead.agencyInText} chưa nhận được ${reports.length} báo cáo của đơn vị, gồm:`,
      ),
      reportTable(reports),
      paragraph(
        `Đề nghị ${investor} gửi ngay các báo cáo nêu trên theo đúng biểu mẫu. Dự án không có số liệu không được tính kết quả giải ngân khi rà soát; ` +
          `việc chậm báo cáo được tổng hợp vào báo cáo tháng trình Ủy ban nhân dân tỉnh./.`,
      ),
    ],
    recipients: ['Như trên', 'UBND tỉnh (để báo cáo)', 'Lưu: VT'],
    signatory: { title: letterhead.signatoryTitle, name: letterhead.signatoryName },
    snapshot: null,
  };
}

function reportTable(reports: readonly OverdueReport[]): PaperTable {
  return {
    kind: 'table',
    unit: null,
    columns: [
      { caption: 'TT', share: 8, align: 'center' },
      { caption: 'Báo cáo tháng', share: 30, align: 'center' },
      { caption: 'Hạn gửi', share: 30, align: 'center' },
      { caption: 'Số ngày chậm', share: 22, align: 'center' },
    ],
    rows: reports.map(({ month, dueOn, daysLate }, index) => ({
      cells: [String(index + 1), monthText(month), toVietnameseDate(dueOn), String(daysLate)],
      strong: false,
    })),
  };
}

/** `2025-06` -> `6/2025` */
export function monthText(month: string): string {
  const [year = '', number = ''] = month.split('-');
  return `${Number(number)}/${year}`;
}
