import { formatVnd } from '../../domain/money.js';
import type { AbsentGroup } from '../../imports/absent-projects.js';
import type { ImportDetail } from '../../imports/imports.types.js';
import type { WarningGroup } from '../../imports/warnings.js';
import type { ReportScope } from '../../domain/report-scope.js';
import { Crumbs, ErrorSummary, TextField, Title, type FieldError } from './components.js';
import { countText, dayText } from './format.js';
import { Page, renderPage, type Site } from './layout.js';
import { ORIGIN_NAMES, TABLE_KIND_NAMES } from './words.js';

/** Projects that a commit touches: those of the books and those it creates. */
function projectsOf(detail: ImportDetail): number {
  return detail.counts.matchedProjects + detail.counts.newProjects;
}

function trailOf(detail: ImportDetail): readonly (readonly [string, string])[] {
  return [
    ['/nhap-lieu', 'Nhập liệu'],
    [`/nhap-lieu/${detail.id}`, detail.file],
  ];
}

/** What stands in the way of a commit until the person says something about it. */
export interface CommitQuestions {
  readonly warnings: readonly WarningGroup[];
  readonly absent: readonly AbsentGroup[];
  readonly leftOutLines: number;
  readonly leftOutVnd: bigint;
  /** reasons as typed, by code */
  readonly typed: ReadonlyMap<string, string>;
}

/** Check-answers page before a commit: the figures in the sentence and on the button, a reason for each group of warnings. */
export function commitPage(
  site: Site,
  detail: ImportDetail,
  questions: CommitQuestions,
  errors: readonly FieldError[] = [],
): string {
  const written = detail.totalVnd - detail.unmatchedVnd;
  const sentence = `${countText(projectsOf(detail))} dự án, tổng ${formatVnd(written)} đồng`;
  const { counts } = detail;
  return renderPage(
    <Page site={site} title={errors.length > 0 ? 'Lỗi: Chưa ghi sổ được' : 'Xác nhận ghi sổ'} section="imports">
      <Crumbs trail={trailOf(detail)} here="Xác nhận ghi sổ" />
      <div class="stack">
        <ErrorSummary errors={errors} />
        <Title
          heading={`Bạn sắp ghi ${sentence}`}
          lead="Ghi tất cả hoặc không ghi gì. Ghi nhầm thì thu hồi được, lịch sử giữ cả hai."
        />
        <section class="card">
          <dl class="facts">
            <dt>Tệp</dt>
            <dd>{detail.file}</dd>
            <dt>Loại bảng</dt>
            <dd>
              {detail.kind === null ? '–' : TABLE_KIND_NAMES[detail.kind]}, năm {detail.planYear}
            </dd>
            {detail.asOf === null ? null : (
              <>
                <dt>Số liệu đến ngày</dt>
                <dd>{dayText(detail.asOf)}</dd>
              </>
            )}
            {detail.origin === null ? null : (
              <>
                <dt>Nguồn số liệu</dt>
                <dd>{ORIGIN_NAMES[detail.origin]}</dd>
              </>
            )}
            <dt>Dự án</dt>
            <dd>
              {countText(counts.matchedProjects)} đã có trong sổ, {countText(counts.newProjects)} tạo mới
            </dd>
            <dt>Tổng kiểm soát</dt>
            <dd>{controlSentence(detail, questions.leftOutVnd)}</dd>
            <dt>Không ghi</dt>
            <dd>
              {countText(counts.unmatchedLines)} dòng chưa khớp dự án, {formatVnd(detail.unmatchedVnd)} đồng;{' '}
              {countText(questions.leftOutLines)} dòng bỏ qua, {formatVnd(questions.leftOutVnd)} đồng
            </dd>
            <dt>Phạm vi báo cáo</dt>
            <dd>{scopeText(detail.scope)}</dd>
            <dt>Cảnh báo</dt>
            <dd>
              {counts.warnings === 0 ? (
                'Không có'
              ) : (
                <a href={`/nhap-lieu/${detail.id}#kiem-tra`}>{countText(counts.warnings)} chỗ cần xem</a>
              )}
            </dd>
          </dl>
          <form method="post" action={`/nhap-lieu/${detail.id}/ghi-so`}>
            <Reasons questions={questions} errors={errors} />
            <Absent questions={questions} />
            <div class="actions spaced">
              <button type="submit">Ghi sổ {sentence}</button>
              <a href={`/nhap-lieu/${detail.id}`}>Quay lại, chưa ghi</a>
            </div>
          </form>
        </section>
      </div>
    </Page>,
  );
}

function Reasons({
  questions,
  errors,
}: {
  readonly questions: CommitQuestions;
  readonly errors: readonly FieldError[];
}) {
  const { warnings, typed } = questions;
  if (warnings.length === 0) return null;
  return (
    <fieldset>
      <legend>Cảnh báo cần ghi lý do</legend>
      {warnings.map(({ code, count, message, reason }) => {
        const id = `ly-do-${code}`;
        return (
          <TextField
            id={id}
            name={`reason.${code}`}
            label={`${countText(count)} chỗ: ${message}`}
            errors={errors}
            wide
            value={typed.get(code) ?? reason ?? ''}
            autocomplete="off"
            maxLength={1000}
          />
        );
      })}
    </fieldset>
  );
}

