import { LETTERHEAD_FIELDS, type Letterhead } from '../../domain/letterhead.js';
import { ErrorSummary, TextField, Title, type FieldError } from './components.js';
import { Page, renderPage, type Site } from './layout.js';
import { LETTERHEAD_TEXTS } from './letterhead-texts.js';

export interface SettingsPageView {
  readonly letterhead: Letterhead;
  /** day of the month as typed */
  readonly deadline: string;
  readonly errors: readonly FieldError[];
  /** a form was just kept */
  readonly saved: boolean;
}

export function settingsPage(site: Site, view: SettingsPageView): string {
  const { errors, saved } = view;
  return renderPage(
    <Page site={site} title={errors.length > 0 ? 'Lỗi: Thiết lập' : 'Thiết lập'} section="settings">
      <div class="stack">
        <ErrorSummary errors={errors} />
        <Title
          heading="Thiết lập"
          lead="Dùng cho mọi văn bản, biểu lập từ nay về sau. Danh sách đã ban hành giữ nguyên như lúc ban hành."
        />
        {saved ? (
          <div class="notice ok" role="status">
            <p>Đã ghi thiết lập.</p>
          </div>
        ) : null}
        <div class="columns main-aside">
          <LetterheadForm view={view} />
          <DeadlineForm view={view} />
        </div>
      </div>
    </Page>,
  );
}

function LetterheadForm({ view: { letterhead, errors } }: { readonly view: SettingsPageView }) {
  return (
    <section class="card">
      <h2>Tiêu đề và chữ ký trên văn bản</h2>
      <form method="post" action="/thiet-lap/tieu-de" novalidate>
        {LETTERHEAD_FIELDS.map((field) => {
          const { label, hint } = LETTERHEAD_TEXTS[field];
          return (
            <TextField
              id={field}
              label={label}
              hint={hint}
              errors={errors}
              autocomplete="off"
              value={letterhead[field]}
            />
          );
        })}
        <button type="submit">Ghi tiêu đề văn bản</button>
      </form>
    </section>
  );
}

function DeadlineForm({ view: { deadline, errors } }: { readonly view: SettingsPageView }) {
  return (
    <section class="card">
      <h2>Hạn gửi báo cáo giải ngân</h2>
      <form method="post" action="/thiet-lap/han-bao-cao" novalidate>
        <TextField
          id="dayOfMonth"
          label="Ngày trong tháng"
          hint="Báo cáo của tháng trước gửi chậm nhất ngày này, từ 1 đến 31"
          errors={errors}
          inputMode="numeric"
          autocomplete="off"
          value={deadline}
        />
        <div class="actions spaced">
          <button type="submit">Ghi hạn báo cáo</button>
          <a href="/lich-bao-cao">Xem lịch báo cáo</a>
        </div>
      </form>
    </section>
  );
}
