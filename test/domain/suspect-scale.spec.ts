import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { suspectScale, type EarlierFigure, type ReportFigure } from '../../src/domain/suspect-scale.js';

const MILLION = 1_000_000n;

function now(millions: bigint, more: Partial<ReportFigure> = {}): ReportFigure {
  return {
    projectKey: 'a',
    name: 'Hồ chứa nước Lái Bay, huyện Thuận Châu',
    source: 'CDNS',
    planKind: 'current',
    amountVnd: millions * MILLION,
    planVnd: 30_000n * MILLION,
    ref: { file: 'giai-ngan-2025-06-30.xlsx', sheet: 'Biểu 01', cell: 'J17' },
    ...more,
  };
}

function before(millions: bigint, more: Partial<EarlierFigure> = {}): EarlierFigure {
  return {
    projectKey: 'a',
    source: 'CDNS',
    planKind: 'current',
    amountVnd: millions * MILLION,
    asOf: '2025-05-31',
    ...more,
  };
}

const codes = (current: ReportFigure[], previous: EarlierFigure[]): string[] =>
  suspectScale(current, previous).map(({ code }) => code);

describe('a figure beside its own history', () => {
  it('is suspect at its cell where it is a thousand times the figure of the report before, with the probable right one', () => {
    expect(suspectScale([now(6_215_000n)], [before(5_840n)])).toEqual([
      {
        file: 'giai-ngan-2025-06-30.xlsx',
        sheet: 'Biểu 01',
        cell: 'J17',
        row: 17,
        column: 'J',
        code: 'amount.scaleHistory',
        severity: 'warning',
        value: '6.215.000',
        message:
          'Ô J17 trang tính "Biểu 01", dự án "Hồ chứa nước Lái Bay, huyện Thuận Châu" (nguồn CDNS): 6.215.000 triệu đồng, lớn hơn 1.064 lần so với kỳ trước (5.840 triệu đồng đến 31/5/2025). Nếu sai dấu phân cách hàng nghìn, số đúng có thể là 6.215 triệu đồng. Kiểm tra lại ô này.',
      },
    ]);
  });

  it('is suspect where it fell to a thousandth, as 6.215 typed for 6.215,0', () => {
    const [issue] = suspectScale([now(0n, { amountVnd: 6_215_000n })], [before(5_840n)]);
    expect(issue?.value).toBe('6,215');
    expect(issue?.message).toContain('nhỏ hơn 939 lần so với kỳ trước');
    expect(issue?.message).toContain('số đúng có thể là 6.215 triệu đồng');
  });

  it('is told without a right figure where no scale of thousands explains it', () => {
    const [issue] = suspectScale([now(60n)], [before(6_000n)]);
    expect(issue?.message).toMatch(/Đối chiếu lại số này với kỳ trước\.$/);
  });

  it('begins to be suspect at a hundred times, not below', () => {
    expect(codes([now(100n)], [before(1n)])).toEqual([]);
    expect(codes([now(100n, { planVnd: 99n * MILLION })], [before(1n)])).toEqual(['amount.scaleHistory']);
    expect(codes([now(99n, { planVnd: 98n * MILLION })], [before(1n)])).toEqual([]);
    expect(codes([now(100n, { planVnd: null })], [before(1n)])).toEqual(['amount.scaleHistory']);
  });

  it('that grew a hundredfold inside its plan is a first large payment', () => {
    expect(codes([now(15_000n)], [before(12n)])).toEqual([]);
  });

  it('tells nothing where there is no history, or where one of the two is zero', () => {
    expect(codes([now(6_215_000n)], [])).toEqual([]);
    expect(codes([now(6_215_000n)], [before(0n)])).toEqual([]);
    expect(codes([now(0n)], [before(5_840n)])).toEqual([]);
  });

  it('is compared only inside its series: project, source and plan kind', () => {
    const current = [now(6_215_000n)];
    expect(codes(current, [before(5_840n, { source: 'NSTW' })])).toEqual([]);
    expect(codes(current, [before(5_840n, { planKind: 'carriedOver' })])).toEqual([]);
    expect(codes(current, [before(5_840n, { projectKey: 'b' })])).toEqual([]);
  });

  it('adds the rows of one series up on both sides, and names the largest cell', () => {
    const rows = [
      now(215n),
      now(6_000_000n, { ref: { file: 'giai-ngan-2025-06-30.xlsx', sheet: 'Biểu 01', cell: 'J18' } }),
    ];
    expect(suspectScale(rows, [before(3_000n), before(2_840n)]).map(({ cell }) => cell)).toEqual(['J18']);
    expect(codes(rows, [before(3_000_000n), before(2_840n)])).toEqual([]);
  });
});

describe('a report whose figures are all off by one scale', () => {
  const history = [5_840n, 120n, 9_000n].map((millions, index) => before(millions, { projectKey: `p${index}` }));
  const report = (scale: bigint, millions = [6_215n, 130n, 9_900n]): ReportFigure[] =>
    millions.map((amount, index) => now(amount * scale, { projectKey: `p${index}` }));

  it('has a wrong unit: one warning for the table', () => {
    const issues = suspectScale(report(1000n), history);
    expect(issues.map(({ code }) => code)).toEqual(['unit.history']);
    expect(issues[0]?.message).toContain('3/3 số của báo cáo lớn hơn kỳ trước (31/5/2025) khoảng 1.000 lần');
    expect(issues[0]?.message).toContain('Kiểm tra đơn vị tính của cả bảng.');
  });

  it('is not accused for one wrong figure', () => {
    const one = [...report(1n).slice(0, 2), ...report(1000n).slice(2)];
    expect(suspectScale(one, history).map(({ code }) => code)).toEqual(['amount.scaleHistory']);
  });
});

describe('for all histories', () => {
  const amounts = fc.bigInt({ min: 1_000n, max: 900_000n });

  it('a figure within its usual growth is never suspect, and a thousandfold one beyond its plan always is', () => {
    fc.assert(
      fc.property(amounts, fc.bigInt({ min: 1n, max: 9n }), (earlier, growth) => {
        const figure = earlier * growth;
        expect(codes([now(figure, { planVnd: null })], [before(earlier)])).toEqual([]);
        const [wrong] = suspectScale([now(figure * 1000n, { planVnd: figure * MILLION })], [before(earlier)]);
        expect(wrong?.cell).toBe('J17');
        expect(wrong?.message).toContain(`số đúng có thể là`);
      }),
    );
  });

  it('the order of the rows decides nothing', () => {
    const rows = fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.bigInt({ min: 0n, max: 10n ** 9n })), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(rows, rows, (current, previous) => {
        const figures = current.map(([project, amount], index) =>
          now(0n, {
            projectKey: `p${project}`,
            amountVnd: amount,
            ref: { file: 'a.xlsx', sheet: 'S', cell: `J${index + 10}` },
          }),
        );
        const history = previous.map(([project, amount]) =>
          before(0n, { projectKey: `p${project}`, amountVnd: amount * 1000n }),
        );
        const told = (a: ReportFigure[], b: EarlierFigure[]): string[] => suspectScale(a, b).map(({ code }) => code);
        expect(told([...figures].reverse(), [...history].reverse()).sort()).toEqual(told(figures, history).sort());
      }),
    );
  });
});
