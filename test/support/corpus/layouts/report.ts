import { type InventedProject, sumOf } from '../projects.js';
import type { BodyNode, ColumnSpec, TableSpec } from '../table-spec.js';
import { BY_DISTRICT, BY_INVESTOR, BY_SOURCE, BY_STATUS, grouped, partLeaves, wholeLeaves } from './body.js';
import * as column from './columns.js';

/** L3: the provincial disbursement report of one source, current and carried-over plan side by side. */
export function provincialReport(
  projects: readonly InventedProject[],
  budget: 'NS Tỉnh' | 'NSTW',
  day = '30/06/2025',
  body?: readonly BodyNode[],
): TableSpec {
  const source = budget === 'NSTW' ? 'NSTW' : 'NSDP';
  const spent = `Giải ngân KH năm 2025(tính từ 01/01 năm 2025) và kế hoạch năm 2024 kéo dài (nếu có) đến hết ${day}`;
  return {
    office: ['UBND TỈNH SƠN LA', 'SỞ TÀI CHÍNH'],
    annex: 'Biểu số 02',
    titles: [
      `BÁO CÁO TÌNH HÌNH GIẢI NGÂN KẾ HOẠCH VỐN ĐẦU TƯ CÔNG NĂM 2025 NGUỒN VỐN ${budget === 'NSTW' ? 'NGÂN SÁCH TRUNG ƯƠNG' : 'NGÂN SÁCH ĐỊA PHƯƠNG'} ĐẾN NGÀY ${day}`,
      '(Kèm theo Báo cáo số      /BC-STC ngày      tháng      năm 2025 của Sở Tài chính)',
    ],
    kind: 'both',
    asOf: day.split('/').reverse().join('-'),
    planYear: 2025,
    titleSource: source,
    columns: [
      column.mark('#'),
      column.name(),
      column.code('Mã số dự án'),
      column.decision('Quyết định đầu tư', 'Số QĐ, Ngày tháng năm'),
      { ...column.totalInvestment('Quyết định đầu tư', budget), source },
      column.money(
        ['Lũy kế bố trí vốn đến hết kế hoạch năm 2025'],
        'plan.accumulated',
        (part) => part.accumulated + part.plan,
      ),
      column.money(
        ['Lũy kế vốn giải ngân từ khởi công đến hết ngày 31/12/2025'],
        'disbursed.fromStart',
        (part) => part.accumulated + part.disbursed,
      ),
      column.money(
        [`Kế hoạch vốn ${budget} năm 2024 cho phép kéo dài (nếu có)`],
        'plan.carriedOver',
        (part) => part.carriedOver,
        { source },
      ),
      column.money(['Kế hoạch năm 2025'], 'plan.current', (part) => part.plan),
      column.money(
        [`Khối lượng thực hiện từ khởi công đến hết ${day}`],
        'volume.accepted',
        (part) => part.accumulated + part.disbursed,
      ),
      column.money([spent, 'KH Năm 2025'], 'disbursed.current', (part) => part.disbursed),
      column.money([spent, 'Kế hoạch năm 2024 kéo dài'], 'disbursed.carriedOver', (part) => part.carriedOverDisbursed),
      column.note(),
    ],
    body: body ?? grouped(partLeaves(projects), [BY_INVESTOR]),
    totalCaption: 'Tổng số :',
  };
}

/** The province's monthly synthesis: sources as headings, investors below, printed rate. */
export function monthlySynthesis(projects: readonly InventedProject[], day = '30/06/2025'): TableSpec {
  const spent = `Giải ngân KH năm 2025 (tính từ 01/01/2025) và kế hoạch năm 2024 kéo dài (nếu có) đến hết ${day}`;
  return {
    office: ['UBND TỈNH SƠN LA', 'SỞ TÀI CHÍNH'],
    annex: 'Biểu số 02',
    kind: 'both',
    asOf: day.split('/').reverse().join('-'),
    planYear: 2025,
    titles: [`TÌNH HÌNH GIẢI NGÂN KẾ HOẠCH VỐN ĐẦU TƯ CÔNG NĂM 2025 ĐẾN NGÀY ${day}`],
    columns: [
      column.mark(),
      column.name(),
      column.code('Mã số dự án'),
      column.money(['Kế hoạch vốn năm 2024 cho phép kéo dài (nếu có)'], 'plan.carriedOver', (part) => part.carriedOver),
      column.money(['Kế hoạch năm 2025'], 'plan.current', (part) => part.plan),
      column.money([spent, 'KH năm 2025'], 'disbursed.current', (part) => part.disbursed),
      column.money([spent, 'Kế hoạch năm 2024 kéo dài'], 'disbursed.carriedOver', (part) => part.carriedOverDisbursed),
      column.rate(
        ['Tỷ lệ giải ngân KH 2025 (%)'],
        column.wholeOf((part) => part.disbursed),
        column.wholeOf((part) => part.plan),
      ),
      column.note(),
    ],
    body: grouped(partLeaves(projects), [BY_SOURCE, BY_INVESTOR]),
    totalCaption: 'TỔNG CỘNG',
  };
}

