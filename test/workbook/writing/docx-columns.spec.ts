import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatMillions } from '../../../src/domain/money.js';
import { columnWidths, evenDecimals } from '../../../src/workbook/writing/docx-columns.js';
import type { PaperTable } from '../../../src/workbook/writing/official-paper.js';
import { textPixels } from '../../../src/workbook/writing/text-width.js';

const ROOM = 9_300;

function table(rows: readonly (readonly string[])[]): PaperTable {
  return {
    kind: 'table',
    unit: null,
    columns: [
      { caption: 'TT', share: 5, align: 'center' },
      { caption: 'Dự án', share: 60, align: 'left' },
      { caption: 'Kế hoạch', share: 10, align: 'right' },
      { caption: 'Đã giải ngân', share: 10, align: 'right' },
    ],
    rows: rows.map((cells) => ({ cells, strong: false })),
  };
}

describe('columns of a Word table', () => {
  it('stand digit below digit, words and running numbers as they are', () => {
    const { rows } = evenDecimals(
      table([
        ['1', 'Cầu 2,5 km', '32.463', '14.345,435'],
        ['2', 'Kè', '8,5', ''],
      ]),
    );
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['1', 'Cầu 2,5 km', '32.463,0', '14.345,435'],
      ['2', 'Kè', '8,5', ''],
    ]);
  });

  it('never break an amount over two lines, and stay on the page', () => {
    const amount = fc.bigInt({ min: 0n, max: 9_000_000_000_000_000n }).map(formatMillions);
    fc.assert(
      fc.property(fc.array(fc.tuple(amount, amount), { minLength: 1, maxLength: 20 }), (pairs) => {
        const rows = pairs.map(([plan, disbursed], index) => [String(index + 1), 'Đường '.repeat(30), plan, disbursed]);
        const widths = columnWidths(table(rows), ROOM);
        expect(widths.reduce((sum, width) => sum + width, 0)).toBeLessThanOrEqual(ROOM);
        for (const cells of rows) {
          for (const index of [0, 2, 3]) {
            expect(textPixels(cells[index]!, { size: 11, bold: false }) * 15 + 120).toBeLessThanOrEqual(widths[index]!);
          }
        }
      }),
    );
  });
});
