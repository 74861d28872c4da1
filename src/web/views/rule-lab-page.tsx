import type { ReviewRule } from '../../domain/review-rule.js';
import { ruleThresholdText } from '../../domain/rule-words.js';
import type { RuleTrial } from '../../review-rounds/evaluation.service.js';
import type { RuleForm } from '../rule-form.js';
import { Crumbs, ErrorSummary, Title, type FieldError } from './components.js';
import { Differences } from './difference-table.js';
import { countText, dayText, instantText } from './format.js';
import { Page, renderPage, type Site } from './layout.js';
import { AreaField, ComparisonFields } from './rule-fields.js';

export interface RuleLabView {
  readonly rule: ReviewRule;
  readonly form: RuleForm;
  readonly complete: boolean;
  readonly errors: readonly FieldError[];
  /** null before anything is tried */
  readonly trial: RuleTrial | null;
}

/** What a change of the rule would do; nothing is written. */
export function ruleLabPage(site: Site, view: RuleLabView): string {
  const { rule, errors, trial } = view;
  return renderPage(
    <Page site={site} title={errors.length > 0 ? 'Lỗi: Thử quy tắc' : 'Thử quy tắc'} section="rules">
      <Crumbs
        trail={[
          ['/quy-tac', 'Quy tắc rà soát'],
          [`/quy-tac/${rule.code}`, rule.name],
        ]}
        here="Thử thay đổi"
      />
      <div class="stack">
        <ErrorSummary errors={errors} />
        <Title
          heading="Thử thay đổi quy tắc"
          lead={`So với quy tắc đang dùng: ${rule.name}, ${ruleThresholdText(rule)}, số liệu đến ${dayText(rule.asOf)}. Chỉ để xem, không ghi gì vào sổ.`}
        />
        <div class="columns aside-main">
          <LabForm view={view} />
          <div class="stack">{trial === null ? <Nothing /> : <Result trial={trial} />}</div>
        </div>
      </div>
    </Page>,
  );
}

function LabForm({ view: { rule, form, complete, errors } }: { readonly view: RuleLabView }) {
  return (
    <section class="card">
      <h2>Thử với</h2>
      <form method="get" action={`/quy-tac/${rule.code}/thu`} novalidate>
        <ComparisonFields form={form} errors={errors} />
        <AreaField
          form={form}
          errors={errors}
          id="exemptions"
          label="Dự án được miễn"
          hint="Mỗi dòng một dự án, ví dụ 7912345: chờ bàn giao chủ đầu tư"
        />
        <div class="check">
          <input id="complete" name="complete" type="checkbox" value="1" checked={complete} />
          <label for="complete">Coi báo cáo là đầy đủ</label>
        </div>
        <button type="submit" name="thu" value="1">
          Xem thay đổi
        </button>
      </form>
    </section>
  );
}

function Nothing() {
  return (
    <div class="notice">
      <p>Sửa ngưỡng, ngày, mẫu số hoặc danh sách miễn rồi chọn “Xem thay đổi”.</p>
    </div>
  );
}

function Result({ trial }: { readonly trial: RuleTrial }) {
  const { liveSummary, trialSummary } = trial;
  return (
    <>
      <p>
        Số liệu trong sổ lúc {instantText(trial.knownAt)}. Quy tắc đang dùng: {countText(liveSummary.candidates)} dự án
        trong danh sách; thử: {countText(trialSummary.candidates)} dự án.
      </p>
      <Differences comparison={trial.comparison} before="Đang dùng" after="Thử" />
    </>
  );
}
