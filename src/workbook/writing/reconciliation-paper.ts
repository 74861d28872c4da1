import { fundingSourceName } from '../../domain/funding-sources.js';
import { toVietnameseDate, type LocalDate } from '../../domain/local-date.js';
import type { SourcePair } from '../../domain/series-comparison.js';
import { amountWidth, millions, millionsFormat } from './paper-amounts.js';
import { caption, columnRange, PaperSheet, type Caption, type Cell } from './paper-sheet.js';
import { paperStyles, type PaperStyles, type RowStyles } from './paper-styles.js';
import { workbookBytes } from './workbook-stream.js';

/** What the record of a reconciliation prints. */
export interface ReconciliationRecord {
  readonly planYear: number;
  readonly asOf: LocalDate;
  /** the one investor that the record is about; null where it is about all */
  readonly investorName: string | null;
  readonly rows: readonly RecordRow[];
  readonly counts: { readonly compared: number; readonly equal: number };
}

export interface RecordRow extends SourcePair {
  readonly code: string | null;
  readonly name: string;
  readonly investorName: string | null;
}

const COLUMNS = 13;
const NUMBERS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12=7-10', '13'];
/** Rows above the first project: nation, title, subtitle, unit; two of captions; numbers; the total. */
const HEAD_FIRST_ROW = 7;
const TOTAL_ROW = HEAD_FIRST_ROW + 3;

/**
 * "Biên bản đối chiếu": Treasury and investor side by side, differences with room for their cause, signed by both sides. Amounts in
 * triệu đồng, exact to the đồng; differences and totals are live formulas.
 */
export async function reconciliationPaper(record: ReconciliationRecord): Promise<Uint8Array> {
  const amounts = record.rows.flatMap(({ planVnd, treasury, investor, differenceVnd }) => [
    ...[planVnd, treasury?.amountVnd ?? 0n, treasury?.advanceVnd ?? 0n, investor?.amountVnd ?? 0n, differenceVnd ?? 0n],
  ]);
  const totals = [0, 1, 2, 3, 4].map((place) =>
    amounts.reduce((sum, amount, index) => (index % 5 === place ? sum + amount : sum), 0n),
  );
  const amount = millionsFormat(amounts);
  const styles = paperStyles({ amount, shortfall: amount });
  const width = amountWidth([...amounts, ...totals], amount);
  return workbookBytes(async (workbook) => {
    const sheet = new PaperSheet(workbook, {
      name: 'Doi chieu',
      widths: [6, 38, 11, 24, 20, width, width, width, 11, width, 11, width, 26],
      headFirstRow: HEAD_FIRST_ROW,
      headLastRow: HEAD_FIRST_ROW + 2,
      frozenColumns: 2,
    });
    writeHead(sheet, styles, record);
    const last = TOTAL_ROW + record.rows.length;
    await sheet.table(totalRow(styles.strong, totals, last));
    for (const [index, row] of record.rows.entries()) {
      await sheet.table(projectRow(styles.plain, row, index + 1, TOTAL_ROW + index + 1));
    }
    writeEnd(sheet, styles, record);
    sheet.close();
  });
}

