import { toVietnameseDate, type LocalDate } from '../../domain/local-date.js';
import { formatVnd } from '../../domain/money.js';
import type { ReviewRule } from '../../domain/review-rule.js';
import { formatThreshold } from '../../domain/review.js';
import type { ImportView } from '../../imports/imports.types.js';
import type { YearState } from '../../projects/projects.types.js';
import type { ReviewRoundView } from '../../review-rounds/review-rounds.types.js';
import type { ChartColumn } from './chart.js';
import { Bar, Chart, Millions, Rate, Sheet, Tag, Title } from './components.js';
import { billionsText, countText, dayText, daysBetween, daysLeftText, href, instantText, rateText } from './format.js';
import { ImportStateTag } from './import-state-tag.js';
import { Page, renderPage, type Site } from './layout.js';
import { TABLE_KIND_NAMES } from './words.js';

export interface HomeView {
  readonly today: LocalDate;
  /** null before anything is in the books */
  readonly year: YearState | null;
  readonly years: readonly number[];
  readonly rules: readonly ReviewRule[];
  readonly rounds: readonly ReviewRoundView[];
  readonly imports: readonly ImportView[];
}

export function homePage(site: Site, view: HomeView): string {
  const { year } = view;
  return renderPage(
    <Page site={site} title="Tổng quan" section="home">
      {year === null || year.projects === 0 ? (
        <FirstSteps imports={view.imports} />
      ) : (
        <YearOverview view={view} year={year} />
      )}
    </Page>,
  );
}

function FirstSteps({ imports }: { readonly imports: readonly ImportView[] }) {
  return (
    <>
      <Title
        heading="Bắt đầu năm kế hoạch"
        lead="Chưa có số liệu nào được ghi sổ. Ba bước để có danh sách dự án giải ngân chậm:"
      />
      <div class="columns main-aside">
        <section class="card">
          <ol class="steps">
            <li>
              <div>
                <strong>Nạp kế hoạch vốn được giao</strong>
                <p class="muted">Tệp Excel phụ lục giao kế hoạch (NSTW, NSĐP, CTMTQG), đúng như bản đang dùng.</p>
              </div>
            </li>
            <li>
              <div>
                <strong>Nạp báo cáo giải ngân từng tháng</strong>
                <p class="muted">Báo cáo của chủ đầu tư hoặc số liệu Kho bạc Nhà nước, không cần nhập lại bằng tay.</p>
              </div>
            </li>
            <li>
              <div>
                <strong>Mở đợt rà soát</strong>
                <p class="muted">
                  Dự án dưới ngưỡng, kèm lý do và ô số liệu làm căn cứ; tải danh sách theo mẫu phụ lục.
                </p>
              </div>
            </li>
          </ol>
          <a class="button" href="/nhap-lieu">
            Nạp tệp đầu tiên
          </a>
        </section>
        <RecentImports imports={imports} />
      </div>
    </>
  );
}

function YearOverview({ view, year }: { readonly view: HomeView; readonly year: YearState }) {
  const { planYear } = year.perspective;
  const latest = year.byMonth.at(-1)?.asOf ?? null;
  return (
    <div class="stack">
      <Title
        heading={`Kế hoạch vốn đầu tư công năm ${planYear}`}
        lead={latest === null ? 'Chưa có báo cáo giải ngân.' : `Số liệu giải ngân lũy kế đến ngày ${dayText(latest)}.`}
      >
        {view.years
          .filter((other) => other !== planYear)
          .map((other) => (
            <a class="button plain" href={href('/', { nam: other })}>
              Năm {other}
            </a>
          ))}
        <a class="button" href="/nhap-lieu">
          Nạp tệp số liệu
        </a>
      </Title>
      <KeyFigures year={year} />
      <div class="columns main-aside">
        <ByMonth view={view} year={year} />
        <div class="stack">
          <Deadlines view={view} />
          <RecentImports imports={view.imports} />
        </div>
      </div>
      <BySource year={year} />
    </div>
  );
}

