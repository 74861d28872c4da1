import { columnOf, type FaultRecipe, faulty, multiply, projectCell } from './fault-recipe.js';
import type { GridValue } from './grid.js';
import { monthlySynthesis } from './layouts/report.js';
import { planAnnex } from './layouts/plan.js';
import { treasuryExport } from './layouts/treasury.js';
import { type InventedPart, type InventedProject, inventProjects } from './projects.js';
import type { TableSpec } from './table-spec.js';

export function faultProjects(
  seed: string,
  count = 12,
  sources: readonly string[] = ['CDNS', 'XSKT'],
): InventedProject[] {
  return inventProjects({ seed, count, sources, statuses: ['continuing', 'new'] });
}

export function faultPlan(
  seed: string,
  change: (projects: InventedProject[]) => InventedProject[] = (same) => same,
): TableSpec {
  return planAnnex({
    projects: change(faultProjects(seed)),
    title: 'NGUỒN VỐN NGÂN SÁCH ĐỊA PHƯƠNG',
    titleSource: 'NSDP',
  });
}

export function faultReport(
  seed: string,
  change: (projects: InventedProject[]) => InventedProject[] = (same) => same,
): TableSpec {
  return monthlySynthesis(change(faultProjects(seed)));
}

export const REPORT_MARKS = { marks: ['letter', 'roman', 'arabic'] } as const;

/** One project of the list with other figures. */
export function withPart(
  index: number,
  change: (part: InventedPart, project: InventedProject) => Partial<InventedPart>,
) {
  return (projects: InventedProject[]): InventedProject[] =>
    projects.map((project, at) =>
      at === index
        ? { ...project, parts: project.parts.map((part) => ({ ...part, ...change(part, project) })) }
        : project,
    );
}

/** One wrong value in the plan column of the fourth project. */
function inPlanCell(name: string, about: string, value: GridValue, code: string): FaultRecipe {
  return {
    name,
    about,
    draft: () =>
      faulty(faultPlan(name), {}, (grid, table) => {
        const cell = projectCell(table, 3, 'plan.current');
        grid.replace(cell, value);
        return { code, severity: 'error', cell };
      }),
  };
}

/** A printed sum that differs from its rows. */
function wrongSum(
  name: string,
  about: string,
  row: 'heading' | 'total',
  change: (value: GridValue | undefined) => number,
): FaultRecipe {
  return {
    name,
    about,
    draft: () =>
      faulty(faultPlan(name), {}, (grid, table) => {
        const cell = `${columnOf(table, 'plan.current')}${row === 'total' ? table.totals[0] : table.headings[2]}`;
        grid.replace(cell, change(grid.valueAt(cell)));
        return { code: 'sum.differs', severity: 'warning', cell };
      }),
  };
}

