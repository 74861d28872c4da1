import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { leagueTable } from '../../src/domain/league-table.js';
import { sumVnd } from '../../src/domain/money.js';
import type { ProjectFacts } from '../../src/domain/project-facts.js';
import { DIMENSIONS, rateDistribution, synthesiseBy, type Dimension } from '../../src/domain/synthesis.js';
import { nameKey } from '../../src/domain/vietnamese-text.js';
import { facts, planEntry, snapshot } from './support/facts.js';

const QUESTION = { asOf: '2025-06-30', before: '2025-05-31', preferredOrigin: 'treasury' } as const;
const AT = { asOf: '2025-06-30', preferredOrigin: 'treasury' } as const;

function money(
  key: string,
  planVnd: bigint,
  disbursedVnd: bigint | null,
  more: Partial<ProjectFacts> = {},
): ProjectFacts {
  const snapshots = disbursedVnd === null ? [] : [snapshot(disbursedVnd)];
  return facts({ key, code: key, planEntries: [planEntry(planVnd)], snapshots, ...more });
}

describe('the monthly synthesis', () => {
  const road = facts({
    key: '1',
    planEntries: [
      planEntry(1_000n, { source: 'NSTW' }),
      planEntry(500n, { source: 'MTQG-NTM' }),
      planEntry(200n, { source: 'NSTW', planKind: 'carriedOver' }),
    ],
    snapshots: [
      snapshot(100n, { source: 'NSTW', asOf: '2025-05-31', report: 'may', reportOrder: 1 }),
      snapshot(400n, { source: 'NSTW', report: 'june', reportOrder: 2 }),
      snapshot(50n, { source: 'MTQG-NTM', report: 'june', reportOrder: 2 }),
      snapshot(200n, { source: 'NSTW', planKind: 'carriedOver', report: 'june', reportOrder: 2 }),
    ],
  });
  const school = money('2', 2_000n, null, { sector: 'Giáo dục', investor: 'Sở GD&ĐT' });

  it('tells both denominators and the change since the month before', () => {
    const { lines } = synthesiseBy([road, school], ['source'], QUESTION).source;
    expect(lines.map(({ key }) => key)).toEqual(['NSTW', 'CDNS', 'MTQG-NTM']);
    expect(lines[0]).toMatchObject({
      ...{ planVnd: 1_000n, disbursedVnd: 400n, ratePercent: '40.00', beforeVnd: 100n, changeVnd: 300n },
      ...{ carriedOverPlanVnd: 200n, carriedOverDisbursedVnd: 200n, rateWithCarriedOverPercent: '50.00' },
    });
  });

  it('has no rate with capital carried over where its plan is not in the books', () => {
    const carried = [snapshot(5n), snapshot(7n, { planKind: 'carriedOver' })];
    const { total } = synthesiseBy([facts({ snapshots: carried })], ['source'], QUESTION).source;
    expect(total).toMatchObject({ carriedOverDisbursedVnd: 7n, rateWithCarriedOverPercent: null });
  });

  it('sets the programmes apart and names what the papers do not tell', () => {
    const { lines } = synthesiseBy([road, school], ['programme'], QUESTION).programme;
    expect(lines.map(({ key, planVnd }) => [key, planVnd])).toEqual([
      ['MTQG-NTM', 500n],
      [null, 3_000n],
    ]);
  });

  it('counts projects without a figure apart', () => {
    const { lines, total } = synthesiseBy([road, school], ['sector'], QUESTION).sector;
    expect(lines.map(({ name, withoutFigure }) => [name, withoutFigure])).toEqual([
      ['Giao thông', 0],
      ['Giáo dục', 1],
    ]);
    expect(total).toMatchObject({ projects: 2, withoutFigure: 1, planVnd: 3_500n });
  });

  it('ranks by the exact ratio, equal ratios on one place', () => {
    const projects = [
      money('1', 300n, 100n, { investor: 'A' }),
      money('2', 3_000n, 1_000n, { investor: 'B' }),
      money('3', 3_000n, 1_001n, { investor: 'C' }),
    ];
    const { lines } = synthesiseBy(projects, ['investor'], QUESTION).investor;
    expect(lines.map(({ name, rank }) => [name, rank])).toEqual([
      ['C', 1],
      ['A', 2],
      ['B', 2],
    ]);
  });

  it('adds up to the same total by every dimension, whatever the order', () => {
    const one = fc.record({
      source: fc.constantFrom('NSTW', 'SDD', 'MTQG-DTTS', 'ODA'),
      investor: fc.constantFrom('A', 'B', null),
      plan: fc.bigInt(1n, 9_000n),
      disbursed: fc.option(fc.bigInt(0n, 9_000n), { nil: null }),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 12 }), fc.constantFrom<Dimension>(...DIMENSIONS), (specs, dimension) => {
        const projects = specs.map(({ source, investor, plan, disbursed }, index) =>
          facts({
            ...{ key: String(index), investor, planEntries: [planEntry(plan, { source })] },
            snapshots: disbursed === null ? [] : [snapshot(disbursed, { source })],
          }),
        );
        const { total, lines } = synthesiseBy(projects, [dimension], QUESTION)[dimension];
        expect(total.planVnd).toBe(sumVnd(specs.map(({ plan }) => plan)));
        expect(sumVnd(lines.map(({ planVnd }) => planVnd))).toBe(total.planVnd);
        expect(sumVnd(lines.map(({ disbursedVnd }) => disbursedVnd))).toBe(total.disbursedVnd);
        expect(synthesiseBy([...projects].reverse(), [dimension], QUESTION)[dimension].total).toEqual(total);
      }),
    );
  });

  it('distributes rates over tenths: 50% exactly is the sixth, 100% and above the last', () => {
    const projects = [money('1', 100n, 50n), money('2', 100n, 49n), money('3', 100n, 130n), money('4', 100n, null)];
    expect(rateDistribution(projects, '2025-06-30', 'treasury')).toEqual([0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1]);
  });
});

describe('the league table', () => {
  it('weighs by amount and compares with what the unit itself registered', () => {
    const projects = [
      money('1', 1_000n, 900n, { investor: 'UBND huyện Mai Sơn' }),
      money('2', 9_000n, 600n, { investor: 'UBND Huyện Mai Sơn' }),
      money('3', 100n, 20n, { investor: 'Sở Y tế' }),
    ];
    const [first, second] = leagueTable(projects, {
      ...AT,
      heads: new Map([[nameKey('Sở Y tế'), 'Nguyễn Văn A']]),
      registered: new Map([[nameKey('Sở Y tế'), 40n]]),
    });
    expect(first).toMatchObject({ investor: 'Sở Y tế', rank: 1, ratePercent: '20.00' });
    expect(first).toMatchObject({ head: 'Nguyễn Văn A', registeredVnd: 40n, fidelityPercent: '50.00' });
    expect(second).toMatchObject({
      projects: 2,
      planVnd: 10_000n,
      disbursedVnd: 1_500n,
      ratePercent: '15.00',
      rank: 2,
    });
  });

  it('leaves out who has no plan of the year', () => {
    const onlyCarriedOver = facts({ investor: 'B', planEntries: [planEntry(5n, { planKind: 'carriedOver' })] });
    expect(leagueTable([onlyCarriedOver], AT)).toEqual([]);
  });
});
