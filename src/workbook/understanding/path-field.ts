import type { FundingSourceCode } from '../../domain/words.js';
import { yearsIn } from './captions.js';
import { isUntoldPart, sourceOfCaption, sourceWithin } from './column-sources.js';
import type { AmountField, ColumnField } from './reading.js';
import {
  isBothPlans,
  isCarriedOver,
  isDecision,
  isDecisionText,
  isNeutral,
  isWhole,
  saidBy,
  type Measure,
  type Said,
} from './synonyms.js';

/** What the full path of a column means, before the table's other columns are looked at. */
export interface PathField {
  readonly field: ColumnField | null;
  readonly source: FundingSourceCode | null;
  readonly confidence: number;
  /** position in the path of the caption that decided, null where none did */
  readonly decidedBy: number | null;
  readonly measure: Measure | null;
  /** why the field is not what the caption alone would say */
  readonly doubt: Doubt | null;
}

export type Doubt =
  /** this year's and the carried-over plan in one figure */
  | 'bothPlans'
  /** figures of a year that is not the plan year */
  | 'otherYear'
  /** a part of the measure that the catalogue of sources does not know */
  | 'unknownPart'
  /** a part whose pot is not told (vốn đối ứng, NSNN) */
  | 'untoldPart'
  /** a part of a measure that no amount field holds */
  | 'heldElsewhere'
  /** a change of the plan with no direction */
  | 'adjustment'
  /** a cumulative figure that does not say since when */
  | 'cumulative';

interface Found {
  readonly at: number;
  readonly said: Said;
}

/** `path` holds canonical captions from the top down; `planYear` is null where the paper does not tell it. */
export function fieldOfPath(path: readonly string[], planYear: number | null): PathField {
  const found = sayings(path);
  const inner = found[0];
  if (inner === undefined || isDecisionColumn(path, inner)) return decisionOrNothing(path);
  if (inner.said.kind === 'text') return textField(path, inner, inner.said, found);
  return amountField(path, found, planYear);
}

/** Captions that say something, from the leaf up. A heading `Nguồn vốn` over source columns says nothing. */
function sayings(path: readonly string[]): Found[] {
  const found: Found[] = [];
  for (let at = path.length - 1; at >= 0; at -= 1) {
    const caption = path[at] ?? '';
    if (isDecision(caption) && !/tong muc/.test(caption)) continue;
    const said = sourceOfCaption(caption) === null ? saidBy(caption) : null;
    if (said === null) continue;
    if (said.kind === 'text' && said.field === 'source' && path.length > 1) continue;
    found.push({ at, said });
  }
  return found;
}

function isDecisionColumn(path: readonly string[], inner: Found): boolean {
  const leaf = path.at(-1) ?? '';
  return inner.at < path.length - 1 && isDecisionText(leaf) && path.some(isDecision);
}

function decisionOrNothing(path: readonly string[]): PathField {
  const leaf = path.at(-1) ?? '';
  const at = path.findIndex(isDecision);
  const source = sourceOf(path, null);
  if (at < 0) return isDecisionText(leaf) && path.length > 1 ? told('decision', path.length - 1, 0.7) : NOTHING;
  if (at === path.length - 1 || isDecisionText(leaf)) return told('decision', at, 0.95);
  // "Quyết định đầu tư / NS Tỉnh" (L3) and "/ Tổng số (tất cả các nguồn vốn)": amounts that the decision approves.
  if (source !== null || isWhole(leaf))
    return { ...told('totalInvestment', at, 0.85), source, measure: 'totalInvestment' };
  if (isUntoldPart(leaf)) return { ...NOTHING, field: 'ignored', decidedBy: at, doubt: 'untoldPart', confidence: 0.8 };
  return told('decision', at, 0.6);
}

function textField(
  path: readonly string[],
  inner: Found,
  said: Said & { kind: 'text' },
  found: readonly Found[],
): PathField {
  const outer = found.find((other) => other.said.kind === 'measure');
  const measure = outer?.said.kind === 'measure' ? outer.said.measure : null;
  return { ...told(said.field, inner.at, said.confidence), source: sourceOf(path, null), measure };
}

function amountField(path: readonly string[], found: readonly Found[], planYear: number | null): PathField {
  const measures = found.flatMap(({ at, said }) =>
    said.kind === 'measure' ? [{ at, measure: said.measure, confidence: said.confidence }] : [],
  );
  const { at, measure, confidence } = decisive(measures);
  const outer = measures.filter((other) => other.at < at).map((other) => other.measure);
  const lowest = measures[0]?.at ?? at;
  const result = { source: sourceOf(path, at), confidence, decidedBy: at, measure };
  const field = fieldOfMeasure(path, at, measure, outer, planYear);
  if (typeof field !== 'string') return { ...result, ...field };
  const part = partBelow(path, Math.max(at, lowest));
  if (part !== null) return { ...result, field: null, doubt: part };
  return { ...result, field, doubt: null };
}

