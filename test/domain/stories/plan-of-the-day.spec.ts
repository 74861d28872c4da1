import { describe, expect, it } from '@jest/globals';
import { planEntriesAsOf } from '../../../src/domain/capital-plan.js';
import { bringTogether } from '../../../src/domain/project-book.js';
import { plansBelowZero } from '../../../src/domain/project-book-issues.js';
import { review } from '../../../src/domain/review.js';
import { adjusted, assigned, facts, paid, planEntry, ROUND_1 } from '../support/facts.js';

const book = (...args: Parameters<typeof bringTogether> extends [infer P, infer D, number] ? [P, D] : never) =>
  bringTogether(args[0], args[1], 2025);
const on = (asOf: string, plans: Parameters<typeof bringTogether>[0], paidVnd = 4_000n) =>
  review({ ...ROUND_1, asOf }, book(plans, [paid(paidVnd, { asOf })]).projects, { complete: false })[0]!;

describe('a plan cut in May by an annex', () => {
  const plans = [assigned(10_000n), adjusted(-2_000n)];

  it('counts in full the day before the decision', () => {
    expect(on('2025-05-14', plans)).toMatchObject({ planVnd: 10_000n, outcome: 'candidate' });
  });

  it.each(['2025-05-15', '2025-06-30'])('counts as cut on %s, so that the project is no longer below 50%%', (asOf) => {
    expect(on(asOf, plans)).toMatchObject({ planVnd: 8_000n, outcome: 'met', ratePercent: '50.00' });
  });

  it('rests on the cells of both papers', () => {
    const { evidence } = on('2025-06-30', plans);
    expect(evidence.plan).toEqual([
      expect.stringMatching(/^ke-hoach\.xlsx!NSĐP!L\d+$/),
      expect.stringMatching(/^dieu-chinh\.xlsx!NSĐP!L\d+$/),
    ]);
  });

  it('is found without a code where the plan has one, and with a code where the plan has none', () => {
    const named = [assigned(10_000n), adjusted(-2_000n, { project: { code: null } })];
    const coded = [assigned(10_000n, { project: { code: null } }), adjusted(-2_000n)];
    for (const both of [named, coded]) {
      const { projects } = book(both, []);
      expect(projects).toHaveLength(1);
      expect(projects[0]!.code).toBe('7912345');
    }
  });

  it('is found by name where neither paper has codes and only one names the investor', () => {
    const { projects } = book(
      [assigned(10_000n, { project: { code: null } }), adjusted(-2_000n, { project: { code: null, investor: null } })],
      [],
    );
    expect(projects).toHaveLength(1);
    expect(projects[0]!.planEntries.map((entry) => entry.amountVnd)).toEqual([10_000n, -2_000n]);
  });

  it('may take everything: then there is no plan and no rate', () => {
    expect(on('2025-06-30', [assigned(10_000n), adjusted(-10_000n)])).toMatchObject({
      outcome: 'noPlan',
      planVnd: 0n,
      ratePercent: null,
    });
  });
});

describe('a supplement in June', () => {
  it('can bring a project below the threshold', () => {
    const plans = [assigned(8_000n), adjusted(2_000n, { effectiveOn: '2025-06-20' })];
    expect(on('2025-06-19', plans).outcome).toBe('met');
    expect(on('2025-06-20', plans).outcome).toBe('candidate');
  });

  it('of a source that the project did not have stands beside the first one', () => {
    const plans = [assigned(8_000n), adjusted(2_000n, { source: 'XSKT', effectiveOn: '2025-06-20' })];
    expect(on('2025-06-30', plans).bySource).toEqual([
      { source: 'CDNS', planVnd: 8_000n, disbursedVnd: 4_000n },
      { source: 'XSKT', planVnd: 2_000n, disbursedVnd: 0n },
    ]);
  });

  it('can be the first plan that a project gets', () => {
    const plans = [adjusted(8_000n, { effectiveOn: '2025-06-20' })];
    expect(on('2025-06-19', plans).outcome).toBe('noPlan');
    expect(on('2025-06-30', plans)).toMatchObject({ outcome: 'met', planVnd: 8_000n });
  });
});

