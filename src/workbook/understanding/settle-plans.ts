import type { BodyFacts } from './body-facts.js';
import { choose, shownColumn, type DraftColumn } from './columns.js';
import { hasNegative, sumsUp } from './figure-evidence.js';
import type { ColumnField } from './reading.js';

function has(drafts: readonly DraftColumn[], ...fields: ColumnField[]): boolean {
  return drafts.some(({ field }) => field !== null && fields.includes(field));
}

/** Settles columns of changes to a plan that do not say their direction. */
export function settleAdjustments(drafts: readonly DraftColumn[], body: BodyFacts, subject: string): void {
  for (const draft of drafts) {
    if (draft.field === null && draft.doubt === 'adjustment' && draft.figures > 0)
      settleAdjustment(draft, drafts, body, subject);
  }
}

function settleAdjustment(draft: DraftColumn, drafts: readonly DraftColumn[], body: BodyFacts, subject: string): void {
  const increase = drafts.find(({ field }) => field === 'adjust.increase');
  const decrease = drafts.find(({ field }) => field === 'adjust.decrease');
  if (increase !== undefined && decrease !== undefined) {
    choose(draft, 'ignored', `Là chênh lệch của cột ${increase.letter} và cột ${decrease.letter}.`, 0.8);
    return;
  }
  const direction = directionOf(draft, drafts, body);
  if (direction === 'decrease') {
    choose(draft, 'adjust.decrease', 'Kế hoạch sau điều chỉnh bằng kế hoạch trước trừ cột này: điều chỉnh giảm.', 0.8);
    return;
  }
  // A Treasury export or a report shows changes among its payments: what its plan column holds is not told by them.
  const reports = has(drafts, 'disbursed.current', 'disbursed.completedVolume') && !/\bdieu chinh\b/.test(subject);
  const signed = hasNegative(body, draft.column) && !reports;
  if (direction === null && !signed) return;
  choose(draft, 'adjust.signed', `"${draft.path.at(-1) ?? ''}" ghi cả tăng và giảm, phân biệt bằng dấu.`, 0.8);
  draft.finding = {
    code: 'column.signedAdjustment',
    severity: 'info',
    message: `${shownColumn(draft)} được đọc theo dấu: số dương là điều chỉnh tăng, số âm (dấu trừ hoặc trong ngoặc) là điều chỉnh giảm.`,
  };
}

/** What the plans before and after say of the change, null where the table does not print both or they say nothing. */
function directionOf(
  draft: DraftColumn,
  drafts: readonly DraftColumn[],
  body: BodyFacts,
): 'signed' | 'decrease' | null {
  const after = drafts.find(({ field, source }) => field === 'plan.adjusted' && source === draft.source);
  const before = drafts.find(
    ({ field, source }) => (field === 'plan.initial' || field === 'plan.current') && source === draft.source,
  );
  if (after === undefined || before === undefined) return null;
  const adds = (sign: 1 | -1): boolean =>
    sumsUp(body, after.column, [
      { column: before.column, sign: 1 },
      { column: draft.column, sign },
    ]);
  if (adds(1)) return 'signed';
  return adds(-1) ? 'decrease' : null;
}

/** "Kế hoạch đã giao" is the plan before an adjustment only where the table has the adjustment; "sau điều chỉnh" likewise. */
export function settlePlans(drafts: readonly DraftColumn[]): void {
  const adjusting = has(drafts, 'adjust.increase', 'adjust.decrease', 'adjust.signed');
  const both = has(drafts, 'plan.initial') && has(drafts, 'plan.adjusted');
  const disbursing = has(drafts, 'disbursed.current');
  for (const draft of drafts) {
    if (adjusting && draft.field === 'plan.current' && !has(drafts, 'plan.initial') && draft.measure === 'plan') {
      choose(draft, 'plan.initial', `${draft.reason} Bảng có cột điều chỉnh: đây là kế hoạch trước điều chỉnh.`, 0.85);
    }
  }
  if (adjusting || has(drafts, 'plan.current')) return;
  for (const draft of drafts) {
    if (draft.field === 'plan.adjusted' && (disbursing || !both)) {
      choose(draft, 'plan.current', 'Kế hoạch sau điều chỉnh là kế hoạch năm nay.', 0.85);
    } else if (draft.field === 'plan.initial' && !has(drafts, 'plan.adjusted') && !both) {
      choose(draft, 'plan.current', 'Kế hoạch được giao, bảng không có cột điều chỉnh: kế hoạch năm nay.', 0.85);
    }
  }
}
