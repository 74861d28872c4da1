import { localDate, type LocalDate } from '../domain/local-date.js';
import { MAX_VND } from '../domain/money.js';

/** What people type into forms, the Vietnamese way. Each function gives null for text that it does not read. */

/** `30/6/2025` (day first) or `2025-06-30`. */
export function typedDay(text: string): LocalDate | null {
  const vietnamese = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text.trim());
  if (vietnamese !== null) return localDate(Number(vietnamese[3]), Number(vietnamese[2]), Number(vietnamese[1]));
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text.trim());
  return iso === null ? null : localDate(Number(iso[1]), Number(iso[2]), Number(iso[3]));
}

/** `6/2025` (month first) or `2025-06`, as `2025-06`. */
export function typedMonth(text: string): string | null {
  const vietnamese = /^(\d{1,2})[/.-](\d{4})$/.exec(text.trim());
  const iso = /^(\d{4})-(\d{2})$/.exec(text.trim());
  const day =
    vietnamese === null
      ? iso && localDate(Number(iso[1]), Number(iso[2]), 1)
      : localDate(Number(vietnamese[2]), Number(vietnamese[1]), 1);
  return day === null ? null : day.slice(0, 7);
}

/** Whole đồng: `3254118000000`, or grouped in threes by points or spaces. Up to the largest amount of the books. */
export function typedVnd(text: string): bigint | null {
  const plain = text.trim().replace(/\s*(?:đồng|đ|VND|VNĐ)$/iu, '');
  if (!/^(?:\d+|\d{1,3}(?:\.\d{3})+|\d{1,3}(?:[ \u00a0]\d{3})+)$/.test(plain)) return null;
  const vnd = BigInt(plain.replace(/[. \u00a0]/g, ''));
  return vnd > MAX_VND ? null : vnd;
}

/**
 * What a person types for a cell: a number where it is one the Vietnamese way (`12.500`, `1,5`) and has no leading zero, else the text;
 * null for nothing.
 */
export function typedCell(text: string): string | number | null {
  const bare = text.trim();
  if (bare === '') return null;
  if (!/^-?(?:[1-9]\d{0,14}|0|[1-9]\d{0,2}(?:\.\d{3})+)(?:,\d{1,6})?$/.test(bare)) return bare;
  const number = Number(bare.replaceAll('.', '').replace(',', '.'));
  return Number.isSafeInteger(Math.trunc(number)) ? number : bare;
}

/** `50`, `50%`, `62,5` as basis points, above 0 and up to 100%. */
export function typedThreshold(text: string): number | null {
  const match = /^(\d{1,3})(?:[,.](\d{1,2}))?\s*%?$/.exec(text.trim());
  if (match === null) return null;
  const points = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return points > 0 && points <= 10_000 ? points : null;
}

/** A plan year of four digits, 2000..2100. */
export function typedYear(text: string): number | null {
  const year = /^\d{4}$/.test(text.trim()) ? Number(text) : Number.NaN;
  return year >= 2000 && year <= 2100 ? year : null;
}
