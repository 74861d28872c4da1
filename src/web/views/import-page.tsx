import type { Issue } from '../../domain/issue.js';
import { formatVnd } from '../../domain/money.js';
import { isCommittable, isWaiting, mayBecome } from '../../imports/import-states.js';
import type { CommitReceipt, ImportDetail, ImportLineView } from '../../imports/imports.types.js';
import { Crumbs, Tabs, Title } from './components.js';
import { countText, dayText, href, instantText } from './format.js';
import { DecisionsCard, isDecidable, RevisionCard, type DecisionsView } from './import-decisions-card.js';
import { ImportLines, type LinesView } from './import-lines.js';
import { Failed, pollEachSecond, Progress } from './import-progress.js';
import { ImportStateTag } from './import-state-tag.js';
import { TableReadingCard } from './table-reading.js';
import { IssueList } from './issue-list.js';
import { Page, renderPage, type Site } from './layout.js';
import { ORIGIN_NAMES, TABLE_KIND_NAMES } from './words.js';

export interface ImportPageView {
  readonly detail: ImportDetail;
  readonly receipt: CommitReceipt | null;
  readonly issues: readonly Issue[];
  /** sheet shown, null where no table was found */
  readonly sheet: string | null;
  readonly lines: LinesView | null;
  /** project lines that found no project; shown apart because their money is not written */
  readonly unmatched: readonly ImportLineView[];
  readonly decisions: DecisionsView;
}

const ISSUES_SHOWN = 30;

export function importPage(site: Site, view: ImportPageView): string {
  const { detail } = view;
  return renderPage(
    <Page
      site={site}
      title={detail.state === 'rejected' ? `Lỗi: ${detail.file}` : detail.file}
      section="imports"
      {...(isWaiting(detail.state) ? { refreshSeconds: 5 } : {})}
    >
      <Crumbs trail={[['/nhap-lieu', 'Nhập liệu']]} here={detail.file} />
      <div class="stack" id="luot-nap" {...(isWaiting(detail.state) ? pollEachSecond(detail.id) : {})}>
        <Head detail={detail} />
        <StateNotice view={view} />
        {wasChecked(detail) ? <Findings view={view} /> : null}
      </div>
    </Page>,
  );
}

/** Before the check the figures would all read 0, and "no errors" would be untrue. */
function wasChecked({ state, checkedAt }: ImportDetail): boolean {
  return checkedAt !== null && !isWaiting(state) && state !== 'failed';
}

/** What was read and found. */
function Findings({ view }: { readonly view: ImportPageView }) {
  const { detail } = view;
  const sheets = [...new Set(detail.tables.map((table) => table.sheet))];
  return (
    <>
      <KeyFigures detail={detail} leftOutVnd={view.decisions.leftOutVnd} />
      {view.decisions.revision === null ? null : <RevisionCard detail={detail} revision={view.decisions.revision} />}
      {detail.counts.tables === 0 ? null : <DecisionsCard detail={detail} decisions={view.decisions} />}
      <section class="card" id="kiem-tra" aria-labelledby="kiem-tra-ten">
        <h2 id="kiem-tra-ten">Kết quả kiểm tra</h2>
        <IssueList importId={detail.id} issues={view.issues} limit={ISSUES_SHOWN} mendable={isDecidable(detail)} />
      </section>
      <Unmatched view={view} />
      {view.sheet === null ? null : (
        <>
          <Tabs
            label="Các trang tính"
            tabs={sheets.map((sheet) => ({
              path: href(`/nhap-lieu/${detail.id}`, { bang: sheet }),
              name: sheet,
              count: null,
              current: sheet === view.sheet,
            }))}
          />
          {detail.tables
            .filter((table) => table.sheet === view.sheet)
            .map((table) => (
              <TableReadingCard table={table} />
            ))}
          {view.lines === null ? null : <ImportLines detail={detail} view={view.lines} decisions={view.decisions} />}
        </>
      )}
    </>
  );
}

