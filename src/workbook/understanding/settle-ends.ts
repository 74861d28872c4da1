import { choose, type DraftColumn } from './columns.js';
import { groupBy } from '../../domain/group-by.js';
import { endOfCaption } from './periods.js';
import type { AmountField } from './reading.js';

/** Figures since the beginning of a project: a form may print one up to the end of last year beside one up to now (L7). */
const SINCE_START: readonly AmountField[] = ['plan.accumulated', 'disbursed.fromStart', 'volume.accepted'];

/** Of cumulative columns that run to different days the latest counts; the earlier ones are inside it and no duplicates. */
export function settleEnds(drafts: readonly DraftColumn[], planYear: number | null): void {
  for (const field of SINCE_START) {
    const columns = drafts.filter((draft) => draft.field === field);
    for (const alike of groupBy(columns, ({ source }) => source).values()) keepLatest(alike, planYear);
  }
}

function keepLatest(alike: readonly DraftColumn[], planYear: number | null): void {
  const dated = alike.flatMap((draft) => {
    const end = endOfColumn(draft, planYear);
    return end === null ? [] : [{ draft, end }];
  });
  const [latest] = [...dated].sort((a, b) => (a.end < b.end ? 1 : a.end > b.end ? -1 : 0));
  if (latest === undefined) return;
  for (const { draft, end } of dated) {
    if (end >= latest.end) continue;
    choose(draft, 'ignored', `Là số lũy kế đến kỳ trước; cột ${latest.draft.letter} lũy kế đến kỳ sau.`, 0.8);
  }
}

function endOfColumn({ canonicalPath }: DraftColumn, planYear: number | null): string | null {
  for (const caption of [...canonicalPath].reverse()) {
    const end = endOfCaption(caption, planYear);
    if (end !== null) return end;
  }
  return null;
}
