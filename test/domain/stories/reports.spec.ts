import { describe, expect, it } from '@jest/globals';
import { snapshotsAsOf } from '../../../src/domain/disbursement.js';
import { bringTogether } from '../../../src/domain/project-book.js';
import { review } from '../../../src/domain/review.js';
import { assigned, facts, paid, planEntry, ROUND_1, snapshot } from '../support/facts.js';

const one = (more: Parameters<typeof facts>[0], complete = false) => review(ROUND_1, [facts(more)], { complete })[0]!;

describe('a project of the plan that no report mentions', () => {
  const project = { snapshots: [], matchedBy: null };

  it('has no data, which is not 0%', () => {
    expect(one(project)).toMatchObject({
      outcome: 'noData',
      disbursedVnd: null,
      ratePercent: null,
      undisbursedVnd: null,
      shortfallVnd: null,
      dataAsOf: null,
    });
  });

  it('has disbursed nothing once the reports are declared complete', () => {
    expect(one(project, true)).toMatchObject({
      outcome: 'candidate',
      disbursedVnd: 0n,
      ratePercent: '0.00',
      undisbursedVnd: 10_000n,
      shortfallVnd: 5_000n,
    });
    expect(one(project, true).reason).toContain('không nhắc đến dự án nên tính là 0');
  });

  it('is not the same as a project that the report says has disbursed 0', () => {
    expect(one({ snapshots: [snapshot(0n)] })).toMatchObject({ outcome: 'candidate', disbursedVnd: 0n });
  });
});

describe('an early advance of 52%', () => {
  it('counts as disbursed, and is shown as an advance', () => {
    expect(one({ snapshots: [snapshot(5_200n, { advanceVnd: 5_200n, completedVolumeVnd: 0n })] })).toMatchObject({
      outcome: 'met',
      ratePercent: '52.00',
      advanceVnd: 5_200n,
    });
  });

  it('is not told where one of the figures does not tell it', () => {
    expect(one({ snapshots: [snapshot(1n, { advanceVnd: 1n }), snapshot(2n)] }).advanceVnd).toBeNull();
  });
});

describe('two sources', () => {
  it('are compared as one project and listed by source in the order of the catalogue', () => {
    const finding = one({
      planEntries: [planEntry(4_000n, { source: 'XSKT' }), planEntry(6_000n, { source: 'NSTW' })],
      snapshots: [snapshot(4_999n, { source: 'NSTW' }), snapshot(1n, { source: 'XSKT' })],
    });
    expect(finding).toMatchObject({ outcome: 'met', planVnd: 10_000n, disbursedVnd: 5_000n });
    expect(finding.bySource).toEqual([
      { source: 'NSTW', planVnd: 6_000n, disbursedVnd: 4_999n },
      { source: 'XSKT', planVnd: 4_000n, disbursedVnd: 1n },
    ]);
  });

  it('paid where the plan has none are shown, not lost', () => {
    expect(one({ snapshots: [snapshot(5_000n, { source: 'SDD' })] }).bySource).toEqual([
      { source: 'CDNS', planVnd: 10_000n, disbursedVnd: 0n },
      { source: 'SDD', planVnd: 0n, disbursedVnd: 5_000n },
    ]);
  });
});

describe('Treasury and investor', () => {
  const treasury = snapshot(4_900n);
  const investor = snapshot(5_300n, { origin: 'investor', report: 'cdt-6.xlsx' });

  it('of one day: the Treasury decides, the investor explains', () => {
    const finding = one({ snapshots: [investor, treasury] });
    expect(finding).toMatchObject({ outcome: 'candidate', disbursedVnd: 4_900n, origin: 'treasury' });
    expect(finding.reason).toContain('theo chủ đầu tư đến ngày 30/6/2025 là 5.300 đồng (53,00%)');
  });

  it('that agree need no explanation', () => {
    expect(one({ snapshots: [treasury, { ...investor, amountVnd: 4_900n }] }).reason).not.toContain('theo chủ đầu tư');
  });

  it('old Treasury figures still decide, marked stale, with the later figure of the investor beside them', () => {
    const finding = one({ snapshots: [{ ...treasury, asOf: '2025-05-31' }, investor] });
    expect(finding).toMatchObject({ disbursedVnd: 4_900n, stale: true, dataAsOf: '2025-05-31' });
    expect(finding.reason).toContain('số liệu mới nhất chỉ đến ngày 31/5/2025');
    expect(finding.reason).toContain('theo chủ đầu tư đến ngày 30/6/2025 là 5.300 đồng');
  });

  it('without the Treasury the investor counts', () => {
    expect(one({ snapshots: [investor] })).toMatchObject({ outcome: 'met', origin: 'investor', stale: false });
  });
});