function Head({ detail }: { readonly detail: ImportDetail }) {
  const path = `/nhap-lieu/${detail.id}`;
  return (
    <Title
      heading={
        <>
          {detail.file} <ImportStateTag state={detail.state} />
        </>
      }
      lead={`${detail.kind === null ? 'Chưa rõ loại bảng' : TABLE_KIND_NAMES[detail.kind]}, năm ${detail.planYear}. Nạp lúc ${instantText(detail.receivedAt)}.`}
    >
      {isCommittable(detail.state) ? (
        <a class="button" href={`${path}/ghi-so`}>
          Ghi sổ…
        </a>
      ) : null}
      {mayBecome(detail.state, 'cancelled') ? (
        <a class="button danger" id="huy-luot-nap" href={`${path}/huy`}>
          Hủy lượt nạp…
        </a>
      ) : null}
      {detail.state === 'committed' ? (
        <a class="button danger" href={`${path}/thu-hoi`}>
          Thu hồi lượt nạp…
        </a>
      ) : null}
      {detail.counts.tables > 0 && detail.counts.errors + detail.counts.warnings > 0 ? (
        <a class="button plain" href={`${path}/danh-dau.xlsx`}>
          Tải bản đánh dấu lỗi
        </a>
      ) : null}
      <a class="button plain" href={`${path}/tep-goc`}>
        Tải tệp gốc
      </a>
    </Title>
  );
}

function StateNotice({ view }: { readonly view: ImportPageView }) {
  const { detail, receipt } = view;
  const { errors } = detail.counts;
  switch (detail.state) {
    case 'received':
    case 'read':
    case 'mapped':
      return <Progress detail={detail} />;
    case 'failed':
      return <Failed detail={detail} />;
    case 'fixing':
      return (
        <div class="notice" role="status">
          <h2>Đang sửa ô, chưa kiểm tra lại</h2>
          <p>Sửa xong các ô rồi kiểm tra lại. Chưa có số liệu nào được ghi.</p>
        </div>
      );
    case 'rejected':
      return (
        <div class="summary-of-errors" role="alert" aria-labelledby="chua-ghi">
          <h2 id="chua-ghi">Chưa ghi sổ được: còn {countText(errors)} lỗi</h2>
          <p>
            Chưa có số liệu nào được ghi. Sửa các chỗ dưới đây rồi nạp lại
            {detail.counts.tables > 0 ? ', hoặc tải bản đánh dấu lỗi để sửa ngay trên đó' : ''}.
          </p>
          <ul>
            {view.issues
              .filter((issue) => issue.severity === 'error')
              .slice(0, 8)
              .map((issue) => (
                <li>
                  <a href={`#loi-${issue.code}`}>
                    {issue.cell === null ? '' : `${issue.sheet ?? ''}!${issue.cell}: `}
                    {issue.message}
                  </a>
                </li>
              ))}
          </ul>
        </div>
      );
    case 'checked':
    case 'ready':
      return (
        <div class="notice" role="status">
          <h2>Tệp đọc được, chưa ghi sổ</h2>
          <p>Đối chiếu các số dưới đây với văn bản giấy, rồi chọn “Ghi sổ”.</p>
        </div>
      );
    case 'committed':
      return receipt === null ? null : <Receipt receipt={receipt} />;
    case 'cancelled':
      return (
        <div class="notice">
          <p>
            Lượt nạp này đã hủy{detail.cancelledAt === null ? '' : ` lúc ${instantText(detail.cancelledAt)}`}, không ghi
            số liệu nào.
          </p>
        </div>
      );
    case 'reversed':
      return (
        <div class="notice warn">
          <h2>Lượt nạp này đã thu hồi{detail.reversedAt === null ? '' : ` lúc ${instantText(detail.reversedAt)}`}</h2>
          <p>Số liệu của lượt nạp không còn được tính. Lý do: {detail.reversalReason ?? 'không ghi'}.</p>
          {detail.reversalApprovedBy === null ? null : (
            <p>
              Người phê duyệt: {detail.reversalApprovedBy}. <a href="/dot-ra-soat">Danh sách đã ban hành</a> dựa trên
              lượt nạp này đã được đánh dấu.
            </p>
          )}
        </div>
      );
  }
}

