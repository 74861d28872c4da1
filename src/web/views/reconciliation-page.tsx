import { fundingSourceName } from '../../domain/funding-sources.js';
import { formatVnd } from '../../domain/money.js';
import type { Reconciliation, ReconciliationRow } from '../../disbursements/disbursements.types.js';
import { Field, MoneyCell, NumberHead, Select, Sheet, Title } from './components.js';
import { countText, dayText, href } from './format.js';
import { Page, renderPage, type Site } from './layout.js';
import { Difference, FigureDay } from './series-comparison.js';

export interface ReconciliationView {
  readonly reconciliation: Reconciliation;
  /** the one investor shown; null for all */
  readonly investor: string | null;
  readonly investors: readonly string[];
}

/** Rows that a page shows; the workbook has all of them. */
const MOST_ROWS = 200;

export function reconciliationPage(site: Site, view: ReconciliationView): string {
  const { reconciliation, investor } = view;
  const { planYear, asOf } = reconciliation;
  const query = { planYear, asOf, investor };
  return renderPage(
    <Page site={site} title="Đối chiếu với Kho bạc" section="reconciliation">
      <div class="stack">
        <Title
          heading="Đối chiếu số liệu giải ngân với Kho bạc Nhà nước"
          lead={`Kế hoạch vốn năm ${planYear}, số liệu lũy kế đến ${dayText(asOf)}. Số của Kho bạc quyết định tỷ lệ; số của chủ đầu tư để giải thích.`}
        >
          <a class="button" href={href('/api/v1/disbursements/reconciliation.xlsx', query)}>
            Xuất biên bản đối chiếu
          </a>
        </Title>
        <Choice view={view} />
        <Figures reconciliation={reconciliation} />
        <Rows rows={reconciliation.rows} planYear={planYear} />
      </div>
    </Page>,
  );
}

function Choice({ view }: { readonly view: ReconciliationView }) {
  const { reconciliation, investor, investors } = view;
  const months = [...new Set([...reconciliation.months, reconciliation.asOf])].sort();
  return (
    <section class="card">
      <form method="get" action="/doi-chieu-kho-bac">
        <input type="hidden" name="nam" value={String(reconciliation.planYear)} />
        <div class="row">
          <Field id="ngay" label="Số liệu đến ngày">
            <Select
              id="ngay"
              name="ngay"
              value={reconciliation.asOf}
              options={months.map((day) => ({ value: day, name: dayText(day) }))}
            />
          </Field>
          <Field id="chu-dau-tu" label="Chủ đầu tư">
            <Select
              id="chu-dau-tu"
              name="chu-dau-tu"
              value={investor ?? ''}
              options={[{ value: '', name: 'Tất cả' }, ...investors.map((name) => ({ value: name, name }))]}
            />
          </Field>
          <button type="submit" class="plain">
            Xem
          </button>
        </div>
      </form>
    </section>
  );
}

function Figures({ reconciliation: { totals, counts } }: { readonly reconciliation: Reconciliation }) {
  return (
    <dl class="figures">
      <div class="strong">
        <dt>Chênh lệch Kho bạc – chủ đầu tư (đồng)</dt>
        <dd>
          {formatVnd(totals.differenceVnd)}
          <small>{countText(counts.different)} cặp dự án – nguồn vốn có chênh lệch</small>
        </dd>
      </div>
      <div>
        <dt>Kho bạc Nhà nước (đồng)</dt>
        <dd>
          {formatVnd(totals.treasuryVnd)}
          <small>{countText(counts.onlyTreasury)} cặp chỉ Kho bạc có số liệu</small>
        </dd>
      </div>
      <div>
        <dt>Chủ đầu tư báo cáo (đồng)</dt>
        <dd>
          {formatVnd(totals.investorVnd)}
          <small>{countText(counts.onlyInvestor)} cặp chỉ chủ đầu tư có số liệu</small>
        </dd>
      </div>
      <div>
        <dt>Khớp đúng</dt>
        <dd>
          {countText(counts.equal)}
          <small>trên {countText(counts.compared)} cặp có số liệu của cả hai bên</small>
        </dd>
      </div>
    </dl>
  );
}

function Rows({ rows, planYear }: { readonly rows: readonly ReconciliationRow[]; readonly planYear: number }) {
  if (rows.length === 0) {
    return (
      <section class="card">
        <p>Không có chênh lệch: mọi dự án có số liệu của cả hai bên đều khớp đúng đến từng đồng.</p>
      </section>
    );
  }
  const shown = rows.slice(0, MOST_ROWS);
  return (
    <section class="card flush">
      <div class="head">
        <h2>Chênh lệch lớn nhất</h2>
        <p class="unit">Đơn vị tính: triệu đồng</p>
      </div>
      <div class="after">
        <Sheet label="Chênh lệch giữa Kho bạc Nhà nước và chủ đầu tư theo dự án và nguồn vốn" frozen twoRows>
          <thead>
            <tr>
              <th scope="col" rowSpan={2}>
                TT
              </th>
              <th scope="col" rowSpan={2}>
                Dự án
              </th>
              <th scope="col" rowSpan={2}>
                Chủ đầu tư
              </th>
              <th scope="col" rowSpan={2}>
                Nguồn vốn
              </th>
              <th scope="colgroup" colSpan={2}>
                Kho bạc Nhà nước
              </th>
              <th scope="colgroup" colSpan={2}>
                Chủ đầu tư báo cáo
              </th>
              <th scope="col" rowSpan={2} class="num">
                Chênh lệch
              </th>
            </tr>
            <tr>
              <NumberHead>Lũy kế</NumberHead>
              <th scope="col">Đến ngày</th>
              <NumberHead>Lũy kế</NumberHead>
              <th scope="col">Đến ngày</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row, index) => (
              <tr>
                <td class="mid">{index + 1}</td>
                <th scope="row" class="name">
                  <a href={href(`/du-an/${row.projectId}`, { nam: planYear })}>{row.name}</a>
                </th>
                <td>{row.investorName ?? <span class="muted">Chưa rõ</span>}</td>
                <td>{fundingSourceName(row.source)}</td>
                <MoneyCell vnd={row.treasury?.amountVnd ?? null} />
                <td class="nowrap">
                  <FigureDay figure={row.treasury} />
                </td>
                <MoneyCell vnd={row.investor?.amountVnd ?? null} />
                <td class="nowrap">
                  <FigureDay figure={row.investor} />
                </td>
                <td class="num">
                  <Difference pair={row} />
                </td>
              </tr>
            ))}
          </tbody>
        </Sheet>
        {rows.length > shown.length ? (
          <p class="muted">
            Đang hiện {countText(shown.length)} trên {countText(rows.length)} dòng; tệp xuất có đủ.
          </p>
        ) : null}
      </div>
    </section>
  );
}
