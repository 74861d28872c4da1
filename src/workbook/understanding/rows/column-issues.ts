import { columnLetter } from '../../cells.js';
import type { TableFrame } from '../frame.js';
import { briefly, inUnit, type TableIssues } from './issues.js';
import type { ColumnSums } from './amount-table.js';
import type { Layout } from './layout.js';
import type { Node } from './node.js';

/** Money columns that no field fits, with their totals; second columns of one meaning. */
export function tellColumns(
  frame: TableFrame,
  layout: Layout,
  nodes: readonly Node[],
  totals: ColumnSums,
  issues: TableIssues,
): void {
  const header = { row: frame.header.firstRow };
  for (const { first, second } of layout.doubles) {
    const differing = nodes.filter(
      (node) => node.role === 'project' && !Object.is(node.row.amount(first.index), node.row.amount(second.index)),
    ).length;
    issues.at(
      header,
      second.letter,
      'column.duplicate',
      'warning',
      null,
      `Cột ${first.letter} và cột ${second.letter} có cùng ý nghĩa${differing === 0 ? '' : ` nhưng khác số ở ${differing} dòng`}; chỉ dùng cột ${first.letter}. Chọn lại ý nghĩa của cột ${second.letter}, hoặc bỏ cột này.`,
    );
  }
  for (const column of layout.money) {
    const total = totals.vnd(column.index);
    if (column.field !== null || total === 0n) continue;
    issues.at(
      header,
      column.letter,
      'column.unknown',
      'info',
      null,
      `Cột ${column.letter} là số tiền nhưng chưa rõ ý nghĩa, tổng ${inUnit(total, column.vndPerUnit)}; không dùng. Chọn ý nghĩa của cột nếu cần.`,
    );
  }
}

/** Amounts of several rows merged into one cell: only the first row has it, and nobody can tell how it is shared. */
export function tellMergedAmounts(
  frame: TableFrame,
  layout: Layout,
  nodes: readonly Node[],
  issues: TableIssues,
): void {
  const { firstRow, lastRow } = frame.body;
  const merges = frame.sheet.merges.filter(
    (merge) => merge.firstRow !== merge.lastRow && merge.firstRow >= firstRow && merge.firstRow <= lastRow,
  );
  if (merges.length === 0) return;
  const byRow = new Map(nodes.map((node) => [node.row.row, node]));
  for (const merge of merges) {
    const slot = layout.slots[merge.firstColumn];
    if (slot?.kind !== 'money' || byRow.get(merge.firstRow)?.row.prints(slot.column.index) !== true) continue;
    const letter = columnLetter(merge.firstColumn);
    issues.at(
      { row: merge.firstRow },
      letter,
      'amount.merged',
      'warning',
      null,
      `Ô ${letter}${merge.firstRow} gộp các dòng ${merge.firstRow} đến ${merge.lastRow}; số tiền chỉ được tính cho dòng ${merge.firstRow}. Bỏ gộp ô và ghi số tiền của từng dòng.`,
    );
  }
}

/** Money of a heading that is no project's (`Vốn chưa phân bổ`, a heading without projects): counted in the sums and told. */
export function tellMoneyWithoutProject(components: readonly Node[], layout: Layout, issues: TableIssues): void {
  for (const node of components) {
    if (!node.counts) continue;
    const name = `Dòng ${node.row.row} "${briefly(node.row.name)}"`;
    if (node.wording === 'unallocated') {
      issues.at(
        node.row,
        layout.nameLetter,
        'row.unallocated',
        'info',
        node.row.name,
        `${name} là vốn chưa giao cho dự án nào: có trong số tổng, không tính là dự án.`,
      );
    } else {
      issues.at(
        node.row,
        layout.nameLetter,
        'row.withoutProjects',
        'info',
        node.row.name,
        `${name} có số tiền nhưng không có dự án nào bên dưới: có trong số tổng, không tính là dự án.`,
      );
    }
  }
}