export const AMOUNT_FAULTS: readonly FaultRecipe[] = [
  inPlanCell('chu-trong-so-tien', 'words in an amount', 'chưa có', 'amount.text'),
  inPlanCell('don-vi-trong-o', 'an amount with a unit of its own', '12,5 tỷ', 'amount.unit'),
  inPlanCell('ty-le-thanh-so-tien', 'a percentage typed as an amount', '65,4%', 'amount.text'),
  inPlanCell('loi-tham-chieu', 'an error value in a money column', { error: '#REF!' }, 'amount.error'),
  inPlanCell('loi-khong-co', 'another error value in a money column', { error: '#N/A' }, 'amount.error'),
  inPlanCell('cong-thuc-chua-tinh', 'a formula without a cached result', { formula: '1000+234.5' }, 'amount.uncached'),
  inPlanCell('ngay-trong-cot-tien', 'a date in a money column', { day: '2025-06-30' }, 'amount.day'),
  inPlanCell('logic-trong-cot-tien', 'a truth value in a money column', true, 'amount.boolean'),
  inPlanCell('le-duoi-dong', 'an amount below one đồng', 1234.00000055, 'amount.fraction'),
  inPlanCell('qua-15-chu-so', 'more digits than a spreadsheet keeps', '123.456.789.012,345678', 'amount.digits'),
  inPlanCell('so-hai-cach-doc', 'text that is 32 or 32.000', '32,000', 'amount.ambiguous'),
  wrongSum('tong-muc-lech-1-dong', 'subtotal off by one đồng', 'heading', (value) =>
    Number((Number(value) + 0.000001).toFixed(6)),
  ),
  wrongSum('tong-muc-gap-1000', 'subtotal a thousand times too large', 'heading', (value) => multiply(value, 1000)),
  wrongSum('tong-so-lech', 'grand total off', 'total', (value) => Number((Number(value) - 1250.5).toFixed(3))),
  {
    name: 'ke-hoach-gap-1000',
    about: 'a plan typed a thousand times too large against its total investment; sums follow it',
    draft: () =>
      faulty(
        faultPlan(
          'x1000',
          withPart(3, (part) => ({ plan: part.plan * 1000n })),
        ),
        {},
        (_, table) => ({
          code: 'amount.scale',
          severity: 'warning',
          cell: projectCell(table, positionOf(table, 'x1000', 3), 'plan.current'),
        }),
      ),
  },
  {
    name: 'tmdt-chia-1000',
    about: 'total investment typed with a decimal point for thousands (10.961 for 10961)',
    draft: () =>
      faulty(
        faultPlan('tmdt1000', (projects) =>
          projects.map((project, at) =>
            at === 3 ? { ...project, totalInvestment: project.totalInvestment / 1000n } : project,
          ),
        ),
        {},
        (_, table) => ({
          code: 'amount.scale',
          severity: 'warning',
          cell: projectCell(table, positionOf(table, 'tmdt1000', 3), 'totalInvestment'),
        }),
      ),
  },
  {
    name: 'giai-ngan-vuot-ke-hoach',
    about: 'disbursed more than the plan',
    draft: () =>
      faulty(
        faultReport(
          'over',
          withPart(2, (part) => ({ disbursed: part.plan + 1_234_000_000n })),
        ),
        REPORT_MARKS,
        (_, table) => ({
          code: 'disbursed.overPlan',
          severity: 'warning',
          cell: projectCell(table, positionOf(table, 'over', 2), 'disbursed.current'),
        }),
      ),
  },
  {
    name: 'ke-hoach-am',
    about: 'a negative plan',
    draft: () =>
      faulty(
        faultPlan(
          'negative',
          withPart(1, (part) => ({ plan: -part.plan })),
        ),
        {},
        (_, table) => ({
          code: 'amount.negative',
          severity: 'warning',
          cell: projectCell(table, positionOf(table, 'negative', 1), 'plan.current'),
        }),
      ),
  },
  {
    name: 'luy-ke-vuot-tmdt',
    about: 'allotted so far exceeds total investment',
    draft: () =>
      faulty(
        faultPlan(
          'overtotal',
          withPart(0, (part, project) => ({ accumulated: project.totalInvestment + part.plan + 1_000_000_000n })),
        ),
        {},
        (_, table) => ({
          code: 'plan.overTotalInvestment',
          severity: 'warning',
          cell: projectCell(table, positionOf(table, 'overtotal', 0), 'plan.accumulated'),
        }),
      ),
  },
  {
    name: 'ty-le-sai',
    about: 'printed rate is not disbursed over plan',
    draft: () =>
      faulty(faultReport('rate'), REPORT_MARKS, (grid, table) => {
        const cell = projectCell(table, 4, 'rate');
        grid.replace(cell, Number(grid.valueAt(cell)) > 50 ? 12.3 : 87.6);
        return { code: 'rate.differs', severity: 'warning', cell };
      }),
  },
  {
    name: 'kbnn-tong-khac-klht-tam-ung',
    about: 'Treasury total is not completed volume plus advance',
    draft: () =>
      faulty(
        treasuryExport(faultProjects('kbnn')),
        { marks: ['arabic'], vndPerUnit: 1n, unitText: 'Đơn vị: đồng', totalAt: 'none', numberRow: 'none' },
        (grid, table) => {
          const cell = projectCell(table, 2, 'disbursed.current');
          grid.replace(cell, Number(grid.valueAt(cell)) + 1000);
          return { code: 'parts.differ', severity: 'warning', cell };
        },
      ),
  },
];

/** Rows are grouped on paper: where the n-th invented project stands. */
export function positionOf(
  table: { readonly projects: readonly { readonly name: string }[] },
  seed: string,
  index: number,
): number {
  const name = faultProjects(seed)[index]!.name;
  return table.projects.findIndex((project) => project.name === name);
}
