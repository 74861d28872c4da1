import { toVietnameseDate } from '../domain/local-date.js';
import { thresholdToReach } from '../domain/rule-words.js';
import type { Dimension, SynthesisLine } from '../domain/synthesis.js';
import { perDayDown, perDayUp } from '../workbook/writing/paper-amounts.js';
import { asOfSubject, type ReportColumn, type ReportRow, type ReportTable } from '../workbook/writing/report-table.js';
import { DIMENSION_NAMES, STAGE_ACTIONS, STAGE_NAMES, STAGE_OWNERS } from './report-names.js';
import { lateTable } from '../calendar/late-table.js';
import type { CountdownReport, LeagueReport, MonthlyReport } from './reports.types.js';

const column = (
  caption: string,
  kind: ReportColumn['kind'],
  width: number,
  group: string | null = null,
): ReportColumn => ({
  ...{ caption, kind, width, group },
});

export function monthlyTable(report: MonthlyReport, dimension: Dimension): ReportTable {
  const { total, lines } = report.byDimension[dimension];
  const name = DIMENSION_NAMES[dimension];
  const [, month] = report.asOf.split('-');
  return {
    sheet: `Theo ${name}`.slice(0, 31),
    title: `TỔNG HỢP GIẢI NGÂN KẾ HOẠCH VỐN ĐẦU TƯ CÔNG THÁNG ${Number(month)} NĂM ${report.planYear} THEO ${name.toUpperCase()}`,
    subject: asOfSubject(report.asOf),
    columns: [
      column('TT', 'count', 5),
      column(name, 'text', 36),
      column('Số dự án', 'count', 8),
      column(`Kế hoạch vốn năm ${report.planYear}`, 'amount', 13),
      column(`Đến ${toVietnameseDate(report.before)}`, 'amount', 13, 'Giải ngân lũy kế'),
      column(`Đến ${toVietnameseDate(report.asOf)}`, 'amount', 13, 'Giải ngân lũy kế'),
      column('Tăng trong tháng', 'amount', 13, 'Giải ngân lũy kế'),
      column(`So với kế hoạch năm ${report.planYear} (%)`, 'rate', 11, 'Tỷ lệ giải ngân'),
      column('Tính cả vốn kéo dài (%)', 'rate', 11, 'Tỷ lệ giải ngân'),
      column('Kế hoạch', 'amount', 12, 'Vốn kéo dài'),
      column('Giải ngân', 'amount', 12, 'Vốn kéo dài'),
      column('Xếp hạng', 'count', 7),
    ],
    rows: [monthlyRow(total, null), ...lines.map((line, index) => monthlyRow(line, index + 1))],
    remarks: monthlyRemarks(total),
  };
}

/** Who had not sent the report of the month in time, as known when the report is made. */
export function lateReportersTable({ asOf, planYear, late }: MonthlyReport): ReportTable {
  const month = `${Number(asOf.slice(5, 7))}/${planYear}`;
  const { reports, dueOn, madeOn } = late;
  return lateTable(reports, {
    title: `DANH SÁCH ĐƠN VỊ CHẬM GỬI BÁO CÁO GIẢI NGÂN THÁNG ${month}`,
    subject: `(Hạn gửi ${toVietnameseDate(dueOn)}; tính đến ngày ${toVietnameseDate(madeOn)})`,
    nobody:
      madeOn <= dueOn
        ? `Chưa hết hạn gửi báo cáo tháng ${month}.`
        : `Không có đơn vị nào chậm gửi báo cáo tháng ${month}.`,
  });
}

function monthlyRemarks({ withoutFigure, carriedOverPlanVnd, carriedOverDisbursedVnd }: SynthesisLine): string[] {
  const remarks: string[] = [];
  if (withoutFigure > 0) {
    remarks.push(
      `${withoutFigure} dự án chưa có số liệu giải ngân, tính vào kế hoạch nhưng chưa tính vào số đã giải ngân.`,
    );
  }
  if (carriedOverPlanVnd === 0n && carriedOverDisbursedVnd > 0n) {
    remarks.push('Chưa nạp kế hoạch vốn kéo dài nên chưa tính được tỷ lệ tính cả vốn kéo dài.');
  }
  return remarks;
}

function monthlyRow(line: SynthesisLine, position: number | null): ReportRow {
  return {
    weight: position === null ? 'strong' : 'plain',
    values: [
      position,
      position === null ? 'TỔNG SỐ' : line.name,
      line.projects,
      ...[line.planVnd, line.beforeVnd, line.disbursedVnd, line.changeVnd],
      ...[line.ratePercent, line.rateWithCarriedOverPercent],
      ...[line.carriedOverPlanVnd, line.carriedOverDisbursedVnd],
      line.rank,
    ],
  };
}

