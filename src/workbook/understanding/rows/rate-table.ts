import type { CellValue } from '../../cells.js';
import type { Decimal } from './decimal.js';
import { movePoint, readRate, toBasisPoints, type PrintedRate } from './rates.js';

/** digits of which a double holds the ten thousandfold too: a fraction in basis points */
const EXACT_DIGITS = 11;
const MOST_DIGITS = 99_999_999_999;
const EXACT_PLACES = 15;
/** decimals that a rate keeps */
const MOST_PLACES = 8;

/**
 * The printed rates of a table by row and rate column. `fraction` says that the column prints fractions (0,654): what no cell itself
 * tells to be a percent is then a hundred times what it prints.
 */
export class RateTable {
  /** with their sign; NaN where a cell prints no rate, or one that stands in `long` */
  private readonly digits: Float64Array;
  /** how many of the digits stand after the point */
  private readonly places: Uint8Array;
  private readonly percents: Uint8Array;
  /** rates of more digits than a double holds */
  private readonly long = new Map<number, PrintedRate>();

  constructor(
    rows: number,
    private readonly columns: number,
  ) {
    this.digits = new Float64Array(rows * columns).fill(NaN);
    this.places = new Uint8Array(rows * columns);
    this.percents = new Uint8Array(rows * columns);
  }

  /** Takes the cell of a rate column. */
  read(row: number, column: number, value: CellValue, numberFormat: string): void {
    const at = this.at(row, column);
    if (typeof value === 'number' && this.takeNumber(at, value, numberFormat.includes('%'))) return;
    const rate = readRate(value, numberFormat);
    if (rate === undefined) return;
    const { negative, digits, scale } = rate.value;
    if (digits.length > EXACT_DIGITS || scale > EXACT_PLACES) this.long.set(at, rate);
    else this.keep(at, negative ? -Number(digits) : Number(digits), scale, rate.isPercent);
  }

  /**
   * A number of few decimals, without a look at its text: the fewest places for which digits / 10^places is the number again. Of the
   * decimals of at most 15 digits no two make one double, so these are the digits that its text has.
   */
  private takeNumber(at: number, value: number, isPercent: boolean): boolean {
    for (let places = 0, power = 1; places <= MOST_PLACES; places += 1, power *= 10) {
      const digits = Math.round(value * power);
      if (digits / power !== value) continue;
      const shown = isPercent ? digits * 10 ** Math.max(2 - places, 0) : digits;
      if (Math.abs(shown) > MOST_DIGITS) return false;
      this.keep(at, shown, isPercent ? Math.max(places - 2, 0) : places, isPercent);
      return true;
    }
    return false;
  }

  private keep(at: number, digits: number, places: number, isPercent: boolean): void {
    // -0 is 0
    this.digits[at] = digits + 0;
    this.places[at] = places;
    this.percents[at] = isPercent ? 1 : 0;
  }

  has(row: number, column: number): boolean {
    const at = this.at(row, column);
    return !Number.isNaN(this.digits[at]) || this.long.has(at);
  }

  /** A zero that does not even say that it is a percent. */
  isBareZero(row: number, column: number): boolean {
    const at = this.at(row, column);
    return this.digits[at] === 0 && this.percents[at] === 0;
  }

  /** Digits of the percent, with their sign; NaN where the row prints none, or more than a double holds. */
  digitsOf(row: number, column: number, fraction: boolean): number {
    const at = this.at(row, column);
    const digits = this.digits[at] as number;
    return this.isMoved(at, fraction) ? digits * 10 ** Math.max(2 - (this.places[at] as number), 0) : digits;
  }

  /** How many of `digitsOf` stand after the point. */
  placesOf(row: number, column: number, fraction: boolean): number {
    const at = this.at(row, column);
    const places = this.places[at] as number;
    return this.isMoved(at, fraction) ? Math.max(places - 2, 0) : places;
  }

  private isMoved(at: number, fraction: boolean): boolean {
    return fraction && this.percents[at] === 0;
  }

  /** The percent to the last digit; undefined where the row prints none. */
  percentOf(row: number, column: number, fraction: boolean): Decimal | undefined {
    const at = this.at(row, column);
    const rate = this.long.get(at) ?? this.short(at);
    return rate !== undefined && fraction && !rate.isPercent ? movePoint(rate.value, 2) : rate?.value;
  }

  private short(at: number): PrintedRate | undefined {
    const digits = this.digits[at] as number;
    if (Number.isNaN(digits)) return undefined;
    const value = { negative: digits < 0, digits: String(Math.abs(digits)), scale: this.places[at] as number };
    return { value, isPercent: this.percents[at] === 1 };
  }

  /** The percent in basis points, rounded half up; null where the row prints none. */
  basisPoints(row: number, column: number, fraction: boolean): number | null {
    const digits = this.digitsOf(row, column, fraction);
    if (!Number.isNaN(digits)) return roundedTo(2, digits, this.placesOf(row, column, fraction));
    const percent = this.percentOf(row, column, fraction);
    return percent === undefined ? null : toBasisPoints(percent);
  }

  private at(row: number, column: number): number {
    return row * this.columns + column;
  }
}

/** Digits with so many places, half up to fewer. Exact: what is divided and what it is divided by are below 2^53. */
function roundedTo(kept: number, digits: number, places: number): number {
  if (places <= kept) return digits * 10 ** (kept - places);
  const cut = 10 ** (places - kept);
  const rounded = Math.floor((Math.abs(digits) * 2 + cut) / (cut * 2));
  return digits < 0 ? 0 - rounded : rounded;
}
