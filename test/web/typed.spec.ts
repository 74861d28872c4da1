import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MAX_VND, formatVnd } from '../../src/domain/money.js';
import { toVietnameseDate, localDate } from '../../src/domain/local-date.js';
import { typedDay, typedMonth, typedThreshold, typedVnd, typedYear } from '../../src/web/typed.js';

describe('what people type into forms', () => {
  it.each([
    ['30/6/2025', '2025-06-30'],
    ['30/06/2025', '2025-06-30'],
    ['3-4-2026', '2026-04-03'],
    ['2025-06-30', '2025-06-30'],
    [' 29/02/2024 ', '2024-02-29'],
    ['29/02/2025', null],
    ['6/30/2025', null],
    ['30/6', null],
    ['hôm qua', null],
  ])('reads the day %j as %j', (text, day) => expect(typedDay(text)).toBe(day));

  it.each([
    ['6/2025', '2025-06'],
    [' 06/2025', '2025-06'],
    ['2025-12', '2025-12'],
    ['13/2025', null],
    ['6', null],
    ['2025', null],
  ])('reads the month %j as %j', (text, month) => expect(typedMonth(text)).toBe(month));

  it.each([
    ['3.254.118.000.000', 3_254_118_000_000n],
    ['3254118000000', 3_254_118_000_000n],
    ['1 000 000 đồng', 1_000_000n],
    ['0', 0n],
    ['3,254,118', null],
    ['12,5', null],
    ['1.23', null],
    ['-5', null],
    ['12,5 tỷ', null],
    [String(MAX_VND), MAX_VND],
    [String(MAX_VND + 1n), null],
  ])('reads the amount %j as %j', (text, vnd) => expect(typedVnd(text)).toBe(vnd));

  it.each([
    ['50', 5000],
    ['50%', 5000],
    ['62,5', 6250],
    ['62.25', 6225],
    ['0', null],
    ['100', 10_000],
    ['100,01', null],
    ['năm mươi', null],
  ])('reads the threshold %j as %j', (text, points) => expect(typedThreshold(text)).toBe(points));

  it('takes a plan year of four digits', () => {
    expect(['2025', ' 2026 ', '25', '1999', '2101', '20x5', ''].map(typedYear)).toEqual([
      2025,
      2026,
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  it('reads back every amount and every day that pages print', () => {
    fc.assert(fc.property(fc.bigInt(0n, MAX_VND), (vnd) => typedVnd(formatVnd(vnd)) === vnd));
    fc.assert(
      fc.property(
        fc.integer({ min: 2000, max: 2100 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 28 }),
        (year, month, day) => {
          const date = localDate(year, month, day);
          return date !== null && typedDay(toVietnameseDate(date)) === date;
        },
      ),
    );
  });
});
