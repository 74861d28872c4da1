import { fold } from '../../domain/vietnamese-text.js';
import type { ColumnReading, TableKind } from './reading.js';

/** What a table is for, by its columns; the title only decides between a report and a demand that repeats the report's columns. */
export function tableKind(columns: readonly ColumnReading[], title: string | null): TableKind {
  const has = (...fields: string[]): boolean =>
    columns.some((column) => column.field !== null && fields.includes(column.field));
  if (isSummary(columns)) return 'summary';
  const subject = fold(title ?? '');
  if (has('adjust.increase', 'adjust.decrease', 'adjust.signed')) return 'adjustment';
  if (has('plan.initial') && has('plan.adjusted') && /dieu chinh/.test(subject)) return 'adjustment';
  const disbursed = has('disbursed.current', 'disbursed.carriedOver') || paidInParts(columns);
  if (has('demand.additional') && (!disbursed || /nhu cau|bo sung/.test(subject))) return 'demand';
  const plan = has('plan.current');
  if (plan && disbursed) return 'both';
  if (disbursed) return 'disbursement';
  return plan || has('plan.adjusted') ? 'capitalPlan' : 'unknown';
}

/** A plan annex states the plan in full, unless its title says that it adds to it ("kế hoạch vốn bổ sung", "bổ sung kế hoạch"). */
export function planNature(title: string | null): 'initial' | 'supplement' {
  const subject = fold(title ?? '');
  return /\bbo sung\b/.test(subject) && !/\b(?:dieu chinh|sau bo sung)\b/.test(subject) ? 'supplement' : 'initial';
}

function paidInParts(columns: readonly ColumnReading[]): boolean {
  return ['disbursed.advance', 'disbursed.completedVolume'].every((field) =>
    columns.some((column) => column.field === field),
  );
}

/** Rows that are units, not projects (L6 `Đơn vị - nội dung`): the name column says so, and no column has a project code. */
function isSummary(columns: readonly ColumnReading[]): boolean {
  if (columns.some((column) => column.field === 'code')) return false;
  const name = columns.find((column) => column.field === 'name');
  const caption = fold(name?.path.join(' ') ?? '');
  return /^(?:ten )?(?:don vi|chu dau tu|co quan)\b/.test(caption) && !/du an|cong trinh/.test(caption);
}
