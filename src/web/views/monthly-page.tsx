import { DIMENSIONS, type Dimension } from '../../domain/synthesis.js';
import { DIMENSION_NAMES } from '../../reports/report-names.js';
import { lateReportersTable, monthlyTable } from '../../reports/report-tables.js';
import type { MonthlyReport } from '../../reports/reports.types.js';
import { Chart, Tabs, TextField, Title } from './components.js';
import { countText, dayText, href, percentText, monthText } from './format.js';
import { Page, renderPage, type Site } from './layout.js';
import { ReportSheet } from './report-sheet.js';
import { ReportTabs } from './report-tabs.js';

/** The report of a month by one breakdown, with its charts. */
export function monthlyPage(site: Site, report: MonthlyReport, by: Dimension): string {
  const month = report.asOf.slice(0, 7);
  const question = { planYear: report.planYear, month };
  const table = monthlyTable(report, by);
  return renderPage(
    <Page site={site} title="Báo cáo tháng" section="reports">
      <div class="stack">
        <Title
          heading="Báo cáo"
          lead={`Tổng hợp giải ngân đến ${dayText(report.asOf)}, so với ${dayText(report.before)}.`}
        >
          <a class="button" href={href('/api/v1/reports/monthly.xlsx', question)}>
            Xuất Excel
          </a>
          <a class="button plain" href={href('/api/v1/reports/monthly.csv', { ...question, by })}>
            Tải CSV
          </a>
        </Title>
        <ReportTabs here="/bao-cao" />
        <form class="card filters" method="get" action="/bao-cao" aria-label="Chọn tháng báo cáo">
          <TextField
            id="thang"
            label="Tháng"
            hint="tháng/năm, ví dụ 6/2025"
            value={monthText(month)}
            inputMode="numeric"
          />
          <input type="hidden" name="nam" value={String(report.planYear)} />
          <input type="hidden" name="theo" value={by} />
          <div class="actions">
            <button type="submit">Xem</button>
          </div>
        </form>
        <Tabs
          label="Tổng hợp theo"
          tabs={DIMENSIONS.map((dimension) => ({
            path: href('/bao-cao', { nam: report.planYear, thang: month, theo: dimension }),
            name: DIMENSION_NAMES[dimension],
            count: report.byDimension[dimension].lines.length,
            current: dimension === by,
          }))}
        />
        <p class="muted">Đơn vị tính: triệu đồng.</p>
        <ReportSheet table={table} empty="Chưa có dự án nào có kế hoạch vốn của năm này." />
        {table.remarks.map((remark) => (
          <p class="muted">{remark}</p>
        ))}
        <LateReporters report={report} />
        <h2>Số dự án theo mức giải ngân</h2>
        <Chart
          src={href('/bieu-do/bao-cao/phan-bo.svg', { nam: report.planYear, thang: month })}
          label="Biểu đồ số dự án theo mức giải ngân"
          message={distributionText(report.distribution)}
        />
        <h2>Tỷ lệ giải ngân theo nguồn vốn</h2>
        <Chart
          src={href('/bieu-do/bao-cao/nguon-von.svg', { nam: report.planYear, thang: month })}
          label="Biểu đồ tỷ lệ giải ngân theo nguồn vốn"
          message={report.byDimension.source.lines
            .map(({ name, ratePercent }) => `${name}: ${percentText(ratePercent) ?? 'chưa có kế hoạch'}`)
            .join('; ')}
        />
      </div>
    </Page>,
  );
}

function LateReporters({ report }: { readonly report: MonthlyReport }) {
  const table = lateReportersTable(report);
  return (
    <>
      <h2>Đơn vị chậm gửi báo cáo của tháng</h2>
      <p class="muted">
        {table.subject} <a href={href('/lich-bao-cao', { nam: report.planYear })}>Lịch báo cáo cả năm</a>
      </p>
      {table.rows.length === 0 ? <p>{table.remarks.join(' ')}</p> : <ReportSheet table={table} empty="" low />}
    </>
  );
}

/** `dưới 10%: 12 dự án; …` */
export function distributionText(distribution: readonly number[]): string {
  return distribution.map((count, tenth) => `${tenthName(tenth)}: ${countText(count)} dự án`).join('; ');
}

export function tenthName(tenth: number): string {
  if (tenth === 0) return 'dưới 10%';
  return tenth >= 10 ? 'từ 100%' : `từ ${tenth * 10}% đến dưới ${tenth * 10 + 10}%`;
}
