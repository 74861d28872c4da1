import type { Row, Style, Workbook, Worksheet } from 'exceljs';
import type { Issue, IssueSeverity } from '../../domain/issue.js';
import { cellText } from './cell-text.js';
import { LINE_HEIGHT } from './paper-styles.js';
import { wrappedLines } from './text-width.js';

const HEADINGS = ['STT', 'Trang tính', 'Ô', 'Giá trị trong ô', 'Mức độ', 'Nội dung và cách sửa', 'Mã lỗi'];
const WIDTHS = [6, 24, 10, 26, 12, 90, 26];
const CELL = 3;

const SEVERITIES: readonly IssueSeverity[] = ['error', 'warning', 'info'];

/** Vietnamese name of a severity. */
export const SEVERITY_NAMES: Record<IssueSeverity, string> = { error: 'Lỗi', warning: 'Cảnh báo', info: 'Thông tin' };

const FONT = { name: 'Times New Roman', size: 12 };
const BORDER: Style['border'] = {
  top: { style: 'thin' },
  left: { style: 'thin' },
  bottom: { style: 'thin' },
  right: { style: 'thin' },
  diagonal: {},
};
const PLAIN: Partial<Style> = { font: FONT, border: BORDER, alignment: { vertical: 'top', wrapText: true } };
const CENTRED: Partial<Style> = { ...PLAIN, alignment: { vertical: 'top', horizontal: 'center', wrapText: true } };
const LINK: Partial<Style> = { ...CENTRED, font: { ...FONT, underline: true, color: { argb: 'FF0563C1' } } };
const HEAD: Partial<Style> = { ...CENTRED, font: { ...FONT, bold: true } };

/** Where an issue can be seen: the sheet of the workbook at hand and the address. */
export interface IssuePlace {
  readonly sheet: string;
  readonly cell: string;
}

/** `LỖI`, or with a number where the officer's workbook has a sheet of that name. */
export function issuesSheetName(taken: readonly string[]): string {
  const names = new Set(taken.map((name) => name.normalize('NFC').toUpperCase()));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? 'LỖI' : `LỖI (${number})`;
    if (!names.has(name)) return name;
  }
}

/**
 * Fills an empty sheet with the issues, errors first, each with a link to its cell where `placeOf` knows one. `remarks` stand
 * above the table.
 */
export function fillIssuesSheet(
  sheet: Worksheet,
  issues: readonly Issue[],
  remarks: readonly string[],
  placeOf: (issue: Issue) => IssuePlace | null,
): void {
  WIDTHS.forEach((width, index) => (sheet.getColumn(index + 1).width = width));
  const title = sheet.addRow([titleOf(issues)]);
  title.getCell(1).style = { font: { ...FONT, size: 14, bold: true } };
  for (const remark of remarks) {
    sheet.addRow([cellText(remark)]).getCell(1).style = { font: { ...FONT, italic: true } };
  }
  const head = sheet.addRow(HEADINGS);
  HEADINGS.forEach((_, index) => (head.getCell(index + 1).style = HEAD));
  const ordered = SEVERITIES.flatMap((severity) => issues.filter((issue) => issue.severity === severity));
  ordered.forEach((issue, index) => fillIssueRow(sheet.addRow([]), issue, index + 1, placeOf(issue)));
  sheet.views = [{ state: 'frozen', xSplit: 0, ySplit: head.number, showGridLines: false }];
  sheet.pageSetup = {
    ...sheet.pageSetup,
    paperSize: 9,
    orientation: 'landscape',
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    printTitlesRow: `${head.number}:${head.number}`,
  };
}

function titleOf(issues: readonly Issue[]): string {
  const count = (severity: IssueSeverity): number => issues.filter((issue) => issue.severity === severity).length;
  return `DANH SÁCH LỖI: ${count('error')} lỗi, ${count('warning')} cảnh báo, ${count('info')} thông tin`;
}

function fillIssueRow(row: Row, issue: Issue, position: number, place: IssuePlace | null): void {
  const values = [
    position,
    cellText(issue.sheet ?? ''),
    place === null ? addressOf(issue) : { formula: linkFormula(place), result: place.cell },
    cellText(issue.value ?? ''),
    SEVERITY_NAMES[issue.severity],
    cellText(issue.message),
    cellText(issue.code),
  ];
  values.forEach((value, index) => {
    const cell = row.getCell(index + 1);
    cell.value = value === '' ? null : value;
    cell.style = PLAIN;
  });
  for (const centred of [1, 5]) row.getCell(centred).style = CENTRED;
  row.getCell(CELL).style = place === null ? CENTRED : LINK;
  const texts = [issue.sheet ?? '', '', issue.value ?? '', '', issue.message, issue.code];
  const lines = texts.map((text, index) => wrappedLines(text, WIDTHS[index + 1] ?? 10, { size: 12, bold: false }));
  row.height = LINE_HEIGHT * Math.min(Math.max(...lines), 20) + 3;
}

function addressOf(issue: Issue): string {
  if (issue.cell !== null) return cellText(issue.cell);
  if (issue.row !== null) return issue.column === null ? `Dòng ${issue.row}` : cellText(`${issue.column}${issue.row}`);
  return issue.column === null ? '' : cellText(`Cột ${issue.column}`);
}

/** A formula, not a hyperlink part: exceljs writes links inside the workbook as links to a file. */
function linkFormula({ sheet, cell }: IssuePlace): string {
  const target = `#'${sheet.replace(/'/g, "''")}'!${cell}`;
  return `HYPERLINK("${target.replace(/"/g, '""')}","${cell}")`;
}

/** Adds the sheet in front of all others and shows it first. */
export function addFirstSheet(workbook: Workbook, name: string): Worksheet {
  for (const other of workbook.worksheets) {
    // null for a workbook without views, whatever the types say
    const views = other.views as typeof other.views | null;
    if (views !== null) other.views = views.map((view) => ({ ...view, tabSelected: false }));
  }
  const sheet = workbook.addWorksheet(name, { properties: { tabColor: { argb: 'FFC00000' } } });
  const ordered = sheet as Worksheet & { orderNo: number };
  ordered.orderNo = Math.min(0, ...workbook.worksheets.map((other) => (other as typeof ordered).orderNo)) - 1;
  workbook.views = [{ x: 0, y: 0, width: 20_000, height: 12_000, firstSheet: 0, activeTab: 0, visibility: 'visible' }];
  return sheet;
}
