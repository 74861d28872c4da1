import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { backTest, countDown, type CountdownLine } from '../../src/domain/countdown.js';
import { peerPace, projectionOn } from '../../src/domain/forecast.js';
import { expectedLapse, splitInProportion } from '../../src/domain/expected-lapse.js';
import { addDays, daysBetween } from '../../src/domain/local-date.js';
import { settlementEnd } from '../../src/domain/plan-lapse.js';
import { sumVnd } from '../../src/domain/money.js';
import type { ProjectFacts } from '../../src/domain/project-facts.js';
import { workingDaysBetween } from '../../src/domain/working-days.js';
import { facts, planEntry, ROUND_1, snapshot } from './support/facts.js';

const MONTHS = ['2025-01-31', '2025-02-28', '2025-03-31', '2025-04-30', '2025-05-31', '2025-06-30'];

/** A project of 1.000.000.000 đồng with a cumulative figure at the end of each month. */
function monthly(key: string, figures: readonly bigint[], more: Partial<ProjectFacts> = {}): ProjectFacts {
  const snapshots = figures.map((amount, index) =>
    snapshot(amount, { asOf: MONTHS[index] ?? '2025-12-31', report: `thang-${index + 1}`, reportOrder: index }),
  );
  return facts({ key, code: key, planEntries: [planEntry(1_000_000_000n)], snapshots, ...more });
}

describe('days', () => {
  it('are counted over months and leap years', () => {
    expect(addDays('2025-06-30', -90)).toBe('2025-04-01');
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
    expect(daysBetween('2025-01-31', '2025-06-30')).toBe(150);
    expect(daysBetween('2025-12-31', '2026-01-01')).toBe(1);
    expect(daysBetween('2025-11-15', '2025-11-14')).toBe(-1);
  });

  it('of work add up over any split', () => {
    const day = fc.nat(700).map((days) => addDays('2025-01-01', days));
    fc.assert(
      fc.property(day, day, day, (...days) => {
        const [first = '', middle = '', last = ''] = [...days].sort();
        expect(workingDaysBetween(first, middle) + workingDaysBetween(middle, last)).toBe(
          workingDaysBetween(first, last),
        );
      }),
    );
  });

  it('of work leave out weekends and holidays, the first day not counted, the last counted', () => {
    expect(workingDaysBetween('2025-06-23', '2025-06-30')).toBe(5);
    expect(workingDaysBetween('2025-04-29', '2025-05-05')).toBe(1);
    expect(workingDaysBetween('2024-12-31', '2025-12-31')).toBe(261 - 12);
    expect(workingDaysBetween('2025-06-30', '2025-06-30')).toBe(0);
    expect(workingDaysBetween('2025-06-30', '2025-06-01')).toBe(0);
  });
});

describe('a projection', () => {
  const points = [
    { asOf: '2025-03-31', disbursedVnd: 100n },
    { asOf: '2025-04-10', disbursedVnd: 200n },
  ];

  it('goes on at the own speed and never over the plan', () => {
    expect(projectionOn(points, 1_000n, '2025-04-20', null)).toMatchObject({ likelyVnd: 300n, basis: 'own' });
    expect(projectionOn(points, 1_000n, '2026-01-31', null)).toMatchObject({ likelyVnd: 1_000n, highVnd: 1_000n });
  });

  it('takes the usual speed of similar projects where one report tells none of its own', () => {
    const peers = peerPace([1_000_000n, 2_000_000n, 3_000_000n, 4_000_000n, 5_000_000n]);
    const projection = projectionOn([{ asOf: '2025-05-31', disbursedVnd: 100_000n }], 1_000_000n, '2025-06-30', peers);
    expect(projection).toEqual({ lowVnd: 160_000n, likelyVnd: 190_000n, highVnd: 220_000n, basis: 'peers' });
  });

  it('stands still where nothing tells a speed', () => {
    expect(projectionOn([], 1_000n, '2025-06-30', null)).toMatchObject({ likelyVnd: 0n, basis: 'none' });
  });

  it('keeps its order and stays between what is disbursed and the plan', () => {
    const amounts = fc.array(fc.bigInt(0n, 2_000_000n), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(amounts, fc.bigInt(1n, 2_000_000n), fc.nat(400), (figures, planVnd, days) => {
        const known = figures.map((disbursedVnd, index) => ({ asOf: MONTHS[index] ?? '', disbursedVnd }));
        const last = known.at(-1) ?? { asOf: '', disbursedVnd: 0n };
        const { lowVnd, likelyVnd, highVnd } = projectionOn(known, planVnd, addDays(last.asOf, days), null);
        expect(lowVnd <= likelyVnd && likelyVnd <= highVnd).toBe(true);
        expect(lowVnd >= last.disbursedVnd).toBe(true);
        expect(highVnd <= (planVnd > last.disbursedVnd ? planVnd : last.disbursedVnd)).toBe(true);
      }),
    );
  });
});

