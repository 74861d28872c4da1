import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  dayOfYear,
  decreasedFigures,
  disbursedAbovePlan,
  figuresAboveLater,
  repeatedPlanDiffers,
  unusualTotal,
} from '../../src/domain/report-checks.js';

const MILLION = 1_000_000n;
const ref = (cell: string, file = 'thang-6.xlsx') => ({ file, sheet: 'Bieu', cell });

function figure(millions: bigint, source = 'NSTW', more: object = {}) {
  return {
    ...{ projectKey: 'p1', name: 'Cầu Nà Ớt', source, planKind: 'current' as const },
    ...{ amountVnd: millions * MILLION, planVnd: null, ref: ref('J14') },
    ...more,
  };
}

function recorded(millions: bigint, source = 'NSTW', more: object = {}) {
  return {
    ...{ projectKey: 'p1', source, planKind: 'current' as const, amountVnd: millions * MILLION },
    ...{ asOf: '2025-05-31', ref: ref('J13', 'thang-5.xlsx') },
    ...more,
  };
}

describe('a report against the books', () => {
  it('tells a cumulative figure that fell, with both cells', () => {
    const [issue] = decreasedFigures([figure(90n)], [recorded(100n)]);
    expect(issue).toMatchObject({
      code: 'disbursed.decreased',
      severity: 'warning',
      cell: 'J14',
      row: 14,
      column: 'J',
    });
    expect(issue?.message).toContain('giảm 10 triệu đồng so với 100 triệu đồng đến 31/5/2025 (thang-5.xlsx!Bieu!J13)');
    expect(decreasedFigures([figure(100n)], [recorded(100n)])).toEqual([]);
    expect(decreasedFigures([figure(90n)], [recorded(100n, 'NSTW', { projectKey: 'p2' })])).toEqual([]);
  });

  it('compares what both reports tell: shared sources, or the whole where one tells none', () => {
    const before = [recorded(100n), recorded(50n, 'XSKT')];
    expect(decreasedFigures([figure(110n)], before)).toEqual([]);
    expect(decreasedFigures([figure(110n, 'KHAC')], before)).toHaveLength(1);
    expect(decreasedFigures([figure(160n, 'KHAC')], before)).toEqual([]);
    expect(decreasedFigures([figure(1n, 'ODA')], before)).toEqual([]);
  });

  it('tells a late report that exceeds a later one', () => {
    const later = recorded(100n, 'NSTW', { asOf: '2025-07-31' });
    expect(figuresAboveLater([figure(101n)], [later]).map(({ code }) => code)).toEqual(['disbursed.aboveLater']);
    expect(figuresAboveLater([figure(100n)], [later])).toEqual([]);
  });

  it('tells more disbursed than planned, over all sources of the plan of the year', () => {
    const plan = [{ projectKey: 'p1', planVnd: 100n * MILLION, ref: ref('L9', 'kh.xlsx') }];
    const figures = [figure(60n), figure(41n, 'XSKT', { ref: ref('K14') })];
    const [issue] = disbursedAbovePlan(figures, plan);
    expect(issue?.message).toContain('Ô J14, K14');
    expect(issue?.message).toContain('(kh.xlsx!Bieu!L9) là 1 triệu đồng');
    expect(disbursedAbovePlan([figure(100n)], plan)).toEqual([]);
    expect(disbursedAbovePlan([figure(200n, 'NSTW', { planKind: 'carriedOver' })], plan)).toEqual([]);
    expect(disbursedAbovePlan([figure(200n)], [])).toEqual([]);
  });

  it('tells a repeated plan that is not the decided one', () => {
    const plan = [{ projectKey: 'p1', planVnd: 100n, ref: ref('L9', 'kh.xlsx') }];
    const row = (planVnd: bigint) => ({ projectKey: 'p1', name: 'Cầu', planVnd, ref: ref('I14') });
    expect(repeatedPlanDiffers([row(60n), row(40n)], plan)).toEqual([]);
    expect(repeatedPlanDiffers([row(60n)], plan).map(({ code, cell }) => [code, cell])).toEqual([
      ['plan.differsFromBooks', 'I14'],
    ]);
  });

  it.each([
    [100n, 100n, null, false],
    [200n, 100n, null, false],
    [201n, 100n, null, true],
    [50n, 100n, null, false],
    [49n, 100n, null, true],
    [500n, 100n, { current: 90, previous: 31 }, false],
    [581n, 100n, { current: 90, previous: 31 }, true],
    [49n, 100n, { current: 90, previous: 31 }, true],
    [100n, 0n, null, false],
  ])('asks about a total of %s after %s: days %j -> %s', (currentVnd, previousVnd, days, asked) => {
    const issue = unusualTotal('a.xlsx', { currentVnd, previousVnd, previousFile: 'b.xlsx', days });
    expect(issue?.code ?? null).toBe(asked ? 'total.magnitude' : null);
  });

  it('catches every mistaken unit of a table that did not more than double', () => {
    fc.assert(
      fc.property(
        fc.bigInt(2n, 10n ** 13n),
        fc.integer({ min: 50, max: 200 }),
        fc.constantFrom(1000n, 1_000_000n),
        (before, percent, unit) => {
          const right = (before * BigInt(percent)) / 100n;
          fc.pre(right * 2n >= before);
          const about = { previousVnd: before, previousFile: 'b.xlsx', days: null };
          expect(unusualTotal('a.xlsx', { ...about, currentVnd: right })).toBeNull();
          expect(unusualTotal('a.xlsx', { ...about, currentVnd: right * unit })).not.toBeNull();
          expect(unusualTotal('a.xlsx', { ...about, currentVnd: right / unit })).not.toBeNull();
        },
      ),
    );
  });

  it('counts the days of the year', () => {
    expect([dayOfYear('2025-01-01', 2025), dayOfYear('2025-06-30', 2025), dayOfYear('2026-01-31', 2025)]).toEqual([
      1, 181, 396,
    ]);
  });
});
