import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';

/** What every page knows of the house it stands in. */
export interface Site {
  /** as written on papers, e.g. `Sở Tài chính tỉnh Sơn La` */
  readonly agency: string;
  readonly version: string;
  /** part of the address of style sheet and script; changes when they change */
  readonly assetTag: string;
}

export interface PageProps {
  readonly site: Site;
  /** shown in the tab, before the product's name; starts with `Lỗi:` on a page that reports errors */
  readonly title: string;
  readonly section: Section | null;
  /** refresh after so many seconds: pages that wait for something, without JavaScript */
  readonly refreshSeconds?: number;
  readonly children: ComponentChildren;
}

const MENU = [
  { section: 'home', path: '/', name: 'Tổng quan' },
  { section: 'imports', path: '/nhap-lieu', name: 'Nhập liệu' },
  { section: 'matching', path: '/khop-du-an', name: 'Khớp dự án' },
  { section: 'projects', path: '/du-an', name: 'Dự án' },
  { section: 'investors', path: '/chu-dau-tu', name: 'Chủ đầu tư' },
  { section: 'rounds', path: '/dot-ra-soat', name: 'Đợt rà soát' },
  { section: 'rules', path: '/quy-tac', name: 'Quy tắc' },
  { section: 'reports', path: '/bao-cao', name: 'Báo cáo' },
  { section: 'reconciliation', path: '/doi-chieu-kho-bac', name: 'Đối chiếu Kho bạc' },
  { section: 'calendar', path: '/lich-bao-cao', name: 'Lịch báo cáo' },
  { section: 'settings', path: '/thiet-lap', name: 'Thiết lập' },
] as const;

export type Section = (typeof MENU)[number]['section'];

/** htmx writes no inline style and evaluates nothing (strict CSP); a 4xx page is shown, not swallowed. */
const HTMX_CONFIG = JSON.stringify({
  includeIndicatorStyles: false,
  allowEval: false,
  allowScriptTags: false,
  historyCacheSize: 0,
  responseHandling: [
    { code: '204', swap: false },
    { code: '[234]..', swap: true },
    { code: '...', swap: true, error: true },
  ],
});

export function Page({ site, title, section, refreshSeconds, children }: PageProps) {
  return (
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} – Giải Ngân`}</title>
        <meta name="htmx-config" content={HTMX_CONFIG} />
        {refreshSeconds === undefined ? null : (
          <noscript>
            <meta http-equiv="refresh" content={String(refreshSeconds)} />
          </noscript>
        )}
        <link rel="stylesheet" href={`/assets/app.css?v=${site.assetTag}`} />
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        <script src={`/assets/htmx.min.js?v=${site.assetTag}`} defer></script>
      </head>
      <body>
        <a class="skip" href="#noi-dung">
          Đến nội dung chính
        </a>
        <header class="top">
          <div class="wrap">
            <a class="brand" href="/">
              <small>{site.agency}</small>
              <strong>Giám sát giải ngân vốn đầu tư công</strong>
            </a>
            <nav class="menu" aria-label="Chức năng">
              {MENU.map((item) => (
                <a href={item.path} aria-current={item.section === section ? 'page' : undefined}>
                  {item.name}
                </a>
              ))}
            </nav>
          </div>
        </header>
        <main id="noi-dung" class="wrap" tabIndex={-1}>
          {children}
        </main>
        <footer class="foot">
          <div class="wrap">
            <span>
              Chưa có đăng nhập nên chương trình chỉ mở trên chính máy này (địa chỉ 127.0.0.1), máy khác không truy cập
              được.
            </span>
            <span>Giải Ngân {site.version}</span>
          </div>
        </footer>
      </body>
    </html>
  );
}

/** The whole document as text. */
export function renderPage(page: ReturnType<typeof Page>): string {
  return `<!doctype html>${renderToString(page)}`;
}
