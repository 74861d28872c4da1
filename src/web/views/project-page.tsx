import type { DemandView, LedgerEntryView } from '../../capital-plans/capital-plans.types.js';
import { formatVnd } from '../../domain/money.js';
import { fundingSourceName } from '../../domain/funding-sources.js';
import type { ReviewRule } from '../../domain/review-rule.js';
import type { SeriesComparison } from '../../domain/series-comparison.js';
import type { Decision } from '../../matching/matching.types.js';
import type { ProjectDetail, ProjectTimeline } from '../../projects/projects.types.js';
import { Bar, Chart, Crumbs, Evidence, MoneyCell, NumberHead, Rate, Sheet, Title } from './components.js';
import type { ChartColumn } from './chart.js';
import { dayText, href, percentText, rateText } from './format.js';
import { thresholdOn } from './year-figures.js';
import { Page, renderPage, type Site } from './layout.js';
import { Demands, PlanLedger, Snapshots } from './project-ledger.js';
import { IdentityDecisions } from './matching-page.js';
import { SeriesSection } from './series-comparison.js';
import { ORIGIN_NAMES, STATUS_NAMES } from './words.js';

export interface ProjectPageView {
  readonly project: ProjectDetail;
  readonly timeline: ProjectTimeline;
  readonly rules: readonly ReviewRule[];
  readonly comparison: SeriesComparison;
  readonly ledger: readonly LedgerEntryView[];
  readonly demands: readonly DemandView[];
  /** about which lines and records are this project */
  readonly decisions: readonly Decision[];
}

export function projectPage(site: Site, view: ProjectPageView): string {
  const { project, timeline } = view;
  return renderPage(
    <Page site={site} title={project.name} section="projects">
      <Crumbs trail={[['/du-an', 'Dự án']]} here={project.code ?? project.name} />
      <div class="stack">
        <Title
          heading={project.name}
          lead={`${project.code === null ? 'Chưa có mã dự án' : `Mã dự án ${project.code}`}, ${project.investor ?? 'chưa rõ chủ đầu tư'}`}
        />
        <AbovePlan project={project} />
        <KeyFigures project={project} planYear={timeline.planYear} />
        <div class="columns main-aside">
          <Course view={view} />
          <Identity project={project} />
        </div>
        <Months view={view} />
        <Sources project={project} />
        <SeriesSection comparison={view.comparison} />
        <PlanLedger entries={view.ledger} />
        <Demands demands={view.demands} />
        <Snapshots snapshots={timeline.snapshots} />
        <IdentityDecisions heading="Khớp, gộp, tách" decisions={view.decisions} />
      </div>
    </Page>,
  );
}

/** Holds as long as the books do: the decision that raises the plan may arrive after the report that rests on it. */
function AbovePlan({ project: { excessVnd, planVnd } }: { readonly project: ProjectDetail }) {
  if (excessVnd === 0n) return null;
  return (
    <div class="notice warn">
      <p>
        <strong>Đã giải ngân vượt kế hoạch có trong sổ {formatVnd(excessVnd)} đồng.</strong>{' '}
        {planVnd === 0n
          ? 'Sổ chưa có kế hoạch vốn năm của dự án: nạp quyết định giao kế hoạch; nếu đã nạp thì đối chiếu mã dự án.'
          : 'Nếu kế hoạch đã được bổ sung thì nạp quyết định điều chỉnh; nếu không, đối chiếu số giải ngân với Kho bạc.'}
      </p>
    </div>
  );
}

function KeyFigures({ project, planYear }: { readonly project: ProjectDetail; readonly planYear: number }) {
  return (
    <dl class="figures">
      <div class="strong">
        <dt>Tỷ lệ giải ngân{project.dataAsOf === null ? '' : ` đến ${dayText(project.dataAsOf)}`}</dt>
        <dd>{percentText(project.ratePercent) ?? '–'}</dd>
      </div>
      <div>
        <dt>Kế hoạch vốn năm {planYear} (đồng)</dt>
        <dd>{formatVnd(project.planVnd)}</dd>
      </div>
      <div>
        <dt>Đã giải ngân (đồng)</dt>
        <dd>{project.disbursedVnd === null ? 'Chưa có số liệu' : formatVnd(project.disbursedVnd)}</dd>
      </div>
      <div>
        <dt>Chưa giải ngân (đồng)</dt>
        <dd>{project.disbursedVnd === null ? '–' : formatVnd(project.planVnd - project.disbursedVnd)}</dd>
      </div>
    </dl>
  );
}

