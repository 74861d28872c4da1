import type { Issue } from '../../../domain/issue.js';
import type { PlainRow } from '../../cells.js';
import type { TableFrame } from '../frame.js';
import { SheetIndex } from '../sheet-index.js';
import type { Line, ReconciliationLine } from '../reading.js';
import { emptyBody, type Body } from './body.js';
import { readBodyRow, type BodyRow } from './body-row.js';
import { checkRowSums } from './checks.js';
import { giveContexts } from './context.js';
import { checkDates } from './dates.js';
import { tellFaults } from './faults.js';
import { tellColumns, tellMergedAmounts, tellMoneyWithoutProject } from './column-issues.js';
import { checkIdentity, giveCodes } from './identity.js';
import { shown, TableIssues } from './issues.js';
import { layoutOf, type Layout } from './layout.js';
import { linesOf } from './lines.js';
import { resolveBareI } from './marks.js';
import { habitsOf, NO_CONTEXT, rememberedMeanings, toNode, type Node } from './node.js';
import { checkPlausibility } from './plausibility.js';
import { settleQuestions } from './questions.js';
import { checkRates } from './rate-check.js';
import { reconcile } from './reconcile.js';
import { captionKey, isRepeatedHeader, isRepeatedNumberRow } from './repeated.js';
import { byRole, giveRoles } from './roles.js';
import { checkScale, explainTotals } from './scale-check.js';
import { settleParts, settleUnallocated, sumLeaves } from './sums.js';
import { growTree } from './tree.js';

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
  const { nodes, notes, body } = nodesOf(frame, layout);
  growTree(nodes);
  giveRoles(nodes, layout, frame.kind === 'summary');
  const { projects, components, groups, troubled } = byRole(nodes);
  tellFaults(troubled, issues);
  tellMergedAmounts(frame, layout, nodes, issues);
  settleQuestions(nodes, troubled, layout.money.length, issues);
  settleParts(projects, layout, issues);
  settleUnallocated(nodes, components, layout.money.length);
  const sums = sumLeaves(nodes, layout.money.length);
  const { lines: reconciliation, differences } = reconcile(nodes, groups, layout, sums, issues);
  giveContexts(nodes, body.texts, frame, issues);
  giveCodes(nodes, issues);
  const rates = checkRates(nodes, layout, frame.stated.rates, issues);
  if (frame.kind !== 'summary') {
    checkRowSums(nodes, frame, layout, issues);
    checkIdentity(nodes, layout, issues);
    checkScale(nodes, projects, body, differences, issues);
    explainTotals(nodes, differences, issues);
    checkPlausibility(nodes, body, issues);
    checkDates(nodes, frame, issues);
  }
  tellColumns(frame, layout, nodes, sums.table.columns, issues);
  tellMoneyWithoutProject(components, layout, issues);
  const lines = inOrder(linesOf(nodes, body, { frame, rates, issues }), notes);
  const totals = new Map(layout.money.map(({ letter, index }) => [letter, sums.table.columns.vnd(index)]));
  return { lines, reconciliation, issues: issues.sorted(), totals };
}

function inOrder(lines: Line[], notes: readonly Line[]): Line[] {
  return notes.length === 0 ? lines : [...lines, ...notes].sort((a, b) => a.row - b.row);
}

/** The rows of the body as nodes; headers and number rows printed again are notes at once. */
function nodesOf(frame: TableFrame, layout: Layout): { nodes: Node[]; notes: Line[]; body: Body } {
  const rows: BodyRow[] = [];
  const notes: Line[] = [];
  const repeats = repeatsOf(frame, layout);
  const [first, end] = bodyRange(frame);
  const body = emptyBody(layout, frame.workbook.styles, end - first);
  for (let index = first; index < end; index += 1) {
    const plain = frame.sheet.rows[index] as PlainRow;
    if (plain.values.length === 0) continue;
    if (repeats(plain)) notes.push(noteOf(plain));
    else rows.push(readBodyRow(body, rows.length, plain));
  }
  const marks = resolveBareI(rows.map((row) => row.mark));
  const habits = habitsOf(rows);
  const meanings = rememberedMeanings();
  const nodes = rows.map((row, index) => toNode(row, marks[index] ?? null, habits, meanings));
  return { nodes, notes, body };
}

/** Where the rows of the body begin and end among those of the sheet; the end is not part of it. */
function bodyRange({ workbook, sheet, body }: TableFrame): [first: number, end: number] {
  const index = new SheetIndex(workbook, sheet);
  return [index.position(body.firstRow), index.position(body.lastRow + 1)];
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
