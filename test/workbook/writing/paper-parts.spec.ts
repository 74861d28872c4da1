import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cellText } from '../../../src/workbook/writing/cell-text.js';
import { letterMark, romanMark } from '../../../src/workbook/writing/outline.js';
import {
  amountWidth,
  computedFormat,
  millions,
  millionsFormat,
  shownMillions,
} from '../../../src/workbook/writing/paper-amounts.js';
import { textPixels, wrappedLines } from '../../../src/workbook/writing/text-width.js';

const FACE = { size: 12, bold: false };

describe('outline marks', () => {
  it('counts in Roman numbers and in letters', () => {
    expect([1, 4, 9, 14, 40, 99].map(romanMark)).toEqual(['I', 'IV', 'IX', 'XIV', 'XL', 'XCIX']);
    expect([1, 2, 26, 27, 52, 53].map(letterMark)).toEqual(['A', 'B', 'Z', 'AA', 'AZ', 'BA']);
  });
});

describe('amounts of a paper', () => {
  it('are exact to the đồng', () => {
    fc.assert(
      fc.property(fc.bigInt(-999_999_999_999_999n, 999_999_999_999_999n), (vnd) => {
        expect(BigInt(Math.round(millions(vnd) * 1e6))).toBe(vnd);
        expect(millions(vnd)).toBe(Number(shownMillions(vnd, '#,##0.000000').replaceAll(',', '')));
      }),
    );
    expect(() => millions(1_000_000_000_000_000n)).toThrow(RangeError);
  });

  it('show as few decimals as they need', () => {
    expect(millionsFormat([])).toBe('#,##0');
    expect(millionsFormat([5_000_000n])).toBe('#,##0');
    expect(millionsFormat([5_000_000n, 1_000n])).toBe('#,##0.000');
    expect(millionsFormat([1n, 1_000n])).toBe('#,##0.000000');
    expect(computedFormat([1n], '#,##0')).toBe('#,##0.000');
    expect(computedFormat([1n], '#,##0.000')).toBe('#,##0.000');
    expect(computedFormat([1n], '#,##0.000000')).toBe('#,##0.000000');
    expect(computedFormat([1_000_000n], '#,##0.000')).toBe('#,##0');
    expect(shownMillions(-1_234_567_891n, '#,##0.000000')).toBe('-1,234.567891');
    expect(shownMillions(1_234_567_000_000n, '#,##0')).toBe('1,234,567');
  });

  it('get wider columns as they grow', () => {
    expect(amountWidth([9_999_999_999_999n], '#,##0.000')).toBeGreaterThan(amountWidth([1n], '#,##0.000'));
  });
});

describe('text of a cell', () => {
  it('loses what no workbook can hold, and keeps what Excel would read as a code', () => {
    expect(cellText('a\u0000b\u001f\ud800c\nd')).toBe('abc\nd');
    expect(cellText('_x0041_')).toBe('_x005F_x0041_');
    expect(cellText('_xa_ _x_')).toBe('_xa_ _x_');
    expect(cellText('đ'.repeat(40_000))).toHaveLength(32_767);
  });
});

describe('lines of a text', () => {
  it('keeps words whole, counts line breaks and cuts words longer than the column', () => {
    expect(wrappedLines('', 10, FACE)).toBe(1);
    expect(wrappedLines('một\nhai\nba', 40, FACE)).toBe(3);
    expect(wrappedLines('Đường Tà Hộc - Nà Bó, huyện Mai Sơn', 80, FACE)).toBe(1);
    expect(wrappedLines('Đường Tà Hộc - Nà Bó, huyện Mai Sơn', 20, FACE)).toBeGreaterThanOrEqual(2);
    expect(wrappedLines('x'.repeat(200), 10, FACE)).toBeGreaterThan(10);
  });

  it('does not depend on the Unicode form', () => {
    const text = 'Kế hoạch vốn Đường ổn định';
    expect(textPixels(text.normalize('NFD'), FACE)).toBeCloseTo(textPixels(text, FACE), 6);
  });
});
