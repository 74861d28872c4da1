import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { blankMeansZero } from '../../src/workbook/understanding/blank-figures.js';
import { factsOf, type FactPurpose } from '../../src/workbook/understanding/facts.js';
import type { Line, TableReading } from '../../src/workbook/understanding/reading.js';
import { column, line, reading, table } from './support/readings.js';

const about = (purpose: FactPurpose | null, more = {}) => ({ planYear: 2025, purpose, ...more });
const DECISION = {
  number: '1042/QĐ-UBND',
  date: '2025-05-15',
  authority: 'UBND tỉnh Sơn La',
  text: 'Quyết định số 1042/QĐ-UBND',
  cell: 'A5',
};

const plansOf = (source: TableReading, purpose: FactPurpose | null = 'plan') => {
  const { facts, issues } = factsOf(reading(source), about(purpose));
  expect(issues).toEqual([]);
  return facts.planEntries;
};
const paidOf = (source: TableReading) => {
  const { facts, issues } = factsOf(reading(source), about('disbursement'));
  expect(issues).toEqual([]);
  return facts.disbursements;
};

describe('the plan that a table states', () => {
  it('is one entry a project row, with the cell it stands in and the cell of the name', () => {
    const [entry, ...more] = plansOf(table('capitalPlan', [line({ row: 16, amounts: { 'plan.current': 15_000n } })]));
    expect(more).toEqual([]);
    expect(entry).toMatchObject({
      source: 'CDNS',
      planKind: 'current',
      amountVnd: 15_000n,
      effectiveOn: '2025-01-01',
      nature: 'initial',
      ref: { file: 'bieu.xlsx', sheet: 'Bieu 01', cell: 'D16' },
      project: { code: '7912345', ref: { cell: 'B16' } },
    });
  });

  it('is as long as the table: 200.000 rows are 200.000 facts, whatever they state', () => {
    const amounts = { 'plan.current': 1n, 'disbursed.current': 1n, 'demand.additional': 1n } as const;
    const lines = new Array<Line>(200_000).fill(line({ row: 16, amounts }));
    expect(plansOf(table('capitalPlan', lines))).toHaveLength(200_000);
    expect(paidOf(table('disbursement', lines))).toHaveLength(200_000);
    expect(factsOf(reading(table('demand', lines)), about('demand')).facts.demands).toHaveLength(200_000);
  });

  it('takes project rows only: components, subtotals and totals are part of others', () => {
    const roles = ['heading', 'subtotal', 'total', 'component', 'note'] as const;
    const others = roles.map((role, i) => line({ row: 20 + i, role, amounts: { 'plan.current': 1n } }));
    const lines = [...others, line({ row: 16, amounts: { 'plan.current': 5n } })];
    expect(plansOf(table('capitalPlan', lines)).map((entry) => entry.amountVnd)).toEqual([5n]);
  });

  it('keeps carried-over capital apart', () => {
    const lines = [line({ row: 16, amounts: { 'plan.current': 5n, 'plan.carriedOver': 7n } })];
    expect(plansOf(table('capitalPlan', lines)).map((entry) => [entry.planKind, entry.amountVnd])).toEqual([
      ['current', 5n],
      ['carriedOver', 7n],
    ]);
  });

  it('is split by its source columns; what they leave over goes to the source of the row', () => {
    const lines = [
      line({ row: 16, amounts: { 'plan.current': 10n, 'plan.current@NSTW': 6n, 'plan.current@XSKT': 1n } }),
    ];
    expect(plansOf(table('capitalPlan', lines)).map((entry) => [entry.source, entry.amountVnd])).toEqual([
      ['NSTW', 6n],
      ['XSKT', 1n],
      ['CDNS', 3n],
    ]);
  });

  it('is the printed total where the source columns state more', () => {
    const lines = [line({ row: 16, amounts: { 'plan.current': 10n, 'plan.current@NSTW': 11n } })];
    expect(plansOf(table('capitalPlan', lines)).map((entry) => [entry.source, entry.amountVnd])).toEqual([
      ['CDNS', 10n],
    ]);
  });

  it('counts a group column and the columns of its parts once', () => {
    const amounts = {
      'plan.current@NSTW': 5n,
      'plan.current@NSDP': 10n,
      'plan.current@XSKT': 4n,
      'plan.current@SDD': 6n,
    };
    const bySource = (more = {}) =>
      plansOf(table('capitalPlan', [line({ row: 16, amounts: { ...amounts, ...more } })])).map((entry) => [
        entry.source,
        entry.amountVnd,
      ]);
    const parts = [
      ['NSTW', 5n],
      ['XSKT', 4n],
      ['SDD', 6n],
    ];
    expect(bySource()).toEqual(parts);
    expect(bySource({ 'plan.current': 15n })).toEqual(parts);
    expect(bySource({ 'plan.current@NSDP': 12n })).toEqual([
      ['NSTW', 5n],
      ['XSKT', 4n],
      ['SDD', 6n],
      ['NSDP', 2n],
    ]);
    expect(bySource({ 'plan.current@NSDP': 9n })).toEqual([
      ['NSTW', 5n],
      ['NSDP', 9n],
    ]);
  });

  it('adds up to the total for every split', () => {
    const vnd = fc.bigInt({ min: 0n, max: 10n ** 15n });
    fc.assert(
      fc.property(vnd, vnd, vnd, (total, a, b) => {
        const lines = [
          line({ row: 16, amounts: { 'plan.current': total, 'plan.current@NSTW': a, 'plan.current@XSKT': b } }),
        ];
        const sum = plansOf(table('capitalPlan', lines)).reduce((all, entry) => all + entry.amountVnd, 0n);
        expect(sum).toBe(total);
      }),
    );
  });

  it('without a source is of the source "khác"', () => {
    const lines = [line({ row: 16, context: { source: null }, amounts: { 'plan.current': 5n } })];
    expect(plansOf(table('capitalPlan', lines))[0]!.source).toBe('KHAC');
  });

  it.each([
    ['2024-12-05', '2025-01-01'],
    ['2025-03-10', '2025-03-10'],
    [null, '2025-01-01'],
  ])('decided on %s counts from %s', (date, effectiveOn) => {
    const lines = [line({ row: 16, amounts: { 'plan.current': 5n } })];
    expect(plansOf(table('capitalPlan', lines, { decision: { ...DECISION, date } }))[0]).toMatchObject({
      effectiveOn,
      decision: DECISION.text,
    });
  });

  it.each([
    ['KẾ HOẠCH VỐN ĐẦU TƯ CÔNG NĂM 2025', 'initial'],
    ['BỔ SUNG KẾ HOẠCH VỐN ĐẦU TƯ CÔNG NĂM 2025 (ĐỢT 1)', 'supplement'],
    ['KẾ HOẠCH VỐN ĐẦU TƯ CÔNG BỔ SUNG NĂM 2025', 'supplement'],
    ['KẾ HOẠCH VỐN NĂM 2025 SAU ĐIỀU CHỈNH, BỔ SUNG', 'initial'],
  ])('under the title "%s" is %s', (text, nature) => {
    const lines = [line({ row: 16, amounts: { 'plan.current': 5n, 'plan.carriedOver': 3n } })];
    const entries = plansOf(table('capitalPlan', lines, { title: { text, cell: 'A4' } }));
    expect(entries.map((entry) => entry.nature)).toEqual([nature, 'carryOver']);
  });

  it('repeated in a report counts from the first day of the year, whatever day the report is of', () => {
    const lines = [line({ row: 16, amounts: { 'plan.current': 5n, 'disbursed.current': 2n } })];
    expect(plansOf(table('both', lines, { decision: DECISION }))[0]!.effectiveOn).toBe('2025-01-01');
  });
});

