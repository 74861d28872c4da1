import type { BodyFacts } from './body-facts.js';
import { choose, isAmountField, shownColumn, type DraftColumn } from './columns.js';
import type { Stated } from './frame.js';
import type { ColumnField } from './reading.js';
import { settleAdjustments, settlePlans } from './settle-plans.js';
import { settleDoubles } from './settle-doubles.js';
import { settleEnds } from './settle-ends.js';
import { settleByFigures, settleFlatSources } from './settle-figures.js';
import { settleRates } from './settle-rates.js';
import { settleStated } from './settle-stated.js';

/** What the decision between readings may look at besides the captions. */
export interface Surroundings {
  readonly body: BodyFacts;
  /** formulas that the number row prints */
  readonly stated: Stated;
  /** canonical title of the table, empty where it has none */
  readonly subject: string;
  readonly planYear: number | null;
}

/** Decides between readings with the whole table in view: other columns, printed formulas, and how the figures of the body relate. */
export function settleColumns(drafts: DraftColumn[], surroundings: Surroundings): void {
  const { body, stated, subject, planYear } = surroundings;
  settleMarkAndName(drafts);
  settleUnitCode(drafts, body);
  settleTwinAccumulated(drafts);
  settleStated(drafts, stated);
  settleFlatSources(drafts, body);
  settleCumulative(drafts, body);
  settleEnds(drafts, planYear);
  settleByFigures(drafts, body);
  settleAdjustments(drafts, body, subject);
  settlePlans(drafts);
  settleParts(drafts);
  settleRates(drafts, body, stated);
  settleDoubles(drafts, body);
  tellDoubts(drafts);
}

function has(drafts: readonly DraftColumn[], ...fields: ColumnField[]): boolean {
  return drafts.some(({ field }) => field !== null && fields.includes(field));
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

/** The code of a unit's budget relation (mã ĐVQHNS), which some offices print for the project's (domain handbook 4, 10). */
const UNIT_CODE = /^ma (?:so )?(?:(?:dv)?qhns|(?:don vi )?(?:co )?quan he (?:voi )?ngan sach)\b/;

/** Such a code stands for the project's only where the table has no other and its values have the shape of project codes (7…, 8…). */
function settleUnitCode(drafts: readonly DraftColumn[], body: BodyFacts): void {
  if (has(drafts, 'code')) return;
  const units = drafts.filter(({ canonicalPath }) => UNIT_CODE.test(canonicalPath.at(-1) ?? ''));
  const [only] = units;
  if (only === undefined || units.length > 1 || !looksLikeProjectCodes(body, only.column)) return;
  choose(only, 'code', 'Bảng không có mã dự án; các giá trị ở cột này có dạng mã dự án.', 0.6);
  only.finding = {
    code: 'code.fromUnitCode',
    severity: 'info',
    message: `${shownColumn(only)} được dùng làm mã dự án vì bảng không có cột mã dự án và các giá trị có dạng mã dự án (7 chữ số, đầu 7 hoặc 8). Đổi tiêu đề thành "Mã dự án", hoặc chọn lại cột nếu đây là mã đơn vị.`,
  };
}

function looksLikeProjectCodes(body: BodyFacts, column: number): boolean {
  const values = body.samples.flatMap((row) => row.get(column) ?? []);
  const shaped = values.filter((value) => value >= 7_000_000 && value < 9_000_000);
  return values.length >= 2 && new Set(shaped).size >= 2 && shaped.length === values.length;
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

/** Questions that only the person who wrote the table can answer. Errors where the table has no other plan column to go by. */
function tellDoubts(drafts: readonly DraftColumn[]): void {
  const severity = has(drafts, 'plan.current', 'plan.initial', 'plan.adjusted') ? 'warning' : 'error';
  for (const draft of drafts) {
    if (draft.field !== null || draft.finding !== null || draft.figures === 0) continue;
    if (draft.doubt === 'bothPlans') {
      draft.finding = {
        code: 'column.bothPlans',
        severity: draft.measure === 'plan' ? severity : 'warning',
        message: `${questionAt(draft)} gộp vốn năm nay với vốn kéo dài nên không dùng để rà soát: tỷ lệ giải ngân chỉ tính trên kế hoạch năm nay. Tách thành hai cột: năm nay và kéo dài.`,
      };
    } else if (draft.doubt === 'adjustment') {
      draft.finding = {
        code: 'column.adjustment',
        severity: 'warning',
        message: `${questionAt(draft)} không nói điều chỉnh tăng hay giảm và không có số âm nào để phân biệt, nên chưa dùng. Tách thành cột "Điều chỉnh tăng" và "Điều chỉnh giảm", hoặc ghi số giảm có dấu trừ.`,
      };
    }
  }
}

/** The column with the cell of its lowest caption. */
function questionAt(draft: DraftColumn): string {
  const cell = draft.captionRow === null ? '' : ` (ô ${draft.letter}${draft.captionRow})`;
  return `${shownColumn(draft)}${cell}`;
}
