import ExcelJS from 'exceljs';
import { columnLetter } from '../cells.js';
import { cellText } from './cell-text.js';
import { wrappedLines } from './text-width.js';

/** A form that the department hands out: its table filled in as far as the books know, the rest left to the unit. */
export interface Template {
  readonly sheet: string;
  /** who fills it in, above left, as it is written in the books */
  readonly unit: string;
  readonly title: string;
  /** below the title; a line with blanks to fill in is unlocked */
  readonly subtitle: string;
  readonly subtitleIsInput: boolean;
  readonly columns: readonly TemplateColumn[];
  /** by column; null = left to the unit, or nothing to say */
  readonly rows: readonly (readonly TemplateValue[])[];
  /** rows at the end in which the unit adds projects; every column but formulas is open there */
  readonly spareRows: number;
  readonly notes: readonly string[];
}

export type TemplateValue = string | number | null;

export interface TemplateColumn {
  readonly caption: string;
  /** caption over this column and its neighbours with the same one; null for none */
  readonly group: string | null;
  /** in characters */
  readonly width: number;
  readonly kind: 'mark' | 'text' | 'centred' | 'amount' | 'rate';
  /** the unit fills it in */
  readonly isInput: boolean;
  /** formula of a row (its number) without `=`; null for none */
  readonly formula: ((row: number) => string) | null;
  /** its sum stands in the total row */
  readonly isSummed: boolean;
  /** the sum shows only when the column is filled in to the last row */
  readonly sumNeedsAll: boolean;
  /** texts to choose from; others may be typed; empty for none */
  readonly choices: readonly string[];
}

const FONT = 'Times New Roman';
const INPUT_FILL: ExcelJS.Fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFF8DC' } };
const THIN: Partial<ExcelJS.Borders> = {
  ...{ top: { style: 'thin' }, left: { style: 'thin' }, bottom: { style: 'thin' }, right: { style: 'thin' } },
};
const UNIT_ROW = 6;
const HEAD_ROW = 8;
const TOTAL_ROW = HEAD_ROW + 3;
const LINE_POINTS = 16.5;

/** Number format of amounts in triệu đồng: as many decimals as there are, down to the đồng. */
const AMOUNT = '#,##0.######';

/**
 * The form as a workbook: cells to fill in are unlocked, coloured and checked while typing (non-negative numbers, lists); all the
 * rest is protected without a password. Where a blank is not 0 (disbursement, plan) a total shows only when its column is filled in
 * to the last row: a printed total over blank cells would say that they are 0.
 */
