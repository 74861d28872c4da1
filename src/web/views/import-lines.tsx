import type { ImportDetail, ImportLineView } from '../../imports/imports.types.js';
import { AMOUNT_FIELDS, type AmountField } from '../../workbook/understanding/reading.js';
import { Millions, Pages, Sheet, Tabs, Tag } from './components.js';
import { href } from './format.js';
import { isDecidable, type DecisionsView } from './import-decisions-card.js';
import { leaveOutHref } from './issue-list.js';
import { fieldName, ROW_ROLE_NAMES, STATUS_NAMES } from './words.js';

export type LineSelection = 'tat-ca' | 'chua-khop';

/** The rows of one sheet as the reader understood them. */
export interface LinesView {
  readonly sheet: string;
  readonly selection: LineSelection;
  readonly lines: readonly ImportLineView[];
  /** rows that an issue is about */
  readonly problemRows: ReadonlySet<number>;
  readonly next: string | null;
  readonly continued: boolean;
}

const AMOUNTS: ReadonlySet<string> = new Set(AMOUNT_FIELDS);

/** Keys of the amount columns in the order of the sheet, then those that only lines carry. */
export function amountKeys(detail: ImportDetail, view: LinesView): string[] {
  const keys = new Set<string>();
  for (const table of detail.tables) {
    if (table.sheet !== view.sheet) continue;
    for (const { field, source } of table.columns) {
      if (field !== null && AMOUNTS.has(field)) keys.add(amountKey(field as AmountField, source));
    }
  }
  const used = new Set(view.lines.flatMap((line) => line.amounts.map((amount) => amount.key)));
  return [...[...keys].filter((key) => used.has(key)), ...[...used].filter((key) => !keys.has(key))];
}

function amountKey(field: AmountField, source: string | null): string {
  return source === null ? field : `${field}@${source}`;
}

interface ImportLinesProps {
  readonly detail: ImportDetail;
  readonly view: LinesView;
  readonly decisions: DecisionsView;
}

export function ImportLines({ detail, view, decisions }: ImportLinesProps) {
  const mended = mendedCells(view.sheet, decisions);
  const leftOut = new Map(
    decisions.leftOut.flatMap(({ sheet, row, reason }) => (sheet === view.sheet ? [[row, reason ?? ''] as const] : [])),
  );
  const keys = amountKeys(detail, view);
  const path = `/nhap-lieu/${detail.id}`;
  const query = selectionQuery(view);
  return (
    <section class="card flush">
      <div class="head">
        <h2>Từng dòng như hệ thống hiểu</h2>
        <p class="unit">Đơn vị tính: triệu đồng</p>
      </div>
      <div class="pad">
        <Tabs
          label="Lọc dòng"
          tabs={[
            {
              path: href(path, { bang: view.sheet }),
              name: 'Tất cả dòng',
              count: null,
              current: view.selection === 'tat-ca',
            },
            {
              path: href(path, { bang: view.sheet, loc: 'chua-khop' }),
              name: 'Dòng chưa khớp dự án',
              count: null,
              current: view.selection === 'chua-khop',
            },
          ]}
        />
      </div>
      <div class="after stack">
        {view.lines.length === 0 ? (
          <p>Không có dòng nào.</p>
        ) : (
          <Sheet label={`Các dòng của trang tính ${view.sheet}`} frozen>
            <thead>
              <tr>
                <th scope="col" class="mid">
                  Dòng
                </th>
                <th scope="col">Nội dung</th>
                <th scope="col">Vai trò</th>
                <th scope="col">Mã dự án</th>
                <th scope="col">Khớp với sổ</th>
                {keys.map((key) => (
                  <th scope="col" class="num">
                    {fieldName(key)}
                  </th>
                ))}
                <th scope="col">Tính chất</th>
                <th scope="col">Chủ đầu tư</th>
              </tr>
            </thead>
            <tbody>
              {view.lines.map((line) => (
                <LineRow
                  line={line}
                  keys={keys}
                  problem={view.problemRows.has(line.row)}
                  matched={detail.state !== 'rejected'}
                  mended={mended}
                  leftOut={leftOut.get(line.row) ?? null}
                  leaveOut={
                    isDecidable(detail) && line.role === 'project'
                      ? leaveOutHref(detail.id, line.sheet, line.row)
                      : null
                  }
                />
              ))}
            </tbody>
          </Sheet>
        )}
        <Pages
          noun="dòng"
          shown={view.lines.length}
          total={null}
          path={path}
          query={query}
          next={view.next}
          continued={view.continued}
        />
      </div>
    </section>
  );
}

