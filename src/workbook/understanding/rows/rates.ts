import type { CellValue } from '../../cells.js';
import { parseDecimal, type Decimal } from './decimal.js';
import { readTextNumber } from './text-number.js';

/** A printed rate before it is known whether the column prints percents or fractions. */
export interface PrintedRate {
  /** the number as printed, a hundred times where the format or the text shows a percent sign on a fraction */
  readonly value: Decimal;
  /** the cell itself tells that it is a percent */
  readonly isPercent: boolean;
}

/** A rate cell: `65,4`, `65,4%`, `0,654`, or 0.654 formatted as a percent; undefined where it prints no rate. */
export function readRate(value: CellValue, numberFormat: string): PrintedRate | undefined {
  if (typeof value === 'number' || (typeof value === 'object' && 'digits' in value)) {
    const exact = parseDecimal(typeof value === 'number' ? String(value) : value.digits);
    if (exact === null) return undefined;
    const decimal = withoutNoise(exact);
    return numberFormat.includes('%')
      ? { value: movePoint(decimal, 2), isPercent: true }
      : { value: decimal, isPercent: false };
  }
  if (typeof value !== 'string') return undefined;
  const percent = /%\s*$/u.test(value);
  const read = readTextNumber(value.replace(/%\s*$/u, ''), 1);
  // Where both grammars fit (`65.432`) a rate is the one with decimals.
  const readings = read.kind === 'number' ? [read.vietnamese, read.us].filter((reading) => reading !== null) : [];
  const decimal = readings.find((reading) => reading.scale > 0) ?? readings[0] ?? null;
  return decimal === null ? undefined : { value: decimal, isPercent: percent };
}

const MOST_PLACES = 8;

/** At most eight decimals, without the zeros at their end: a file may hold 9.199999999999999 for a printed 9,2. */
function withoutNoise(value: Decimal): Decimal {
  if (value.scale <= MOST_PLACES) return value;
  const rounded = roundedHalfUp(value.digits, value.scale - MOST_PLACES);
  const zeros = Math.min(/0*$/.exec(rounded)?.[0].length ?? 0, MOST_PLACES, rounded.length - 1);
  return { ...value, digits: rounded.slice(0, rounded.length - zeros), scale: MOST_PLACES - zeros };
}

/** Digits that a double holds exactly, also doubled. */
const EXACT_DIGITS = 15;

/** Digits without so many at their end, rounded half up; more than 60 are none. */
function roundedHalfUp(digits: string, places: number): string {
  if (digits.length <= EXACT_DIGITS && places <= EXACT_DIGITS) {
    const cut = 10 ** places;
    return String(Math.floor((Number(digits) * 2 + cut) / (cut * 2)));
  }
  const cut = 10n ** BigInt(Math.min(places, 60));
  return ((BigInt(digits) * 2n + cut) / (cut * 2n)).toString();
}

/** The same digits with the point moved right. */
export function movePoint(value: Decimal, places: number): Decimal {
  const scale = value.scale - places;
  return scale >= 0 ? { ...value, scale } : { ...value, digits: value.digits + '0'.repeat(-scale), scale: 0 };
}

/** Basis points of a percent (44,1 -> 4410), rounded half up; a fraction is moved two places first. */
export function toBasisPoints(value: Decimal): number {
  const moved = movePoint(value, 2);
  const points = Number(roundedHalfUp(moved.digits, Math.min(moved.scale, 30)));
  return value.negative ? -points : points;
}
