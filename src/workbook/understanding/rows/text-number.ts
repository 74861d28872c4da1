import { cleanText } from '../../../domain/vietnamese-text.js';
import { decimal, type Decimal } from './decimal.js';

/** How a text writes its numbers: `1.234.567,8` or `1,234,567.8`. */
export type NumberStyle = 'vietnamese' | 'us';

export type TextNumber =
  | { readonly kind: 'blank' }
  | { readonly kind: 'words' }
  /** a number with a unit that is not the column's: `12,5 tỷ` in a column of triệu đồng */
  | { readonly kind: 'otherUnit' }
  /** at least one of the two grammars fits */
  | { readonly kind: 'number'; readonly vietnamese: Decimal | null; readonly us: Decimal | null };

/** Marks that stand for "nothing here": kept apart from 0. */
const NOTHING = /^(?:[-–—−_.…x×]|\.{2,}|-{2,})$/iu;

/** A number typed as text, by the grammars of both styles; `vndPerUnit` only checks a unit written after the number. */
export function readTextNumber(text: string, vndPerUnit: number): TextNumber {
  const clean = cleanText(text);
  if (clean === '' || NOTHING.test(clean)) return { kind: 'blank' };
  const unit = trailingUnit(clean);
  const written = signed((unit === null ? clean : clean.slice(0, unit.start)).trim());
  const number = written === null ? null : bothGrammars(written);
  if (number === null) return { kind: 'words' };
  if (unit !== null && unit.vnd !== vndPerUnit) return { kind: 'otherUnit' };
  return number;
}

const UNITS: readonly (readonly [RegExp, number])[] = [
  [/(?:triệu đồng|triệu|tr\.? ?đ(?:ồng)?\.?)$/iu, 1_000_000],
  [/(?:tỷ đồng|tỉ đồng|tỷ|tỉ)$/iu, 1_000_000_000],
  [/(?:nghìn đồng|ngàn đồng|nghìn)$/iu, 1_000],
  [/(?:đồng|vnđ|vnd|đ)$/iu, 1],
];

function trailingUnit(text: string): { start: number; vnd: number } | null {
  for (const [pattern, vnd] of UNITS) {
    const match = pattern.exec(text);
    if (match !== null && match.index > 0) return { start: match.index, vnd };
  }
  return null;
}

interface Signed {
  readonly negative: boolean;
  readonly digits: string;
}

/** Takes sign and spaces off; null where the rest cannot be a number. Spaces stand between groups of three or around separators. */
function signed(text: string): Signed | null {
  const bracketed = /^\((.*)\)$/u.exec(text);
  const inner = (bracketed?.[1] ?? text).trim();
  const match = /^([-–−+]?)\s*(\d[\d.,\s]*)$/u.exec(inner);
  if (match === null) return null;
  const joined = (match[2] ?? '').replace(/\s*([.,])\s*/gu, '$1').trim();
  if (/\s/u.test(joined) && !/^\d{1,3}(?: \d{3})+(?:[.,]\d+)?$/u.test(joined)) return null;
  const negative = bracketed !== null || /[-–−]/u.test(match[1] ?? '');
  return { negative, digits: joined.replace(/\s/gu, '') };
}

const WHOLE = /^\d+$/;
const VIETNAMESE_GROUPED = /^[1-9]\d{0,2}(?:\.\d{3})+(?:,(\d+))?$/;
const US_GROUPED = /^[1-9]\d{0,2}(?:,\d{3})+(?:\.(\d+))?$/;
const COMMA_DECIMALS = /^\d+,(\d+)$/;
const POINT_DECIMALS = /^\d+\.(\d+)$/;

function bothGrammars({ negative, digits }: Signed): TextNumber | null {
  const number = (fraction: string | undefined): Decimal =>
    decimal(negative, digits.replace(/[.,]/g, ''), fraction?.length ?? 0);
  if (WHOLE.test(digits)) return { kind: 'number', vietnamese: number(undefined), us: number(undefined) };
  const vietnamese = VIETNAMESE_GROUPED.exec(digits) ?? COMMA_DECIMALS.exec(digits);
  const us = US_GROUPED.exec(digits) ?? POINT_DECIMALS.exec(digits);
  if (vietnamese === null && us === null) return null;
  return {
    kind: 'number',
    vietnamese: vietnamese === null ? null : number(vietnamese[1]),
    us: us === null ? null : number(us[1]),
  };
}
