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

const SPACE = 1;
/** a letter or sign of ASCII */
const ASCII = 2;
/** a letter of Latin-1, which legacy texts are made of */
const LATIN_1 = 4;
/** a letter that no legacy text has */
const UNICODE = 8;
/** what may have to be cleaned */
const OTHER = 16;

/** By code below U+2000: what a letter tells of the text that it stands in. */
const KINDS = Uint8Array.from({ length: 0x2000 }, (_, code) => kindOf(code));

function kindOf(code: number): number {
  if (code <= 0x7e) return code === 0x20 ? SPACE : code > 0x20 ? ASCII : OTHER;
  if (code >= 0xc0 && code <= 0xff) return LATIN_1;
  // Latin extended, and the letters of Vietnamese
  return (code >= 0x100 && code <= 0x24f) || (code >= 0x1e00 && code <= 0x1eff) ? UNICODE : OTHER;
}

/**
 * True for a text that is Unicode for certain and clean: letters and signs with single spaces between them, nothing beyond ASCII or
 * a letter that no legacy font has. Letter by letter, for it meets every text of a table.
 */
function isAsShown(text: string): boolean {
  let found = 0;
  let before = SPACE;
  for (let at = 0; at < text.length; at += 1) {
    const kind = KINDS[text.charCodeAt(at)] ?? OTHER;
    if ((kind & before & SPACE) !== 0) return false;
    found |= kind;
    before = kind;
  }
  if ((found & OTHER) !== 0 || before === SPACE) return false;
  return (found & UNICODE) !== 0 || (found & LATIN_1) === 0;
}

const NEEDS_CLEANING = /[^\S ]|[\u200b\ufeff]|^ | $| {2}|[\u0300-\u036f]/u;

/** `cleanText`, of which most texts have no need. */
export function clean(text: string): string {
  return NEEDS_CLEANING.test(text) ? cleanText(text) : text;
}
