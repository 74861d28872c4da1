import { cleanText } from '../../../domain/vietnamese-text.js';
import { legacyFont } from '../../../domain/legacy-fonts.js';
import type { CellStyle, CellValue } from '../../cells.js';
import type { TextField } from '../reading.js';
import { decodedText } from '../text.js';
import { markText } from './marks.js';

/** The text of a cell as the file has it, null where the cell shows none. */
export function rawText(field: TextField, value: CellValue, style: CellStyle | undefined): string | null {
  return field === 'mark' ? markText(value, style?.numberFormat ?? 'General') : textOf(value);
}

function textOf(value: CellValue): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return null;
  if ('digits' in value) return value.digits;
  if ('day' in value) return value.day;
  return 'error' in value ? value.error : null;
}

const KEPT_TEXTS = 10_000;

/** Decodes and cleans the texts of cells; a mark keeps its leading spaces. Most texts need neither, the others are mostly repeated. */
export class CellTexts {
  private readonly known = new Map<string, string>();

  /** Empty where the cell shows none. */
  shown(field: TextField, value: CellValue, style: CellStyle | undefined): string {
    if (typeof value !== 'string') {
      const raw = rawText(field, value, style);
      return raw === null || field === 'mark' ? (raw ?? '') : clean(raw);
    }
    if (field === 'mark') return decodedText(value, style)?.text ?? value;
    const isLegacy = style !== undefined && legacyFont(style.font) !== null;
    if (isLegacy) return clean(decodedText(value, style)?.text ?? value);
    return isAsShown(value) ? value : this.remembered(value, style);
  }

  private remembered(value: string, style: CellStyle | undefined): string {
    const before = this.known.get(value);
    if (before !== undefined) return before;
    const text = clean(decodedText(value, style)?.text ?? value);
    if (this.known.size < KEPT_TEXTS) this.known.set(value, text);
    return text;
  }
}

const SPACE = 0x20;
const FIRST_SIGN = 0x21;
const LAST_SIGN = 0x7e;
const FIRST_LETTER = 0xc0;
const LAST_LATIN_1 = 0xff;
const LAST_LATIN = 0x24f;
const FIRST_VIETNAMESE = 0x1e00;
const LAST_VIETNAMESE = 0x1eff;

/** A letter or sign that no cleaning takes away. */
function isLetter(code: number): boolean {
  if (code <= LAST_SIGN) return code >= FIRST_SIGN;
  return (code >= FIRST_LETTER && code <= LAST_LATIN) || (code >= FIRST_VIETNAMESE && code <= LAST_VIETNAMESE);
}

/**
 * True for a text that is Unicode for certain and clean: letters and signs with single spaces between them, nothing beyond ASCII or
 * a letter that no legacy font has. By codes: it meets every text of a table.
 */
function isAsShown(text: string): boolean {
  let isUnicode = false;
  let isAscii = true;
  let before = SPACE;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === SPACE ? before === SPACE : !isLetter(code)) return false;
    if (code > LAST_LATIN_1) isUnicode = true;
    else if (code > LAST_SIGN) isAscii = false;
    before = code;
  }
  return before !== SPACE && (isUnicode || isAscii);
}

const NEEDS_CLEANING = /[^\S ]|[\u200b\ufeff]|^ | $| {2}|[\u0300-\u036f]/u;

/** `cleanText`, of which most texts have no need. */
export function clean(text: string): string {
  return NEEDS_CLEANING.test(text) ? cleanText(text) : text;
}
