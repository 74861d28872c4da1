import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  billionsText,
  countText,
  daysLeftText,
  href,
  instantText,
  rateText,
  roman,
} from '../../src/web/views/format.js';

describe('numbers and days on pages', () => {
  it('never shows a threshold as reached when it is not', () => {
    expect(rateText(49_999n, 100_000n)).toBe('49,99%');
    expect(rateText(50_000n, 100_000n)).toBe('50,00%');
    expect(rateText(2_374_999_000n, 4_750_000_000n)).toBe('49,99%');
    expect(rateText(1n, 0n)).toBeNull();
    expect(rateText(null, 5n)).toBeNull();
  });

  it('truncates headlines in tỷ đồng', () => {
    expect(billionsText(3_254_199_999_999n)).toBe('3.254,1');
    expect(billionsText(999_999_999n)).toBe('0,9');
    expect(billionsText(2_000_000_000n)).toBe('2');
  });

  it('groups counts by thousands', () =>
    expect([0, 412, 1204, 1_000_000].map(countText)).toEqual(['0', '412', '1.204', '1.000.000']));

  it('says how many days are left', () => {
    expect([12, 0, -3].map(daysLeftText)).toEqual(['còn 12 ngày', 'hôm nay là hạn cuối', 'đã qua 3 ngày']);
  });

  it('tells the time of Việt Nam', () => {
    expect(instantText('2025-12-31T17:05:00Z')).toBe('00:05 ngày 01/01/2026');
  });

  it('marks groups with Roman numerals', () => {
    expect([1, 4, 9, 14, 40, 99].map(roman)).toEqual(['I', 'IV', 'IX', 'XIV', 'XL', 'XCIX']);
  });

  it('builds addresses that read back as the same words', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (text) => {
        expect(new URL(href('/du-an', { q: text, trang: null }), 'http://x').searchParams.get('q')).toBe(text);
      }),
    );
  });
});
