import type { BodyFacts } from './body-facts.js';
import { sourceOfCaption } from './column-sources.js';
import { choose, isAmountField, type DraftColumn } from './columns.js';
import { divides, sumsUp } from './figure-evidence.js';
import type { AmountField } from './reading.js';
import { isNeutral } from './synonyms.js';

/** Columns whose captions do not say enough, known by how their figures relate to columns that are known. */

/** The source that a column names without saying of what (`NSTW` in a header without groups), null where it names none or says more. */
export function bareSource({ field, doubt, measure, canonicalPath }: DraftColumn): DraftColumn['source'] {
  if (field !== null || doubt !== null || measure !== null) return null;
  const leaf = canonicalPath.at(-1) ?? '';
  return canonicalPath.slice(0, -1).every((caption) => caption === '' || isNeutral(caption))
    ? sourceOfCaption(leaf)
    : null;
}

/** A header of one row prints `Kế hoạch 2025 | NSTW | NSĐP | …`: columns of sources belong to the total left of them where they add up to it. */
export function settleFlatSources(drafts: readonly DraftColumn[], body: BodyFacts): void {
  drafts.forEach((total, at) => {
    if (!isAmountField(total.field) || total.source !== null) return;
    const parts: DraftColumn[] = [];
    for (const part of drafts.slice(at + 1)) {
      if (bareSource(part) === null) break;
      parts.push(part);
    }
    if (!belongTo(total, parts, body)) return;
    for (const part of parts) {
      part.source = bareSource(part);
      choose(
        part,
        total.field,
        `Phần nguồn vốn ${part.source} của cột ${total.letter}: các phần cộng lại bằng cột này.`,
      );
    }
  });
}

function belongTo(total: DraftColumn, parts: readonly DraftColumn[], body: BodyFacts): boolean {
  const [only] = parts;
  if (only === undefined) return false;
  if (parts.length === 1) return /^trong do\b/.test(only.canonicalPath.join(' ')) && neverExceeds(body, only, total);
  return sumsUp(
    body,
    total.column,
    parts.map(({ column }) => ({ column, sign: 1 })),
  );
}

function neverExceeds(body: BodyFacts, part: DraftColumn, whole: DraftColumn): boolean {
  return body.samples.every((row) => (row.get(part.column) ?? 0) <= (row.get(whole.column) ?? 0));
}

/** Names money columns whose captions say nothing by what their figures are: plan or disbursement of a rate, plan less disbursement. */
export function settleByFigures(drafts: readonly DraftColumn[], body: BodyFacts): void {
  const plan = total(drafts, 'plan.current') ?? total(drafts, 'plan.adjusted') ?? total(drafts, 'plan.initial');
  const paid = total(drafts, 'disbursed.current');
  if (plan !== undefined && paid !== undefined) settleRemaining(plan, paid, drafts, body);
  else settleByRate(plan, paid, drafts, body);
}

function total(drafts: readonly DraftColumn[], field: AmountField): DraftColumn | undefined {
  return drafts.find((draft) => draft.field === field && draft.source === null);
}

function isUnknown({ field, doubt, figures }: DraftColumn): boolean {
  return field === null && doubt === null && figures > 0;
}

function settleRemaining(plan: DraftColumn, paid: DraftColumn, drafts: readonly DraftColumn[], body: BodyFacts): void {
  if (drafts.some(({ field }) => field === 'remaining')) return;
  const rest = drafts.find(
    (draft) =>
      isUnknown(draft) &&
      sumsUp(body, draft.column, [
        { column: plan.column, sign: 1 },
        { column: paid.column, sign: -1 },
      ]),
  );
  if (rest !== undefined)
    choose(rest, 'remaining', `Bằng cột ${plan.letter} trừ cột ${paid.letter}: vốn còn lại.`, 0.6);
}

/** The disbursement, or the plan, of a table that names only the other one and a rate: the column that makes the rate. */
function settleByRate(
  plan: DraftColumn | undefined,
  paid: DraftColumn | undefined,
  drafts: readonly DraftColumn[],
  body: BodyFacts,
): void {
  const known = plan ?? paid;
  if (known === undefined) return;
  const rates = drafts.filter(({ field }) => field === 'rate');
  for (const unknown of drafts.filter(isUnknown)) {
    const [above, below] = known === plan ? [unknown, known] : [known, unknown];
    const rate = rates.find((one) => divides(body, one.column, [above.column], [below.column]));
    if (rate === undefined) continue;
    const field = known === plan ? 'disbursed.current' : 'plan.current';
    choose(unknown, field, `Tỷ lệ ở cột ${rate.letter} bằng cột ${above.letter} chia cột ${below.letter}.`, 0.6);
    return;
  }
}