function selectionQuery(view: LinesView): Record<string, string> {
  return view.selection === 'tat-ca' ? { bang: view.sheet } : { bang: view.sheet, loc: view.selection };
}

interface LineRowProps {
  readonly line: ImportLineView;
  readonly keys: readonly string[];
  readonly problem: boolean;
  /** false where errors kept the lines from being matched at all */
  readonly matched: boolean;
  /** what the file has and why it is read otherwise, by cell */
  readonly mended: ReadonlyMap<string, string>;
  /** reason why the row is left out, null where it is not */
  readonly leftOut: string | null;
  /** address to leave the row out, null where nobody can any more */
  readonly leaveOut: string | null;
}

function mendedCells(sheet: string, { cells, overridden }: DecisionsView): ReadonlyMap<string, string> {
  const original = new Map(overridden.map((item) => [`${item.sheet}!${item.cell}`, item.original]));
  return new Map(
    cells.flatMap((item) =>
      item.sheet === sheet
        ? [
            [
              item.cell,
              `gốc: ${original.get(`${sheet}!${item.cell}`) ?? 'để trống'}, sửa vì: ${item.reason ?? ''}`,
            ] as const,
          ]
        : [],
    ),
  );
}

function LineRow({ line, keys, problem, matched, mended, leftOut, leaveOut }: LineRowProps) {
  return (
    <tr id={`dong-${line.row}`} class={rowClass(line, problem)}>
      <td class="mid">{line.row}</td>
      <th scope="row" class={`name depth-${Math.min(line.level, 5)}`}>
        {markText(line.mark)}
        {line.name}
        {problem ? <span class="hidden-text"> (có ô cần xem lại)</span> : null}
        {leftOut === null ? null : <span class="small"> Bỏ qua: {leftOut}.</span>}
        {leaveOut === null ? null : (
          <>
            {' '}
            <a
              class="small nowrap"
              href={leaveOut}
              aria-label={`${leftOut === null ? 'Bỏ qua' : 'Đưa vào lại'} dòng ${line.row}`}
            >
              {leftOut === null ? 'Bỏ qua' : 'Đưa vào lại'}
            </a>
          </>
        )}
      </th>
      <td class="nowrap">{ROW_ROLE_NAMES[line.role]}</td>
      <td class="nowrap">{line.code ?? ''}</td>
      <td>{matched ? <Matching line={line} /> : null}</td>
      {keys.map((key) => {
        const amount = line.amounts.find((candidate) => candidate.key === key);
        return (
          <td class="num">
            {amount === undefined ? (
              ''
            ) : (
              <span title={`Ô ${amount.cell}`}>
                <Millions vnd={amount.vnd} />
              </span>
            )}
            {amount !== undefined && mended.has(amount.cell) ? (
              <span class="small"> {mended.get(amount.cell)}</span>
            ) : null}
          </td>
        );
      })}
      <td class="nowrap">{line.status === null ? '' : STATUS_NAMES[line.status]}</td>
      <td class="name">{line.investor ?? ''}</td>
    </tr>
  );
}

/** `I` as `I. `, `1.` as `1. `, a bare dash as it stands. */
function markText(mark: string | null): string {
  if (mark === null) return '';
  return /[\p{L}\d]$/u.test(mark) ? `${mark}. ` : `${mark} `;
}

function rowClass(line: ImportLineView, problem: boolean): string | undefined {
  if (problem) return 'problem';
  switch (line.role) {
    case 'total':
      return 'total';
    case 'subtotal':
      return 'group';
    case 'heading':
      return line.level === 0 ? 'group' : 'subgroup';
    case 'note':
      return 'quiet';
    case 'project':
    case 'component':
      return undefined;
  }
}

const MATCHED_BY = { code: 'theo mã', alias: 'theo tên gọi khác', name: 'theo tên' } as const;

function Matching({ line }: { readonly line: ImportLineView }) {
  if (line.role !== 'project') return null;
  if (line.projectId !== null) {
    return (
      <a class="nowrap" href={`/du-an/${line.projectId}`}>
        Đã có{line.matchedBy === null ? '' : `, ${MATCHED_BY[line.matchedBy]}`}
      </a>
    );
  }
  return line.createsProject ? <Tag tone="info">Dự án mới</Tag> : <Tag tone="warn">Chưa khớp</Tag>;
}
