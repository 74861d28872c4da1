import { decisionText, type InventedPart, type InventedProject, period, sumOf } from '../projects.js';
import type { ColumnSpec, Leaf } from '../table-spec.js';
import { fundingSourceName } from '../../../../src/domain/funding-sources.js';
import type { ColumnField } from '../../../../src/workbook/understanding/reading.js';

/** Columns that most layouts share. Captions are the ones seen in forms (`test/support/corpus/README.md`). */
export const mark = (caption = 'STT'): ColumnSpec => ({ path: [caption], field: 'mark', of: () => null });

export const name = (
  caption = 'Danh mục dự án',
  of: (leaf: Leaf) => string = (leaf) => leaf.project.name,
): ColumnSpec => ({
  path: [caption],
  field: 'name',
  of,
});

export const text = (
  path: readonly string[],
  field: ColumnSpec['field'],
  of: (project: InventedProject) => string | number | null,
): ColumnSpec => ({
  path,
  field,
  of: (leaf) => of(leaf.project),
});

export const code = (caption = 'Mã dự án'): ColumnSpec => text([caption], 'code', (project) => project.code);
export const investor = (caption = 'Chủ đầu tư'): ColumnSpec =>
  text([caption], 'investor', (project) => project.investor);
export const location = (caption = 'Địa điểm XD'): ColumnSpec =>
  text([caption], 'location', (project) => project.district);
export const group = (caption = 'Nhóm dự án'): ColumnSpec => text([caption], 'group', (project) => project.group);
export const kcht = (caption = 'Thời gian KC-HT'): ColumnSpec => text([caption], 'period', period);
export const decision = (...path: string[]): ColumnSpec => text(path, 'decision', decisionText);
export const sourceName = (caption = 'Nguồn vốn'): ColumnSpec => ({
  path: [caption],
  field: 'source',
  of: (leaf) => (leaf.part === null ? null : fundingSourceName(leaf.part.source)),
});
export const note = (caption = 'Ghi chú'): ColumnSpec => text([caption], ['note', 'reason'], () => null);

/** Money of the leaf's part; of all parts where the row is the whole project. */
export function money(
  path: readonly string[],
  field: ColumnSpec['field'],
  figure: (part: InventedPart) => bigint,
  more: Partial<ColumnSpec> = {},
): ColumnSpec {
  return {
    path,
    field,
    of: (leaf) => orNull(leaf.part === null ? sumOf(leaf.project, figure) : figure(leaf.part)),
    ...more,
  };
}

/** Money of one source of the project. */
export function moneyOf(
  source: string,
  path: readonly string[],
  field: ColumnField,
  figure: (part: InventedPart) => bigint,
  more: Partial<ColumnSpec> = {},
): ColumnSpec {
  return {
    path,
    field,
    source,
    of: (leaf) => orNull(sumOf(leaf.project, (part) => (part.source === source ? figure(part) : 0n))),
    ...more,
  };
}

export function totalInvestment(...path: string[]): ColumnSpec {
  return { path, field: 'totalInvestment', of: (leaf) => ({ vnd: leaf.project.totalInvestment }) };
}

/** Printed rate in percent with one decimal, blank without a plan. */
export function rate(
  path: readonly string[],
  part: (leaf: Leaf) => bigint,
  whole: (leaf: Leaf) => bigint,
  source: string | null = null,
): ColumnSpec {
  return {
    path,
    field: 'rate',
    source,
    summed: false,
    of: (leaf) => (whole(leaf) === 0n ? null : Number((part(leaf) * 1000n) / whole(leaf)) / 10),
  };
}

export function wholeOf(figure: (part: InventedPart) => bigint): (leaf: Leaf) => bigint {
  return (leaf) => (leaf.part === null ? sumOf(leaf.project, figure) : figure(leaf.part));
}

export const blankMoney = (
  path: readonly string[],
  field: ColumnSpec['field'],
  source: string | null = null,
): ColumnSpec => ({
  path,
  field,
  source,
  of: () => null,
});

/** Money nobody spent is left blank, as the forms do. */
function orNull(vnd: bigint): { vnd: bigint } | null {
  return vnd === 0n ? null : { vnd };
}
