import { fundingSourceName } from '../../../../src/domain/funding-sources.js';
import type { ColumnField } from '../../../../src/workbook/understanding/reading.js';
import type { InventedPart, InventedProject } from '../projects.js';
import type { ColumnSpec, Leaf, LeafNode, TableSpec } from '../table-spec.js';
import { BY_INVESTOR, grouped, partLeaves } from './body.js';
import * as column from './columns.js';

/** L7: the year-end settlement form with advances; (n) stands inside the captions, after a line break. */
export function settlementForm(projects: readonly InventedProject[]): TableSpec {
  const before = 'Lũy kế vốn đã thanh toán từ khởi công đến hết năm trước';
  const carried =
    'Kế hoạch và thanh toán vốn đầu tư các năm trước được kéo dài thời gian thực hiện và thanh toán sang năm 2025';
  const year = 'Kế hoạch và thanh toán vốn đầu tư năm 2025';
  const open: ColumnSpec['field'] = [null, 'ignored'];
  return {
    office: ['UBND TỈNH SƠN LA', 'SỞ TÀI CHÍNH'],
    annex: 'Mẫu biểu số 03',
    titles: ['BÁO CÁO QUYẾT TOÁN VỐN ĐẦU TƯ CÔNG THEO NIÊN ĐỘ NGÂN SÁCH NĂM 2025', 'Đến ngày 31/01/2026'],
    kind: 'both',
    asOf: '2026-01-31',
    planYear: 2025,
    columns: [
      column.mark(),
      column.name('Nội dung'),
      column.text(['Địa điểm mở tài khoản'], ['ignored', null], () => 'KBNN khu vực X'),
      column.code('Mã dự án đầu tư'),
      column.totalInvestment('Tổng mức đầu tư\n(5)'),
      column.money([before, 'Tổng số\n(6)'], open, (part) => part.accumulated),
      column.blankMoney([before, 'Trong đó vốn tạm ứng theo chế độ chưa thu hồi\n(7)'], open),
      column.blankMoney(
        ['Số vốn tạm ứng theo chế độ chưa thu hồi của các năm trước nộp điều chỉnh giảm trong năm\n(8)'],
        open,
      ),
      column.blankMoney(
        ['Thanh toán KLHT của phần vốn tạm ứng theo chế độ từ KC đến hết niên độ năm trước\n(9)'],
        open,
      ),
      column.money([carried, 'Kế hoạch vốn được kéo dài\n(10)'], 'plan.carriedOver', (part) => part.carriedOver),
      column.money(
        [carried, 'Giải ngân', 'Tổng số\n(11)'],
        'disbursed.carriedOver',
        (part) => part.carriedOverDisbursed,
      ),
      column.money([carried, 'Giải ngân', 'Thanh toán KLHT\n(12)'], open, (part) => part.carriedOverDisbursed),
      column.blankMoney([carried, 'Giải ngân', 'Vốn tạm ứng theo chế độ chưa thu hồi\n(13)'], open),
      column.blankMoney([carried, 'Kế hoạch tiếp tục được phép kéo dài\n(14)'], open),
      column.money(
        [carried, 'Số vốn còn lại chưa thanh toán hủy bỏ (nếu có)\n(15)'],
        [null, 'ignored', 'remaining'],
        (part) => part.carriedOver - part.carriedOverDisbursed,
      ),
      column.money([year, 'Kế hoạch vốn năm 2025\n(16)'], 'plan.current', (part) => part.plan),
      column.money([year, 'Giải ngân', 'Tổng số\n(17)'], 'disbursed.current', (part) => part.disbursed),
      column.money(
        [year, 'Giải ngân', 'Thanh toán KLHT\n(18)'],
        'disbursed.completedVolume',
        (part) => part.disbursed - part.advance,
      ),
      column.money(
        [year, 'Giải ngân', 'Vốn tạm ứng theo chế độ chưa thu hồi\n(19)'],
        'disbursed.advance',
        (part) => part.advance,
      ),
      column.blankMoney([year, 'Kế hoạch được phép kéo dài sang năm sau (nếu có)\n(20)'], open),
      column.money(
        [year, 'Số vốn còn lại chưa thanh toán hủy bỏ (nếu có)\n(21)'],
        [null, 'ignored', 'remaining'],
        (part) => part.plan - part.disbursed,
      ),
      column.money(
        ['Tổng cộng vốn đã thanh toán KLHT quyết toán trong năm\n(22)'],
        open,
        (part) => part.carriedOverDisbursed + part.disbursed - part.advance,
      ),
      column.money(['Lũy kế vốn tạm ứng theo chế độ chưa thu hồi chuyển năm sau\n(23)'], open, (part) => part.advance),
      column.money(
        ['Lũy kế số vốn đã giải ngân từ KC đến hết năm 2025\n(24)'],
        'disbursed.fromStart',
        (part) => part.accumulated + part.carriedOverDisbursed + part.disbursed,
      ),
    ],
    body: grouped(partLeaves(projects), [BY_INVESTOR]),
    totalCaption: 'TỔNG SỐ',
  };
}

