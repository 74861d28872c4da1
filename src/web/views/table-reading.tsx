import type { TableSummary } from '../../imports/imports.types.js';
import { MoneyCell, NumberHead, Sheet, Tag } from './components.js';
import { countText, dayText } from './format.js';
import { fieldName, ORIGIN_NAMES, TABLE_KIND_NAMES } from './words.js';

/** What the reader understood of one table: kind, unit, day, columns with their reasons, totals recomputed. */
export function TableReadingCard({ table }: { readonly table: TableSummary }) {
  return (
    <section class="card" aria-label={`Bảng trên trang tính ${table.sheet}`}>
      <div class="head">
        <h2>{table.title?.text ?? `Bảng trên trang tính ${table.sheet}`}</h2>
        <Tag tone={table.kind === 'unknown' ? 'warn' : 'info'}>{TABLE_KIND_NAMES[table.kind]}</Tag>
      </div>
      <dl class="facts">
        <dt>Đơn vị tính</dt>
        <dd>
          {table.unit === null ? 'Không thấy trong tệp' : <At text={table.unit.text} cell={table.unit.cell} />}
          {table.unit === null ? null : ` (1 đơn vị = ${countText(table.unit.vndPerUnit)} đồng)`}
        </dd>
        <dt>Năm kế hoạch</dt>
        <dd>
          {table.planYear === null ? (
            'Tệp không ghi'
          ) : (
            <At text={String(table.planYear.year)} cell={table.planYear.cell} />
          )}
        </dd>
        <dt>Số liệu đến ngày</dt>
        <dd>{table.asOf === null ? 'Tệp không ghi' : <At text={dayText(table.asOf.date)} cell={table.asOf.cell} />}</dd>
        {table.origin === null ? null : (
          <>
            <dt>Nguồn số liệu</dt>
            <dd>{ORIGIN_NAMES[table.origin]}</dd>
          </>
        )}
        {table.decision === null ? null : (
          <>
            <dt>Kèm theo</dt>
            <dd>
              <At text={table.decision.text} cell={table.decision.cell} />
            </dd>
          </>
        )}
        <dt>Dòng tiêu đề</dt>
        <dd>
          {table.header.firstRow === table.header.lastRow
            ? `dòng ${table.header.firstRow}`
            : `dòng ${table.header.firstRow} đến ${table.header.lastRow}`}
          {table.hidden ? '; trang tính đang ẩn' : ''}
        </dd>
      </dl>
      <Columns table={table} />
      <Reconciliation table={table} />
    </section>
  );
}

function At({ text, cell }: { readonly text: string; readonly cell: string }) {
  return (
    <>
      {text} <span class="muted">ô {cell}</span>
    </>
  );
}

function Columns({ table }: { readonly table: TableSummary }) {
  const unknown = table.columns.filter((column) => column.field === null).length;
  return (
    <details open={unknown > 0}>
      <summary>
        {countText(table.columns.length)} cột: tiêu đề trong tệp và cách hiểu
        {unknown === 0 ? null : <Tag tone="warn">{countText(unknown)} cột chưa hiểu</Tag>}
      </summary>
      <Sheet label={`Các cột của bảng trên trang tính ${table.sheet}`} low>
        <thead>
          <tr>
            <th scope="col" class="mid">
              Cột
            </th>
            <th scope="col">Tiêu đề trong tệp</th>
            <th scope="col">Hiểu là</th>
            <NumberHead>Độ chắc chắn</NumberHead>
            <th scope="col">Vì sao</th>
          </tr>
        </thead>
        <tbody>
          {table.columns.map((column) => (
            <tr class={column.field === 'ignored' ? 'quiet' : undefined}>
              <th scope="row" class="mid">
                {column.letter}
              </th>
              <td class="name">{column.path.join(' › ')}</td>
              <td>
                {column.field === null ? (
                  <Tag tone="warn">Chưa hiểu</Tag>
                ) : (
                  fieldName(column.source === null ? column.field : `${column.field}@${column.source}`)
                )}
              </td>
              <td class="num">{Math.floor(column.confidence * 100)}%</td>
              <td class="why">{column.reason}</td>
            </tr>
          ))}
        </tbody>
      </Sheet>
    </details>
  );
}

function Reconciliation({ table }: { readonly table: TableSummary }) {
  const off = table.reconciliation.filter((line) => line.differenceVnd !== 0n);
  if (table.reconciliation.length === 0) return <p class="small muted">Bảng không có dòng cộng để đối chiếu.</p>;
  return (
    <details open={off.length > 0}>
      <summary>
        Đối chiếu {countText(table.reconciliation.length)} số cộng in trong tệp với tổng cộng lại
        {off.length === 0 ? <Tag tone="ok">Khớp cả</Tag> : <Tag tone="bad">{countText(off.length)} số lệch</Tag>}
      </summary>
      <p class="unit">Đơn vị tính: triệu đồng</p>
      <Sheet label={`Đối chiếu số cộng của trang tính ${table.sheet}`}>
        <thead>
          <tr>
            <th scope="col">Ô</th>
            <NumberHead>In trong tệp</NumberHead>
            <NumberHead>Cộng lại</NumberHead>
            <NumberHead>Chênh lệch</NumberHead>
          </tr>
        </thead>
        <tbody>
          {[...off, ...table.reconciliation.filter((line) => line.differenceVnd === 0n)].map((line) => (
            <tr class={line.differenceVnd === 0n ? undefined : 'problem'}>
              <th scope="row" class="address">
                {line.column}
                {line.row}
              </th>
              <MoneyCell vnd={line.printedVnd} />
              <MoneyCell vnd={line.computedVnd} />
              <MoneyCell vnd={line.differenceVnd} />
            </tr>
          ))}
        </tbody>
      </Sheet>
    </details>
  );
}
