import type { InventedProject } from '../projects.js';
import type { BodyNode, TableSpec } from '../table-spec.js';
import { BY_SECTOR, BY_SOURCE_CAPITALS, BY_STATUS, grouped, partLeaves } from './body.js';
import * as column from './columns.js';

export interface PlanAbout {
  readonly projects: readonly InventedProject[];
  readonly title: string;
  readonly titleSource?: string;
  readonly body?: readonly BodyNode[];
  readonly attached?: string;
}

/** L1: the annual plan annex of a resolution, one row for each source of a project. */
export function planAnnex(about: PlanAbout): TableSpec {
  return {
    office: ['UBND TỈNH SƠN LA', 'SỞ TÀI CHÍNH'],
    annex: 'Phụ lục I',
    titles: [
      `KẾ HOẠCH ĐẦU TƯ CÔNG NĂM 2025 ${about.title}`,
      about.attached ?? '(Kèm theo Nghị quyết số 422/NQ-HĐND ngày 05 tháng 12 năm 2024 của HĐND tỉnh Sơn La)',
    ],
    kind: 'capitalPlan',
    asOf: null,
    planYear: 2025,
    ...(about.titleSource === undefined ? {} : { titleSource: about.titleSource }),
    columns: [
      column.mark(),
      column.name('Danh mục công trình, dự án'),
      column.code(),
      column.investor(),
      column.location(),
      column.group(),
      column.kcht(),
      column.decision('Quyết định đầu tư', 'Số quyết định; ngày, tháng, năm ban hành'),
      column.totalInvestment('Quyết định đầu tư', 'Tổng mức đầu tư', 'Tổng số (tất cả các nguồn vốn)'),
      column.money(['Lũy kế vốn đã bố trí đến hết năm 2024'], 'plan.accumulated', (part) => part.accumulated),
      column.money(
        ['Kế hoạch đầu tư công trung hạn giai đoạn 2021-2025'],
        'plan.mediumTerm',
        (part) => part.mediumTerm,
      ),
      column.money(['Kế hoạch vốn năm 2025', 'Tổng số'], 'plan.current', (part) => part.plan),
      column.blankMoney(
        ['Kế hoạch vốn năm 2025', 'Trong đó', 'Thu hồi các khoản vốn ứng trước'],
        'plan.advanceRecovery',
      ),
      column.blankMoney(['Kế hoạch vốn năm 2025', 'Trong đó', 'Thanh toán nợ đọng XDCB'], 'plan.debtPayment'),
      column.note(),
    ],
    body: about.body ?? grouped(partLeaves(about.projects), [BY_SOURCE_CAPITALS, BY_SECTOR, BY_STATUS]),
    totalCaption: 'TỔNG SỐ',
  };
}

/** A small plan with one header row, as a unit sends it for itself. */
export function shortPlan(projects: readonly InventedProject[]): TableSpec {
  return {
    office: [],
    annex: null,
    titles: ['KẾ HOẠCH VỐN ĐẦU TƯ CÔNG NĂM 2025'],
    kind: 'capitalPlan',
    asOf: null,
    planYear: 2025,
    columns: [
      column.mark('TT'),
      column.name('Tên dự án'),
      column.code('Mã số dự án'),
      column.investor('CĐT'),
      column.totalInvestment('TMĐT'),
      column.money(['Kế hoạch vốn năm 2025'], 'plan.current', (part) => part.plan),
    ],
    body: grouped(
      projects.map((project) => ({ project, part: null })),
      [BY_STATUS],
    ),
    totalCaption: 'Tổng cộng',
  };
}

/** A plan whose sources stand in columns (Tổng số = sum of the sources). */
export function planBySourceColumns(
  projects: readonly InventedProject[],
  sources: readonly (readonly [string, string])[],
): TableSpec {
  const first = 5;
  return {
    ...planAnnex({ projects, title: 'CÁC NGUỒN VỐN' }),
    columns: [
      column.mark(),
      column.name('Danh mục công trình, dự án'),
      column.code(),
      column.investor(),
      {
        ...column.money(['Kế hoạch vốn năm 2025', 'Tổng số'], 'plan.current', (part) => part.plan),
        states: sources.map((_, index) => ({ column: first + index, sign: 1 as const })),
      },
      ...sources.map(([source, caption]) =>
        column.moneyOf(source, ['Kế hoạch vốn năm 2025', 'Trong đó', caption], 'plan.current', (part) => part.plan),
      ),
      column.kcht(),
      column.note(),
    ],
    body: grouped(
      projects.map((project) => ({ project, part: null })),
      [BY_SECTOR, BY_STATUS],
    ),
  };
}

