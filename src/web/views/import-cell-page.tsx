import type { ImportView } from '../../imports/imports.types.js';
import { Crumbs, ErrorSummary, TextField, Title, type FieldError } from './components.js';
import { rowHref } from './issue-list.js';
import { Page, renderPage, type Site } from './layout.js';

export interface CellPageView {
  readonly item: ImportView;
  readonly sheet: string;
  readonly row: number;
  /** address of the cell, null where the page is about leaving the row out */
  readonly cell: string | null;
  /** what the file has, null where nothing was said about the cell yet */
  readonly original: string | null;
  readonly value: string;
  readonly reason: string;
  readonly isDecided: boolean;
  readonly errors: readonly FieldError[];
}

/** Mends one cell, or leaves one row out, with the reason; the file itself stays as it was handed in. */
export function cellPage(site: Site, view: CellPageView): string {
  const { item, sheet, row, cell, errors } = view;
  const what = cell === null ? `Bỏ qua dòng ${row}` : `Sửa ô ${cell}`;
  const path = `/nhap-lieu/${item.id}/${cell === null ? 'bo-qua' : 'sua-o'}`;
  return renderPage(
    <Page site={site} title={errors.length > 0 ? `Lỗi: ${what}` : what} section="imports">
      <Crumbs
        trail={[
          ['/nhap-lieu', 'Nhập liệu'],
          [`/nhap-lieu/${item.id}`, item.file],
        ]}
        here={what}
      />
      <div class="stack">
        <ErrorSummary errors={errors} />
        <Title
          heading={`${what}, trang tính ${sheet}`}
          lead={
            cell === null
              ? 'Dòng bỏ qua không được ghi sổ; số tiền của dòng vẫn hiện ở trang Đối chiếu và trên biên nhận.'
              : 'Tệp gốc giữ nguyên. Giá trị sửa được ghi bên cạnh, kèm lý do, rồi cả tệp được kiểm tra lại.'
          }
        />
        <form method="post" action={path} class="card" novalidate>
          <input type="hidden" name="trang" value={sheet} />
          <input type="hidden" name={cell === null ? 'dong' : 'o'} value={cell ?? String(row)} />
          {cell === null ? null : (
            <TextField
              id="value"
              label="Giá trị đúng"
              hint={`Ghi theo đơn vị tính của cột; bỏ trống nếu ô không có số.${view.original === null ? '' : ` Trong tệp: ${view.original}.`}`}
              errors={errors}
              value={view.value}
              autocomplete="off"
            />
          )}
          <TextField
            id="reason"
            label="Lý do"
            errors={errors}
            value={view.reason}
            autocomplete="off"
            maxLength={1000}
          />
          <div class="actions">
            <button type="submit">{cell === null ? 'Bỏ qua dòng này' : 'Dùng giá trị này'}</button>
            {view.isDecided ? (
              <button class="plain" type="submit" name="undo" value="1">
                {cell === null ? 'Đưa dòng này vào lại' : 'Dùng lại giá trị trong tệp'}
              </button>
            ) : null}
            <a href={rowHref(item.id, sheet, row)}>Quay lại</a>
          </div>
        </form>
      </div>
    </Page>,
  );
}
