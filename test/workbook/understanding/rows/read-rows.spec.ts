import { describe, expect, it } from '@jest/globals';
import type { Issue } from '../../../../src/domain/issue.js';
import type { Line } from '../../../../src/workbook/understanding/reading.js';
import { readRows, type RowsReading } from '../../../../src/workbook/understanding/rows/read-rows.js';
import { frameOf, type ColumnInput, type FrameInput } from '../../../support/frame-builder.js';
import { styled, type CellInput } from '../../../support/plain-sheet.js';

const PLAN: ColumnInput[] = ['mark', 'name', 'code', 'totalInvestment', 'plan.current'];

function read(rows: FrameInput['rows'], columns = PLAN, rest: Partial<FrameInput> = {}): RowsReading {
  return readRows(frameOf({ columns, rows, ...rest }));
}

function roles(reading: RowsReading): string[] {
  return reading.lines.map((line) => line.role);
}

function line(reading: RowsReading, row: number): Line {
  const found = reading.lines.find((candidate) => candidate.row === row);
  if (found === undefined) throw new Error(`no line of row ${row}`);
  return found;
}

function told(reading: RowsReading, code: string): Issue[] {
  return reading.issues.filter((issue) => issue.code === code);
}

describe('roles and tree', () => {
  it('reads sections, sectors, statuses and projects, and hands their meaning down', () => {
    const reading = read([
      [null, 'TỔNG SỐ', null, 300, 60],
      ['A', 'NGUỒN CÂN ĐỐI NSĐP', null, 300, 60],
      ['I', 'Giao thông', null, 300, 60],
      ['1', 'Dự án chuyển tiếp', null, 100, 20],
      ['-', 'Cầu bản Cang', '8000001', 100, 20],
      ['2', 'Dự án khởi công mới', null, 200, 40],
      ['-', 'Đường Tà Hộc - Nà Bó', 8000002, 200, 40],
    ]);
    expect(roles(reading)).toEqual(['total', 'heading', 'heading', 'heading', 'project', 'heading', 'project']);
    expect(line(reading, 8)).toMatchObject({
      code: '8000002',
      parentRow: 7,
      level: 3,
      context: { source: 'CDNS', sector: 'Giao thông', status: 'new' },
    });
    expect(reading.reconciliation).toHaveLength(10);
    expect(reading.issues).toEqual([]);
  });

  it('keeps parts of a project out of the sums and takes its sources from them', () => {
    const reading = read([
      ['1', 'Cầu bản Cang', '8000001', 100, 20],
      [null, 'Trong đó: NSTW', null, null, 15],
      ['-', 'Nguồn thu xổ số kiến thiết', null, null, 5],
      ['2', 'Đường Tà Hộc', '8000002', 100, 30],
      ['-', 'Hạng mục: Nền đường', null, null, 30],
      [null, 'Tổng cộng', null, 200, 50],
    ]);
    expect(roles(reading)).toEqual(['project', 'component', 'component', 'project', 'component', 'total']);
    expect(line(reading, 2).amounts.get('plan.current@NSTW')).toEqual({ vnd: 15_000_000n, cell: 'E3' });
    expect(line(reading, 2).amounts.get('plan.current@XSKT')).toEqual({ vnd: 5_000_000n, cell: 'E4' });
    expect(told(reading, 'sum.differs')).toEqual([]);
  });

  it('never counts "Trong đó" under a heading', () => {
    const reading = read([
      ['I', 'Giao thông', null, 200, 50],
      [null, 'Trong đó: Thanh toán nợ XDCB', null, null, 10],
      ['1', 'Cầu bản Cang', '8000001', 100, 20],
      ['2', 'Đường Tà Hộc', '8000002', 100, 30],
    ]);
    expect(roles(reading)).toEqual(['heading', 'subtotal', 'project', 'project']);
    expect(told(reading, 'sum.differs')).toEqual([]);
  });

  it('counts unallocated money in the sums, as no project', () => {
    const reading = read([
      ['I', 'Giao thông', null, 100, 50],
      ['1', 'Cầu bản Cang', '8000001', 100, 20],
      ['2', 'Vốn chưa phân bổ', null, null, 30],
    ]);
    expect(line(reading, 4)).toMatchObject({ role: 'component', parentRow: 2 });
    expect(told(reading, 'row.unallocated')).toMatchObject([{ cell: 'B4', severity: 'info' }]);
    expect(told(reading, 'sum.differs')).toEqual([]);
  });

  it('sums components for a project that prints no figure, and says so', () => {
    const reading = read([
      ['1', 'Dự án cấp nước', '8000001', 100, null],
      ['-', 'Tiểu dự án 1', null, null, 20],
      ['-', 'Tiểu dự án 2', null, null, 15],
    ]);
    expect(line(reading, 2).amounts.get('plan.current')).toEqual({ vnd: 35_000_000n, cell: 'E3' });
    expect(told(reading, 'component.summed')).toHaveLength(1);
  });

  it('leaves a project without a figure where its components add up to more than the books hold, and says so', () => {
    const reading = read([
      ['1', 'Cầu bản Cang', '8000001', 100, null],
      ['-', 'Hạng mục: Nền đường', null, null, 8_000_000_000],
      ['-', 'Hạng mục: Mặt đường', null, null, 2_000_000_000],
    ]);
    expect(line(reading, 2).amounts.has('plan.current')).toBe(false);
    expect(told(reading, 'amount.tooLarge')).toMatchObject([{ cell: 'E2', severity: 'error' }]);
    expect(told(reading, 'component.summed')).toEqual([]);
  });

  it('reads headings without a mark, hand-typed marks and repeated headers', () => {
    const reading = read([
      [null, styled('Huyện Mai Sơn', { bold: true }), null, 200, 50],
      ['4..1', 'Cầu bản Cang', '8000001', 100, 20],
      ['Cột mark', 'Cột name', 'Cột code', 'Cột totalInvestment', 'Cột plan.current'],
      ['4,2', 'Đường Tà Hộc', '8000002', 100, 30],
      [null, styled('Huyện Sông Mã', { bold: true }), null, 100, 7],
      ['1', 'Hồ Lái Bay', '8000003', 100, 7],
    ]);
    expect(roles(reading)).toEqual(['heading', 'project', 'note', 'project', 'heading', 'project']);
    expect(line(reading, 5)).toMatchObject({ mark: '4,2', context: { location: 'Huyện Mai Sơn' } });
    expect(line(reading, 7).context.location).toBe('Huyện Sông Mã');
    expect(told(reading, 'sum.differs')).toEqual([]);
  });

  it('compares subtotals printed after their group', () => {
    const reading = read([
      ['A', 'Nguồn NSTW', null, null, null],
      ['1', 'Cầu bản Cang', '8000001', 100, 20],
      [null, 'Cộng A', null, 100, 21],
      ['B', 'Nguồn thu xổ số kiến thiết', null, null, null],
      ['1', 'Đường Tà Hộc', '8000002', 100, 30],
      [null, 'Cộng B', null, 100, 30],
      [null, 'TỔNG CỘNG', null, 200, 50],
    ]);
    expect(roles(reading)).toEqual(['heading', 'project', 'subtotal', 'heading', 'project', 'subtotal', 'total']);
    expect(told(reading, 'sum.differs').map(({ cell }) => cell)).toEqual(['E4']);
  });

  it('takes rows without code columns as projects by their place alone', () => {
    const reading = read(
      [
        ['I', 'Giao thông', 50],
        ['1', 'Cầu bản Cang', 20],
        ['2', 'Đường Tà Hộc', 30],
      ],
      ['mark', 'name', 'plan.current'],
    );
    expect(roles(reading)).toEqual(['heading', 'project', 'project']);
  });
});

