import type { Issue } from '../../domain/issue.js';
import type { ImportView } from '../../imports/imports.types.js';
import { Crumbs, Title } from './components.js';
import { countText, href } from './format.js';
import { IssueTable } from './issue-list.js';
import { Page, renderPage, type Site } from './layout.js';

export interface IssuesPageView {
  readonly item: ImportView;
  readonly code: string;
  /** of this code, the page's part only */
  readonly issues: readonly Issue[];
  readonly total: number;
  /** 1-based */
  readonly page: number;
  readonly pages: number;
}

/** Every cell that one rule complains about. */
export function issuesPage(site: Site, view: IssuesPageView): string {
  const { item, page, pages } = view;
  const link = (target: number) => href(`/nhap-lieu/${item.id}/loi`, { ma: view.code, trang: target });
  return renderPage(
    <Page site={site} title={`Các ô cần xem lại trong ${item.file}`} section="imports">
      <Crumbs
        trail={[
          ['/nhap-lieu', 'Nhập liệu'],
          [`/nhap-lieu/${item.id}`, item.file],
        ]}
        here="Các ô cần xem lại"
      />
      <div class="stack">
        <Title heading={`${countText(view.total)} chỗ cùng một loại`} lead={view.issues[0]?.message}>
          <a class="button plain" href={`/nhap-lieu/${item.id}/danh-dau.xlsx`}>
            Tải bản đánh dấu lỗi
          </a>
        </Title>
        <IssueTable importId={item.id} issues={view.issues} />
        {pages === 1 ? null : (
          <nav class="pages" aria-label="Các trang">
            <span>
              Trang {page}/{pages}
            </span>
            <span class="actions">
              {page > 1 ? <a href={link(page - 1)}>‹ Trang trước</a> : null}
              {page < pages ? <a href={link(page + 1)}>Trang sau ›</a> : null}
            </span>
          </nav>
        )}
      </div>
    </Page>,
  );
}
