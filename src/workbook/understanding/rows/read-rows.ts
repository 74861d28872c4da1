import type { Issue } from '../../../domain/issue.js';
import type { PlainRow } from '../../cells.js';
import type { TableFrame } from '../frame.js';
import type { Amount, AmountKey, Line, LineContext, ReconciliationLine } from '../reading.js';
import { readBodyRow, type BodyRow } from './body-row.js';
import { checkRowSums } from './checks.js';
import { contextsOf, keyForKind, planKindOf, type RowPlanKind } from './context.js';
import { checkDates, startYearOf } from './dates.js';
import { tellFaults } from './faults.js';
import { tellColumns, tellMergedAmounts, tellMoneyWithoutProject } from './column-issues.js';
import { checkIdentity, codesOf } from './identity.js';
import { briefly, shown, TableIssues } from './issues.js';
import { layoutOf, type Layout, type MoneyColumn } from './layout.js';
import { resolveBareI } from './marks.js';
import { habitsOf, rememberedMeanings, toNode, type Node } from './node.js';
import { checkPlausibility } from './plausibility.js';
import { settleQuestions } from './questions.js';
import { checkRates, rateOf, type RateHabits } from './rate-check.js';
import { reconcile } from './reconcile.js';
import { captionKey, isRepeatedHeader, isRepeatedNumberRow } from './repeated.js';
import { giveRoles } from './roles.js';
import { checkScale, explainTotals } from './scale-check.js';
import { sourceNamed } from './sources.js';
import { settleParts, settleUnallocated, sumLeaves } from './sums.js';
import { growTree } from './tree.js';
import { afterOfWhich } from './wording.js';

export interface RowsReading {
  readonly lines: Line[];
  readonly reconciliation: ReconciliationLine[];
  readonly issues: Issue[];
  /** exact total of every money column over the table's own rows, by column letters */
  readonly totals: ReadonlyMap<string, bigint>;
}

/**
 * Reads the body of a table: one line with one role for every row that has a cell, amounts in đồng, the tree, the context that
 * headings give, every printed sum held against its leaves, and what looks wrong. Nothing is corrected. Linear in the rows.
 */
export function readRows(frame: TableFrame): RowsReading {
  const layout = layoutOf(frame);
  const issues = new TableIssues(frame);
  const { nodes, notes } = nodesOf(frame, layout);
  growTree(nodes);
  giveRoles(nodes, layout, frame.kind === 'summary');
  tellFaults(nodes, issues);
  tellMergedAmounts(frame, layout, nodes, issues);
  settleQuestions(nodes, layout.money.length, issues);
  settleParts(nodes, layout, issues);
  settleUnallocated(nodes, layout.money.length);
  const sums = sumLeaves(nodes, layout.money.length);
  const { lines: reconciliation, differences } = reconcile(nodes, layout, sums, issues);
  const contexts = contextsOf(nodes, frame, issues);
  const codes = codesOf(nodes, issues);
  const rates = checkRates(nodes, layout, frame.stated.rates, issues);
  if (frame.kind !== 'summary') {
    checkRowSums(nodes, frame, layout, issues);
    checkIdentity(nodes, codes, layout, issues);
    checkScale(nodes, layout, differences, issues);
    explainTotals(nodes, differences, issues);
    checkPlausibility(nodes, layout, issues);
    checkDates(nodes, frame, issues);
  }
  tellColumns(frame, layout, nodes, sums.table.vnd, issues);
  tellMoneyWithoutProject(nodes, layout, issues);
  const reading: Reading = { frame, layout, contexts, codes, rates, issues };
  const lines = [...nodes.map((node) => toLine(node, reading)), ...notes].sort((a, b) => a.row - b.row);
  const totals = new Map(layout.money.map(({ letter, index }) => [letter, sums.table.vnd[index] ?? 0n]));
  return { lines, reconciliation, issues: issues.sorted(), totals };
}

/** The rows of the body as nodes; headers and number rows printed again are notes at once. */
function nodesOf(frame: TableFrame, layout: Layout): { nodes: Node[]; notes: Line[] } {
  const rows: BodyRow[] = [];
  const notes: Line[] = [];
  const repeats = repeatsOf(frame, layout);
  for (const plain of bodyRows(frame)) {
    if (repeats(plain)) notes.push(noteOf(plain));
    else {
      const row = readBodyRow(layout, frame.workbook.styles, plain);
      if (row !== null) rows.push(row);
    }
  }
  const marks = resolveBareI(rows.map((row) => row.mark));
  const habits = habitsOf(rows);
  const meanings = rememberedMeanings();
  return { nodes: rows.map((row, index) => toNode(row, marks[index] ?? null, habits, meanings)), notes };
}

function* bodyRows({ sheet, body }: TableFrame): Generator<PlainRow> {
  let low = 0;
  let high = sheet.rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sheet.rows[middle]?.row ?? 0) < body.firstRow) low = middle + 1;
    else high = middle;
  }
  for (let index = low; index < sheet.rows.length; index += 1) {
    const plain = sheet.rows[index] as PlainRow;
    if (plain.row > body.lastRow) return;
    if (plain.values.length > 0) yield plain;
  }
}

