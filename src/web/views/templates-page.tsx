import { TEMPLATE_KINDS, type TemplateKind } from '../../workbook/writing/template-kinds.js';
import { Field, Select, TextField, Title } from './components.js';
import { href, monthText } from './format.js';
import { Page, renderPage, type Site } from './layout.js';

export interface TemplatesView {
  readonly planYear: number;
  readonly investors: readonly string[];
  /** chosen, null before a choice */
  readonly investor: string | null;
  /** `2025-06` */
  readonly month: string;
}

const KINDS: Readonly<Record<TemplateKind, { readonly name: string; readonly about: string }>> = {
  disbursement: {
    name: 'Báo cáo giải ngân tháng',
    about: 'Dự án của đơn vị, kế hoạch và số lũy kế kỳ trước đã điền sẵn; đơn vị ghi số lũy kế đến cuối tháng.',
  },
  capitalPlan: {
    name: 'Giao kế hoạch vốn',
    about: 'Danh mục dự án đã điền sẵn; ghi số vốn giao và số, ngày quyết định.',
  },
  adjustment: {
    name: 'Điều chỉnh kế hoạch vốn',
    about: 'Kế hoạch đã giao điền sẵn; ghi số tăng, giảm và số, ngày quyết định.',
  },
  demand: {
    name: 'Nhu cầu bổ sung vốn',
    about: 'Kế hoạch đã giao điền sẵn; ghi khối lượng chưa thanh toán và nhu cầu.',
  },
};

/** Forms for the units, filled in as far as the books know. */
export function templatesPage(site: Site, { planYear, investors, investor, month }: TemplatesView): string {
  const options = [{ value: '', name: 'Chọn chủ đầu tư' }, ...investors.map((name) => ({ value: name, name }))];
  return renderPage(
    <Page site={site} title="Biểu mẫu" section="imports">
      <div class="stack">
        <Title
          heading="Biểu mẫu cho đơn vị"
          lead="Tải biểu của từng đơn vị, gửi đơn vị điền vào các ô nền vàng rồi nạp lại: không phải ghép cột."
        />
        <form class="card filters" method="get" action="/bieu-mau" aria-label="Chọn đơn vị và tháng">
          <Field id="chu-dau-tu" label="Chủ đầu tư" wide>
            <Select id="chu-dau-tu" name="chu-dau-tu" value={investor ?? ''} options={options} />
          </Field>
          <TextField
            id="thang"
            label="Tháng báo cáo"
            hint="tháng/năm, ví dụ 6/2025"
            value={monthText(month)}
            inputMode="numeric"
          />
          <div class="actions">
            <button type="submit">Xem biểu</button>
          </div>
        </form>
        {investor === null ? null : (
          <section class="card">
            <h2>{investor}</h2>
            <dl class="facts">
              {TEMPLATE_KINDS.map((kind) => (
                <>
                  <dt>
                    <a href={href(`/api/v1/templates/${kind}.xlsx`, { investor, month, planYear })}>
                      {KINDS[kind].name}
                    </a>
                  </dt>
                  <dd>{KINDS[kind].about}</dd>
                </>
              ))}
            </dl>
          </section>
        )}
      </div>
    </Page>,
  );
}
