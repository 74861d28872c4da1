import { describe, expect, it } from '@jest/globals';
import type { ColumnReading } from '../../../../src/workbook/understanding/reading.js';
import { understand } from '../../../../src/workbook/understanding/understand.js';
import { oneSheet, type CellInput } from '../../../support/plain-sheet.js';

type Row = readonly CellInput[];

const REPORT = ['TÌNH HÌNH GIẢI NGÂN NĂM 2025 ĐẾN NGÀY 30/06/2025'];
const ADJUSTMENT = ['ĐIỀU CHỈNH KẾ HOẠCH VỐN ĐẦU TƯ CÔNG NĂM 2025'];
const UNIT = ['Đơn vị tính: Triệu đồng'];

const read = (rows: readonly Row[]) => understand(oneSheet(rows), { file: 'a.xlsx', sha256: '' });

function columns(rows: readonly Row[]): string[] {
  const named = ({ field, source }: ColumnReading): string => (source === null ? `${field}` : `${field}@${source}`);
  return read(rows).tables[0]!.columns.map(named);
}

function told(rows: readonly Row[]): string[] {
  return read(rows).issues.map(({ severity, code, cell }) => `${severity} ${code} ${cell}`);
}

/** Rows of a table under a header, numbered and named. */
function table(title: Row, header: readonly Row[], figures: readonly Row[]): Row[] {
  return [title, UNIT, ...header, ...figures.map((row, at): Row => [at + 1, `Đường số ${at + 1}`, ...row])];
}

const HEAD = ['STT', 'Danh mục dự án'];

describe('columns by the formulas that the paper prints', () => {
  const header = [...HEAD, 'Kế hoạch năm 2025', 'NSTW', 'NSĐP', 'Số đã cấp', 'Đạt', 'Chênh'];
  const figures = [
    [30, 10, 20, 15, 50, 15],
    [40, 40, 0, 10, 25, 30],
  ];
  const numbers = ['1', '2', '3=4+5', '4', '5', '6', '7=6/3*100', '8=3-6'];

  it('names sources, disbursement, rate and rest although the captions do not', () => {
    expect(columns(table(REPORT, [header, numbers], figures))).toEqual([
      ...['mark', 'name', 'plan.current', 'plan.current@NSTW', 'plan.current@NSDP'],
      ...['disbursed.current', 'rate', 'remaining'],
    ]);
    expect(told(table(REPORT, [header, numbers], figures))).toEqual([]);
  });

  it('leaves them open where too few rows bear them out and no formula does', () => {
    expect(columns(table(REPORT, [header], figures)).slice(3)).toEqual(['null', 'null', 'null', 'rate', 'null']);
  });

  it('tells which of two plans is the one before: 5=3+4', () => {
    const plans = [...HEAD, 'Kế hoạch vốn năm 2025', 'Điều chỉnh', 'Kế hoạch vốn năm 2025 mới'];
    const rows = table(
      ADJUSTMENT,
      [plans, ['1', '2', '3', '4', '5=3+4']],
      [
        [30, 10, 40],
        [40, -5, 35],
      ],
    );
    expect(columns(rows).slice(2)).toEqual(['plan.initial', 'adjust.signed', 'plan.adjusted']);
  });

  it('says at the number row that a printed formula is not kept, once for the column', () => {
    const wrong = numbers.map((text) => text.replace('8=3-6', '8=3-4'));
    const many = [...figures, [50, 20, 30, 20, 40, 30], [60, 10, 50, 30, 50, 30]];
    expect(told(table(REPORT, [header.map((text) => text.replace('Chênh', 'Còn lại')), wrong], many))).toEqual([
      'warning column.formula H4',
    ]);
  });

  it('names the cell, the difference and the formula of a row that does not keep it', () => {
    const rows = table(REPORT, [header, numbers], [...figures, [50, 20, 31.5, 20, 40, 30], [60, 10, 50, 30, 50, 30]]);
    const [issue] = read(rows).issues;
    expect(issue).toMatchObject({ code: 'stated.differs', severity: 'warning', cell: 'C7' });
    expect(issue?.message).toContain('công thức ghi ở ô C4 (D + E) được 51,5 triệu đồng, chênh lệch -1,5 triệu đồng');
  });

  it('takes a difference of the last printed digit for rounding', () => {
    const rows = table(REPORT, [header, numbers], [...figures, [50, 20, 31, 20, 40, 30], [60, 10, 50, 30, 50, 30]]);
    expect(told(rows)).toEqual(['info stated.differs C7']);
    expect(read(rows).issues[0]?.message).toContain('trong phạm vi làm tròn');
  });
});

