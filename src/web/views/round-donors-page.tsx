import { formatVnd } from '../../domain/money.js';
import type { ReasonCode } from '../../domain/reason-codes.js';
import type { DonorView } from '../../review-rounds/dispositions.types.js';
import type { DonorSuggestion } from '../../review-rounds/donors.service.js';
import type { FindingView, ReviewRoundView } from '../../review-rounds/review-rounds.types.js';
import { ErrorSummary, Evidence, NumberHead, Sheet, Tag, TextField, Title, type FieldError } from './components.js';
import { countText, instantText } from './format.js';
import { Page, renderPage, type Site } from './layout.js';
import { ReasonCodeField } from './reason-code-field.js';
import { RoundCrumbs } from './round-crumbs.js';

export interface DonorForm {
  /** code or name of the project, as typed */
  readonly project: string;
  readonly reasonCode: string;
  readonly ground: string;
}

export interface DonorsPageView {
  readonly round: ReviewRoundView;
  readonly donors: readonly { readonly donor: DonorView; readonly finding: FindingView }[];
  readonly suggestions: readonly DonorSuggestion[];
  /** of donors */
  readonly reasons: readonly ReasonCode[];
  readonly form: DonorForm;
  readonly errors: readonly FieldError[];
  /** donors are taken */
  readonly open: boolean;
}

/** Projects that give capital back though the percentage does not catch them. */
export function donorsPage(site: Site, view: DonorsPageView): string {
  const { round, errors, open } = view;
  const name = 'Nguồn có thể điều chuyển đi';
  return renderPage(
    <Page site={site} title={errors.length > 0 ? `Lỗi: ${name}` : name} section="rounds">
      <RoundCrumbs round={round} here={name} />
      <div class="stack">
        <ErrorSummary errors={errors} />
        <Title
          heading={name}
          lead="Dự án không dưới ngưỡng nhưng không còn nhu cầu, còn tiết kiệm sau đấu thầu, kế hoạch vượt tổng mức đầu tư còn lại… Dự án đã thêm phải có kết luận như dự án dưới ngưỡng."
        />
        <Added view={view} />
        <Suggested view={view} />
        {open ? <AddByHand view={view} /> : null}
      </div>
    </Page>,
  );
}

function Added({ view: { round, donors } }: { readonly view: DonorsPageView }) {
  if (donors.length === 0) {
    return (
      <div class="notice">
        <p>Chưa thêm dự án nào ngoài tỷ lệ vào đợt này.</p>
      </div>
    );
  }
  return (
    <section class="card flush">
      <div class="head">
        <h2>Đã thêm vào đợt: {countText(donors.length)} dự án</h2>
        <p class="unit">Đơn vị tính: đồng</p>
      </div>
      <div class="after">
        <Sheet label="Dự án ngoài tỷ lệ đã thêm vào đợt" low>
          <thead>
            <tr>
              <th scope="col">Dự án</th>
              <th scope="col">Chủ đầu tư</th>
              <NumberHead>Chưa giải ngân</NumberHead>
              <th scope="col">Lý do</th>
              <th scope="col">Căn cứ</th>
              <th scope="col">Thêm lúc</th>
            </tr>
          </thead>
          <tbody>
            {donors.map(({ donor, finding }) => (
              <tr>
                <th scope="row" class="name">
                  <a href={`/dot-ra-soat/${round.id}/du-an/${finding.projectId}`}>{finding.name}</a>
                </th>
                <td>{finding.investor ?? 'Chưa rõ'}</td>
                <td class="num">{formatVnd(finding.undisbursedVnd ?? 0n)}</td>
                <td>
                  {donor.reason}{' '}
                  <Tag tone="plain">{donor.foundBy === 'rule' ? 'hệ thống phát hiện' : 'thêm bằng tay'}</Tag>
                </td>
                <td>{donor.ground}</td>
                <td class="nowrap">{instantText(donor.recordedAt)}</td>
              </tr>
            ))}
          </tbody>
        </Sheet>
      </div>
    </section>
  );
}

function Suggested({ view: { round, suggestions, reasons, open } }: { readonly view: DonorsPageView }) {
  if (suggestions.length === 0) {
    return (
      <div class="notice">
        <p>
          Hệ thống không thấy thêm dự án nào trong sổ có kế hoạch vượt tổng mức đầu tư còn lại, hoặc ước giải ngân cả
          năm thấp hơn kế hoạch.
        </p>
      </div>
    );
  }
  return (
    <section class="card flush">
      <div class="head">
        <h2>Hệ thống phát hiện từ số liệu: {countText(suggestions.length)} dự án</h2>
        <p class="unit">Đơn vị tính: đồng</p>
      </div>
      <div class="after">
        <Sheet label="Dự án có thể điều chuyển vốn đi, theo số liệu trong sổ">
          <thead>
            <tr>
              <th scope="col">Dự án</th>
              <th scope="col">Chủ đầu tư</th>
              <NumberHead>Có thể điều chuyển</NumberHead>
              <th scope="col">Vì sao</th>
              <th scope="col">Căn cứ (tệp!trang tính!ô)</th>
              {open ? <th scope="col">Việc làm</th> : null}
            </tr>
          </thead>
          <tbody>
            {suggestions.map((suggestion) => (
              <tr>
                <th scope="row" class="name">
                  <a href={`/dot-ra-soat/${round.id}/du-an/${suggestion.projectId}`}>{suggestion.name}</a>
                </th>
                <td>{suggestion.investor ?? 'Chưa rõ'}</td>
                <td class="num">{formatVnd(suggestion.excessVnd)}</td>
                <td>
                  {reasons.find(({ code }) => code === suggestion.reasonCode)?.name ?? suggestion.reasonCode}.{' '}
                  {suggestion.ground}
                </td>
                <td>
                  <Evidence cells={suggestion.evidence} />
                </td>
                {open ? (
                  <td>
                    <form method="post" action={`/dot-ra-soat/${round.id}/nguon-dieu-chuyen/them`}>
                      <input type="hidden" name="projectId" value={suggestion.projectId} />
                      <input type="hidden" name="reasonCode" value={suggestion.reasonCode} />
                      <button type="submit" class="plain nowrap" aria-label={`Thêm vào đợt: ${suggestion.name}`}>
                        Thêm vào đợt
                      </button>
                    </form>
                  </td>
                ) : null}
              </tr>
            ))}
          </tbody>
        </Sheet>
      </div>
    </section>
  );
}

function AddByHand({ view: { round, reasons, form, errors } }: { readonly view: DonorsPageView }) {
  return (
    <section class="card">
      <h2>Thêm bằng tay</h2>
      <form method="post" action={`/dot-ra-soat/${round.id}/nguon-dieu-chuyen`} novalidate>
        <TextField
          id="project"
          label="Dự án"
          hint="Mã dự án, hoặc tên đầy đủ như trong đợt"
          errors={errors}
          maxLength={500}
          autocomplete="off"
          value={form.project}
        />
        <ReasonCodeField value={form.reasonCode} reasons={reasons} errors={errors} />
        <TextField
          id="ground"
          label="Căn cứ"
          hint="Số, ngày văn bản; số tiền; điều đã biết"
          errors={errors}
          maxLength={2000}
          autocomplete="off"
          value={form.ground}
        />
        <button type="submit">Thêm dự án vào đợt</button>
      </form>
    </section>
  );
}
