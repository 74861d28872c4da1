import { formatVnd } from '../../domain/money.js';
import type { ChangeCounts } from '../../imports/import-review.service.js';
import type { ChangeStatus, FigureChange } from '../../imports/figure-changes.js';
import type { ImportView } from '../../imports/imports.types.js';
import type { ImportReconciliation, ReconciledSum, SheetRows } from '../../imports/reconciliation.js';
import { Crumbs, Evidence, MoneyCell, NumberHead, Pages, Sheet, Tabs, Tag, Title } from './components.js';
import { countText, dayText, href } from './format.js';
import { rowHref } from './issue-list.js';
import { Page, renderPage, type Site } from './layout.js';
import { PLAN_KIND_NAMES } from './words.js';

export interface ReconciliationPageView {
  readonly item: ImportView;
  readonly whole: ImportReconciliation;
  readonly counts: ChangeCounts;
  readonly changes: readonly FigureChange[];
  readonly status: ChangeStatus | null;
  readonly next: string | null;
  readonly continued: boolean;
  /** names of funding sources by code */
  readonly sources: ReadonlyMap<string, string>;
}

/** Words of the changes, as tabs and rows show them. */
const STATUS_NAMES: Readonly<Record<ChangeStatus, string>> = {
  new: 'Mới',
  changed: 'Thay đổi',
  unchanged: 'Không đổi',
  leftOut: 'Không ghi',
  absent: 'Vắng trong tệp',
};

export function reconciliationPage(site: Site, view: ReconciliationPageView): string {
  const { item, whole } = view;
  return renderPage(
    <Page site={site} title={`Đối chiếu ${item.file}`} section="imports">
      <Crumbs
        trail={[
          ['/nhap-lieu', 'Nhập liệu'],
          [`/nhap-lieu/${item.id}`, item.file],
        ]}
        here="Đối chiếu"
      />
      <div class="stack">
        <Title
          heading="Đối chiếu"
          lead="Số trên văn bản giấy, số in trong tệp và số đọc được phải khớp từng đồng, từng dòng."
        />
        <Control whole={whole} />
        <Rows item={item} whole={whole} />
        <Sums heading="Theo nguồn vốn" what="Nguồn vốn" sums={whole.bySource} names={view.sources} />
        <Sums heading="Theo chủ đầu tư" what="Chủ đầu tư" sums={whole.byInvestor} names={new Map()} />
        <Sums heading="Từng số cộng in trong tệp" what="Ô" sums={whole.printed} names={new Map()} />
        <Changes view={view} />
      </div>
    </Page>,
  );
}

function Control({ whole }: { readonly whole: ImportReconciliation }) {
  const { control } = whole;
  const rows: readonly (readonly [string, string | null, string, string | null])[] = [
    [
      'Tổng tiền (đồng)',
      control.controlTotalVnd === null ? null : formatVnd(control.controlTotalVnd),
      formatVnd(control.totalVnd),
      control.differenceVnd === null ? null : formatVnd(control.differenceVnd),
    ],
    [
      'Số dòng dự án',
      control.controlLines === null ? null : countText(control.controlLines),
      countText(control.lines),
      control.lineDifference === null ? null : String(control.lineDifference),
    ],
  ];
  return (
    <section class="card" aria-labelledby="kiem-soat">
      <h2 id="kiem-soat">Tổng kiểm soát</h2>
      <Sheet label="So với văn bản giấy" low>
        <thead>
          <tr>
            <th scope="col">Nội dung</th>
            <NumberHead>Văn bản giấy</NumberHead>
            <NumberHead>Đọc từ tệp</NumberHead>
            <NumberHead>Chênh lệch</NumberHead>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, paper, read, difference]) => (
            <tr class={difference === null || difference === '0' ? undefined : 'problem'}>
              <th scope="row">{name}</th>
              <td class="num">{paper ?? 'chưa nhập'}</td>
              <td class="num">{read}</td>
              <td class="num">{difference ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </Sheet>
      <p>
        Sẽ ghi {formatVnd(whole.writtenVnd)} đồng; dòng bỏ qua {formatVnd(whole.leftOutVnd)} đồng; dòng chưa khớp dự án{' '}
        {formatVnd(whole.unmatchedVnd)} đồng.
      </p>
    </section>
  );
}

const BUCKETS: readonly (readonly [Exclude<keyof SheetRows, 'sheet'>, string])[] = [
  ['rows', 'Tất cả dòng'],
  ['stored', 'Dự án được ghi'],
  ['leftOut', 'Bỏ qua'],
  ['unmatched', 'Chưa khớp'],
  ['withoutFigures', 'Dự án không có số'],
  ['totals', 'Tổng'],
  ['subtotals', 'Cộng nhóm'],
  ['headings', 'Tiêu đề nhóm'],
  ['components', 'Thành phần'],
  ['notes', 'Ghi chú'],
  ['blanks', 'Trống'],
  ['outside', 'Ngoài bảng'],
  ['difference', 'Chênh lệch'],
];

