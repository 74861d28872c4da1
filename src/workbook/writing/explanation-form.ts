import type { Cell, DataValidation, stream as exceljsStream, Style, Worksheet } from 'exceljs';
import { toVietnameseDate, type LocalDate } from '../../domain/local-date.js';
import type { SourceShare } from '../../domain/judgement.js';
import { cellText } from './cell-text.js';
import { millions } from './paper-amounts.js';
import { LINE_HEIGHT } from './paper-styles.js';
import { wrappedLines } from './text-width.js';
import { workbookBytes } from './workbook-stream.js';

/** Columns of the form that an investor fills in; the reader of the answers knows them by the same table. */
export const FORM = {
  sheet: 'Giải trình',
  reasonSheet: 'Danh mục lý do',
  /** row of the captions; the rows of the projects follow */
  headRow: 7,
  columns: {
    key: 1,
    position: 2,
    code: 3,
    name: 4,
    source: 5,
    plan: 6,
    disbursed: 7,
    undisbursed: 8,
    answer: 9,
    day: 10,
    promised: 11,
    givenBack: 12,
    reason: 13,
    responsibility: 14,
    text: 15,
    evidence: 16,
  },
} as const;

export const ANSWER_NAMES = {
  willDisburseBy: 'Sẽ giải ngân',
  giveBack: 'Trả lại vốn',
  explain: 'Giải trình',
} as const;

export const RESPONSIBILITY_NAMES = { objective: 'Khách quan', subjective: 'Chủ quan' } as const;

const CAPTIONS: readonly (readonly [caption: string, width: number])[] = [
  ['Mã dòng', 4],
  ['TT', 6],
  ['Mã dự án', 11],
  ['Danh mục dự án', 32],
  ['Nguồn vốn', 11],
  ['Kế hoạch vốn', 14],
  ['Đã giải ngân', 14],
  ['Chưa giải ngân', 14],
  ['Trả lời (chọn một)', 13],
  ['Sẽ giải ngân đến ngày', 12],
  ['Số vốn sẽ giải ngân', 13],
  ['Số vốn trả lại', 13],
  ['Lý do (chọn trong danh mục)', 20],
  ['Khách quan, chủ quan', 11],
  ['Giải trình cụ thể', 34],
  ['Tài liệu kèm theo', 16],
];

export interface ExplanationForm {
  readonly investor: string;
  readonly round: string;
  readonly asOf: LocalDate;
  readonly deadline: LocalDate;
  readonly snapshotId: string;
  readonly reasons: readonly { readonly code: string; readonly name: string }[];
  readonly projects: readonly FormProject[];
  readonly writtenAt: Date;
}

export interface FormProject {
  readonly projectId: string;
  readonly code: string | null;
  readonly name: string;
  readonly bySource: readonly SourceShare[];
}

/** Inches. */
const MARGINS = { top: 0.6, bottom: 0.6, left: 0.4, right: 0.4, header: 0.3, footer: 0.3 } as const;

const FONT = { name: 'Times New Roman', family: 1, size: 12 } as const;
const THIN = { style: 'thin' } as const;
const BORDER = { top: THIN, left: THIN, bottom: THIN, right: THIN } as const;

const TITLE: Partial<Style> = { font: { ...FONT, size: 14, bold: true } };
const PLAIN: Partial<Style> = { font: FONT };
const HEAD: Partial<Style> = {
  font: { ...FONT, bold: true },
  border: BORDER,
  alignment: { horizontal: 'center', vertical: 'middle', wrapText: true },
};
const TEXT: Partial<Style> = { font: FONT, border: BORDER, alignment: { vertical: 'middle', wrapText: true } };
const AMOUNT: Partial<Style> = { ...TEXT, numFmt: '#,##0.######' };
const OPEN_GROUND = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFF8E1' } } as const;
const OPEN_TEXT: Partial<Style> = { ...TEXT, fill: OPEN_GROUND };
const OPEN_AMOUNT: Partial<Style> = { ...AMOUNT, fill: OPEN_GROUND };
const OPEN_DAY: Partial<Style> = { ...OPEN_TEXT, numFmt: 'dd/mm/yyyy' };

/**
 * The workbook that goes to an investor: its rows, one a project and source, with the columns that it fills in. The same form
 * always gives the same bytes. Amounts in triệu đồng, exact to the đồng.
 */
export function explanationFormBytes(form: ExplanationForm): Promise<Uint8Array> {
  return workbookBytes((workbook) => writeForm(workbook, form), form.writtenAt);
}