/** L2: the central form with 32 columns over five header rows: demand for next year's plan. */
export function centralForm(projects: readonly InventedProject[]): TableSpec {
  const all = 'Tổng số (tất cả các nguồn vốn)';
  const central = 'Trong đó: NSTW';
  const previous = (caption: string, figure: Parameters<typeof column.money>[2]): TableSpec['columns'] => [
    column.money(['Năm 2024', caption, all], [null, 'ignored'], figure),
    column.money(['Năm 2024', caption, central], [null, 'ignored'], figure),
  ];
  const medium = 'KH đầu tư trung hạn vốn NSTW giai đoạn 2021-2025';
  const demand = 'Nhu cầu kế hoạch năm 2025';
  return {
    office: ['UBND TỈNH SƠN LA'],
    annex: 'Biểu số 02',
    titles: ['TÌNH HÌNH THỰC HIỆN KẾ HOẠCH ĐẦU TƯ VỐN NGÂN SÁCH TRUNG ƯƠNG NĂM 2024 VÀ NHU CẦU KẾ HOẠCH NĂM 2025'],
    kind: 'demand',
    asOf: null,
    planYear: 2025,
    columns: [
      column.mark(),
      column.name(),
      column.code(),
      column.group(),
      column.location(),
      column.text(['Năng lực thiết kế'], 'capacity', (project) => `${project.decisionNumber % 20}, cấp VI miền núi`),
      column.kcht(),
      column.decision('Quyết định đầu tư', 'Số quyết định ngày, tháng, năm ban hành'),
      column.totalInvestment('Quyết định đầu tư', 'TMĐT', all),
      { ...column.totalInvestment('Quyết định đầu tư', 'TMĐT', central), source: 'NSTW' },
      ...previous('Kế hoạch', (part) => (part.accumulated / 2000n) * 1000n),
      ...previous('Ước giải ngân từ 1/1 đến 30/9', (part) => (part.accumulated / 3000n) * 1000n),
      ...previous('Ước giải ngân từ 1/1 đến 31/12', (part) => (part.accumulated / 2000n) * 1000n),
      column.money(['Đã bố trí đến hết KH năm 2024', all], 'plan.accumulated', (part) => part.accumulated),
      column.money(['Đã bố trí đến hết KH năm 2024', central], 'plan.accumulated', (part) => part.accumulated, {
        source: 'NSTW',
      }),
      column.money([medium, 'Giai đoạn', 'Tổng số'], 'plan.mediumTerm', (part) => part.mediumTerm, { source: 'NSTW' }),
      column.blankMoney(
        [medium, 'Giai đoạn', 'Trong đó', 'Thu hồi các khoản vốn ứng trước'],
        [null, 'ignored', 'plan.mediumTerm'],
      ),
      column.blankMoney([medium, 'Giai đoạn', 'Trong đó', 'Thanh toán nợ XDCB'], [null, 'ignored', 'plan.mediumTerm']),
      column.blankMoney([medium, 'Giai đoạn', 'Trong đó', 'Chuẩn bị đầu tư'], [null, 'ignored', 'plan.mediumTerm']),
      column.money(
        [medium, 'Trong đó: đã giao kế hoạch các năm 2021-2024', 'Tổng số'],
        [null, 'ignored', 'plan.accumulated'],
        (part) => part.accumulated,
      ),
      column.blankMoney(
        [medium, 'Trong đó: đã giao kế hoạch các năm 2021-2024', 'Trong đó', 'Thu hồi các khoản vốn ứng trước'],
        [null, 'ignored'],
      ),
      column.blankMoney(
        [medium, 'Trong đó: đã giao kế hoạch các năm 2021-2024', 'Trong đó', 'Thanh toán nợ XDCB'],
        [null, 'ignored'],
      ),
      column.blankMoney(
        [medium, 'Trong đó: đã giao kế hoạch các năm 2021-2024', 'Trong đó', 'Chuẩn bị đầu tư'],
        [null, 'ignored'],
      ),
      column.money([demand, all], 'demand.additional', (part) => part.plan),
      column.money([demand, central, 'Tổng số'], 'demand.additional', (part) => part.plan, { source: 'NSTW' }),
      column.blankMoney([demand, central, 'Trong đó', 'Thu hồi vốn ứng trước'], [null, 'ignored']),
      column.blankMoney([demand, central, 'Trong đó', 'Thanh toán nợ XDCB'], [null, 'ignored']),
      column.blankMoney([demand, central, 'Trong đó', 'Chuẩn bị đầu tư'], [null, 'ignored']),
      column.note(),
    ],
    body: grouped(partLeaves(projects), [BY_SECTOR, BY_STATUS]),
    totalCaption: 'TỔNG SỐ',
    titleSource: 'NSTW',
  };
}
