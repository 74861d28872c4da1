import type { ExactNumber } from '../cells.js';

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/;
/** Every decimal of at most 15 significant digits survives the way through a double and back (IEEE 754). */
const EXACT_DIGITS = 15;

/**
 * The number a `<v>` says: a JavaScript number where it is exact, else the text itself. Null where the text is no decimal
 * number (`NaN`, `INF`, empty).
 */
export function numberOfText(text: string): number | ExactNumber | null {
  const parts = DECIMAL.exec(text);
  if (!parts) return null;
  const [, , whole = '', fraction = ''] = parts;
  if (whole === '' && fraction === '') return null;
  const significant = (whole + fraction).replace(/^0+/, '').replace(/0+$/, '');
  const value = Number(text);
  if (significant === '') return 0;
  if (significant.length > EXACT_DIGITS || !Number.isFinite(value) || value === 0) return { digits: text };
  return value;
}
