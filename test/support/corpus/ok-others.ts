import { partLeaves, grouped, BY_SECTOR } from './layouts/body.js';
import { adjustmentAnnex } from './layouts/adjustment.js';
import { FORM_SOURCES, investorMonthly } from './layouts/investor.js';
import { demandList, treatmentTable, unknownLayout, workingList } from './layouts/lists.js';
import { planAnnex } from './layouts/plan.js';
import { foreignLoanReport, handoverList, monthlySynthesis, provincialReport } from './layouts/report.js';
import { settlementForm, treasuryExport } from './layouts/treasury.js';
import { DISCLOSURE_SECTORS, disclosureList, estimateForm } from './layouts/tree.js';
import { type InventedProject, inventProjects } from './projects.js';
import { oneTable, type Recipe, stacked } from './workbook-recipe.js';

const POTS = ['NSTW', 'CDNS', 'SDD', 'XSKT', 'MTQG-NTM'];

function projects(seed: string, count = 14, sources: readonly string[] = POTS, most = 2): InventedProject[] {
  return inventProjects({ seed, count, sources, most, statuses: ['continuing', 'new', 'completed'] });
}

const formPots = FORM_SOURCES.map(([source]) => source);
const treeProjects = (seed: string): InventedProject[] =>
  inventProjects({ seed, count: 24, sources: ['CDNS'], statuses: ['continuing', 'new', 'preparation', 'completed'] });

const local = (seed: string, count?: number) =>
  planAnnex({
    projects: projects(seed, count, ['CDNS', 'XSKT']),
    title: 'NGUỒN VỐN NGÂN SÁCH ĐỊA PHƯƠNG',
    titleSource: 'NSDP',
  });

