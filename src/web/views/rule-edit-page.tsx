import type { ReviewRule } from '../../domain/review-rule.js';
import type { RuleForm } from '../rule-form.js';
import { Crumbs, ErrorSummary, TextField, Title, type FieldError } from './components.js';
import { Page, renderPage, type Site } from './layout.js';
import { RuleFields } from './rule-fields.js';

export interface RuleEditView {
  /** the rule that is edited, null for a new one */
  readonly rule: ReviewRule | null;
  readonly code: string;
  /** number of the version that was edited, as the form carries it */
  readonly version: string;
  readonly reason: string;
  readonly form: RuleForm;
  readonly errors: readonly FieldError[];
}

export function ruleEditPage(site: Site, view: RuleEditView): string {
  const { rule, errors, form } = view;
  const heading = rule === null ? 'Thêm quy tắc rà soát' : `Sửa quy tắc: ${rule.name}`;
  return renderPage(
    <Page site={site} title={errors.length > 0 ? `Lỗi: ${heading}` : heading} section="rules">
      <Crumbs trail={[['/quy-tac', 'Quy tắc rà soát']]} here={heading} />
      <div class="stack">
        <ErrorSummary errors={errors} />
        <Title
          heading={heading}
          lead={
            rule === null
              ? 'Điền sẵn theo “các đợt điều chỉnh khi thấy cần thiết”; sửa lại cho đúng văn bản của đợt này.'
              : 'Lưu thành phiên bản mới; các đợt đã mở giữ nguyên phiên bản đã áp dụng.'
          }
        />
        <form
          class="stack"
          method="post"
          action={rule === null ? '/quy-tac/moi' : `/quy-tac/${rule.code}/sua`}
          novalidate
        >
          {rule === null ? <CodeField view={view} /> : <input type="hidden" name="version" value={view.version} />}
          <RuleFields form={form} errors={errors} />
          <section class="card">
            <TextField
              id="reason"
              label={rule === null ? 'Lý do đặt quy tắc' : 'Lý do sửa'}
              errors={errors}
              value={view.reason}
              autocomplete="off"
            />
            <button type="submit">{rule === null ? 'Thêm quy tắc' : 'Lưu phiên bản mới'}</button>
          </section>
        </form>
      </div>
    </Page>,
  );
}

function CodeField({ view: { code, errors } }: { readonly view: RuleEditView }) {
  return (
    <section class="card">
      <TextField
        id="code"
        label="Mã quy tắc"
        hint="Chữ không dấu, số, dấu chấm, gạch ngang; ví dụ 161-2025-3"
        errors={errors}
        value={code}
        autocomplete="off"
      />
    </section>
  );
}
