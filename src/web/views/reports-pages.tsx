import { fundingSourceName } from '../../domain/funding-sources.js';
import { STAGES, type BackTestLine } from '../../domain/countdown.js';
import { DIMENSIONS, type Dimension } from '../../domain/synthesis.js';
import { DIMENSION_NAMES, STAGE_ACTIONS, STAGE_NAMES } from '../../reports/report-names.js';
import { countdownTable, leagueTableTable, monthlyTable } from '../../reports/report-tables.js';
import type {
  BackTestReport,
  CountdownReport,
  LeagueReport,
  MonthlyReport,
  WatchReport,
} from '../../reports/reports.types.js';
import { Chart, Field, Millions, Rate, Sheet, Tabs, Title } from './components.js';
import { countText, dayText, href, percentText } from './format.js';
import { Page, renderPage, type Site } from './layout.js';
import { ReportSheet } from './report-sheet.js';

const PAGES = [
  { path: '/bao-cao', name: 'Tổng hợp tháng' },
  { path: '/bao-cao/xep-hang', name: 'Xếp hạng chủ đầu tư' },
  { path: '/bao-cao/dem-nguoc', name: 'Theo dõi trước đợt' },
  { path: '/bao-cao/theo-doi', name: 'Theo dõi đặc biệt' },
] as const;

function ReportTabs({ here }: { readonly here: (typeof PAGES)[number]['path'] }) {
  const tabs = PAGES.map(({ path, name }) => ({ path, name, count: null, current: path === here }));
  return <Tabs label="Các báo cáo" tabs={tabs} />;
}

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
          <Field id="thang" label="Tháng" hint="dạng năm-tháng, ví dụ 2025-06">
            <input
              id="thang"
              name="thang"
              type="text"
              value={month}
              inputMode="numeric"
              aria-describedby="thang-goi-y"
            />
          </Field>
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

/** `dưới 10%: 12 dự án; …` */
export function distributionText(distribution: readonly number[]): string {
  return distribution.map((count, tenth) => `${tenthName(tenth)}: ${countText(count)} dự án`).join('; ');
}

export function tenthName(tenth: number): string {
  if (tenth === 0) return 'dưới 10%';
  return tenth >= 10 ? 'từ 100%' : `từ ${tenth * 10}% đến dưới ${tenth * 10 + 10}%`;
}

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

export function countdownPage(site: Site, report: CountdownReport): string {
  const { rule, countdown } = report;
  const question = { planYear: report.planYear, asOf: report.asOf, rule: rule.code };
  const table = countdownTable(report);
  return renderPage(
    <Page site={site} title="Theo dõi trước đợt" section="reports">
      <div class="stack">
        <Title
          heading={`Trước ${rule.name}`}
          lead={
            countdown.daysLeft === 0
              ? `Đã đến ngày ${dayText(rule.asOf)}: các dự án dưới ngưỡng là ứng viên thu hồi.`
              : `Còn ${countText(countdown.daysLeft)} ngày, ${countText(countdown.workingDaysLeft)} ngày làm việc đến ${dayText(rule.asOf)}.`
          }
        >
          <a class="button" href={href('/api/v1/reports/countdown.xlsx', question)}>
            Xuất Excel
          </a>
          <a class="button plain" href={href('/api/v1/reports/countdown.csv', question)}>
            Tải CSV
          </a>
        </Title>
        <ReportTabs here="/bao-cao/dem-nguoc" />
        <Stages report={report} />
        <p class="muted">Số liệu đến {dayText(report.asOf)}; đơn vị tính: triệu đồng.</p>
        <ReportSheet table={table} empty="Không có dự án nào thuộc phạm vi của quy tắc này." />
        {table.remarks.map((remark) => (
          <p class="muted">{remark}</p>
        ))}
        <ExpectedLapse report={report} />
        <p>
          <a href={href('/bao-cao/kiem-nghiem', { nam: report.planYear, 'quy-tac': rule.code })}>
            Xem cảnh báo của các tháng trước đã đúng đến đâu
          </a>
        </p>
      </div>
    </Page>,
  );
}

function Stages({ report }: { readonly report: CountdownReport }) {
  const { lines } = report.countdown;
  return (
    <Sheet label="Số dự án theo mức" low>
      <thead>
        <tr>
          <th scope="col">Mức</th>
          <th scope="col" class="num">
            Số dự án
          </th>
          <th scope="col">Việc cần làm</th>
        </tr>
      </thead>
      <tbody>
        {STAGES.map((stage) => (
          <tr>
            <td>{STAGE_NAMES[stage]}</td>
            <td class="num">{countText(lines.filter((line) => line.stage === stage).length)}</td>
            <td>{STAGE_ACTIONS[stage]}</td>
          </tr>
        ))}
      </tbody>
    </Sheet>
  );
}

