import { nameKey } from '../../domain/vietnamese-text.js';
import type { LeagueLine } from '../../domain/league-table.js';
import type { InvestorDetail, InvestorRow, Succession } from '../../investors/investors.types.js';
import type { ProjectRow } from '../../projects/projects.types.js';
import type { SuccessionForm } from '../succession-form.js';
import { Crumbs, ErrorSummary, MoneyCell, Rate, Sheet, Title, type FieldError } from './components.js';
import { countText, dayText, href } from './format.js';
import { Page, renderPage, type Site } from './layout.js';
import { NewSuccessionForm, SuccessionLinks } from './successions.js';

export interface InvestorsView {
  readonly planYear: number;
  readonly asOf: string;
  readonly investors: readonly InvestorRow[];
  readonly lines: readonly LeagueLine[];
}

/** Units as they stand today, with the names that each carries on. */
export function investorsPage(site: Site, { planYear, asOf, investors, lines }: InvestorsView): string {
  const units = unitsOf(investors);
  const byUnit = new Map(lines.map((line) => [nameKey(line.investor ?? ''), line]));
  return renderPage(
    <Page site={site} title="Chủ đầu tư" section="investors">
      <div class="stack">
        <Title
          heading="Chủ đầu tư"
          lead={`Đơn vị đổi tên hoặc sáp nhập được tính là một, theo tên đến ${dayText(asOf)}; số liệu kế hoạch năm ${planYear}.`}
        >
          <a class="button plain" href="/dia-ban">
            Địa bàn sau sắp xếp
          </a>
          <a class="button plain" href="/bieu-mau">
            Biểu mẫu cho đơn vị
          </a>
        </Title>
        <section class="card">
          <div class="head">
            <h2>{countText(units.length)} đơn vị</h2>
            <p class="unit">Đơn vị tính: triệu đồng</p>
          </div>
          {units.length === 0 ? (
            <p class="muted">Sổ chưa có chủ đầu tư nào: nạp kế hoạch vốn trước.</p>
          ) : (
            <Sheet label="Chủ đầu tư theo tên hiện nay">
              <thead>
                <tr>
                  <th scope="col">Chủ đầu tư</th>
                  <th scope="col">Tên khác trong sổ</th>
                  {['Số dự án', 'Kế hoạch', 'Giải ngân', 'Tỷ lệ'].map((caption) => (
                    <th scope="col" class="num">
                      {caption}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {units.map(({ id, name, others }) => {
                  const line = byUnit.get(nameKey(name));
                  return (
                    <tr>
                      <th scope="row" class="name">
                        <a href={`/chu-dau-tu/${id}`}>{name}</a>
                      </th>
                      <td>{others.join('; ')}</td>
                      <td class="num">{countText(line?.projects ?? 0)}</td>
                      <MoneyCell vnd={line?.planVnd ?? null} />
                      <MoneyCell vnd={line?.disbursedVnd ?? null} />
                      <td class="num">
                        <Rate part={line?.disbursedVnd ?? null} whole={line?.planVnd ?? null} />
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </Sheet>
          )}
        </section>
      </div>
    </Page>,
  );
}

interface Unit {
  /** of the record with the current name, else of the first that it carries on */
  readonly id: string;
  readonly name: string;
  readonly others: readonly string[];
}

function unitsOf(investors: readonly InvestorRow[]): Unit[] {
  const byUnit = new Map<string, InvestorRow[]>();
  for (const investor of investors) {
    const key = nameKey(investor.currentName);
    byUnit.set(key, [...(byUnit.get(key) ?? []), investor]);
  }
  return [...byUnit.values()]
    .flatMap((members) => {
      const [first] = members;
      if (first === undefined) return [];
      const own = members.find(({ name, currentName }) => nameKey(name) === nameKey(currentName)) ?? first;
      return [{ id: own.id, name: own.currentName, others: members.map(({ name }) => name) }];
    })
    .map((unit) => ({ ...unit, others: unit.others.filter((name) => nameKey(name) !== nameKey(unit.name)) }))
    .sort((a, b) => a.name.localeCompare(b.name, 'vi'));
}

export interface InvestorView {
  readonly investor: InvestorDetail;
  readonly planYear: number;
  readonly projects: readonly ProjectRow[];
  readonly form: SuccessionForm;
  readonly errors: readonly FieldError[];
}

/** One unit: its projects, the names it bore, who came before and after it. */
export function investorPage(site: Site, { investor, planYear, projects, form, errors }: InvestorView): string {
  const { id, name, currentName, names, predecessors, successors } = investor;
  const links = [...predecessors, ...successors];
  const others = names.filter((other) => other.id !== id);
  return renderPage(
    <Page site={site} title={errors.length > 0 ? `Lỗi: ${name}` : name} section="investors">
      <Crumbs trail={[['/chu-dau-tu', 'Chủ đầu tư']]} here={name} />
      <div class="stack">
        <ErrorSummary errors={errors} />
        <Title
          heading={name}
          lead={
            nameKey(currentName) === nameKey(name)
              ? `${countText(projects.length)} dự án trong kế hoạch năm ${planYear}.`
              : `Nay là ${currentName}; ${countText(projects.length)} dự án trong kế hoạch năm ${planYear}.`
          }
        >
          <a class="button plain" href={href('/bieu-mau', { 'chu-dau-tu': name })}>
            Biểu mẫu cho đơn vị này
          </a>
        </Title>
        <section class="card">
          <h2>Tên trong sổ</h2>
          {others.length === 0 ? (
            <p class="muted">Sổ chỉ có tên này.</p>
          ) : (
            <ul>
              {others.map((other) => (
                <li>
                  <a href={`/chu-dau-tu/${other.id}`}>{other.name}</a>
                </li>
              ))}
            </ul>
          )}
        </section>
        <div class="columns main-aside">
          <section class="card">
            <h2>Kế thừa</h2>
            {links.length === 0 ? (
              <p class="muted">Chưa có liên kết nào.</p>
            ) : (
              <SuccessionLinks label={`Liên kết kế thừa của ${name}`} links={links} back={`/chu-dau-tu/${id}`} />
            )}
          </section>
          <section class="card">
            <h2>Thêm đơn vị kế thừa</h2>
            <NewSuccessionForm action={`/chu-dau-tu/${id}/ke-thua`} form={form} withFrom={false} errors={errors} />
          </section>
        </div>
        <Projects projects={projects} />
      </div>
    </Page>,
  );
}

function Projects({ projects }: { readonly projects: readonly ProjectRow[] }) {
  return (
    <section class="card">
      <div class="head">
        <h2>Dự án</h2>
        <p class="unit">Đơn vị tính: triệu đồng</p>
      </div>
      {projects.length === 0 ? (
        <p class="muted">Chưa có dự án nào trong kế hoạch năm này.</p>
      ) : (
        <Sheet label="Dự án của chủ đầu tư">
          <thead>
            <tr>
              <th scope="col">Dự án</th>
              <th scope="col">Mã dự án</th>
              {['Kế hoạch', 'Giải ngân', 'Tỷ lệ'].map((caption) => (
                <th scope="col" class="num">
                  {caption}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {projects.map((project) => (
              <tr>
                <th scope="row" class="name">
                  <a href={`/du-an/${project.id}`}>{project.name}</a>
                </th>
                <td class="nowrap">{project.code ?? <span class="muted">chưa có mã</span>}</td>
                <MoneyCell vnd={project.planVnd} />
                <MoneyCell vnd={project.disbursedVnd} />
                <td class="num">
                  <Rate part={project.disbursedVnd} whole={project.planVnd} />
                </td>
              </tr>
            ))}
          </tbody>
        </Sheet>
      )}
    </section>
  );
}

export interface PlacesView {
  readonly links: readonly Succession[];
  readonly form: SuccessionForm;
  readonly errors: readonly FieldError[];
}

/** Which places carry on which, from which day. */
export function placesPage(site: Site, { links, form, errors }: PlacesView): string {
  return renderPage(
    <Page site={site} title={errors.length > 0 ? 'Lỗi: Địa bàn' : 'Địa bàn'} section="investors">
      <Crumbs trail={[['/chu-dau-tu', 'Chủ đầu tư']]} here="Địa bàn sau sắp xếp" />
      <div class="stack">
        <ErrorSummary errors={errors} />
        <Title
          heading="Địa bàn sau sắp xếp"
          lead="Địa danh cũ và địa danh kế thừa, từ ngày nào. Tên trong tệp đã nạp giữ nguyên như đã ghi."
        />
        <section class="card">
          <h2>Thêm địa danh kế thừa</h2>
          <NewSuccessionForm action="/dia-ban" form={form} withFrom errors={errors} />
        </section>
        <section class="card">
          <h2>{countText(links.length)} liên kết</h2>
          <SuccessionLinks label="Địa danh kế thừa" links={links} back="/dia-ban" />
        </section>
      </div>
    </Page>,
  );
}
