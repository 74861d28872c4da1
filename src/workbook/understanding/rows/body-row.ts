import { type CellStyle, type CellValue, type PlainRow } from '../../cells.js';
import { cleanText } from '../../../domain/vietnamese-text.js';
import { decodedText } from '../text.js';
import type { TextField } from '../reading.js';
import { plainVnd, readAmount, type AmountReading } from './amounts.js';
import type { Layout, MoneyColumn } from './layout.js';
import { markInName, markText, parseMark, type Mark } from './marks.js';
import { readRate, type PrintedRate } from './rates.js';

export interface TextCell {
  /** decoded and cleaned; a mark keeps its leading spaces */
  readonly text: string;
  /** as the file has it */
  readonly raw: string;
  readonly value: CellValue;
  readonly letter: string;
}

/** A money cell that gives no amount yet, or was rounded. */
export interface MoneyTrouble {
  readonly column: MoneyColumn;
  readonly value: CellValue;
  readonly reading: Exclude<AmountReading, { kind: 'blank' }>;
}

/** One row of the body with its cells sorted by what their columns hold. */
export interface BodyRow {
  readonly row: number;
  readonly mark: Mark | null;
  readonly name: string;
  readonly originalName: string | null;
  readonly texts: ReadonlyMap<TextField, TextCell>;
  /** đồng by index of money column, undefined where the cell gives none */
  readonly values: (bigint | undefined)[];
  /** cells that need a word: faults, questions, text numbers, rounded numbers */
  readonly troubles: readonly MoneyTrouble[];
  readonly rates: readonly (PrintedRate | undefined)[];
  readonly hasMoney: boolean;
  readonly bold: boolean;
  /** spaces and cell indent before the mark */
  readonly markIndent: number;
  /** look of the name: rows that look alike without a mark stand at one level */
  readonly look: string;
}

const NO_TROUBLE: readonly MoneyTrouble[] = [];
const NO_RATES: readonly (PrintedRate | undefined)[] = [];

/** Sorts the cells of a row; null where it has no cell with a value. */
export function readBodyRow(layout: Layout, styles: readonly CellStyle[], plain: PlainRow): BodyRow | null {
  if (plain.values.length === 0) return null;
  const texts = new Map<TextField, TextCell>();
  const values: (bigint | undefined)[] = new Array<bigint | undefined>(layout.money.length).fill(undefined);
  let troubles: MoneyTrouble[] | null = null;
  let rates: (PrintedRate | undefined)[] | null = null;
  let hasMoney = false;
  let nameStyle: CellStyle | undefined;
  let markStyle: CellStyle | undefined;
  for (let index = 0; index < plain.columns.length; index += 1) {
    const slot = layout.slots[plain.columns[index] as number];
    if (slot === undefined) continue;
    const value = plain.values[index] as CellValue;
    if (slot.kind === 'money') {
      const { column } = slot;
      const vnd = typeof value === 'number' ? plainVnd(value, column.vndPerUnit) : null;
      if (vnd !== null) values[column.index] = vnd;
      else {
        const reading = readAmount(value, column.vndPerUnit);
        if (reading.kind === 'blank') continue;
        if (reading.kind === 'amount') values[column.index] = reading.vnd;
        if (reading.kind !== 'amount' || reading.style !== null || reading.offBy > 0) {
          (troubles ??= []).push({ column, value, reading });
        }
      }
      hasMoney = true;
    } else if (slot.kind === 'rate') {
      const format = styles[plain.styles[index] ?? 0]?.numberFormat ?? 'General';
      (rates ??= [])[slot.column.index] = readRate(value, format);
    } else {
      const style = styles[plain.styles[index] ?? 0];
      if (slot.field === 'name') nameStyle ??= style;
      if (slot.field === 'mark') markStyle ??= style;
      addText(texts, slot.field, slot.letter, value, style);
    }
  }
  const heading = headOf(texts);
  const style = nameStyle ?? markStyle;
  return {
    row: plain.row,
    ...heading,
    texts,
    values,
    troubles: troubles ?? NO_TROUBLE,
    rates: rates ?? NO_RATES,
    hasMoney,
    bold: style?.bold ?? false,
    markIndent: markIndentOf(texts, markStyle),
    look: lookOf(heading.name, style),
  };
}

function addText(
  texts: Map<TextField, TextCell>,
  field: TextField,
  letter: string,
  value: CellValue,
  style: CellStyle | undefined,
): void {
  const raw = field === 'mark' ? markText(value, style?.numberFormat ?? 'General') : textOf(value);
  if (raw === null || raw === '') return;
  const decoded = typeof value === 'string' ? (decodedText(value, style)?.text ?? raw) : raw;
  const text = field === 'mark' ? decoded : clean(decoded);
  if (text === '') return;
  const before = texts.get(field);
  if (before === undefined) texts.set(field, { text, raw, value, letter });
  else if (field !== 'mark') texts.set(field, { ...before, text: `${before.text}; ${text}` });
}

function textOf(value: CellValue): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return null;
  if ('digits' in value) return value.digits;
  if ('day' in value) return value.day;
  return 'error' in value ? value.error : null;
}

interface Head {
  readonly mark: Mark | null;
  readonly name: string;
  readonly originalName: string | null;
}

/** Mark and name: the mark of its own column, else typed before the name; a text in the mark's column that is no mark is the name. */
function headOf(texts: ReadonlyMap<TextField, TextCell>): Head {
  const markCell = texts.get('mark');
  const nameCell = texts.get('name');
  const mark = markCell === undefined ? null : parseMark(markCell.text);
  const stray = mark === null && markCell !== undefined;
  const titleCell = nameCell ?? (stray ? markCell : undefined);
  const title = titleCell === undefined ? '' : clean(titleCell.text);
  const typed = mark === null && title !== '' ? markInName(title) : null;
  const unreadable = stray && nameCell !== undefined ? strayMark(markCell.text) : null;
  const name = typed?.name ?? title;
  const raw = titleCell?.raw ?? '';
  const changed = name !== raw.normalize('NFC').trim();
  return { mark: mark ?? unreadable ?? typed?.mark ?? null, name, originalName: changed ? raw : null };
}

/** A hand-typed mark that no grammar reads (`Mục 3`, `#1`) still is the row's mark; it belongs to a family of its own. */
function strayMark(text: string): Mark | null {
  const shown = cleanText(text);
  if (shown === '' || shown.length > 12) return null;
  return { text: shown, kind: 'arabic', family: 'stray', ordinal: null, prefix: null, rank: 45 };
}

const NEEDS_CLEANING = /[^\S ]|[\u200b\ufeff]|^ | $| {2}|[\u0300-\u036f]/u;

function clean(text: string): string {
  return NEEDS_CLEANING.test(text) ? cleanText(text) : text;
}

function markIndentOf(texts: ReadonlyMap<TextField, TextCell>, style: CellStyle | undefined): number {
  const text = texts.get('mark')?.text ?? '';
  const spaces = /^[ \u00a0]*/u.exec(text)?.[0].length ?? 0;
  return spaces + 3 * (style?.indent ?? 0);
}

function lookOf(name: string, style: CellStyle | undefined): string {
  const upper = name === name.toUpperCase() && name !== name.toLowerCase();
  return `${style?.bold === true ? 'b' : ''}${style?.italic === true ? 'i' : ''}${upper ? 'U' : ''}${style?.indent ?? 0}`;
}

/** Address of a cell of the row. */
export function addressOf(row: BodyRow, column: { readonly letter: string }): string {
  return `${column.letter}${row.row}`;
}