function repeatsOf(frame: TableFrame, layout: Layout): (plain: PlainRow) => boolean {
  const captions = new Map<number, Set<string>>();
  const numbers = new Map<number, string>();
  for (const plain of frame.sheet.rows) {
    if (plain.row > frame.body.firstRow) break;
    plain.columns.forEach((column, index) => {
      const value = plain.values[index];
      if (plain.row >= frame.header.firstRow && plain.row <= frame.header.lastRow && typeof value === 'string') {
        captions.set(column, (captions.get(column) ?? new Set<string>()).add(captionKey(value)));
      }
      if (plain.row === frame.numberRow) numbers.set(column, shown(value) ?? '');
    });
  }
  const known = frame.numberRow === null ? null : numbers;
  return (plain) => isRepeatedHeader(plain, layout, captions) || isRepeatedNumberRow(plain, known);
}

const NO_CONTEXT: LineContext = { source: null, sector: null, status: null, investor: null, location: null };

function noteOf(plain: PlainRow): Line {
  const texts = plain.values.filter((value) => typeof value === 'string');
  return {
    row: plain.row,
    role: 'note',
    mark: null,
    level: 0,
    parentRow: null,
    code: null,
    name: texts.join(' | '),
    originalName: null,
    context: NO_CONTEXT,
    startYear: null,
    amounts: new Map(),
    blanks: new Set(),
    rateBasisPoints: null,
    remark: null,
  };
}

interface Reading {
  readonly frame: TableFrame;
  readonly layout: Layout;
  readonly contexts: ReadonlyMap<Node, LineContext>;
  readonly codes: ReadonlyMap<Node, string>;
  readonly rates: RateHabits;
  readonly issues: TableIssues;
}

function toLine(node: Node, reading: Reading): Line {
  const { row } = node;
  const { amounts, blanks } = figuresOf(node, reading);
  return {
    row: row.row,
    role: node.role,
    mark: node.mark?.text ?? null,
    level: node.level,
    parentRow: node.parent?.row.row ?? null,
    code: reading.codes.get(node) ?? null,
    name: row.name,
    originalName: row.originalName,
    context: reading.contexts.get(node) ?? NO_CONTEXT,
    startYear: startYearOf(row.texts.get('period')?.text),
    amounts,
    blanks,
    rateBasisPoints: rateOf(node, reading.rates),
    remark: remarkOf(row),
  };
}

function remarkOf({ texts }: BodyRow): string | null {
  const reason = texts.get('reason')?.text;
  const note = texts.get('note')?.text;
  return reason === undefined ? (note ?? null) : note === undefined ? reason : `${reason}; ${note}`;
}

function figuresOf(node: Node, reading: Reading): { amounts: Map<AmountKey, Amount>; blanks: Set<AmountKey> } {
  const amounts = new Map<AmountKey, Amount>();
  const blanks = new Set<AmountKey>();
  if (node.role === 'note') return { amounts, blanks };
  const { row } = node;
  const kind = planKindOf(node, reading.frame.planYear?.year ?? null);
  if (kind === 'advance') tellAdvance(node, reading.issues);
  for (const column of reading.layout.money) {
    const vnd = row.values[column.index];
    const key = keyOf(column, kind, vnd);
    if (key === null) continue;
    const before = amounts.get(key);
    if (vnd !== undefined) {
      const cell = node.derived.get(column.index) ?? `${column.letter}${row.row}`;
      amounts.set(key, { vnd: vnd + (before?.vnd ?? 0n), cell: before?.cell ?? cell });
      blanks.delete(key);
    } else if (before !== undefined) continue;
    else if (!row.troubles.some((trouble) => trouble.column === column)) blanks.add(key);
  }
  if (node.role === 'project' && node.children.length > 0) addSources(node, reading.layout, amounts);
  return { amounts, blanks };
}

/** The key of a row's figure: by the row's plan kind, a signed change by its sign. */
function keyOf({ key }: MoneyColumn, kind: RowPlanKind, vnd: bigint | undefined): AmountKey | null {
  if (key === null) return null;
  const meant = kind === 'current' ? key : keyForKind(key, kind);
  if (meant === null || !meant.startsWith('adjust.signed')) return meant;
  return meant.replace('signed', vnd !== undefined && vnd < 0n ? 'decrease' : 'increase') as AmountKey;
}

/** Rows below a project that name a source give the project its amounts by source. */
function addSources(node: Node, layout: Layout, amounts: Map<AmountKey, Amount>): void {
  for (const part of node.children) {
    const source = sourceNamed(afterOfWhich(part.row.name));
    if (source === null) continue;
    for (const column of layout.money) {
      const vnd = part.row.values[column.index];
      if (vnd === undefined || column.field === null || column.source !== null || column.key === null) continue;
      const key: AmountKey = `${column.field}@${source}`;
      if (!amounts.has(key)) amounts.set(key, { vnd, cell: `${column.letter}${part.row.row}` });
    }
  }
}

function tellAdvance(node: Node, issues: TableIssues): void {
  const cell = node.row.texts.get('planKind');
  issues.at(
    node.row,
    cell?.letter ?? 'A',
    'planKind.advance',
    'warning',
    cell?.text ?? null,
    `Dòng ${node.row.row} "${briefly(node.row.name)}" là kế hoạch ứng trước, không tính vào kế hoạch năm nay và kế hoạch kéo dài. Kiểm tra lại loại kế hoạch vốn của dòng này.`,
  );
}
