import type { CellValue, DayCell } from '../cells.js';
import { dayOfIso, dayOfSerial } from './day-serial.js';
import type { ReadingLimits } from './limits.js';
import * as say from './messages.js';
import { numberOfText } from './number-text.js';
import type { StyleTable } from './styles.js';
import { toCellText } from './xml-text.js';

/** `t` of a cell (ECMA-376 part 1, 18.18.11 ST_CellType). */
export type CellType = 'n' | 's' | 'str' | 'inlineStr' | 'b' | 'e' | 'd';
const CELL_TYPES: ReadonlySet<string> = new Set(['n', 's', 'str', 'inlineStr', 'b', 'e', 'd']);

export function isCellType(text: string): text is CellType {
  return CELL_TYPES.has(text);
}

/** A cell as its XML has it; row and column are 1-based. */
export interface RawCell {
  readonly row: number;
  readonly column: number;
  readonly type: CellType;
  /** `s`: index of the cell format */
  readonly format: number;
  /** text of `<f>`, null where there is none */
  readonly formula: string | null;
  /** text of `<v>` with references decoded, null where there is none */
  readonly value: string | null;
  /** joined text of `<is>`, null where there is none */
  readonly inline: string | null;
}

const KEPT_DAYS = 100_000;
const KEPT_TEXTS = 50_000;

/** Turns what cells say into values, by the workbook's strings, formats and calendar. Equal days and texts are one object. */
export class CellValues {
  private readonly days = new Map<number, DayCell | number>();
  private readonly texts = new Map<string, string>();

  constructor(
    private readonly strings: readonly string[],
    readonly styleTable: StyleTable,
    private readonly is1904: boolean,
    readonly limits: ReadingLimits,
  ) {}

  /** Value of a cell of any kind; null where it is empty. Refuses what its type does not allow. */
  of(cell: RawCell): CellValue | null {
    if (cell.type === 'inlineStr' && cell.inline !== null) return this.text(cell.inline, cell);
    const isText = cell.type === 'str' || cell.type === 'inlineStr';
    if (cell.value === null || (cell.value === '' && !isText)) {
      return cell.formula === null ? null : { uncachedFormula: cell.formula };
    }
    return this.typed(cell, cell.value.trim());
  }

  private typed(cell: RawCell, value: string): CellValue | null {
    switch (cell.type) {
      case 's':
        return this.text(this.sharedString(toIndex(value), cell), cell);
      case 'b':
        return toBoolean(value) ?? refuseValue('đúng/sai', cell);
      case 'e':
        return { error: value };
      case 'd':
        return dayOfIso(value) ?? refuseValue('ngày', cell);
      case 'n':
        return this.number(cell, value);
      case 'str':
      case 'inlineStr':
        return this.text(toCellText(cell.value ?? ''), cell);
    }
  }

  /** Of a cell format: whether its numbers are days. Refuses formats the workbook does not have. */
  isDay(format: number, row: number, column: number): boolean {
    const flag = this.styleTable.isDay[format];
    if (flag === undefined) throw say.styleMissing({ row, column, value: String(format) });
    return flag === 1;
  }

  /** The day of a serial; the number itself where it is none. */
  day(serial: number): DayCell | number {
    let day = this.days.get(serial);
    if (day === undefined) {
      day = dayOfSerial(serial, this.is1904) ?? serial;
      if (this.days.size < KEPT_DAYS) this.days.set(serial, day);
    }
    return day;
  }

  sharedString(index: number, at: { row: number; column: number }): string {
    const text = this.strings[index];
    if (text === undefined) throw say.sharedStringMissing({ row: at.row, column: at.column, value: String(index) });
    return text;
  }

  /** A text of the sheet itself; null where it is empty. */
  text(text: string, at: { row: number; column: number }): string | null {
    if (text.length > this.limits.textCharacters) {
      throw say.textTooLong(this.limits.textCharacters, { row: at.row, column: at.column, value: text.slice(0, 100) });
    }
    if (text === '') return null;
    const known = this.texts.get(text);
    if (known !== undefined) return known;
    if (this.texts.size < KEPT_TEXTS) this.texts.set(text, text);
    return text;
  }

  private number(cell: RawCell, text: string): CellValue {
    const number = numberOfText(text);
    if (number === null) return refuseValue('số', cell);
    if (!this.isDay(cell.format, cell.row, cell.column)) return number;
    const serial = Number(text);
    const day = this.day(serial);
    return typeof day === 'number' ? number : day;
  }
}

function refuseValue(type: string, cell: RawCell): never {
  throw say.valueUnreadable(type, { row: cell.row, column: cell.column, value: cell.value ?? '' });
}

function toIndex(value: string): number {
  return /^\d{1,9}$/.test(value) ? Number(value) : -1;
}

function toBoolean(value: string): boolean | null {
  if (value === '1' || value === 'true') return true;
  return value === '0' || value === 'false' ? false : null;
}
