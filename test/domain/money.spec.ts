import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  formatMillions,
  formatVnd,
  isBelowThreshold,
  MAX_VND,
  ratePercent,
  shortfall,
  sumVnd,
  toJsonVnd,
  truncatedBasisPoints,
} from '../../src/domain/money.js';

const vnd = fc.bigInt({ min: 0n, max: MAX_VND });
const plan = fc.bigInt({ min: 1n, max: MAX_VND });
const threshold = fc.bigInt({ min: 1n, max: 10_000n });

describe('the rate of disbursement', () => {
  it('is not below 50% at exactly 50%, and is one đồng under it', () => {
    expect(isBelowThreshold(50n, 100n, 5000n)).toBe(false);
    expect(isBelowThreshold(4_499_999_999n, 9_000_000_000n, 5000n)).toBe(true);
    expect(isBelowThreshold(4_500_000_000n, 9_000_000_000n, 5000n)).toBe(false);
  });

  it('is half a đồng under 50% of an odd plan, although that rounds to 50%', () => {
    expect(isBelowThreshold(1_000_000_000n, 2_000_000_001n, 5000n)).toBe(true);
    expect(ratePercent(1_000_000_000n, 2_000_000_001n)).toBe('49.99');
  });

  it.each([
    [49_996n, 100_000n, '49.99'],
    [50_000n, 100_000n, '50.00'],
    [0n, 100_000n, '0.00'],
    [1n, MAX_VND, '0.00'],
    [7n, 100n, '7.00'],
    [5n, 10_000n, '0.05'],
    [881_330n, 5_000n, '17626.60'],
    [-1n, 3n, '-33.33'],
  ])('of %s in %s reads %s', (part, whole, text) => {
    expect(ratePercent(part, whole)).toBe(text);
  });

  it.each([0n, -5n])('of a plan of %s is none, not 0', (whole) => {
    expect(ratePercent(5n, whole)).toBeNull();
    expect(() => truncatedBasisPoints(5n, whole)).toThrow(RangeError);
  });

  it('never reads as reached where it is not', () => {
    fc.assert(
      fc.property(vnd, plan, threshold, (part, whole, points) => {
        expect(truncatedBasisPoints(part, whole) < points).toBe(isBelowThreshold(part, whole, points));
      }),
    );
  });

  it('does not change when plan and disbursement grow alike', () => {
    fc.assert(
      fc.property(vnd, plan, threshold, fc.bigInt({ min: 1n, max: 1_000_000n }), (part, whole, points, times) => {
        expect(isBelowThreshold(part * times, whole * times, points)).toBe(isBelowThreshold(part, whole, points));
        expect(ratePercent(part * times, whole * times)).toBe(ratePercent(part, whole));
      }),
    );
  });

  it('once below a threshold is below every higher one', () => {
    fc.assert(
      fc.property(vnd, plan, threshold, threshold, (part, whole, a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        if (isBelowThreshold(part, whole, low)) expect(isBelowThreshold(part, whole, high)).toBe(true);
      }),
    );
  });
});

describe('the shortfall', () => {
  it('is rounded up to the đồng', () => {
    expect(shortfall(0n, 3n, 5000n)).toBe(2n);
    expect(shortfall(1n, 3n, 5000n)).toBe(1n);
    expect(shortfall(2n, 3n, 5000n)).toBe(0n);
    expect(shortfall(2_374_999_000n, 4_750_000_000n, 5000n)).toBe(1_000n);
  });

  it('is the least amount that reaches the threshold', () => {
    fc.assert(
      fc.property(vnd, plan, threshold, (part, whole, points) => {
        const missing = shortfall(part, whole, points);
        expect(missing > 0n).toBe(isBelowThreshold(part, whole, points));
        expect(isBelowThreshold(part + missing, whole, points)).toBe(false);
        if (missing > 0n) expect(isBelowThreshold(part + missing - 1n, whole, points)).toBe(true);
      }),
    );
  });
});

describe('printed money', () => {
  it.each([
    [0n, '0'],
    [999n, '999'],
    [1_000n, '1.000'],
    [1_234_567n, '1.234.567'],
    [-1_234n, '-1.234'],
    [MAX_VND, '8.999.999.999.999.999'],
  ])('%s is %s đồng', (amount, text) => expect(formatVnd(amount)).toBe(text));

  it.each([
    [10_541_966_000n, '10.541,966'],
    [1n, '0,000001'],
    [-500_000n, '-0,5'],
    [1_000_000n, '1'],
    [0n, '0'],
  ])('%s is %s triệu đồng', (amount, text) => expect(formatMillions(amount)).toBe(text));

  it('in triệu đồng loses nothing', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -MAX_VND, max: MAX_VND }), (amount) => {
        const [whole = '', fraction = ''] = formatMillions(amount).replaceAll('.', '').split(',');
        expect(BigInt(whole.replace('-', '') + fraction.padEnd(6, '0'))).toBe(amount < 0n ? -amount : amount);
      }),
    );
  });
});

describe('money in JSON', () => {
  it('is exact up to the largest amount of the books', () => {
    expect(BigInt(toJsonVnd(MAX_VND))).toBe(MAX_VND);
    expect(() => toJsonVnd(2n ** 53n)).toThrow(RangeError);
  });

  it('adds up whatever the order', () => {
    fc.assert(
      fc.property(fc.array(vnd), (amounts) => {
        expect(sumVnd(amounts)).toBe(sumVnd([...amounts].reverse()));
      }),
    );
  });
});
