import { BY_SECTOR, BY_SOURCE, BY_STATUS, grouped, partLeaves, wholeLeaves } from './layouts/body.js';
import { centralForm, shortPlan } from './layouts/plan.js';
import type { MarkStyle } from './marks.js';
import {
  brokenCaptions,
  bySourceRows,
  byColumns,
  central,
  components,
  decisionDays,
  hiddenParts,
  indentMarks,
  junkSheets,
  local,
  ofWhich,
  projects,
  richText,
  threeAnnexes,
  withBody,
  withReserve,
} from './ok-plan-drafts.js';
import { oneTable, type Recipe } from './workbook-recipe.js';

const UNITS: readonly (readonly [string, bigint, string, bigint])[] = [
  ['dong', 1n, 'Đơn vị tính: đồng', 1n],
  ['nghin-dong', 1000n, 'ĐVT: 1.000 đồng', 1n],
  ['trieu-dong', 1_000_000n, 'Đơn vị: Triệu đồng', 1000n],
  ['ty-dong', 1_000_000_000n, 'Đơn vị tính: tỷ đồng', 1000n],
];

const OUTLINES: readonly (readonly [string, readonly MarkStyle[]])[] = [
  ['la-ma', ['roman', 'arabic', 'small', 'dash']],
  ['ghep', ['letter', 'roman', 'compound', 'compound']],
  ['ngoac', ['roman', 'bracketed', 'small', 'plus']],
  ['khong-danh-so', ['none', 'none', 'none', 'arabic']],
];

