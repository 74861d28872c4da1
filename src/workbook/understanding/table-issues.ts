import { cellPlace, fileIssue, type Issue, type IssueSeverity } from '../../domain/issue.js';
import type { PlainWorkbook } from '../cells.js';
import type { BodyFacts } from './body-facts.js';
import { isAmountField, type DraftColumn } from './columns.js';
import type { TableFrame } from './frame.js';
import { decodedText } from './text.js';
import type { PlacedUnit, TitleBlock } from './titles.js';

export function sheetIssue(
  file: string,
  sheet: string,
  code: string,
  severity: IssueSeverity,
  message: string,
  at: { cell?: string | null; column?: string | null; row?: number | null; value?: string | null } = {},
): Issue {
  const place = cellPlace(at.cell ?? null);
  const [row, column] = [at.row ?? place.row, at.column ?? place.column];
  return { file, sheet, cell: place.cell, row, column, code, severity, value: at.value ?? null, message };
}

interface Seen {
  readonly frame: TableFrame;
  readonly drafts: readonly DraftColumn[];
  readonly body: BodyFacts;
  readonly titles: TitleBlock;
  readonly titleFirstRow: number;
  /** two unit lines that contradict each other, empty where none */
  readonly conflict: readonly PlacedUnit[];
}

/** What is wrong about a table as a whole: unit, amounts, columns, rows after its end. */
export function tableProblems(seen: Seen): Issue[] {
  return [...unitProblems(seen), ...amountProblems(seen), ...columnFindings(seen), ...rowsAfterEnd(seen)];
}

function unitProblems({ frame, drafts, titles, titleFirstRow, conflict }: Seen): Issue[] {
  const name = frame.sheet.name;
  const [first, other] = conflict;
  if (first !== undefined && other !== undefined) {
    const message = `Trang tính "${name}" ghi hai đơn vị tính khác nhau cho một bảng: "${first.text}" (ô ${first.cell}) và "${other.text}" (ô ${other.cell}). Giữ lại một đơn vị tính đúng.`;
    return [sheetIssue(frame.file, name, 'unit.conflict', 'error', message, { value: `${first.text}; ${other.text}` })];
  }
  if (!drafts.some(({ field }) => isAmountField(field)) || frame.unit !== null) return [];
  const unknown = titles.units.find(({ unit }) => unit === null);
  if (unknown !== undefined) {
    const message = `Ô ${unknown.cell} trang tính "${name}" ghi đơn vị tính "${unknown.text}" chưa biết là bao nhiêu đồng. Ghi một trong: đồng, nghìn đồng, triệu đồng, tỷ đồng.`;
    return [
      sheetIssue(frame.file, name, 'unit.missing', 'error', message, { cell: unknown.cell, value: unknown.text }),
    ];
  }
  const looked =
    titleFirstRow < frame.header.firstRow
      ? `từ dòng ${titleFirstRow} đến dòng ${frame.header.lastRow}`
      : `ở tiêu đề bảng (dòng ${frame.header.firstRow}–${frame.header.lastRow})`;
  const message = `Trang tính "${name}" không ghi đơn vị tính (đã tìm ${looked}). Thêm dòng "Đơn vị tính: Triệu đồng" phía trên bảng.`;
  return [sheetIssue(frame.file, name, 'unit.missing', 'error', message, { row: frame.header.firstRow })];
}

function amountProblems({ frame, drafts, body }: Seen): Issue[] {
  const name = frame.sheet.name;
  const figures = (field: string): number =>
    drafts
      .filter((draft) => draft.field === field)
      .reduce((sum, draft) => sum + (body.figures.get(draft.column) ?? 0), 0);
  const planCaption = /kế hoạch|dự toán/iu.test(frame.title?.text ?? '');
  const unreadable =
    frame.kind === 'unknown' &&
    planCaption &&
    !drafts.some(({ field, figures: count }) => count > 0 && field !== 'mark' && field !== 'code');
  if ((frame.kind === 'capitalPlan' && figures('plan.current') === 0) || unreadable) {
    const message = `Bảng kế hoạch ở trang tính "${name}" (tiêu đề dòng ${frame.header.firstRow}) không có số tiền kế hoạch nào. Điền cột kế hoạch vốn, hoặc chọn đúng tệp.`;
    const letter = drafts.find(({ field }) => field === 'plan.current')?.letter ?? null;
    return [sheetIssue(frame.file, name, 'plan.noAmounts', 'error', message, { column: letter })];
  }
  if (frame.kind === 'unknown') {
    const message = `Bảng ở trang tính "${name}" (tiêu đề dòng ${frame.header.firstRow}) không có cột kế hoạch vốn năm, giải ngân, điều chỉnh hay nhu cầu vốn nào đọc được.`;
    return [sheetIssue(frame.file, name, 'table.unknown', 'warning', message, { row: frame.header.firstRow })];
  }
  return [];
}

