import { describe, expect, it } from '@jest/globals';
import { acceptedUnpaid } from '../../../src/workbook/understanding/accepted-volume.js';
import type { Line, TableReading } from '../../../src/workbook/understanding/reading.js';

type Amounts = Record<string, bigint>;

const line = (amounts: Amounts): Line =>
  ({ amounts: new Map(Object.entries(amounts).map(([key, vnd]) => [key, { vnd, cell: 'F9' }])) }) as unknown as Line;
const table = (caption: string): TableReading =>
  ({ columns: [{ letter: 'F', field: 'volume.accepted', path: [caption] }] }) as unknown as TableReading;

const START = 'Khối lượng thực hiện từ khởi công đến hết tháng 6';
const YEAR = 'Khối lượng thực hiện từ đầu năm đến ngày 15 của tháng báo cáo';

describe('accepted volume that is not paid for', () => {
  it.each<[string, Amounts, bigint | null]>([
    [YEAR, { 'volume.accepted': 900n, 'disbursed.completedVolume': 400n, 'disbursed.current': 700n }, 500n],
    [YEAR, { 'volume.accepted': 900n, 'disbursed.current': 700n }, 200n],
    [YEAR, { 'volume.accepted': 900n, 'disbursed.current': 900n }, 0n],
    [YEAR, { 'volume.accepted': 900n, 'disbursed.current': 901n }, 0n],
    [YEAR, { 'disbursed.current': 700n }, null],
    // What is built in years before was paid in years before: payment of this year says nothing of it.
    [START, { 'volume.accepted': 9_000n, 'disbursed.current': 700n }, null],
    [START, { 'volume.accepted': 9_000n, 'disbursed.current': 700n, 'disbursed.fromStart': 8_000n }, 1_000n],
    ['Lũy kế giá trị nghiệm thu', { 'volume.accepted': 9_000n, 'disbursed.fromStart': 8_500n }, 500n],
    ['Giá trị nghiệm thu', { 'volume.accepted': 900n, 'disbursed.completedVolume': 400n }, 500n],
    [YEAR, { 'volume.accepted': 900n, 'disbursed.current': 700n, 'volume.unpaid': 150n }, 150n],
  ])('under "%s" of %j is %s', (caption, amounts, unpaid) => {
    expect(acceptedUnpaid(table(caption), line(amounts))).toBe(unpaid);
  });
});
