import { recallLimit } from '../../domain/disposition.js';
import { formatVnd } from '../../domain/money.js';
import type { ReasonCode } from '../../domain/reason-codes.js';
import type { EvidenceView, ExplanationView } from '../../review-rounds/explanations.types.js';
import type { FindingView, ReviewRoundView } from '../../review-rounds/review-rounds.types.js';
import type { AnswerForm } from '../answer-form.js';
import { amountField } from '../verdict-form.js';
import { describedBy, ErrorSummary, Field, Select, TextField, Title, type FieldError } from './components.js';
import { countText, instantText } from './format.js';
import { Page, renderPage, type Site } from './layout.js';
import { ReasonCodeField } from './reason-code-field.js';
import { RoundCrumbs } from './round-crumbs.js';
import { ANSWER_TEXTS, RESPONSIBILITY_TEXTS } from './round-words.js';
import { ExplainedText } from './explained-text.js';

export interface AnswerPageView {
  readonly round: ReviewRoundView;
  readonly finding: FindingView;
  readonly current: ExplanationView | null;
  readonly evidence: readonly EvidenceView[];
  /** of delays */
  readonly reasons: readonly ReasonCode[];
  readonly form: AnswerForm;
  readonly errors: readonly FieldError[];
  /** answers are taken */
  readonly open: boolean;
}

/** What the investor answers for one project, typed in by an officer, and the files that back it. */
export function answerPage(site: Site, view: AnswerPageView): string {
  const { round, finding, errors, current, open } = view;
  return renderPage(
    <Page
      site={site}
      title={errors.length > 0 ? 'Lỗi: Trả lời của chủ đầu tư' : 'Trả lời của chủ đầu tư'}
      section="rounds"
    >
      <RoundCrumbs round={round} project={finding} here="Trả lời của chủ đầu tư" />
      <div class="stack">
        <ErrorSummary errors={errors} />
        <Title heading="Trả lời của chủ đầu tư" lead={`${finding.name}. ${finding.reason}`} />
        <section class={current === null ? 'notice' : 'notice ok'} aria-label="Trả lời đang có">
          <p>{current === null ? 'Chưa có trả lời.' : <ExplainedText explanation={current} />}</p>
        </section>
        {open ? <AnswerFields view={view} /> : null}
        <Files view={view} />
      </div>
    </Page>,
  );
}

function AnswerFields({ view }: { readonly view: AnswerPageView }) {
  const { round, finding, form, errors } = view;
  return (
    <section class="card">
      <h2>Ghi trả lời</h2>
      <form method="post" action={`/dot-ra-soat/${round.id}/du-an/${finding.projectId}/giai-trinh`} novalidate>
        <Field id="answer" label="Trả lời" hint="Chỉ một trong ba; chỉ ghi phần của trả lời đã chọn" errors={errors}>
          <Select
            id="answer"
            name="answer"
            value={form.answer}
            options={[
              { value: '', name: 'Chọn một trả lời' },
              ...Object.entries(ANSWER_TEXTS).map(([value, name]) => ({ value, name })),
            ]}
            describedBy={describedBy('answer', true, errors)}
          />
        </Field>
        <Promise form={form} errors={errors} />
        <GiveBack view={view} />
        <Explain view={view} />
        <button type="submit">Ghi trả lời</button>
      </form>
    </section>
  );
}

interface PartProps {
  readonly form: AnswerForm;
  readonly errors: readonly FieldError[];
}

function Promise({ form, errors }: PartProps) {
  return (
    <fieldset>
      <legend>{ANSWER_TEXTS.willDisburseBy}</legend>
      <div class="row">
        <TextField
          id="day"
          label="Đến ngày"
          hint="Ngày/tháng/năm"
          errors={errors}
          autocomplete="off"
          value={form.day}
        />
        <TextField
          id="promised"
          label="Số vốn sẽ giải ngân (đồng)"
          errors={errors}
          inputMode="numeric"
          autocomplete="off"
          value={form.promised}
        />
      </div>
    </fieldset>
  );
}

function GiveBack({ view: { finding, form, errors } }: { readonly view: AnswerPageView }) {
  return (
    <fieldset>
      <legend>{ANSWER_TEXTS.giveBack}</legend>
      <div class="row">
        {finding.bySource.map((share) => {
          const id = amountField(share.source);
          return (
            <TextField
              id={id}
              label={`Trả lại ở nguồn ${share.source} (đồng)`}
              hint={`Từ 0 đến ${formatVnd(recallLimit(share))}`}
              errors={errors}
              inputMode="numeric"
              autocomplete="off"
              value={form.amounts[share.source] ?? ''}
            />
          );
        })}
      </div>
    </fieldset>
  );
}

function Explain({ view: { form, errors, reasons } }: { readonly view: AnswerPageView }) {
  return (
    <fieldset>
      <legend>{ANSWER_TEXTS.explain}</legend>
      <div class="row">
        <ReasonCodeField value={form.reasonCode} reasons={reasons} errors={errors} />
        <Field id="responsibility" label="Nguyên nhân" errors={errors}>
          <Select
            id="responsibility"
            name="responsibility"
            value={form.responsibility}
            options={[
              { value: '', name: 'Chọn khách quan hoặc chủ quan' },
              ...Object.entries(RESPONSIBILITY_TEXTS).map(([value, name]) => ({ value, name })),
            ]}
            describedBy={describedBy('responsibility', false, errors)}
          />
        </Field>
      </div>
      <Field id="text" label="Giải trình cụ thể" errors={errors} wide>
        <textarea id="text" name="text" rows={4} maxLength={5000} aria-describedby={describedBy('text', false, errors)}>
          {form.text}
        </textarea>
      </Field>
    </fieldset>
  );
}

function Files({ view: { round, finding, evidence, errors, open } }: { readonly view: AnswerPageView }) {
  const path = `/dot-ra-soat/${round.id}`;
  return (
    <section class="card">
      <h2>Tài liệu kèm theo</h2>
      {evidence.length === 0 ? (
        <p class="muted">Chưa có tài liệu nào.</p>
      ) : (
        <ul class="plain-list">
          {evidence.map(({ id, file, sizeBytes, sha256, recordedAt }) => (
            <li>
              <a href={`${path}/tai-lieu/${id}`}>{file}</a> ({countText(sizeBytes)} byte, nộp lúc{' '}
              {instantText(recordedAt)}, SHA-256 <code>{sha256}</code>)
            </li>
          ))}
        </ul>
      )}
      {open ? (
        <form
          method="post"
          action={`${path}/du-an/${finding.projectId}/tai-lieu`}
          enctype="multipart/form-data"
          novalidate
        >
          <Field id="file" label="Thêm tài liệu" hint="Văn bản, biên bản, ảnh hiện trường" errors={errors}>
            <input id="file" name="file" type="file" aria-describedby={describedBy('file', true, errors)} />
          </Field>
          <button type="submit">Lưu tài liệu</button>
        </form>
      ) : null}
    </section>
  );
}
