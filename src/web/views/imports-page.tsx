import { IMPORT_KINDS, type ImportView } from '../../imports/imports.types.js';
import {
  describedBy,
  ErrorSummary,
  Field,
  MoneyCell,
  NumberHead,
  Pages,
  Select,
  Sheet,
  TextField,
  Title,
  type FieldError,
  type Option,
} from './components.js';
import type { DecisionForm } from '../decision-form.js';
import { DecisionFields } from './decision-fields.js';
import { countText, dayText, instantText } from './format.js';
import { ImportStateTag } from './import-state-tag.js';
import { Page, renderPage, type Site } from './layout.js';
import { ORIGIN_NAMES, TABLE_KIND_NAMES } from './words.js';

/** What stands in the upload form, as typed; kept when the form comes back with errors. */
export interface UploadForm extends DecisionForm {
  readonly planYear: string;
  readonly kind: string;
  readonly asOf: string;
  readonly origin: string;
  readonly controlTotalVnd: string;
}

export interface ImportsView {
  readonly form: UploadForm;
  readonly errors: readonly FieldError[];
  readonly imports: readonly ImportView[];
  readonly next: string | null;
  readonly continued: boolean;
}

const KIND_OPTIONS: readonly Option[] = [
  { value: '', name: 'Để hệ thống tự nhận ra' },
  ...IMPORT_KINDS.map((kind) => ({ value: kind, name: TABLE_KIND_NAMES[kind] })),
];

const ORIGIN_OPTIONS: readonly Option[] = [
  { value: '', name: 'Theo nội dung tệp' },
  { value: 'treasury', name: ORIGIN_NAMES.treasury },
  { value: 'investor', name: ORIGIN_NAMES.investor },
];

export function importsPage(site: Site, view: ImportsView): string {
  const wrong = view.errors.length > 0;
  return renderPage(
    <Page site={site} title={wrong ? 'Lỗi: Nhập liệu' : 'Nhập liệu'} section="imports">
      <div class="stack">
        <ErrorSummary errors={view.errors} />
        <Title
          heading="Nhập liệu"
          lead="Nạp tệp Excel đúng như đơn vị gửi. Hệ thống đọc, kiểm tra từng ô rồi mới hỏi có ghi sổ hay không."
        >
          <a class="button plain" href="/bieu-mau">
            Biểu mẫu cho đơn vị
          </a>
        </Title>
        <div class="columns aside-main">
          <UploadCard view={view} />
          <ImportList view={view} />
        </div>
      </div>
    </Page>,
  );
}

function UploadCard({ view }: { readonly view: ImportsView }) {
  const { form, errors } = view;
  return (
    <section class="card">
      <h2>Nạp tệp mới</h2>
      <form method="post" action="/nhap-lieu" enctype="multipart/form-data" novalidate>
        <Field id="file" label="Tệp Excel (.xlsx)" errors={errors}>
          <input
            id="file"
            name="file"
            type="file"
            accept=".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            aria-describedby={describedBy('file', false, errors)}
          />
        </Field>
        <div class="row">
          <TextField
            id="planYear"
            label="Năm kế hoạch"
            errors={errors}
            inputMode="numeric"
            value={form.planYear}
            autocomplete="off"
          />
          <Field id="kind" label="Loại bảng" errors={errors}>
            <Select
              id="kind"
              name="kind"
              value={form.kind}
              options={KIND_OPTIONS}
              describedBy={describedBy('kind', false, errors)}
            />
          </Field>
        </div>
        <TextField
          id="asOf"
          label="Ngày số liệu"
          hint="Bỏ trống nếu tệp đã ghi, ví dụ “đến ngày 30/6/2025”"
          errors={errors}
          placeholder="30/6/2025"
          value={form.asOf}
          autocomplete="off"
        />
        <Field id="origin" label="Nguồn số liệu giải ngân" errors={errors}>
          <Select
            id="origin"
            name="origin"
            value={form.origin}
            options={ORIGIN_OPTIONS}
            describedBy={describedBy('origin', false, errors)}
          />
        </Field>
        <TextField
          id="controlTotalVnd"
          label="Tổng kiểm soát (đồng)"
          hint="Tổng số tiền ghi trên văn bản giấy. Hệ thống so với tổng đọc được từ tệp, lệch một đồng cũng báo."
          errors={errors}
          inputMode="numeric"
          placeholder="3.254.118.000.000"
          value={form.controlTotalVnd}
          autocomplete="off"
        />
        <DecisionFields form={form} errors={errors} />
        <button type="submit">Nạp và kiểm tra</button>
        <p class="small muted">Chưa có gì được ghi sổ ở bước này.</p>
      </form>
    </section>
  );
}

function ImportList({ view }: { readonly view: ImportsView }) {
  if (view.imports.length === 0) {
    return (
      <section class="card">
        <h2>Các lượt nạp</h2>
        <p class="muted">Chưa nạp tệp nào.</p>
      </section>
    );
  }
  return (
    <section class="card flush">
      <div class="head">
        <h2>Các lượt nạp</h2>
        <p class="unit">Đơn vị tính: triệu đồng</p>
      </div>
      <div class="after stack">
        <Sheet label="Các lượt nạp, mới nhất trước">
          <thead>
            <tr>
              <th scope="col">Tệp</th>
              <th scope="col">Loại bảng</th>
              <th scope="col" class="mid">
                Đến ngày
              </th>
              <NumberHead>Dòng dự án</NumberHead>
              <NumberHead>Tổng tiền</NumberHead>
              <th scope="col">Tình trạng</th>
              <th scope="col">Nạp lúc</th>
            </tr>
          </thead>
          <tbody>
            {view.imports.map((item) => (
              <ImportRow item={item} />
            ))}
          </tbody>
        </Sheet>
        <Pages
          noun="lượt nạp"
          shown={view.imports.length}
          total={null}
          path="/nhap-lieu"
          query={{}}
          next={view.next}
          continued={view.continued}
        />
      </div>
    </section>
  );
}

function ImportRow({ item }: { readonly item: ImportView }) {
  const { counts } = item;
  return (
    <tr>
      <th scope="row" class="words">
        <a href={`/nhap-lieu/${item.id}`}>{item.file}</a>
      </th>
      <td class="nowrap">{item.kind === null ? '–' : TABLE_KIND_NAMES[item.kind]}</td>
      <td class="mid">{dayText(item.asOf)}</td>
      <td class="num">{countText(counts.projectLines)}</td>
      <MoneyCell vnd={item.totalVnd} />
      <td>
        <ImportStateTag state={item.state} />
        {counts.errors > 0 ? <span class="small"> {countText(counts.errors)} lỗi</span> : null}
        {counts.warnings > 0 ? <span class="small muted"> {countText(counts.warnings)} cảnh báo</span> : null}
      </td>
      <td>{instantText(item.receivedAt)}</td>
    </tr>
  );
}
