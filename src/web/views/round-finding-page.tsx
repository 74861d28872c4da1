import { recallLimit } from '../../domain/disposition.js';
import { fundingSourceName } from '../../domain/funding-sources.js';
import { formatVnd } from '../../domain/money.js';
import type { ReasonCode } from '../../domain/reason-codes.js';
import type { DispositionView, DonorView } from '../../review-rounds/dispositions.types.js';
import type { ExplanationView } from '../../review-rounds/explanations.types.js';
import type { FindingView, ReviewRoundView } from '../../review-rounds/review-rounds.types.js';
import { amountField, type VerdictForm } from '../verdict-form.js';
import {
  describedBy,
  ErrorSummary,
  Evidence,
  Field,
  NumberHead,
  Select,
  Sheet,
  TextField,
  Title,
  type FieldError,
} from './components.js';
import { ExplainedText } from './explained-text.js';
import { countText, dayText, href, instantText, percentText } from './format.js';
import { Page, renderPage, type Site } from './layout.js';
import { ReasonCodeField } from './reason-code-field.js';
import { RoundCrumbs } from './round-crumbs.js';
import { VERDICT_TEXTS } from './round-words.js';

export interface FindingPageView {
  readonly round: ReviewRoundView;
  readonly finding: FindingView;
  /** every verdict, newest first */
  readonly history: readonly DispositionView[];
  readonly explanation: ExplanationView | null;
  readonly donor: DonorView | null;
  /** other decided and issued rounds in which the project was below the threshold */
  readonly otherRounds: number;
  readonly reasons: readonly ReasonCode[];
  readonly form: VerdictForm;
  readonly errors: readonly FieldError[];
  /** candidate or donor: it needs a verdict */
  readonly row: boolean;
  /** not a row, and donors are taken */
  readonly canBeDonor: boolean;
  /** verdicts are taken: the round is worked on and the project is one of its rows */
  readonly open: boolean;
}

export function findingPage(site: Site, view: FindingPageView): string {
  const { round, finding, errors } = view;
  const path = `/dot-ra-soat/${round.id}/du-an/${finding.projectId}`;
  return renderPage(
    <Page site={site} title={errors.length > 0 ? `Lỗi: ${finding.name}` : finding.name} section="rounds">
      <RoundCrumbs round={round} here={finding.name} />
      <div class="stack">
        <ErrorSummary errors={errors} />
        <Title heading={finding.name} lead={finding.reason}>
          {view.row ? (
            <a class="button plain" href={`${path}/giai-trinh`}>
              Trả lời của chủ đầu tư
            </a>
          ) : null}
          {view.canBeDonor ? (
            <a
              class="button plain"
              href={href(`/dot-ra-soat/${round.id}/nguon-dieu-chuyen`, { 'du-an': finding.code ?? finding.name })}
            >
              Thêm vào đợt…
            </a>
          ) : null}
          <a class="button plain" href={`/du-an/${finding.projectId}`}>
            Xem dự án
          </a>
        </Title>
        <Figures view={view} />
        {view.open ? <VerdictSection view={view} /> : null}
        <History history={view.history} />
      </div>
    </Page>,
  );
}