function columnFindings({ frame, drafts }: Seen): Issue[] {
  return drafts.flatMap((draft) => {
    if (draft.finding === null) return [];
    const { code, severity, message } = draft.finding;
    return [
      sheetIssue(frame.file, frame.sheet.name, code, severity, message, {
        cell: captionCell(draft),
        value: draft.path.join(' / '),
      }),
    ];
  });
}

/** Cell of the lowest caption of the column. */
function captionCell({ letter, captionRow }: DraftColumn): string | null {
  return captionRow === null ? null : `${letter}${captionRow}`;
}

function rowsAfterEnd({ frame, body }: Seen): Issue[] {
  const row = body.figuresAfterEnd;
  if (row === null) return [];
  const message = `Trang tính "${frame.sheet.name}": sau phần ghi chú, ký tên (dòng ${body.lastRow + 1} trở đi) vẫn còn dòng có số (dòng ${row}), không được đọc. Chuyển các dòng này lên trên phần ghi chú nếu thuộc bảng.`;
  return [sheetIssue(frame.file, frame.sheet.name, 'table.afterEnd', 'warning', message, { row })];
}

/** A summary by unit holds no projects: an error where the file has nothing else, else only told. */
export function tellSummaries(frames: readonly TableFrame[], file: string, issues: Issue[]): void {
  const severity = frames.every(({ kind }) => kind === 'summary') ? 'error' : 'warning';
  for (const frame of frames) {
    if (frame.kind !== 'summary') continue;
    const message = `Bảng ở trang tính "${frame.sheet.name}" là bảng tổng hợp theo đơn vị (mỗi dòng là một đơn vị, không phải dự án) nên không dùng làm kế hoạch hay giải ngân của dự án. Gửi biểu chi tiết theo dự án.`;
    issues.push(sheetIssue(file, frame.sheet.name, 'table.summary', severity, message, { row: frame.header.firstRow }));
  }
}

export function tellFileWithoutTable(workbook: PlainWorkbook, file: string, issues: Issue[]): void {
  const sheets = workbook.sheets.map(({ name }) => `"${name}"`).join(', ');
  const message = `Tệp ${file} không có bảng dự án nào (đã xem trang tính ${sheets}). Bảng cần dòng tiêu đề có STT, tên dự án và các cột số tiền.`;
  issues.push(fileIssue(file, 'table.none', message));
}

const PREVIEWS = 5;

/** Cells in TCVN3 or VNI fonts are read decoded; how many, and what they became, is told by sheet. */
export function tellDecoded(workbook: PlainWorkbook, file: string, issues: Issue[]): void {
  for (const sheet of workbook.sheets) {
    let cells = 0;
    const encodings = new Set<string>();
    const previews: string[] = [];
    for (const row of sheet.rows) {
      for (let at = 0; at < row.values.length; at += 1) {
        const value = row.values[at];
        if (typeof value !== 'string') continue;
        const decoded = decodedText(value, workbook.styles[row.styles[at] ?? -1]);
        if (decoded === null) continue;
        cells += 1;
        encodings.add(decoded.encoding);
        if (previews.length < PREVIEWS) previews.push(`"${value}" → "${decoded.text}"`);
      }
    }
    if (cells === 0) continue;
    const message = `Trang tính "${sheet.name}": ${cells} ô dùng phông chữ ${[...encodings].join(', ')} đã được đọc sang Unicode, ví dụ ${previews.join('; ')}. Kiểm tra lại các tên này.`;
    issues.push(sheetIssue(file, sheet.name, 'text.legacyFont', 'info', message));
  }
}
