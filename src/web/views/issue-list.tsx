import { Fragment } from 'preact';
import { groupBy } from '../../domain/group-by.js';
import type { Issue, IssueSeverity } from '../../domain/issue.js';
import { Sheet, Tag } from './components.js';
import { countText, href } from './format.js';
import { SEVERITY_NAMES, type Tone } from './words.js';

const TONES: Readonly<Record<IssueSeverity, Tone>> = { error: 'bad', warning: 'warn', info: 'info' };
const ORDER: Readonly<Record<IssueSeverity, number>> = { error: 0, warning: 1, info: 2 };

/** Issues of one rule: what the page shows together. */
export interface IssueGroup {
  readonly code: string;
  readonly severity: IssueSeverity;
  readonly issues: readonly Issue[];
}

/** Grouped by rule and severity, errors first, larger groups first; the order inside a group is that of the workbook. */
export function groupIssues(issues: readonly Issue[]): IssueGroup[] {
  const groups = [...groupBy(issues, (issue) => `${issue.severity} ${issue.code}`).values()];
  return groups
    .flatMap((members) => {
      const [first] = members;
      return first === undefined ? [] : [{ code: first.code, severity: first.severity, issues: members }];
    })
    .sort((a, b) => ORDER[a.severity] - ORDER[b.severity] || b.issues.length - a.issues.length);
}

interface IssueListProps {
  readonly importId: string;
  readonly issues: readonly Issue[];
  /** how many of each group to show; the rest is a link away */
  readonly limit: number;
  /** cells may be mended on the page */
  readonly mendable?: boolean;
}

/** What is wrong or worth knowing, cell by cell, grouped by rule. */
export function IssueList({ importId, issues, limit, mendable = false }: IssueListProps) {
  if (issues.length === 0) return <p>Không có lỗi hay cảnh báo nào.</p>;
  return (
    <>
      {groupIssues(issues).map((group) => (
        <details open={group.severity === 'error'} id={`loi-${group.code}`}>
          <summary>
            {group.issues[0]?.message}
            <Tag tone={TONES[group.severity]}>
              {SEVERITY_NAMES[group.severity]}: {countText(group.issues.length)} chỗ
            </Tag>
          </summary>
          <IssueTable
            importId={importId}
            issues={group.issues.slice(0, limit)}
            mendable={mendable && group.severity !== 'info'}
          />
          {group.issues.length > limit ? (
            <p class="small">
              <a href={href(`/nhap-lieu/${importId}/loi`, { ma: group.code })}>
                Xem cả {countText(group.issues.length)} chỗ
              </a>
            </p>
          ) : null}
        </details>
      ))}
    </>
  );
}

interface IssueTableProps {
  readonly importId: string;
  readonly issues: readonly Issue[];
  readonly mendable?: boolean;
}

export function IssueTable({ importId, issues, mendable = false }: IssueTableProps) {
  return (
    <Sheet label="Các ô cần xem lại" low>
      <thead>
        <tr>
          <th scope="col">Trang tính</th>
          <th scope="col">Ô</th>
          <th scope="col">Giá trị trong tệp</th>
          <th scope="col">Nội dung</th>
          {mendable ? <th scope="col">Sửa tại đây</th> : null}
        </tr>
      </thead>
      <tbody>
        {issues.map((issue) => (
          <tr class={issue.severity === 'error' ? 'problem' : undefined}>
            <td>{issue.sheet ?? 'Cả tệp'}</td>
            <th scope="row">
              <IssueAddress importId={importId} issue={issue} />
            </th>
            <td class="name">{issue.value === null ? <span class="muted">–</span> : issue.value}</td>
            <td class="why">{issue.message}</td>
            {mendable ? <Mend importId={importId} issue={issue} /> : null}
          </tr>
        ))}
      </tbody>
    </Sheet>
  );
}

function Mend({ importId, issue: { sheet, cell, row } }: { readonly importId: string; readonly issue: Issue }) {
  if (sheet === null || row === null) return <td />;
  return (
    <td>
      <span class="actions">
        {cell === null ? null : <a href={cellHref(importId, sheet, cell)}>Sửa ô {cell}</a>}
        <a href={leaveOutHref(importId, sheet, row)}>Bỏ qua dòng {row}</a>
      </span>
    </td>
  );
}

/** Address of the page that mends a cell. */
export function cellHref(importId: string, sheet: string, cell: string): string {
  return href(`/nhap-lieu/${importId}/sua-o`, { trang: sheet, o: cell });
}

/** Address of the page that leaves a row out. */
export function leaveOutHref(importId: string, sheet: string, row: number): string {
  return href(`/nhap-lieu/${importId}/bo-qua`, { trang: sheet, dong: row });
}

/** The cell of an issue, a link to its row as read where there is one. */
function IssueAddress({ importId, issue }: { readonly importId: string; readonly issue: Issue }) {
  if (issue.cell === null && issue.row === null) return <Fragment>–</Fragment>;
  const text = issue.cell ?? `dòng ${issue.row ?? ''}`;
  if (issue.sheet === null || issue.row === null) return <span class="address">{text}</span>;
  return (
    <a class="address" href={rowHref(importId, issue.sheet, issue.row)}>
      {text}
    </a>
  );
}

/** Rows of an import's page before the one that a link is about, so that it does not stand alone. */
const ROWS_ABOVE = 10;

/** Address of a source row on the page of its import; the list there starts a little above it. */
export function rowHref(importId: string, sheet: string, row: number): string {
  const from = row > ROWS_ABOVE ? row - ROWS_ABOVE : null;
  return `${href(`/nhap-lieu/${importId}`, { bang: sheet, tu: from })}#dong-${row}`;
}