/** L4: projects with foreign loans; a dollar column stands among the đồng columns. */
export function foreignLoanReport(projects: readonly InventedProject[]): TableSpec {
  const decided = 'Quyết định đầu tư được Thủ tướng Chính phủ giao kế hoạch trung hạn';
  const allotted = 'Lũy kế bố trí kế hoạch vốn từ khởi công đến hết năm 2024';
  const spent = 'Lũy kế giải ngân từ khởi công đến hết 31/01 Năm 2025';
  const plan = 'Kế hoạch năm 2025';
  const counterpart = (
    path: string[],
    field: 'plan.accumulated' | 'disbursed.fromStart' | 'plan.current' | 'totalInvestment',
    figure: Parameters<typeof column.moneyOf>[3],
  ): ColumnSpec => ({ ...column.moneyOf('CDNS', path, field, figure), source: null, field: [field, null, 'ignored'] });
  const foreign = (
    path: string[],
    field: 'plan.accumulated' | 'disbursed.fromStart' | 'plan.current',
    figure: Parameters<typeof column.moneyOf>[3],
  ): ColumnSpec => column.moneyOf('ODA', path, field, figure);
  return {
    office: ['UBND TỈNH SƠN LA'],
    annex: 'Biểu số 05',
    titles: ['BÁO CÁO TÌNH HÌNH THỰC HIỆN CÁC DỰ ÁN SỬ DỤNG VỐN NƯỚC NGOÀI NĂM 2025'],
    kind: 'capitalPlan',
    asOf: null,
    planYear: 2025,
    columns: [
      column.mark('#'),
      column.name('Danh mục ngành/dự án'),
      column.decision(decided, 'Số QĐ, Ngày, tháng, năm'),
      column.totalInvestment(decided, 'Tổng mức đầu tư', 'Tổng số'),
      counterpart(
        [decided, 'Tổng mức đầu tư', 'Trong đó', 'Vốn đối ứng'],
        'totalInvestment',
        (part) => part.mediumTerm,
      ),
      {
        path: [decided, 'Tổng mức đầu tư', 'Trong đó', 'Vốn nước ngoài', 'Tính bằng ngoại tệ (nghìn USD)'],
        field: 'foreignCurrency',
        summed: false,
        of: (leaf) =>
          Number(sumOf(leaf.project, (part) => (part.source === 'ODA' ? part.mediumTerm / 25_400_000n : 0n))) || null,
      },
      {
        ...column.moneyOf(
          'ODA',
          [decided, 'Tổng mức đầu tư', 'Trong đó', 'Vốn nước ngoài', 'Quy đổi ra tiền việt'],
          'totalInvestment',
          (part) => part.mediumTerm,
        ),
      },
      column.money([allotted, 'Tổng số'], 'plan.accumulated', (part) => part.accumulated),
      counterpart([allotted, 'Trong đó', 'Vốn đối ứng'], 'plan.accumulated', (part) => part.accumulated),
      foreign(
        [allotted, 'Trong đó', 'Vốn nước ngoài (tính theo tiền việt)'],
        'plan.accumulated',
        (part) => part.accumulated,
      ),
      column.money([spent, 'Tổng số'], 'disbursed.fromStart', (part) => part.accumulated),
      counterpart([spent, 'Trong đó', 'Vốn đối ứng'], 'disbursed.fromStart', (part) => part.accumulated),
      foreign(
        [spent, 'Trong đó', 'Vốn nước ngoài (tính theo tiền việt)'],
        'disbursed.fromStart',
        (part) => part.accumulated,
      ),
      column.money([plan, 'Tổng số'], 'plan.current', (part) => part.plan),
      counterpart([plan, 'Trong đó', 'Vốn đối ứng'], 'plan.current', (part) => part.plan),
      foreign([plan, 'Trong đó', 'Vốn nước ngoài (tính theo tiền việt)'], 'plan.current', (part) => part.plan),
      column.note(),
    ],
    body: grouped(wholeLeaves(projects), [BY_STATUS]),
    totalCaption: 'Tổng số',
  };
}

/** L8: the list a district hands over to the province. Nothing in it is this year's plan or disbursement. */
export function handoverList(projects: readonly InventedProject[]): TableSpec {
  const allotted = 'Vốn đã bố trí đến 30/6/2025';
  const part = (source: string, caption: string, of = (vnd: bigint): bigint => vnd): ColumnSpec =>
    column.moneyOf(source, [allotted, caption], 'plan.accumulated', (one) => of(one.accumulated));
  const districts = (vnd: bigint): bigint => (vnd / 3000n) * 1000n;
  return {
    office: ['UBND TỈNH SƠN LA'],
    annex: 'PL04',
    titles: ['DANH MỤC DỰ ÁN ĐANG THI CÔNG BÀN GIAO VỀ TỈNH', '(Kèm theo Biên bản bàn giao ngày 30 tháng 6 năm 2025)'],
    kind: ['unknown', 'disbursement'],
    asOf: null,
    planYear: null,
    columns: [
      column.mark('TT'),
      column.name('Tên dự án'),
      column.code(),
      column.decision('Quyết định đầu tư'),
      column.kcht('Thời gian thực hiện'),
      column.totalInvestment('Tổng mức đầu tư'),
      column.money([allotted, 'Tổng số'], 'plan.accumulated', (one) => one.accumulated),
      part('NSTW', 'NS Trung ương'),
      part('NSDP', 'NS Tỉnh'),
      part('KHAC', 'NS Huyện', districts),
      part('KHAC', 'Khác', (vnd) => vnd - districts(vnd)),
      column.money(['Lũy kế giá trị nghiệm thu'], 'volume.accepted', (one) => one.accumulated),
      column.money(['Lũy kế giải ngân từ khởi công'], 'disbursed.fromStart', (one) => one.accumulated),
      column.note(),
    ],
    body: grouped(wholeLeaves(projects), [BY_DISTRICT]),
    totalCaption: 'TỔNG CỘNG',
  };
}