function Identity({ project }: { readonly project: ProjectDetail }) {
  return (
    <section class="card">
      <h2>Thông tin dự án</h2>
      <dl class="facts">
        <dt>Mã dự án</dt>
        <dd>{project.code ?? 'Chưa có'}</dd>
        <dt>Chủ đầu tư</dt>
        <dd>
          {project.investor === null ? (
            'Chưa rõ'
          ) : (
            <a href={href('/du-an', { 'chu-dau-tu': project.investor })}>{project.investor}</a>
          )}
        </dd>
        <dt>Địa điểm</dt>
        <dd>{project.location ?? 'Tệp không ghi'}</dd>
        <dt>Ngành, lĩnh vực</dt>
        <dd>{project.sector ?? 'Tệp không ghi'}</dd>
        <dt>Tính chất</dt>
        <dd>
          {STATUS_NAMES[project.status]}
          {project.statusInferred ? <span class="muted"> (suy từ năm khởi công {project.startYear ?? ''})</span> : null}
        </dd>
        {project.startYear === null ? null : (
          <>
            <dt>Năm khởi công</dt>
            <dd>{project.startYear}</dd>
          </>
        )}
        {project.aliases.length === 0 ? null : (
          <>
            <dt>Tên, mã khác</dt>
            <dd>{project.aliases.map((alias) => alias.text).join('; ')}</dd>
          </>
        )}
      </dl>
    </section>
  );
}

function Sources({ project }: { readonly project: ProjectDetail }) {
  return (
    <section class="card">
      <div class="head">
        <h2>Theo nguồn vốn</h2>
        <p class="unit">Đơn vị tính: triệu đồng</p>
      </div>
      <Sheet label="Kế hoạch vốn và giải ngân theo nguồn vốn của dự án" low>
        <thead>
          <tr>
            <th scope="col">Nguồn</th>
            <NumberHead>Kế hoạch</NumberHead>
            <NumberHead>Giải ngân</NumberHead>
            <NumberHead>Tỷ lệ</NumberHead>
            <NumberHead>Chưa giải ngân</NumberHead>
          </tr>
        </thead>
        <tbody>
          {project.bySource.map((share) => (
            <tr>
              <th scope="row">{fundingSourceName(share.source)}</th>
              <MoneyCell vnd={share.planVnd} />
              <MoneyCell vnd={share.disbursedVnd} />
              <td class="num">
                <Rate part={share.disbursedVnd} whole={share.planVnd} />
                <Bar part={share.disbursedVnd} whole={share.planVnd} />
              </td>
              <MoneyCell vnd={share.disbursedVnd === null ? null : share.planVnd - share.disbursedVnd} />
            </tr>
          ))}
        </tbody>
      </Sheet>
    </section>
  );
}

/** Columns of the project's chart: one for each day of its timeline. */
export function projectChartColumns(timeline: ProjectTimeline, rules: readonly ReviewRule[]): ChartColumn[] {
  return timeline.days
    .filter((day) => timeline.snapshots.some((snapshot) => snapshot.asOf === day.asOf))
    .map((day) => ({
      label: dayText(day.asOf).slice(0, -5),
      planVnd: day.planVnd,
      disbursedVnd: day.disbursedVnd,
      thresholdBasisPoints: thresholdOn(rules, day.asOf),
    }));
}

function chartMessage(view: ProjectPageView): string {
  const days = view.timeline.days
    .filter((day) => day.disbursedVnd !== null)
    .map((day) => `đến ${dayText(day.asOf)} đạt ${rateText(day.disbursedVnd, day.planVnd) ?? 'chưa tính được'}`);
  return `Biểu đồ giải ngân lũy kế của dự án so với kế hoạch: ${days.join('; ')}.`;
}

function Course({ view }: { readonly view: ProjectPageView }) {
  const { project, timeline } = view;
  return (
    <section class="card">
      <h2>Diễn biến trong năm {timeline.planYear}</h2>
      {timeline.snapshots.length === 0 ? (
        <p class="muted">Chưa có số giải ngân nào của năm {timeline.planYear}.</p>
      ) : (
        <Chart
          src={href(`/bieu-do/du-an/${project.id}/giai-ngan.svg`, { nam: timeline.planYear })}
          message={chartMessage(view)}
        />
      )}
    </section>
  );
}

function Months({ view }: { readonly view: ProjectPageView }) {
  const { timeline, rules } = view;
  if (timeline.days.length === 0) return null;
  return (
    <section class="card">
      <h2>Số liệu từng tháng</h2>
      <p class="unit">Đơn vị tính: triệu đồng</p>
      <Sheet label="Kế hoạch vốn và giải ngân từng tháng của dự án" low>
        <thead>
          <tr>
            <th scope="col">Đến ngày</th>
            <NumberHead>Kế hoạch vốn</NumberHead>
            <NumberHead>Giải ngân lũy kế</NumberHead>
            <NumberHead>Tỷ lệ</NumberHead>
            <th scope="col">Nguồn số liệu</th>
            <th scope="col">Căn cứ (tệp!trang tính!ô)</th>
          </tr>
        </thead>
        <tbody>
          {timeline.days.map((day) => (
            <tr>
              <th scope="row" class="nowrap">
                {dayText(day.asOf)}
              </th>
              <MoneyCell vnd={day.planVnd} />
              <MoneyCell vnd={day.disbursedVnd} />
              <td class="num">
                <Rate part={day.disbursedVnd} whole={day.planVnd} />
                <Bar part={day.disbursedVnd} whole={day.planVnd} thresholdBasisPoints={thresholdOn(rules, day.asOf)} />
              </td>
              <td>{day.origin === null ? '' : ORIGIN_NAMES[day.origin]}</td>
              <td>
                <Evidence cells={day.evidence} />
              </td>
            </tr>
          ))}
        </tbody>
      </Sheet>
    </section>
  );
}