describe('reports of several months', () => {
  it('are cumulative: the latest not after the day counts alone', () => {
    const finding = one({
      snapshots: [
        snapshot(1_000n, { report: 'kbnn-4.xlsx', asOf: '2025-04-30' }),
        snapshot(4_000n, { report: 'kbnn-6.xlsx' }),
        snapshot(9_000n, { report: 'kbnn-7.xlsx', asOf: '2025-07-31' }),
        snapshot(3_000n, { report: 'kbnn-5.xlsx', asOf: '2025-05-31' }),
      ],
    });
    expect(finding).toMatchObject({ disbursedVnd: 4_000n, dataAsOf: '2025-06-30', stale: false });
    expect(finding.evidence.disbursement).toEqual([expect.stringMatching(/^kbnn-6\.xlsx!Sheet1!F\d+$/)]);
  });

  it('that stop before the day are used and called stale', () => {
    const finding = one({ snapshots: [snapshot(4_000n, { asOf: '2025-05-31' })] });
    expect(finding).toMatchObject({ outcome: 'candidate', stale: true, dataAsOf: '2025-05-31' });
    expect(finding.reason).toContain('số liệu mới nhất chỉ đến ngày 31/5/2025');
  });

  it('that begin after the day say nothing about it', () => {
    const late = { snapshots: [snapshot(9_000n, { asOf: '2025-07-31' })] };
    expect(one(late)).toMatchObject({ outcome: 'noData', disbursedVnd: null });
    expect(one(late).reason).toContain('số liệu của ngày sau');
  });

  it('of different sources add up although one is older, and say so', () => {
    const finding = one({
      planEntries: [planEntry(6_000n, { source: 'NSTW' }), planEntry(4_000n, { source: 'XSKT' })],
      snapshots: [
        snapshot(3_000n, { source: 'NSTW', report: 'nstw-6.xlsx' }),
        snapshot(2_000n, { source: 'XSKT', report: 'xskt-5.xlsx', asOf: '2025-05-31' }),
        snapshot(1_000n, { source: 'XSKT', report: 'xskt-4.xlsx', asOf: '2025-04-30' }),
      ],
    });
    expect(finding).toMatchObject({ outcome: 'met', disbursedVnd: 5_000n, stale: true, dataAsOf: '2025-05-31' });
    expect(finding.reason).toContain('một phần số liệu chỉ đến ngày 31/5/2025');
  });

  it('never count money twice that moved to another source in between', () => {
    const finding = one({
      planEntries: [
        planEntry(10_000n, { source: 'XSKT' }),
        planEntry(-10_000n, { source: 'XSKT', effectiveOn: '2025-06-10' }),
        planEntry(10_000n, { source: 'SDD', effectiveOn: '2025-06-10' }),
      ],
      snapshots: [
        snapshot(4_000n, { source: 'XSKT', report: 'kbnn-5.xlsx', asOf: '2025-05-31' }),
        snapshot(4_000n, { source: 'SDD', report: 'kbnn-6.xlsx' }),
      ],
    });
    expect(finding).toMatchObject({ outcome: 'candidate', disbursedVnd: 4_000n });
  });
});

describe('two investor reports of one day', () => {
  const first = { origin: 'investor', report: 'lan-1.xlsx', reportOrder: 0 } as const;
  const second = { origin: 'investor', report: 'lan-2.xlsx', reportOrder: 1 } as const;
  const amounts = (snapshots: ReturnType<typeof snapshot>[]) =>
    snapshotsAsOf(snapshots, '2025-06-30', 'treasury').map((item) => item.amountVnd);

  it('that overlap: the later known replaces the earlier as a whole', () => {
    const old = [snapshot(1n, { ...first, source: 'NSTW' }), snapshot(2n, { ...first, source: 'XSKT' })];
    expect(amounts([...old, snapshot(4n, { ...second, source: 'NSTW' })])).toEqual([4n]);
  });

  it('for different sources add up', () => {
    expect(
      amounts([snapshot(1n, { ...first, source: 'NSTW' }), snapshot(4n, { ...second, source: 'XSKT' })]).sort(),
    ).toEqual([1n, 4n]);
  });

  it.each([
    ['KHAC', 'NSTW'],
    ['NSDP', 'XSKT'],
    ['XSKT', 'NSDP'],
  ])('for %s and %s overlap, since one may be part of the other', (a, b) => {
    expect(amounts([snapshot(1n, { ...first, source: a }), snapshot(4n, { ...second, source: b })])).toEqual([4n]);
  });

  it('take their order from the files', () => {
    const reports = [
      paid(1_000n, { file: 'a.xlsx', origin: 'investor' }),
      paid(6_000n, { file: 'b.xlsx', origin: 'investor' }),
    ];
    const disbursed = (order: typeof reports) =>
      review(ROUND_1, bringTogether([assigned(10_000n)], order, 2025).projects, { complete: false })[0]!.disbursedVnd;
    expect(disbursed(reports)).toBe(6_000n);
    expect(disbursed([...reports].reverse())).toBe(1_000n);
  });
});

describe('one report', () => {
  it('adds its rows of one project', () => {
    const rows = [paid(1_000n), paid(2_000n), paid(2_000n, { source: 'NSTW' })];
    const { projects, issues } = bringTogether([assigned(10_000n)], rows, 2025);
    expect(review(ROUND_1, projects, { complete: false })[0]).toMatchObject({ outcome: 'met', disbursedVnd: 5_000n });
    expect(issues).toEqual([]);
  });

  it('that tells one source on two sheets is added with a warning, once for both sheets', () => {
    const code = '7912346';
    const name = 'Hồ chứa nước Lái Bay, huyện Thuận Châu';
    const rows = ['Tổng hợp', 'Chi tiết'].flatMap((sheet) => [
      paid(1_000n, { sheet }),
      paid(2_000n, { sheet, project: { code, name } }),
    ]);
    const { issues } = bringTogether([assigned(9n), assigned(9n, { project: { code, name } })], rows, 2025);
    expect(issues).toEqual([
      expect.objectContaining({ code: 'report.twoSheets', severity: 'warning', sheet: 'Chi tiết' }),
    ]);
    expect(issues[0]!.message).toContain('của 2 dự án');
  });
});
