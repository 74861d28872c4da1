import type { AmountField } from '../reading.js';
import type { Body } from './body.js';
import { inUnit, type TableIssues } from './issues.js';
import type { MoneyColumn } from './layout.js';
import type { Node } from './node.js';

/** Fields that may print a negative: changes, and what is left after overspending. */
const MAY_BE_NEGATIVE: ReadonlySet<string> = new Set([
  'adjust.increase',
  'adjust.decrease',
  'adjust.signed',
  'remaining',
  'volume.unpaid',
]);

interface Bound {
  readonly code: string;
  readonly part: AmountField;
  readonly whole: AmountField;
  readonly severity: 'warning' | 'info';
  readonly says: string;
}

/** Figures that should not exceed others (domain handbook 2.3, checks 2 to 4). Flags, never corrections. */
const BOUNDS: readonly Bound[] = [
  {
    code: 'disbursed.overPlan',
    part: 'disbursed.current',
    whole: 'plan.current',
    severity: 'warning',
    says: 'Số giải ngân lớn hơn kế hoạch vốn',
  },
  {
    code: 'disbursed.overPlan',
    part: 'disbursed.carriedOver',
    whole: 'plan.carriedOver',
    severity: 'warning',
    says: 'Số giải ngân vốn kéo dài lớn hơn kế hoạch kéo dài',
  },
  {
    code: 'plan.overTotalInvestment',
    part: 'plan.accumulated',
    whole: 'totalInvestment',
    severity: 'warning',
    says: 'Vốn đã bố trí lũy kế lớn hơn tổng mức đầu tư',
  },
  {
    code: 'plan.overTotalInvestment',
    part: 'plan.current',
    whole: 'totalInvestment',
    severity: 'warning',
    says: 'Kế hoạch vốn lớn hơn tổng mức đầu tư',
  },
  {
    code: 'disbursed.overVolume',
    part: 'disbursed.fromStart',
    whole: 'volume.accepted',
    severity: 'info',
    says: 'Số giải ngân từ khởi công lớn hơn giá trị nghiệm thu (chỉ đúng khi còn tạm ứng)',
  },
];

/** Flags negative figures and figures beyond their bounds, among projects. */
export function checkPlausibility(nodes: readonly Node[], { layout, amounts }: Body, issues: TableIssues): void {
  const column = (field: AmountField): MoneyColumn | undefined => layout.money.find((money) => money.key === field);
  const bounds = BOUNDS.flatMap((bound) => {
    const part = column(bound.part);
    const whole = column(bound.whole);
    return part === undefined || whole === undefined ? [] : [{ bound, part, whole }];
  });
  for (const money of layout.money) {
    if (money.field === null || MAY_BE_NEGATIVE.has(money.field)) continue;
    for (const at of amounts.rowsBelowZero(money.index)) checkSign(nodes[at] as Node, money, issues);
  }
  for (const { bound, part, whole } of bounds) {
    for (const at of amounts.rowsReaching(part.index, whole.index, 1))
      checkBound(nodes[at] as Node, bound, part, whole, issues);
  }
}

function checkSign(node: Node, column: MoneyColumn, issues: TableIssues): void {
  if (node.role === 'note') return;
  const printed = inUnit(node.row.vnd(column.index) ?? 0n, column.vndPerUnit);
  issues.at(
    node.row,
    column.letter,
    'amount.negative',
    'warning',
    printed,
    `Ô ${column.letter}${node.row.row} ghi số âm ${printed} ở cột không thể có số âm. Kiểm tra lại số này.`,
  );
}

function checkBound(node: Node, bound: Bound, part: MoneyColumn, whole: MoneyColumn, issues: TableIssues): void {
  if (node.role !== 'project') return;
  const value = node.row.vnd(part.index) ?? 0n;
  const limit = node.row.vnd(whole.index) ?? 0n;
  if (value <= limit) return;
  const cell = `${part.letter}${node.row.row}`;
  issues.at(
    node.row,
    part.letter,
    bound.code,
    bound.severity,
    inUnit(value, part.vndPerUnit),
    `${bound.says}: ô ${cell} ghi ${inUnit(value, part.vndPerUnit)}, ô ${whole.letter}${node.row.row} ghi ${inUnit(limit, whole.vndPerUnit)}. Đối chiếu lại hai số này.`,
  );
}
