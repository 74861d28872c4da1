import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CellValue } from '../../../../src/workbook/cells.js';
import { readAmount } from '../../../../src/workbook/understanding/rows/amounts.js';

const TRIEU = 1_000_000;

function vnd(value: CellValue | undefined, unit = TRIEU): bigint | string {
  const read = readAmount(value, unit);
  if (read.kind === 'amount') return read.vnd;
  return read.kind === 'fault' ? read.fault : read.kind;
}

describe('amounts of cells', () => {
  it.each<[CellValue, number, bigint | string]>([
    [15000, TRIEU, 15_000_000_000n],
    [57891.163, TRIEU, 57_891_163_000n],
    [0, TRIEU, 0n],
    [-21.5, TRIEU, -21_500_000n],
    [{ digits: '8429.090195999999' }, TRIEU, 8_429_090_196n],
    [{ digits: '0.30000000000000004' }, TRIEU, 300_000n],
    [{ digits: '333.3333333333333' }, TRIEU, 333_333_333n],
    [10721000000, 1, 10_721_000_000n],
    [1.5, 1_000_000_000, 1_500_000_000n],
    [1e21, 1, 'amount.tooLarge'],
    [{ digits: '1234567890123456789' }, 1, 'amount.digits'],
    [1234.00000055, TRIEU, 'amount.fraction'],
    [0.5, 1, 'amount.fraction'],
    [9_000_000_000, TRIEU, 'amount.tooLarge'],
  ])('reads the number %p in units of %p', (value, unit, expected) => {
    expect(vnd(value, unit)).toBe(expected);
  });

  it.each<[string, bigint | string]>([
    ['1.234.567,8', 1_234_567_800_000n],
    ['1,234,567.8', 1_234_567_800_000n],
    ['7550,067', 7_550_067_000n],
    ['12,5', 12_500_000n],
    ['12.5', 12_500_000n],
    ['0,125', 125_000n],
    ['(1.234)', 'ambiguous'],
    ['(1.234,5)', -1_234_500_000n],
    ['-1.234,5', -1_234_500_000n],
    ['40.917 ,7 triệu đồng', 40_917_700_000n],
    ['1 234 567', 1_234_567_000_000n],
    ['1\u00a0234', 1_234_000_000n],
    ['500', 500_000_000n],
    ['32,000', 'ambiguous'],
    ['7.550', 'ambiguous'],
    ['1,285', 'ambiguous'],
    ['12,5 tỷ', 'amount.unit'],
    ['chưa có', 'amount.text'],
    ['65,4%', 'amount.text'],
    ['12 34', 'amount.text'],
    ['1.23.456', 'amount.text'],
    ['123.456.789.012,345678', 'amount.digits'],
  ])('reads the text %p in triệu đồng', (text, expected) => {
    expect(vnd(text)).toBe(expected);
  });

  it('lets the unit rule a reading out: 7.550 in a column of đồng is 7550', () => {
    expect(vnd('7.550', 1)).toBe(7550n);
    expect(vnd('1,285', 1)).toBe(1285n);
    expect(vnd('32,000', 1)).toBe('ambiguous');
    expect(vnd('1,5', 1)).toBe('amount.fraction');
  });

  it.each(['', '-', '–', '…', '...', 'x', '   '])('keeps %p apart from zero', (text) => {
    expect(vnd(text)).toBe('blank');
  });

  it.each<[CellValue, string]>([
    [true, 'amount.boolean'],
    [{ day: '2025-06-30' }, 'amount.day'],
    [{ error: '#REF!' }, 'amount.error'],
    [{ uncachedFormula: 'SUM(A1:A2)' }, 'amount.uncached'],
  ])('refuses %p', (value, expected) => {
    expect(vnd(value)).toBe(expected);
  });

  it('tells how far a computed figure was from the đồng', () => {
    const read = readAmount({ digits: '333.3333333333333' }, TRIEU);
    expect(read.kind === 'amount' ? read.offBy : null).toBeCloseTo(0.3333333, 6);
  });

  const dong = fc.bigInt({ min: 0n, max: 999_999_999_999_999n });
  const grouped = (digits: string, separator: string): string => digits.replace(/\B(?=(\d{3})+(?!\d))/g, separator);

  it('reads every whole đồng exactly, whichever way it is written', () => {
    fc.assert(
      fc.property(dong, (amount) => {
        const whole = (amount / 1_000_000n).toString();
        const fraction = (amount % 1_000_000n).toString().padStart(6, '0');
        expect(vnd({ digits: `${whole}.${fraction}` })).toBe(amount);
        expect(vnd(Number(`${whole}.${fraction}`))).toBe(amount);
        expect(vnd(amount <= 9_007_199_254_740_991n ? Number(amount) : 0, 1)).toBe(amount);
        // six decimals are never a group of three: one grammar only
        expect(vnd(`${grouped(whole, '.')},${fraction}`)).toBe(amount);
        expect(vnd(`${grouped(whole, ',')}.${fraction}`)).toBe(amount);
      }),
    );
  });
});