function writeForm(workbook: exceljsStream.xlsx.WorkbookWriter, form: ExplanationForm): Promise<void> {
  const sheet = workbook.addWorksheet(FORM.sheet, {
    pageSetup: {
      ...{ paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
      ...{ margins: MARGINS, printTitlesRow: `${FORM.headRow}:${FORM.headRow}` },
    },
    views: [{ state: 'frozen', xSplit: FORM.columns.name, ySplit: FORM.headRow }],
  });
  writeRows(sheet, form);
  const reasons = workbook.addWorksheet(FORM.reasonSheet);
  reasons.columns = [{ width: 24 }, { width: 60 }];
  addRow(reasons, 1, [
    ['Mã', HEAD],
    ['Lý do', HEAD],
  ]);
  form.reasons.forEach(({ code, name }, index) =>
    addRow(reasons, index + 2, [
      [code, TEXT],
      [name, TEXT],
    ]),
  );
  reasons.commit();
  return Promise.resolve();
}

function writeRows(sheet: Worksheet, form: ExplanationForm): void {
  sheet.getRow(FORM.headRow).height = linesHigh(2);
  sheet.columns = CAPTIONS.map(([, width], index) => ({ width, hidden: index === 0 }));
  const lines: readonly (readonly [string, Partial<Style>])[] = [
    [form.investor, { ...PLAIN, font: { ...FONT, bold: true } }],
    ['GIẢI TRÌNH DỰ ÁN GIẢI NGÂN CHẬM', TITLE],
    [`${form.round}, số liệu đến ngày ${toVietnameseDate(form.asOf)}. Mã bản chốt số liệu: ${form.snapshotId}`, PLAIN],
    [
      `Hạn trả lời: ngày ${toVietnameseDate(form.deadline)}. Chỉ ghi vào các ô nền vàng, mỗi dự án chọn một trả lời.`,
      PLAIN,
    ],
    [
      'Sẽ giải ngân: ghi ngày và số vốn. Trả lại vốn: ghi số vốn từng nguồn. Giải trình: chọn lý do và ghi cụ thể.',
      PLAIN,
    ],
    ['Đơn vị tính: Triệu đồng', PLAIN],
  ];
  lines.forEach(([text, style], index) =>
    addRow(sheet, index + 1, [
      ['', {}],
      [text, style],
    ]),
  );
  addRow(
    sheet,
    FORM.headRow,
    CAPTIONS.map(([caption]) => [caption, HEAD]),
  );
  let row = FORM.headRow + 1;
  form.projects.forEach((project, index) => {
    for (const [part, share] of project.bySource.entries()) {
      writeShare(sheet, row, project, share, part === 0 ? index + 1 : null);
      validate(sheet, row, form.reasons.length);
      sheet.getRow(row).commit();
      row += 1;
    }
  });
  sheet.commit();
}

type Written = readonly [value: string | number | null, style: Partial<Style>];

function writeShare(
  sheet: Worksheet,
  row: number,
  project: FormProject,
  share: SourceShare,
  position: number | null,
): void {
  const cells: Written[] = [
    [project.projectId, TEXT],
    [position, TEXT],
    [project.code, TEXT],
    [project.name, TEXT],
    [share.source, TEXT],
    [millions(share.planVnd), AMOUNT],
    [millions(share.disbursedVnd), AMOUNT],
    [millions(share.planVnd - share.disbursedVnd), AMOUNT],
    [null, OPEN_TEXT],
    [null, OPEN_DAY],
    [null, OPEN_AMOUNT],
    [null, OPEN_AMOUNT],
    [null, OPEN_TEXT],
    [null, OPEN_TEXT],
    [null, OPEN_TEXT],
    [null, OPEN_TEXT],
  ];
  fill(sheet, row, cells);
  sheet.getRow(row).height = linesHigh(
    Math.max(
      2,
      wrappedLines(project.name, CAPTIONS[FORM.columns.name - 1]?.[1] ?? 0, { size: FONT.size, bold: false }),
    ),
  );
}

/** Points of so many lines of text. */
function linesHigh(lines: number): number {
  return LINE_HEIGHT * lines + 3;
}

function validate(sheet: Worksheet, row: number, reasons: number): void {
  const { answer, reason, responsibility } = FORM.columns;
  list(sheet.getCell(row, answer), `"${Object.values(ANSWER_NAMES).join(',')}"`);
  list(sheet.getCell(row, reason), `'${FORM.reasonSheet}'!$B$2:$B$${reasons + 1}`);
  list(sheet.getCell(row, responsibility), `"${Object.values(RESPONSIBILITY_NAMES).join(',')}"`);
}

function list(cell: Cell, formula: string): void {
  const validation: DataValidation = {
    ...{ type: 'list', allowBlank: true, formulae: [formula], showErrorMessage: true },
    ...{ errorTitle: 'Chưa đúng danh mục', error: 'Chọn một mục trong danh sách của ô này.' },
  };
  cell.dataValidation = validation;
}

function addRow(sheet: Worksheet, row: number, cells: readonly Written[]): void {
  fill(sheet, row, cells);
  sheet.getRow(row).commit();
}

function fill(sheet: Worksheet, row: number, cells: readonly Written[]): void {
  cells.forEach(([value, style], index) => {
    const cell = sheet.getCell(row, index + 1);
    cell.value = typeof value === 'string' ? (value === '' ? null : cellText(value)) : value;
    cell.style = style;
  });
}
