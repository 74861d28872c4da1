import { cumulativePlan, deepReport, formulaReport, performedReport, signedAdjustment } from './layouts/office.js';
import { planAnnex } from './layouts/plan.js';
import { monthlySynthesis } from './layouts/report.js';
import { type InventedProject, inventProjects } from './projects.js';
import type { Grid } from './grid.js';
import { beside, oneTable, type Recipe } from './workbook-recipe.js';

const POTS = ['NSTW', 'CDNS', 'XSKT'];

function projects(seed: string, count = 12, sources: readonly string[] = POTS, most = 2): InventedProject[] {
  return inventProjects({ seed, count, sources, most, statuses: ['continuing', 'new'] });
}

/** Triệu đồng printed as nghìn đồng. */
function inThousands(grid: Grid, cell: string): void {
  const value = grid.valueAt(cell);
  if (typeof value === 'number') grid.replace(cell, Math.round(value * 1000));
}

/** Workbooks as offices make them: by no form, in the dress of the day. */
export const OFFICE_RECIPES: readonly Recipe[] = [
  {
    name: 'so-cot-cong-thuc',
    about: 'one header row; the number row says which columns are parts of which',
    draft: () =>
      oneTable(formulaReport(projects('formulas', 14, ['NSTW', 'NSDP'])), {
        marks: ['roman', 'arabic'],
        numberRow: 'bracketed',
      }),
  },
  {
    name: 'nguon-canh-tong-khong-so-cot',
    about: 'the same without a number row: the sums alone say it',
    draft: () =>
      oneTable(formulaReport(projects('flat-sources', 14, ['NSTW', 'NSDP'])), {
        marks: ['roman', 'arabic'],
        numberRow: 'none',
        totalAt: 'bottom',
      }),
  },
  {
    name: 'thuc-hien-theo-ty-le',
    about: 'the disbursement is called "Thực hiện"; the rate tells what it is',
    draft: () => oneTable(performedReport(projects('performed')), { marks: ['roman', 'arabic'], numberRow: 'none' }),
  },
  {
    name: 'luy-ke-canh-ke-hoach',
    about: 'plan of the year between two cumulative columns; the codes stand under Mã QHNS',
    draft: () => oneTable(cumulativePlan(projects('cumulative')), { marks: ['letter', 'arabic'], totalAt: 'bottom' }),
  },
  {
    name: 'dieu-chinh-mot-cot',
    about: 'an adjustment annex with one signed column',
    draft: () => oneTable(signedAdjustment(projects('signed', 14)), { marks: ['roman', 'arabic'] }),
  },
  {
    name: 'dieu-chinh-mot-cot-ngoac',
    about: 'the same, decreases as text in brackets',
    draft: () =>
      oneTable(
        signedAdjustment(projects('signed-text', 14)),
        { marks: ['roman', 'arabic'], numberRow: 'none' },
        (grid) => {
          for (const [cell, { value }] of [...grid.cells]) {
            if (typeof value === 'number' && value < 0) grid.replace(cell, `(${String(-value).replace('.', ',')})`);
          }
        },
      ),
  },
  {
    name: 'tieu-de-nam-tang',
    about: 'a header of five levels with a blank row inside it',
    draft: () =>
      oneTable(deepReport(projects('deep', 12, POTS, 3)), {
        marks: ['roman', 'arabic'],
        numberRow: 'lettered',
        blankHeaderRowsBefore: [2],
      }),
  },
  {
    name: 'tieu-de-khong-gop-dong-trong',
    about: 'the same without merges: group captions stand over their first column',
    draft: () =>
      oneTable(deepReport(projects('deep-bare', 12, POTS, 3)), {
        marks: ['roman', 'arabic'],
        mergeHeader: false,
        blankHeaderRowsBefore: [2],
      }),
  },
  {
    name: 'ba-don-vi-tinh',
    about: 'unit cells over the groups of columns: triệu đồng, nghìn đồng, %',
    draft: () =>
      oneTable(
        monthlySynthesis(projects('threeunits')),
        { marks: ['letter', 'roman', 'arabic'], numberRow: 'none', unitText: null },
        (grid, table) => {
          const row = table.header.firstRow - 1;
          grid.set(row, 4, 'Đơn vị: triệu đồng');
          grid.set(row, 5, 'Đơn vị: nghìn đồng');
          grid.set(row, 6, 'Đơn vị: triệu đồng');
          grid.set(row, 8, 'Đơn vị: %');
          const rows = [...table.projects.map((project) => project.row), ...table.headings, ...table.totals];
          for (const body of rows) inThousands(grid, `E${body}`);
          Object.assign(table.columns['E']!, { vndPerUnit: 1000 });
        },
      ),
  },
  {
    name: 'hai-bang-canh-nhau',
    about: 'a plan and a report side by side on one sheet',
    draft: () => beside('Bieu 07', cumulativePlan(projects('left', 8)), performedReport(projects('right', 8))),
  },
  {
    name: 'tcvn3-tieu-de-hoa',
    about: 'a report in TCVN3 with headings in .VnTimeH',
    draft: () =>
      oneTable(
        monthlySynthesis(projects('vntimeh')),
        { marks: ['letter', 'roman', 'arabic'], encode: 'tcvn3', font: '.VnTime' },
        (grid) => {
          for (const cell of grid.cells.values()) {
            if (cell.style.bold === true && cell.row < 6) Object.assign(cell.style, { font: '.VnTimeH' });
          }
        },
      ),
  },
  {
    name: 'ngat-trang-lap-tieu-de',
    about: 'a report printed over pages: header and number row again, total at the bottom',
    draft: () =>
      oneTable(formulaReport(projects('pages', 22, ['NSTW', 'NSDP'])), {
        marks: ['roman', 'arabic'],
        numberRow: 'bracketed',
        repeatHeaderEvery: 9,
        totalAt: 'bottom',
      }),
  },
  {
    name: 'ma-lan-lon',
    about: 'codes as numbers, as text, with spaces, and not yet given',
    draft: () =>
      oneTable(
        planAnnex({
          projects: projects('mixed', 12, ['CDNS', 'XSKT'], 1).map((project, at) =>
            at % 4 === 3 ? { ...project, code: 'chưa mở mã' } : project,
          ),
          title: 'NGUỒN VỐN NGÂN SÁCH ĐỊA PHƯƠNG',
          titleSource: 'NSDP',
        }),
        {},
        (grid, table) => {
          table.projects.forEach(({ row, code }, at) => {
            if (code !== null && at % 3 === 1) grid.replace(`C${row}`, Number(code));
            if (code !== null && at % 3 === 2) grid.replace(`C${row}`, ` ${code.slice(0, 3)} ${code.slice(3)} `);
          });
        },
      ),
  },
  {
    name: 'so-tien-kem-don-vi',
    about: 'amounts typed as text with their unit behind them',
    draft: () =>
      oneTable(
        performedReport(projects('withunits', 10)),
        { marks: ['roman', 'arabic'], numberRow: 'none', numbers: 'vi' },
        (grid, table) => {
          for (const { row } of table.projects) {
            const cell = `D${row}`;
            grid.replace(cell, `${grid.valueAt(cell) as string} triệu đồng`);
          }
        },
      ),
  },
];
