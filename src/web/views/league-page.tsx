import { leagueTableTable } from '../../reports/report-tables.js';
import type { LeagueReport } from '../../reports/reports.types.js';
import { Title } from './components.js';
import { dayText, href } from './format.js';
import { Page, renderPage, type Site } from './layout.js';
import { ReportSheet } from './report-sheet.js';
import { ReportTabs } from './report-tabs.js';

export function leaguePage(site: Site, report: LeagueReport): string {
  const question = { planYear: report.planYear, asOf: report.asOf };
  const table = leagueTableTable(report);
  return renderPage(
    <Page site={site} title="Xếp hạng chủ đầu tư" section="reports">
      <div class="stack">
        <Title
          heading="Xếp hạng chủ đầu tư"
          lead={`Kết quả giải ngân đến ${dayText(report.asOf)}; đơn vị tính: triệu đồng.`}
        >
          <a class="button" href={href('/api/v1/reports/league-table.xlsx', question)}>
            Xuất Excel
          </a>
          <a class="button plain" href={href('/api/v1/reports/league-table.csv', question)}>
            Tải CSV
          </a>
        </Title>
        <ReportTabs here="/bao-cao/xep-hang" />
        <ReportSheet table={table} empty="Chưa có chủ đầu tư nào có kế hoạch vốn của năm này." />
        {table.remarks.map((remark) => (
          <p class="muted">{remark}</p>
        ))}
      </div>
    </Page>,
  );
}