function ExpectedLapse({ report }: { readonly report: CountdownReport }) {
  return (
    <>
      <h2>Vốn có nguy cơ không giải ngân hết khi kết thúc năm kế hoạch</h2>
      <Sheet label="Dự báo vốn không giải ngân hết đến 31/01 năm sau, triệu đồng" low>
        <thead>
          <tr>
            <th scope="col">Nguồn vốn</th>
            {['Kế hoạch', 'Đã giải ngân', 'Dự báo thấp', 'Khả năng cao nhất', 'Dự báo cao'].map((caption) => (
              <th scope="col" class="num">
                {caption}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {report.expectedLapse.map((line) => (
            <tr>
              <td>{fundingSourceName(line.source)}</td>
              {[line.planVnd, line.disbursedVnd, line.lowVnd, line.likelyVnd, line.highVnd].map((vnd) => (
                <td class="num">
                  <Millions vnd={vnd} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Sheet>
    </>
  );
}

/** How well the warnings would have told the list, on the months in the books. */
export function backTestPage(site: Site, { rule, lines }: BackTestReport): string {
  return renderPage(
    <Page site={site} title="Kiểm nghiệm cảnh báo" section="reports">
      <div class="stack">
        <Title
          heading={`Kiểm nghiệm cảnh báo của ${rule.name}`}
          lead="Lập lại cảnh báo như thể đang ở trước ngày của đợt, rồi so với danh sách thật theo số liệu trong sổ."
        />
        <ReportTabs here="/bao-cao/dem-nguoc" />
        <BackTest lines={lines} />
      </div>
    </Page>,
  );
}

function BackTest({ lines }: { readonly lines: readonly BackTestLine[] }) {
  return (
    <Sheet label="Kiểm nghiệm cảnh báo trên số liệu đã có" low>
      <thead>
        <tr>
          <th scope="col">Trước</th>
          {['Cảnh báo', 'Thật sự dưới ngưỡng', 'Báo đúng', 'Báo thừa', 'Bỏ sót', 'Tìm được', 'Đúng trong cảnh báo'].map(
            (caption) => (
              <th scope="col" class="num">
                {caption}
              </th>
            ),
          )}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr>
            <td>
              {line.horizonDays} ngày ({dayText(line.day)})
            </td>
            {[line.warned, line.candidates, line.hits, line.falseAlarms, line.missed].map((count) => (
              <td class="num">{countText(count)}</td>
            ))}
            <td class="num">{percentText(line.foundPercent) ?? '–'}</td>
            <td class="num">{percentText(line.rightPercent) ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </Sheet>
  );
}

export function watchPage(site: Site, report: WatchReport): string {
  return renderPage(
    <Page site={site} title="Theo dõi đặc biệt" section="reports">
      <div class="stack">
        <Title
          heading="Theo dõi đặc biệt"
          lead={`Các dự án, chương trình được chỉ đạo tập trung; số liệu đến ${dayText(report.asOf)}, triệu đồng.`}
        />
        <ReportTabs here="/bao-cao/theo-doi" />
        {report.items.map(({ item, total, projects }) => (
          <section class="stack" aria-label={item.label}>
            <h2>{item.label}</h2>
            <p class="muted">
              {item.reason}. {countText(projects.length)} dự án; kế hoạch <Millions vnd={total.planVnd} />, đã giải ngân{' '}
              <Millions vnd={total.disbursedVnd} />, đạt <Rate part={total.disbursedVnd} whole={total.planVnd} />.
            </p>
            {projects.length === 0 ? null : (
              <Sheet label={`Dự án thuộc ${item.label}`}>
                <thead>
                  <tr>
                    <th scope="col">Dự án</th>
                    <th scope="col">Chủ đầu tư</th>
                    <th scope="col" class="num">
                      Kế hoạch
                    </th>
                    <th scope="col" class="num">
                      Đã giải ngân
                    </th>
                    <th scope="col" class="num">
                      Tỷ lệ
                    </th>
                    <th scope="col">Mức</th>
                  </tr>
                </thead>
                <tbody>
                  {projects.map((project) => (
                    <tr>
                      <td>
                        <a href={`/du-an/${project.id}`}>{project.name}</a>
                      </td>
                      <td>{project.investor ?? '–'}</td>
                      <td class="num">
                        <Millions vnd={project.planVnd} />
                      </td>
                      <td class="num">
                        <Millions vnd={project.disbursedVnd} />
                      </td>
                      <td class="num">{percentText(project.ratePercent) ?? '–'}</td>
                      <td>{project.stage === null ? 'Ngoài phạm vi đợt' : STAGE_NAMES[project.stage]}</td>
                    </tr>
                  ))}
                </tbody>
              </Sheet>
            )}
          </section>
        ))}
      </div>
    </Page>,
  );
}
