import type { BodyFacts } from './body-facts.js';
import { isAmountField, type DraftColumn } from './columns.js';
import { FIELD_NAMES } from './field-names.js';
import type { ColumnField } from './reading.js';

/** Decides between readings with the whole table in view: other columns, and how the figures of the body relate. */
export function settleColumns(drafts: DraftColumn[], body: BodyFacts): void {
  settleMarkAndName(drafts);
  settleTwinAccumulated(drafts);
  settleCumulative(drafts, body);
  settlePlans(drafts);
  settleParts(drafts);
  settleRates(drafts, body);
  settleDoubles(drafts, body);
  tellDoubts(drafts);
}

function has(drafts: readonly DraftColumn[], ...fields: ColumnField[]): boolean {
  return drafts.some(({ field }) => field !== null && fields.includes(field));
}

function choose(draft: DraftColumn, field: ColumnField | null, reason: string, confidence = 0.7): void {
  draft.field = field;
  draft.reason = reason;
  draft.confidence = confidence;
}

/** A table of units has no project names: its investor column is the name. An untitled column left of the name is the order. */
function settleMarkAndName(drafts: readonly DraftColumn[]): void {
  if (!has(drafts, 'name')) {
    const unit = drafts.find(({ field }) => field === 'investor');
    if (unit !== undefined) choose(unit, 'name', 'Bảng không có cột tên dự án; các dòng là đơn vị.', 0.8);
  }
  const at = drafts.findIndex(({ field }) => field === 'name');
  const left = drafts[at - 1];
  if (left !== undefined && left.path.length === 0 && !has(drafts, 'mark')) {
    choose(left, 'mark', 'Cột không tiêu đề bên trái tên dự án là số thứ tự.', 0.7);
  }
}

/** Layout L5 prints "Lũy kế vốn đã bố trí đến hết năm trước" over two groups; the second one is the disbursement (form's own slip). */
function settleTwinAccumulated(drafts: readonly DraftColumn[]): void {
  const groups = new Map<string, string>();
  for (const draft of drafts) {
    const caption = draft.canonicalPath[0] ?? '';
    if (draft.measure !== 'accumulated' && draft.field !== 'plan.accumulated') continue;
    const first = groups.get(caption);
    if (first === undefined) groups.set(caption, draft.group);
    else if (first !== draft.group && draft.field === 'plan.accumulated') {
      choose(
        draft,
        'disbursed.fromStart',
        `Nhóm thứ hai cùng tiêu đề "${draft.path[0]}" của biểu mẫu là lũy kế giải ngân.`,
        0.7,
      );
    }
  }
}

/** "Lũy kế giải ngân" that does not say since when: beside a plan of the year it is the year's, unless the figures exceed that plan. */
function settleCumulative(drafts: readonly DraftColumn[], body: BodyFacts): void {
  const plan = drafts.find(({ field, source }) => isYearPlan(field) && source === null);
  const anyPlan = plan ?? drafts.find(({ field }) => isYearPlan(field));
  for (const draft of drafts) {
    if (draft.field !== 'disbursed.current' || !saysNoBeginning(draft)) continue;
    if (anyPlan === undefined && has(drafts, 'plan.accumulated')) {
      choose(draft, 'disbursed.fromStart', 'Bảng không có kế hoạch năm; lũy kế giải ngân ở đây là từ khởi công.', 0.7);
    } else if (plan !== undefined && draft.source === null && exceeds(body, draft.column, plan.column)) {
      choose(
        draft,
        'disbursed.fromStart',
        `Số lũy kế vượt kế hoạch năm (cột ${plan.letter}) ở phần lớn dòng: từ khởi công.`,
        0.6,
      );
    }
  }
}

function isYearPlan(field: ColumnField | null): boolean {
  return field === 'plan.current' || field === 'plan.initial' || field === 'plan.adjusted';
}

function saysNoBeginning(draft: DraftColumn): boolean {
  const path = draft.canonicalPath.join(' / ');
  return (
    /\bluy ke\b/.test(path) && !/\btu dau nam\b|\btu 0?1 0?1\b|\bnam 20\d\d\b|\bthang\b|\bnam ke hoach\b/.test(path)
  );
}

function exceeds(body: BodyFacts, column: number, limit: number): boolean {
  let more = 0;
  let both = 0;
  for (const row of body.samples) {
    const figure = row.get(column);
    const bound = row.get(limit);
    if (figure === undefined || bound === undefined || bound <= 0) continue;
    both += 1;
    if (figure > bound * 1.05) more += 1;
  }
  return both >= 3 && more * 2 > both;
}

