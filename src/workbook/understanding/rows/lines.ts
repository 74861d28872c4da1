import type { TableFrame } from '../frame.js';
import type { Amount, AmountKey, Line } from '../reading.js';
import type { Body } from './body.js';
import { planKindIn, type RowPlanKind } from './context.js';
import { startYearOf } from './dates.js';
import { FigureReader, type Figures } from './figures.js';
import { briefly, type TableIssues } from './issues.js';
import type { Layout } from './layout.js';
import type { Node } from './node.js';
import { rateOf, type RateHabits } from './rate-check.js';
import { sourceNamed } from './sources.js';
import type { TextColumn } from './text-table.js';
import { afterOfWhich } from './wording.js';

/** What is known of a table when its rows become lines. */
export interface TableKnowledge {
  readonly frame: TableFrame;
  readonly rates: RateHabits;
  readonly issues: TableIssues;
}

/** The rows of a table as everybody else sees them. */
export function linesOf(nodes: readonly Node[], body: Body, known: TableKnowledge): Line[] {
  const reader = new LineReader(body, known);
  return nodes.map((node) => reader.line(node));
}

class LineReader {
  private readonly figures: FigureReader;
  private readonly startYears = new Map<string, number | null>();
  private readonly periods: TextColumn | null;
  private readonly reasons: TextColumn | null;
  private readonly notes: TextColumn | null;
  private readonly planKinds: TextColumn | null;
  private readonly planYears: TextColumn | null;

  constructor(
    private readonly body: Body,
    private readonly known: TableKnowledge,
  ) {
    const { layout, texts } = body;
    this.figures = new FigureReader(layout);
    this.periods = texts.column('period');
    this.reasons = texts.column('reason');
    this.notes = texts.column('note');
    this.planKinds = texts.column('planKind');
    this.planYears = texts.column('planYear');
  }

  line(node: Node): Line {
    const { row } = node;
    const { amounts, blanks } = this.figuresOf(node);
    return {
      row: row.row,
      role: node.role,
      mark: node.mark?.text ?? null,
      level: node.level,
      parentRow: node.parent?.row.row ?? null,
      code: node.code,
      name: row.name,
      originalName: row.originalName,
      context: node.context,
      startYear: this.startYear(row.at),
      amounts,
      blanks,
      rateBasisPoints: rateOf(node, this.known.rates),
      remark: this.remark(row.at),
    };
  }

  /** Of texts that are repeated all over a table. */
  private startYear(row: number): number | null {
    const text = this.periods?.[row];
    if (text === undefined) return null;
    const before = this.startYears.get(text);
    if (before !== undefined) return before;
    const year = startYearOf(text);
    this.startYears.set(text, year);
    return year;
  }

  private remark(row: number): string | null {
    const reason = this.reasons?.[row];
    const note = this.notes?.[row];
    return reason === undefined ? (note ?? null) : note === undefined ? reason : `${reason}; ${note}`;
  }

  private figuresOf(node: Node): Figures {
    if (node.role === 'note') return NO_FIGURES;
    const kind = this.planKindOf(node.row.at);
    if (kind === 'advance') tellAdvance(node, this.known.issues);
    const own = this.figures.read(node.row, kind, node.derived);
    if (node.role !== 'project' || node.children.length === 0) return own;
    const amounts = new Map(own.amounts);
    addSources(node, this.body.layout, amounts);
    return { ...own, amounts };
  }

  private planKindOf(row: number): RowPlanKind {
    const kind = this.planKinds?.[row];
    const year = this.planYears?.[row];
    if (kind === undefined && year === undefined) return 'current';
    return planKindIn(kind, year, this.known.frame.planYear?.year ?? null);
  }
}

const NO_FIGURES: Figures = { amounts: new Map(), blanks: new Set() };

/** Rows below a project that name a source give the project its amounts by source. */
function addSources(node: Node, layout: Layout, amounts: Map<AmountKey, Amount>): void {
  for (const part of node.children) {
    const source = sourceNamed(afterOfWhich(part.row.name));
    if (source === null) continue;
    for (const column of layout.money) {
      const vnd = part.row.vnd(column.index);
      if (vnd === undefined || column.field === null || column.source !== null || column.key === null) continue;
      const key: AmountKey = `${column.field}@${source}`;
      if (!amounts.has(key)) amounts.set(key, { vnd, cell: `${column.letter}${part.row.row}` });
    }
  }
}

function tellAdvance(node: Node, issues: TableIssues): void {
  const cell = node.row.cell('planKind');
  issues.at(
    node.row,
    cell?.letter ?? 'A',
    'planKind.advance',
    'warning',
    cell?.text ?? null,
    `Dòng ${node.row.row} "${briefly(node.row.name)}" là kế hoạch ứng trước, không tính vào kế hoạch năm nay và kế hoạch kéo dài. Kiểm tra lại loại kế hoạch vốn của dòng này.`,
  );
}
