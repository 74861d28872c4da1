import { cleanText, fold } from '../../../domain/vietnamese-text.js';
import type { FundingSourceCode } from '../../../domain/words.js';
import type { TableFrame } from '../frame.js';
import type { AmountKey, LineContext } from '../reading.js';
import { statusOf } from './headings.js';
import type { TableIssues } from './issues.js';
import type { Node } from './node.js';
import { sourceByPrefix, sourceNamed } from './sources.js';

const NOTHING: LineContext = { source: null, sector: null, status: null, investor: null, location: null };

/**
 * Context of every row: headings tell the rows below them, the nearest heading decides, the row's own columns win over headings,
 * and the title's source is the last resort.
 */
export function contextsOf(nodes: readonly Node[], frame: TableFrame, issues: TableIssues): Map<Node, LineContext> {
  const contexts = new Map<Node, LineContext>();
  const sources = new SourceCells(issues);
  for (const node of nodes) {
    const inherited = node.parent === null ? NOTHING : (contexts.get(node.parent) ?? NOTHING);
    const told = node.role === 'heading' || node.counts ? withMeaning(inherited, node) : inherited;
    contexts.set(node, withCells(told, node, sources));
  }
  if (frame.titleSource === null) return contexts;
  for (const [node, context] of contexts) {
    if (context.source === null) contexts.set(node, { ...context, source: frame.titleSource });
  }
  return contexts;
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

function withCells(context: LineContext, node: Node, sources: SourceCells): LineContext {
  const { texts } = node.row;
  if (texts.size <= 2) return context;
  const cell = (field: 'investor' | 'location' | 'sector' | 'status'): string | null => {
    const text = texts.get(field)?.text;
    return text === undefined || isNothing(text) ? null : text;
  };
  const status = cell('status');
  return {
    source: sources.read(node) ?? context.source,
    sector: cell('sector') ?? context.sector,
    status: (status === null ? null : statusOf(fold(status))) ?? context.status,
    investor: cell('investor') ?? context.investor,
    location: cell('location') ?? context.location,
  };
}

function isNothing(text: string): boolean {
  return /^[-–—.…\s]*$/u.test(text);
}

/** The source column: whole names, codes, names cut off by a Treasury export; unknown ones are told once. */
class SourceCells {
  private readonly known = new Map<string, FundingSourceCode | null>();

  constructor(private readonly issues: TableIssues) {}

  read({ row }: Node): FundingSourceCode | null {
    const cell = row.texts.get('source');
    if (cell === undefined || isNothing(cell.text)) return null;
    const before = this.known.get(cell.text);
    if (before !== undefined) return before;
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

/** `Loại KHV` decides; without it a `Niên độ KHV` before the plan year means carried-over capital. */
export function planKindOf({ row }: Node, planYear: number | null): RowPlanKind {
  const kind = row.texts.get('planKind')?.text;
  if (kind !== undefined) {
    const folded = fold(kind);
    if (/keo dai|chuyen nguon|nam truoc/u.test(folded)) return 'carriedOver';
    if (/ung truoc/u.test(folded)) return 'advance';
    if (folded !== '') return 'current';
  }
  const year = /(?:19|20)\d\d/u.exec(cleanText(row.texts.get('planYear')?.text ?? ''))?.[0];
  return year !== undefined && planYear !== null && Number(year) < planYear ? 'carriedOver' : 'current';
}

/** The key of an amount in a row of carried-over capital; advances against later plans are no plan of any year. */
export function keyForKind(key: AmountKey, kind: RowPlanKind): AmountKey | null {
  if (kind === 'current') return key;
  if (!/^(?:plan|disbursed)\.current(?:@|$)/.test(key)) return key;
  return kind === 'advance' ? null : (key.replace('.current', '.carriedOver') as AmountKey);
}