describe('the changes that an annex states', () => {
  const annex = (amounts: Parameters<typeof line>[0]['amounts'], decision: TableReading['decision'] = DECISION) =>
    table('adjustment', [line({ row: 16, amounts })], { decision });

  it.each([
    ['a decrease printed positive', { 'adjust.decrease': 2n }, [-2n]],
    ['a decrease printed negative', { 'adjust.decrease': -2n }, [-2n]],
    ['an increase', { 'adjust.increase': 3n }, [3n]],
    ['both', { 'adjust.increase': 3n, 'adjust.decrease': 2n }, [3n, -2n]],
    ['zeros', { 'adjust.increase': 0n, 'adjust.decrease': 2n }, [-2n]],
    ['only before and after', { 'plan.initial': 10n, 'plan.adjusted': 7n }, [-3n]],
    ['only after, of a project without a plan', { 'plan.adjusted': 7n }, [7n]],
  ])('%s', (_what, amounts, changes) => {
    const entries = plansOf(annex(amounts));
    expect(entries.map((entry) => entry.amountVnd)).toEqual(changes);
    expect(entries.map((entry) => entry.nature)).toEqual(changes.map((vnd) => (vnd < 0n ? 'decrease' : 'increase')));
    expect(new Set(entries.map((entry) => entry.effectiveOn))).toEqual(new Set(['2025-05-15']));
  });

  it('count from no day where the paper names none: refused', () => {
    const { facts, issues } = factsOf(
      reading(annex({ 'adjust.decrease': 2n }, { ...DECISION, date: null })),
      about('plan'),
    );
    expect(facts.planEntries).toEqual([]);
    expect(issues).toEqual([expect.objectContaining({ code: 'decision.missing', severity: 'error', cell: 'A5' })]);
  });
});