describe('the countdown to round 1', () => {
  const steady = monthly('7000001', [100_000_000n, 200_000_000n, 300_000_000n, 400_000_000n]);
  const slow = monthly('7000002', [10_000_000n, 20_000_000n, 30_000_000n, 40_000_000n]);
  const done = monthly('7000003', [400_000_000n, 500_000_000n, 600_000_000n, 600_000_000n]);
  const silent = facts({ key: '7000004', code: '7000004', snapshots: [], matchedBy: null });
  const fresh = monthly('7000005', [1n], { status: 'new' });
  const all = [steady, slow, done, silent, fresh];

  it('tells who will reach the threshold and who will not, and leaves other projects out', () => {
    const { lines, daysLeft, workingDaysLeft } = countDown(ROUND_1, all, { today: '2025-04-30' });
    expect(new Map(lines.map(({ finding, stage }) => [finding.key, stage]))).toEqual(
      new Map([
        ['7000002', 'warning'],
        ['7000001', 'watch'],
        ['7000003', 'reached'],
        ['7000004', 'noData'],
      ]),
    );
    expect([daysLeft, workingDaysLeft]).toEqual([61, 41]);
  });

  it('says how much is needed each working day, rounded up, beside the own speed', () => {
    const line = lineOf(countDown(ROUND_1, all, { today: '2025-04-30' }).lines, '7000002');
    expect(line.neededVnd).toBe(460_000_000n);
    expect(line.neededPerWorkingDayVnd).toBe(11_219_513n);
    expect((line.neededPerWorkingDayVnd ?? 0n) * 41n >= (line.neededVnd ?? 0n)).toBe(true);
    expect(line.ownPerWorkingDayVnd).toBe(30_000_000n / BigInt(workingDaysBetween('2025-01-31', '2025-04-30')));
  });

  it('knows candidates from the day on, and those that an officer proposes', () => {
    const later = countDown(ROUND_1, all, { today: '2025-07-05', proposed: new Set(['7000002']) });
    expect(later.daysLeft).toBe(0);
    expect(lineOf(later.lines, '7000001').stage).toBe('candidate');
    expect(lineOf(later.lines, '7000001').neededPerWorkingDayVnd).toBeNull();
    expect(lineOf(later.lines, '7000002').stage).toBe('proposed');
  });

  it('does not depend on the order of projects', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => {
        const keys = countDown(ROUND_1, shuffled, { today: '2025-04-30' }).lines.map(({ finding }) => finding.key);
        expect(keys).toEqual(['7000002', '7000001', '7000003', '7000004']);
      }),
    );
  });
});

describe('the back-test', () => {
  it('counts hits, false alarms and what was missed', () => {
    const slow = monthly('7000001', [10n, 20n, 30n, 40n, 50n, 60n]);
    const woke = monthly('7000002', [10n, 20n, 30n, 40n, 50n, 900_000_000n]);
    const fell = monthly('7000003', [
      100_000_000n,
      200_000_000n,
      300_000_000n,
      400_000_000n,
      400_000_001n,
      400_000_001n,
    ]);
    const [, sixty, thirty] = backTest(ROUND_1, [slow, woke, fell]);
    expect(sixty).toMatchObject({ day: '2025-05-01', projects: 3, warned: 2, candidates: 2, hits: 1, missed: 1 });
    expect(thirty).toMatchObject({ day: '2025-05-31', warned: 3, hits: 2, falseAlarms: 1, rightPercent: '66.66' });
  });

  it('has no percentage of nothing', () => {
    expect(backTest(ROUND_1, []).map(({ foundPercent, rightPercent }) => [foundPercent, rightPercent])).toEqual(
      Array(4).fill([null, null]),
    );
  });
});

describe('what is expected to lapse', () => {
  it('ends on 31 January of the next year', () => expect(settlementEnd(2025)).toBe('2026-01-31'));

  it('is split over the sources to the đồng', () => {
    const project = facts({
      planEntries: [planEntry(700n, { source: 'NSTW' }), planEntry(300n, { source: 'SDD' })],
      snapshots: [
        snapshot(99n, { source: 'NSTW', asOf: '2025-05-31', report: 'a', reportOrder: 1 }),
        snapshot(1n, { source: 'SDD', asOf: '2025-05-31', report: 'a', reportOrder: 1 }),
        snapshot(99n, { source: 'NSTW', asOf: '2025-06-30', report: 'b', reportOrder: 2 }),
        snapshot(1n, { source: 'SDD', asOf: '2025-06-30', report: 'b', reportOrder: 2 }),
      ],
    });
    const lines = expectedLapse([project], 2025, '2025-07-01', 'treasury');
    expect(lines.map(({ source }) => source)).toEqual(['NSTW', 'SDD']);
    expect(sumVnd(lines.map(({ likelyVnd }) => likelyVnd))).toBe(900n);
    expect(lines[0]).toMatchObject({ planVnd: 700n, disbursedVnd: 99n, likelyVnd: 601n });
  });

  it('splits any amount into parts that add up to it', () => {
    const weights = fc.array(fc.bigInt(0n, 9_000_000_000_000n), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.bigInt(0n, 9_000_000_000_000n), weights, (amount, parts) => {
        fc.pre(parts.some((part) => part > 0n));
        const split = splitInProportion(amount, parts);
        expect(sumVnd(split)).toBe(amount);
        expect(split.every((part) => part >= 0n)).toBe(true);
      }),
    );
  });
});

function lineOf(lines: readonly CountdownLine[], key: string): CountdownLine {
  const line = lines.find(({ finding }) => finding.key === key);
  if (line === undefined) throw new Error(`no line of ${key}`);
  return line;
}