interface Stated {
  readonly at: number;
  readonly measure: Measure;
  readonly confidence: number;
}

const PAID: ReadonlySet<Measure> = new Set(['disbursed', 'disbursedMonth', 'disbursedFromStart']);
const PLANS: ReadonlySet<Measure> = new Set(['plan', 'planInitial']);
const WIDE: ReadonlySet<Measure> = new Set(['mediumTerm', 'demand', 'estimate', 'accumulated']);

/** The lowest caption decides, unless it only names the plan that its group pays ("Giải ngân … / KH năm 2025"). */
function decisive(measures: readonly Stated[]): Stated {
  const inner = measures[0] as Stated;
  const above = measures.find(({ measure }, index) => index > 0 && (PAID.has(measure) || WIDE.has(measure)));
  const onlyNamesPlan = PLANS.has(inner.measure) && above !== undefined;
  const onlyNamesTotal = inner.measure === 'cumulative' && above !== undefined;
  return onlyNamesPlan || onlyNamesTotal ? above : inner;
}

type Doubtful = Pick<PathField, 'field' | 'doubt'>;

function fieldOfMeasure(
  path: readonly string[],
  at: number,
  measure: Measure,
  outer: readonly Measure[],
  planYear: number | null,
): AmountField | Doubtful {
  const kind = planKindOf(path);
  const elsewhere: Doubtful = { field: 'ignored', doubt: 'heldElsewhere' };
  const within = (...measures: Measure[]): boolean => outer.some((other) => measures.includes(other));
  switch (measure) {
    case 'totalInvestment':
      return 'totalInvestment';
    case 'mediumTerm':
      return 'plan.mediumTerm';
    case 'accumulated':
      return within('mediumTerm') ? elsewhere : 'plan.accumulated';
    case 'plan':
    case 'planInitial':
      if (within('mediumTerm', 'demand', 'estimate')) return elsewhere;
      return planField(path, kind, measure, planYear);
    case 'planAdjusted':
      return kind === 'carriedOver' ? elsewhere : 'plan.adjusted';
    case 'decrease':
    case 'increase':
      if (PAID.has(outer[0] ?? 'plan') || within('mediumTerm', 'totalInvestment') || kind === 'carriedOver')
        return elsewhere;
      return measure === 'decrease' ? 'adjust.decrease' : 'adjust.increase';
    case 'adjustment':
      return { field: null, doubt: 'adjustment' };
    case 'disbursedFromStart':
      return 'disbursed.fromStart';
    case 'disbursedMonth':
      if (within('volume', 'volumeUnpaid', 'estimate', 'advance', 'completedVolume')) return elsewhere;
      return kind === 'carriedOver' ? elsewhere : 'disbursed.month';
    case 'disbursed':
      return disbursedField(path, at, kind, planYear);
    case 'cumulative':
      return within('volume') ? 'volume.accepted' : { field: 'disbursed.current', doubt: 'cumulative' };
    case 'advance':
    case 'completedVolume': {
      if (within('disbursedFromStart', 'disbursedMonth', 'accumulated') || kind === 'carriedOver') return elsewhere;
      return measure === 'advance' ? 'disbursed.advance' : 'disbursed.completedVolume';
    }
    case 'volume':
      return within('disbursed') ? 'disbursed.completedVolume' : 'volume.accepted';
    case 'volumeUnpaid':
      return PLANS.has(outer[0] ?? 'volume') ? 'plan.debtPayment' : 'volume.unpaid';
    case 'demand':
      return 'demand.additional';
    case 'estimate':
      return estimateField(path, at, planYear);
    case 'remaining':
      return kind === 'carriedOver' ? elsewhere : 'remaining';
    case 'advanceRecovery':
      return within(...WIDE) || kind === 'carriedOver' ? elsewhere : 'plan.advanceRecovery';
    case 'debtPayment':
      return within(...WIDE) || kind === 'carriedOver' ? elsewhere : 'plan.debtPayment';
    case 'ofWhich':
    case 'settlement':
      return elsewhere;
  }
}

