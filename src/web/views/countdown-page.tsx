import { HORIZONS, STAGES, urgedLines } from '../../domain/countdown.js';
import { fundingSourceName } from '../../domain/funding-sources.js';
import { groupBy } from '../../domain/group-by.js';
import { addDays } from '../../domain/local-date.js';
import { sumVnd } from '../../domain/money.js';
import type { ReviewRule } from '../../domain/review-rule.js';
import { STAGE_ACTIONS, STAGE_NAMES, STAGE_OWNERS } from '../../reports/report-names.js';
import { countdownTable } from '../../reports/report-tables.js';
import type { CountdownReport } from '../../reports/reports.types.js';
import { Field, MoneyCell, NumberHead, Select, Sheet, Tabs, TextField, Title } from './components.js';
import { countText, dayText, href } from './format.js';
import { Page, renderPage, type Site } from './layout.js';
import { ReportSheet } from './report-sheet.js';
import { ReportTabs } from './report-tabs.js';

export interface CountdownPageView {
  readonly report: CountdownReport;
  /** of the plan year */
  readonly rules: readonly ReviewRule[];
}

/** Projects on their way to a rule: what they need, what they will reach, whose turn it is. */
export function countdownPage(site: Site, { report, rules }: CountdownPageView): string {
  const { rule, countdown } = report;
  const question = { planYear: report.planYear, asOf: report.asOf, rule: rule.code };
  const table = countdownTable(report);
  return renderPage(
    <Page site={site} title="Theo dõi trước đợt" section="reports">
      <div class="stack">
        <Title
          heading={`Theo dõi trước đợt: ${rule.name}`}
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
        <Question report={report} rules={rules} />
        <Horizons report={report} />
        <Stages report={report} />
        <Letters report={report} />
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

function Question({ report: { rule, planYear, asOf }, rules }: CountdownPageView) {
  return (
    <form class="card filters" method="get" action="/bao-cao/dem-nguoc" aria-label="Chọn quy tắc và ngày">
      <Field id="quy-tac" label="Quy tắc">
        <Select
          id="quy-tac"
          name="quy-tac"
          value={rule.code}
          options={rules.map(({ code, name }) => ({ value: code, name }))}
        />
      </Field>
      <TextField id="ngay" label="Số liệu đến ngày" hint="ngày/tháng/năm" autocomplete="off" value={dayText(asOf)} />
      <input type="hidden" name="nam" value={String(planYear)} />
      <div class="actions">
        <button type="submit">Xem</button>
      </div>
    </form>
  );
}

/** The lists 90, 60, 30 and 14 days ahead of the rule's day, and of today. */
function Horizons({ report: { rule, planYear, asOf } }: { readonly report: CountdownReport }) {
  const question = { nam: planYear, 'quy-tac': rule.code };
  const tabs = HORIZONS.map((days) => {
    const day = addDays(rule.asOf, -days);
    const path = href('/bao-cao/dem-nguoc', { ...question, ngay: day });
    return { path, name: `Trước ${days} ngày (${dayText(day)})`, count: null, current: day === asOf };
  });
  const now = { path: href('/bao-cao/dem-nguoc', question), name: 'Hôm nay', count: null, current: false };
  return <Tabs label="Danh sách lập trước ngày của đợt" tabs={[...tabs, now]} />;
}

/** One letter for each investor with projects to urge. */
function Letters({ report }: { readonly report: CountdownReport }) {
  const { rule, planYear, asOf, countdown } = report;
  const groups = groupBy(
    urgedLines(countdown.lines).filter(({ finding }) => finding.investor !== null),
    ({ finding }) => finding.investor ?? '',
  );
  if (groups.size === 0) return null;
  return (
    <details>
      <summary>Công văn đôn đốc: {countText(groups.size)} chủ đầu tư</summary>
      <Sheet label="Công văn đôn đốc theo chủ đầu tư, triệu đồng" low>
        <thead>
          <tr>
            <th scope="col">Chủ đầu tư</th>
            <NumberHead>Dự án có nguy cơ</NumberHead>
            <NumberHead>Chưa có số liệu</NumberHead>
            <NumberHead>Cần giải ngân thêm</NumberHead>
            <th scope="col">Công văn</th>
          </tr>
        </thead>
        <tbody>
          {[...groups].map(([investor, lines]) => (
            <tr>
              <th scope="row">{investor}</th>
              <td class="num">{countText(lines.filter(({ stage }) => stage !== 'noData').length)}</td>
              <td class="num">{countText(lines.filter(({ stage }) => stage === 'noData').length)}</td>
              <MoneyCell vnd={sumVnd(lines.map(({ neededVnd }) => neededVnd ?? 0n))} />
              <td>
                <a
                  href={href('/api/v1/reports/countdown/letter.docx', { planYear, asOf, rule: rule.code, investor })}
                  aria-label={`Tải công văn đôn đốc ${investor}`}
                >
                  Tải công văn
                </a>
              </td>
            </tr>
          ))}
        </tbody>
      </Sheet>
    </details>
  );
}

function Stages({ report }: { readonly report: CountdownReport }) {
  const { lines } = report.countdown;
  return (
    <Sheet label="Số dự án theo mức" low>
      <thead>
        <tr>
          <th scope="col">Mức</th>
          <NumberHead>Số dự án</NumberHead>
          <th scope="col">Người làm</th>
          <th scope="col">Việc cần làm</th>
        </tr>
      </thead>
      <tbody>
        {STAGES.map((stage) => (
          <tr>
            <td>{STAGE_NAMES[stage]}</td>
            <td class="num">{countText(lines.filter((line) => line.stage === stage).length)}</td>
            <td>{STAGE_OWNERS[stage]}</td>
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
              {[line.planVnd, line.disbursedVnd, ...[line.lowVnd, line.likelyVnd, line.highVnd].map(wholeMillions)].map(
                (vnd) => (
                  <MoneyCell vnd={vnd} />
                ),
              )}
            </tr>
          ))}
        </tbody>
      </Sheet>
    </>
  );
}

/** A forecast is no more exact than the triệu đồng. */
function wholeMillions(vnd: bigint): bigint {
  return (vnd / 1_000_000n) * 1_000_000n;
}
