import { fundingSourceName } from '../../../../src/domain/funding-sources.js';
import type { InventedProject } from '../projects.js';
import type { BodyNode, Group, Leaf, TableSpec } from '../table-spec.js';
import { partLeaves } from './body.js';
import * as column from './columns.js';

/** đồng taken from (negative) or given to the row; every second row of a source gives, the next one takes the same. */
function changes(leaves: readonly Leaf[]): Map<Leaf, bigint> {
  const changed = new Map<Leaf, bigint>();
  for (let index = 0; index + 1 < leaves.length; index += 2) {
    const amount = (leaves[index]!.part!.plan / 10_000n) * 1000n + 1000n;
    changed.set(leaves[index]!, -amount);
    changed.set(leaves[index + 1]!, amount);
  }
  return changed;
}

/** L13: the adjustment annex of a decision; decreases equal increases inside each source. `wide` is the 20-column submission form. */
export function adjustmentAnnex(projects: readonly InventedProject[], wide = false): TableSpec {
  const leaves = partLeaves(projects);
  const sources = [...new Set(leaves.map((leaf) => leaf.part!.source))];
  const change = new Map<Leaf, bigint>();
  for (const source of sources)
    changes(leaves.filter((leaf) => leaf.part!.source === source)).forEach((vnd, leaf) => change.set(leaf, vnd));
  const changed = leaves.filter((leaf) => change.has(leaf));
  const of = (leaf: Leaf): bigint => change.get(leaf)!;
  const decrease = (leaf: Leaf) => (of(leaf) < 0n ? { vnd: -of(leaf) } : null);
  const increase = (leaf: Leaf) => (of(leaf) > 0n ? { vnd: of(leaf) } : null);
  const after = (leaf: Leaf) => ({ vnd: leaf.part!.plan + of(leaf) });
  return {
    office: ['UBND TỈNH SƠN LA', 'SỞ TÀI CHÍNH'],
    annex: 'Phụ lục I',
    titles: [
      `DANH MỤC DỰ ÁN ĐIỀU CHỈNH KẾ HOẠCH VỐN ĐẦU TƯ CÔNG NĂM 2025${wide ? ' (ĐỢT 1)' : ''}`,
      wide
        ? '(Kèm theo Tờ trình số      /TTr-STC ngày     tháng     năm 2025 của Sở Tài chính)'
        : '(Kèm theo Quyết định số 1042/QĐ-UBND ngày 15 tháng 5 năm 2025 của UBND tỉnh Sơn La)',
    ],
    kind: 'adjustment',
    asOf: wide ? '2025-06-30' : null,
    planYear: 2025,
    columns: wide
      ? [
          column.mark('TT'),
          column.name(),
          column.code(),
          column.investor(),
          column.location('Địa điểm'),
          column.kcht(),
          column.decision('QĐ đầu tư: Số, ngày'),
          column.totalInvestment('TMĐT'),
          column.money(['KH trung hạn 2021-2025'], 'plan.mediumTerm', (part) => part.mediumTerm),
          column.money(['Lũy kế vốn đã bố trí đến hết 2024'], 'plan.accumulated', (part) => part.accumulated),
          column.money(['KH 2025 đã giao'], 'plan.initial', (part) => part.plan),
          column.money(['Giải ngân đến 30/6/2025'], 'disbursed.current', (part) => part.disbursed),
          column.rate(
            ['Tỷ lệ (%)'],
            (leaf) => leaf.part!.disbursed,
            (leaf) => leaf.part!.plan,
          ),
          column.money(['KH còn lại chưa giải ngân'], 'remaining', (part) => part.plan - part.disbursed),
          { path: ['Điều chỉnh', 'Giảm (-)'], field: 'adjust.decrease', of: decrease },
          { path: ['Điều chỉnh', 'Tăng (+)'], field: 'adjust.increase', of: increase },
          { path: ['KH 2025 sau điều chỉnh'], field: 'plan.adjusted', of: after },
          column.blankMoney(['Ước giải ngân đến 31/01/2026'], 'estimate.yearEnd'),
          column.text(['Lý do'], ['reason', 'note'], () => 'Vướng giải phóng mặt bằng'),
          column.note(),
        ]
      : [
          column.mark('TT'),
          column.name(),
          column.code(),
          column.investor(),
          column.money(['Kế hoạch vốn năm 2025', 'Kế hoạch đã giao'], 'plan.initial', (part) => part.plan),
          { path: ['Kế hoạch vốn năm 2025', 'Điều chỉnh', 'Giảm (-)'], field: 'adjust.decrease', of: decrease },
          { path: ['Kế hoạch vốn năm 2025', 'Điều chỉnh', 'Tăng (+)'], field: 'adjust.increase', of: increase },
          { path: ['Kế hoạch vốn năm 2025', 'Kế hoạch sau điều chỉnh'], field: 'plan.adjusted', of: after },
          column.text(['Lý do'], ['reason', 'note'], () => 'Không còn nhu cầu'),
        ],
    body: wide ? byDirection(changed, sources, of) : bySourceFirst(changed, sources, of),
    totalCaption: wide ? 'TỔNG SỐ (giảm = tăng)' : 'TỔNG SỐ',
  };
}

function rows(leaves: readonly Leaf[]): BodyNode[] {
  return leaves.map((leaf) => ({ type: 'leaf', leaf }));
}

function bySourceFirst(leaves: readonly Leaf[], sources: readonly string[], of: (leaf: Leaf) => bigint): Group[] {
  return sources.flatMap((source): Group[] => {
    const mine = leaves.filter((leaf) => leaf.part!.source === source);
    if (mine.length === 0) return [];
    return [
      {
        type: 'group',
        name: fundingSourceName(source),
        means: { source },
        children: [
          { type: 'group', name: 'Dự án điều chỉnh giảm', children: rows(mine.filter((leaf) => of(leaf) < 0n)) },
          { type: 'group', name: 'Dự án điều chỉnh tăng', children: rows(mine.filter((leaf) => of(leaf) > 0n)) },
        ],
      },
    ];
  });
}

function byDirection(leaves: readonly Leaf[], sources: readonly string[], of: (leaf: Leaf) => bigint): Group[] {
  const half = (name: string, mine: (leaf: Leaf) => boolean): Group => ({
    type: 'group',
    name,
    children: sources.flatMap((source): Group[] => {
      const below = leaves.filter((leaf) => leaf.part!.source === source && mine(leaf));
      return below.length === 0
        ? []
        : [{ type: 'group', name: fundingSourceName(source), means: { source }, children: rows(below) }];
    }),
  });
  return [
    half('ĐIỀU CHỈNH GIẢM (THU HỒI)', (leaf) => of(leaf) < 0n),
    half('ĐIỀU CHỈNH TĂNG (BỔ SUNG)', (leaf) => of(leaf) > 0n),
  ];
}
