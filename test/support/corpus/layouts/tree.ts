import type { InventedPart, InventedProject } from '../projects.js';
import { SECTORS } from '../names.js';
import type { ColumnSpec, TableSpec } from '../table-spec.js';
import { BY_INVESTOR, BY_SECTOR, BY_STATUS, type Grouping, grouped, wholeLeaves } from './body.js';
import * as column from './columns.js';

const BY_LEVEL: Grouping = {
  key: (leaf) => (leaf.project.investor.startsWith('UBND huyện') ? 'district' : 'province'),
  heading: (leaf) => ({
    name: leaf.project.investor.startsWith('UBND huyện') ? 'Cấp huyện quản lý' : 'Cấp tỉnh quản lý',
  }),
};

const BY_PHASE: Grouping = {
  key: (leaf) => (leaf.project.status === 'preparation' ? 'preparation' : 'implementation'),
  heading: (leaf) =>
    leaf.project.status === 'preparation'
      ? { name: 'Vốn chuẩn bị đầu tư', means: { status: 'preparation' } }
      : { name: 'Vốn thực hiện đầu tư' },
};

const BY_IMPORTANCE: Grouping = {
  key: (leaf) => leaf.project.group,
  heading: (leaf) => ({ name: `Dự án nhóm ${leaf.project.group}` }),
};

/** L9: the estimate form; six levels of headings above a project. */
export function estimateForm(projects: readonly InventedProject[], tree: 'managed' | 'grouped'): TableSpec {
  const groupings =
    tree === 'managed' ? [BY_LEVEL, BY_PHASE, BY_SECTOR, BY_STATUS] : [BY_SECTOR, BY_PHASE, BY_IMPORTANCE];
  return {
    office: ['UBND TỈNH SƠN LA'],
    annex: 'Mẫu biểu số 34',
    titles: ['DỰ TOÁN CHI ĐẦU TƯ PHÁT TRIỂN NĂM 2025'],
    kind: 'capitalPlan',
    asOf: null,
    planYear: 2025,
    columns: [
      column.mark(),
      column.name('Nội dung'),
      column.location('Địa điểm xây dựng'),
      column.text(['Năng lực thiết kế'], 'capacity', () => '3,2 km'),
      column.text(
        ['Thời gian KC-HT (dd/mm/yyyy - dd/mm/yyyy)'],
        'period',
        (project) => `01/03/${project.startYear} - 31/12/${project.endYear}`,
      ),
      column.decision('Quyết định đầu tư', 'Số, ngày, tháng, năm'),
      column.totalInvestment('Quyết định đầu tư', 'Tổng mức đầu tư'),
      column.money(
        ['Lũy kế vốn đã bố trí từ khởi công đến hết năm 2024'],
        'plan.accumulated',
        (part) => part.accumulated,
      ),
      column.money(['Kế hoạch vốn năm 2025'], 'plan.current', (part) => part.plan),
      column.note(),
    ],
    body: grouped(wholeLeaves(projects), groupings),
    totalCaption: 'TỔNG SỐ',
  };
}

/** L10: the disclosed list 58/CK-NSNN; sections A…H, I, K with roman agencies, so that a bare I is both. */
export function disclosureList(projects: readonly InventedProject[]): TableSpec {
  const bySource = (head: string, field: ColumnSpec['field'], figure: (part: InventedPart) => bigint): ColumnSpec[] => [
    column.money([head, 'Tổng số'], field, figure),
    { ...column.moneyOf('ODA', [head, 'Chia theo nguồn vốn', 'Ngoài nước'], 'plan.current', figure), field },
    { ...column.moneyOf('NSTW', [head, 'Chia theo nguồn vốn', 'Ngân sách trung ương'], 'plan.current', figure), field },
    { ...column.moneyOf('NSDP', [head, 'Chia theo nguồn vốn', 'Ngân sách địa phương'], 'plan.current', figure), field },
  ];
  return {
    office: ['UBND TỈNH SƠN LA'],
    annex: 'Biểu số 58/CK-NSNN',
    titles: [
      'DANH MỤC CÁC CHƯƠNG TRÌNH, DỰ ÁN SỬ DỤNG VỐN NGÂN SÁCH NHÀ NƯỚC NĂM 2025',
      '(Dự toán đã được Hội đồng nhân dân quyết định)',
    ],
    kind: 'capitalPlan',
    asOf: null,
    planYear: 2025,
    columns: [
      column.mark(),
      column.name(),
      column.location('Địa điểm xây dựng'),
      column.text(['Năng lực thiết kế'], 'capacity', () => '120 giường'),
      column.kcht('Thời gian khởi công - hoàn thành'),
      column.decision('Quyết định đầu tư', 'Số Quyết định, ngày, tháng, năm ban hành'),
      column.totalInvestment('Quyết định đầu tư', 'Tổng mức đầu tư được duyệt'),
      column.money(
        ['Giá trị khối lượng thực hiện từ khởi công đến 31/12/2024'],
        'volume.accepted',
        (part) => part.accumulated,
      ),
      ...bySource('Lũy kế vốn đã bố trí đến 31/12/2024', 'plan.accumulated', (part) => part.accumulated),
      ...bySource('Kế hoạch vốn năm 2025', 'plan.current', (part) => part.plan),
    ],
    body: grouped(wholeLeaves(projects), [BY_SECTOR, BY_INVESTOR]),
    totalCaption: 'TỔNG SỐ',
  };
}

export const DISCLOSURE_SECTORS = SECTORS.length;