function KeyFigures({ year }: { readonly year: YearState }) {
  return (
    <dl class="figures">
      <div class="strong">
        <dt>Tỷ lệ giải ngân</dt>
        <dd>
          {rateText(year.disbursedVnd, year.planVnd) ?? '–'}
          <small>không tính vốn kéo dài, không làm tròn lên</small>
        </dd>
      </div>
      <div>
        <dt>Kế hoạch vốn</dt>
        <dd>
          {billionsText(year.planVnd)} tỷ
          <small>{formatVnd(year.planVnd)} đồng</small>
        </dd>
      </div>
      <div>
        <dt>Đã giải ngân</dt>
        <dd>
          {billionsText(year.disbursedVnd)} tỷ
          <small>{formatVnd(year.disbursedVnd)} đồng</small>
        </dd>
      </div>
      <div>
        <dt>Dự án</dt>
        <dd>
          {countText(year.projects)}
          <small>
            {countText(year.projectsWithPlan)} có kế hoạch năm; {countText(year.projectsWithoutFigure)} chưa có số liệu
          </small>
        </dd>
      </div>
    </dl>
  );
}

/** Columns of the chart of the year: one for each reported day. */
export function yearChartColumns(year: YearState, rules: readonly ReviewRule[]): ChartColumn[] {
  return year.byMonth.map((month) => ({
    label: dayText(month.asOf).slice(0, -5),
    planVnd: month.planVnd,
    disbursedVnd: month.disbursedVnd,
    thresholdBasisPoints: thresholdOn(rules, month.asOf),
  }));
}

/** What the chart says, in words, for people who do not see it. */
export function chartMessage(year: YearState): string {
  const months = year.byMonth.map(
    (month) => `đến ${dayText(month.asOf)} đạt ${rateText(month.disbursedVnd, month.planVnd) ?? 'chưa tính được'}`,
  );
  return `Biểu đồ giải ngân lũy kế so với kế hoạch năm ${year.perspective.planYear}: ${months.join('; ')}.`;
}

function ByMonth({ view, year }: { readonly view: HomeView; readonly year: YearState }) {
  const { planYear } = year.perspective;
  if (year.byMonth.length === 0) {
    return (
      <section class="card">
        <h2>Giải ngân theo tháng</h2>
        <p class="muted">Chưa có báo cáo giải ngân nào được ghi sổ cho năm {planYear}.</p>
      </section>
    );
  }
  return (
    <section class="card">
      <div class="head">
        <h2>Giải ngân lũy kế theo tháng</h2>
        <a class="small" href="#so-lieu-thang">
          Xem số liệu
        </a>
      </div>
      <Chart src={`/bieu-do/nam/${planYear}/giai-ngan.svg`} message={chartMessage(year)} />
      <p class="unit" id="so-lieu-thang">
        Đơn vị tính: triệu đồng
      </p>
      <Sheet label={`Giải ngân lũy kế theo tháng năm ${planYear}`} low>
        <thead>
          <tr>
            <th scope="col">Đến ngày</th>
            <th scope="col" class="num">
              Kế hoạch vốn
            </th>
            <th scope="col" class="num">
              Giải ngân lũy kế
            </th>
            <th scope="col" class="num">
              Tỷ lệ
            </th>
            <th scope="col" class="num">
              Dự án có số liệu
            </th>
          </tr>
        </thead>
        <tbody>
          {year.byMonth.map((month) => (
            <tr>
              <th scope="row">{dayText(month.asOf)}</th>
              <td class="num">
                <Millions vnd={month.planVnd} />
              </td>
              <td class="num">
                <Millions vnd={month.disbursedVnd} />
              </td>
              <td class="num">
                <Rate part={month.disbursedVnd} whole={month.planVnd} />
                <Bar
                  part={month.disbursedVnd}
                  whole={month.planVnd}
                  thresholdBasisPoints={thresholdOn(view.rules, month.asOf)}
                />
              </td>
              <td class="num">{countText(month.projectsReported)}</td>
            </tr>
          ))}
        </tbody>
      </Sheet>
    </section>
  );
}

/** Threshold of the rule whose day this is, null where no rule looks at that day. */
export function thresholdOn(rules: readonly ReviewRule[], day: LocalDate): number | null {
  return rules.find((rule) => rule.asOf === day)?.thresholdBasisPoints ?? null;
}

