import type { BodyRow, MoneyTrouble } from './body-row.js';
import type { TableIssues } from './issues.js';
import { inUnit, shown } from './issues.js';
import type { MoneyColumn } from './layout.js';
import type { Node } from './node.js';
import { sumLeaves, type Sums } from './sums.js';
import type { NumberStyle } from './text-number.js';

/** A text number that both grammars read, with different amounts (`32,000`, `7.550`). */
interface Question {
  readonly node: Node;
  readonly trouble: MoneyTrouble;
  readonly vietnamese: bigint;
  readonly us: bigint;
}

/**
 * Settles ambiguous text numbers: by the column's other texts where all of them keep to one style, else by the printed sum where
 * exactly one reading agrees. What the column settles is told as an info, what a sum settles as a warning, both with both readings; what
 * nothing settles is an error without an amount.
 */
export function settleQuestions(
  nodes: readonly Node[],
  troubled: readonly Node[],
  columns: number,
  issues: TableIssues,
): void {
  let open = questionsOf(troubled);
  if (open.length === 0) return;
  const styles = columnStyles(troubled);
  open = open.filter((question) => !settleByColumn(question, styles, issues));
  for (let round = 0; round < 4 && open.length > 0; round += 1) {
    const before = open.length;
    const sums = sumLeaves(nodes, columns);
    open = settleBySums(open, nodes, sums, issues);
    if (open.length === before) break;
  }
  for (const question of open) tell(question, null, issues);
}

function questionsOf(troubled: readonly Node[]): Question[] {
  return troubled.flatMap((node) =>
    node.row.troubles.flatMap((trouble) =>
      trouble.reading.kind === 'ambiguous'
        ? [{ node, trouble, vietnamese: trouble.reading.vietnamese, us: trouble.reading.us }]
        : [],
    ),
  );
}

/** The one style that the unambiguous texts of a column keep to; columns with both styles, or none, are left out. */
function columnStyles(troubled: readonly Node[]): Map<MoneyColumn, NumberStyle> {
  const seen = new Map<MoneyColumn, Set<NumberStyle>>();
  for (const { row } of troubled) {
    for (const { column, reading } of row.troubles) {
      if (reading.kind !== 'amount' || reading.style === null) continue;
      seen.set(column, (seen.get(column) ?? new Set<NumberStyle>()).add(reading.style));
    }
  }
  const styles = new Map<MoneyColumn, NumberStyle>();
  for (const [column, found] of seen) {
    const [only] = found;
    if (found.size === 1 && only !== undefined) styles.set(column, only);
  }
  return styles;
}

function settleByColumn(question: Question, styles: Map<MoneyColumn, NumberStyle>, issues: TableIssues): boolean {
  const style = styles.get(question.trouble.column);
  if (style === undefined) return false;
  settle(question, { style, why: 'theo cách ghi của các ô khác trong cột', severity: 'info' }, issues);
  return true;
}

interface Answer {
  readonly style: NumberStyle;
  /** Vietnamese, ends a sentence */
  readonly why: string;
  readonly severity: 'warning' | 'info';
}

function bySum(style: NumberStyle, why: string): Answer {
  return { style, why, severity: 'warning' };
}

function settle(question: Question, answer: Answer, issues: TableIssues): void {
  question.node.row.setVnd(question.trouble.column.index, question[answer.style]);
  tell(question, answer, issues);
}

/** Groups of questions below one printed figure, the deepest figure first; returns those that stay open. */
function settleBySums(open: readonly Question[], nodes: readonly Node[], sums: Sums, issues: TableIssues): Question[] {
  const totals = nodes.filter((node) => node.role === 'total');
  const groups = new Map<string, { printed: bigint; rest: bigint; questions: Question[] }>();
  const left: Question[] = [];
  for (const question of open) {
    const { node, trouble } = question;
    const { index } = trouble.column;
    if (!node.counts) {
      if (!settleFigure(question, sums, issues)) left.push(question);
      continue;
    }
    const above = printingAncestor(node, index) ?? totals.find((total) => total.row.prints(index)) ?? null;
    const printed = above?.row.vnd(index);
    const sum = above === null ? undefined : above.role === 'total' ? sums.table : sums.below.get(above);
    if (above === null || printed === undefined || sum === undefined) {
      left.push(question);
      continue;
    }
    const key = `${above.row.row}:${index}`;
    const group = groups.get(key) ?? { printed, rest: sum.columns.vnd(index), questions: [] };
    group.questions.push(question);
    groups.set(key, group);
  }
  for (const group of groups.values()) {
    if (!settleGroup(group, issues)) for (const question of group.questions) left.push(question);
  }
  return left;
}

function settleGroup(group: { printed: bigint; rest: bigint; questions: Question[] }, issues: TableIssues): boolean {
  const total = (style: NumberStyle): bigint =>
    group.questions.reduce((sum, question) => sum + question[style], group.rest);
  const fits = (['vietnamese', 'us'] as const).filter((style) => total(style) === group.printed);
  const [style] = fits;
  if (fits.length !== 1 || style === undefined) return false;
  for (const question of group.questions)
    settle(question, bySum(style, 'vì chỉ cách đọc này khớp với số tổng'), issues);
  return true;
}

/** A heading's or total's own figure: the reading that its leaves add up to. */
function settleFigure(question: Question, sums: Sums, issues: TableIssues): boolean {
  const { node, trouble } = question;
  const { index } = trouble.column;
  const sum =
    node.role === 'total'
      ? sums.table
      : sums.below.get(node.role === 'subtotal' && node.parent !== null ? node.parent : node);
  if (sum === undefined || sum.incomplete[index] === true) return false;
  const fits = (['vietnamese', 'us'] as const).filter((style) => question[style] === sum.columns.vnd(index));
  const [style] = fits;
  if (fits.length !== 1 || style === undefined) return false;
  settle(question, bySum(style, 'vì chỉ cách đọc này khớp với tổng các dòng bên dưới'), issues);
  return true;
}

function printingAncestor(node: Node, index: number): Node | null {
  for (let above = node.parent; above !== null; above = above.parent) {
    if (above.row.prints(index)) return above;
  }
  return null;
}

function tell({ node, trouble, vietnamese, us }: Question, answer: Answer | null, issues: TableIssues): void {
  const { column } = trouble;
  const cell = cellOf(node.row, column);
  const readings = `${inUnit(vietnamese, column.vndPerUnit)} (dấu phẩy là phần thập phân) hoặc ${inUnit(us, column.vndPerUnit)} (dấu chấm là phần thập phân)`;
  const value = shown(trouble.value);
  if (answer === null) {
    issues.at(
      node.row,
      column.letter,
      'amount.ambiguous',
      'error',
      value,
      `Ô ${cell} ghi "${value}", đọc được hai cách: ${readings}. Nhập lại ô này dạng số.`,
    );
    return;
  }
  const chosen = inUnit(answer.style === 'vietnamese' ? vietnamese : us, column.vndPerUnit);
  issues.at(
    node.row,
    column.letter,
    'amount.ambiguous',
    answer.severity,
    value,
    `Ô ${cell} ghi "${value}", đọc được hai cách: ${readings}. Đã đọc là ${chosen} ${answer.why}. Kiểm tra lại và nhập ô này dạng số.`,
  );
}

function cellOf(row: BodyRow, column: MoneyColumn): string {
  return `${column.letter}${row.row}`;
}
