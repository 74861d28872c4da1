import { groupBy } from '../../domain/group-by.js';
import { isPartOf } from '../../domain/funding-sources.js';
import type { BodyFacts } from './body-facts.js';
import { sourceOfCaption } from './column-sources.js';
import { choose, isAmountField, shownColumn, type DraftColumn } from './columns.js';
import { FIELD_NAMES } from './field-names.js';
import { divides, sumsUp, type SignedColumn } from './figure-evidence.js';
import type { AmountField, ColumnField } from './reading.js';

/** Meanings that several columns of one table may share. */
export const REPEATABLE: ReadonlySet<ColumnField> = new Set([
  'note',
  'reason',
  'decision',
  'ignored',
  'foreignCurrency',
  'rate',
]);

/** Columns that claim the same. What the figures bear out stays, then what the captions say most surely; the others are told. */
export function settleDoubles(drafts: readonly DraftColumn[], body: BodyFacts): void {
  const claims = drafts.filter(({ field }) => field !== null && !REPEATABLE.has(field));
  const keyOf = ({ field, source }: DraftColumn): string =>
    JSON.stringify([field, isAmountField(field) ? source : null]);
  for (const rivals of groupBy(claims, keyOf).values()) {
    if (rivals.length > 1) settleRivals(rivals, drafts, body);
  }
}

function settleRivals(rivals: readonly DraftColumn[], drafts: readonly DraftColumn[], body: BodyFacts): void {
  if (addUp(rivals, drafts, body)) return;
  const ranked = rivals
    .map((draft) => ({ draft, support: supportOf(draft, drafts, body) }))
    .sort(
      (a, b) =>
        b.support - a.support ||
        b.draft.confidence - a.draft.confidence ||
        Number(b.draft.figures > 0) - Number(a.draft.figures > 0) ||
        Number(isBalance(b.draft)) - Number(isBalance(a.draft)) ||
        a.draft.column - b.draft.column,
    );
  const [first, ...others] = ranked.map(({ draft }) => draft);
  if (first === undefined) return;
  for (const other of others) {
    if (isOtherAdvance(other, first))
      choose(other, 'ignored', `Cột ${first.letter} là số tạm ứng chưa thu hồi; cột này là số khác về tạm ứng.`, 0.8);
    else drop(other, first, body);
  }
}

/**
 * Several columns of one source and measure are several pots of it ("NS Huyện" and "Khác" are both other capital): all are kept, and a
 * row's amount of the source is their sum. Not where they have one caption, or where one is a part of the other.
 */
function addUp(rivals: readonly DraftColumn[], drafts: readonly DraftColumn[], body: BodyFacts): boolean {
  const [first] = rivals;
  if (first === undefined || first.source === null || !isAmountField(first.field)) return false;
  const captions = new Set(rivals.map(ownCaption));
  if (captions.size < rivals.length || rivals.some(({ group }) => group !== first.group)) return false;
  const total = drafts.find(
    ({ field, source, group }) => field === first.field && source === null && group === first.group,
  );
  if (total !== undefined && sumsUp(body, total.column, sourcesOf(total, drafts, []))) return true;
  return !rivals.some(isInside);
}

function ownCaption({ canonicalPath }: DraftColumn): string {
  const named = canonicalPath.filter((caption) => sourceOfCaption(caption) !== null);
  return named.at(-1) ?? canonicalPath.at(-1) ?? '';
}

/** A column that its captions place inside another of the same source. */
function isInside({ canonicalPath }: DraftColumn): boolean {
  const named = canonicalPath.filter((caption) => sourceOfCaption(caption) !== null);
  return named.length > 1 || /^(?:trong do|rieng)\b/.test(canonicalPath.at(-1) ?? '');
}

function isBalance({ canonicalPath }: DraftColumn): boolean {
  return /\bso du\b|\bchua thu hoi\b/.test(canonicalPath.at(-1) ?? '');
}

