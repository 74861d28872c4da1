import type { Finding } from './finding.js';
import { toVietnameseDate } from './local-date.js';
import { formatVnd, sumVnd } from './money.js';
import { formatCellRef, type DisbursementSnapshot, type PlanEntry, type ProjectFacts } from './project-facts.js';
import type { ReviewRule } from './review-rule.js';
import { isSameSettings } from './rule-faults.js';
import { changedSettings, ORIGIN_NAMES, statusName } from './rule-words.js';
import type { Outcome } from './words.js';

/** A review with what it was made from: the same projects may appear on both sides of a comparison, or on one. */
export interface ReviewSide {
  readonly rule: ReviewRule;
  readonly complete: boolean;
  readonly facts: readonly ProjectFacts[];
  /** one a project, in the order of the facts */
  readonly findings: readonly Finding[];
}

export const CAUSES = [
  'ruleChange',
  'scopeDeclaration',
  'projectAdded',
  'projectWithdrawn',
  'planChange',
  'latePosting',
  'match',
  'figureWithdrawn',
  'statusChange',
  'descriptionChange',
  'averageMoved',
] as const;
/** why a row differs */
export type Cause = (typeof CAUSES)[number];

export interface CauseOfDifference {
  readonly code: Cause;
  /** Vietnamese, a clause without capital and full stop */
  readonly text: string;
}

/** What a side says of a project. */
export type RowState = Pick<Finding, 'outcome' | 'planVnd' | 'disbursedVnd' | 'undisbursedVnd' | 'ratePercent'>;

export interface DifferentRow {
  readonly key: string;
  readonly code: string | null;
  readonly name: string;
  readonly investor: string | null;
  /** null where the side does not know the project */
  readonly before: RowState | null;
  readonly after: RowState | null;
  /** into or out of the list of candidates, or only in its figures or its outcome */
  readonly change: 'entered' | 'left' | 'other';
  readonly causes: readonly CauseOfDifference[];
}

/** Projects that move into or out of the list, with the đồng that they have undisbursed. */
export interface Movement {
  readonly projects: number;
  readonly undisbursedVnd: bigint;
}

export interface ReviewComparison {
  readonly rows: readonly DifferentRow[];
  /** projects of which both sides say the same */
  readonly same: number;
  readonly entered: Movement;
  readonly left: Movement;
}

/** Two reviews row by row, in the order of the later one (what only the earlier knows comes last), with the cause of each difference. */
export function compareReviews(before: ReviewSide, after: ReviewSide): ReviewComparison {
  const earlier = byKey(before);
  const later = byKey(after);
  const knownReports = new Set(before.facts.flatMap(({ snapshots }) => snapshots.map(({ report }) => report)));
  const context = { before, after, knownReports, settings: changedSettings(before.rule, after.rule) };
  const keys = [...later.keys(), ...[...earlier.keys()].filter((key) => !later.has(key))];
  const rows = keys.flatMap((key) => rowOf(context, earlier.get(key) ?? null, later.get(key) ?? null) ?? []);
  return {
    rows,
    same: keys.length - rows.length,
    entered: movement(rows, 'entered', 'after'),
    left: movement(rows, 'left', 'before'),
  };
}

interface Known {
  readonly facts: ProjectFacts;
  readonly finding: Finding;
}

function byKey({ facts, findings }: ReviewSide): Map<string, Known> {
  const known = new Map<string, Known>();
  facts.forEach((project, index) => {
    const finding = findings[index];
    if (finding !== undefined) known.set(project.key, { facts: project, finding });
  });
  return known;
}

function movement(rows: readonly DifferentRow[], change: 'entered' | 'left', side: 'before' | 'after'): Movement {
  const moved = rows.filter((row) => row.change === change);
  return { projects: moved.length, undisbursedVnd: sumVnd(moved.map((row) => row[side]?.undisbursedVnd ?? 0n)) };
}

interface Context {
  readonly before: ReviewSide;
  readonly after: ReviewSide;
  readonly knownReports: ReadonlySet<string>;
  /** Vietnamese names of the settings in which the rules differ */
  readonly settings: readonly string[];
}

function rowOf(context: Context, before: Known | null, after: Known | null): DifferentRow | null {
  const [was, is] = [stateOf(before), stateOf(after)];
  const told = after ?? before;
  if (told === null || (was !== null && is !== null && isSameState(was, is))) return null;
  const { key, code, name, investor } = told.facts;
  const change = changeOf(was?.outcome ?? null, is?.outcome ?? null);
  return { key, code, name, investor, before: was, after: is, change, causes: causesOf(context, before, after) };
}

function stateOf(known: Known | null): RowState | null {
  if (known === null) return null;
  const { outcome, planVnd, disbursedVnd, undisbursedVnd, ratePercent } = known.finding;
  return { outcome, planVnd, disbursedVnd, undisbursedVnd, ratePercent };
}

function isSameState(a: RowState, b: RowState): boolean {
  return (
    a.outcome === b.outcome &&
    a.planVnd === b.planVnd &&
    a.disbursedVnd === b.disbursedVnd &&
    a.ratePercent === b.ratePercent
  );
}

