import type { Answer } from '../domain/explanation.js';
import { groupBy } from '../domain/group-by.js';
import type { Issue } from '../domain/issue.js';
import { localDate, type LocalDate } from '../domain/local-date.js';
import { RESPONSIBILITIES, type ReasonCode, type Responsibility } from '../domain/reason-codes.js';
import { nameKey } from '../domain/vietnamese-text.js';
import {
  cellAddress,
  columnLetter,
  type CellValue,
  type PlainRow,
  type PlainSheet,
  type PlainWorkbook,
} from '../workbook/cells.js';
import { parseDecimal } from '../workbook/understanding/rows/decimal.js';
import { ANSWER_NAMES, FORM, RESPONSIBILITY_NAMES } from '../workbook/writing/explanation-form.js';

export interface ReadAnswer {
  readonly projectId: string;
  readonly answer: Answer;
  /** first row of the project in the form */
  readonly row: number;
}

export interface ReadAnswers {
  readonly answers: readonly ReadAnswer[];
  readonly issues: readonly Issue[];
}

const { columns } = FORM;
const ANSWER_KINDS = ['willDisburseBy', 'giveBack', 'explain'] as const;

/**
 * The answers of a form that came back (`explanationFormBytes`). Rows without an answer are left out; whatever cannot be read
 * is an issue at its cell, and no answer of that project is given.
 */
export function readAnswers(
  workbook: PlainWorkbook,
  file: string,
  known: { readonly projectIds: ReadonlySet<string>; readonly reasons: readonly ReasonCode[] },
): ReadAnswers {
  const sheet = workbook.sheets.find((candidate) => candidate.name === FORM.sheet);
  if (sheet === undefined || !hasKeys(sheet)) return { answers: [], issues: [foreignFile(file)] };
  const rows = sheet.rows.filter((row) => row.row > FORM.headRow && textAt(row, columns.key) !== '');
  const reader = new AnswerReader(file, known.reasons);
  const answers: ReadAnswer[] = [];
  for (const [projectId, own] of groupBy(rows, (row) => textAt(row, columns.key))) {
    const first = own[0];
    if (first === undefined) continue;
    if (!known.projectIds.has(projectId)) reader.fault(first.row, columns.name, 'answer.foreignProject', FOREIGN_ROW);
    else answers.push(...reader.project(projectId, first.row, own));
  }
  return { answers, issues: reader.issues };
}

const FOREIGN_ROW =
  'Dòng này không thuộc đợt rà soát đang nhận giải trình. Dùng đúng biểu đã gửi kèm công văn của đợt.';

function foreignFile(file: string): Issue {
  return {
    ...{ file, sheet: null, cell: null, row: null, column: null, value: null, severity: 'error' },
    code: 'answer.foreignFile',
    message: `Tệp không phải biểu giải trình do hệ thống lập (không thấy trang "${FORM.sheet}" với cột "Mã dòng"). Ghi vào đúng biểu đã gửi rồi nạp lại.`,
  };
}

function hasKeys(sheet: PlainSheet): boolean {
  const head = sheet.rows.find((row) => row.row === FORM.headRow);
  return head !== undefined && textAt(head, columns.key) === 'Mã dòng';
}

function valueAt(row: PlainRow, column: number): CellValue | null {
  const index = row.columns.indexOf(column);
  return index < 0 ? null : (row.values[index] ?? null);
}

function textAt(row: PlainRow, column: number): string {
  const value = valueAt(row, column);
  return typeof value === 'string' ? value.trim() : '';
}

/** Reads the cells of one project after the other and keeps what is wrong with them. */
class AnswerReader {
  readonly issues: Issue[] = [];

  constructor(
    private readonly file: string,
    private readonly reasons: readonly ReasonCode[],
  ) {}

  fault(row: number, column: number, code: string, message: string, value: string | null = null): void {
    this.issues.push({
      ...{ file: this.file, sheet: FORM.sheet, cell: cellAddress(row, column), row, column: columnLetter(column) },
      ...{ code, severity: 'error', value, message },
    });
  }