function BySource({ year }: { readonly year: YearState }) {
  return (
    <section class="card flush">
      <div class="head">
        <h2>Theo nguồn vốn</h2>
        <p class="unit">Đơn vị tính: triệu đồng</p>
      </div>
      <div class="after">
        <Sheet label="Kế hoạch vốn và giải ngân theo nguồn vốn" low>
          <thead>
            <tr>
              <th scope="col">TT</th>
              <th scope="col">Nguồn vốn</th>
              <th scope="col" class="num">
                Kế hoạch vốn
              </th>
              <th scope="col" class="num">
                Giải ngân
              </th>
              <th scope="col" class="num">
                Tỷ lệ
              </th>
              <th scope="col" class="num">
                Chưa giải ngân
              </th>
            </tr>
          </thead>
          <tbody>
            {year.bySource.map((source, index) => (
              <tr>
                <td class="mid">{index + 1}</td>
                <th scope="row" class="name">
                  <a href={href('/du-an', { nam: year.perspective.planYear, nguon: source.source })}>{source.name}</a>
                </th>
                <td class="num">
                  <Millions vnd={source.planVnd} />
                </td>
                <td class="num">
                  <Millions vnd={source.disbursedVnd} />
                </td>
                <td class="num">
                  <Rate part={source.disbursedVnd} whole={source.planVnd} />
                  <Bar part={source.disbursedVnd} whole={source.planVnd} />
                </td>
                <td class="num">
                  <Millions vnd={source.disbursedVnd === null ? null : source.planVnd - source.disbursedVnd} />
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <td></td>
              <th scope="row">Tổng số</th>
              <td class="num">
                <Millions vnd={year.planVnd} />
              </td>
              <td class="num">
                <Millions vnd={year.disbursedVnd} />
              </td>
              <td class="num">
                <Rate part={year.disbursedVnd} whole={year.planVnd} />
                <Bar part={year.disbursedVnd} whole={year.planVnd} />
              </td>
              <td class="num">
                <Millions vnd={year.planVnd - year.disbursedVnd} />
              </td>
            </tr>
          </tfoot>
        </Sheet>
      </div>
    </section>
  );
}

function Deadlines({ view }: { readonly view: HomeView }) {
  return (
    <section class="card">
      <div class="head">
        <h2>Các đợt rà soát</h2>
        <a class="small" href="/dot-ra-soat">
          Mở đợt rà soát
        </a>
      </div>
      {view.rules.length === 0 ? <p class="muted">Chưa có quy tắc rà soát cho năm này.</p> : null}
      <ul class="deadlines">
        {view.rules.map((rule) => (
          <Deadline rule={rule} today={view.today} round={view.rounds.find((round) => round.rule.code === rule.code)} />
        ))}
      </ul>
    </section>
  );
}

interface DeadlineProps {
  readonly rule: ReviewRule;
  readonly today: LocalDate;
  readonly round: ReviewRoundView | undefined;
}

function Deadline({ rule, today, round }: DeadlineProps) {
  const days = daysBetween(today, rule.decideBy);
  return (
    <li>
      <span class="left">
        <Tag tone={days < 0 ? 'plain' : days <= 30 ? 'warn' : 'info'}>{daysLeftText(days)}</Tag>
      </span>
      <strong>{rule.name}</strong>
      <div class="small muted">
        Số liệu đến {toVietnameseDate(rule.asOf)}, dưới {formatThreshold(rule.thresholdBasisPoints)}; quyết định chậm
        nhất {toVietnameseDate(rule.decideBy)}
      </div>
      {round === undefined ? (
        <span class="small">Chưa mở đợt.</span>
      ) : (
        <a href={`/dot-ra-soat/${round.id}`}>{countText(round.summary.candidates)} dự án dưới ngưỡng</a>
      )}
    </li>
  );
}

function RecentImports({ imports }: { readonly imports: readonly ImportView[] }) {
  return (
    <section class="card">
      <div class="head">
        <h2>Tệp nạp gần đây</h2>
        <a class="small" href="/nhap-lieu">
          Tất cả
        </a>
      </div>
      {imports.length === 0 ? <p class="muted">Chưa nạp tệp nào.</p> : null}
      <ul class="deadlines">
        {imports.map((item) => (
          <li>
            <span class="left">
              <ImportStateTag state={item.state} />
            </span>
            <a href={`/nhap-lieu/${item.id}`}>{item.file}</a>
            <div class="small muted">
              {item.kind === null ? 'Chưa rõ loại bảng' : TABLE_KIND_NAMES[item.kind]}
              {item.asOf === null ? '' : ` đến ${dayText(item.asOf)}`}; nạp {instantText(item.receivedAt)}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
