import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeLegacy } from '../../../../src/domain/legacy-fonts.js';
import { MAX_VND, sumVnd } from '../../../../src/domain/money.js';
import { cleanText } from '../../../../src/domain/vietnamese-text.js';
import { AmountTable, ColumnSums } from '../../../../src/workbook/understanding/rows/amount-table.js';
import { plainVnd, readAmount } from '../../../../src/workbook/understanding/rows/amounts.js';
import { CellTexts } from '../../../../src/workbook/understanding/rows/cell-texts.js';
import { RateTable } from '../../../../src/workbook/understanding/rows/rate-table.js';
import { movePoint, readRate, toBasisPoints } from '../../../../src/workbook/understanding/rows/rates.js';

/** Columns of doubles and quick ways through texts say what the exact and slow ways say. */

const UNITS = [1, 1_000, 1_000_000, 1_000_000_000];
const amounts = fc.bigInt({ min: -MAX_VND, max: MAX_VND });
/** numbers as a workbook has them: at most 15 significant digits */
const numbers = fc
  .tuple(fc.integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 }), fc.integer({ min: 0, max: 17 }))
  .map(([digits, places]) => Number(`${digits}e-${places}`));

describe('amounts in columns', () => {
  it('keeps every amount of the books to the đồng', () => {
    fc.assert(
      fc.property(fc.array(amounts, { minLength: 1, maxLength: 20 }), (all) => {
        const table = new AmountTable(all.length, 2);
        for (const [row, vnd] of all.entries()) table.set(row, 1, Number(vnd));
        expect(all.map((_, row) => table.vnd(row, 1))).toEqual(all);
        expect(all.map((_, row) => table.vnd(row, 0))).toEqual(all.map(() => undefined));
      }),
    );
  });

  it('adds up exactly what no double holds', () => {
    fc.assert(
      fc.property(fc.array(amounts, { maxLength: 40 }), fc.array(amounts, { maxLength: 40 }), (some, others) => {
        const [sums, more] = [new ColumnSums(1), new ColumnSums(1)];
        for (const vnd of some) sums.add(0, Number(vnd));
        for (const vnd of others) more.add(0, Number(vnd));
        sums.addAll(more);
        expect(sums.vnd(0)).toBe(sumVnd([...some, ...others]));
      }),
    );
  });

  it('carries at the edge of what a double holds', () => {
    const sums = new ColumnSums(1);
    for (let at = 0; at < 1000; at += 1) sums.add(0, Number(MAX_VND) - at);
    expect(sums.vnd(0)).toBe(1000n * MAX_VND - 499_500n);
  });
});

describe('the quick way to an amount', () => {
  it('gives what the text of the number says, or leaves it to the slow way', () => {
    fc.assert(
      fc.property(numbers, fc.constantFrom(...UNITS), (value, unit) => {
        const quick = plainVnd(value, unit);
        if (quick === null) return;
        const slow = readAmount({ digits: String(value) }, unit);
        expect(slow).toEqual({ kind: 'amount', vnd: BigInt(quick), style: null, offBy: 0 });
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    [8429.090196, 1_000_000, 8_429_090_196],
    [0.1 + 0.2, 1_000_000, null],
    [1e-7, 1_000_000, null],
    [12.5, 1, null],
    [1e15, 1, null],
  ])('reads %d x %d as %p', (value, unit, vnd) => {
    expect(plainVnd(value, unit)).toBe(vnd);
  });
});

describe('rates in columns', () => {
  const cells = fc.oneof(
    numbers,
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.double({ min: 0, max: 200 }).map((value) => ({ digits: value.toFixed(17) })),
    fc.double({ min: 0, max: 200, noNaN: true }).map((value) => `${value.toFixed(3).replace('.', ',')}%`),
    fc.constantFrom('65,4', '65.432', '0,654', '-', '', 'x', '100%', 0, -0, 44.1, 0.441),
  );

  it('hold the digits that a rate prints and its basis points', () => {
    fc.assert(
      fc.property(cells, fc.constantFrom('General', '0.0%'), fc.boolean(), (value, format, fraction) => {
        const table = new RateTable(2, 1);
        table.read(1, 0, value, format);
        const rate = readRate(value, format);
        expect(table.has(1, 0)).toBe(rate !== undefined);
        expect(table.has(0, 0)).toBe(false);
        if (rate === undefined) return;
        const percent = fraction && !rate.isPercent ? movePoint(rate.value, 2) : rate.value;
        expect(table.basisPoints(1, 0, fraction)).toBe(toBasisPoints(percent) + 0);
        const held = table.percentOf(1, 0, fraction);
        const valueOf = ({ digits, scale }: { digits: string; scale: number }) =>
          BigInt(digits) * 10n ** BigInt(60 - scale);
        expect(held && valueOf(held)).toBe(valueOf(percent));
      }),
      { numRuns: 500 },
    );
  });
});

describe('the quick way through a text', () => {
  const pieces = fc.constantFrom(
    ...[
      'Đường',
      'xã',
      'Sơn La',
      ' ',
      '  ',
      '\u00a0',
      '\n',
      'e\u0301',
      'Céng hßa',
      'x· héi',
      '1',
      'A',
      '–',
      '“',
      '\u200b',
    ],
  );
  const texts = fc.array(pieces, { maxLength: 6 }).map((parts) => parts.join(''));

  it.each([null, 'Times New Roman', '.VnTime', '.VnTimeH', 'VNI-Times'])(
    'shows the decoded and clean text in %p',
    (font) => {
      const style = { font, bold: false, italic: false, indent: 0, numberFormat: 'General' };
      const reader = new CellTexts();
      fc.assert(
        fc.property(texts, (text) => {
          expect(reader.shown('name', text, style)).toBe(cleanText(decodeLegacy(text, font)?.text ?? text));
        }),
        { numRuns: 300 },
      );
    },
  );
});
