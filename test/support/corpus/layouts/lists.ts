import type { InventedProject } from '../projects.js';
import { sumOf } from '../projects.js';
import type { LeafNode, TableSpec } from '../table-spec.js';
import { grouped, partLeaves, wholeLeaves } from './body.js';
import * as column from './columns.js';

/** L11 a: the investor's working list. No money at all; codes with placeholders and components. */
export function workingList(projects: readonly InventedProject[]): TableSpec {
  const placeholders = ['chưa mở mã', '0'];
  return {
    office: [],
    annex: null,
    titles: ['DANH SÁCH DỰ ÁN THEO DÕI'],
    kind: 'unknown',
    asOf: null,
    planYear: null,
    columns: [
      column.mark(),
      {
        path: ['Mã dự án'],
        field: 'code',
        of: ({ project }) => placeholders[projects.indexOf(project)] ?? project.code,
      },
      column.name('Dự án'),
      column.text(['Kế toán'], ['ignored', null], () => 'Lò Thị Hoa'),
      column.text(['Phòng DA'], ['ignored', null], () => 'DA2'),
      column.text(['Cấp QĐ đầu tư trước khi bàn giao'], ['ignored', null], () => 'H'),
      column.text(['CĐT cũ'], ['investor', 'ignored', null], (project) => project.investor),
      column.text(['Tình trạng hiện tại'], ['note', 'reason', 'status', 'ignored', null], () => 'Đang thi công'),
    ],
    body: wholeLeaves(projects).map((leaf): LeafNode => ({ type: 'leaf', leaf })),
    totalCaption: 'Tổng',
  };
}

/** L11 b: state of projects and proposed treatment; one money column, typed the American way. */
export function treatmentTable(projects: readonly InventedProject[]): TableSpec {
  return {
    ...workingList(projects),
    titles: ['TỔNG HỢP TÌNH HÌNH THỰC HIỆN VÀ ĐỀ XUẤT XỬ LÝ CÁC DỰ ÁN'],
    columns: [
      column.mark('TT'),
      column.code('Mã Dự án'),
      column.name('Tên Dự án'),
      // One figure beyond a million of the unit leaves no doubt how the column is typed (`1,130,000`).
      {
        ...column.totalInvestment('Tổng mức ĐT'),
        of: ({ project }) => ({
          vnd: project.totalInvestment + (projects.indexOf(project) === 0 ? 1_130_000_000_000n : 0n),
        }),
      },
      column.text(['Tình hình thực hiện'], ['note', 'reason'], () => 'Đã tổ chức thi công, hiện nay đạt 5% khối lượng'),
      column.text(['Đề xuất xử lý'], ['note', 'reason'], () => 'Đề xuất Ban QLDA tiếp tục thực hiện'),
    ],
  };
}

/** Demand for more capital, one row for each source of a project. */
export function demandList(projects: readonly InventedProject[]): TableSpec {
  return {
    office: ['UBND TỈNH SƠN LA', 'SỞ TÀI CHÍNH'],
    annex: 'Biểu số 04',
    titles: [
      'NHU CẦU BỔ SUNG KẾ HOẠCH VỐN ĐẦU TƯ CÔNG NĂM 2025',
      '(Kèm theo Công văn số      /STC-ĐT ngày      tháng 7 năm 2025)',
    ],
    kind: 'demand',
    asOf: null,
    planYear: 2025,
    columns: [
      column.mark(),
      column.name(),
      column.code(),
      column.investor(),
      column.sourceName(),
      { ...column.totalInvestment('Tổng mức đầu tư'), summed: false },
      column.money(['Kế hoạch trung hạn 2021-2025'], 'plan.mediumTerm', (part) => part.mediumTerm, { summed: false }),
      column.money(
        ['Lũy kế vốn đã bố trí đến hết kế hoạch năm 2025'],
        'plan.accumulated',
        (part) => part.accumulated + part.plan,
        { summed: false },
      ),
      column.money(['Kế hoạch vốn năm 2025'], 'plan.current', (part) => part.plan, { summed: false }),
      column.money(
        ['Giá trị khối lượng hoàn thành đã nghiệm thu chưa thanh toán'],
        'volume.unpaid',
        (part) => part.month,
      ),
      column.money(
        ['Nhu cầu bổ sung kế hoạch vốn năm 2025'],
        'demand.additional',
        (part) => (part.plan / 5000n) * 1000n + 1_000_000n,
      ),
      column.text(
        ['Lý do, khả năng giải ngân đến 31/01/2026'],
        ['reason', 'note'],
        () => 'Đã có khối lượng hoàn thành',
      ),
    ],
    body: grouped(partLeaves(projects), []),
    totalCaption: 'TỔNG CỘNG',
  };
}

/** L11-like table of no known layout: columns in an order no form has, words no form uses together. */
export function unknownLayout(projects: readonly InventedProject[]): TableSpec {
  return {
    office: [],
    annex: null,
    titles: ['Theo dõi giải ngân vốn năm 2025 đến ngày 31/05/2025'],
    kind: 'both',
    asOf: '2025-05-31',
    planYear: 2025,
    columns: [
      column.code('Mã số DA'),
      column.money(['Đã giải ngân'], 'disbursed.current', (part) => part.disbursed),
      column.rate(
        ['% KH'],
        (leaf) => sumOf(leaf.project, (part) => part.disbursed),
        (leaf) => sumOf(leaf.project, (part) => part.plan),
      ),
      column.money(['KHV năm 2025'], 'plan.current', (part) => part.plan),
      column.name('Tên công trình'),
      column.investor('Đơn vị thực hiện'),
      column.kcht('Thời gian thực hiện'),
    ],
    body: wholeLeaves(projects).map((leaf): LeafNode => ({ type: 'leaf', leaf })),
    totalCaption: 'Cộng',
  };
}
