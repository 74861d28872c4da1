import { daysBetween, toVietnameseDate, type LocalDate } from '../../domain/local-date.js';
import { formatVnd } from '../../domain/money.js';
import type { ReviewRule } from '../../domain/review-rule.js';
import { ruleThresholdText } from '../../domain/rule-words.js';
import type { ImportView } from '../../imports/imports.types.js';
import type { YearState } from '../../projects/projects.types.js';
import type { ReviewRoundView } from '../../review-rounds/review-rounds.types.js';
import { Tag, Title } from './components.js';
import { billionsText, countText, dayText, daysLeftText, href, instantText, rateText } from './format.js';
import { ImportStateTag } from './import-state-tag.js';
import { Page, renderPage, type Site } from './layout.js';
import { BySource, ByMonth } from './year-figures.js';
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
        <ByMonth year={year} rules={view.rules} />
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
            {year.projectsAbovePlan === 0 ? '' : `; ${countText(year.projectsAbovePlan)} giải ngân vượt kế hoạch`}
          </small>
        </dd>
      </div>
    </dl>
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
        Số liệu đến {toVietnameseDate(rule.asOf)}, {ruleThresholdText(rule)}; quyết định chậm nhất{' '}
        {toVietnameseDate(rule.decideBy)}
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
