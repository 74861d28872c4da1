import type { ImportDetail } from '../../imports/imports.types.js';
import { ORIGINS } from '../../domain/words.js';
import {
  Crumbs,
  describedBy,
  ErrorSummary,
  Field,
  Select,
  TextField,
  Title,
  type FieldError,
  type Option,
} from './components.js';
import type { DecisionForm } from '../decision-form.js';
import { DecisionFields } from './decision-fields.js';
import { Page, renderPage, type Site } from './layout.js';
import { ORIGIN_NAMES } from './words.js';

/** The confirmation form as typed. */
export interface ConfirmationForm extends DecisionForm {
  readonly asOf: string;
  readonly origin: string;
  readonly scope: string;
  readonly sources: readonly string[];
  readonly investor: string;
  readonly controlTotalVnd: string;
  readonly controlLines: string;
}

export interface ConfirmationPageView {
  readonly item: ImportDetail;
  readonly form: ConfirmationForm;
  readonly sources: readonly Option[];
  readonly errors: readonly FieldError[];
}

const SCOPES: readonly Option[] = [
  { value: '', name: 'Không khai đầy đủ' },
  { value: 'all', name: 'Đầy đủ cho tất cả dự án' },
  { value: 'sources', name: 'Đầy đủ cho các nguồn vốn chọn bên dưới' },
  { value: 'investor', name: 'Đầy đủ cho dự án của một chủ đầu tư' },
];

/** What only a person knows of a file, pre-filled with what the file says. */
export function confirmationPage(site: Site, { item, form, sources, errors }: ConfirmationPageView): string {
  const title = errors.length > 0 ? 'Lỗi: Xác nhận số liệu' : `Xác nhận số liệu của ${item.file}`;
  return renderPage(
    <Page site={site} title={title} section="imports">
      <Crumbs
        trail={[
          ['/nhap-lieu', 'Nhập liệu'],
          [`/nhap-lieu/${item.id}`, item.file],
        ]}
        here="Xác nhận số liệu"
      />
      <div class="stack">
        <ErrorSummary errors={errors} />
        <Title
          heading="Xác nhận số liệu"
          lead={`Năm kế hoạch ${item.planYear}. Các ô đã điền theo tệp; sửa lại nếu văn bản giấy ghi khác.`}
        />
        <form method="post" action={`/nhap-lieu/${item.id}/xac-nhan`} class="card" novalidate>
          <TextField id="asOf" label="Số liệu đến ngày" errors={errors} value={form.asOf} autocomplete="off" />
          <Field id="origin" label="Nguồn số liệu giải ngân">
            <Select
              id="origin"
              name="origin"
              value={form.origin}
              options={[
                { value: '', name: 'Theo nội dung tệp' },
                ...ORIGINS.map((origin) => ({ value: origin, name: ORIGIN_NAMES[origin] })),
              ]}
            />
          </Field>
          <Field
            id="scope"
            label="Báo cáo này đầy đủ cho"
            hint="Khai đầy đủ thì dự án trong phạm vi mà báo cáo không nhắc đến được tính là 0 đồng."
            errors={errors}
          >
            <Select
              id="scope"
              name="scope"
              value={form.scope}
              options={SCOPES}
              describedBy={describedBy('scope', true, errors)}
            />
          </Field>
          <fieldset>
            <legend>Nguồn vốn (khi khai đầy đủ cho nguồn vốn)</legend>
            {sources.map(({ value, name }) => (
              <div class="choice">
                <input
                  id={`nguon-${value}`}
                  name="sources"
                  type="checkbox"
                  value={value}
                  checked={form.sources.includes(value)}
                />
                <label for={`nguon-${value}`}>{name}</label>
              </div>
            ))}
          </fieldset>
          <TextField
            id="investor"
            label="Chủ đầu tư (khi khai đầy đủ cho một chủ đầu tư)"
            errors={errors}
            value={form.investor}
            autocomplete="off"
          />
          <div class="row">
            <TextField
              id="controlTotalVnd"
              label="Tổng tiền trên văn bản giấy (đồng)"
              errors={errors}
              inputMode="numeric"
              value={form.controlTotalVnd}
              autocomplete="off"
            />
            <TextField
              id="controlLines"
              label="Số dòng dự án trên văn bản giấy"
              errors={errors}
              inputMode="numeric"
              value={form.controlLines}
              autocomplete="off"
            />
          </div>
          <DecisionFields form={form} errors={errors} />
          <div class="actions">
            <button type="submit">Xác nhận và kiểm tra lại</button>
            <a href={`/nhap-lieu/${item.id}`}>Quay lại</a>
          </div>
        </form>
      </div>
    </Page>,
  );
}