function Rows({ item, whole }: { readonly item: ImportView; readonly whole: ImportReconciliation }) {
  return (
    <section class="card" aria-labelledby="dong">
      <h2 id="dong">Từng dòng của tệp ở đúng một chỗ</h2>
      <Sheet label="Số dòng của từng trang tính" low>
        <thead>
          <tr>
            <th scope="col">Trang tính</th>
            {BUCKETS.map(([, name]) => (
              <th scope="col" class="num">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {whole.rows.map((row) => (
            <tr class={row.difference === 0 ? undefined : 'problem'}>
              <th scope="row">{row.sheet}</th>
              {BUCKETS.map(([bucket]) => (
                <td class="num">{countText(row[bucket])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </Sheet>
      {whole.leftOut.length === 0 ? null : (
        <>
          <h3>Dòng bỏ qua: {formatVnd(whole.leftOutVnd)} đồng</h3>
          <ul>
            {whole.leftOut.map(({ sheet, row, name, vnd }) => (
              <li>
                <a href={rowHref(item.id, sheet, row)}>
                  {sheet}, dòng {row}
                </a>
                : {name}, {formatVnd(vnd)} đồng
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

interface SumsProps {
  readonly heading: string;
  readonly what: string;
  readonly sums: readonly ReconciledSum[];
  readonly names: ReadonlyMap<string, string>;
}

function Sums({ heading, what, sums, names }: SumsProps) {
  const off = sums.filter(({ differenceVnd }) => differenceVnd !== null && differenceVnd !== 0n);
  if (sums.length === 0) return null;
  const printed = sums.filter(({ printedVnd }) => printedVnd !== null).length;
  return (
    <section class="card">
      <details open={off.length > 0}>
        <summary>
          {heading}: {countText(sums.length)} dòng, {countText(printed)} số có in trong tệp
          {off.length === 0 ? <Tag tone="ok">Không lệch</Tag> : <Tag tone="bad">{countText(off.length)} số lệch</Tag>}
        </summary>
        <p class="unit">Đơn vị tính: triệu đồng</p>
        <Sheet label={heading}>
          <thead>
            <tr>
              <th scope="col">Trang tính</th>
              <th scope="col">{what}</th>
              <NumberHead>In trong tệp</NumberHead>
              <NumberHead>Cộng các dòng</NumberHead>
              <NumberHead>Chênh lệch</NumberHead>
            </tr>
          </thead>
          <tbody>
            {[...off, ...sums.filter((sum) => !off.includes(sum))].map((sum) => (
              <tr class={off.includes(sum) ? 'problem' : undefined}>
                <td>{sum.sheet}</td>
                <th scope="row" class="name">
                  {names.get(sum.of) ?? sum.of}
                </th>
                <MoneyCell vnd={sum.printedVnd} />
                <MoneyCell vnd={sum.computedVnd} />
                <MoneyCell vnd={sum.differenceVnd} />
              </tr>
            ))}
          </tbody>
        </Sheet>
      </details>
    </section>
  );
}

function Changes({ view }: { readonly view: ReconciliationPageView }) {
  const { item, counts, changes, status } = view;
  const path = `/nhap-lieu/${item.id}/doi-chieu`;
  const tab = (key: ChangeStatus | null, name: string, count: number) => ({
    path: `${href(path, { loc: key })}#thay-doi`,
    ...{ name, count, current: key === status },
  });
  const all = counts.new + counts.changed + counts.unchanged + counts.leftOut;
  return (
    <section class="card flush" id="thay-doi" aria-labelledby="thay-doi-ten">
      <div class="head">
        <h2 id="thay-doi-ten">Số trong sổ trước và sau khi ghi</h2>
        <p class="unit">Đơn vị tính: triệu đồng</p>
      </div>
      <div class="pad">
        <Tabs
          label="Lọc theo thay đổi"
          tabs={[
            tab(null, 'Tất cả số trong tệp', all),
            ...(['new', 'changed', 'unchanged', 'leftOut', 'absent'] as const).map((key) =>
              tab(key, STATUS_NAMES[key], counts[key]),
            ),
          ]}
        />
      </div>
      <div class="after stack">
        {status === 'absent' ? (
          <p>
            Dự án có kế hoạch trong sổ nhưng tệp không nhắc đến. Không dự án nào bị xóa; chọn giữ hay đánh dấu vắng khi
            ghi sổ.
          </p>
        ) : null}
        {changes.length === 0 ? <p>Không có số nào.</p> : <ChangeTable view={view} />}
        <Pages
          noun="số"
          shown={changes.length}
          total={status === null ? all : counts[status]}
          path={path}
          query={status === null ? {} : { loc: status }}
          next={view.next}
          continued={view.continued}
        />
      </div>
    </section>
  );
}

function ChangeTable({ view }: { readonly view: ReconciliationPageView }) {
  return (
    <Sheet label="Từng số trước và sau khi ghi">
      <thead>
        <tr>
          <th scope="col">Dự án</th>
          <th scope="col">Mã dự án</th>
          <th scope="col">Nguồn vốn</th>
          <th scope="col">Thay đổi</th>
          <NumberHead>Trong sổ</NumberHead>
          <NumberHead>Sau khi ghi</NumberHead>
          <th scope="col">Ô trong tệp</th>
          <th scope="col">Căn cứ của số trong sổ</th>
        </tr>
      </thead>
      <tbody>
        {view.changes.map((change) => (
          <tr>
            <th scope="row" class="name">
              {change.projectId === null ? change.name : <a href={`/du-an/${change.projectId}`}>{change.name}</a>}
            </th>
            <td class="nowrap">{change.code ?? ''}</td>
            <td>
              {change.source === null ? 'Tất cả' : (view.sources.get(change.source) ?? change.source)}
              {change.planKind === 'carriedOver' ? `, ${PLAN_KIND_NAMES.carriedOver}` : ''}
            </td>
            <td class="nowrap">{STATUS_NAMES[change.status]}</td>
            <MoneyCell vnd={change.oldVnd} />
            <MoneyCell vnd={change.newVnd} />
            <td>
              <Evidence cells={change.newCells} />
            </td>
            <td>
              <Evidence cells={change.oldCells} />
              {change.oldAsOf === null ? null : <span class="muted">đến {dayText(change.oldAsOf)}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </Sheet>
  );
}
