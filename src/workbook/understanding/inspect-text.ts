import type { Issue } from '../../domain/issue.js';
import { toVietnameseDate } from '../../domain/local-date.js';
import { formatMillions } from '../../domain/money.js';
import { FIELD_NAMES } from './field-names.js';
import type { AmountField, ColumnReading, Line, RowRole, TableKind, TableReading, WorkbookReading } from './reading.js';

const KINDS: Readonly<Record<TableKind, string>> = {
  capitalPlan: 'kế hoạch vốn',
  disbursement: 'giải ngân',
  both: 'kế hoạch vốn và giải ngân',
  adjustment: 'điều chỉnh kế hoạch',
  demand: 'nhu cầu bổ sung vốn',
  summary: 'tổng hợp theo đơn vị',
  unknown: 'chưa rõ loại',
};
const ROLES: Readonly<Record<RowRole, string>> = {
  project: 'dự án',
  heading: 'nhóm',
  subtotal: 'cộng nhóm',
  total: 'tổng',
  component: 'thành phần',
  note: 'ghi chú',
};

/** The reading for people: tables, mapping of columns with reasons, tree of rows (triệu đồng), sums that differ, issues. */
export function printReading(reading: WorkbookReading): string {
  const head = [`Tệp ${reading.file}: ${reading.tables.length} bảng, ${reading.issues.length} lưu ý`];
  const parts = [...head, ...reading.tables.flatMap(tableText), ...issuesText(reading.issues)];
  return parts.join('\n');
}

function tableText(table: TableReading): string[] {
  return ['', ...factsText(table), ...columnsText(table.columns), ...rowsText(table.lines), ...sumsText(table)];
}

function factsText(table: TableReading): string[] {
  const { unit, asOf, planYear, decision, header } = table;
  const known = [
    table.title === null ? null : `tiêu đề (${table.title.cell}): ${table.title.text}`,
    unit === null ? 'đơn vị tính: chưa rõ' : `đơn vị tính (${unit.cell}): ${unit.text}`,
    planYear === null ? null : `năm kế hoạch (${planYear.cell}): ${planYear.year}`,
    asOf === null ? null : `số liệu đến ngày (${asOf.cell}): ${toVietnameseDate(asOf.date)}`,
    decision === null ? null : `văn bản (${decision.cell}): ${decision.text}`,
    table.origin === null ? null : `nguồn số liệu: ${table.origin === 'treasury' ? 'Kho bạc Nhà nước' : 'chủ đầu tư'}`,
    `tiêu đề cột: dòng ${header.firstRow}–${header.lastRow}`,
  ];
  const hidden = table.hidden ? ' (trang ẩn)' : '';
  return [
    `== Trang tính "${table.sheet}"${hidden}: ${KINDS[table.kind]} ==`,
    ...known.filter((line) => line !== null).map((line) => `  ${line}`),
  ];
}

function columnsText(columns: readonly ColumnReading[]): string[] {
  return ['  Các cột:', ...columns.map((column) => `    ${columnText(column)}`)];
}

function columnText(column: ColumnReading): string {
  const meaning = column.field === null ? 'chưa dùng' : FIELD_NAMES[column.field];
  const source = column.source === null ? '' : ` [${column.source}]`;
  const path = column.path.length === 0 ? '(không tiêu đề)' : column.path.join(' / ');
  return `${column.letter.padEnd(3)} ${path} -> ${meaning}${source} (tin cậy ${Math.round(column.confidence * 100)}%). ${column.reason}`;
}

const SHOWN: readonly AmountField[] = [
  'plan.current',
  'plan.adjusted',
  'disbursed.current',
  'adjust.decrease',
  'adjust.increase',
  'demand.additional',
];

function rowsText(lines: readonly Line[]): string[] {
  const counts = new Map<RowRole, number>();
  for (const { role } of lines) counts.set(role, (counts.get(role) ?? 0) + 1);
  const summary = [...counts].map(([role, count]) => `${count} ${ROLES[role]}`).join(', ');
  return [`  Các dòng (${summary}), triệu đồng:`, ...lines.map((line) => `    ${lineText(line)}`)];
}

function lineText(line: Line): string {
  const amounts = SHOWN.flatMap((field) => {
    const amount = line.amounts.get(field);
    return amount === undefined ? [] : [`${FIELD_NAMES[field]} ${formatMillions(amount.vnd)}`];
  });
  const mark = line.mark === null ? '' : `${line.mark} `;
  const code = line.code === null ? '' : ` (${line.code})`;
  const money = amounts.length === 0 ? '' : `: ${amounts.join('; ')}`;
  return `${String(line.row).padStart(5)} ${'  '.repeat(line.level)}${mark}${line.name}${code} [${ROLES[line.role]}]${money}`;
}

function sumsText({ reconciliation }: TableReading): string[] {
  const wrong = reconciliation.filter(({ differenceVnd }) => differenceVnd !== 0n);
  return [
    `  Đối chiếu: ${reconciliation.length} số cộng in trong bảng, ${wrong.length} số lệch`,
    ...wrong.map(
      (sum) =>
        `    ${sum.column}${sum.row}: in ${formatMillions(sum.printedVnd)}, cộng được ${formatMillions(sum.computedVnd)}, lệch ${formatMillions(sum.differenceVnd)}`,
    ),
  ];
}

const SEVERITIES = { error: 'LỖI', warning: 'CẢNH BÁO', info: 'Lưu ý' } as const;

function issuesText(issues: readonly Issue[]): string[] {
  if (issues.length === 0) return ['', 'Không có lỗi hay cảnh báo.'];
  return [
    '',
    'Lỗi và cảnh báo:',
    ...issues.map((issue) => `  ${SEVERITIES[issue.severity]} ${placeOf(issue)}${issue.message}`),
  ];
}

function placeOf({ sheet, cell, row }: Issue): string {
  if (sheet === null) return '';
  const spot = cell ?? (row === null ? null : `dòng ${row}`);
  return spot === null ? `[${sheet}] ` : `[${sheet}!${spot}] `;
}