export const OTHER_RECIPES: readonly Recipe[] = [
  {
    name: 'l03-ns-tinh',
    about: 'L3, provincial budget',
    draft: () =>
      oneTable(provincialReport(projects('l03a', 14, ['NSDP'], 1), 'NS Tỉnh'), { marks: ['roman', 'arabic'] }),
  },
  {
    name: 'l03-nstw',
    about: 'L3, central budget, as of 30/9',
    draft: () =>
      oneTable(provincialReport(projects('l03b', 14, ['NSTW'], 1), 'NSTW', '30/09/2025'), {
        marks: ['roman', 'arabic'],
        numberRow: 'bracketed',
      }),
  },
  {
    name: 'l03-tong-hop',
    about: 'L3-like synthesis, sources over investors, printed rates',
    draft: () =>
      oneTable(monthlySynthesis(projects('l03c', 24)), {
        marks: ['letter', 'roman', 'arabic'],
        numberRow: 'bracketed',
      }),
  },
  {
    name: 'l03-so-kieu-viet',
    about: 'L3 synthesis with amounts as Vietnamese text in nghìn đồng',
    draft: () =>
      oneTable(monthlySynthesis(projects('l03d', 18)), {
        marks: ['letter', 'roman', 'arabic'],
        numbers: 'vi',
        vndPerUnit: 1000n,
        unitText: 'ĐVT: nghìn đồng',
      }),
  },
  {
    name: 'l04-oda',
    about: 'L4, foreign loans with a dollar column',
    draft: () => oneTable(foreignLoanReport(projects('l04', 8, ['ODA', 'CDNS'])), { marks: ['roman', 'arabic'] }),
  },
  {
    name: 'l05-48-cot',
    about: 'L5, the investor form with 48 columns',
    draft: () => oneTable(investorMonthly(projects('l05', 12, formPots, 3)), { marks: ['roman', 'arabic'] }),
  },
  {
    name: 'l05-co-ma-du-an',
    about: 'L5 with project codes, month 9',
    draft: () =>
      oneTable(investorMonthly(projects('l05b', 10, formPots), 9, true), {
        marks: ['roman', 'arabic'],
        numberRow: 'none',
      }),
  },
  {
    name: 'l07-quyet-toan',
    about: 'L7, settlement form with advances',
    draft: () =>
      oneTable(settlementForm(projects('l07', 12, ['NSDP'], 1)), {
        marks: ['roman', 'arabic'],
        vndPerUnit: 1n,
        unitText: 'Đơn vị: đồng',
        numberRow: 'none',
      }),
  },
  {
    name: 'l08-ban-giao',
    about: 'L8, handover list by district',
    draft: () =>
      oneTable(handoverList(projects('l08', 14, ['NSTW', 'NSDP', 'KHAC'])), { marks: ['roman', 'compound'] }),
  },
  {
    name: 'l09-cap-quan-ly',
    about: 'L9, tree by managing level, roman run restarts',
    draft: () =>
      oneTable(estimateForm(treeProjects('l09a'), 'managed'), {
        marks: ['letter', 'roman', 'arabic', 'small', 'dash'],
      }),
  },
  {
    name: 'l09-nhom-du-an',
    about: 'L9, tree by sector, phase and group; group headings without marks',
    draft: () =>
      oneTable(estimateForm(treeProjects('l09b'), 'grouped'), { marks: ['roman', 'arabic', 'none', 'dash'] }),
  },
  {
    name: 'l10-58-ck-nsnn',
    about: 'L10, sections A…I and roman agencies: a bare I is both',
    draft: () =>
      oneTable(
        disclosureList(
          inventProjects({ seed: 'l10', count: 36, sources: ['NSTW', 'NSDP', 'ODA'], sectors: DISCLOSURE_SECTORS }),
        ),
        {
          marks: ['letter', 'roman', 'arabic'],
        },
      ),
  },
  {
    name: 'l11-danh-sach',
    about: 'L11 a, working list without money',
    draft: () =>
      oneTable(workingList(projects('l11a', 10)), {
        marks: ['arabic'],
        unitText: null,
        totalAt: 'none',
        numberRow: 'none',
        signatures: false,
      }),
  },
  {
    name: 'l11-xu-ly',
    about: 'L11 b, treatment table with American text',
    draft: () =>
      oneTable(treatmentTable(projects('l11b', 10)), {
        marks: ['arabic'],
        numbers: 'us',
        numberRow: 'none',
        signatures: false,
        totalAt: 'none',
      }),
  },
  {
    name: 'l12-kbnn',
    about: 'L12, Treasury export, one row a source and plan kind',
    draft: () =>
      oneTable(treasuryExport(projects('l12', 14)), {
        marks: ['arabic'],
        vndPerUnit: 1n,
        unitText: 'Đơn vị: đồng',
        totalAt: 'none',
        numberRow: 'none',
        signatures: false,
      }),
  },
  {
    name: 'l12-kbnn-rong',
    about: 'L12 with more columns, codes as numbers, total at the bottom',
    draft: () =>
      oneTable(treasuryExport(projects('l12b', 12), true), {
        marks: ['arabic'],
        vndPerUnit: 1n,
        unitText: 'Đơn vị: đồng',
        totalAt: 'bottom',
        numberRow: 'none',
        signatures: false,
      }),
  },
  {
    name: 'l13-dieu-chinh',
    about: 'L13, adjustment annex of a decision',
    draft: () => oneTable(adjustmentAnnex(projects('l13', 24)), { marks: ['roman', 'small', 'arabic'] }),
  },
  {
    name: 'l13-to-trinh',
    about: 'L13, submission form with 20 columns, decreases first',
    draft: () => oneTable(adjustmentAnnex(projects('l13b', 24), true), { marks: ['letter', 'roman', 'arabic'] }),
  },
  {
    name: 'nhu-cau-bo-sung',
    about: 'demand for more capital',
    draft: () => oneTable(demandList(projects('demand', 14)), { marks: ['arabic'] }),
  },
  {
    name: 'bo-cuc-la',
    about: 'no known layout: columns in an order no form has',
    draft: () =>
      oneTable(unknownLayout(projects('free', 12)), {
        marks: ['blank'],
        unitText: 'ĐVT: Tr.đ',
        numberRow: 'none',
        signatures: false,
        totalAt: 'bottom',
      }),
  },
  {
    name: 'hai-bang-mot-trang',
    about: 'a plan and a report one under the other on one sheet',
    draft: () =>
      stacked('Bieu 04', [
        [local('stack-a', 8), { signatures: false }],
        [provincialReport(projects('stack-b', 8, ['NSTW'], 1), 'NSTW'), { marks: ['roman', 'arabic'] }],
      ]),
  },
  {
    name: 'hai-trang-hai-don-vi',
    about: 'two sheets in different units',
    draft: () => {
      const first = oneTable(local('unit-a', 8), { sheet: 'Bieu 01A' });
      const second = oneTable(treasuryExport(projects('unit-b', 8)), {
        sheet: 'KBNN',
        marks: ['arabic'],
        vndPerUnit: 1n,
        unitText: 'Đơn vị tính: đồng',
        totalAt: 'none',
        numberRow: 'none',
        signatures: false,
      });
      return { sheets: [...first.sheets, ...second.sheets], tables: [...first.tables, ...second.tables] };
    },
  },
  {
    name: 'luu-boi-libreoffice-l01',
    about: 'L1 saved by LibreOffice',
    resavedBy: 'libreoffice',
    draft: () => oneTable(local('lo-a'), { formulas: true }),
  },
  {
    name: 'luu-boi-libreoffice-l03',
    about: 'L3 synthesis saved by LibreOffice',
    resavedBy: 'libreoffice',
    draft: () =>
      oneTable(monthlySynthesis(projects('lo-b', 18)), { marks: ['letter', 'roman', 'arabic'], formulas: true }),
  },
  {
    name: 'luu-boi-libreoffice-l05',
    about: 'L5 saved by LibreOffice',
    resavedBy: 'libreoffice',
    draft: () => oneTable(investorMonthly(projects('lo-c', 8, formPots)), { marks: ['roman', 'arabic'] }),
  },
  {
    name: 'luu-boi-libreoffice-l12',
    about: 'L12 saved by LibreOffice',
    resavedBy: 'libreoffice',
    draft: () =>
      oneTable(treasuryExport(projects('lo-d', 8)), {
        marks: ['arabic'],
        vndPerUnit: 1n,
        unitText: 'Đơn vị: đồng',
        totalAt: 'none',
        numberRow: 'none',
      }),
  },
  {
    name: 'luu-boi-openpyxl-l01',
    about: 'L1 saved by openpyxl',
    resavedBy: 'openpyxl',
    draft: () => oneTable(local('op-a')),
  },
  {
    name: 'luu-boi-openpyxl-l09',
    about: 'L9 saved by openpyxl',
    resavedBy: 'openpyxl',
    draft: () =>
      oneTable(estimateForm(treeProjects('op-b'), 'managed'), {
        marks: ['letter', 'roman', 'arabic', 'small', 'dash'],
      }),
  },
  {
    name: 'khong-tong-khong-muc',
    about: 'plan in one flat list by sector, no total, no number row',
    draft: () =>
      oneTable(
        { ...local('flat'), body: grouped(partLeaves(projects('flat', 9, ['XSKT'], 1)), [BY_SECTOR]) },
        { marks: ['roman', 'arabic'], totalAt: 'none', numberRow: 'none' },
      ),
  },
];
