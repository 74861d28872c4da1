import { WATCH_KINDS, type WatchKind } from '../../domain/watch-list.js';
import { formatVnd } from '../../domain/money.js';
import { STAGE_NAMES } from '../../reports/report-names.js';
import type { WatchReport } from '../../reports/reports.types.js';
import {
  describedBy,
  ErrorSummary,
  Field,
  MoneyCell,
  NumberHead,
  Rate,
  Select,
  Sheet,
  TextField,
  Title,
  type FieldError,
} from './components.js';
import { countText, dayText, percentText } from './format.js';
import { Page, renderPage, type Site } from './layout.js';
import { ReportTabs } from './report-tabs.js';

export interface WatchForm {
  readonly kind: WatchKind;
  readonly value: string;
  readonly label: string;
  readonly reason: string;
}

export interface WatchPageView {
  readonly report: WatchReport;
  readonly form: WatchForm;
  readonly errors: readonly FieldError[];
}

/** What the decision or a person wants watched, each with its projects and their money. */
export function watchPage(site: Site, { report, form, errors }: WatchPageView): string {
  return renderPage(
    <Page site={site} title={errors.length > 0 ? 'Lỗi: Theo dõi đặc biệt' : 'Theo dõi đặc biệt'} section="reports">
      <div class="stack">
        <ErrorSummary errors={errors} />
        <Title
          heading="Theo dõi đặc biệt"
          lead={`Các dự án, chương trình được chỉ đạo tập trung; số liệu đến ${dayText(report.asOf)}, triệu đồng.`}
        />
        <ReportTabs here="/bao-cao/theo-doi" />
        {report.items.map(({ item, total, projects }) => (
          <section class="stack" aria-label={item.label}>
            <h2>{item.label}</h2>
            <p class="muted">
              {item.reason}.{' '}
              {projects.length === 0 ? (
                'Chưa có dự án nào trong sổ.'
              ) : (
                <>
                  {countText(projects.length)} dự án; kế hoạch {formatVnd(total.planVnd)} đồng, đã giải ngân{' '}
                  {formatVnd(total.disbursedVnd)} đồng, đạt <Rate part={total.disbursedVnd} whole={total.planVnd} />.
                </>
              )}
            </p>
            {projects.length === 0 ? null : (
              <Sheet label={`Dự án thuộc ${item.label}`}>
                <thead>
                  <tr>
                    <th scope="col">Dự án</th>
                    <th scope="col">Chủ đầu tư</th>
                    <NumberHead>Kế hoạch</NumberHead>
                    <NumberHead>Đã giải ngân</NumberHead>
                    <NumberHead>Tỷ lệ</NumberHead>
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
                      <MoneyCell vnd={project.planVnd} />
                      <MoneyCell vnd={project.disbursedVnd} />
                      <td class="num">{percentText(project.ratePercent) ?? '–'}</td>
                      <td class="nowrap">
                        {project.stage === null ? 'Ngoài phạm vi đợt' : STAGE_NAMES[project.stage]}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </Sheet>
            )}
            <form method="post" action="/bao-cao/theo-doi/bo">
              <input type="hidden" name="id" value={item.id} />
              <button type="submit" class="plain" aria-label={`Thôi theo dõi ${item.label}`}>
                Thôi theo dõi
              </button>
            </form>
          </section>
        ))}
        <AddItem form={form} errors={errors} />
      </div>
    </Page>,
  );
}

function AddItem({ form, errors }: Omit<WatchPageView, 'report'>) {
  const texts = [
    { id: 'value', label: 'Tên, mã dự án hoặc mã nguồn vốn', hint: 'Một phần tên dự án; mã 7 số; mã nguồn như NSTW' },
    { id: 'label', label: 'Tên hiển thị', hint: 'Ví dụ: Các dự án hồ chứa' },
    { id: 'reason', label: 'Vì sao theo dõi', hint: 'Số, ngày văn bản chỉ đạo' },
  ] as const;
  return (
    <section class="card">
      <h2>Theo dõi thêm</h2>
      <form method="post" action="/bao-cao/theo-doi" novalidate>
        <Field id="kind" label="Theo dõi theo" errors={errors}>
          <Select
            id="kind"
            name="kind"
            value={form.kind}
            options={WATCH_KINDS.map((kind) => ({ value: kind, name: WATCH_KIND_NAMES[kind] }))}
            describedBy={describedBy('kind', false, errors)}
          />
        </Field>
        {texts.map(({ id, label, hint }) => (
          <TextField
            id={id}
            label={label}
            hint={hint}
            errors={errors}
            maxLength={300}
            autocomplete="off"
            value={form[id]}
          />
        ))}
        <button type="submit">Thêm vào danh sách theo dõi</button>
      </form>
    </section>
  );
}

const WATCH_KIND_NAMES: Readonly<Record<WatchKind, string>> = {
  name: 'Tên dự án có chứa',
  project: 'Một dự án, theo mã',
  source: 'Nguồn vốn, chương trình',
};