function writeHead(
  sheet: PaperSheet,
  styles: PaperStyles,
  { planYear, asOf, investorName }: ReconciliationRecord,
): void {
  const whole = { firstColumn: 1, lastColumn: COLUMNS };
  sheet.across([{ text: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', style: styles.annex, ...whole }]);
  sheet.across([{ text: 'Độc lập - Tự do - Hạnh phúc', style: styles.annex, ...whole }]);
  const title = `BIÊN BẢN ĐỐI CHIẾU SỐ LIỆU GIẢI NGÂN KẾ HOẠCH VỐN ĐẦU TƯ CÔNG NĂM ${planYear}`;
  sheet.across([{ text: title, style: styles.title, ...whole }]);
  const subject = `Giữa Kho bạc Nhà nước và ${investorName ?? 'các chủ đầu tư'}, số liệu lũy kế đến ngày ${toVietnameseDate(asOf)}`;
  sheet.across([{ text: subject, style: styles.subtitle, ...whole }]);
  sheet.skip(1);
  sheet.across([{ text: 'Đơn vị tính: Triệu đồng', style: styles.unit, ...whole }]);
  sheet.head(CAPTIONS, NUMBERS, { head: styles.head, number: styles.number, lines: [1, 3] });
}

const CAPTIONS: readonly Caption[] = [
  caption('TT', 1),
  caption('Dự án', 2),
  caption('Mã dự án', 3),
  caption('Chủ đầu tư', 4),
  caption('Nguồn vốn', 5),
  caption('Kế hoạch vốn', 6),
  { text: 'Số liệu Kho bạc Nhà nước', firstColumn: 7, lastColumn: 9, rows: 'top' },
  caption('Lũy kế giải ngân', 7, 'bottom'),
  caption('Trong đó tạm ứng', 8, 'bottom'),
  caption('Đến ngày', 9, 'bottom'),
  { text: 'Số liệu chủ đầu tư', firstColumn: 10, lastColumn: 11, rows: 'top' },
  caption('Lũy kế giải ngân', 10, 'bottom'),
  caption('Đến ngày', 11, 'bottom'),
  caption('Chênh lệch', 12),
  caption('Nguyên nhân chênh lệch', 13),
];

function totalRow(styles: RowStyles, totals: readonly bigint[], last: number): Cell[] {
  const sum = (column: number, place: number): Cell => {
    const vnd = totals[place] ?? 0n;
    if (last === TOTAL_ROW) return { content: 0, style: styles.amount };
    const formula = `SUM(${columnRange(column, TOTAL_ROW + 1, last)})`;
    return { content: { formula, result: millions(vnd) }, style: styles.amount };
  };
  const empty: Cell = { content: null, style: styles.centred };
  return [
    ...[empty, { content: 'TỔNG SỐ', style: styles.text }, empty, empty, empty],
    ...[sum(6, 0), sum(7, 1), sum(8, 2), empty, sum(10, 3), empty, sum(12, 4), { content: null, style: styles.text }],
  ];
}

function projectRow(styles: RowStyles, row: RecordRow, position: number, line: number): Cell[] {
  const { treasury, investor, differenceVnd } = row;
  const text = (content: string | null): Cell => ({ content: content ?? '', style: styles.text });
  const amount = (vnd: bigint | null | undefined): Cell => ({
    content: vnd === null || vnd === undefined ? null : millions(vnd),
    style: styles.amount,
  });
  const day = (asOf: LocalDate | undefined): Cell => ({
    content: asOf === undefined ? '' : toVietnameseDate(asOf),
    style: styles.centred,
  });
  const difference: Cell =
    differenceVnd === null
      ? amount(null)
      : { content: { formula: `G${line}-J${line}`, result: millions(differenceVnd) }, style: styles.amount };
  return [
    ...[{ content: position, style: styles.mark }, text(row.name), { content: row.code ?? '', style: styles.centred }],
    ...[text(row.investorName), text(fundingSourceName(row.source)), amount(row.planVnd)],
    ...[amount(treasury?.amountVnd), amount(treasury?.advanceVnd), day(treasury?.asOf)],
    ...[amount(investor?.amountVnd), day(investor?.asOf), difference, text(noteOf(row))],
  ];
}

function noteOf({ treasury, investor }: RecordRow): string {
  if (treasury === null) return 'Kho bạc Nhà nước chưa có số liệu';
  if (investor === null) return 'Chủ đầu tư chưa có số liệu';
  return treasury.asOf === investor.asOf ? '' : 'Hai số liệu khác ngày';
}

function writeEnd(sheet: PaperSheet, styles: PaperStyles, { counts }: ReconciliationRecord): void {
  const remark = `Đã đối chiếu ${counts.compared} cặp dự án - nguồn vốn có số liệu của cả hai bên; ${counts.equal} cặp khớp đúng, không liệt kê.`;
  sheet.across([{ text: remark, style: styles.remark, firstColumn: 1, lastColumn: COLUMNS }]);
  sheet.skip(1);
  sheet.across([
    { text: 'ĐẠI DIỆN KHO BẠC NHÀ NƯỚC', style: styles.signatory, firstColumn: 1, lastColumn: 4 },
    { text: 'ĐẠI DIỆN CHỦ ĐẦU TƯ', style: styles.signatory, firstColumn: 9, lastColumn: COLUMNS },
  ]);
}
