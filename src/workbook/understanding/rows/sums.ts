import { MAX_VND, sumVnd } from '../../../domain/money.js';
import { ColumnSums } from './amount-table.js';
import type { BodyRow } from './body-row.js';
import type { TableIssues } from './issues.js';
import { briefly } from './issues.js';
import type { Layout, MoneyColumn } from './layout.js';
import { addChild, type Node } from './node.js';

/** Exact sums of the leaves below a heading, by index of money column. */
export interface Sum {
  readonly columns: ColumnSums;
  /** a leaf below has a cell here that gives no amount: the sum cannot be held against the printed figure */
  readonly incomplete: boolean[];
  /** cells below that were rounded to the đồng */
  rounded: number;
  leaves: number;
}

export interface Sums {
  readonly below: ReadonlyMap<Node, Sum>;
  readonly table: Sum;
}

/** Sums bottom up in one pass: children stand after their parents. */
export function sumLeaves(nodes: readonly Node[], columns: number): Sums {
  const below = new Map<Node, Sum>();
  const table = emptySum(columns);
  for (let index = nodes.length - 1; index >= 0; index -= 1) {
    const node = nodes[index] as Node;
    if (node.counts) addLeaf(targetOf(node, below, table, columns), node.row, columns);
    else if (node.role === 'heading') {
      const own = below.get(node);
      if (own !== undefined) addSum(targetOf(node, below, table, columns), own);
    }
  }
  return { below, table };
}

function emptySum(columns: number): Sum {
  return {
    columns: new ColumnSums(columns),
    incomplete: new Array<boolean>(columns).fill(false),
    rounded: 0,
    leaves: 0,
  };
}

function targetOf(node: Node, below: Map<Node, Sum>, table: Sum, columns: number): Sum {
  const { parent } = node;
  if (parent === null || parent.role === 'total') return table;
  const known = below.get(parent);
  if (known !== undefined) return known;
  const made = emptySum(columns);
  below.set(parent, made);
  return made;
}

function addLeaf(sum: Sum, row: BodyRow, columns: number): void {
  sum.leaves += 1;
  for (let index = 0; index < columns; index += 1) {
    const amount = row.amount(index);
    if (!Number.isNaN(amount)) sum.columns.add(index, amount);
  }
  for (const trouble of row.troubles) {
    const { index } = trouble.column;
    if (!row.prints(index)) sum.incomplete[index] = true;
    else if (trouble.reading.kind === 'amount' && trouble.reading.offBy > 0) sum.rounded += 1;
  }
}

function addSum(into: Sum, from: Sum): void {
  into.columns.addAll(from.columns);
  for (const [index, incomplete] of from.incomplete.entries()) if (incomplete) into.incomplete[index] = true;
  into.rounded += from.rounded;
  into.leaves += from.leaves;
}

/** A project that prints no figure of its own above component rows that do gets their sum, with the first cell as evidence, and says so. */
export function settleParts(projects: readonly Node[], layout: Layout, issues: TableIssues): void {
  for (const node of projects) {
    if (node.children.length === 0) continue;
    const parts = node.children.filter((child) => child.role === 'component' && !child.isOfWhich);
    const filled = layout.money.filter((column) => {
      const printing = parts.filter((part) => part.row.prints(column.index));
      const [first] = printing;
      if (node.row.prints(column.index) || first === undefined) return false;
      const vnd = sumVnd(printing.map((part) => part.row.vnd(column.index) ?? 0n));
      if (vnd > MAX_VND || vnd < -MAX_VND) {
        tellTooLarge(node, column, issues);
        return false;
      }
      node.row.setVnd(column.index, vnd);
      (node.derived ??= new Map()).set(column.index, `${column.letter}${first.row.row}`);
      return true;
    });
    if (filled.length === 0) continue;
    const letters = filled.map((column) => column.letter).join(', ');
    issues.at(
      node.row,
      layout.nameLetter,
      'component.summed',
      'info',
      null,
      `Dòng ${node.row.row} "${briefly(node.row.name)}" không ghi số tiền ở cột ${letters}; lấy tổng của ${parts.length} dòng thành phần bên dưới.`,
    );
  }
}

function tellTooLarge({ row }: Node, { letter }: MoneyColumn, issues: TableIssues): void {
  issues.at(
    row,
    letter,
    'amount.tooLarge',
    'error',
    null,
    `Dòng ${row.row} "${briefly(row.name)}": cộng các dòng thành phần ở cột ${letter} được số lớn hơn mọi số vốn của tỉnh. Kiểm tra đơn vị tính và nhập lại các dòng này.`,
  );
}

/**
 * Unallocated money without a mark may stand under the last group, or beside the groups at the end of a larger one. It belongs to
 * the lowest heading whose printed figures do not agree without it.
 */
export function settleUnallocated(nodes: readonly Node[], components: readonly Node[], columns: number): void {
  const floating = components.filter((node) => node.counts && node.mark === null && node.parent !== null);
  if (floating.length === 0) return;
  const { below } = sumLeaves(nodes, columns);
  for (const node of floating) {
    for (let above = node.parent; above !== null; above = node.parent) {
      const sum = below.get(above);
      if (sum === undefined || !agreesWithout(above, node, sum, columns)) break;
      for (let index = 0; index < columns; index += 1) {
        if (node.row.prints(index)) sum.columns.add(index, -node.row.amount(index));
      }
      above.children.splice(above.children.indexOf(node), 1);
      node.parent = above.parent;
      node.level = above.level;
      if (node.parent !== null) addChild(node.parent, node);
    }
  }
}

function agreesWithout(heading: Node, node: Node, sum: Sum, columns: number): boolean {
  let compared = false;
  for (let index = 0; index < columns; index += 1) {
    const value = node.row.vnd(index);
    const printed = heading.row.vnd(index);
    if (value === undefined || value === 0n || printed === undefined) continue;
    if (sum.columns.vnd(index) - value !== printed) return false;
    compared = true;
  }
  return compared;
}
