import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { differences } from '../../support/corpus/compare.js';
import { toXlsx } from '../../support/corpus/excel.js';
import type { LayoutOptions } from '../../support/corpus/layout-options.js';
import { planAnnex } from '../../support/corpus/layouts/plan.js';
import { monthlySynthesis } from '../../support/corpus/layouts/report.js';
import { isTcvn3 } from '../../support/corpus/legacy-encode.js';
import type { MarkStyle } from '../../support/corpus/marks.js';
import { inventProjects } from '../../support/corpus/projects.js';
import { readWorkbook } from '../../support/corpus/read.js';
import type { TableSpec } from '../../support/corpus/table-spec.js';
import { withColumnOrder, withRowOrder } from '../../support/corpus/variations.js';
import { oneTable } from '../../support/corpus/workbook-recipe.js';

const RUNS = { numRuns: 10 };

/** A plan annex or a monthly synthesis over freshly invented projects. */
const table: fc.Arbitrary<TableSpec> = fc
  .record({
    seed: fc.string({ minLength: 1, maxLength: 8 }),
    count: fc.integer({ min: 6, max: 20 }),
    isPlan: fc.boolean(),
  })
  .map(({ seed, count, isPlan }) => {
    const projects = inventProjects({
      seed,
      count,
      sources: ['CDNS', 'SDD', 'XSKT'],
      most: 2,
      statuses: ['continuing', 'new', 'completed'],
    });
    return isPlan
      ? planAnnex({ projects, title: 'NGUỒN VỐN NGÂN SÁCH ĐỊA PHƯƠNG', titleSource: 'NSDP' })
      : monthlySynthesis(projects);
  });

const keys = fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 3, maxLength: 24 });

async function isUnderstood(spec: TableSpec, options: Partial<LayoutOptions> = {}): Promise<void> {
  const draft = oneTable(spec, options);
  const reading = readWorkbook(await toXlsx(draft.sheets), 'thu.xlsx');
  expect(differences({ about: '', tables: draft.tables }, reading)).toEqual([]);
  expect(reading.issues.filter((issue) => issue.severity === 'error')).toEqual([]);
}

/** Every project name of the table. */
function names(spec: TableSpec): string[] {
  const below = (nodes: TableSpec['body']): string[] =>
    nodes.flatMap((node) =>
      node.type === 'group' ? below(node.children) : node.type === 'leaf' ? [node.leaf.project.name] : [],
    );
  return below(spec.body);
}

const UNITS = [
  { vndPerUnit: 1n, unitText: 'Đơn vị tính: đồng' },
  { vndPerUnit: 1000n, unitText: 'ĐVT: 1.000 đồng' },
  { vndPerUnit: 1000n, unitText: 'Đơn vị tính: nghìn đồng' },
  { vndPerUnit: 1_000_000n, unitText: 'Đơn vị: Triệu đồng' },
  { vndPerUnit: 1_000_000n, unitText: 'ĐVT: Tr.đ' },
  { vndPerUnit: 1_000_000_000n, unitText: 'Đơn vị tính: Tỷ đồng' },
] as const;

const OUTLINES: readonly MarkStyle[][] = [
  ['letter', 'roman', 'arabic', 'dash'],
  ['roman', 'arabic', 'small', 'dash'],
  ['letter', 'roman', 'compound', 'compound'],
  ['roman', 'bracketed', 'small', 'plus'],
];

describe('however a table is put on paper, the projects and amounts read are the same', () => {
  it('with its columns in any order', async () => {
    await fc.assert(
      fc.asyncProperty(table, keys, (spec, order) => isUnderstood(withColumnOrder(spec, order))),
      RUNS,
    );
  });

  it('with blank columns and rows anywhere', async () => {
    const blanks = fc.record({
      columns: fc.array(fc.integer({ min: 1, max: 8 }), { maxLength: 3 }),
      every: fc.integer({ min: 1, max: 6 }),
    });
    await fc.assert(
      fc.asyncProperty(table, blanks, (spec, { columns, every }) =>
        isUnderstood(spec, {
          blankColumnsBefore: columns,
          blankRowsBefore: (row) => (row % every === every - 1 ? 1 : 0),
        }),
      ),
      RUNS,
    );
  });

  it('with the rows of each group in any order', async () => {
    await fc.assert(
      fc.asyncProperty(table, keys, (spec, order) => isUnderstood(withRowOrder(spec, order))),
      RUNS,
    );
  });

  it('in any unit', async () => {
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom(...UNITS), (spec, unit) => isUnderstood(spec, unit)),
      RUNS,
    );
  });

  it('in any number style that can be read in one way only', async () => {
    // In đồng every text amount shows two group separators; in triệu only a number says for certain what it is.
    const style = fc.constantFrom<Partial<LayoutOptions>>(
      { numbers: 'numeric', ...UNITS[0] },
      { numbers: 'numeric', ...UNITS[3] },
      { numbers: 'vi', ...UNITS[0] },
      { numbers: 'us', ...UNITS[0] },
    );
    await fc.assert(
      fc.asyncProperty(table, style, (spec, options) => isUnderstood(spec, options)),
      RUNS,
    );
  });

  it('or, where a column of texts can be read in two ways, never a wrong amount: each is right or a question at its cell', async () => {
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom<'vi' | 'us'>('vi', 'us'), async (spec, numbers) => {
        const draft = oneTable(spec, { numbers, ...UNITS[3] });
        const reading = readWorkbook(await toXlsx(draft.sheets), 'thu.xlsx');
        const asked = new Set(reading.issues.map((issue) => issue.cell));
        const wrong = differences({ about: '', tables: draft.tables }, reading).filter((difference) => {
          const unread = /([A-Z]+\d+) is undefined instead of \d+$/.exec(difference)?.[1];
          return !(difference.endsWith('was not compared') || (unread !== undefined && asked.has(unread)));
        });
        expect(wrong).toEqual([]);
      }),
      RUNS,
    );
  });

  it('composed or decomposed, in Unicode or an old font', async () => {
    const dress = fc.constantFrom<Partial<LayoutOptions>>(
      { form: 'NFD' },
      { form: 'NFC' },
      { encode: 'tcvn3' },
      { encode: 'vni' },
    );
    await fc.assert(
      fc.asyncProperty(table, dress, (spec, options) => {
        fc.pre(options.encode !== 'tcvn3' || names(spec).every(isTcvn3));
        return isUnderstood(spec, options);
      }),
      RUNS,
    );
  });

  it('under any outline style', async () => {
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom(...OUTLINES), (spec, marks) => isUnderstood(spec, { marks })),
      RUNS,
    );
  });

  it('with the total at the top, at the bottom or missing, header merged or not, repeated or not', async () => {
    const layout = fc.record({
      totalAt: fc.constantFrom('top' as const, 'bottom' as const, 'none' as const),
      mergeHeader: fc.boolean(),
      repeatHeaderEvery: fc.constantFrom(0, 9),
      numberRow: fc.constantFrom('none' as const, 'plain' as const, 'bracketed' as const, 'lettered' as const),
      blank: fc.constantFrom('empty' as const, 'dash' as const),
      formulas: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(table, layout, (spec, options) => isUnderstood(spec, options)),
      { numRuns: 20 },
    );
  });
});
