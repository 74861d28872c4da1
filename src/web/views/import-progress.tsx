import type { ImportDetail, ImportProgress } from '../../imports/imports.types.js';
import { countText } from './format.js';

/** htmx asks for the page again until the work has ended; without JavaScript the page reloads itself. */
export function pollEachSecond(id: string) {
  return {
    'hx-get': `/nhap-lieu/${id}`,
    'hx-trigger': 'every 1s',
    'hx-select': '#luot-nap',
    'hx-target': '#luot-nap',
    'hx-swap': 'outerHTML',
  };
}

const PHASE_NAMES: Readonly<Record<ImportProgress['phase'], string>> = {
  read: 'Đang đọc tệp',
  map: 'Đang ghép cột và tính tổng',
  check: 'Đang kiểm tra với sổ',
};

/** How far the background work is. */
export function Progress({ detail }: { readonly detail: ImportDetail }) {
  const { progress } = detail;
  const known = progress !== null && progress.total > 0;
  return (
    <div class="notice" role="status">
      <h2>{progress === null ? 'Đang đọc tệp' : PHASE_NAMES[progress.phase]}</h2>
      {known ? (
        <p>
          <progress max={progress.total} value={progress.done} aria-label="Tiến độ" /> {countText(progress.done)}/
          {countText(progress.total)} dòng
        </p>
      ) : null}
      <p>Trang này tự cập nhật. Có thể đóng trang và quay lại sau, hoặc hủy lượt nạp.</p>
    </div>
  );
}

/** Why the program gave up, with the way to try again. */
export function Failed({ detail }: { readonly detail: ImportDetail }) {
  return (
    <div class="summary-of-errors" role="alert" aria-labelledby="chua-doc-xong">
      <h2 id="chua-doc-xong">Chưa đọc xong tệp</h2>
      <p>{detail.failedReason}</p>
      <form method="post" action={`/nhap-lieu/${detail.id}/thu-lai`}>
        <button type="submit">Thử lại</button>
      </form>
    </div>
  );
}
