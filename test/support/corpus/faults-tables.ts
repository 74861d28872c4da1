import { AMOUNT_FAULTS, faultPlan, faultProjects, faultReport, positionOf, REPORT_MARKS } from './faults-amounts.js';
import { COLUMN_FAULTS } from './faults-columns.js';
import { columnOf, type FaultRecipe, faulty, projectCell } from './fault-recipe.js';
import { adjustmentAnnex } from './layouts/adjustment.js';
import { FORM_SOURCES, unitSummary } from './layouts/investor.js';
import { planBySourceColumns } from './layouts/plan.js';
import { inventProjects } from './projects.js';
import type { ColumnSpec, TableSpec } from './table-spec.js';
import { SHEET_FAULTS } from './faults-sheets.js';

/** A plan with one more column before the remarks. */
function withColumn(spec: TableSpec, column: ColumnSpec): TableSpec {
  return { ...spec, columns: [...spec.columns.slice(0, -1), column, spec.columns.at(-1)!] };
}

export const TABLE_FAULTS: readonly FaultRecipe[] = [
  {
    name: 'khong-don-vi',
    about: 'no unit line',
    draft: () =>
      faulty(faultPlan('nounit'), { unitText: null }, () => ({ code: 'unit.missing', severity: 'error', cell: null })),
  },
  {
    name: 'don-vi-la',
    about: 'a unit line with a word that is no unit',
    draft: () =>
      faulty(faultPlan('oddunit'), { unitText: 'Đơn vị tính: Triệu USD' }, () => ({
        code: 'unit.missing',
        severity: 'error',
        cell: 'M6',
      })),
  },
  {
    name: 'hai-don-vi-trai-nhau',
    about: 'two unit lines that contradict each other',
    draft: () =>
      faulty(faultPlan('twounits'), {}, (grid, table) => {
        const row = table.header.firstRow - 2;
        grid.set(row, 3, 'ĐVT: đồng');
        return { code: 'unit.conflict', severity: 'error', cell: null };
      }),
  },
  {
    name: 'ke-hoach-khong-co-so',
    about: 'a plan whose plan column is empty',
    draft: () =>
      faulty(faultPlan('empty'), {}, (grid, table) => {
        const letter = columnOf(table, 'plan.current');
        for (const cell of [...grid.cells.keys()]) {
          if (cell.startsWith(letter) && /^[A-Z]\d+$/.test(cell) && Number(cell.slice(1)) > table.header.lastRow + 1)
            grid.replace(cell, null);
        }
        return { code: 'plan.noAmounts', severity: 'error', cell: null };
      }),
  },
  {
    name: 'tong-hop-theo-don-vi',
    about: 'a summary by unit (L6) handed in as a plan',
    draft: () =>
      faulty(
        unitSummary(inventProjects({ seed: 'l06', count: 14, sources: FORM_SOURCES.map(([source]) => source) })),
        { marks: ['arabic'] },
        () => ({
          code: 'table.summary',
          severity: 'error',
          cell: null,
        }),
      ),
  },
  {
    name: 'bao-cao-khong-ngay',
    about: 'a report that does not say to which day',
    purpose: 'disbursement',
    draft: () => {
      const spec = faultReport('noday');
      const undated = { ...spec, titles: ['TÌNH HÌNH GIẢI NGÂN KẾ HOẠCH VỐN ĐẦU TƯ CÔNG NĂM 2025'] };
      const columns = undated.columns.map((column) => ({
        ...column,
        path: column.path.map((text) =>
          text.startsWith('Giải ngân KH') ? 'Giải ngân KH năm 2025 và kế hoạch năm 2024 kéo dài (nếu có)' : text,
        ),
      }));
      return faulty({ ...undated, columns }, REPORT_MARKS, () => ({
        code: 'asOf.missing',
        severity: 'error',
        cell: 'A4',
      }));
    },
  },
  {
    name: 'bao-cao-nam-khac',
    about: 'a report of another year',
    purpose: 'disbursement',
    draft: () => {
      const spec = faultReport('year');
      const earlier = (text: string): string => text.replace(/2024/g, '2023').replace(/2025/g, '2024');
      const columns = spec.columns.map((column) => ({ ...column, path: column.path.map(earlier) }));
      return faulty({ ...spec, titles: spec.titles.map(earlier), columns }, REPORT_MARKS, () => ({
        code: 'planYear.other',
        severity: 'error',
        cell: 'A4',
      }));
    },
  },
  {
    name: 'dieu-chinh-khong-ngay',
    about: 'an adjustment annex whose decision has no day',
    purpose: 'plan',
    draft: () => {
      const spec = adjustmentAnnex(faultProjects('undecided', 16));
      const titles = [
        spec.titles[0]!,
        '(Kèm theo Quyết định số      /QĐ-UBND ngày      tháng      năm 2025 của UBND tỉnh Sơn La)',
      ];
      return faulty({ ...spec, titles }, { marks: ['roman', 'small', 'arabic'] }, () => ({
        code: 'decision.missing',
        severity: 'error',
        cell: 'A5',
      }));
    },
  },
  {
    name: 'sau-dieu-chinh-sai',
    about: 'adjusted plan is not initial - decrease + increase',
    draft: () =>
      faulty(adjustmentAnnex(faultProjects('adjusted', 16)), { marks: ['roman', 'small', 'arabic'] }, (grid, table) => {
        const cell = projectCell(table, 1, 'plan.adjusted');
        grid.replace(cell, Number((Number(grid.valueAt(cell)) + 100).toFixed(3)));
        return { code: 'adjusted.differs', severity: 'warning', cell };
      }),
  },
  {
    name: 'tong-nguon-khac-tong',
    about: 'sources do not add up to the total of their row',
    draft: () => {
      const sources = ['NSTW', 'CDNS', 'XSKT'];
      const spec = planBySourceColumns(inventProjects({ seed: 'parts', count: 10, sources, most: 3 }), [
        ['NSTW', 'NSTW'],
        ['CDNS', 'CĐNS'],
        ['XSKT', 'XSKT'],
      ]);
      return faulty(spec, { numberRow: 'none' }, (grid, table) => {
        const cell = projectCell(table, 2, 'plan.current');
        grid.replace(cell, Number((Number(grid.valueAt(cell)) + 1341.04).toFixed(3)));
        return { code: 'sources.differ', severity: 'warning', cell };
      });
    },
  },
  {
    name: 'so-cot-neu-tong-sai',
    about: 'the number row states 5=6+7+8, a row breaks it',
    draft: () => {
      const sources = ['NSTW', 'CDNS', 'XSKT'];
      const spec = planBySourceColumns(inventProjects({ seed: 'stated', count: 10, sources, most: 3 }), [
        ['NSTW', 'NSTW'],
        ['CDNS', 'CĐNS'],
        ['XSKT', 'XSKT'],
      ]);
      return faulty(spec, { numberRow: 'bracketed' }, (grid, table) => {
        const cell = projectCell(table, 5, 'plan.current');
        grid.replace(cell, Number((Number(grid.valueAt(cell)) + 7).toFixed(3)));
        return { code: 'stated.differs', severity: 'warning', cell };
      });
    },
  },
  {
    name: 'cot-trung',
    about: 'two columns of the same caption and source',
    draft: () => {
      const spec = faultPlan('twice');
      const plan = spec.columns.find((column) => column.field === 'plan.current')!;
      return faulty(withColumn(spec, { ...plan, path: ['Kế hoạch vốn năm 2025'] }), {}, (_, table) => ({
        code: 'column.duplicate',
        severity: 'warning',
        cell: `O${table.header.firstRow}`,
      }));
    },
  },
  {
    name: 'cot-tien-la',
    about: 'a money column that nothing known fits',
    draft: () =>
      faulty(
        withColumn(faultPlan('odd'), {
          path: ['Khoản tiết kiệm qua đấu thầu'],
          field: [null],
          summed: true,
          of: (leaf) => ({ vnd: (leaf.part!.plan / 20_000n) * 1000n }),
        }),
        {},
        (_, table) => ({ code: 'column.unknown', severity: 'info', cell: `O${table.header.firstRow}` }),
      ),
  },
  {
    name: 'ma-trung-hai-ten',
    about: 'one code on two different names',
    draft: () =>
      faulty(
        faultPlan('samecode', (projects) =>
          projects.map((project, at) => (at === 5 ? { ...project, code: projects[1]!.code } : project)),
        ),
        {},
        (_, table) =>
          [1, 5].map((index) => ({
            code: 'code.twoNames',
            severity: 'error' as const,
            cell: projectCell(table, positionOf(table, 'samecode', index), 'code'),
          })),
      ),
  },
  {
    name: 'ten-trung-hai-ma',
    about: 'two codes on one name of one investor',
    draft: () =>
      faulty(
        faultPlan('samename', (projects) =>
          projects.map((project, at) =>
            at === 5
              ? {
                  ...project,
                  name: projects[1]!.name,
                  investor: projects[1]!.investor,
                  district: projects[1]!.district,
                }
              : project,
          ),
        ),
        {},
        (_, table) => {
          const rows = table.projects
            .map((project, index) => ({ project, index }))
            .filter(({ project }) => project.name === faultProjects('samename')[1]!.name);
          return rows.slice(1).map(({ index }) => ({
            code: 'name.twoCodes',
            severity: 'warning' as const,
            cell: projectCell(table, index, 'code'),
          }));
        },
      ),
  },
  {
    name: 'ma-sai-dang',
    about: 'a code of five digits',
    draft: () =>
      faulty(faultPlan('shortcode'), {}, (grid, table) => {
        const cell = projectCell(table, 4, 'code');
        grid.replace(cell, '80123');
        return { code: 'code.shape', severity: 'warning', cell };
      }),
  },
  {
    name: 'ngay-sau-van-ban',
    about: 'a decision dated after the paper that cites it (day and month swapped by the spreadsheet)',
    draft: () =>
      faulty(faultPlan('swapped'), {}, (grid, table) => {
        const cell = projectCell(table, 2, 'decision');
        grid.replace(cell, { day: '2024-12-06' });
        return { code: 'date.swapped', severity: 'warning', cell };
      }),
  },
];

export const FAULT_RECIPES: readonly FaultRecipe[] = [
  ...AMOUNT_FAULTS,
  ...TABLE_FAULTS,
  ...COLUMN_FAULTS,
  ...SHEET_FAULTS,
];