export const PLAN_RECIPES: readonly Recipe[] = [
  { name: 'l01-nstw', about: 'L1, central budget, total on top', draft: () => oneTable(central('nstw')) },
  { name: 'l01-nsdp', about: 'L1, three local sources as sections', draft: () => oneTable(local('nsdp', 24)) },
  ...UNITS.map(([name, vndPerUnit, unitText, step]): Recipe => ({
    name: `l01-${name}`,
    about: `L1 printed in units of ${vndPerUnit} đồng`,
    draft: () => oneTable(local(name, 12, step), { vndPerUnit, unitText }),
  })),
  ...OUTLINES.map(([name, marks]): Recipe => ({
    name: `l01-muc-${name}`,
    about: `L1 with marks ${marks.join(' > ')}`,
    draft: () => oneTable(local(name), { marks }),
  })),
  {
    name: 'l01-so-kieu-viet',
    about: 'L1, amounts as Vietnamese text',
    draft: () => oneTable(local('vi'), { numbers: 'vi' }),
  },
  {
    name: 'l01-so-kieu-my',
    about: 'L1, amounts as American text',
    draft: () => oneTable(local('us'), { numbers: 'us' }),
  },
  {
    name: 'l01-gach-ngang',
    about: 'L1, dashes where there is no money',
    draft: () => oneTable(local('dash'), { blank: 'dash' }),
  },
  { name: 'l01-nfd', about: 'L1, every text decomposed', draft: () => oneTable(local('nfd'), { form: 'NFD' }) },
  {
    name: 'l01-tcvn3',
    about: 'L1 in .VnTime and .VnTimeH',
    draft: () => oneTable(local('tcvn3'), { encode: 'tcvn3' }),
  },
  { name: 'l01-vni', about: 'L1 in VNI-Times', draft: () => oneTable(local('vni'), { encode: 'vni' }) },
  {
    name: 'l01-tong-cuoi',
    about: 'L1, total at the bottom',
    draft: () => oneTable(local('bottom'), { totalAt: 'bottom' }),
  },
  {
    name: 'l01-khong-tong',
    about: 'L1 without a total row',
    draft: () => oneTable(local('none'), { totalAt: 'none' }),
  },
  {
    name: 'l01-lap-tieu-de',
    about: 'L1, header printed again at page breaks',
    draft: () => oneTable(local('repeat', 24), { repeatHeaderEvery: 15 }),
  },
  {
    name: 'l01-dong-cot-trong',
    about: 'L1 from column C on, blank columns and rows between',
    draft: () =>
      oneTable(local('blank'), {
        firstColumn: 3,
        firstRow: 4,
        blankColumnsBefore: [2, 9],
        blankRowsBefore: (row) => (row % 5 === 4 ? 1 : 0),
      }),
  },
  {
    name: 'l01-cong-thuc',
    about: 'L1, headings and totals are SUM formulas',
    draft: () => oneTable(local('sum'), { formulas: true }),
  },
  {
    name: 'l01-khong-gop-o',
    about: 'L1, header without merged cells',
    draft: () => oneTable(local('unmerged'), { mergeHeader: false }),
  },
  {
    name: 'l01-thut-dong',
    about: 'L1, indented names, no number row',
    draft: () => oneTable(local('indent'), { indent: true, numberRow: 'none' }),
  },
  {
    name: 'l01-so-cot-chu',
    about: 'L1, number row A B 1 2',
    draft: () => oneTable(local('lettered'), { numberRow: 'lettered' }),
  },
  {
    name: 'l01-chuoi-trong-o',
    about: 'L1 with inline strings',
    draft: () => ({ ...oneTable(local('inline')), options: { inlineStrings: true } }),
  },
  {
    name: 'l01-dinh-dang-chu',
    about: 'L1, names and captions as rich text',
    draft: () => richText(oneTable(local('rich'))),
  },
  { name: 'l01-cot-ngay', about: 'L1, days of decisions in date cells', draft: () => decisionDays('days') },
  {
    name: 'l01-he-ngay-1904',
    about: 'L1, days of decisions in a workbook with 1904 dates',
    draft: () => ({ ...decisionDays('1904'), options: { date1904: true } }),
  },
  {
    name: 'l01-dong-cot-an',
    about: 'L1 with hidden rows, a hidden column and a filter',
    draft: () => hiddenParts(oneTable(local('hidden'))),
  },
  {
    name: 'l01-trang-an-va-rac',
    about: 'a hidden sheet with a plan, a junk sheet, a used range to IV',
    draft: junkSheets,
  },
  { name: 'l01-ba-phu-luc', about: 'three plan annexes in one workbook', draft: threeAnnexes },
  {
    name: 'l01-trong-do',
    about: '"Trong đó" rows under projects',
    draft: () => oneTable(withBody('ofwhich', (nodes) => ofWhich(nodes, 'Trong đó: Chuẩn bị đầu tư', null))),
  },
  {
    name: 'l01-hang-muc',
    about: 'components under projects',
    draft: () => oneTable(withBody('components', components)),
  },
  {
    name: 'l01-chua-phan-bo',
    about: 'unallocated capital among the projects',
    draft: () => oneTable(withBody('reserve', withReserve)),
  },
  {
    name: 'l01-nguon-duoi-du-an',
    about: 'one row a source under each project',
    draft: () =>
      oneTable({
        ...local('persource'),
        body: bySourceRows(grouped(wholeLeaves(projects('persource')), [BY_SECTOR, BY_STATUS])),
      }),
  },
  {
    name: 'l01-nguon-theo-cot',
    about: 'sources in columns, number row states their sum',
    draft: () => oneTable(byColumns('columns'), { numberRow: 'bracketed' }),
  },
  {
    name: 'l01-mot-dong-tieu-de',
    about: 'plan with one header row and nothing above but a title',
    draft: () =>
      oneTable(shortPlan(projects('short', 9)), { marks: ['roman', 'arabic'], numberRow: 'none', signatures: false }),
  },
  {
    name: 'l01-ghi-chu',
    about: 'L1 with footnotes that hold numbers',
    draft: () =>
      oneTable({
        ...local('notes'),
        notes: [
          'Ghi chú: (1) Kế hoạch gồm 12.500 triệu đồng vốn dự phòng.',
          '(2) Theo Công văn số 1250/STC-ĐT ngày 12/3/2025.',
        ],
      }),
  },
  {
    name: 'l01-don-vi-to-chuc',
    about: '"Đơn vị: UBND tỉnh Sơn La" names an organisation, the unit stands elsewhere',
    draft: () => oneTable({ ...local('office'), office: ['Đơn vị: UBND tỉnh Sơn La', 'Chương: 405'] }),
  },
  {
    name: 'l01-don-vi-sai-chinh-ta',
    about: 'a misspelt unit that offices really write',
    draft: () => oneTable(local('misspelt'), { unitText: 'Đơn vị tính: Triệu dồng' }),
  },
  {
    name: 'l01-muc-3-10',
    about: 'compound marks beyond .9: 1.1 and 1.10 are two rows',
    draft: () =>
      oneTable(
        { ...local('ten', 24), body: grouped(partLeaves(projects('ten', 24)), [BY_SOURCE]) },
        { marks: ['arabic', 'compound'] },
      ),
  },
  {
    name: 'l01-tieu-de-xuong-dong',
    about: 'captions with line breaks, double and trailing spaces',
    draft: () => oneTable(brokenCaptions(local('breaks'))),
  },
  {
    name: 'l02-32-cot',
    about: 'L2, central form with 32 columns',
    draft: () => oneTable(centralForm(projects('l02', 12, ['NSTW']))),
  },
  {
    name: 'l02-thut-stt',
    about: 'L2, marks indented by spaces',
    draft: () => indentMarks(oneTable(centralForm(projects('l02b', 12, ['NSTW'])))),
  },
];
