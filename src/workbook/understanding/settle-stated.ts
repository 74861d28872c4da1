import { sourceOfCaption } from './column-sources.js';
import { choose, isAmountField, type DraftColumn } from './columns.js';
import type { Stated, StatedRate, StatedSum } from './frame.js';
import type { ColumnField } from './reading.js';
import { bareSource } from './settle-figures.js';

type ByLetter = ReadonlyMap<string, DraftColumn>;

/** Reads columns by the formulas that the paper prints under its header: `(3)=(4)+(5)`, `17=11-15+16`, `13=12/11*100`. */
export function settleStated(drafts: readonly DraftColumn[], stated: Stated): void {
  const byLetter = new Map(drafts.map((draft) => [draft.letter, draft]));
  for (const sum of stated.sums) settleSum(sum, byLetter);
  for (const rate of stated.rates) settleRate(rate, byLetter);
  // A rate may have named the disbursement that a sum needs (`8=3-6` after `7=6/3*100`).
  for (const sum of stated.sums) settleSum(sum, byLetter);
}

interface Term {
  readonly draft: DraftColumn;
  readonly sign: 1 | -1;
}

function settleSum(sum: StatedSum, byLetter: ByLetter): void {
  const result = byLetter.get(sum.column);
  const terms = sum.terms.flatMap(({ column, sign }): Term[] => {
    const draft = byLetter.get(column);
    return draft === undefined ? [] : [{ draft, sign }];
  });
  if (result === undefined || terms.length !== sum.terms.length) return;
  const why = `Ô ${sum.cell} ghi ${sum.text}`;
  if (settleChange(result, terms, why)) return;
  if (settleDifference(result, terms, why)) return;
  if (terms.every(({ sign }) => sign === 1)) settleTotal(result, terms, why);
}

const PLANS: ReadonlySet<ColumnField | null> = new Set(['plan.current', 'plan.initial', 'plan.adjusted', null]);

function isChange({ field, doubt }: DraftColumn): boolean {
  return field === 'adjust.increase' || field === 'adjust.decrease' || (field === null && doubt === 'adjustment');
}

/** After = before - decrease + increase: says which of two plans is which. */
function settleChange(result: DraftColumn, terms: readonly Term[], why: string): boolean {
  const rest = terms.filter(({ draft }) => !isChange(draft));
  const [before] = rest;
  if (before === undefined || rest.length !== 1 || terms.length < 2 || before.sign !== 1) return false;
  if (!PLANS.has(result.field) || !PLANS.has(before.draft.field)) return false;
  choose(before.draft, 'plan.initial', `${why}: kế hoạch trước điều chỉnh.`, 0.9);
  choose(result, 'plan.adjusted', `${why}: kế hoạch sau điều chỉnh.`, 0.9);
  for (const { draft, sign } of terms) {
    if (draft.doubt === 'adjustment')
      choose(draft, sign === 1 ? 'adjust.signed' : 'adjust.decrease', `${why}: phần điều chỉnh.`, 0.9);
  }
  return true;
}

/** Plan - disbursed = what is left: names whichever of the three the captions leave open. */
function settleDifference(result: DraftColumn, terms: readonly Term[], why: string): boolean {
  const [whole, part] = terms;
  if (whole === undefined || part === undefined || terms.length !== 2 || whole.sign !== 1 || part.sign !== -1)
    return false;
  const isPlan = whole.draft.field === 'plan.current' || whole.draft.field === 'plan.initial';
  if (!isPlan) return false;
  const { draft: paid } = part;
  if (isOpen(result) && paid.field === 'disbursed.current') choose(result, 'remaining', `${why}: vốn còn lại.`, 0.85);
  else if (isOpen(paid) && result.field === 'remaining')
    choose(paid, 'disbursed.current', `${why}: giải ngân là kế hoạch trừ vốn còn lại.`, 0.85);
  else return false;
  return true;
}

/** A total and its parts: the parts that name only a source are of the total's measure, and the other way round. */
function settleTotal(result: DraftColumn, terms: readonly Term[], why: string): void {
  if (result.field === null && result.doubt === null) {
    const fields = new Set(terms.map(({ draft }) => draft.field));
    const [field] = fields;
    const parts = terms.every(({ draft }) => draft.source !== null);
    if (fields.size === 1 && parts && field !== undefined && isAmountField(field))
      choose(result, field, `${why}: tổng của các nguồn vốn.`, 0.85);
    if (isPaidInParts(terms)) choose(result, 'disbursed.current', `${why}: KLHT cộng tạm ứng.`, 0.85);
  }
  if (!isAmountField(result.field) || result.source !== null) return;
  for (const { draft } of terms) {
    const source = bareSource(draft);
    if (source === null) continue;
    draft.source = source;
    choose(draft, result.field, `${why}: phần nguồn vốn ${source}.`, 0.9);
  }
}

function isPaidInParts(terms: readonly Term[]): boolean {
  const fields = terms.map(({ draft }) => draft.field);
  return fields.length === 2 && fields.includes('disbursed.completedVolume') && fields.includes('disbursed.advance');
}

/** Disbursed / plan: names the one of the two that its captions leave open. */
function settleRate({ column, cell, text, above, below }: StatedRate, byLetter: ByLetter): void {
  const [part, whole] = [above, below].map((letters) =>
    letters.length === 1 ? byLetter.get(letters[0] ?? '') : undefined,
  );
  const rate = byLetter.get(column);
  if (part === undefined || whole === undefined || rate === undefined) return;
  const why = `Ô ${cell} ghi ${text}`;
  if (isOpen(rate)) choose(rate, 'rate', `${why}: tỷ lệ.`, 0.9);
  const isPlan = whole.field === 'plan.current' || whole.field === 'plan.initial' || whole.field === 'plan.adjusted';
  if (isOpen(part) && isPlan) choose(part, 'disbursed.current', `${why}: số giải ngân của kế hoạch năm.`, 0.85);
  if (isOpen(whole) && part.field === 'disbursed.current')
    choose(whole, 'plan.current', `${why}: kế hoạch mà tỷ lệ giải ngân tính trên đó.`, 0.85);
}

/** Nothing known fits its captions, and they name no source either. */
function isOpen({ field, doubt, canonicalPath }: DraftColumn): boolean {
  return field === null && doubt === null && sourceOfCaption(canonicalPath.at(-1) ?? '') === null;
}