/** One row of the Treasury export: a source of a project, this year's plan or the carried-over one. */
interface TreasuryRow extends Leaf {
  readonly carried: boolean;
}

/** Advances of the year that completed volume has covered: in both "Tạm ứng" and "Thu hồi tạm ứng", no longer in the balance. */
function recovered(part: InventedPart): bigint {
  return (part.disbursed / 7000n) * 1000n;
}

/** L12: the export of Kho bạc Nhà nước in đồng, several rows a project, no headings. */
export function treasuryExport(projects: readonly InventedProject[], wide = false): TableSpec {
  const figure =
    (current: (part: InventedPart) => bigint, carried: (part: InventedPart) => bigint) => (leaf: Leaf) => ({
      vnd: (leaf as TreasuryRow).carried ? carried(leaf.part!) : current(leaf.part!),
    });
  const onRow = (current: ColumnField, carried: ColumnField) => ({
    field: current,
    fieldOf: (leaf: Leaf) => ((leaf as TreasuryRow).carried ? carried : current),
  });
  const plain = (caption: string, of: (row: TreasuryRow) => string | number): ColumnSpec => ({
    path: [caption],
    field: ['ignored', null, 'sourceCode'],
    of: (leaf) => of(leaf as TreasuryRow),
  });
  const wideColumns: ColumnSpec[] = wide
    ? [
        column.blankMoney(['Điều chỉnh'], [null, 'ignored', 'adjust.increase']),
        {
          path: ['Thu hồi tạm ứng'],
          field: [null, 'ignored'],
          of: figure(
            (part) => recovered(part),
            () => 0n,
          ),
        },
        {
          path: ['Số dư tạm ứng'],
          field: 'disbursed.advance',
          of: figure(
            (part) => part.advance,
            () => 0n,
          ),
        },
      ]
    : [];
  const rows = partLeaves(projects).flatMap((leaf): TreasuryRow[] => [
    { ...leaf, carried: false },
    ...(leaf.part!.carriedOver > 0n ? [{ ...leaf, carried: true }] : []),
  ]);
  return {
    office: ['KHO BẠC NHÀ NƯỚC SƠN LA'],
    annex: null,
    titles: ['BÁO CÁO TÌNH HÌNH THANH TOÁN VỐN ĐẦU TƯ CÔNG NĂM 2025', 'Đến ngày 30/06/2025'],
    kind: 'both',
    asOf: '2025-06-30',
    planYear: 2025,
    columns: [
      column.mark(),
      plain('Mã KBNN', () => '1411'),
      plain('Mã ĐVQHNS', (row) => `1${row.project.code.slice(1)}`),
      { path: ['Mã dự án'], field: 'code', of: (leaf) => (wide ? Number(leaf.project.code) : leaf.project.code) },
      column.name('Tên dự án', (leaf) => leaf.project.name.toUpperCase().slice(0, 60).trim()),
      plain('Mã chương', () => 599),
      plain('Mã ngành KT', () => 292),
      plain('Mã nguồn', () => 42),
      {
        path: ['Tên nguồn vốn'],
        field: 'source',
        of: (leaf) => fundingSourceName(leaf.part!.source).slice(0, 40),
      },
      { path: ['Niên độ KHV'], field: 'planYear', of: (leaf) => ((leaf as TreasuryRow).carried ? 2024 : 2025) },
      {
        path: ['Loại KHV'],
        field: 'planKind',
        of: (leaf) => ((leaf as TreasuryRow).carried ? 'Kế hoạch kéo dài' : 'Kế hoạch năm nay'),
      },
      {
        path: ['Kế hoạch vốn giao'],
        ...onRow('plan.current', 'plan.carriedOver'),
        of: figure(
          (part) => part.plan,
          (part) => part.carriedOver,
        ),
      },
      {
        path: ['Thanh toán KLHT'],
        field: 'disbursed.completedVolume',
        of: figure(
          (part) => part.disbursed - part.advance,
          (part) => part.carriedOverDisbursed,
        ),
      },
      {
        path: ['Tạm ứng'],
        field: wide ? [null, 'ignored'] : 'disbursed.advance',
        of: figure(
          (part) => part.advance + (wide ? recovered(part) : 0n),
          () => 0n,
        ),
      },
      ...wideColumns,
      {
        path: ['Tổng giải ngân lũy kế từ đầu năm'],
        ...onRow('disbursed.current', 'disbursed.carriedOver'),
        of: figure(
          (part) => part.disbursed,
          (part) => part.carriedOverDisbursed,
        ),
      },
      {
        path: ['Còn lại'],
        field: 'remaining',
        of: figure(
          (part) => part.plan - part.disbursed,
          (part) => part.carriedOver - part.carriedOverDisbursed,
        ),
      },
    ],
    body: rows.map((leaf): LeafNode => ({ type: 'leaf', leaf })),
    totalCaption: 'Tổng cộng',
  };
}
