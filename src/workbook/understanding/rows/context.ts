import { cleanText, fold } from '../../../domain/vietnamese-text.js';
import type { FundingSourceCode, ProjectStatus } from '../../../domain/words.js';
import type { TableFrame } from '../frame.js';
import type { AmountKey, LineContext } from '../reading.js';
import { statusOf } from './headings.js';
import type { TableIssues } from './issues.js';
import { NO_CONTEXT, type Node } from './node.js';
import { sourceByPrefix, sourceNamed } from './sources.js';
import type { TextColumn, TextTable } from './text-table.js';
import { isBlankText } from './wording.js';

/**
 * Gives every row its context: headings tell the rows below them, the nearest heading decides, the row's own columns win over headings,
 * and the title's source is the last resort.
 */
export function giveContexts(nodes: readonly Node[], texts: TextTable, frame: TableFrame, issues: TableIssues): void {
  const cells = new ContextCells(texts, issues);
  for (const node of nodes) {
    const inherited = node.parent?.context ?? NO_CONTEXT;
    const told = node.role === 'heading' || node.counts ? withMeaning(inherited, node) : inherited;
    node.context = withCells(told, node, cells);
  }
  if (frame.titleSource === null) return;
  for (const node of nodes) {
    if (node.context.source === null) node.context = { ...node.context, source: frame.titleSource };
  }
}

function withMeaning(inherited: LineContext, { meaning, role }: Node): LineContext {
  if (meaning === null || role === 'project') return inherited;
  const { source, sector, status, investor, location } = meaning;
  if (source ?? sector ?? status ?? investor ?? location ?? null) {
    return {
      source: source ?? inherited.source,
      sector: sector ?? inherited.sector,
      status: status ?? inherited.status,
      investor: investor ?? inherited.investor,
      location: location ?? inherited.location,
    };
  }
  return inherited;
}

function withCells(context: LineContext, node: Node, cells: ContextCells): LineContext {
  const { row } = node;
  if (row.textFields <= 2) return context;
  return {
    source: cells.source(node) ?? context.source,
    sector: textAt(cells.sectors, row.at) ?? context.sector,
    status: cells.status(row.at) ?? context.status,
    investor: textAt(cells.investors, row.at) ?? context.investor,
    location: textAt(cells.locations, row.at) ?? context.location,
  };
}

/** Null where the table has no such column, or the row nothing but dashes there. */
function textAt(column: TextColumn | null, row: number): string | null {
  const text = column === null ? undefined : column[row];
  return text === undefined || isBlankText(text) ? null : text;
}

/** What cells of repeated texts say, each text understood once. The source column: whole names, codes, names cut off by a Treasury export; unknown ones are told once. */
class ContextCells {
  private readonly known = new Map<string, FundingSourceCode | null>();
  private readonly statuses = new Map<string, ProjectStatus | null>();
  readonly sectors: TextColumn | null;
  readonly investors: TextColumn | null;
  readonly locations: TextColumn | null;
  private readonly statusTexts: TextColumn | null;
  private readonly sourceTexts: TextColumn | null;

  constructor(
    texts: TextTable,
    private readonly issues: TableIssues,
  ) {
    this.sectors = texts.column('sector');
    this.investors = texts.column('investor');
    this.locations = texts.column('location');
    this.statusTexts = texts.column('status');
    this.sourceTexts = texts.column('source');
  }

  status(row: number): ProjectStatus | null {
    const text = textAt(this.statusTexts, row);
    if (text === null) return null;
    const before = this.statuses.get(text);
    if (before !== undefined) return before;
    const status = statusOf(fold(text));
    this.statuses.set(text, status);
    return status;
  }

  source({ row }: Node): FundingSourceCode | null {
    const text = textAt(this.sourceTexts, row.at);
    if (text === null) return null;
    const before = this.known.get(text);
    if (before !== undefined) return before;
    const cell = row.cell('source');
    if (cell === undefined) return null;
    const source = sourceNamed(cell.text) ?? sourceByPrefix(cell.text);
    this.known.set(cell.text, source);
    if (source === null) {
      this.issues.at(
        row,
        cell.letter,
        'source.unknown',
        'warning',
        cell.text,
        `Ô ${cell.letter}${row.row}: nguồn vốn "${cell.text}" không có trong danh mục nguồn vốn. Thêm cách gọi này vào danh mục, hoặc sửa tên nguồn vốn.`,
      );
    }
    return source;
  }
}

/** What a row's plan-kind and plan-year cells say of its amounts. */
export type RowPlanKind = 'current' | 'carriedOver' | 'advance';

/**
 * `Loại KHV` decides; without it a `Niên độ KHV` before the plan year means carried-over capital.
 *
 * @param kind text of the row's plan-kind cell
 * @param told text of its plan-year cell
 */
export function planKindIn(kind: string | undefined, told: string | undefined, planYear: number | null): RowPlanKind {
  if (kind !== undefined) {
    const folded = fold(kind);
    if (/keo dai|chuyen nguon|nam truoc/u.test(folded)) return 'carriedOver';
    if (/ung truoc/u.test(folded)) return 'advance';
    if (folded !== '') return 'current';
  }
  const year = told === undefined ? undefined : /(?:19|20)\d\d/u.exec(cleanText(told))?.[0];
  return year !== undefined && planYear !== null && Number(year) < planYear ? 'carriedOver' : 'current';
}

/** The key of an amount in a row of carried-over capital; advances against later plans are no plan of any year. */
export function keyForKind(key: AmountKey, kind: RowPlanKind): AmountKey | null {
  if (kind === 'current') return key;
  if (!/^(?:plan|disbursed)\.current(?:@|$)/.test(key)) return key;
  return kind === 'advance' ? null : (key.replace('.current', '.carriedOver') as AmountKey);
}
