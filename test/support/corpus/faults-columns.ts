import { type FaultRecipe, columnOf, faulty, multiply, projectCell } from './fault-recipe.js';
import { faultPlan, faultProjects, faultReport, REPORT_MARKS } from './faults-amounts.js';
import { formulaReport, signedAdjustment } from './layouts/office.js';
import { planBySourceColumns } from './layouts/plan.js';
import { treasuryExport } from './layouts/treasury.js';
import { inventProjects } from './projects.js';
import type { ColumnSpec, TableSpec } from './table-spec.js';

const OFFICE_MARKS = { marks: ['roman', 'arabic'], numberRow: 'bracketed' } as const;

function report(seed: string): TableSpec {
  return formulaReport(inventProjects({ seed, count: 12, sources: ['NSTW', 'NSDP'], most: 2 }));
}

/** The table with other captions, or other columns, where the old ones were. */
function withColumns(spec: TableSpec, change: (column: ColumnSpec) => ColumnSpec | null): TableSpec {
  return { ...spec, columns: spec.columns.flatMap((column) => change(column) ?? []) };
}

/** A figure more than it should be by so many units. */
function more(value: unknown, by: number): number {
  return Number((Number(value) + by).toFixed(3));
}

/** Faults of what columns say of each other. */
export const COLUMN_FAULTS: readonly FaultRecipe[] = [
  {
    name: 'ty-le-khac-cong-thuc',
    about: 'the number row states 10=7/4*100, a row prints another rate',
    draft: () =>
      faulty(report('stated-rate'), OFFICE_MARKS, (grid, table) => {
        const cell = projectCell(table, 4, 'rate');
        grid.replace(cell, more(grid.valueAt(cell), 12.5));
        return { code: 'rate.differs', severity: 'warning', cell };
      }),
  },
  {
    name: 'con-lai-khac-cong-thuc',
    about: 'the number row states 11=4-7, a row prints another rest',
    draft: () =>
      faulty(report('stated-rest'), OFFICE_MARKS, (grid, table) => {
        const cell = projectCell(table, 2, 'remaining');
        grid.replace(cell, more(grid.valueAt(cell), 40));
        return { code: 'stated.differs', severity: 'warning', cell };
      }),
  },
  {
    name: 'lech-lam-tron',
    about: 'a total that differs from its parts by the rounding of its last printed digit',
    draft: () =>
      faulty(report('rounded'), OFFICE_MARKS, (grid, table) => {
        const cell = projectCell(table, 3, 'remaining');
        grid.replace(cell, more(grid.valueAt(cell), 0.001));
        return { code: 'stated.differs', severity: 'info', cell };
      }),
  },
  {
    name: 'cong-thuc-so-cot-sai',
    about: 'the number row names a wrong column in its formula',
    draft: () =>
      faulty(report('wrong-formula'), OFFICE_MARKS, (grid, table) => {
        const cell = `${columnOf(table, 'remaining')}${table.header.lastRow + 1}`;
        grid.replace(cell, '(11)=(4)-(5)');
        return { code: 'column.formula', severity: 'warning', cell };
      }),
  },
  {
    name: 'ke-hoach-gop-keo-dai',
    about: 'one column holds this year and the carried-over plan together',
    draft: () =>
      faulty(
        withColumns(faultPlan('merged-plans'), (column) =>
          column.field === 'plan.current'
            ? { ...column, path: ['KH 2025 (bao gồm vốn kéo dài)'] }
            : column.path[0] === 'Kế hoạch vốn năm 2025'
              ? null
              : column,
        ),
        {},
        (_, table) => [
          {
            code: 'column.bothPlans',
            severity: 'error',
            cell: `${columnOf(table, 'plan.current')}${table.header.firstRow}`,
          },
        ],
      ),
  },
  {
    name: 'dieu-chinh-khong-dau',
    about: 'one column of changes without a sign, and no plan after them',
    purpose: 'plan',
    draft: () => {
      const spec = signedAdjustment(faultProjects('unsigned', 14));
      const unsigned = withColumns(spec, (column) => {
        if (column.field === 'plan.adjusted') return null;
        if (column.field !== 'adjust.signed') return column;
        return { ...column, of: (leaf) => ({ vnd: (leaf.part!.plan / 20_000n) * 1000n }) };
      });
      return faulty(unsigned, { marks: ['roman', 'arabic'] }, (_, table) => ({
        code: 'column.adjustment',
        severity: 'warning',
        cell: `${columnOf(table, 'adjust.signed')}${table.header.lastRow}`,
      }));
    },
  },
  {
    name: 'sau-dieu-chinh-sai-mot-cot',
    about: 'plan after is not plan before + signed change',
    draft: () =>
      faulty(
        signedAdjustment(faultProjects('signed-wrong', 14)),
        { marks: ['roman', 'arabic'], numberRow: 'none' },
        (grid, table) => {
          const cell = projectCell(table, 3, 'plan.adjusted');
          grid.replace(cell, more(grid.valueAt(cell), 250));
          return { code: 'adjusted.differs', severity: 'warning', cell };
        },
      ),
  },
  {
    name: 'giai-ngan-gap-1000',
    about: 'a disbursement typed a thousand times too large',
    draft: () =>
      faulty(faultReport('paid1000'), REPORT_MARKS, (grid, table) => {
        const index = table.projects.findIndex(({ row }) => Number(grid.valueAt(`F${row}`)) > 1000);
        const cell = projectCell(table, index, 'disbursed.current');
        grid.replace(cell, multiply(grid.valueAt(cell), 1000));
        return { code: 'amount.scale', severity: 'warning', cell };
      }),
  },
  {
    name: 'ke-hoach-chia-1000-theo-tong',
    about: 'a plan typed with a decimal point for thousands; only the printed sums tell',
    draft: () => {
      const sources = ['NSTW', 'CDNS', 'XSKT'];
      const spec = planBySourceColumns(inventProjects({ seed: 'thousandth', count: 10, sources, most: 1 }), [
        ['NSTW', 'NSTW'],
        ['CDNS', 'CĐNS'],
        ['XSKT', 'XSKT'],
      ]);
      return faulty(spec, { numberRow: 'none' }, (grid, table) => {
        const cell = projectCell(table, 2, 'plan.current');
        grid.replace(cell, multiply(grid.valueAt(cell), 0.001));
        return { code: 'amount.scale', severity: 'warning', cell };
      });
    },
  },
  {
    name: 'ke-hoach-gap-1000-theo-cot',
    about: 'a plan of a table without total investment and sums, a thousand times its siblings',
    draft: () =>
      faulty(
        report('sibling1000'),
        { ...OFFICE_MARKS, marks: ['blank'], numberRow: 'none', totalAt: 'none' },
        (grid, table) => {
          const largest = [...table.projects.keys()].sort(
            (a, b) => table.projects[b]!.amounts['D']! - table.projects[a]!.amounts['D']!,
          )[0]!;
          const cell = projectCell(table, largest, 'plan.current');
          grid.replace(cell, multiply(grid.valueAt(cell), 1000));
          return { code: 'amount.scale', severity: 'warning', cell };
        },
      ),
  },
  {
    name: 'kbnn-du-tam-ung-sai',
    about: 'a Treasury export whose total is not completed volume + outstanding advance',
    draft: () =>
      faulty(
        treasuryExport(faultProjects('balance', 12), true),
        { marks: ['arabic'], vndPerUnit: 1n, unitText: 'Đơn vị: đồng', totalAt: 'none', numberRow: 'none' },
        (grid, table) => {
          const cell = projectCell(table, 2, 'disbursed.current');
          grid.replace(cell, Number(grid.valueAt(cell)) + 7_000_000);
          return { code: 'parts.differ', severity: 'warning', cell };
        },
      ),
  },
];
