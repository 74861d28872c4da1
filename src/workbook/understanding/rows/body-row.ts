import { type CellStyle, type CellValue, type PlainRow } from '../../cells.js';
import { cleanText } from '../../../domain/vietnamese-text.js';
import { plainVnd, readAmount, type AmountReading } from './amounts.js';
import type { Layout, MoneyColumn } from './layout.js';
import { markInName, parseMark, type Mark } from './marks.js';
import { readRate, type PrintedRate } from './rates.js';
import { clean, rawText, RowTexts } from './row-texts.js';

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
  readonly texts: RowTexts;
  /** length of the name as the file has it, 0 where there is none */
  readonly rawNameLength: number;
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
  const texts = new RowTexts(layout, styles, plain);
  const values: (bigint | undefined)[] = new Array<bigint | undefined>(layout.money.length).fill(undefined);
  let troubles: MoneyTrouble[] | null = null;
  let rates: (PrintedRate | undefined)[] | null = null;
  let hasMoney = false;
  let nameStyle: CellStyle | undefined;
  let markStyle: CellStyle | undefined;
  let rawName: string | null = null;
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
      texts.add(slot, value, style);
      if (slot.field === 'mark') markStyle ??= style;
      if (slot.field !== 'name') continue;
      nameStyle ??= style;
      if (texts.has('name')) rawName ??= rawText('name', value, style);
    }
  }
  const heading = headOf(texts, rawName);
  const style = nameStyle ?? markStyle;
  return {
    row: plain.row,
    mark: heading.mark,
    name: heading.name,
    originalName: heading.originalName,
    texts,
    rawNameLength: rawName?.length ?? 0,
    values,
    troubles: troubles ?? NO_TROUBLE,
    rates: rates ?? NO_RATES,
    hasMoney,
    bold: style?.bold ?? false,
    markIndent: markIndentOf(texts, markStyle),
    look: lookOf(heading.name, style),
  };
}

interface Head {
  readonly mark: Mark | null;
  readonly name: string;
  readonly originalName: string | null;
}

/** Mark and name: the mark of its own column, else typed before the name; a text in the mark's column that is no mark is the name. */
function headOf(texts: RowTexts, rawName: string | null): Head {
  const markCell = texts.text('mark');
  const nameCell = texts.text('name');
  const mark = markCell === undefined ? null : parseMark(markCell);
  const stray = mark === null && markCell !== undefined;
  const title = clean(nameCell ?? (stray ? markCell : ''));
  const typed = mark === null && title !== '' ? markInName(title) : null;
  const unreadable = stray && nameCell !== undefined ? strayMark(markCell) : null;
  const name = typed?.name ?? title;
  const raw = rawName ?? (stray ? texts.get('mark')?.raw : undefined) ?? '';
  const changed = name !== raw && name !== raw.normalize('NFC').trim();
  return { mark: mark ?? unreadable ?? typed?.mark ?? null, name, originalName: changed ? raw : null };
}

/** A hand-typed mark that no grammar reads (`Mục 3`, `#1`) still is the row's mark; it belongs to a family of its own. */
function strayMark(text: string): Mark | null {
  const shown = cleanText(text);
  if (shown === '' || shown.length > 12) return null;
  return { text: shown, kind: 'arabic', family: 'stray', ordinal: null, prefix: null, rank: 45 };
}

function markIndentOf(texts: RowTexts, style: CellStyle | undefined): number {
  const text = texts.text('mark') ?? '';
  const first = text.charCodeAt(0);
  const spaces = first === 0x20 || first === 0xa0 ? (/^[ \u00a0]*/u.exec(text)?.[0].length ?? 0) : 0;
  return spaces + 3 * (style?.indent ?? 0);
}

function lookOf(name: string, style: CellStyle | undefined): string {
  const upper = isUpper(name);
  const known = upper ? UPPER_LOOKS : LOOKS;
  const before = style === undefined ? undefined : known.get(style);
  if (before !== undefined) return before;
  const look = `${style?.bold === true ? 'b' : ''}${style?.italic === true ? 'i' : ''}${upper ? 'U' : ''}${style?.indent ?? 0}`;
  if (style !== undefined) known.set(style, look);
  return look;
}

const LOOKS = new WeakMap<CellStyle, string>();
const UPPER_LOOKS = new WeakMap<CellStyle, string>();

const HAS_LOWER = /[a-z]/;

function isUpper(name: string): boolean {
  return !HAS_LOWER.test(name) && name === name.toUpperCase() && name !== name.toLowerCase();
}
