import type { Letterhead } from '../../domain/letterhead.js';
import { toVietnameseDate, type LocalDate } from '../../domain/local-date.js';
import { csvText } from './csv.js';
import { amountWidth, computedFormat, millions, millionsFormat } from './paper-amounts.js';
import { caption, PaperSheet, type Caption, type Cell } from './paper-sheet.js';
import { paperStyles, type PaperStyle, type PaperStyles, type RowStyles } from './paper-styles.js';
import { workbookBytes } from './workbook-stream.js';

/** A report as a table in official form; one workbook may hold several. Amounts are bigint đồng, printed in triệu đồng. */
export interface ReportTable {
  /** of the sheet, at most 31 characters, none of `/ \ * ? : [ ]` */
  readonly sheet: string;
  readonly title: string;
  /** below the title, italic; empty for none */
  readonly subject: string;
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly ReportRow[];
  /** below the table */
  readonly remarks: readonly string[];
}

export interface ReportColumn {
  readonly caption: string;
  /** a caption over this and its neighbours with the same one; null for none */
  readonly group: string | null;
  /** `computed`: an amount worked out from others, printed to the nghìn đồng where they are; the cell keeps it to the đồng */
  readonly kind: 'text' | 'centred' | 'amount' | 'computed' | 'rate' | 'count';
  /** in characters; amounts widen to fit */
  readonly width: number;
}

/** A value by its column's kind: text, đồng, percent (`49.96`), number, or nothing. */
export type ReportValue = string | bigint | number | null;

export interface ReportRow {
  readonly weight: 'strong' | 'group' | 'plain';
  readonly values: readonly ReportValue[];
}

export interface ReportSignature {
  readonly letterhead: Letterhead;
  /** number of the form: `Biểu số 01`; empty for none */
  readonly form: string;
  readonly year: number;
}

/** With so few rows the signatures stay on the page of the table. */
const ROWS_OF_A_PAGE = 25;

const TITLE_ROWS = 5;
const HEAD_ROWS = 3;

/** The tables as an xlsx workbook, one sheet each. */
export function reportTablesBytes(tables: readonly ReportTable[], signature: ReportSignature): Promise<Uint8Array> {
  return workbookBytes(async (workbook) => {
    for (const table of tables) await writeTable(workbook, table, signature);
  });
}

/** The head of a paper that is no annex of another (Nghị định 30/2020/NĐ-CP). */
const NATION = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM';
const MOTTO = 'Độc lập - Tự do - Hạnh phúc';

type Workbook = ConstructorParameters<typeof PaperSheet>[0];

async function writeTable(workbook: Workbook, table: ReportTable, signature: ReportSignature): Promise<void> {
  const format = millionsFormat(amountsOf(table, 'amount'));
  const computed = computedFormat(amountsOf(table, 'computed'), format);
  const styles = paperStyles({ amount: format, shortfall: computed });
  const sheet = new PaperSheet(workbook, {
    name: table.sheet,
    widths: table.columns.map(({ kind, width }, index) =>
      isAmount(kind) ? amountWidth(columnAmounts(table, index), kind === 'amount' ? format : computed, width) : width,
    ),
    headFirstRow: TITLE_ROWS + 1,
    headLastRow: TITLE_ROWS + HEAD_ROWS,
    frozenColumns: 2,
    onePage: table.rows.length <= ROWS_OF_A_PAGE,
  });
  titles(sheet, table, styles, signature);
  sheet.head(
    captionsOf(table.columns),
    table.columns.map((_, index) => String(index + 1)),
    {
      head: styles.head,
      number: styles.number,
      lines: [2, 3],
    },
  );
  for (const row of table.rows) await sheet.table(cellsOf(table.columns, row, styles));
  closing(sheet, table, styles, signature);
  sheet.close();
}

function amountsOf(table: ReportTable, kind: ReportColumn['kind']): bigint[] {
  return table.columns.flatMap((column, index) => (column.kind === kind ? columnAmounts(table, index) : []));
}

function isAmount(kind: ReportColumn['kind']): boolean {
  return kind === 'amount' || kind === 'computed';
}

function columnAmounts({ rows }: ReportTable, index: number): bigint[] {
  return rows.flatMap(({ values }) => {
    const value = values[index];
    return typeof value === 'bigint' ? [value] : [];
  });
}