function changeOf(was: Outcome | null, is: Outcome | null): DifferentRow['change'] {
  if ((was === 'candidate') === (is === 'candidate')) return 'other';
  return is === 'candidate' ? 'entered' : 'left';
}

function causesOf(context: Context, before: Known | null, after: Known | null): CauseOfDifference[] {
  if (before === null) return [{ code: 'projectAdded', text: 'dự án mới có trong sổ' }];
  if (after === null) return [{ code: 'projectWithdrawn', text: 'dự án không còn trong sổ' }];
  const causes = [
    ...ruleChange(context),
    ...scopeDeclaration(context, before, after),
    ...planChange(before, after),
    ...figureChange(context, before, after),
    ...descriptionChange(before.facts, after.facts),
  ];
  return causes.length > 0 ? causes : [{ code: 'averageMoved', text: 'mức bình quân chung của tỉnh thay đổi' }];
}

function ruleChange({ before, after, settings }: Context): CauseOfDifference[] {
  if (isSameSettings(before.rule, after.rule)) return [];
  return [{ code: 'ruleChange', text: `quy tắc thay đổi: ${settings.join(', ')}` }];
}

function scopeDeclaration({ before, after }: Context, was: Known, is: Known): CauseOfDifference[] {
  if (before.complete === after.complete) return [];
  if (was.finding.evidence.disbursement.length > 0 && is.finding.evidence.disbursement.length > 0) return [];
  const text = after.complete ? 'báo cáo được xác nhận đầy đủ' : 'báo cáo không còn được xác nhận đầy đủ';
  return [{ code: 'scopeDeclaration', text }];
}

function planChange(before: Known, after: Known): CauseOfDifference[] {
  const gained = only(after.facts.planEntries, before.facts.planEntries);
  const lost = only(before.facts.planEntries, after.facts.planEntries);
  if (gained.length === 0 && lost.length === 0) return [];
  const texts = [
    ...gained.map((entry) => `${describePlan(entry)} được ghi sổ`),
    ...lost.map((entry) => `${describePlan(entry)} bị rút khỏi sổ`),
  ];
  return [{ code: 'planChange', text: `kế hoạch thay đổi: ${texts.join('; ')}` }];
}

function describePlan({ amountVnd, source, effectiveOn, decision }: PlanEntry): string {
  const paper = decision === null ? '' : ` (${decision})`;
  return `${formatVnd(amountVnd)} đồng nguồn ${source} từ ngày ${toVietnameseDate(effectiveOn)}${paper}`;
}

/** A figure that came in a report of later is a late posting; one of a report that was in the books already found its project later. */
function figureChange(context: Context, before: Known, after: Known): CauseOfDifference[] {
  const { asOf } = context.after.rule;
  const upTo = ({ snapshots }: ProjectFacts): DisbursementSnapshot[] => snapshots.filter((item) => item.asOf <= asOf);
  const gained = only(upTo(after.facts), upTo(before.facts));
  const lost = only(upTo(before.facts), upTo(after.facts));
  const late = gained.filter(({ report }) => !context.knownReports.has(report));
  const matched = gained.filter(({ report }) => context.knownReports.has(report));
  return [
    ...figureCause('latePosting', 'số liệu ghi sổ sau', late),
    ...figureCause('match', 'dòng báo cáo được ghép với dự án', matched),
    ...figureCause('figureWithdrawn', 'số liệu bị rút khỏi sổ', lost),
  ];
}

function figureCause(code: Cause, text: string, snapshots: readonly DisbursementSnapshot[]): CauseOfDifference[] {
  if (snapshots.length === 0) return [];
  const figures = snapshots.map(
    ({ amountVnd, source, asOf, origin, ref }) =>
      `${formatVnd(amountVnd)} đồng nguồn ${source} đến ngày ${toVietnameseDate(asOf)} theo ${ORIGIN_NAMES[origin]} (${formatCellRef(ref)})`,
  );
  return [{ code, text: `${text}: ${figures.join('; ')}` }];
}

/** Items of one side that the other does not have; the cell and what it says tell them apart. */
function only<T extends PlanEntry | DisbursementSnapshot>(items: readonly T[], others: readonly T[]): T[] {
  const identity = ({ ref, source, planKind, amountVnd }: T): string =>
    JSON.stringify([formatCellRef(ref), source, planKind, String(amountVnd)]);
  const known = new Set(others.map(identity));
  return items.filter((item) => !known.has(identity(item)));
}

function descriptionChange(before: ProjectFacts, after: ProjectFacts): CauseOfDifference[] {
  const causes: CauseOfDifference[] = [];
  if (before.status !== after.status) {
    const text = `tính chất dự án từ “${statusName(before.status)}” thành “${statusName(after.status)}”`;
    causes.push({ code: 'statusChange', text });
  }
  const fields = [
    ['chủ đầu tư', before.investor, after.investor],
    ['địa điểm', before.location, after.location],
    ['ngành, lĩnh vực', before.sector, after.sector],
  ] as const;
  for (const [what, was, is] of fields) {
    if (was !== is) causes.push({ code: 'descriptionChange', text: `${what} từ “${was ?? '–'}” thành “${is ?? '–'}”` });
  }
  return causes;
}