  project(projectId: string, first: number, rows: readonly PlainRow[]): ReadAnswer[] {
    const before = this.issues.length;
    const said = this.only(rows, columns.answer);
    if (said === null) {
      this.requireNothingElse(rows);
      return [];
    }
    const kind = ANSWER_KINDS.find((candidate) => nameKey(ANSWER_NAMES[candidate]) === nameKey(said.text));
    if (kind === undefined) {
      this.fault(
        said.row,
        columns.answer,
        'answer.unknown',
        unknownChoice(said.text, Object.values(ANSWER_NAMES)),
        said.text,
      );
      return [];
    }
    const answer = this.answerOf(kind, first, rows);
    return answer === null || this.issues.length > before ? [] : [{ projectId, answer, row: first }];
  }

  private answerOf(kind: Answer['answer'], first: number, rows: readonly PlainRow[]): Answer | null {
    switch (kind) {
      case 'willDisburseBy':
        return this.promise(first, rows);
      case 'giveBack':
        return this.giveBack(first, rows);
      case 'explain':
        return this.explanation(first, rows);
    }
  }

  private promise(first: number, rows: readonly PlainRow[]): Answer | null {
    const days = rows.flatMap((row) => this.dayAt(row, columns.day) ?? []);
    const day = days[0];
    if (day === undefined) {
      this.fault(
        first,
        columns.day,
        'answer.dayMissing',
        'Trả lời "Sẽ giải ngân" thì phải ghi ngày. Ghi ngày/tháng/năm.',
      );
      return null;
    }
    const amountVnd = rows.reduce((sum, row) => sum + (this.amountAt(row, columns.promised) ?? 0n), 0n);
    if (amountVnd > 0n) return { answer: 'willDisburseBy', day, amountVnd };
    this.fault(first, columns.promised, 'answer.amountMissing', 'Trả lời "Sẽ giải ngân" thì phải ghi số vốn trên 0.');
    return null;
  }

  private giveBack(first: number, rows: readonly PlainRow[]): Answer | null {
    const bySource = rows.flatMap((row) => {
      const amountVnd = this.amountAt(row, columns.givenBack);
      return amountVnd === null || amountVnd === 0n ? [] : [{ source: textAt(row, columns.source), amountVnd }];
    });
    if (bySource.length > 0) return { answer: 'giveBack', bySource };
    this.fault(
      first,
      columns.givenBack,
      'answer.amountMissing',
      'Trả lời "Trả lại vốn" thì phải ghi số vốn trả lại trên 0.',
    );
    return null;
  }

  private explanation(first: number, rows: readonly PlainRow[]): Answer | null {
    const reason = this.reasonOf(first, rows);
    const responsibility = this.responsibilityOf(first, rows);
    const text = rows
      .map((row) => textAt(row, columns.text))
      .filter((part) => part !== '')
      .join('\n');
    if (text === '')
      this.fault(first, columns.text, 'answer.textMissing', 'Chưa ghi giải trình cụ thể. Ghi vào ô này.');
    if (reason === null || responsibility === null || text === '') return null;
    return { answer: 'explain', reasonCode: reason, responsibility, text };
  }

  private reasonOf(first: number, rows: readonly PlainRow[]): string | null {
    const said = this.only(rows, columns.reason);
    const names = this.reasons.map(({ name }) => name);
    const known = this.reasons.find(
      ({ code, name }) => said?.text === code || nameKey(name) === nameKey(said?.text ?? ''),
    );
    if (known !== undefined) return known.code;
    const message =
      said === null
        ? `Chưa chọn lý do. Chọn một lý do trong trang "${FORM.reasonSheet}".`
        : unknownChoice(said.text, names);
    this.fault(said?.row ?? first, columns.reason, 'answer.reasonUnknown', message, said?.text ?? null);
    return null;
  }

  private responsibilityOf(first: number, rows: readonly PlainRow[]): Responsibility | null {
    const said = this.only(rows, columns.responsibility);
    const key = nameKey(said?.text ?? '');
    const known = RESPONSIBILITIES.find((candidate) => nameKey(RESPONSIBILITY_NAMES[candidate]) === key);
    if (known !== undefined) return known;
    const message =
      said === null
        ? 'Chưa chọn khách quan hay chủ quan.'
        : unknownChoice(said.text, Object.values(RESPONSIBILITY_NAMES));
    this.fault(said?.row ?? first, columns.responsibility, 'answer.responsibilityUnknown', message, said?.text ?? null);
    return null;
  }