/** Advances paid out, and what of them is not yet recovered, are two figures and no double. */
function isOtherAdvance(other: DraftColumn, first: DraftColumn): boolean {
  return first.field === 'disbursed.advance' && isBalance(other) !== isBalance(first);
}

interface Relation {
  readonly result: AmountField;
  readonly terms: readonly (readonly [AmountField, 1 | -1])[];
}

/** What forms of every kind keep (domain handbook 3 L7, 7.1). */
const RELATIONS: readonly Relation[] = [
  {
    result: 'remaining',
    terms: [
      ['plan.current', 1],
      ['disbursed.current', -1],
    ],
  },
  {
    result: 'disbursed.current',
    terms: [
      ['disbursed.completedVolume', 1],
      ['disbursed.advance', 1],
    ],
  },
  {
    result: 'plan.adjusted',
    terms: [
      ['plan.initial', 1],
      ['adjust.increase', 1],
      ['adjust.decrease', -1],
    ],
  },
];

/** How many relations of the table hold if the column is what it claims. */
function supportOf(candidate: DraftColumn, drafts: readonly DraftColumn[], body: BodyFacts): number {
  const { field, source } = candidate;
  if (!isAmountField(field) || source !== null) return 0;
  const columnOf = (wanted: AmountField): number | undefined =>
    wanted === field
      ? candidate.column
      : drafts.find((draft) => draft.field === wanted && draft.source === null)?.column;
  const relations = RELATIONS.filter(
    ({ result, terms }) => result === field || terms.some(([term]) => term === field),
  ).filter((relation) => holds(relation, columnOf, body));
  const [plan, paid] = [columnOf('plan.current'), columnOf('disbursed.current')];
  const rated =
    (field === 'plan.current' || field === 'disbursed.current') &&
    plan !== undefined &&
    paid !== undefined &&
    drafts.some((rate) => rate.field === 'rate' && divides(body, rate.column, [paid], [plan]));
  const sources = sourcesOf(candidate, drafts, [candidate]);
  const summed = sources.length > 1 && sumsUp(body, candidate.column, sources);
  return relations.length + Number(rated) + Number(summed);
}

function holds(
  { result, terms }: Relation,
  columnOf: (field: AmountField) => number | undefined,
  body: BodyFacts,
): boolean {
  const total = columnOf(result);
  const columns = terms.flatMap(([field, sign]): SignedColumn[] => {
    const column = columnOf(field);
    return column === undefined ? [] : [{ column, sign }];
  });
  return total !== undefined && columns.length === terms.length && sumsUp(body, total, columns);
}

/** The source columns of a total's own group, groups of sources for their parts. */
function sourcesOf(
  total: DraftColumn,
  drafts: readonly DraftColumn[],
  without: readonly DraftColumn[],
): SignedColumn[] {
  const columns = drafts.filter(
    (draft) =>
      draft.field === total.field && draft.source !== null && draft.group === total.group && !without.includes(draft),
  );
  const isCovered = (draft: DraftColumn): boolean =>
    columns.some((other) => isPartOf(draft.source ?? '', other.source ?? ''));
  return columns.filter((draft) => !isCovered(draft)).map(({ column }) => ({ column, sign: 1 }));
}

function drop(draft: DraftColumn, first: DraftColumn, body: BodyFacts): void {
  const field = draft.field as ColumnField;
  const money = isAmountField(field);
  const message = `${shownColumn(draft)} và cột ${first.letter} "${first.path.join(' / ')}" cùng là ${FIELD_NAMES[field]}. Đã dùng cột ${first.letter}; đổi tiêu đề hoặc chọn lại cột nếu phải là cột ${draft.letter}.`;
  choose(draft, money ? null : 'ignored', `Trùng nghĩa với cột ${first.letter}, không dùng.`, 0.3);
  if (money || (body.rows > 0 && field !== 'period'))
    draft.finding = { code: 'column.duplicate', message, severity: 'warning' };
}
