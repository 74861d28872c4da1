/** Exact decimal text arithmetic: what a cell says, without a float in between. */
export interface Decimal {
  readonly negative: boolean;
  /** digits before and after the point, no leading zeros except a single `0` */
  readonly digits: string;
  /** how many of the digits stand after the point */
  readonly scale: number;
}

const PLAIN = /^([-+]?)(\d*)(?:\.(\d*))?(?:[eE]([-+]?\d{1,3}))?$/;

/** Reads `-12.5`, `8429.090195999999`, `1.2E+10` (the text of `<v>`); null for anything else. */
export function parseDecimal(text: string): Decimal | null {
  const match = PLAIN.exec(text);
  if (match === null || ((match[2] ?? '') === '' && (match[3] ?? '') === '')) return null;
  const fraction = match[3] ?? '';
  return decimal(match[1] === '-', (match[2] ?? '') + fraction, fraction.length - Number(match[4] ?? 0));
}

/** A decimal of digits and a scale; a negative scale appends zeros. */
export function decimal(negative: boolean, digits: string, scale: number): Decimal {
  const shifted = scale < 0 ? digits + '0'.repeat(-scale) : digits;
  return { negative, digits: shifted.replace(/^0+(?=\d)/, ''), scale: Math.max(scale, 0) };
}

/** Digits that carry information: without leading and trailing zeros. */
export function significantDigits(digits: string): number {
  return digits.replace(/^0+/, '').replace(/0+$/, '').length;
}
