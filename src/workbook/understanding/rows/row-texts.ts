import { cleanText } from '../../../domain/vietnamese-text.js';
import type { CellStyle, CellValue, PlainRow } from '../../cells.js';
import type { TextField } from '../reading.js';
import { decodedText } from '../text.js';
import type { Layout, TextSlot } from './layout.js';
import { markText } from './marks.js';

export interface TextCell {
  /** decoded and cleaned; a mark keeps its leading spaces */
  readonly text: string;
  /** as the file has it */
  readonly raw: string;
  readonly value: CellValue;
  readonly letter: string;
}

/** The texts of a row by what their columns hold. Only the texts are kept; where one comes from is looked up when asked. */
export class RowTexts {
  /** by number of the field in the layout */
  private readonly texts: (string | undefined)[];
  size = 0;

  constructor(
    private readonly layout: Layout,
    private readonly styles: readonly CellStyle[],
    private readonly plain: PlainRow,
  ) {
    this.texts = new Array<string | undefined>(layout.fields.size).fill(undefined);
  }

  /** Takes a cell of the row; a second text of one field is added to the first. */
  add({ field, at }: TextSlot, value: CellValue, style: CellStyle | undefined): void {
    const text = shownText(field, value, style);
    if (text === '') return;
    const before = this.texts[at];
    if (before === undefined) {
      this.texts[at] = text;
      this.size += 1;
    } else if (field !== 'mark') this.texts[at] = `${before}; ${text}`;
  }

  text(field: TextField): string | undefined {
    const at = this.layout.fields.get(field);
    return at === undefined ? undefined : this.texts[at];
  }

  has(field: TextField): boolean {
    return this.text(field) !== undefined;
  }

  /** The text with its first cell. */
  get(field: TextField): TextCell | undefined {
    const text = this.text(field);
    if (text === undefined) return undefined;
    for (const [index, column] of this.plain.columns.entries()) {
      const slot = this.layout.slots[column];
      if (slot?.kind !== 'text' || slot.field !== field) continue;
      const value = this.plain.values[index] as CellValue;
      const style = this.styles[this.plain.styles[index] ?? 0];
      if (shownText(field, value, style) === '') continue;
      return { text, raw: rawText(field, value, style) ?? '', value, letter: slot.letter };
    }
    return undefined;
  }
}

/** The text of a cell as the file has it, null where the cell shows none. */
export function rawText(field: TextField, value: CellValue, style: CellStyle | undefined): string | null {
  return field === 'mark' ? markText(value, style?.numberFormat ?? 'General') : textOf(value);
}

function shownText(field: TextField, value: CellValue, style: CellStyle | undefined): string {
  const raw = rawText(field, value, style);
  if (raw === null || raw === '') return '';
  const decoded = typeof value === 'string' ? (decodedText(value, style)?.text ?? raw) : raw;
  return field === 'mark' ? decoded : clean(decoded);
}

function textOf(value: CellValue): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return null;
  if ('digits' in value) return value.digits;
  if ('day' in value) return value.day;
  return 'error' in value ? value.error : null;
}

const NEEDS_CLEANING = /[^\S ]|[\u200b\ufeff]|^ | $| {2}|[\u0300-\u036f]/u;

/** `cleanText`, of which most texts have no need. */
export function clean(text: string): string {
  return NEEDS_CLEANING.test(text) ? cleanText(text) : text;
}
