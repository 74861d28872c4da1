import { describe, expect, it } from '@jest/globals';
import {
  dayInVietnam,
  daysInMonth,
  isLocalDate,
  localDate,
  toVietnameseDate,
  yearOf,
} from '../../src/domain/local-date.js';

describe('a calendar day', () => {
  it.each([
    [2025, 6, 30, '2025-06-30'],
    [2024, 2, 29, '2024-02-29'],
    [2000, 2, 29, '2000-02-29'],
    [2025, 1, 1, '2025-01-01'],
  ])('%i-%i-%i is %s', (year, month, day, text) => expect(localDate(year, month, day)).toBe(text));

  it.each([
    [2025, 2, 29],
    [1900, 2, 29],
    [2025, 6, 31],
    [2025, 13, 1],
    [2025, 0, 1],
    [2025, 1, 0],
    [1899, 12, 31],
    [2201, 1, 1],
    [2025, 1.5, 1],
  ])('%s-%s-%s is none', (year, month, day) => expect(localDate(year, month, day)).toBeNull());

  it.each(['2025-6-30', '2025-02-30', '30/06/2025', '2025-06-30T00:00:00', ''])('does not take %j for one', (text) => {
    expect(isLocalDate(text)).toBe(false);
  });

  it('knows its year and the length of its month', () => {
    expect(yearOf('2025-12-31')).toBe(2025);
    expect([daysInMonth(2025, 2), daysInMonth(2024, 2), daysInMonth(2025, 12)]).toEqual([28, 29, 31]);
  });

  it('is written as officials write it', () => {
    expect(toVietnameseDate('2025-06-30')).toBe('30/6/2025');
    expect(toVietnameseDate('2025-01-05')).toBe('05/01/2025');
    expect(toVietnameseDate('2025-02-10')).toBe('10/02/2025');
    expect(toVietnameseDate('2025-11-15')).toBe('15/11/2025');
  });

  it('begins in Việt Nam seven hours before it begins in Greenwich', () => {
    expect(dayInVietnam(new Date('2025-12-31T16:59:59Z'))).toBe('2025-12-31');
    expect(dayInVietnam(new Date('2025-12-31T17:00:00Z'))).toBe('2026-01-01');
  });
});
