import { toVietnameseDate, type LocalDate } from '../../domain/local-date.js';
import { formatMillions, ratePercent } from '../../domain/money.js';

/** What pages print of numbers and days: the Vietnamese way, truncated rates, no rounding of money. */

/** `15/7/2025`, a dash where there is none. */
export function dayText(day: LocalDate | null | undefined): string {
  return day === null || day === undefined ? '–' : toVietnameseDate(day);
}

/** `2025-06` -> `6/2025`. */
export function monthText(month: string): string {
  return dayText(`${month}-01`).slice(3);
}

/** `16:05 ngày 24/11/2026`, time of Việt Nam. */
export function instantText(instant: string | Date): string {
  const local = new Date(new Date(instant).getTime() + 7 * 3600 * 1000).toISOString();
  return `${local.slice(11, 16)} ngày ${toVietnameseDate(local.slice(0, 10))}`;
}

/** `44,12%`, truncated; null where there is no plan or no figure. */
export function rateText(part: bigint | null, whole: bigint | null): string | null {
  if (part === null || whole === null) return null;
  const rate = ratePercent(part, whole);
  return rate === null ? null : `${rate.replace('.', ',')}%`;
}

/** A contract rate `44.12` as `44,12%`. */
export function percentText(rate: string | null): string | null {
  return rate === null ? null : `${rate.replace('.', ',')}%`;
}

/** In tỷ đồng with up to one decimal, truncated toward zero, for headlines only: `3.254,1`. */
export function billionsText(vnd: bigint): string {
  const tenths = vnd / 100_000_000n;
  return formatMillions(tenths * 100_000n);
}

/** Count with thousands grouped: `1.204`. */
export function countText(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+(?!\d))/g, '.');
}

/** `còn 12 ngày`, `hôm nay là hạn cuối`, `đã qua 3 ngày`. */
export function daysLeftText(days: number): string {
  if (days > 0) return `còn ${countText(days)} ngày`;
  return days === 0 ? 'hôm nay là hạn cuối' : `đã qua ${countText(-days)} ngày`;
}

/** 1 -> I, 4 -> IV: marks of groups in official tables (1..3999). */
export function roman(value: number): string {
  const letters: readonly (readonly [number, string])[] = [
    [1000, 'M'],
    [900, 'CM'],
    [500, 'D'],
    [400, 'CD'],
    [100, 'C'],
    [90, 'XC'],
    [50, 'L'],
    [40, 'XL'],
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ];
  let rest = value;
  let text = '';
  for (const [size, letter] of letters) {
    while (rest >= size) {
      text += letter;
      rest -= size;
    }
  }
  return text;
}

/** Path with a query string; undefined, null and empty values are left out. */
export function href(path: string, query: Readonly<Record<string, string | number | null | undefined>> = {}): string {
  const parts = Object.entries(query)
    .filter(
      (entry): entry is [string, string | number] => entry[1] !== null && entry[1] !== undefined && entry[1] !== '',
    )
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(String(value))}`);
  return parts.length === 0 ? path : `${path}?${parts.join('&')}`;
}
