import type { CellValue } from '../../cells.js';
import { MAX_VND } from '../../../domain/money.js';
import { parseDecimal, significantDigits, type Decimal } from './decimal.js';
import { readTextNumber, type NumberStyle } from './text-number.js';

/** Why a cell of a money column gives no amount. */
export type AmountFault =
  | 'amount.text'
  | 'amount.unit'
  | 'amount.error'
  | 'amount.uncached'
  | 'amount.boolean'
  | 'amount.day'
  | 'amount.digits'
  | 'amount.fraction'
  | 'amount.tooLarge';

export type AmountReading =
  | { readonly kind: 'amount'; readonly vnd: bigint; readonly style: NumberStyle | null; readonly offBy: number }
  /** nothing printed: empty, a dash, `x` or `…`. Not zero. */
  | { readonly kind: 'blank' }
  /** both grammars fit and give different amounts */
  | { readonly kind: 'ambiguous'; readonly vietnamese: bigint; readonly us: bigint }
  | { readonly kind: 'fault'; readonly fault: AmountFault };

const BLANK: AmountReading = { kind: 'blank' };

/**
 * A cell of a money column as đồng. `vndPerUnit` is a positive integer (1, 1.000, 1.000.000 …). Numbers go by their decimal text;
 * the rest below one đồng of a computed figure (a millionth of the unit at most) is rounded and told in `offBy` (đồng); a typed
 * fraction of a đồng, and more than 15 significant digits, are faults (Excel keeps 15).
 */
export function readAmount(value: CellValue | undefined, vndPerUnit: number): AmountReading {
  if (value === undefined) return BLANK;
  if (typeof value === 'number') {
    const exact = plainVnd(value, vndPerUnit);
    if (exact !== null) return { kind: 'amount', vnd: BigInt(exact), style: null, offBy: 0 };
    return fromDecimal(parseDecimal(String(value)), vndPerUnit, null);
  }
  if (typeof value === 'string') return readText(value, vndPerUnit);
  if (typeof value === 'boolean') return { kind: 'fault', fault: 'amount.boolean' };
  if ('digits' in value) return fromDecimal(parseDecimal(value.digits), vndPerUnit, null);
  if ('day' in value) return { kind: 'fault', fault: 'amount.day' };
  return { kind: 'fault', fault: 'error' in value ? 'amount.error' : 'amount.uncached' };
}

const MOST_PLAIN = 999_999_999_999_999;
const POWERS_OF_TEN: ReadonlySet<number> = new Set([1, 1_000, 1_000_000, 1_000_000_000]);

/**
 * The common case, without allocation: a number whose decimals the unit takes whole, as đồng of at most 15 digits. Null where the
 * slow way must decide. Exact: of the decimals of at most 15 digits no two make one double, so đồng that divided by the unit give
 * the number again are what its text says.
 */
export function plainVnd(value: number, vndPerUnit: number): number | null {
  const vnd = Math.round(value * vndPerUnit);
  if (!(Math.abs(vnd) <= MOST_PLAIN)) return null;
  if (Number.isInteger(value)) return vnd;
  return POWERS_OF_TEN.has(vndPerUnit) && vnd / vndPerUnit === value ? vnd : null;
}

const MAX_DIGITS = 15;
/** digits that a computed figure has in the file, less one for a last digit that happens to be 0 */
const COMPUTED_DIGITS = 14;

function fromDecimal(value: Decimal | null, vndPerUnit: number, style: NumberStyle | null): AmountReading {
  if (value === null) return { kind: 'fault', fault: 'amount.text' };
  const vnd = toVnd(value, vndPerUnit);
  return 'fault' in vnd ? { kind: 'fault', fault: vnd.fault } : { kind: 'amount', ...vnd, style };
}

type Conversion = { readonly vnd: bigint; readonly offBy: number } | { readonly fault: AmountFault };

/**
 * How many millionths of a đồng a rest may have. A figure of 15 and more digits was computed (`=A1/3`): a millionth of its unit is
 * noise. A shorter one was typed as it is, and so was its fraction.
 */
function noiseOf(value: Decimal, unit: bigint): bigint {
  return value.digits.length >= COMPUTED_DIGITS ? unit : 1n;
}

/** Decimal times unit, rounded to the đồng where the rest is noise. */
function toVnd(value: Decimal, vndPerUnit: number): Conversion {
  if (value.digits.length > 60 || value.scale > 60) return { fault: 'amount.digits' };
  const unit = BigInt(vndPerUnit);
  const divisor = 10n ** BigInt(value.scale);
  const scaled = BigInt(value.digits) * unit;
  const rest = scaled % divisor;
  const up = rest * 2n >= divisor;
  const whole = scaled / divisor + (rest !== 0n && up ? 1n : 0n);
  const distance = rest !== 0n && up ? divisor - rest : rest;
  if (distance * 1_000_000n > divisor * noiseOf(value, unit)) return { fault: 'amount.fraction' };
  if (significantDigits(whole.toString()) > MAX_DIGITS) return { fault: 'amount.digits' };
  if (whole > MAX_VND) return { fault: 'amount.tooLarge' };
  return { vnd: value.negative ? -whole : whole, offBy: Number((distance * 1_000_000_000n) / divisor) / 1e9 };
}

function readText(text: string, vndPerUnit: number): AmountReading {
  const read = readTextNumber(text, vndPerUnit);
  if (read.kind === 'blank') return BLANK;
  if (read.kind === 'words') return { kind: 'fault', fault: 'amount.text' };
  if (read.kind === 'otherUnit') return { kind: 'fault', fault: 'amount.unit' };
  const { vietnamese, us } = read;
  if (vietnamese === null || us === null) {
    return fromDecimal(vietnamese ?? us, vndPerUnit, vietnamese === null ? 'us' : 'vietnamese');
  }
  const asVietnamese = toVnd(vietnamese, vndPerUnit);
  const asUs = toVnd(us, vndPerUnit);
  if ('fault' in asVietnamese && 'fault' in asUs) return { kind: 'fault', fault: asVietnamese.fault };
  // A reading with a fraction of a đồng is none: `7.550` in a column of đồng can only be 7550.
  if ('fault' in asVietnamese) return fromDecimal(us, vndPerUnit, 'us');
  if ('fault' in asUs) return fromDecimal(vietnamese, vndPerUnit, 'vietnamese');
  if (asVietnamese.vnd === asUs.vnd) return { kind: 'amount', ...asVietnamese, style: null };
  return { kind: 'ambiguous', vietnamese: asVietnamese.vnd, us: asUs.vnd };
}
