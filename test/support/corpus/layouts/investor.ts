import { type InventedPart, type InventedProject, sumOf } from '../projects.js';
import type { ColumnSpec, TableSpec } from '../table-spec.js';
import { BY_STATUS, grouped, wholeLeaves } from './body.js';
import * as column from './columns.js';

/** The four pots that the monthly form prints beside the total. */
export const FORM_SOURCES = [
  ['NSTW', 'NSTW'],
  ['NSDP', 'NSĐP'],
  ['ODA', 'Vốn nước ngoài'],
  ['CTMTQG', 'CTMTQG'],
] as const;

const ACCUMULATED = 'Lũy kế vốn đã bố trí đến hết năm trước năm kế hoạch';
const PLAN = 'Kế hoạch năm kế hoạch';
const MONTH = 'Giải ngân tháng báo cáo';
const YEAR =
  'Lũy kế giải ngân từ đầu năm đến tháng báo cáo đối với báo cáo tháng (đến hết thời gian chỉnh lý quyết toán ngân sách - ngày 31/1 năm sau đối với báo cáo năm)';
const CARRIED = 'Kế hoạch vốn năm trước được cấp có thẩm quyền cho phép kéo dài sang năm KH (nếu có)';
const STATE = 'Tình hình thực hiện dự án';

/** L5: the investor's monthly report with 48 columns; month and cumulative stand side by side. */
export function investorMonthly(projects: readonly InventedProject[], month = 6, withCode = false): TableSpec {
  const last = new Date(Date.UTC(2025, month, 0)).getUTCDate();
  return {
    office: ['UBND TỈNH SƠN LA', 'BAN QLDA ĐTXD CÁC CÔNG TRÌNH GIAO THÔNG TỈNH'],
    annex: 'Phụ lục III',
    titles: [
      `BÁO CÁO TÌNH HÌNH THỰC HIỆN VÀ GIẢI NGÂN VỐN ĐẦU TƯ CÔNG THÁNG ${month} NĂM 2025`,
      '(Đính kèm Báo cáo số      /BC-BQLGT ngày      tháng      năm 2025)',
    ],
    kind: 'both',
    asOf: `2025-${String(month).padStart(2, '0')}-${last}`,
    // The form names neither year nor plan: "năm kế hoạch".
    planYear: null,
    columns: [
      column.mark(),
      column.name(),
      ...(withCode ? [column.code('Mã dự án đầu tư')] : []),
      column.location(),
      column.decision('Quyết định đầu tư', 'Số quyết định ngày, tháng, năm ban hành'),
      column.totalInvestment('Quyết định đầu tư', 'TMDT', 'Tổng số (tất cả các nguồn vốn)'),
      column.money(
        ['Quyết định đầu tư', 'TMDT', 'Trong đó: vốn NSNN'],
        [null, 'ignored', 'totalInvestment'],
        (part) => part.mediumTerm,
      ),
      ...bySource([ACCUMULATED], 'plan.accumulated', (part) => part.accumulated),
      // The form repeats the caption of the group above by mistake: these three are paid, not allotted.
      column.money([ACCUMULATED, 'Tổng số'], ['disbursed.fromStart', null, 'ignored'], (part) => part.accumulated, {
        apart: true,
      }),
      column.money(
        [ACCUMULATED, 'Trong đó: NSNN', 'Tổng số'],
        ['disbursed.fromStart', null, 'ignored'],
        (part) => part.accumulated,
      ),
      column.money(
        [ACCUMULATED, 'Trong đó: NSNN', 'Trong đó: riêng năm trước năm kế hoạch'],
        [null, 'ignored'],
        (part) => (part.accumulated / 2000n) * 1000n,
      ),
      column.money([CARRIED, 'Tổng số'], 'plan.carriedOver', (part) => part.carriedOver),
      column.money([CARRIED, 'Vốn ĐTPT'], [null, 'ignored'], (part) => part.carriedOver),
      column.blankMoney([CARRIED, 'Vốn khác'], ['plan.carriedOver', null, 'ignored']),
      ...bySource([PLAN], 'plan.current', (part) => part.plan),
      column.money(
        ['Khối lượng thực hiện từ đầu năm đến ngày 15 của tháng báo cáo', 'Tổng số'],
        ['volume.accepted', null, 'ignored'],
        (part) => part.disbursed,
      ),
      column.money(
        ['Khối lượng thực hiện từ đầu năm đến ngày 15 của tháng báo cáo', 'Riêng tháng báo cáo'],
        [null, 'ignored'],
        (part) => part.month,
      ),
      ...withRates(MONTH, 'disbursed.month', (part) => part.month),
      ...withRates(YEAR, 'disbursed.current', (part) => part.disbursed),
      column.text(
        [STATE, 'Nội dung các công việc chủ yếu đã hoàn thành đến cuối tháng báo cáo'],
        ['note', 'reason', 'ignored', null],
        () => 'Đã nghiệm thu nền đường',
      ),
      column.text(
        [STATE, 'Nội dung các công việc chủ yếu đang thực hiện dở dang'],
        ['note', 'reason', 'ignored', null],
        () => 'Đang thi công mặt đường',
      ),
      column.text(
        [STATE, 'Kế hoạch thực hiện các tháng còn lại của năm'],
        ['note', 'reason', 'ignored', null],
        () => null,
      ),
      column.note(),
    ],
    body: grouped(wholeLeaves(projects), [BY_STATUS]),
    totalCaption: 'Tổng cộng',
  };
}