describe('an adjustment that takes away more than there is', () => {
  const facts0 = (entries: ReturnType<typeof planEntry>[]) => [facts({ planEntries: entries })];

  it('is an error at its cell', () => {
    const [issue, ...more] = plansBelowZero(
      facts0([
        planEntry(1_000n),
        planEntry(-1_001n, { effectiveOn: '2025-05-15', ref: { file: 'dc.xlsx', sheet: 'PL', cell: 'P9' } }),
      ]),
    );
    expect(more).toEqual([]);
    expect(issue).toMatchObject({
      code: 'plan.belowZero',
      severity: 'error',
      file: 'dc.xlsx',
      cell: 'P9',
      row: 9,
      column: 'P',
    });
    expect(issue!.message).toContain('còn -1 đồng');
  });

  it('is an error although a later supplement makes it good', () => {
    const entries = [
      planEntry(1_000n),
      planEntry(5_000n, { effectiveOn: '2025-06-01', nature: 'increase' }),
      planEntry(-2_000n, { effectiveOn: '2025-05-15' }),
    ];
    expect(plansBelowZero(facts0(entries))).toEqual([expect.objectContaining({ severity: 'error' })]);
  });

  it('is a warning where it only exceeds its source', () => {
    const entries = [
      planEntry(1_000n, { source: 'NSTW' }),
      planEntry(500n, { source: 'XSKT' }),
      planEntry(-600n, { source: 'XSKT', effectiveOn: '2025-05-15' }),
    ];
    expect(plansBelowZero(facts0(entries))).toEqual([expect.objectContaining({ severity: 'warning' })]);
  });

  it('is nothing where it takes everything, or moves money inside one day', () => {
    const day = { effectiveOn: '2025-05-15' };
    expect(plansBelowZero(facts0([planEntry(1_000n), planEntry(-1_000n, day)]))).toEqual([]);
    expect(plansBelowZero(facts0([planEntry(-400n, day), planEntry(400n, day)]))).toEqual([]);
  });
});

describe('the plan of a day', () => {
  it('leaves out carried-over capital and what takes effect later', () => {
    const entries = [
      planEntry(1n),
      planEntry(2n, { planKind: 'carriedOver' }),
      planEntry(4n, { effectiveOn: '2025-06-30', nature: 'increase' }),
      planEntry(8n, { effectiveOn: '2025-07-01', nature: 'increase' }),
    ];
    expect(planEntriesAsOf(entries, '2025-06-30').map((entry) => entry.amountVnd)).toEqual([1n, 4n]);
  });
});

describe('a plan that stands in two places', () => {
  const codes = (issues: readonly { code: string; severity: string }[]) =>
    issues.map(({ code, severity }) => [code, severity]);

  it('is an error in two files, by code or by name', () => {
    const other = assigned(10_000n, { file: 'ban-sao.xlsx' });
    expect(codes(book([assigned(10_000n), other], []).issues)).toEqual([['plan.assignedTwice', 'error']]);
    const uncoded = { ...other, project: { ...other.project, code: null } };
    expect(codes(book([assigned(10_000n), uncoded], []).issues)).toEqual([['plan.assignedTwice', 'error']]);
  });

  it('is an error on two sheets of one file', () => {
    expect(codes(book([assigned(1n), assigned(1n, { sheet: 'Tổng hợp' })], []).issues)).toEqual([
      ['plan.assignedTwice', 'error'],
    ]);
  });

  it('is a warning where one place does not tell the source, or only its group', () => {
    for (const source of ['KHAC', 'NSDP']) {
      expect(codes(book([assigned(1n), assigned(1n, { sheet: 'Tổng hợp', source })], []).issues)).toEqual([
        ['plan.mayOverlap', 'warning'],
      ]);
    }
  });

  it('is no issue for two sources, two kinds, two rows of one table, or an adjustment', () => {
    const plans = [
      assigned(1n),
      assigned(2n),
      assigned(1n, { sheet: 'NSTW', source: 'NSTW' }),
      assigned(1n, { sheet: 'kéo dài', planKind: 'carriedOver' }),
      adjusted(5n),
    ];
    const { issues, projects } = book(plans, []);
    expect(issues).toEqual([]);
    expect(planEntriesAsOf(projects[0]!.planEntries, '2025-01-01')).toHaveLength(3);
  });
});
