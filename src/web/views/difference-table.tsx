import type { DifferentRow, ReviewComparison, RowState } from '../../domain/compare-reviews.js';
import { formatVnd } from '../../domain/money.js';
import { MoneyCell, NumberHead, Sheet, Tag } from './components.js';
import { countText, percentText } from './format.js';
import { OUTCOME_NAMES } from './words.js';

interface DifferencesProps {
  readonly comparison: ReviewComparison;
  /** names of the two sides, as heads of columns */
  readonly before: string;
  readonly after: string;
}

const ROWS_SHOWN = 500;

/** Projects that come in and go out, and each row that differs with its cause. */
export function Differences({ comparison, before, after }: DifferencesProps) {
  const { rows, same, entered, left } = comparison;
  return (
    <>
      <dl class="figures">
        <div class="strong">
          <dt>Vào danh sách</dt>
          <dd>
            {countText(entered.projects)} dự án<small>{formatVnd(entered.undisbursedVnd)} đồng chưa giải ngân</small>
          </dd>
        </div>
        <div class="strong">
          <dt>Ra khỏi danh sách</dt>
          <dd>
            {countText(left.projects)} dự án<small>{formatVnd(left.undisbursedVnd)} đồng chưa giải ngân</small>
          </dd>
        </div>
        <div>
          <dt>Dòng khác nhau</dt>
          <dd>
            {countText(rows.length)}
            <small>{countText(same)} dòng giống nhau</small>
          </dd>
        </div>
      </dl>
      {rows.length === 0 ? (
        <div class="notice">
          <p>Hai bên giống nhau ở mọi dự án.</p>
        </div>
      ) : (
        <Rows rows={rows} before={before} after={after} />
      )}
    </>
  );
}

interface RowsProps {
  readonly rows: readonly DifferentRow[];
  readonly before: string;
  readonly after: string;
}

function Rows({ rows, before, after }: RowsProps) {
  const ordered = [...rows].sort((a, b) => ORDER[a.change] - ORDER[b.change]);
  return (
    <section class="card flush">
      <div class="head">
        <h2>Từng dự án khác nhau</h2>
        <p class="unit">Đơn vị tính: triệu đồng</p>
      </div>
      <div class="after">
        <Sheet label="Dự án khác nhau giữa hai bên, kèm nguyên nhân" frozen twoRows>
          <thead>
            <tr>
              <th scope="col" rowSpan={2} class="mid">
                TT
              </th>
              <th scope="col" rowSpan={2}>
                Danh mục dự án
              </th>
              <th scope="col" rowSpan={2}>
                Thay đổi
              </th>
              <th scope="colgroup" colSpan={4} class="mid">
                {before}
              </th>
              <th scope="colgroup" colSpan={4} class="mid">
                {after}
              </th>
              <th scope="col" rowSpan={2}>
                Nguyên nhân
              </th>
            </tr>
            <tr>
              <SideHeads />
              <SideHeads />
            </tr>
          </thead>
          <tbody>
            {ordered.slice(0, ROWS_SHOWN).map((row, index) => (
              <tr>
                <td class="mid">{index + 1}</td>
                <th scope="row" class="name">
                  <a href={`/du-an/${row.key}`}>{row.name}</a>
                </th>
                <td>
                  <ChangeTag change={row.change} />
                </td>
                <SideCells state={row.before} />
                <SideCells state={row.after} />
                <td class="why">{row.causes.map(({ text }) => text).join('; ')}</td>
              </tr>
            ))}
          </tbody>
        </Sheet>
        {rows.length > ROWS_SHOWN ? (
          <p class="muted">
            Trang này ghi {countText(ROWS_SHOWN)} trong {countText(rows.length)} dòng; lấy đủ qua giao diện lập trình.
          </p>
        ) : null}
      </div>
    </section>
  );
}

const ORDER: Record<DifferentRow['change'], number> = { entered: 0, left: 1, other: 2 };

function ChangeTag({ change }: { readonly change: DifferentRow['change'] }) {
  if (change === 'entered') return <Tag tone="bad">Vào danh sách</Tag>;
  return change === 'left' ? <Tag tone="ok">Ra khỏi danh sách</Tag> : <Tag tone="plain">Số liệu đổi</Tag>;
}

function SideHeads() {
  return (
    <>
      <th scope="col">Kết quả</th>
      <NumberHead>Kế hoạch</NumberHead>
      <NumberHead>Giải ngân</NumberHead>
      <NumberHead>Tỷ lệ</NumberHead>
    </>
  );
}

function SideCells({ state }: { readonly state: RowState | null }) {
  if (state === null) return <td colSpan={4}>Không có trong sổ</td>;
  return (
    <>
      <td class="nowrap">{OUTCOME_NAMES[state.outcome]}</td>
      <MoneyCell vnd={state.planVnd} />
      <MoneyCell vnd={state.disbursedVnd} />
      <td class="num">{percentText(state.ratePercent) ?? '–'}</td>
    </>
  );
}
