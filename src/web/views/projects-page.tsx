import type { FundingSource } from '../../domain/funding-sources.js';
import { PROJECT_STATUSES } from '../../domain/words.js';
import type { ProjectFilter, ProjectRow, YearState } from '../../projects/projects.types.js';
import {
  Bar,
  Field,
  MoneyCell,
  NumberHead,
  Pages,
  Rate,
  Select,
  Sheet,
  Tag,
  Title,
  type Option,
} from './components.js';
import { countText, dayText, href } from './format.js';
import { Page, renderPage, type Site } from './layout.js';
import { STATUS_NAMES } from './words.js';

export interface ProjectsView {
  readonly filter: ProjectFilter;
  /** of the filtered projects */
  readonly year: YearState;
  readonly facets: { readonly investors: readonly string[]; readonly sectors: readonly string[] };
  readonly sources: readonly FundingSource[];
  readonly projects: readonly ProjectRow[];
  readonly next: string | null;
  readonly continued: boolean;
}

/** Query of the page for a filter, as its form names the fields. */
export function filterQuery(filter: ProjectFilter, planYear: number): Record<string, string> {
  const entries: readonly (readonly [string, string | undefined])[] = [
    ['nam', String(planYear)],
    ['q', filter.q],
    ['chu-dau-tu', filter.investor],
    ['nguon', filter.source],
    ['tinh-chat', filter.status],
    ['nganh', filter.sector],
    ['dia-diem', filter.location],
  ];
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ''),
  );
}

export function projectsPage(site: Site, view: ProjectsView): string {
  const { planYear, asOf } = view.year.perspective;
  return renderPage(
    <Page site={site} title="Dự án" section="projects">
      <div class="stack">
        <Title
          heading={`Dự án năm ${planYear}`}
          lead={`Kế hoạch vốn và giải ngân theo sổ đến ngày ${dayText(asOf)}, không tính vốn kéo dài.`}
        />
        <Filters view={view} />
        <div id="ket-qua" class="stack">
          <Results view={view} />
        </div>
      </div>
    </Page>,
  );
}

function allOr(options: readonly Option[], all: string): Option[] {
  return [{ value: '', name: all }, ...options];
}

function Filters({ view }: { readonly view: ProjectsView }) {
  const { filter, facets, sources, year } = view;
  const filtered = Object.keys(filterQuery(filter, year.perspective.planYear)).length > 1;
  return (
    <form
      class="card"
      method="get"
      action="/du-an"
      role="search"
      aria-label="Tìm dự án"
      hx-get="/du-an"
      hx-trigger="input changed delay:300ms from:#q, change, submit"
      hx-target="#ket-qua"
      hx-select="#ket-qua"
      hx-swap="outerHTML"
      hx-push-url="true"
    >
      <input type="hidden" name="nam" value={String(year.perspective.planYear)} />
      <div class="filters">
        <Field id="q" label="Tên hoặc mã dự án" wide>
          <input
            id="q"
            name="q"
            type="search"
            value={filter.q ?? ''}
            placeholder="gõ có dấu hay không dấu đều được"
            autocomplete="off"
          />
        </Field>
        <Field id="chu-dau-tu" label="Chủ đầu tư">
          <Select
            id="chu-dau-tu"
            name="chu-dau-tu"
            value={filter.investor ?? ''}
            options={allOr(facets.investors.map(asOption), 'Tất cả')}
          />
        </Field>
        <Field id="nguon" label="Nguồn vốn">
          <Select
            id="nguon"
            name="nguon"
            value={filter.source ?? ''}
            options={allOr(
              sources.map((source) => ({ value: source.code, name: source.name })),
              'Tất cả',
            )}
          />
        </Field>
        <Field id="tinh-chat" label="Tính chất">
          <Select
            id="tinh-chat"
            name="tinh-chat"
            value={filter.status ?? ''}
            options={allOr(
              PROJECT_STATUSES.map((status) => ({ value: status, name: STATUS_NAMES[status] })),
              'Tất cả',
            )}
          />
        </Field>
        {facets.sectors.length === 0 ? null : (
          <Field id="nganh" label="Ngành, lĩnh vực">
            <Select
              id="nganh"
              name="nganh"
              value={filter.sector ?? ''}
              options={allOr(facets.sectors.map(asOption), 'Tất cả')}
            />
          </Field>
        )}
        <div class="actions">
          <button type="submit">Tìm</button>
          {filtered ? <a href={href('/du-an', { nam: year.perspective.planYear })}>Bỏ lọc</a> : null}
        </div>
      </div>
    </form>
  );
}