  /** The one text that the rows of a project have in a column; two different ones are an issue at the second. */
  private only(rows: readonly PlainRow[], column: number): { readonly text: string; readonly row: number } | null {
    const told = rows.map((row) => ({ text: textAt(row, column), row: row.row })).filter(({ text }) => text !== '');
    const other = told.find(({ text }) => nameKey(text) !== nameKey(told[0]?.text ?? ''));
    if (other !== undefined) {
      const message = `Dự án này đã ghi "${told[0]?.text ?? ''}" ở dòng ${told[0]?.row ?? 0}, ô này ghi "${other.text}". Mỗi dự án chỉ ghi một.`;
      this.fault(other.row, column, 'answer.twice', message, other.text);
    }
    return told[0] ?? null;
  }

  private requireNothingElse(rows: readonly PlainRow[]): void {
    const filled = [
      columns.day,
      columns.promised,
      columns.givenBack,
      columns.reason,
      columns.responsibility,
      columns.text,
    ];
    for (const row of rows) {
      if (filled.every((column) => valueAt(row, column) === null)) continue;
      const message = `Dòng ${row.row} có nội dung nhưng chưa chọn trả lời. Chọn một: ${Object.values(ANSWER_NAMES).join(', ')}.`;
      this.fault(row.row, columns.answer, 'answer.missing', message);
      return;
    }
  }

  private dayAt(row: PlainRow, column: number): LocalDate | null {
    const value = valueAt(row, column);
    if (value === null || value === '') return null;
    if (typeof value === 'object' && 'day' in value) return value.day.slice(0, 10);
    const typed = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(String(typeof value === 'object' ? '' : value).trim());
    const day = typed === null ? null : localDate(Number(typed[3]), Number(typed[2]), Number(typed[1]));
    if (day !== null) return day;
    const shown = typeof value === 'object' ? JSON.stringify(value) : String(value);
    this.fault(
      row.row,
      column,
      'answer.day',
      `"${shown}" không phải là ngày. Ghi ngày/tháng/năm, ví dụ 31/12/2025.`,
      shown,
    );
    return null;
  }

  /** Triệu đồng of a cell as đồng; null where the cell is empty or cannot be read. */
  private amountAt(row: PlainRow, column: number): bigint | null {
    const value = valueAt(row, column);
    if (value === null || value === '') return null;
    const text = decimalText(value);
    const vnd = text === null ? null : millionsToVnd(text);
    if (vnd !== null) return vnd;
    const shown = typeof value === 'object' ? JSON.stringify(value) : String(value);
    const message = `"${shown}" không phải là số triệu đồng từ 0 trở lên, lẻ đến từng đồng. Ghi lại số, ví dụ 1.250,5.`;
    this.fault(row.row, column, 'answer.amount', message, shown);
    return null;
  }
}

function unknownChoice(said: string, choices: readonly string[]): string {
  return `"${said}" không có trong danh sách. Chọn một: ${choices.join('; ')}.`;
}

function decimalText(value: CellValue): string | null {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'object' && 'digits' in value) return value.digits;
  if (typeof value !== 'string' || !/^\d{1,3}(\.\d{3})*(,\d+)?$|^\d+(,\d+)?$/.test(value.trim())) return null;
  return value.trim().replaceAll('.', '').replace(',', '.');
}

function millionsToVnd(text: string): bigint | null {
  const decimal = parseDecimal(text);
  if (decimal === null || decimal.negative) return null;
  const cut = Math.max(decimal.scale - 6, 0);
  const { digits } = decimal;
  if (cut > 0 && !/^0*$/.test(digits.slice(-cut))) return null;
  const whole = cut > 0 ? digits.slice(0, -cut) : digits + '0'.repeat(6 - decimal.scale);
  return BigInt(whole === '' ? '0' : whole);
}