describe('issues at their cells', () => {
  const faults: readonly (readonly [string, CellInput, string, Issue['severity']])[] = [
    ['words', 'chưa có', 'amount.text', 'error'],
    ['an error value', { error: '#N/A' }, 'amount.error', 'error'],
    ['a formula without a result', { uncachedFormula: 'A1' }, 'amount.uncached', 'error'],
    ['a day', { day: '2025-06-30' }, 'amount.day', 'error'],
    ['a truth value', true, 'amount.boolean', 'error'],
    ['a text that reads both ways', '32,000', 'amount.ambiguous', 'error'],
  ];
  it.each(faults)('tells %s', (_, value, code, severity) => {
    const reading = read([['1', 'Cầu bản Cang', '8000001', 100, value]]);
    expect(told(reading, code)).toMatchObject([{ cell: 'E2', severity }]);
    expect(line(reading, 2).amounts.has('plan.current')).toBe(false);
    expect(line(reading, 2).blanks.has('plan.current')).toBe(false);
  });

  it('decides ambiguous text by the printed sum, and tells it', () => {
    const reading = read([
      [null, 'TỔNG SỐ', null, null, 39.55],
      ['1', 'Cầu bản Cang', '8000001', null, '7.550'],
      ['2', 'Đường Tà Hộc', '8000002', null, 32],
    ]);
    expect(line(reading, 3).amounts.get('plan.current')?.vnd).toBe(7_550_000n);
    expect(told(reading, 'amount.ambiguous')).toMatchObject([{ cell: 'E3', severity: 'warning' }]);
  });

  it('decides ambiguous text by the style of its column', () => {
    const reading = read([
      ['1', 'Cầu bản Cang', '8000001', null, '7.550'],
      ['2', 'Đường Tà Hộc', '8000002', null, '1.234,5'],
    ]);
    expect(line(reading, 2).amounts.get('plan.current')?.vnd).toBe(7_550_000_000n);
  });

  it('tells one code on two names at both cells, two codes on one name, and odd codes', () => {
    const reading = read([
      ['1', 'Cầu bản Cang', '8000001', null, 1],
      ['2', 'Đường Tà Hộc', '8000001', null, 1],
      ['3', 'Cầu bản Cang', '8000003', null, 1],
      ['4', 'Hồ Lái Bay', 'chưa mở mã', null, 1],
      ['5', 'Kè suối Nậm La', '80123', null, 1],
      ['6', 'Trạm y tế', '7874264.1', null, 1],
    ]);
    expect(told(reading, 'code.twoNames').map(({ cell }) => cell)).toEqual(['C2', 'C3']);
    expect(told(reading, 'name.twoCodes').map(({ cell }) => cell)).toEqual(['C4']);
    expect(told(reading, 'code.shape').map(({ cell }) => cell)).toEqual(['C6']);
    expect(reading.lines.map(({ code }) => code)).toEqual(['8000001', '8000001', '8000003', null, null, '7874264.1']);
  });

  it('tells two codes on one name in whatever capitals', () => {
    const reading = read([
      ['1', 'Cầu bản Cang, xã Nà Bó', '8000001', 100, 20],
      ['2', 'Đường Tà Hộc, xã Nà Bó', '8000002', 100, 20],
      ['3', 'CẦU BẢN CANG, XÃ NÀ BÓ', '8000003', 100, 20],
    ]);
    expect(told(reading, 'name.twoCodes')).toMatchObject([{ cell: 'C4', value: '8000003' }]);
  });

  it('suspects total investment 10,961 typed for 10.961, and a leaf that explains its group if a thousand times larger', () => {
    const typed = read([
      ['1', 'Cầu bản Cang', '8000001', 10.961, 9609],
      ['2', 'Đường Tà Hộc', '8000002', 20000, 9000],
    ]);
    expect(told(typed, 'amount.scale').map(({ cell }) => cell)).toEqual(['D2']);
    const group = read([
      ['I', 'Giao thông', null, null, 5030],
      ['1', 'Cầu bản Cang', '8000001', null, 5],
      ['2', 'Đường Tà Hộc', '8000002', null, 30],
    ]);
    expect(told(group, 'amount.scale').map(({ cell }) => cell)).toEqual(['E3']);
  });

  it('flags payments beyond the plan, negatives and rates that are not the quotient', () => {
    const columns: ColumnInput[] = ['mark', 'name', 'code', 'plan.current', 'disbursed.current', 'rate'];
    const reading = read(
      [
        ['1', 'Cầu bản Cang', '8000001', 100, 120, 120],
        ['2', 'Đường Tà Hộc', '8000002', 100, -5, -5],
        ['3', 'Hồ Lái Bay', '8000003', 300, 100, 33.3],
        ['4', 'Kè suối', '8000004', 200, 100, 65.4],
      ],
      columns,
    );
    expect(told(reading, 'disbursed.overPlan').map(({ cell }) => cell)).toEqual(['E2']);
    expect(told(reading, 'amount.negative').map(({ cell }) => cell)).toEqual(['E3']);
    expect(told(reading, 'rate.differs').map(({ cell }) => cell)).toEqual(['F5']);
    expect(line(reading, 4).rateBasisPoints).toBe(3330);
  });

  it('reads rates printed as fractions or with a percent format', () => {
    const columns: ColumnInput[] = ['mark', 'name', 'code', 'plan.current', 'disbursed.current', 'rate'];
    const fraction = read([['1', 'Cầu bản Cang', '8000001', 1000, 654, 0.654]], columns);
    expect(line(fraction, 2).rateBasisPoints).toBe(6540);
    const formatted = read(
      [['1', 'Cầu bản Cang', '8000001', 1000, 654, styled(0.654, { numberFormat: '0.0%' })]],
      columns,
    );
    expect(line(formatted, 2).rateBasisPoints).toBe(6540);
  });

  it('holds rows against the sums that the number row states, whichever sign a decrease has', () => {
    const columns: ColumnInput[] = [
      'mark',
      'name',
      'code',
      'plan.initial',
      'adjust.decrease',
      'adjust.increase',
      'plan.adjusted',
    ];
    const reading = read(
      [
        ['1', 'Cầu bản Cang', '8000001', 100, -20, null, 80],
        ['2', 'Đường Tà Hộc', '8000002', 100, 20, null, 80],
        ['3', 'Hồ Lái Bay', '8000003', 100, null, 5, 106],
      ],
      columns,
    );
    expect(told(reading, 'adjusted.differs').map(({ cell }) => cell)).toEqual(['G4']);
  });

  it('flags decision dates that are no day or later than the paper', () => {
    const columns: ColumnInput[] = ['mark', 'name', 'code', 'decision', 'plan.current'];
    const decision = { number: '422/NQ-HĐND', date: '2024-12-05', authority: null, text: '', cell: 'A1' };
    const reading = read(
      [
        ['1', 'Cầu bản Cang', '8000001', '12/QĐ-UBND ngày 22/5/2024', 1],
        ['2', 'Đường Tà Hộc', '8000002', { day: '2025-10-04' }, 1],
        ['3', 'Hồ Lái Bay', '8000003', '9/QĐ-UBND; 5/22/2024', 1],
        ['4', 'Kè suối', '8000004', '8/QĐ-UBND; 12/12/2024', 1],
      ],
      columns,
      { frame: { decision } },
    );
    expect(told(reading, 'date.swapped').map(({ cell }) => cell)).toEqual(['D3']);
    expect(told(reading, 'date.impossible').map(({ cell }) => cell)).toEqual(['D4']);
    expect(told(reading, 'date.later').map(({ cell }) => cell)).toEqual(['D5']);
  });
});

describe('a long table', () => {
  const rows = (count: number): CellInput[][] =>
    Array.from({ length: count }, (_, index) =>
      index % 50 === 0
        ? [String((index / 50) % 20 === 0 ? 'A' : 'I'), `Nhóm ${index}`, null, 1, 49]
        : [String(index % 50), `Đường liên xã số ${index}, huyện Mai Sơn`, String(7_000_000 + index), 12.345, 1],
    );

  it('is read in time that grows with its rows, not with their square', () => {
    const timeOf = (count: number): number => {
      const frame = frameOf({ columns: PLAN, rows: rows(count) });
      const start = performance.now();
      readRows(frame);
      return performance.now() - start;
    };
    timeOf(2_000);
    const small = Math.max(timeOf(5_000), 5);
    // ten times the rows; a quadratic pass would take a hundred times as long
    expect(timeOf(50_000) / small).toBeLessThan(40);
  });
});
