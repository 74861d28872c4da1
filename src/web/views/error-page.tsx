import { Page, renderPage, type Site } from './layout.js';
import { Title } from './components.js';

/** What went wrong, as a whole page: said plainly, with what to do and a way on. */
export interface ErrorView {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  /** address to go back to */
  readonly back: { readonly path: string; readonly name: string };
}

export function errorPage(site: Site, view: ErrorView): string {
  return renderPage(
    <Page site={site} title={`Lỗi: ${view.title}`} section={null}>
      <Title heading={view.title} />
      <div class="notice bad">
        <p>{view.detail}</p>
        <p>
          <a href={view.back.path}>{view.back.name}</a>
        </p>
      </div>
    </Page>,
  );
}