describe('the disbursement that a table states', () => {
  it('carries its day and origin, advance and completed volume', () => {
    const amounts = { 'disbursed.current': 5n, 'disbursed.advance': 3n, 'disbursed.completedVolume': 2n };
    expect(paidOf(table('disbursement', [line({ row: 16, amounts })], { origin: 'treasury' }))).toEqual([
      expect.objectContaining({
        ...{ asOf: '2025-06-30', origin: 'treasury', planKind: 'current', amountVnd: 5n },
        ...{ advanceVnd: 3n, completedVolumeVnd: 2n, ref: { file: 'bieu.xlsx', sheet: 'Bieu 01', cell: 'D16' } },
      }),
    ]);
  });

  it('is advance plus completed volume where the form prints only these', () => {
    const amounts = { 'disbursed.advance': 3n, 'disbursed.completedVolume': 2n };
    expect(paidOf(table('disbursement', [line({ row: 16, amounts })]))[0]).toMatchObject({
      amountVnd: 5n,
      advanceVnd: 3n,
    });
  });

  it('keeps carried-over payments apart, and does not guess whose the advance is', () => {
    const amounts = { 'disbursed.current': 5n, 'disbursed.carriedOver': 7n, 'disbursed.advance': 3n };
    const paid = paidOf(table('disbursement', [line({ row: 16, amounts })]));
    expect(paid.map(({ planKind, amountVnd }) => [planKind, amountVnd])).toEqual([
      ['current', 5n],
      ['carriedOver', 7n],
    ]);
    expect(paid[1]!.advanceVnd).toBeNull();
  });

  it('is never an estimate, a month, or the sum from the start of the project', () => {
    const amounts = { 'estimate.yearEnd': 9n, 'disbursed.month': 8n, 'disbursed.fromStart': 7n, 'volume.accepted': 6n };
    const { facts, issues } = factsOf(
      reading(table('disbursement', [line({ row: 16, amounts })])),
      about('disbursement'),
    );
    expect(facts.disbursements).toEqual([]);
    expect(issues).toEqual([expect.objectContaining({ code: 'facts.none', severity: 'error' })]);
  });

  it('of no day is refused, unless a person states the day', () => {
    const source = table('disbursement', [line({ row: 16, amounts: { 'disbursed.current': 5n } })], { asOf: null });
    expect(factsOf(reading(source), about('disbursement')).issues).toEqual([
      expect.objectContaining({ code: 'asOf.missing', severity: 'error', sheet: 'Bieu 01', cell: 'A4' }),
    ]);
    const stated = factsOf(reading(source), about('disbursement', { asOf: '2025-06-15' }));
    expect(stated.facts.disbursements[0]!.asOf).toBe('2025-06-15');
  });
});