function Figures({ view }: { readonly view: FindingPageView }) {
  const { finding, explanation, donor, otherRounds } = view;
  return (
    <section class="card stack">
      <dl class="facts">
        <dt>Mã dự án</dt>
        <dd>{finding.code ?? '–'}</dd>
        <dt>Chủ đầu tư</dt>
        <dd>{finding.investor ?? 'Chưa rõ'}</dd>
        <dt>Tỷ lệ giải ngân</dt>
        <dd>{percentText(finding.ratePercent) ?? '–'}</dd>
        <dt>Các đợt khác dưới ngưỡng</dt>
        <dd>{otherRounds === 0 ? 'Không có' : `${countText(otherRounds)} đợt đã kết luận`}</dd>
        {donor === null ? null : (
          <>
            <dt>Thêm vào đợt vì</dt>
            <dd>
              {donor.reason}. {donor.ground}
            </dd>
          </>
        )}
        <dt>Giải trình</dt>
        <dd>{explanation === null ? 'Chưa có' : <ExplainedText explanation={explanation} />}</dd>
        <dt>Căn cứ</dt>
        <dd>
          <Evidence cells={[...finding.evidence.plan, ...finding.evidence.disbursement]} />
        </dd>
      </dl>
      <Sheet label="Kế hoạch và giải ngân theo nguồn vốn" low>
        <thead>
          <tr>
            <th scope="col">Nguồn vốn</th>
            <NumberHead>Kế hoạch (đồng)</NumberHead>
            <NumberHead>Giải ngân (đồng)</NumberHead>
            <NumberHead>Thu hồi được nhiều nhất (đồng)</NumberHead>
          </tr>
        </thead>
        <tbody>
          {finding.bySource.map((share) => (
            <tr>
              <th scope="row">{fundingSourceName(share.source)}</th>
              <td class="num">{formatVnd(share.planVnd)}</td>
              <td class="num">{formatVnd(share.disbursedVnd)}</td>
              <td class="num">{formatVnd(recallLimit(share))}</td>
            </tr>
          ))}
        </tbody>
      </Sheet>
    </section>
  );
}

function VerdictSection({ view }: { readonly view: FindingPageView }) {
  const { round, finding, form, errors, reasons } = view;
  return (
    <section class="card">
      <h2>Kết luận</h2>
      <form method="post" action={`/dot-ra-soat/${round.id}/du-an/${finding.projectId}`} novalidate>
        <input type="hidden" name="version" value={form.version} />
        <Field id="verdict" label="Kết luận" errors={errors}>
          <Select
            id="verdict"
            name="verdict"
            value={form.verdict}
            options={[
              { value: '', name: 'Chọn một kết luận' },
              ...Object.entries(VERDICT_TEXTS).map(([value, name]) => ({ value, name })),
            ]}
            describedBy={describedBy('verdict', false, errors)}
          />
        </Field>
        <div class="row">
          {finding.bySource.map((share) => (
            <TextField
              id={amountField(share.source)}
              label={`Thu hồi ở nguồn ${share.source} (đồng)`}
              hint={`Chỉ ghi khi thu hồi một phần, từ 0 đến ${formatVnd(recallLimit(share))}`}
              errors={errors}
              inputMode="numeric"
              autocomplete="off"
              value={form.amounts[share.source] ?? ''}
            />
          ))}
        </div>
        <ReasonCodeField
          value={form.reasonCode}
          reasons={reasons.filter(({ use }) => use !== 'silence')}
          errors={errors}
          blank="Không ghi"
          hint="Phải có khi giữ lại"
        />
        <TextField
          id="reasonText"
          label="Ghi cụ thể"
          errors={errors}
          maxLength={2000}
          autocomplete="off"
          value={form.reasonText}
        />
        <TextField
          id="keepUntil"
          label="Giữ lại đến ngày"
          hint="Chỉ ghi khi giữ lại, ví dụ 14/11/2025"
          errors={errors}
          autocomplete="off"
          value={form.keepUntil}
        />
        <button type="submit">Ghi kết luận</button>
      </form>
    </section>
  );
}

function History({ history }: { readonly history: readonly DispositionView[] }) {
  if (history.length === 0) return null;
  return (
    <section class="card">
      <h2>Các kết luận đã ghi</h2>
      <ol reversed class="plain-list">
        {history.map((disposition) => (
          <li>
            <strong>{VERDICT_TEXTS[disposition.verdict]}</strong>: {formatVnd(disposition.recallVnd)} đồng
            {disposition.reason === null ? '' : `, ${disposition.reason}`}
            {disposition.reasonText === null ? '' : ` (${disposition.reasonText})`}
            {disposition.keepUntil === null ? '' : `, đến ngày ${dayText(disposition.keepUntil)}`}
            <span class="muted">
              {' '}
              – lần {disposition.version}, {instantText(disposition.recordedAt)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
