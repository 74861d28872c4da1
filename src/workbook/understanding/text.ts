import { decodeLegacy } from '../../domain/legacy-fonts.js';
import { cleanText } from '../../domain/vietnamese-text.js';
import type { CellStyle, CellValue } from '../cells.js';

/**
 * What a cell shows as one line of text: NFC, spaces and line breaks collapsed, legacy fonts decoded. Numbers as in the file, days
 * as `YYYY-MM-DD`, errors as `#REF!`; a formula without a result shows nothing. The only place where cell text is decoded.
 */
export function textOf(value: CellValue | null | undefined, style?: CellStyle): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return cleanText(decodedText(value, style)?.text ?? value);
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if ('digits' in value) return value.digits;
  if ('day' in value) return value.day;
  if ('error' in value) return value.error;
  return '';
}

/** The decoded text of a string cell in a legacy encoding, null for Unicode text. */
export function decodedText(value: string, style?: CellStyle): ReturnType<typeof decodeLegacy> {
  return decodeLegacy(value, style?.font ?? null);
}

/** A number cell, exact or not. */
export function isNumeric(value: CellValue | undefined): boolean {
  return typeof value === 'number' || (typeof value === 'object' && value !== null && 'digits' in value);
}

/**
 * A rough number of a cell for comparing columns with each other, never for amounts: a number cell, or a text that is a number by
 * either grammar (`1.234,5`, `1,234.5`). Null for anything else.
 */
export function roughNumber(value: CellValue | undefined): number | null {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return roughTextNumber(value);
  if (typeof value === 'object' && value !== null && 'digits' in value) return Number(value.digits);
  return null;
}

function roughTextNumber(text: string): number | null {
  if (/^\d+$/.test(text)) return Number(text);
  const digits = text.replace(/[\s\u00a0]/g, '');
  const negative = /^\(.*\)$|^-/.test(digits);
  const bare = digits.replace(/[()%]|^-/g, '');
  if (!/^\d[\d.,]*$/.test(bare)) return null;
  const decimalComma = /^\d{1,3}(\.\d{3})*(,\d+)?$/.test(bare) || /^\d+,\d+$/.test(bare);
  const plain = decimalComma ? bare.replace(/\./g, '').replace(',', '.') : bare.replace(/,/g, '');
  const number = Number(plain);
  if (Number.isNaN(number)) return null;
  return negative ? -number : number;
}