function bySource(
  path: string[],
  field: 'plan.accumulated' | 'plan.current',
  figure: (part: InventedPart) => bigint,
): ColumnSpec[] {
  return [
    column.money([...path, 'Tổng số'], field, figure),
    ...FORM_SOURCES.map(([source, caption]) => column.moneyOf(source, [...path, caption], field, figure)),
  ];
}

/** Total and sources, each with amount and rate. */
function withRates(
  path: string,
  field: 'disbursed.month' | 'disbursed.current',
  figure: (part: InventedPart) => bigint,
): ColumnSpec[] {
  const rateOf = (caption: string, source: string | null): ColumnSpec => {
    const mine = (part: InventedPart): boolean => source === null || part.source === source;
    const printed = column.rate(
      [path, caption, 'Tỷ lệ (%)'],
      (leaf) => sumOf(leaf.project, (part) => (mine(part) ? figure(part) : 0n)),
      (leaf) => sumOf(leaf.project, (part) => (mine(part) ? part.plan : 0n)),
      source,
    );
    // Only the year's rate of the whole row is the disbursement rate; the others may be left out.
    return source === null && field === 'disbursed.current'
      ? printed
      : { ...printed, field: ['rate', 'ignored', null] };
  };
  return [
    column.money([path, 'Tổng số', 'Số tiền'], field, figure),
    rateOf('Tổng số', null),
    ...FORM_SOURCES.flatMap(([source, caption]) => [
      column.moneyOf(source, [path, caption, 'Số tiền'], field, figure),
      rateOf(caption, source),
    ]),
  ];
}

/** L6: a summary by unit. Its rows are units, so it is no plan and no report of projects. */
export function unitSummary(projects: readonly InventedProject[]): TableSpec {
  const investors = [...new Set(projects.map((project) => project.investor))];
  const totals = investors.map((investor): InventedProject => {
    const parts = projects.filter((project) => project.investor === investor).flatMap((project) => project.parts);
    return { ...projects[0]!, name: investor, parts };
  });
  const money = (group: string, field: ColumnSpec['field'], figure: (part: InventedPart) => bigint): ColumnSpec[] => [
    column.money([group, 'Tổng cộng'], field, figure),
    ...FORM_SOURCES.map(([source, caption]) => ({
      ...column.moneyOf(source, [group, caption], 'plan.current', figure),
      field,
    })),
  ];
  return {
    office: ['UBND TỈNH SƠN LA'],
    annex: 'Phụ lục I',
    titles: ['TỔNG HỢP TÌNH HÌNH THỰC HIỆN VỐN ĐẦU TƯ CÔNG THÁNG 6 NĂM 2025'],
    kind: 'summary',
    asOf: '2025-06-30',
    planYear: 2025,
    columns: [
      column.mark(),
      column.name('Đơn vị - nội dung'),
      ...money(
        'Kinh phí được sử dụng năm 2025',
        [null, 'ignored', 'plan.current'],
        (part) => part.plan + part.carriedOver,
      ),
      ...money(
        'Nguồn kinh phí năm trước được chuyển sang năm 2025 sử dụng',
        [null, 'ignored', 'plan.carriedOver'],
        (part) => part.carriedOver,
      ),
      ...money(
        'Dự toán giao, phê duyệt sử dụng nguồn kinh phí năm 2025',
        [null, 'ignored', 'plan.current'],
        (part) => part.plan,
      ),
      ...withRates(MONTH, 'disbursed.month', (part) => part.month),
      ...withRates(YEAR, 'disbursed.current', (part) => part.disbursed),
    ],
    body: wholeLeaves(totals).map((leaf) => ({ type: 'leaf' as const, leaf })),
    totalCaption: 'TỔNG CỘNG',
  };
}
