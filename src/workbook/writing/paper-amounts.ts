/** Amounts and rates as the cells of a paper hold them. */
import { widthFor } from './text-width.js';

const VND_PER_MILLION = 1_000_000n;

/** Beyond this many đồng an amount in triệu đồng has more than the 15 digits that a spreadsheet keeps. */
const LARGEST_VND = 1_000_000_000_000_000n;

/** đồng -> triệu đồng as the nearest double, which a spreadsheet shows exactly to the đồng. Throws from one triệu tỷ đồng up. */
export function millions(vnd: bigint): number {
  if (vnd >= LARGEST_VND || vnd <= -LARGEST_VND) throw new RangeError(`amount beyond what a workbook keeps: ${vnd}`);
  return Number(vnd) / Number(VND_PER_MILLION);
}

/** Format that shows every one of the amounts (đồng, printed in triệu đồng) exactly: none, three or six decimals. */
export function millionsFormat(amounts: Iterable<bigint>): string {
  let decimals = 0;
  for (const vnd of amounts) {
    if (vnd % 1_000n !== 0n) return `#,##0.${'0'.repeat(6)}`;
    if (vnd % VND_PER_MILLION !== 0n) decimals = 3;
  }
  return decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}`;
}

/**
 * Format of amounts computed from the ones beside them (half a plan has more decimals than the plan): three decimals where others
 * print up to three, six only where they do. The cell keeps the amount to the đồng.
 */
export function computedFormat(amounts: Iterable<bigint>, beside: string): string {
  const exact = millionsFormat(amounts);
  return exact.length > THREE_DECIMALS.length && beside.length <= THREE_DECIMALS.length ? THREE_DECIMALS : exact;
}

const THREE_DECIMALS = '#,##0.000';

/** How an amount reads in a format of `millionsFormat`, to measure columns: `1,234.500`. */
export function shownMillions(vnd: bigint, format: string): string {
  const decimals = format.includes('.') ? format.length - format.indexOf('.') - 1 : 0;
  const absolute = vnd < 0n ? -vnd : vnd;
  const whole = (absolute / VND_PER_MILLION).toString().replace(/\B(?=(\d{3})+$)/g, ',');
  const fraction = (absolute % VND_PER_MILLION).toString().padStart(6, '0').slice(0, decimals);
  return `${vnd < 0n ? '-' : ''}${whole}${decimals === 0 ? '' : `.${fraction}`}`;
}

/** The format with nothing shown for zero: sums over a column that is still to be filled in by hand. */
export function blankForZero(format: string): string {
  return `${format};-${format};`;
}

/** A rate as a formula over two cells: percent, truncated to two decimals (49,996% reads 49,99), empty without a plan. */
export function rateFormula(part: string, whole: string): string {
  return `IF(${whole}>0,ROUNDDOWN(ROUND(${part}/${whole}*100,12),2),"")`;
}

/** Width of a column in which every amount shows in bold (never `####`). */
export function amountWidth(amounts: Iterable<bigint>, format: string, least = 11): number {
  let width = least;
  for (const vnd of amounts) width = Math.max(width, widthFor(shownMillions(vnd, format), { size: 12, bold: true }));
  return width;
}

/** What is needed a day, printed to the nghìn đồng and never less than it is. */
export function perDayUp(vnd: bigint): bigint {
  return ((vnd + 999n) / 1_000n) * 1_000n;
}

/** What is reached a day, printed to the nghìn đồng and never more than it is. */
export function perDayDown(vnd: bigint): bigint {
  return (vnd / 1_000n) * 1_000n;
}