function asOption(name: string): Option {
  return { value: name, name };
}

function Results({ view }: { readonly view: ProjectsView }) {
  const { year, projects } = view;
  if (projects.length === 0) {
    return (
      <div class="notice" role="status">
        <p>
          {view.continued
            ? 'Đã hết danh sách.'
            : 'Không có dự án nào khớp với điều kiện lọc. Bớt một điều kiện, hoặc gõ ít chữ hơn.'}
        </p>
      </div>
    );
  }
  return (
    <section class="card flush">
      <div class="head">
        <h2>
          <span role="status">{countText(year.projects)} dự án</span>
        </h2>
        <p class="unit">Đơn vị tính: triệu đồng</p>
      </div>
      <div class="after stack">
        <Sheet label="Danh sách dự án" frozen>
          <thead>
            <tr>
              <th scope="col" class="mid">
                TT
              </th>
              <th scope="col">Danh mục dự án</th>
              <th scope="col">Mã dự án</th>
              <NumberHead>Kế hoạch vốn</NumberHead>
              <NumberHead>Giải ngân</NumberHead>
              <NumberHead>Tỷ lệ</NumberHead>
              <NumberHead>Chưa giải ngân</NumberHead>
              <th scope="col" class="mid">
                Số liệu đến
              </th>
              <th scope="col">Tính chất</th>
              <th scope="col">Chủ đầu tư</th>
            </tr>
          </thead>
          <tbody>
            {projects.map((project, index) => (
              <ProjectLine project={project} position={view.continued ? null : index + 1} />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <td></td>
              <th scope="row">Tổng số {countText(year.projects)} dự án</th>
              <td></td>
              <MoneyCell vnd={year.planVnd} />
              <MoneyCell vnd={year.disbursedVnd} />
              <td class="num">
                <Rate part={year.disbursedVnd} whole={year.planVnd} />
                <Bar part={year.disbursedVnd} whole={year.planVnd} />
              </td>
              <MoneyCell vnd={year.planVnd - year.disbursedVnd} />
              <td></td>
              <td></td>
              <td></td>
            </tr>
          </tfoot>
        </Sheet>
        <Pages
          noun="dự án"
          shown={projects.length}
          total={year.projects}
          path="/du-an"
          query={filterQuery(view.filter, year.perspective.planYear)}
          next={view.next}
          continued={view.continued}
        />
      </div>
    </section>
  );
}

function ProjectLine({ project, position }: { readonly project: ProjectRow; readonly position: number | null }) {
  return (
    <tr>
      <td class="mid">{position ?? ''}</td>
      <th scope="row" class="name">
        <a href={`/du-an/${project.id}`}>{project.name}</a>
      </th>
      <td class="nowrap">{project.code ?? <span class="muted">chưa có mã</span>}</td>
      <MoneyCell vnd={project.planVnd} />
      <MoneyCell vnd={project.disbursedVnd} />
      <td class="num">
        <Rate part={project.disbursedVnd} whole={project.planVnd} />
        <Bar part={project.disbursedVnd} whole={project.planVnd} />
        {project.excessVnd > 0n ? <Tag tone="warn">vượt kế hoạch</Tag> : null}
      </td>
      <MoneyCell vnd={project.disbursedVnd === null ? null : project.planVnd - project.disbursedVnd} />
      <td class="mid">{dayText(project.dataAsOf)}</td>
      <td class="nowrap">
        {project.status === 'unclassified' ? (
          <Tag tone="warn">{STATUS_NAMES.unclassified}</Tag>
        ) : (
          STATUS_NAMES[project.status]
        )}
      </td>
      <td class="name">{project.investor ?? ''}</td>
    </tr>
  );
}