const KEPT_GROUPS = 20;

function Absent({ questions }: { readonly questions: CommitQuestions }) {
  const { absent } = questions;
  if (absent.length === 0) return null;
  const projects = absent.reduce((sum, group) => sum + group.projects, 0);
  return (
    <details>
      <summary>{countText(projects)} dự án có trong sổ nhưng tệp không nhắc đến</summary>
      <p>
        Để nguyên thì số trong sổ giữ như cũ. Đánh dấu vắng: coi là báo cáo xác nhận dự án chưa giải ngân (0 đồng), trừ
        dự án đã có số của kỳ trước.
      </p>
      <fieldset>
        <legend>Đánh dấu vắng dự án của</legend>
        {absent.slice(0, KEPT_GROUPS).map(({ investor, projects: count, choice }, index) => (
          <div class="choice">
            <input
              id={`vang-${index}`}
              name={`absent.${investor}`}
              type="checkbox"
              value="absent"
              checked={choice === 'absent'}
            />
            <label for={`vang-${index}`}>
              {investor === '' ? 'Chưa rõ chủ đầu tư' : investor} ({countText(count)} dự án)
            </label>
          </div>
        ))}
      </fieldset>
      {absent.length > KEPT_GROUPS ? (
        <p class="small muted">
          Còn {countText(absent.length - KEPT_GROUPS)} chủ đầu tư khác giữ nguyên; xem ở trang Đối chiếu.
        </p>
      ) : null}
    </details>
  );
}

/** What a report is declared complete for, as a sentence part. */
export function scopeText(scope: ReportScope | null): string {
  switch (scope?.kind) {
    case undefined:
      return 'Không khai đầy đủ: dự án không nhắc đến coi là chưa có số liệu';
    case 'all':
      return 'Đầy đủ cho tất cả dự án';
    case 'sources':
      return `Đầy đủ cho nguồn vốn ${scope.sources.join(', ')}`;
    case 'investor':
      return `Đầy đủ cho dự án của ${scope.investor}`;
  }
}

function controlSentence(detail: ImportDetail, leftOutVnd: bigint): string {
  if (detail.controlTotalVnd === null) return 'Không nhập khi nạp tệp';
  const difference = detail.totalVnd + leftOutVnd - detail.controlTotalVnd;
  return difference === 0n
    ? `${formatVnd(detail.controlTotalVnd)} đồng, khớp từng đồng`
    : `${formatVnd(detail.controlTotalVnd)} đồng, lệch ${formatVnd(difference)} đồng`;
}

export function cancelPage(site: Site, detail: ImportDetail, errors: readonly FieldError[] = []): string {
  return renderPage(
    <Page site={site} title={errors.length > 0 ? 'Lỗi: Chưa hủy được' : 'Hủy lượt nạp'} section="imports">
      <Crumbs trail={trailOf(detail)} here="Hủy lượt nạp" />
      <div class="stack">
        <ErrorSummary errors={errors} />
        <Title
          heading={`Hủy lượt nạp ${detail.file}?`}
          lead="Chưa có số liệu nào được ghi sổ. Tệp gốc vẫn được giữ để tra cứu."
        />
        <form method="post" action={`/nhap-lieu/${detail.id}/huy`}>
          <div class="actions">
            <button class="danger" type="submit">
              Hủy lượt nạp
            </button>
            <a href={`/nhap-lieu/${detail.id}`}>Quay lại</a>
          </div>
        </form>
      </div>
    </Page>,
  );
}

export function reversePage(
  site: Site,
  detail: ImportDetail,
  reason: string,
  errors: readonly FieldError[] = [],
): string {
  return renderPage(
    <Page site={site} title={errors.length > 0 ? 'Lỗi: Chưa thu hồi được' : 'Thu hồi lượt nạp'} section="imports">
      <Crumbs trail={trailOf(detail)} here="Thu hồi lượt nạp" />
      <div class="stack">
        <ErrorSummary errors={errors} />
        <Title
          heading={`Thu hồi lượt nạp ${detail.file}?`}
          lead={`Số liệu của ${countText(projectsOf(detail))} dự án, tổng ${formatVnd(detail.totalVnd - detail.unmatchedVnd)} đồng, không còn được tính từ lúc thu hồi. Không có gì bị xóa: lịch sử giữ cả lần ghi và lần thu hồi.`}
        />
        <section class="card">
          <form method="post" action={`/nhap-lieu/${detail.id}/thu-hoi`}>
            <TextField
              id="reason"
              label="Lý do thu hồi"
              errors={errors}
              value={reason}
              autocomplete="off"
              maxLength={500}
            />
            <TextField
              id="approvedBy"
              label="Người phê duyệt"
              hint="Chỉ cần khi đã ban hành danh sách dựa trên lượt nạp này; danh sách đó sẽ được đánh dấu"
              errors={errors}
              autocomplete="off"
              maxLength={200}
            />
            <div class="actions">
              <button class="danger" type="submit">
                Thu hồi lượt nạp
              </button>
              <a href={`/nhap-lieu/${detail.id}`}>Quay lại</a>
            </div>
          </form>
        </section>
      </div>
    </Page>,
  );
}
