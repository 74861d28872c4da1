import { formatVnd } from '../../domain/money.js';
import type { ReviewRoundView } from '../../review-rounds/review-rounds.types.js';
import { Crumbs, ErrorSummary, TextField, Title, type FieldError } from './components.js';
import { countText } from './format.js';
import { Page, renderPage, type Site } from './layout.js';

export interface IssuePageView {
  readonly round: ReviewRoundView;
  /** rows with a recall, rows that are kept, rows without a verdict */
  readonly projects: number;
  readonly keptProjects: number;
  readonly undecided: number;
  readonly recallVnd: bigint;
  readonly documentNumber: string;
  readonly errors: readonly FieldError[];
}

/** Check-answers page before a list is frozen: the figures in the sentence and on the button. */
export function issuePage(site: Site, view: IssuePageView): string {
  const { round, errors } = view;
  const sentence = `danh sách ${countText(view.projects)} dự án, thu hồi ${formatVnd(view.recallVnd)} đồng`;
  return renderPage(
    <Page site={site} title={errors.length > 0 ? 'Lỗi: Chưa ban hành được' : 'Ban hành danh sách'} section="rounds">
      <Crumbs
        trail={[
          ['/dot-ra-soat', 'Đợt rà soát'],
          [`/dot-ra-soat/${round.id}`, round.rule.name],
        ]}
        here="Ban hành danh sách"
      />
      <div class="stack">
        <ErrorSummary errors={errors} />
        <Title
          heading={`Bạn sắp ban hành ${sentence}`}
          lead="Sau khi ban hành, danh sách được đánh số và giữ nguyên từng byte. Số liệu nạp thêm không làm thay đổi danh sách."
        />
        <section class="card">
          <dl class="facts">
            <dt>Giữ lại, có lý do</dt>
            <dd>{countText(view.keptProjects)} dự án</dd>
            <dt>Chưa có kết luận</dt>
            <dd>
              {view.undecided === 0
                ? 'Không có'
                : `${countText(view.undecided)} dự án; chỉ ban hành được khi đã hết hạn giải trình mà không trả lời`}
            </dd>
          </dl>
          <form method="post" action={`/dot-ra-soat/${round.id}/ban-hanh`}>
            <TextField
              id="documentNumber"
              label="Số văn bản (nếu đã có)"
              errors={errors}
              maxLength={100}
              autocomplete="off"
              placeholder="812/TTr-STC"
              value={view.documentNumber}
            />
            <div class="actions spaced">
              <button type="submit">Ban hành {sentence}</button>
              <a href={`/dot-ra-soat/${round.id}`}>Quay lại, chưa ban hành</a>
            </div>
          </form>
        </section>
      </div>
    </Page>,
  );
}