/** The receipt of a commit: what was written, from which bytes. */
function Receipt({ receipt }: { readonly receipt: CommitReceipt }) {
  return (
    <section class="notice ok" aria-labelledby="bien-nhan">
      <h2 id="bien-nhan">
        Đã ghi sổ lúc {instantText(receipt.committedAt)}: {formatVnd(receipt.totalVnd)} đồng
      </h2>
      <dl class="facts">
        <dt>Nội dung</dt>
        <dd>
          {TABLE_KIND_NAMES[receipt.kind]} năm {receipt.planYear}
          {receipt.asOf === null ? '' : `, số liệu đến ${dayText(receipt.asOf)}`}
          {receipt.origin === null ? '' : `, nguồn: ${ORIGIN_NAMES[receipt.origin]}`}
        </dd>
        <dt>Đã ghi</dt>
        <dd>
          {countText(receipt.planEntries)} dòng kế hoạch, {countText(receipt.snapshots)} số giải ngân,{' '}
          {countText(receipt.demands)} nhu cầu bổ sung; tạo mới {countText(receipt.projectsCreated)} dự án
        </dd>
        <dt>Để lại, không ghi</dt>
        <dd>
          {countText(receipt.unmatchedLines)} dòng chưa khớp dự án, {formatVnd(receipt.unmatchedVnd)} đồng;{' '}
          {countText(receipt.leftOutLines)} dòng bỏ qua, {formatVnd(receipt.leftOutVnd)} đồng
        </dd>
        <dt>Mã lượt nạp</dt>
        <dd>
          <code>{receipt.importId}</code>
        </dd>
        <dt>Mã kiểm tra tệp (SHA-256)</dt>
        <dd>
          <code>{receipt.sha256}</code>
        </dd>
      </dl>
    </section>
  );
}

function KeyFigures({ detail, leftOutVnd }: { readonly detail: ImportDetail; readonly leftOutVnd: bigint }) {
  const { counts, controlTotalVnd } = detail;
  const difference = controlTotalVnd === null ? null : detail.totalVnd + leftOutVnd - controlTotalVnd;
  return (
    <dl class="figures">
      <div class="strong">
        <dt>{detail.kind === 'adjustment' ? 'Tổng tăng trừ tổng giảm' : 'Tổng đọc được'}</dt>
        <dd>
          {formatVnd(detail.totalVnd + leftOutVnd)}
          <small>
            {difference === null
              ? 'đồng; chưa nhập tổng kiểm soát'
              : difference === 0n
                ? 'đồng, đúng bằng tổng kiểm soát'
                : `đồng, lệch ${formatVnd(difference)} đồng so với tổng kiểm soát`}
          </small>
        </dd>
      </div>
      <div>
        <dt>Dòng dự án</dt>
        <dd>
          {countText(counts.projectLines)}
          <small>
            trong {countText(counts.lines)} dòng của {countText(counts.tables)} bảng
          </small>
        </dd>
      </div>
      <div>
        <dt>Khớp với sổ</dt>
        <dd>
          {countText(counts.matchedProjects)}
          <small>
            {countText(counts.newProjects)} dự án mới, {countText(counts.unmatchedLines)} dòng chưa khớp
          </small>
        </dd>
      </div>
      <div>
        <dt>Lỗi</dt>
        <dd>
          {countText(counts.errors)}
          <small>{countText(counts.warnings)} cảnh báo</small>
        </dd>
      </div>
    </dl>
  );
}

function Unmatched({ view }: { readonly view: ImportPageView }) {
  const { detail, unmatched } = view;
  if (unmatched.length === 0) return null;
  return (
    <section class="card" aria-labelledby="chua-khop">
      <div class="head">
        <h2 id="chua-khop">{countText(detail.counts.unmatchedLines)} dòng chưa khớp với dự án nào trong sổ</h2>
        <span class="actions">
          <a class="small" href="/khop-du-an">
            Khớp các dòng này
          </a>
          <a class="small" href={href(`/nhap-lieu/${detail.id}`, { loc: 'chua-khop' })}>
            Xem từng dòng
          </a>
        </span>
      </div>
      <p>
        Tổng {formatVnd(detail.unmatchedVnd)} đồng của các dòng này chưa tính cho dự án nào. Khớp từng tên với dự án ở
        trang Khớp dự án, hoặc bổ sung mã dự án trong tệp rồi nạp lại.
      </p>
      <ul>
        {unmatched.map((line) => (
          <li>
            <strong>{line.name}</strong> ({line.sheet}, dòng {line.row})
            {line.candidates.length === 0 ? '' : ': gần giống '}
            {line.candidates.map((candidate, index) => (
              <>
                {index > 0 ? '; ' : ''}
                <a href={`/du-an/${candidate.key}`}>{candidate.reason}</a>
              </>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
