import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { planEntriesAsOf, planLedger } from '../../src/domain/capital-plan.js';
import { sumVnd } from '../../src/domain/money.js';
import type { PlanEntry } from '../../src/domain/project-facts.js';
import { bringTogether } from '../../src/domain/project-book.js';
import { assigned, planEntry } from './support/facts.js';

const planOn = (entries: readonly PlanEntry[], asOf: string): bigint =>
  sumVnd(planEntriesAsOf(entries, asOf).map((entry) => entry.amountVnd));

const initial = planEntry(10_000n, { decidedOn: '2024-12-05' });
const cut = planEntry(-2_000n, { effectiveOn: '2025-05-15', decidedOn: '2025-05-15' });
const anew = planEntry(12_500n, { effectiveOn: '2025-07-10', decidedOn: '2025-07-10' });
const added = planEntry(500n, { effectiveOn: '2025-08-01', decidedOn: '2025-08-01', nature: 'supplement' });

describe('a plan that a later decision states anew', () => {
  it.each([
    ['2025-01-01', 10_000n],
    ['2025-05-14', 10_000n],
    ['2025-05-15', 8_000n],
    ['2025-07-09', 8_000n],
    ['2025-07-10', 12_500n],
    ['2025-08-01', 13_000n],
  ])('on %s is %s', (asOf, plan) => {
    expect(planOn([initial, cut, anew, added], asOf)).toBe(plan);
  });

  it('replaces only its own source and kind', () => {
    const others = [planEntry(7n, { source: 'XSKT' }), planEntry(9n, { planKind: 'carriedOver', nature: 'carryOver' })];
    expect(planOn([initial, ...others, anew], '2025-12-31')).toBe(12_507n);
    expect(planEntriesAsOf([...others, anew], '2025-12-31', 'carriedOver').map((entry) => entry.amountVnd)).toEqual([
      9n,
    ]);
  });

  it('replaces a plan of the same first day that was decided before it', () => {
    const december = planEntry(11_000n, { decidedOn: '2024-12-20' });
    expect(planOn([december, initial], '2025-01-01')).toBe(11_000n);
  });

  it('is added up where its rows are several, or where no paper tells which came first', () => {
    expect(planOn([anew, { ...anew, amountVnd: 500n }, initial], '2025-12-31')).toBe(13_000n);
    expect(planOn([planEntry(1n), planEntry(2n)], '2025-12-31')).toBe(3n);
  });

  it('never loses a change whose paper names no day', () => {
    const undated = planEntry(300n, { nature: 'supplement' });
    expect(planOn([initial, undated], '2025-01-01')).toBe(10_300n);
  });

  it('is told with both figures where the papers come together, and is no error', () => {
    const later = assigned(12_500n, { file: 'giao-lai.xlsx', effectiveOn: '2025-07-10', decidedOn: '2025-07-10' });
    const { issues, projects } = bringTogether([assigned(10_000n), later], [], 2025);
    expect(issues).toEqual([expect.objectContaining({ code: 'plan.statedAnew', severity: 'warning' })]);
    expect(issues[0]?.message).toMatch(/10\.000 đồng .* được giao lại thành 12\.500 đồng từ ngày 10\/7\/2025/);
    expect(planOn(projects[0]?.planEntries ?? [], '2025-07-10')).toBe(12_500n);
  });
});

describe('the ledger', () => {
  it('shows the running plan, and what was replaced', () => {
    const lines = planLedger([added, anew, cut, initial]);
    expect(lines.map(({ entry }) => entry)).toEqual([initial, cut, anew, added]);
    expect(lines.map(({ changeVnd }) => changeVnd)).toEqual([10_000n, -2_000n, 4_500n, 500n]);
    expect(lines.map(({ balanceVnd }) => balanceVnd)).toEqual([10_000n, 8_000n, 12_500n, 13_000n]);
    expect(lines.map(({ replaced }) => replaced)).toEqual([true, true, false, false]);
  });

  it('keeps sources and kinds apart', () => {
    const lines = planLedger([initial, planEntry(4n, { source: 'XSKT' })]);
    expect(lines.map(({ balanceVnd }) => balanceVnd)).toEqual([4n, 10_000n]);
  });

  const day = fc.constantFrom('2025-01-01', '2025-03-01', '2025-05-15', '2025-07-10');
  const entry = fc
    .record({
      amountVnd: fc.bigInt(-1_000n, 1_000n),
      effectiveOn: day,
      decidedOn: fc.constantFrom(null, '2024-12-05', '2024-12-20'),
      source: fc.constantFrom('NSTW', 'XSKT'),
      full: fc.boolean(),
    })
    .map(({ full, amountVnd, effectiveOn, decidedOn, source }) =>
      planEntry(full && amountVnd < 0n ? -amountVnd : amountVnd, {
        ...{ effectiveOn, source, nature: full ? 'initial' : amountVnd < 0n ? 'decrease' : 'increase' },
        decidedOn: effectiveOn === '2025-01-01' ? decidedOn : effectiveOn,
      }),
    );

  it('gives the same plan of a day in whatever order the papers came', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 8 }), day, fc.infiniteStream(fc.nat()), (entries, asOf, keys) => {
        const shuffled = entries
          .map((item) => ({ item, key: keys.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ item }) => item);
        expect(planOn(shuffled, asOf)).toBe(planOn(entries, asOf));
      }),
    );
  });

  it('ends at the plan of the last day, where every paper has a day', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 8 }), (entries) => {
        const dated = entries.map((item) => ({ ...item, decidedOn: item.decidedOn ?? '2024-12-01' }));
        for (const source of ['NSTW', 'XSKT']) {
          const own = dated.filter((item) => item.source === source);
          const last = planLedger(own).at(-1)?.balanceVnd ?? 0n;
          expect(last).toBe(planOn(own, '2025-12-31'));
        }
      }),
    );
  });
});