/** Which plan the lowest caption that tells is about. */
function planKindOf(path: readonly string[]): 'current' | 'carriedOver' | 'both' {
  for (const caption of [...path].reverse()) {
    if (isBothPlans(caption)) return 'both';
    if (isCarriedOver(caption)) return 'carriedOver';
    if (/\bke hoach (?:von )?(?:dau tu cong )?nam\b|\bnam ke hoach\b|\bnam nay\b/.test(caption)) return 'current';
  }
  return 'current';
}

function planField(
  path: readonly string[],
  kind: ReturnType<typeof planKindOf>,
  measure: 'plan' | 'planInitial',
  planYear: number | null,
): AmountField | Doubtful {
  if (kind === 'both') return { field: null, doubt: 'bothPlans' };
  if (kind === 'carriedOver') {
    if (isToNextYear(path, planYear)) return { field: 'ignored', doubt: 'heldElsewhere' };
    return 'plan.carriedOver';
  }
  if (isOtherYear(path, planYear)) return { field: 'ignored', doubt: 'otherYear' };
  return measure === 'planInitial' ? 'plan.initial' : 'plan.current';
}

/** "Kế hoạch vốn kéo dài sang năm 2026" in a form of 2025: money that leaves the year, not what came into it. */
function isToNextYear(path: readonly string[], planYear: number | null): boolean {
  const into = /\bsang (?:nam )?(20\d\d)\b/.exec(path.join(' / '))?.[1];
  return into !== undefined && planYear !== null && Number(into) > planYear;
}

function disbursedField(
  path: readonly string[],
  at: number,
  kind: ReturnType<typeof planKindOf>,
  planYear: number | null,
): AmountField | Doubtful {
  if (kind === 'both') return { field: null, doubt: 'bothPlans' };
  if (kind === 'carriedOver') return 'disbursed.carriedOver';
  const caption = path[at] ?? '';
  const until = /\bden het (?:ngay 31 12 )?(?:nam )?(20\d\d)\b/.exec(caption);
  if (until !== null && planYear !== null && Number(until[1]) < planYear) return 'disbursed.fromStart';
  const plan = /\bke hoach (?:von )?(?:dau tu cong )?nam (20\d\d)\b/.exec(path.join(' / '));
  const grouped = path.slice(0, at).flatMap(yearsIn);
  const year = plan === null ? grouped.at(-1) : Number(plan[1]);
  if (year !== undefined && planYear !== null && year !== planYear) return { field: 'ignored', doubt: 'otherYear' };
  return 'disbursed.current';
}

/** Only an estimate up to the end of the year or of the settlement period is one of the year. */
function estimateField(path: readonly string[], at: number, planYear: number | null): AmountField | Doubtful {
  const caption = path[at] ?? '';
  if (isOtherYear(path, planYear) && !/\b31 0?1\b/.test(caption)) return { field: 'ignored', doubt: 'otherYear' };
  const until = /\bden (?:het )?(?:ngay )?(\d{1,2}) (\d{1,2})\b/.exec(caption);
  const yearEnd = until === null || ['31 12', '31 1', '31 01'].includes(`${until[1]} ${until[2]}`);
  return yearEnd ? 'estimate.yearEnd' : { field: 'ignored', doubt: 'heldElsewhere' };
}

function isOtherYear(path: readonly string[], planYear: number | null): boolean {
  if (planYear === null) return false;
  for (const caption of [...path].reverse()) {
    const years = yearsIn(caption);
    if (years.length > 0) return !years.includes(planYear);
    if (/\bnam truoc\b|\bcac nam\b/.test(caption)) return true;
  }
  return false;
}

/** A caption under the measure that is neither its whole nor a known source. */
function partBelow(path: readonly string[], at: number): 'unknownPart' | 'untoldPart' | null {
  const below = path.slice(at + 1);
  for (const caption of below) {
    if (isUntoldPart(caption)) return 'untoldPart';
    if (caption !== '' && !isNeutral(caption) && sourceOfCaption(caption) === null) return 'unknownPart';
  }
  return below.length > 0 && /^(?:trong do|bao gom|gom|chia ra)$/.test(below.at(-1) ?? '') ? 'unknownPart' : null;
}

function sourceOf(path: readonly string[], measureAt: number | null): FundingSourceCode | null {
  for (const caption of [...path].reverse()) {
    const source = sourceOfCaption(caption);
    if (source !== null) return source;
  }
  return measureAt === null ? null : sourceWithin(path[measureAt] ?? '');
}

function told(field: ColumnField, decidedBy: number, confidence: number): PathField {
  return { field, source: null, confidence, decidedBy, measure: null, doubt: null };
}

const NOTHING: PathField = { field: null, source: null, confidence: 0, decidedBy: null, measure: null, doubt: null };
