import { describe, expect, it } from '@jest/globals';
import { lapseBySource, settlementEnd } from '../../src/domain/plan-lapse.js';
import { compareSeries } from '../../src/domain/series-comparison.js';
import { planEntry, snapshot } from './support/facts.js';

const ASKED = '2025-07-05';

describe('Treasury and investor side by side', () => {
  const plan = [planEntry(10_000n, { source: 'NSTW' }), planEntry(4_000n, { source: 'XSKT' })];
  const treasury = [
    snapshot(3_000n, { source: 'NSTW', advanceVnd: 1_000n, completedVolumeVnd: 2_000n }),
    snapshot(500n, { source: 'XSKT', advanceVnd: 0n, completedVolumeVnd: 500n }),
  ];
  const investor = [
    snapshot(3_400n, { source: 'NSTW', origin: 'investor', report: 'cdt.xlsx', asOf: '2025-05-31' }),
    snapshot(500n, { source: 'XSKT', origin: 'investor', report: 'cdt.xlsx', asOf: '2025-05-31' }),
  ];

  it('shows the difference, the age of each, and what decides', () => {
    const pair = compareSeries({ planEntries: plan, snapshots: [...treasury, ...investor] }, ASKED, 'treasury');
    expect(pair).toMatchObject({
      decidedBy: 'treasury',
      planVnd: 14_000n,
      disbursedVnd: 3_500n,
      undisbursedVnd: 10_500n,
      differenceVnd: -400n,
      treasury: {
        amountVnd: 3_500n,
        ageDays: 5,
        advanceVnd: 1_000n,
        completedVolumeVnd: 2_500n,
        advancePercent: '28.57',
      },
      investor: { amountVnd: 3_900n, ageDays: 35, advanceVnd: null, completedVolumeVnd: null, advancePercent: null },
    });
    expect(pair.bySource.map(({ source, differenceVnd }) => [source, differenceVnd])).toEqual([
      ['NSTW', -400n],
      ['XSKT', 0n],
    ]);
  });

  it('lets the other series decide where the preferred one tells nothing, and has no difference then', () => {
    const pair = compareSeries({ planEntries: plan, snapshots: investor }, ASKED, 'treasury');
    expect(pair).toMatchObject({ decidedBy: 'investor', treasury: null, differenceVnd: null, disbursedVnd: 3_900n });
    const none = compareSeries({ planEntries: plan, snapshots: [] }, ASKED, 'treasury');
    expect(none).toMatchObject({ decidedBy: null, disbursedVnd: null, undisbursedVnd: null, planVnd: 14_000n });
  });

  it('compares at the group where one of the two tells only the group', () => {
    const group = snapshot(450n, { source: 'NSDP', origin: 'investor', report: 'cdt.xlsx' });
    const pair = compareSeries({ planEntries: plan, snapshots: [...treasury, group] }, ASKED, 'treasury');
    expect(pair.bySource.map(({ source, planVnd, differenceVnd }) => [source, planVnd, differenceVnd])).toEqual([
      ['NSTW', 10_000n, null],
      ['NSDP', 4_000n, 50n],
    ]);
  });

  it('keeps carried-over capital apart', () => {
    const facts = {
      planEntries: [...plan, planEntry(800n, { planKind: 'carriedOver', nature: 'carryOver', source: 'NSTW' })],
      snapshots: [...treasury, snapshot(700n, { planKind: 'carriedOver', source: 'NSTW' })],
    };
    expect(compareSeries(facts, ASKED, 'treasury').disbursedVnd).toBe(3_500n);
    expect(compareSeries(facts, ASKED, 'treasury', 'carriedOver')).toMatchObject({ planVnd: 800n, disbursedVnd: 700n });
  });
});

describe('what is left when the year is settled', () => {
  const settled = settlementEnd(2025);
  const planEntries = [planEntry(10_000n, { source: 'NSTW' }), planEntry(4_000n, { source: 'XSKT' })];
  const snapshots = [
    snapshot(6_000n, { source: 'NSTW', asOf: '2025-12-31', report: 'thang-12.xlsx' }),
    snapshot(9_000n, { source: 'NSTW', asOf: '2026-01-31', report: 'quyet-toan.xlsx' }),
    snapshot(4_000n, { source: 'XSKT', asOf: '2026-01-31', report: 'quyet-toan.xlsx' }),
  ];
  const permitted = planEntry(700n, {
    source: 'NSTW',
    planKind: 'carriedOver',
    nature: 'carryOver',
    effectiveOn: '2026-03-10',
  });

  it('counts payments until 31/1 of the next year and takes off what may be carried over', () => {
    expect(settled).toBe('2026-01-31');
    expect(lapseBySource({ planEntries, snapshots, nextYearEntries: [permitted] }, settled, 'treasury')).toEqual([
      { source: 'NSTW', planVnd: 10_000n, disbursedVnd: 9_000n, carriedOverVnd: 700n, lapseVnd: 300n },
      { source: 'XSKT', planVnd: 4_000n, disbursedVnd: 4_000n, carriedOverVnd: 0n, lapseVnd: 0n },
    ]);
  });

  it('on 31/12 still shows what January may pay', () => {
    const [nstw] = lapseBySource({ planEntries, snapshots, nextYearEntries: [] }, '2025-12-31', 'treasury');
    expect(nstw).toMatchObject({ disbursedVnd: 6_000n, lapseVnd: 4_000n });
  });

  it('cancels a plan of which nothing was ever reported, in full', () => {
    const [nstw] = lapseBySource(
      { planEntries: planEntries.slice(0, 1), snapshots: [], nextYearEntries: [] },
      settled,
      'treasury',
    );
    expect(nstw?.lapseVnd).toBe(10_000n);
  });
});
