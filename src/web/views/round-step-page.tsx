import type { ComponentChildren } from 'preact';
import type { ReviewRoundView } from '../../review-rounds/review-rounds.types.js';
import { describedBy, ErrorSummary, Field, Select, TextField, Title, type FieldError } from './components.js';
import { countText, dayText, instantText } from './format.js';
import { Page, renderPage, type Site } from './layout.js';
import { RoundCrumbs } from './round-crumbs.js';

interface StepPageProps {
  readonly site: Site;
  readonly round: ReviewRoundView;
  /** part of the address, of the page and of its form */
  readonly part: string;
  readonly name: string;
  readonly heading: string;
  readonly lead: string;
  readonly button: string;
  readonly errors: readonly FieldError[];
  readonly children: ComponentChildren;
}

/** Asks before a round takes its next step: what happens, in the sentence and on the button. */
function stepPage({ site, round, part, name, heading, lead, button, errors, children }: StepPageProps): string {
  return renderPage(
    <Page site={site} title={errors.length > 0 ? `Lỗi: ${name}` : name} section="rounds">
      <RoundCrumbs round={round} here={name} />
      <div class="stack">
        <ErrorSummary errors={errors} />
        <Title heading={heading} lead={lead} />
        <section class="card">
          <form method="post" action={`/dot-ra-soat/${round.id}/${part}`} novalidate>
            {children}
            <div class="actions spaced">
              <button type="submit">{button}</button>
              <a href={`/dot-ra-soat/${round.id}`}>Quay lại, chưa làm gì</a>
            </div>
          </form>
        </section>
      </div>
    </Page>,
  );
}

export interface StepView {
  readonly round: ReviewRoundView;
  readonly errors: readonly FieldError[];
}

/** Before the facts of a draft are pinned. */
export function openPage(site: Site, { round, errors }: StepView): string {
  return stepPage({
    ...{ site, round, errors, part: 'mo', name: 'Mở đợt rà soát' },
    heading: `Bạn sắp mở “${round.rule.name}”`,
    lead: 'Số liệu trong sổ được chốt lúc mở; số liệu nạp thêm về sau không làm thay đổi kết quả của đợt.',
    button: 'Chốt số liệu và mở đợt',
    children: (
      <dl class="facts">
        <dt>Số liệu đến ngày</dt>
        <dd>{dayText(round.asOf)}</dd>
        <dt>Báo cáo</dt>
        <dd>{round.complete ? 'Coi là đầy đủ' : 'Chưa coi là đầy đủ'}</dd>
      </dl>
    ),
  });
}

export interface DecideView extends StepView {
  readonly projects: number;
  readonly keptProjects: number;
  readonly undecided: number;
}

/** Before the verdicts are closed. */
export function decidePage(site: Site, view: DecideView): string {
  const { round, errors, undecided } = view;
  return stepPage({
    ...{ site, round, errors, part: 'ket-luan', name: 'Kết luận đợt' },
    heading: `Bạn sắp kết luận “${round.rule.name}”`,
    lead: 'Sau khi kết luận, đợt không nhận thêm kết luận hay giải trình, trừ khi yêu cầu giải trình lại.',
    button: 'Kết luận đợt',
    children: (
      <dl class="facts">
        <dt>Thu hồi</dt>
        <dd>{countText(view.projects)} dự án</dd>
        <dt>Giữ lại, có lý do</dt>
        <dd>{countText(view.keptProjects)} dự án</dd>
        <dt>Chưa có kết luận</dt>
        <dd>
          {undecided === 0
            ? 'Không có'
            : `${countText(undecided)} dự án; chỉ kết luận được khi đã hết hạn giải trình mà không trả lời`}
        </dd>
      </dl>
    ),
  });
}

export interface SupersedeView extends StepView {
  readonly reason: string;
  readonly successor: string;
  /** other issued rounds of the plan year */
  readonly others: readonly ReviewRoundView[];
}

/** Before an issued list gives way to another. */
export function supersedePage(site: Site, view: SupersedeView): string {
  const { round, errors, others } = view;
  return stepPage({
    ...{ site, round, errors, part: 'thay-the', name: 'Thay thế danh sách' },
    heading: 'Bạn sắp ghi nhận danh sách này đã được thay thế',
    lead: 'Danh sách đã ban hành giữ nguyên từng byte và vẫn tải được; chỉ ghi thêm rằng danh sách không còn được dùng.',
    button: 'Ghi nhận đã thay thế',
    children: (
      <>
        <TextField
          id="reason"
          label="Lý do thay thế"
          errors={errors}
          maxLength={1000}
          autocomplete="off"
          value={view.reason}
        />
        <Field
          id="successor"
          label="Danh sách thay thế"
          hint="Chỉ chọn được danh sách đã ban hành; bỏ trống nếu chưa có"
          errors={errors}
        >
          <Select
            id="successor"
            name="successor"
            value={view.successor}
            options={[
              { value: '', name: 'Chưa có danh sách thay thế' },
              ...others.map((other) => ({
                value: other.id,
                name: `${other.rule.name}, mở lúc ${instantText(other.openedAt)}`,
              })),
            ]}
            describedBy={describedBy('successor', true, errors)}
          />
        </Field>
      </>
    ),
  });
}
