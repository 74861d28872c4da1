import { type CellStyle, type CellValue, type PlainRow } from '../../cells.js';
import { cleanText } from '../../../domain/vietnamese-text.js';
import type { TextField } from '../reading.js';
import type { AmountTable } from './amount-table.js';
import { plainVnd, readAmount, type AmountReading } from './amounts.js';
import type { Body } from './body.js';
import { clean, rawText } from './cell-texts.js';
import type { MoneyColumn } from './layout.js';
import { markInName, parseMark, type Mark } from './marks.js';
import type { RateTable } from './rate-table.js';

/** A money cell that gives no amount yet, or was rounded. */
export interface MoneyTrouble {
  readonly column: MoneyColumn;
  readonly value: CellValue;
  readonly reading: Exclude<AmountReading, { kind: 'blank' }>;
}

export interface TextCell {
  /** decoded and cleaned; a mark keeps its leading spaces */
  readonly text: string;
  /** as the file has it */
  readonly raw: string;
  readonly value: CellValue;
  readonly letter: string;
}

/** What the cells of a row are, before its mark and name are told apart. */
interface Cells {
  readonly textFields: number;
  readonly troubles: readonly MoneyTrouble[];
  readonly hasMoney: boolean;
  readonly nameStyle: CellStyle | undefined;
  readonly markStyle: CellStyle | undefined;
  /** the name as the file has it, null where there is none */
  readonly rawName: string | null;
}

interface Head {
  readonly mark: Mark | null;
  readonly name: string;
  readonly originalName: string | null;
}

/** One row of the body with its cells sorted by what their columns hold; what they print stands in the columns of the body. */
export class BodyRow {
  readonly row: number;
  readonly mark: Mark | null;
  readonly name: string;
  readonly originalName: string | null;
  /** length of the name as the file has it, 0 where there is none */
  readonly rawNameLength: number;
  /** cells that need a word: faults, questions, text numbers, rounded numbers */
  readonly troubles: readonly MoneyTrouble[];
  readonly hasMoney: boolean;
  readonly bold: boolean;
  /** levels that the mark is indented by */
  readonly markIndent: number;
  /** look of the name: rows that look alike without a mark stand at one level */
  readonly look: string;
  /** how many fields show a text */
  readonly textFields: number;

  /** @param at number of the row in the columns of the body */
  constructor(
    private readonly body: Body,
    readonly at: number,
    private readonly plain: PlainRow,
    { textFields, troubles, hasMoney, nameStyle, markStyle, rawName }: Cells,
  ) {
    this.row = plain.row;
    this.textFields = textFields;
    this.troubles = troubles;
    this.hasMoney = hasMoney;
    const markCell = this.text('mark');
    const { mark, name, originalName } = this.head(markCell, rawName);
    this.mark = mark;
    this.name = name;
    this.originalName = originalName;
    this.rawNameLength = rawName?.length ?? 0;
    const style = nameStyle ?? markStyle;
    this.bold = style?.bold ?? false;
    this.markIndent = markIndentOf(markCell, markStyle);
    this.look = lookOf(name, style);
  }

  /** Mark and name: the mark of its own column, else typed before the name; a text in the mark's column that is no mark is the name. */
  private head(markCell: string | undefined, rawName: string | null): Head {
    const nameCell = this.text('name');
    const mark = markCell === undefined ? null : parseMark(markCell);
    const stray = mark === null && markCell !== undefined;
    const title = nameCell ?? (stray ? clean(markCell) : '');
    const typed = mark === null && title !== '' ? markInName(title) : null;
    const unreadable = stray && nameCell !== undefined ? strayMark(markCell) : null;
    const name = typed?.name ?? title;
    const raw = rawName ?? (stray ? this.cell('mark')?.raw : undefined) ?? '';
    const changed = name !== raw && name !== raw.normalize('NFC').trim();
    return { mark: mark ?? unreadable ?? typed?.mark ?? null, name, originalName: changed ? raw : null };
  }

  get amounts(): AmountTable {
    return this.body.amounts;
  }

  get rates(): RateTable {
    return this.body.rates;
  }