describe('columns by how their figures relate', () => {
  const figures = [
    [30, 12, 40],
    [40, 10, 25],
    [50, 45, 90],
  ];

  it('finds the disbursement that makes the rate', () => {
    const rows = table(REPORT, [[...HEAD, 'KH năm 2025', 'Thực hiện', 'Tỷ lệ (%)']], figures);
    expect(columns(rows).slice(2)).toEqual(['plan.current', 'disbursed.current', 'rate']);
  });

  it('does not take a column that does not make it', () => {
    const off = figures.map(([plan, paid, rate]) => [plan, Number(paid) + 7, rate] as Row);
    const rows = table(REPORT, [[...HEAD, 'KH năm 2025', 'Thực hiện', 'Tỷ lệ (%)']], off);
    expect(columns(rows)[3]).toBe('null');
  });

  it('keeps the plan of which the sources are parts, where two columns claim to be it', () => {
    const header = [
      [...HEAD, 'KH năm 2025', 'Kế hoạch vốn năm 2025', null, null],
      [null, null, null, 'Tổng số', 'NSTW', 'XSKT'],
    ];
    const rows = table(REPORT, header, [
      [35, 30, 10, 20],
      [44, 40, 15, 25],
      [58, 50, 20, 30],
    ]);
    expect(columns(rows).slice(2)).toEqual(['null', 'plan.current', 'plan.current@NSTW', 'plan.current@XSKT']);
    expect(told(rows)).toContain('warning column.duplicate C3');
  });

  it('keeps the advance that makes the total with completed volume, and does not call the other a double', () => {
    const header = [
      ...HEAD,
      'KH năm 2025',
      'Thanh toán KLHT',
      'Tạm ứng',
      'Thu hồi tạm ứng',
      'Số dư tạm ứng',
      'Lũy kế giải ngân từ đầu năm',
    ];
    const rows = table(
      REPORT,
      [header],
      [
        [30, 10, 6, 4, 2, 12],
        [40, 10, 9, 4, 5, 15],
        [50, 20, 8, 1, 7, 27],
      ],
    );
    expect(columns(rows).slice(2)).toEqual([
      ...['plan.current', 'disbursed.completedVolume', 'ignored', 'ignored', 'disbursed.advance', 'disbursed.current'],
    ]);
    expect(told(rows)).toEqual([]);
  });
});

describe('two pots of one source', () => {
  const header = [
    [...HEAD, 'Kế hoạch vốn năm 2025', null, null, null],
    [null, null, 'Tổng số', 'NS Tỉnh', 'NS Huyện', 'Khác'],
  ];
  const rows = table(['KẾ HOẠCH VỐN NĂM 2025'], header, [
    [30, 10, 12, 8],
    [40, 40, null, null],
    [9, null, null, 9],
  ]);

  it('are both kept and add up', () => {
    expect(columns(rows).slice(3)).toEqual(['plan.current@NSDP', 'plan.current@KHAC', 'plan.current@KHAC']);
    const { lines } = read(rows).tables[0]!;
    expect(lines.map(({ amounts }) => amounts.get('plan.current@KHAC')?.vnd)).toEqual([
      20_000_000n,
      undefined,
      9_000_000n,
    ]);
    expect(lines.map(({ amounts }) => amounts.get('plan.current@KHAC')?.cell)).toEqual(['E5', undefined, 'F7']);
    expect(lines.map(({ blanks }) => blanks.has('plan.current@KHAC'))).toEqual([false, true, false]);
    expect(told(rows)).toEqual([]);
  });

  it('are one and told where they have one caption', () => {
    const twice = rows.map((row) => row.map((cell) => (cell === 'Khác' ? 'NS Huyện' : cell)));
    expect(told(twice)).toContain('warning column.duplicate F4');
  });
});

describe('one column of changes', () => {
  const plans = (caption: string) => [...HEAD, 'Kế hoạch đã giao', caption];

  it('is read by its sign: brackets and minus are decreases', () => {
    const rows = table(
      ADJUSTMENT,
      [plans('Điều chỉnh')],
      [
        [30, '(1.234,5)'],
        [40, -5],
        [50, 7],
      ],
    );
    expect(read(rows).tables[0]).toMatchObject({ kind: 'adjustment' });
    const amounts = read(rows).tables[0]!.lines.map((line) => [
      line.amounts.get('adjust.increase')?.vnd ?? null,
      line.amounts.get('adjust.decrease')?.vnd ?? null,
    ]);
    expect(amounts).toEqual([
      [null, -1_234_500_000n],
      [null, -5_000_000n],
      [7_000_000n, null],
    ]);
    expect(told(rows)).toEqual(['info column.signedAdjustment D3']);
  });

  it('without a sign is a decrease where the plan after says so', () => {
    const rows = table(
      ADJUSTMENT,
      [[...plans('Điều chỉnh'), 'Kế hoạch sau điều chỉnh']],
      [
        [30, 10, 20],
        [40, 5, 35],
        [50, 7, 43],
      ],
    );
    expect(columns(rows).slice(2)).toEqual(['plan.initial', 'adjust.decrease', 'plan.adjusted']);
  });

  it('without a sign and without a plan after is a question', () => {
    const rows = table(
      ADJUSTMENT,
      [plans('Điều chỉnh')],
      [
        [30, 10],
        [40, 5],
      ],
    );
    expect(told(rows)).toContain('warning column.adjustment D3');
    expect(read(rows).issues.find(({ code }) => code === 'column.adjustment')?.message).toMatch(/Tách thành cột/);
  });

  it('among the payments of a report changes no plan', () => {
    const rows = table(
      REPORT,
      [[...HEAD, 'Kế hoạch năm 2025', 'Điều chỉnh', 'Giải ngân KH năm 2025']],
      [
        [30, -10, 5],
        [40, 10, 5],
      ],
    );
    expect(read(rows).tables[0]?.kind).toBe('both');
    expect(told(rows)).toContain('warning column.adjustment D3');
  });
});