export function leagueTableTable(report: LeagueReport): ReportTable {
  return {
    sheet: 'Xếp hạng chủ đầu tư',
    title: `KẾT QUẢ GIẢI NGÂN KẾ HOẠCH VỐN ĐẦU TƯ CÔNG NĂM ${report.planYear} THEO CHỦ ĐẦU TƯ`,
    subject: asOfSubject(report.asOf),
    columns: [
      column('Hạng', 'count', 7),
      column('Chủ đầu tư', 'text', 38),
      column('Người đứng đầu', 'text', 24),
      column('Số dự án', 'count', 8),
      column('Kế hoạch vốn', 'amount', 13),
      column('Đã giải ngân', 'amount', 13),
      column('Tỷ lệ (%)', 'rate', 9),
      column('Chưa giải ngân', 'amount', 13),
      column('Đã đăng ký giải ngân', 'amount', 13),
      column('Thực hiện so với đăng ký (%)', 'rate', 12),
    ],
    rows: report.lines.map((line) => ({
      weight: 'plain',
      values: [
        ...[line.rank, line.investor ?? 'Chưa rõ chủ đầu tư', line.head ?? '', line.projects],
        ...[line.planVnd, line.disbursedVnd, line.ratePercent, line.undisbursedVnd],
        ...[line.registeredVnd, line.fidelityPercent],
      ],
    })),
    remarks: ['Xếp theo tỷ lệ giải ngân tính trên tổng số vốn; các đơn vị cùng tỷ lệ xếp cùng hạng.'],
  };
}

export function countdownTable(report: CountdownReport): ReportTable {
  const { rule, countdown } = report;
  const threshold = thresholdToReach(rule);
  return {
    sheet: 'Theo dõi trước đợt',
    title: `THEO DÕI TIẾN ĐỘ GIẢI NGÂN TRƯỚC ${rule.name.toUpperCase()}`,
    subject: `(Số liệu đến ngày ${toVietnameseDate(report.asOf)}; còn ${countdown.daysLeft} ngày, ${countdown.workingDaysLeft} ngày làm việc đến ${toVietnameseDate(rule.asOf)})`,
    columns: [
      column('TT', 'count', 5),
      column('Dự án', 'text', 40),
      column('Mã dự án', 'centred', 10),
      column('Chủ đầu tư', 'text', 24),
      column('Mức', 'centred', 14),
      column('Kế hoạch vốn', 'amount', 12),
      column('Đã giải ngân', 'amount', 12),
      column('Tỷ lệ (%)', 'rate', 8),
      column(`Cần để đạt ${threshold}`, 'computed', 12),
      column('Cần mỗi ngày làm việc', 'computed', 12),
      column('Đang đạt mỗi ngày làm việc', 'computed', 12),
      column('Thấp', 'rate', 8, 'Dự báo đến hạn (%)'),
      column('Khả năng nhất', 'rate', 9, 'Dự báo đến hạn (%)'),
      column('Cao', 'rate', 8, 'Dự báo đến hạn (%)'),
      column('Người làm', 'text', 14),
      column('Việc cần làm', 'text', 26),
    ],
    rows: countdown.lines.map((line, index) => ({
      weight: 'plain',
      values: [
        ...[
          index + 1,
          line.finding.name,
          line.finding.code ?? '',
          line.finding.investor ?? '',
          STAGE_NAMES[line.stage],
        ],
        ...[line.finding.planVnd, line.finding.disbursedVnd, line.finding.ratePercent],
        ...[
          line.neededVnd,
          rounded(perDayUp, line.neededPerWorkingDayVnd),
          rounded(perDayDown, line.ownPerWorkingDayVnd),
        ],
        ...[
          line.projectedRange?.lowPercent ?? null,
          line.projectedRatePercent,
          line.projectedRange?.highPercent ?? null,
        ],
        ...[STAGE_OWNERS[line.stage], STAGE_ACTIONS[line.stage]],
      ],
    })),
    remarks: [
      'Dự báo theo tốc độ giải ngân gần đây của dự án và của các dự án tương tự, không phải số liệu chính thức.',
    ],
  };
}

function rounded(round: (vnd: bigint) => bigint, vnd: bigint | null): bigint | null {
  return vnd === null ? null : round(vnd);
}
