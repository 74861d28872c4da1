import type { InventedPart, InventedProject } from '../projects.js';
import type { ColumnSpec, Leaf, TableSpec } from '../table-spec.js';
import { BY_INVESTOR, BY_SECTOR, BY_SOURCE, grouped, partLeaves, wholeLeaves } from './body.js';
import * as column from './columns.js';

/** Tables that offices type themselves, by no form. */
const REPORT: Omit<TableSpec, 'columns' | 'body'> = {
  office: ['UBND TỈNH SƠN LA', 'SỞ TÀI CHÍNH'],
  annex: 'Biểu số 03',
  titles: ['TÌNH HÌNH GIẢI NGÂN KẾ HOẠCH VỐN ĐẦU TƯ CÔNG NĂM 2025 ĐẾN NGÀY 30/06/2025'],
  kind: 'both',
  asOf: '2025-06-30',
  planYear: 2025,
  totalCaption: 'TỔNG SỐ',
};

const plan = (part: InventedPart): bigint => part.plan;
const paid = (part: InventedPart): bigint => part.disbursed;

/** One header row: sources stand right of their totals, and only the number row says to which total they belong. */
export function formulaReport(projects: readonly InventedProject[]): TableSpec {
  const sources = ['NSTW', 'NSDP'] as const;
  const captions = ['NSTW', 'NSĐP'] as const;
  const part = (field: 'plan.current' | 'disbursed.current', figure: typeof plan): ColumnSpec[] =>
    sources.map((source, index) => column.moneyOf(source, [captions[index]!], field, figure));
  const sum = (...columns: number[]) => columns.map((at) => ({ column: at, sign: 1 as const }));
  return {
    ...REPORT,
    columns: [
      column.mark(),
      column.name(),
      column.code(),
      { ...column.money(['KH vốn năm 2025'], 'plan.current', plan), states: sum(4, 5) },
      ...part('plan.current', plan),
      { ...column.money(['Giải ngân KH năm 2025 đến 30/6/2025'], 'disbursed.current', paid), states: sum(7, 8) },
      ...part('disbursed.current', paid),
      { ...column.rate(['Tỷ lệ (%)'], column.wholeOf(paid), column.wholeOf(plan)), divides: [6, 3] },
      {
        ...column.money(['Số còn phải thực hiện'], 'remaining', (one) => one.plan - one.disbursed),
        states: [
          { column: 3, sign: 1 },
          { column: 6, sign: -1 },
        ],
      },
      column.note(),
    ],
    body: grouped(wholeLeaves(projects), [BY_INVESTOR]),
  };
}

/** The disbursement is called only "Thực hiện": the rate beside it says what it is. */
export function performedReport(projects: readonly InventedProject[]): TableSpec {
  return {
    ...REPORT,
    columns: [
      column.mark('TT'),
      column.name('Tên dự án'),
      column.code('Mã số dự án'),
      column.money(['KH năm 2025'], 'plan.current', plan),
      column.money(['Thực hiện đến 30/6/2025'], 'disbursed.current', paid),
      column.rate(['Đạt tỷ lệ (%)'], column.wholeOf(paid), column.wholeOf(plan)),
      column.text(['Khó khăn, vướng mắc'], ['reason', 'note'], () => null),
    ],
    body: grouped(partLeaves(projects), [BY_SOURCE]),
  };
}

/** Three cumulative and yearly notions side by side; the only code is captioned as the unit's. */
export function cumulativePlan(projects: readonly InventedProject[]): TableSpec {
  return {
    ...REPORT,
    annex: 'Phụ lục 02',
    titles: ['CHI TIẾT KẾ HOẠCH VỐN ĐẦU TƯ CÔNG NĂM 2025'],
    kind: 'capitalPlan',
    asOf: null,
    columns: [
      column.mark('Số TT'),
      column.name('Danh mục công trình, dự án'),
      column.code('Mã QHNS'),
      column.kcht(),
      column.totalInvestment('TMĐT'),
      column.money(['Lũy kế vốn đã bố trí đến hết năm 2024'], [null, 'ignored'], (part) => part.accumulated),
      column.money(['Kế hoạch năm 2025'], 'plan.current', plan),
      column.money(['Lũy kế đến hết KH năm 2025'], 'plan.accumulated', (part) => part.accumulated + part.plan),
      column.note(),
    ],
    body: grouped(partLeaves(projects), [BY_SOURCE]),
  };
}

/** đồng added to (positive) or taken from the row, by turns. */
function change({ project, part }: Leaf): bigint {
  const step = ((part?.plan ?? 0n) / 20_000n) * 1000n + 1000n;
  return Number(project.code) % 2 === 0 ? step : -step;
}

/** An adjustment annex with one signed column between the plans before and after. */
export function signedAdjustment(projects: readonly InventedProject[]): TableSpec {
  return {
    ...REPORT,
    annex: 'Phụ lục',
    titles: [
      'ĐIỀU CHỈNH KẾ HOẠCH VỐN ĐẦU TƯ CÔNG NĂM 2025',
      '(Kèm theo Quyết định số 1042/QĐ-UBND ngày 15 tháng 5 năm 2025 của UBND tỉnh Sơn La)',
    ],
    kind: 'adjustment',
    asOf: null,
    columns: [
      column.mark('TT'),
      column.name(),
      column.code(),
      column.investor(),
      column.money(['Kế hoạch vốn năm 2025', 'Trước điều chỉnh'], 'plan.initial', plan),
      {
        path: ['Kế hoạch vốn năm 2025', 'Điều chỉnh (+/-)'],
        field: 'adjust.signed',
        of: (leaf) => ({ vnd: change(leaf) }),
        fieldOf: (leaf) => (change(leaf) < 0n ? 'adjust.decrease' : 'adjust.increase'),
      },
      {
        path: ['Kế hoạch vốn năm 2025', 'Sau điều chỉnh'],
        field: 'plan.adjusted',
        of: (leaf) => ({ vnd: leaf.part!.plan + change(leaf) }),
        states: [
          { column: 4, sign: 1 },
          { column: 5, sign: 1 },
        ],
      },
      column.note(),
    ],
    body: grouped(partLeaves(projects), [BY_SOURCE]),
  };
}

/** A header of five levels with more groups than it has sources. */
export function deepReport(projects: readonly InventedProject[]): TableSpec {
  const year = 'Kế hoạch và giải ngân năm 2025';
  const local = 'Ngân sách địa phương';
  const parts = (top: string, field: 'plan.current' | 'disbursed.current', figure: typeof plan): ColumnSpec[] => [
    column.money([year, top, 'Tổng số'], field, figure),
    column.moneyOf('NSTW', [year, top, 'Trong đó', 'NSTW'], field, figure),
    column.moneyOf('CDNS', [year, top, 'Trong đó', local, 'CĐNS'], field, figure),
    column.moneyOf('XSKT', [year, top, 'Trong đó', local, 'XSKT'], field, figure),
  ];
  return {
    ...REPORT,
    columns: [
      column.mark(),
      column.name(),
      column.code(),
      column.investor(),
      ...parts('Kế hoạch vốn năm 2025', 'plan.current', plan),
      ...parts('Giải ngân đến 30/6/2025', 'disbursed.current', paid),
      column.note(),
    ],
    body: grouped(wholeLeaves(projects), [BY_SECTOR]),
  };
}