  /** đồng by index of money column, NaN where the cell gives none; a safe integer */
  amount(column: number): number {
    return this.body.amounts.get(this.at, column);
  }

  /** The same as a bigint, undefined where the cell gives none. */
  vnd(column: number): bigint | undefined {
    return this.body.amounts.vnd(this.at, column);
  }

  prints(column: number): boolean {
    return !Number.isNaN(this.amount(column));
  }

  /** @param vnd at most `MAX_VND`, as everything that `readAmount` gives */
  setVnd(column: number, vnd: bigint): void {
    this.body.amounts.set(this.at, column, Number(vnd));
  }

  has(field: TextField): boolean {
    return this.text(field) !== undefined;
  }

  /** The texts of the field, a second one added to the first; of marks the first alone. */
  text(field: TextField): string | undefined {
    return this.body.texts.column(field)?.[this.at];
  }

  /** The text with its first cell. */
  cell(field: TextField): TextCell | undefined {
    const { layout, cellTexts, styles } = this.body;
    const text = this.text(field);
    if (text === undefined) return undefined;
    for (const [index, column] of this.plain.columns.entries()) {
      const slot = layout.slots[column];
      if (slot?.kind !== 'text' || slot.field !== field) continue;
      const value = this.plain.values[index] as CellValue;
      const style = styles[this.plain.styles[index] ?? 0];
      if (cellTexts.shown(field, value, style) === '') continue;
      return { text, raw: rawText(field, value, style) ?? '', value, letter: slot.letter };
    }
    return undefined;
  }
}

const NO_TROUBLE: readonly MoneyTrouble[] = [];

/** Sorts the cells of a row into the columns of the body, at its number there. */
export function readBodyRow(body: Body, at: number, plain: PlainRow): BodyRow {
  return new BodyRow(body, at, plain, readCells(body, at, plain));
}

function readCells(body: Body, at: number, plain: PlainRow): Cells {
  const { layout, styles, texts, cellTexts, amounts, rates } = body;
  let textFields = 0;
  let troubles: MoneyTrouble[] | null = null;
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
      if (vnd !== null) amounts.set(at, column.index, vnd);
      else {
        const reading = readAmount(value, column.vndPerUnit);
        if (reading.kind === 'blank') continue;
        if (reading.kind === 'amount') amounts.set(at, column.index, Number(reading.vnd));
        if (reading.kind !== 'amount' || reading.style !== null || reading.offBy > 0) {
          (troubles ??= []).push({ column, value, reading });
        }
      }
      hasMoney = true;
    } else if (slot.kind === 'rate') {
      rates.read(at, slot.column.index, value, styles[plain.styles[index] ?? 0]?.numberFormat ?? 'General');
    } else {
      const { field } = slot;
      const style = styles[plain.styles[index] ?? 0];
      const text = cellTexts.shown(field, value, style);
      if (text !== '' && texts.add(at, slot, text)) textFields += 1;
      if (field === 'mark') markStyle ??= style;
      if (field !== 'name') continue;
      nameStyle ??= style;
      if (text !== '') rawName ??= rawText('name', value, style);
    }
  }
  return { textFields, troubles: troubles ?? NO_TROUBLE, hasMoney, nameStyle, markStyle, rawName };
}

/** A hand-typed mark that no grammar reads (`Mục 3`, `#1`) still is the row's mark; it belongs to a family of its own. */
function strayMark(text: string): Mark | null {
  const shown = cleanText(text);
  if (shown === '' || shown.length > 12) return null;
  return { text: shown, kind: 'arabic', family: 'stray', ordinal: null, prefix: null, rank: 45 };
}

/** Three spaces or one cell indent a level; a stray space is none. */
function markIndentOf(text: string | undefined, style: CellStyle | undefined): number {
  const first = text?.charCodeAt(0);
  const spaces = first === 0x20 || first === 0xa0 ? (/^[ \u00a0]*/u.exec(text ?? '')?.[0].length ?? 0) : 0;
  return Math.round(spaces / 3) + (style?.indent ?? 0);
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