describe('a blank figure', () => {
  const columns = [column('B', 'name'), column('F', 'disbursed.current')];
  const blank = (more = {}) => line({ row: 16, blanks: new Set(['disbursed.current'] as const), ...more });
  const sum = (differenceVnd: bigint, letter = 'F') => ({
    ...{ row: 12, column: letter, printedVnd: 10n, computedVnd: 10n - differenceVnd, differenceVnd },
  });
  const tableOf = (lines: ReturnType<typeof line>[], reconciliation: TableReading['reconciliation'] = []) =>
    table('disbursement', lines, { columns, reconciliation });

  it('is 0 where the row prints a rate of 0', () => {
    expect(blankMeansZero(tableOf([]), blank({ rateBasisPoints: 0 }))).toBe('F16');
  });

  it('is 0 where every printed sum of the column agrees without it', () => {
    expect(blankMeansZero(tableOf([], [sum(0n), sum(0n)]), blank())).toBe('F16');
  });

  it.each([
    ['nothing proves it', []],
    ['a sum differs', [sum(0n), sum(1n)]],
    ['only another column agrees', [sum(0n, 'G')]],
  ])('is not 0 where %s', (_what, sums) => {
    expect(blankMeansZero(tableOf([], sums), blank())).toBeNull();
    const { facts } = factsOf(reading(tableOf([blank()], sums)), about('disbursement'));
    expect(facts.disbursements).toEqual([]);
  });

  it('that stands for 0 becomes a figure with its cell', () => {
    expect(paidOf(tableOf([blank()], [sum(0n)]))).toEqual([
      expect.objectContaining({ amountVnd: 0n, source: 'CDNS', ref: expect.objectContaining({ cell: 'F16' }) }),
    ]);
  });

  it('is nothing at all in a column that the table does not have', () => {
    expect(blankMeansZero(table('disbursement', []), blank({ rateBasisPoints: 0 }))).toBeNull();
    expect(blankMeansZero(tableOf([], [sum(0n)]), line({ row: 16 }))).toBeNull();
  });
});

describe('what a workbook is handed in as', () => {
  const lines = [line({ row: 16, amounts: { 'plan.current': 5n, 'disbursed.current': 2n, 'demand.additional': 1n } })];

  it.each<[TableReading['kind'], FactPurpose | null, [number, number, number]]>([
    ['capitalPlan', null, [1, 0, 0]],
    ['both', null, [0, 1, 0]],
    ['both', 'plan', [1, 0, 0]],
    ['both', 'disbursement', [0, 1, 0]],
    ['disbursement', null, [0, 1, 0]],
    ['demand', null, [0, 0, 1]],
  ])('a table of kind %s as %s', (kind, purpose, counts) => {
    const { facts } = factsOf(reading(table(kind, lines)), about(purpose));
    expect([facts.planEntries.length, facts.disbursements.length, facts.demands.length]).toEqual(counts);
  });

  it.each<[TableReading['kind'], FactPurpose]>([
    ['summary', 'plan'],
    ['unknown', 'plan'],
    ['disbursement', 'plan'],
    ['capitalPlan', 'disbursement'],
  ])('a table of kind %s is not a %s: refused with what was looked at', (kind, purpose) => {
    const { facts, issues } = factsOf(reading(table(kind, lines)), about(purpose));
    expect(facts).toEqual({ planEntries: [], disbursements: [], demands: [] });
    expect(issues).toEqual([expect.objectContaining({ code: 'facts.none', severity: 'error', file: 'bieu.xlsx' })]);
    expect(issues[0]!.message).toContain('"Bieu 01"');
  });

  it('states no fact at all where one of its tables has an error', () => {
    const other = table('capitalPlan', lines, { sheet: 'cũ', planYear: { year: 2024, cell: 'A4' } });
    const { facts, issues } = factsOf(reading(table('capitalPlan', lines), other), about('plan'));
    expect(facts.planEntries).toEqual([]);
    expect(issues).toEqual([
      expect.objectContaining({ code: 'planYear.other', value: '2024', sheet: 'cũ', cell: 'A4' }),
    ]);
  });
});

describe('the year of a table', () => {
  const lines = [line({ row: 16, amounts: { 'disbursed.current': 2n } })];
  const ofDay = (date: string) =>
    factsOf(
      reading(table('disbursement', lines, { planYear: null, asOf: { date, cell: 'A5' } })),
      about('disbursement'),
    );

  it('may run to 31/1 of the next one, when the settlement closes', () => {
    expect(ofDay('2026-01-31').issues).toEqual([]);
    expect(ofDay('2026-02-01').issues).toEqual([expect.objectContaining({ code: 'planYear.other', cell: 'A5' })]);
    expect(ofDay('2024-12-31').issues).toEqual([expect.objectContaining({ code: 'planYear.other', value: '2024' })]);
  });
});
