import type { Reminders, RequestView } from '../../review-rounds/explanations.types.js';
import type { ReviewRoundView } from '../../review-rounds/review-rounds.types.js';
import {
  Crumbs,
  describedBy,
  ErrorSummary,
  Field,
  NumberHead,
  Sheet,
  Tag,
  TextField,
  Title,
  type FieldError,
} from './components.js';
import { countText, dayText, daysLeftText } from './format.js';
import { Page, renderPage, type Site } from './layout.js';

export interface ExplanationsPageView {
  readonly round: ReviewRoundView;
  readonly reminders: Reminders;
  readonly deadline: string;
  readonly errors: readonly FieldError[];
  /** explanations are taken */
  readonly open: boolean;
}

export function explanationsPage(site: Site, view: ExplanationsPageView): string {
  const { round, errors } = view;
  return renderPage(
    <Page site={site} title={errors.length > 0 ? 'Lỗi: Giải trình' : 'Giải trình'} section="rounds">
      <Crumbs
        trail={[
          ['/dot-ra-soat', 'Đợt rà soát'],
          [`/dot-ra-soat/${round.id}`, round.rule.name],
        ]}
        here="Giải trình"
      />
      <div class="stack">
        <ErrorSummary errors={errors} />
        <Title
          heading="Giải trình của chủ đầu tư"
          lead="Mỗi chủ đầu tư nhận một biểu với các dự án của mình và trả lời theo một trong ba cách: sẽ giải ngân, trả lại vốn, giải trình."
        />
        {view.open ? <Forms view={view} /> : null}
        <RequestList view={view} />
      </div>
    </Page>,
  );
}

function Forms({ view }: { readonly view: ExplanationsPageView }) {
  const path = `/dot-ra-soat/${view.round.id}/giai-trinh`;
  const { errors } = view;
  return (
    <div class="columns">
      <section class="card">
        <h2>Yêu cầu giải trình</h2>
        <form method="post" action={path} novalidate>
          <TextField
            id="deadline"
            label="Hạn trả lời"
            hint="Ngày/tháng/năm"
            errors={errors}
            autocomplete="off"
            value={view.deadline}
          />
          <button type="submit">Lập biểu cho các chủ đầu tư</button>
        </form>
      </section>
      <section class="card">
        <h2>Nạp biểu đã trả lời</h2>
        <form method="post" action={`${path}/bieu`} enctype="multipart/form-data" novalidate>
          <Field id="file" label="Biểu giải trình (.xlsx)" errors={errors}>
            <input
              id="file"
              name="file"
              type="file"
              accept=".xlsx"
              aria-describedby={describedBy('file', false, errors)}
            />
          </Field>
          <button type="submit">Đọc các trả lời</button>
        </form>
      </section>
    </div>
  );
}

function RequestList({ view }: { readonly view: ExplanationsPageView }) {
  const { requests, withoutInvestor } = view.reminders;
  if (requests.length === 0) {
    return (
      <div class="notice">
        <p>Chưa yêu cầu chủ đầu tư nào giải trình.</p>
      </div>
    );
  }
  return (
    <section class="card flush">
      <div class="head">
        <h2>Nhắc trả lời</h2>
      </div>
      <div class="after stack">
        <Sheet label="Các chủ đầu tư được yêu cầu giải trình">
          <thead>
            <tr>
              <th scope="col">Chủ đầu tư</th>
              <th scope="col">Hạn trả lời</th>
              <NumberHead>Đã trả lời</NumberHead>
              <th scope="col">Chưa trả lời</th>
              <th scope="col">Biểu</th>
            </tr>
          </thead>
          <tbody>
            {requests.map((request) => (
              <tr>
                <th scope="row">{request.investor}</th>
                <td class="nowrap">
                  {dayText(request.deadline)} <Deadline request={request} />
                </td>
                <td class="num">
                  {countText(request.answered)}/{countText(request.projects)}
                </td>
                <td>
                  <Missing round={view.round} projects={request.missing} />
                </td>
                <td class="nowrap">
                  <a href={`/dot-ra-soat/${view.round.id}/giai-trinh/${request.id}/bieu.xlsx`}>Tải biểu</a>{' '}
                  <a href={`/dot-ra-soat/${view.round.id}/giai-trinh/${request.id}/cong-van.docx`}>Tải công văn</a>
                </td>
              </tr>
            ))}
          </tbody>
        </Sheet>
        {withoutInvestor.length === 0 ? null : (
          <p>
            Chưa rõ chủ đầu tư, không gửi được: <Missing round={view.round} projects={withoutInvestor} />.
          </p>
        )}
      </div>
    </section>
  );
}

function Missing({ round, projects }: { readonly round: ReviewRoundView; readonly projects: RequestView['missing'] }) {
  return (
    <>
      {projects.map(({ projectId, name }, index) => (
        <>
          {index === 0 ? '' : '; '}
          <a href={`/dot-ra-soat/${round.id}/du-an/${projectId}/giai-trinh`}>{name}</a>
        </>
      ))}
    </>
  );
}

function Deadline({ request }: { readonly request: RequestView }) {
  if (request.missing.length === 0) return <Tag tone="ok">đã trả lời đủ</Tag>;
  return <Tag tone={request.daysLeft < 0 ? 'bad' : 'warn'}>{daysLeftText(request.daysLeft)}</Tag>;
}