/** "Kế hoạch đã giao" is the plan before an adjustment only where the table has the adjustment; "sau điều chỉnh" likewise. */
function settlePlans(drafts: readonly DraftColumn[]): void {
  const adjusting = has(drafts, 'adjust.increase', 'adjust.decrease');
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

/** A part without a known pot is inside the whole where the table prints the whole; else it is money of a source not told. */
function settleParts(drafts: readonly DraftColumn[]): void {
  for (const draft of drafts) {
    if (draft.doubt !== 'untoldPart') continue;
    const whole = drafts.find(
      (other) =>
        other !== draft &&
        other.measure === draft.measure &&
        other.source === null &&
        isAmountField(other.field) &&
        other.group === draft.group,
    );
    if (whole !== undefined || draft.measure === null) choose(draft, 'ignored', draft.reason, 0.8);
  }
}

/** The rate that is kept is the row's own: disbursement of the year by plan of the year, checked on the figures. */
function settleRates(drafts: readonly DraftColumn[], body: BodyFacts): void {
  const rates = drafts.filter(({ field }) => field === 'rate');
  if (rates.length === 0) return;
  const plan = drafts.find(({ field, source }) => field === 'plan.current' && source === null);
  const paid = drafts.find(({ field, source }) => field === 'disbursed.current' && source === null);
  const scored = rates.map((draft) => ({
    draft,
    fits: plan === undefined || paid === undefined ? null : rateFits(body, draft.column, paid.column, plan.column),
    path: pathScore(draft),
  }));
  const best = [...scored].sort((a, b) => (b.fits ?? 0.5) - (a.fits ?? 0.5) || b.path - a.path)[0];
  for (const { draft, fits } of scored) {
    if (draft === best?.draft && (fits === null || fits >= 0.5 || rates.length === 1) && pathScore(draft) > 0) continue;
    choose(draft, 'ignored', 'Tỷ lệ này không phải giải ngân lũy kế trên kế hoạch năm của cả dự án.', 0.8);
  }
}

function pathScore({ source, measure }: DraftColumn): number {
  if (measure === 'disbursedMonth' || measure === 'volume' || measure === 'totalInvestment') return 0;
  return source === null ? 2 : 1;
}

/** Share of rows whose printed rate is paid / plan (as a percent or a ratio); null where too few rows tell. */
function rateFits(body: BodyFacts, rate: number, paid: number, plan: number): number | null {
  let told = 0;
  let fits = 0;
  for (const row of body.samples) {
    const printed = row.get(rate);
    const whole = row.get(plan);
    if (printed === undefined || whole === undefined || whole <= 0) continue;
    told += 1;
    const ratio = (row.get(paid) ?? 0) / whole;
    if (Math.abs(printed - ratio * 100) < 0.6 || Math.abs(printed - ratio) < 0.006) fits += 1;
  }
  return told < 3 ? null : fits / told;
}

const REPEATABLE: ReadonlySet<ColumnField> = new Set([
  'note',
  'reason',
  'decision',
  'ignored',
  'foreignCurrency',
  'rate',
]);

/** Two columns that claim the same: the more certain one stays, then the one with figures, then the first. The other is told. */
function settleDoubles(drafts: readonly DraftColumn[], body: BodyFacts): void {
  const kept = new Map<string, DraftColumn>();
  const byCertainty = [...drafts].sort(
    (a, b) => b.confidence - a.confidence || Number(b.figures > 0) - Number(a.figures > 0) || a.column - b.column,
  );
  for (const draft of byCertainty) {
    if (draft.field === null || REPEATABLE.has(draft.field)) continue;
    const key = `${draft.field}@${isAmountField(draft.field) ? (draft.source ?? '') : ''}`;
    const first = kept.get(key);
    if (first === undefined) kept.set(key, draft);
    else drop(draft, first, body);
  }
}

function drop(draft: DraftColumn, first: DraftColumn, body: BodyFacts): void {
  const field = draft.field as ColumnField;
  const money = isAmountField(field);
  const message = `Cột ${draft.letter} "${draft.path.join(' / ')}" và cột ${first.letter} "${first.path.join(' / ')}" cùng là ${FIELD_NAMES[field]}. Đã dùng cột ${first.letter}; đổi tiêu đề hoặc chọn lại cột nếu phải là cột ${draft.letter}.`;
  choose(draft, money ? null : 'ignored', `Trùng nghĩa với cột ${first.letter}, không dùng.`, 0.3);
  if (money || (body.rows > 0 && field !== 'period'))
    draft.finding = { code: 'column.duplicate', message, severity: 'warning' };
}

function tellDoubts(drafts: readonly DraftColumn[]): void {
  for (const draft of drafts) {
    if (draft.field !== null || draft.finding !== null || draft.figures === 0) continue;
    if (draft.doubt === 'bothPlans') {
      draft.finding = {
        code: 'column.bothPlans',
        severity: 'warning',
        message: `Cột ${draft.letter} "${draft.path.join(' / ')}" gộp kế hoạch năm nay với vốn kéo dài nên không dùng để rà soát. Tách thành hai cột: năm nay và kéo dài.`,
      };
    } else if (draft.doubt === 'adjustment') {
      draft.finding = {
        code: 'column.adjustment',
        severity: 'warning',
        message: `Cột ${draft.letter} "${draft.path.join(' / ')}" không nói điều chỉnh tăng hay giảm nên chưa dùng. Tách thành cột "Điều chỉnh tăng" và "Điều chỉnh giảm".`,
      };
    }
  }
}
