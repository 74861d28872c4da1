import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { disbursementChart, niceCeiling, type ChartColumn } from '../../src/web/views/chart.js';

const column = (
  label: string,
  planVnd: bigint,
  disbursedVnd: bigint | null,
  thresholdBasisPoints: number | null = null,
): ChartColumn => ({
  label,
  planVnd,
  disbursedVnd,
  thresholdBasisPoints,
});

describe('the chart of disbursement', () => {
  it('draws a column with its rate, the plan and the threshold', () => {
    const svg = disbursementChart([column('31/5', 100n, 20n), column('30/6', 100n, 49n, 5000)]);
    expect(svg).toContain('20,00%');
    expect(svg).toContain('49,00%');
    expect(svg).toContain('>50%<');
    expect(svg).toContain('#b83227');
  });

  it('draws no column where nothing is reported: blank is not zero', () => {
    const blank = disbursementChart([column('31/1', 100n, null)]);
    const zero = disbursementChart([column('31/1', 100n, 0n)]);
    expect(blank).not.toContain('0,00%');
    expect(zero).toContain('0,00%');
  });

  it('marks exactly 50% as reached and one đồng less as below', () => {
    const below = '<rect x="';
    const reached = disbursementChart([column('30/6', 4_750_000_000n, 2_375_000_000n, 5000)]);
    const missed = disbursementChart([column('30/6', 4_750_000_000n, 2_374_999_999n, 5000)]);
    const colourOf = (svg: string): string => /fill="(#\w+)"/.exec(svg.slice(svg.indexOf(below)))?.[1] ?? '';
    expect(colourOf(reached)).toBe('#2b6ea6');
    expect(colourOf(missed)).toBe('#b83227');
  });

  it('escapes its labels', () => {
    expect(disbursementChart([column('<script>"&', 1n, 1n)])).toContain('&lt;script&gt;&quot;&amp;');
  });

  it('keeps every mark on the paper, whatever the amounts', () => {
    const amount = fc.bigInt(0n, 8_999_999_999_999_999n);
    fc.assert(
      fc.property(fc.array(fc.tuple(amount, fc.option(amount)), { maxLength: 14 }), (pairs) => {
        const svg = disbursementChart(
          pairs.map(([plan, disbursed], index) => column(String(index), plan, disbursed, 5000)),
        );
        const heights = [...svg.matchAll(/ y1?="(-?[\d.]+)"/g)].map((match) => Number(match[1]));
        expect(heights.every((y) => y >= -10 && y <= 300)).toBe(true);
        expect(svg).not.toMatch(/NaN|Infinity/);
      }),
    );
  });

  it('chooses a top that is not below the amount and divides by four', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 17n), (amount) => {
        const top = niceCeiling(amount);
        expect(top >= amount && top % 4n === 0n && top > 0n).toBe(true);
      }),
    );
  });
});
