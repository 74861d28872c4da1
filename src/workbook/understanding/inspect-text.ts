import type { Issue, IssueSeverity } from '../../domain/issue.js';
import { toVietnameseDate } from '../../domain/local-date.js';
import { formatMillions } from '../../domain/money.js';
import type { ColumnReading, Line, RowRole, TableKind, TableReading, WorkbookReading } from './reading.js';

const KINDS: Record<TableKind, string> = {
  capitalPlan: 'kế hoạch vốn',
  disbursement: 'giải ngân',
  both: 'kế hoạch vốn và giải ngân',
  adjustment: 'điều chỉnh kế hoạch vốn',
  demand: 'nhu cầu bổ sung vốn',
  summary: 'tổng hợp theo đơn vị (không phải danh mục dự án)',
  unknown: 'chưa nhận ra',
};

const ROLES: Record<RowRole, string> = {
  project: 'dự án',
  heading: 'nhóm',
  subtotal: 'cộng nhóm',
  total: 'tổng cộng',
  component: 'thành phần',
  note: 'ghi chú',
};

/** Readable print of a reading: tables, mapping of columns, tree of rows, sums compared, issues. */
export function printReading(reading: WorkbookReading): string {
  const title = `Tệp ${reading.file} (sha256 ${reading.sha256})`;
  const tables = reading.tables.flatMap((table) => [...printTable(table), '']);
  return [title, '', ...tables, ...printIssues(reading.issues)].join('\n');
}

function printTable(table: TableReading): string[] {
  return [
    `Trang tính "${table.sheet}"${table.hidden ? ' (đang ẩn)' : ''}: bảng ${KINDS[table.kind]}`,
    ...(table.title === null ? [] : [`  Tiêu đề (${table.title.cell}): ${table.title.text}`]),
    `  ${facts(table).join('; ')}`,
    `  Dòng tiêu đề cột: ${table.header.firstRow}–${table.header.lastRow}`,
    '  Cột:',
    ...table.columns.map(printColumn),
    `  Dòng: ${countRoles(table.lines)}`,
    ...table.lines.map(printLine),
    ...printSums(table),
  ];
}

function facts(table: TableReading): string[] {
  const { unit, asOf, planYear, decision } = table;
  return [
    unit === null ? 'Chưa thấy đơn vị tính' : `Đơn vị tính "${unit.text}" (${unit.cell}) = ${unit.vndPerUnit} đồng`,
    ...(planYear === null ? [] : [`năm kế hoạch ${planYear.year} (${planYear.cell})`]),
    ...(asOf === null ? [] : [`số liệu đến ngày ${toVietnameseDate(asOf.date)} (${asOf.cell})`]),
    ...(decision === null ? [] : [`văn bản: ${decision.text} (${decision.cell})`]),
  ];
}

function printColumn(column: ColumnReading): string {
  const field =
    column.field === null ? 'chưa nhận ra' : `${column.field}${column.source === null ? '' : `@${column.source}`}`;
  const confidence = `${Math.round(column.confidence * 100)}%`;
  return `    ${column.letter.padEnd(3)} ${column.path.join(' › ')} → ${field} (${confidence}: ${column.reason})`;
}

function countRoles(lines: readonly Line[]): string {
  const roles = Object.keys(ROLES) as RowRole[];
  const counts = roles.map((role) => [ROLES[role], lines.filter((line) => line.role === role).length] as const);
  const told = counts.filter(([, count]) => count > 0).map(([role, count]) => `${count} ${role}`);
  return `${lines.length} dòng có nội dung = ${told.join(' + ')}`;
}

function printLine(line: Line): string {
  const mark = line.mark === null ? '' : `${line.mark} `;
  const code = line.code === null ? '' : ` [${line.code}]`;
  const amounts = [...line.amounts].map(([key, amount]) => `${key}=${formatMillions(amount.vnd)}`).join('; ');
  const name = `${'  '.repeat(line.level)}${mark}${line.name}${code}`;
  return `    ${String(line.row).padStart(5)} ${ROLES[line.role].padEnd(10)} ${name}${amounts === '' ? '' : ` | ${amounts}`}`;
}

function printSums(table: TableReading): string[] {
  const different = table.reconciliation.filter((sum) => sum.differenceVnd !== 0n);
  return [
    `  Đối chiếu: ${table.reconciliation.length} số cộng in trong bảng, ${different.length} số chênh lệch (triệu đồng)`,
    ...different.map(
      (sum) =>
        `    ${sum.column}${sum.row}: bảng ghi ${formatMillions(sum.printedVnd)}, cộng lại ${formatMillions(sum.computedVnd)}, chênh ${formatMillions(sum.differenceVnd)}`,
    ),
  ];
}

const SEVERITIES: readonly (readonly [IssueSeverity, string])[] = [
  ['error', 'Lỗi'],
  ['warning', 'Cảnh báo'],
  ['info', 'Ghi nhận'],
];

function printIssues(issues: readonly Issue[]): string[] {
  if (issues.length === 0) return ['Không có lỗi, không có cảnh báo.'];
  return SEVERITIES.flatMap(([severity, caption]) => {
    const found = issues.filter((issue) => issue.severity === severity);
    if (found.length === 0) return [];
    return [
      `${caption} (${found.length}):`,
      ...found.map(
        (issue) =>
          `  ${[issue.sheet, issue.cell].filter((part) => part !== null).join('!')} ${issue.message} [${issue.code}]`,
      ),
    ];
  });
}