export async function templateBytes(template: Template): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  workbook.creator = 'Giải Ngân';
  workbook.lastModifiedBy = 'Giải Ngân';
  const sheet = workbook.addWorksheet(template.sheet, {
    pageSetup: {
      ...{ paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
      horizontalCentered: true,
      printTitlesRow: `${HEAD_ROW}:${HEAD_ROW + 2}`,
      margins: { left: 0.6, right: 0.6, top: 0.8, bottom: 0.8, header: 0.4, footer: 0.4 },
    },
    views: [{ state: 'frozen', xSplit: 2, ySplit: HEAD_ROW + 2, showGridLines: false, zoomScale: 90 }],
  });
  sheet.columns = template.columns.map(({ width }) => ({ width }));
  writeTitles(sheet, template);
  writeHead(sheet, template.columns);
  writeTotal(sheet, template);
  template.rows.forEach((values, index) => writeRow(sheet, template, TOTAL_ROW + 1 + index, values));
  for (let spare = 0; spare < template.spareRows; spare += 1) {
    writeRow(sheet, template, TOTAL_ROW + 1 + template.rows.length + spare, null);
  }
  writeEnd(sheet, template);
  await sheet.protect('', { formatColumns: true, formatRows: true, autoFilter: true, sort: true });
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

function font(face: Partial<ExcelJS.Font> = {}, size = 12): Partial<ExcelJS.Font> {
  return { name: FONT, family: 1, size, ...face };
}

interface Line {
  readonly row: number;
  readonly first: number;
  readonly last: number;
  readonly text: string;
  readonly face?: Partial<ExcelJS.Font>;
  readonly size?: number;
  readonly horizontal?: ExcelJS.Alignment['horizontal'];
}

function writeLine(sheet: ExcelJS.Worksheet, { row, first, last, text, face, size, horizontal }: Line): ExcelJS.Cell {
  const cell = sheet.getCell(row, first);
  cell.value = cellText(text);
  cell.font = font(face, size ?? 13);
  cell.alignment = { horizontal: horizontal ?? 'center', vertical: 'middle', wrapText: true };
  if (last > first) sheet.mergeCells(row, first, row, last);
  const width = sheet.columns.slice(first - 1, last).reduce((sum, column) => sum + (column.width ?? 9), 0);
  const lines = wrappedLines(text, width, { size: size ?? 13, bold: face?.bold ?? false });
  sheet.getRow(row).height = Math.max(sheet.getRow(row).height ?? 0, LINE_POINTS * lines + 3);
  return cell;
}

function writeTitles(sheet: ExcelJS.Worksheet, template: Template): void {
  const last = template.columns.length;
  const right = { first: Math.max(4, last - 4), last };
  const left = { first: 1, last: Math.min(3, right.first - 1) };
  writeLine(sheet, { row: 1, ...left, text: template.unit.toLocaleUpperCase('vi'), face: { bold: true } });
  writeLine(sheet, { row: 1, ...right, text: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', face: { bold: true } });
  writeLine(sheet, { row: 2, ...right, text: 'Độc lập - Tự do - Hạnh phúc', face: { bold: true, underline: true } });
  writeLine(sheet, { row: 4, first: 1, last, text: template.title, face: { bold: true }, size: 14 });
  const subtitle = writeLine(sheet, { row: 5, first: 1, last, text: template.subtitle, face: { italic: true } });
  if (template.subtitleIsInput) {
    subtitle.protection = { locked: false };
    subtitle.fill = INPUT_FILL;
  }
  const unit = { row: UNIT_ROW, first: 1, last, text: 'Đơn vị tính: triệu đồng', face: { italic: true }, size: 12 };
  writeLine(sheet, { ...unit, horizontal: 'right' });
}

function writeHead(sheet: ExcelJS.Worksheet, columns: readonly TemplateColumn[]): void {
  const style = (cell: ExcelJS.Cell, face: Partial<ExcelJS.Font>, size: number): void => {
    cell.font = font(face, size);
    cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true };
    cell.border = THIN;
  };
  let lines = 2;
  columns.forEach(({ caption, group, width }, index) => {
    const column = index + 1;
    for (const row of [HEAD_ROW, HEAD_ROW + 1]) style(sheet.getCell(row, column), { bold: true }, 12);
    const number = sheet.getCell(HEAD_ROW + 2, column);
    number.value = column;
    style(number, { italic: true }, 10);
    sheet.getCell(group === null ? HEAD_ROW : HEAD_ROW + 1, column).value = caption;
    if (group === null) sheet.mergeCells(HEAD_ROW, column, HEAD_ROW + 1, column);
    else if (columns[index - 1]?.group !== group) {
      let last = column;
      while (columns[last]?.group === group) last += 1;
      sheet.getCell(HEAD_ROW, column).value = group;
      if (last > column) sheet.mergeCells(HEAD_ROW, column, HEAD_ROW, last);
    }
    lines = Math.max(lines, wrappedLines(caption, width, { size: 12, bold: true }) - (group === null ? 2 : 0));
  });
  sheet.getRow(HEAD_ROW).height = LINE_POINTS * 3 + 6;
  sheet.getRow(HEAD_ROW + 1).height = LINE_POINTS * lines + 4;
}

function writeTotal(sheet: ExcelJS.Worksheet, { columns, rows, spareRows }: Template): void {
  sheet.getRow(TOTAL_ROW).height = LINE_POINTS + 6;
  const [first, last] = [TOTAL_ROW + 1, TOTAL_ROW + rows.length + spareRows];
  columns.forEach((column, index) => {
    const cell = sheet.getCell(TOTAL_ROW, index + 1);
    boxed(cell, column, { bold: true });
    if (index === 1) cell.value = 'TỔNG SỐ';
    if (!column.isSummed || rows.length === 0) return;
    const range = `${columnLetter(index + 1)}${first}:${columnLetter(index + 1)}${last}`;
    const values = rows.map((row) => row[index]);
    const filled = values.every((value) => typeof value === 'number');
    const sum = values.reduce<number>((total, value) => total + (typeof value === 'number' ? value : 0), 0);
    cell.value = column.sumNeedsAll
      ? { formula: `IF(COUNT(${range})=COUNTA($B${first}:$B${last}),SUM(${range}),"")`, result: filled ? sum : '' }
      : { formula: `SUM(${range})`, result: Math.round(sum * 1e6) / 1e6 };
  });
}

/** A row of the table; `values` null for a spare one. */
function writeRow(
  sheet: ExcelJS.Worksheet,
  template: Template,
  row: number,
  values: readonly TemplateValue[] | null,
): void {
  let lines = 1;
  template.columns.forEach((column, index) => {
    const cell = sheet.getCell(row, index + 1);
    boxed(cell, column);
    const value = values?.[index] ?? null;
    if (column.formula !== null) cell.value = { formula: column.formula(row), result: value ?? '' };
    else if (value !== null) cell.value = typeof value === 'string' ? cellText(value) : value;
    if (typeof value === 'string')
      lines = Math.max(lines, wrappedLines(value, column.width, { size: 12, bold: false }));
    const isOpen = column.formula === null && column.kind !== 'mark' && (column.isInput || values === null);
    if (isOpen) open(cell, column);
  });
  sheet.getRow(row).height = LINE_POINTS * lines + 3;
}

function boxed(cell: ExcelJS.Cell, { kind }: TemplateColumn, face: Partial<ExcelJS.Font> = {}): void {
  const horizontal = kind === 'text' ? 'left' : kind === 'amount' || kind === 'rate' ? 'right' : 'center';
  cell.font = font(face);
  cell.border = THIN;
  cell.alignment = { horizontal, vertical: 'middle', wrapText: kind === 'text' || kind === 'centred' };
  if (kind === 'amount') cell.numFmt = AMOUNT;
  if (kind === 'rate') cell.numFmt = '0.00';
}

function open(cell: ExcelJS.Cell, { kind, choices, caption }: TemplateColumn): void {
  cell.protection = { locked: false };
  cell.fill = INPUT_FILL;
  if (kind === 'amount') {
    cell.dataValidation = {
      ...{ type: 'decimal', operator: 'greaterThanOrEqual', formulae: [0], allowBlank: true, showErrorMessage: true },
      ...{ errorTitle: 'Số tiền', error: 'Nhập số không âm, đơn vị triệu đồng, ví dụ 1234,567. Không ghi chữ.' },
    };
  } else if (choices.length > 0) {
    cell.dataValidation = {
      ...{ type: 'list', formulae: [`"${choices.join(',')}"`], allowBlank: true, showErrorMessage: false },
      ...{
        showInputMessage: true,
        promptTitle: caption.slice(0, 32),
        prompt: 'Chọn trong danh sách, hoặc ghi nội dung khác.',
      },
    };
  }
}

function writeEnd(sheet: ExcelJS.Worksheet, { columns, rows, spareRows, notes }: Template): void {
  let row = TOTAL_ROW + rows.length + spareRows + 1;
  const whole = { first: 1, last: columns.length };
  for (const text of notes) {
    writeLine(sheet, { row, ...whole, text, face: { italic: true }, size: 12, horizontal: 'left' });
    row += 1;
  }
  const right = { first: Math.max(4, columns.length - 4), last: columns.length };
  const day = writeLine(sheet, {
    row: row + 1,
    ...right,
    text: '........., ngày .... tháng .... năm ......',
    face: { italic: true },
  });
  day.protection = { locked: false };
  writeLine(sheet, { row: row + 2, first: 1, last: 3, text: 'NGƯỜI LẬP BIỂU', face: { bold: true } });
  writeLine(sheet, { row: row + 2, ...right, text: 'THỦ TRƯỞNG ĐƠN VỊ', face: { bold: true } });
}