function titles(
  sheet: PaperSheet,
  { title, subject, columns }: ReportTable,
  styles: PaperStyles,
  { letterhead, form }: ReportSignature,
): void {
  const count = columns.length;
  const left = { firstColumn: 1, lastColumn: Math.min(3, Math.max(2, count - 3)) };
  const right = { firstColumn: Math.max(left.lastColumn + 1, Math.floor(count / 2) + 1), lastColumn: count };
  const whole = { firstColumn: 1, lastColumn: count };
  sheet.across([
    { text: letterhead.parentAgency, style: styles.agency, ...left },
    { text: form === '' ? NATION : form, style: styles.annex, ...right },
  ]);
  sheet.across([
    { text: letterhead.agency, style: styles.agencyBold, ...left },
    ...(form === '' ? [{ text: MOTTO, style: styles.agencyBold, ...right }] : []),
  ]);
  sheet.across([{ text: title, style: styles.title, ...whole }]);
  sheet.across([{ text: subject, style: styles.subtitle, ...whole }]);
  const unit = columns.some(({ kind }) => isAmount(kind)) ? 'Đơn vị tính: Triệu đồng' : '';
  sheet.across([{ text: unit, style: styles.unit, ...whole }]);
}

/** Neighbours with the same group stand under one caption. */
function captionsOf(columns: readonly ReportColumn[]): Caption[] {
  const captions: Caption[] = [];
  columns.forEach(({ caption: text, group }, index) => {
    const column = index + 1;
    if (group === null) {
      captions.push(caption(text, column));
      return;
    }
    if (index === 0 || columns[index - 1]?.group !== group) {
      let last = column;
      while (columns[last]?.group === group) last += 1;
      captions.push({ text: group, firstColumn: column, lastColumn: last, rows: 'top' });
    }
    captions.push(caption(text, column, 'bottom'));
  });
  return captions;
}

function cellsOf(columns: readonly ReportColumn[], { values, weight }: ReportRow, styles: PaperStyles): Cell[] {
  return columns.map(({ kind }, index) => {
    const value = values[index] ?? null;
    const content =
      typeof value === 'bigint' ? millions(value) : kind === 'rate' && value !== null ? Number(value) : value;
    return { content, style: styleOf(kind, styles[weight]) };
  });
}

function styleOf(kind: ReportColumn['kind'], row: RowStyles): PaperStyle {
  switch (kind) {
    case 'text':
      return row.text;
    case 'centred':
      return row.centred;
    case 'count':
      return row.mark;
    case 'amount':
      return row.amount;
    case 'computed':
      return row.shortfall;
    case 'rate':
      return row.rate;
  }
}

function closing(
  sheet: PaperSheet,
  table: ReportTable,
  styles: PaperStyles,
  { letterhead, year }: ReportSignature,
): void {
  const count = table.columns.length;
  const whole = { firstColumn: 1, lastColumn: count };
  const half = Math.max(1, Math.floor(count / 2));
  const left = { firstColumn: 1, lastColumn: half };
  const right = { firstColumn: Math.min(count, half + 1), lastColumn: count };
  if (table.remarks.length > 0) sheet.skip(1);
  for (const remark of table.remarks) sheet.across([{ text: remark, style: styles.remark, ...whole }]);
  sheet.skip(1);
  const date = `${letterhead.place}, ngày      tháng      năm ${year}`;
  sheet.across([{ text: date, style: styles.place, ...right }]);
  sheet.across([
    { text: 'NGƯỜI LẬP BIỂU', style: styles.signatory, ...left },
    { text: letterhead.signatoryTitle, style: styles.signatory, ...right },
  ]);
  sheet.skip(4);
  if (letterhead.signatoryName !== '')
    sheet.across([{ text: letterhead.signatoryName, style: styles.signatory, ...right }]);
}

/** A table as CSV (`csvText`); amounts in whole đồng, percent with two decimals. */
export function reportTableCsv({ columns, rows }: ReportTable): string {
  const head = columns.map(({ caption, group, kind }) => {
    const path = group === null ? caption : `${group} / ${caption}`;
    return isAmount(kind) ? `${path} (đồng)` : path;
  });
  return csvText([head, ...rows.map(({ values }) => columns.map((_, index) => values[index] ?? null))]);
}

/** `Số liệu đến ngày 30/6/2025` */
export function asOfSubject(asOf: LocalDate): string {
  return `(Số liệu đến ngày ${toVietnameseDate(asOf)})`;
}
