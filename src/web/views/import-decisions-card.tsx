import { formatVnd } from '../../domain/money.js';
import type { DecidedCell, LeftOutRow } from '../../imports/decisions.types.js';
import { isCommittable, mayBecome } from '../../imports/import-states.js';
import type { ImportDetail } from '../../imports/imports.types.js';
import type { RevisionComparison } from '../../imports/revisions.js';
import type { OverriddenCell } from '../../workbook/understanding/reading.js';
import { Field, Sheet, TextField } from './components.js';
import { countText, instantText } from './format.js';
import { cellHref, IssueTable, leaveOutHref, rowHref } from './issue-list.js';

/** What people decided about an import so far. */
export interface DecisionsView {
  readonly cells: readonly DecidedCell[];
  readonly leftOut: readonly LeftOutRow[];
  /** what the file has in the cells that were mended */
  readonly overridden: readonly OverriddenCell[];
  /** sum of the rows left out */
  readonly leftOutVnd: bigint;
  readonly revision: RevisionComparison | null;
}

interface CardProps {
  readonly detail: ImportDetail;
  readonly decisions: DecisionsView;
}

/** True while a person may still decide how the file is read. */
export function isDecidable({ state, counts }: ImportDetail): boolean {
  return counts.tables > 0 && (isCommittable(state) || mayBecome(state, 'fixing'));
}

/** The ways on from a read file, and what was decided on them. */
export function DecisionsCard({ detail, decisions }: CardProps) {
  const path = `/nhap-lieu/${detail.id}`;
  const open = isDecidable(detail);
  return (
    <section class="card stack" aria-labelledby="quyet-dinh">
      <div class="head">
        <h2 id="quyet-dinh">Đối chiếu và sửa</h2>
        <span class="actions">
          <a class="button plain" href={`${path}/doi-chieu`}>
            Đối chiếu
          </a>
          {open ? (
            <>
              <a class="button plain" href={`${path}/ghep-cot`}>
                Ghép cột
              </a>
              <a class="button plain" href={`${path}/xac-nhan`}>
                Xác nhận số liệu
              </a>
            </>
          ) : null}
        </span>
      </div>
      <MendedCells detail={detail} decisions={decisions} />
      <LeftOutRows detail={detail} decisions={decisions} />
      {open ? <MendOther detail={detail} /> : null}
      {open ? <RevisionForm detail={detail} /> : null}
    </section>
  );
}

function MendedCells({ detail, decisions }: CardProps) {
  if (decisions.cells.length === 0) return null;
  const original = new Map(decisions.overridden.map((item) => [`${item.sheet}!${item.cell}`, item.original]));
  return (
    <>
      <h3>{countText(decisions.cells.length)} ô đã sửa, tệp gốc giữ nguyên</h3>
      <Sheet label="Các ô đã sửa" low>
        <thead>
          <tr>
            <th scope="col">Ô</th>
            <th scope="col">Giá trị gốc</th>
            <th scope="col">Giá trị dùng</th>
            <th scope="col">Vì sao</th>
            <th scope="col">Ai, lúc nào</th>
          </tr>
        </thead>
        <tbody>
          {decisions.cells.map(({ sheet, cell, value, reason, recordedBy, recordedAt }) => (
            <tr>
              <th scope="row" class="address">
                <a href={cellHref(detail.id, sheet, cell)}>
                  {sheet}!{cell}
                </a>
              </th>
              <td>{original.get(`${sheet}!${cell}`) ?? 'để trống'}</td>
              <td>{value ?? 'để trống'}</td>
              <td class="why">{reason}</td>
              <td>
                {recordedBy ?? ''} {instantText(recordedAt)}
              </td>
            </tr>
          ))}
        </tbody>
      </Sheet>
    </>
  );
}

function LeftOutRows({ detail, decisions }: CardProps) {
  if (decisions.leftOut.length === 0) return null;
  return (
    <>
      <h3>
        {countText(decisions.leftOut.length)} dòng bỏ qua, không ghi sổ: {formatVnd(decisions.leftOutVnd)} đồng
      </h3>
      <ul>
        {decisions.leftOut.map(({ sheet, row, reason }) => (
          <li>
            <a href={rowHref(detail.id, sheet, row)}>
              {sheet}, dòng {row}
            </a>
            : {reason}.{' '}
            {isDecidable(detail) ? <a href={leaveOutHref(detail.id, sheet, row)}>Đưa dòng {row} vào lại</a> : null}
          </li>
        ))}
      </ul>
    </>
  );
}

function MendOther({ detail }: { readonly detail: ImportDetail }) {
  const sheets = [...new Set(detail.tables.map((table) => table.sheet))];
  return (
    <details>
      <summary>Sửa một ô của tệp</summary>
      <form method="get" action={`/nhap-lieu/${detail.id}/sua-o`} class="row">
        <Field id="trang" label="Trang tính">
          <select id="trang" name="trang">
            {sheets.map((sheet) => (
              <option value={sheet}>{sheet}</option>
            ))}
          </select>
        </Field>
        <TextField id="o" label="Ô, ví dụ F37" autocomplete="off" />
        <button type="submit" class="plain">
          Sửa ô này
        </button>
      </form>
    </details>
  );
}

function RevisionForm({ detail }: { readonly detail: ImportDetail }) {
  return (
    <details>
      <summary>Gửi bản đã sửa trong Excel</summary>
      <form method="post" action={`/nhap-lieu/${detail.id}/ban-sua`} enctype="multipart/form-data">
        <Field
          id="file"
          label="Tệp Excel đã sửa (.xlsx)"
          hint="Bản này thay cho tệp đang xem; tệp cũ được hủy và vẫn giữ để tra cứu."
        >
          <input id="file" name="file" type="file" accept=".xlsx" aria-describedby="file-goi-y" />
        </Field>
        <button type="submit">Nạp bản đã sửa</button>
      </form>
    </details>
  );
}

/** Which errors and warnings went since the revision before, and which are new. */
export function RevisionCard({
  detail,
  revision,
}: {
  readonly detail: ImportDetail;
  readonly revision: RevisionComparison;
}) {
  const { revises, gone, added, stayed } = revision;
  return (
    <section class="card stack" aria-labelledby="ban-truoc">
      <h2 id="ban-truoc">So với bản trước</h2>
      <p>
        Bản này thay cho <a href={`/nhap-lieu/${revises.id}`}>{revises.file}</a>, nạp lúc{' '}
        {instantText(revises.receivedAt)}: {countText(gone.length)} chỗ đã hết, {countText(added.length)} chỗ mới,{' '}
        {countText(stayed)} chỗ còn lại.
      </p>
      {gone.length === 0 ? null : (
        <details>
          <summary>{countText(gone.length)} chỗ đã hết</summary>
          <IssueTable importId={revises.id} issues={gone.slice(0, 100)} />
        </details>
      )}
      {added.length === 0 ? null : (
        <details open>
          <summary>{countText(added.length)} chỗ mới</summary>
          <IssueTable importId={detail.id} issues={added.slice(0, 100)} />
        </details>
      )}
    </section>
  );
}