describe('a plan together with carried-over capital', () => {
  it.each(['KH 2025 (bao gồm vốn kéo dài)', 'Kế hoạch vốn năm 2025 và vốn kéo dài', 'Kế hoạch 2025 gồm cả kéo dài'])(
    'under "%s" is an error at its caption where the table has no other plan',
    (caption) => {
      const rows = table(REPORT, [[...HEAD, caption, 'Giải ngân từ 01/01/2025']], [[30, 10]]);
      expect(told(rows)).toContain('error column.bothPlans C3');
      expect(read(rows).issues.find(({ code }) => code === 'column.bothPlans')?.message).toMatch(/Tách thành hai cột/);
      expect(columns(rows)[2]).toBe('null');
    },
  );
});

describe('the code of a unit', () => {
  const header = [...HEAD, 'Mã ĐVQHNS', 'Kế hoạch năm 2025'];

  it('stands for the project code where it is the only one and looks like it, and says so', () => {
    const rows = table(
      ['KẾ HOẠCH NĂM 2025'],
      [header],
      [
        ['7912345', 30],
        [8012345, 40],
      ],
    );
    expect(columns(rows)[2]).toBe('code');
    expect(told(rows)).toEqual(['info code.fromUnitCode C3']);
  });

  it.each([
    ['has the shape of units', ['1045678', '3034080']],
    ['is one for all', ['7912345', '7912345']],
  ])('is left out where it %s', (_what, codes) => {
    const rows = table(
      ['KẾ HOẠCH NĂM 2025'],
      [header],
      codes.map((code) => [code, 30]),
    );
    expect(columns(rows)[2]).toBe('ignored');
    expect(told(rows)).toEqual([]);
  });

  it('is left out beside a project code', () => {
    const rows = table(
      ['KẾ HOẠCH NĂM 2025'],
      [[...header, 'Mã dự án']],
      [
        ['7912345', 30, '8012345'],
        ['7912346', 30, '8012346'],
      ],
    );
    expect(columns(rows).slice(2)).toEqual(['ignored', 'plan.current', 'code']);
  });
});

describe('cumulative columns to different days', () => {
  it('keep the latest, silently', () => {
    const rows = table(
      ['KẾ HOẠCH NĂM 2025'],
      [
        [
          ...HEAD,
          'Lũy kế vốn đã bố trí đến hết năm 2024',
          'Kế hoạch năm 2025',
          'Lũy kế vốn đã bố trí đến hết KH năm 2025',
        ],
      ],
      [[10, 20, 30]],
    );
    expect(columns(rows).slice(2)).toEqual(['ignored', 'plan.current', 'plan.accumulated']);
    expect(told(rows)).toEqual([]);
  });

  it('tell capital that leaves the year from capital that came into it', () => {
    const rows = table(
      ['QUYẾT TOÁN NĂM 2025'],
      [[...HEAD, 'Kế hoạch năm 2025', 'Kế hoạch năm 2024 kéo dài sang năm 2025', 'Kế hoạch kéo dài sang năm 2026']],
      [[10, 20, 30]],
    );
    expect(columns(rows).slice(2)).toEqual(['plan.current', 'plan.carriedOver', 'ignored']);
  });
});

describe('two tables side by side', () => {
  it('share their titles and keep to their own columns', () => {
    const left = [1, 'Đường A', '7912345', 10];
    const right = [1, 'Cầu B', '8012345', 20];
    const header = ['STT', 'Danh mục dự án', 'Mã dự án', 'Kế hoạch năm 2025'];
    const { tables, issues } = read([
      ['KẾ HOẠCH NĂM 2025'],
      UNIT,
      [...header, null, ...header],
      [...left, null, ...right],
    ]);
    expect(issues).toEqual([]);
    expect(
      tables.map(({ unit, lines }) => [unit?.vndPerUnit, lines.map(({ name, code }) => `${code} ${name}`)]),
    ).toEqual([
      [1_000_000, ['7912345 Đường A']],
      [1_000_000, ['8012345 Cầu B']],
    ]);
  });
});
