import { groupBy } from './group-by.js';
import type { Issue } from './issue.js';
import { matchProjects, type KnownProject, type Match, type MatchedBy } from './matching.js';
import type { CellRef, DisbursementSnapshot, PlanEntry, ProjectFacts } from './project-facts.js';
import type { ReportedDisbursement, ReportedPlanEntry, ReportedProject } from './reported-facts.js';
import { fold, nameKey } from './vietnamese-text.js';
import type { ProjectStatus } from './words.js';

/** A report line that found no project of the plan: kept visible with its money (contract: `unmatched`). */
export interface UnmatchedReport {
  readonly project: ReportedProject;
  readonly amountVnd: bigint;
  readonly candidates: Match['candidates'];
  readonly refs: readonly CellRef[];
}

export interface ProjectBook {
  readonly projects: readonly ProjectFacts[];
  readonly unmatched: readonly UnmatchedReport[];
  readonly issues: readonly Issue[];
}

interface Draft {
  readonly key: string;
  readonly code: string | null;
  readonly names: ReportedProject[];
  readonly planEntries: PlanEntry[];
  readonly snapshots: DisbursementSnapshot[];
  matchedBy: MatchedBy | null;
}

/**
 * Brings plan files and reports together into the facts of each project: assignments make the projects, adjustments change
 * them, reports find them by code or by name (`matching`). The result does not depend on the order of the files but for
 * reports of one day, where the later one counts. Money is never dropped: what finds no project is `unmatched`.
 */
export function bringTogether(
  planEntries: readonly ReportedPlanEntry[],
  disbursements: readonly ReportedDisbursement[],
  planYear: number,
): ProjectBook {
  const issues: Issue[] = [];
  const drafts = new Map<string, Draft>();
  const ordered = [...planEntries].sort((a, b) => natureOrder(a) - natureOrder(b) || codeOrder(a.project, b.project));
  addPlanEntries(drafts, ordered);
  issues.push(...codesOnTwoNames(drafts), ...assignedTwice(planEntries));
  const unmatched = addDisbursements(drafts, disbursements, issues);
  const projects = [...drafts.values()].map((draft) => toFacts(draft, planYear, issues));
  return { projects, unmatched, issues };
}

function natureOrder(entry: ReportedPlanEntry): number {
  return entry.nature === 'assignment' ? 0 : 1;
}

/** Coded rows first, so that a row without a code can find the project that another sheet gives a code. */
function codeOrder(a: ReportedProject, b: ReportedProject): number {
  return (a.code === null ? 1 : 0) - (b.code === null ? 1 : 0);
}

function addPlanEntries(drafts: Map<string, Draft>, entries: readonly ReportedPlanEntry[]): void {
  const coded = entries.filter((entry) => entry.project.code !== null);
  for (const entry of coded) addPlanEntry(draftOf(drafts, entry.project), entry);
  const uncoded = entries.filter((entry) => entry.project.code === null);
  const matches = matchProjects(
    knownProjects(drafts),
    uncoded.map((entry) => entry.project),
  );
  uncoded.forEach((entry, index) => {
    const key = matches[index]?.key ?? null;
    const draft = (key === null ? undefined : drafts.get(key)) ?? draftOf(drafts, entry.project);
    addPlanEntry(draft, entry);
  });
}

function addPlanEntry(draft: Draft, entry: ReportedPlanEntry): void {
  draft.names.push(entry.project);
  draft.planEntries.push({
    source: entry.source,
    planKind: entry.planKind,
    amountVnd: entry.amountVnd,
    effectiveOn: entry.effectiveOn,
    decision: entry.decision,
    ref: entry.ref,
  });
}

function identityKey(project: ReportedProject): string {
  if (project.code !== null) return project.code;
  return `${nameKey(project.name)}|${project.investor === null ? '' : nameKey(project.investor)}`;
}

function draftOf(drafts: Map<string, Draft>, project: ReportedProject): Draft {
  const key = identityKey(project);
  const known = drafts.get(key);
  if (known !== undefined) return known;
  const draft: Draft = { key, code: project.code, names: [], planEntries: [], snapshots: [], matchedBy: null };
  drafts.set(key, draft);
  return draft;
}

function knownProjects(drafts: ReadonlyMap<string, Draft>): KnownProject[] {
  return [...drafts.values()].map((draft) => ({
    key: draft.key,
    code: draft.code,
    aliasCodes: [],
    name: draft.names[0]?.name ?? '',
    aliasNames: [],
    investor: firstKnown(draft.names.map((project) => project.investor)),
  }));
}

function addDisbursements(
  drafts: Map<string, Draft>,
  disbursements: readonly ReportedDisbursement[],
  issues: Issue[],
): UnmatchedReport[] {
  const order = new Map([...new Set(disbursements.map((item) => item.ref.file))].map((file, index) => [file, index]));
  const known = knownProjects(drafts);
  const reported = disbursements.map((item) => item.project);
  const matches = matchProjects(known, reported);
  const lost: { item: ReportedDisbursement; match: Match }[] = [];
  disbursements.forEach((item, index) => {
    const match = matches[index] ?? { key: null, matchedBy: null, candidates: [] };
    const found = match.key === null ? undefined : drafts.get(match.key);
    // A coded row that the plan does not know is a project without a plan, not an unknown one.
    if (found === undefined) lost.push({ item, match });
    const draft = found ?? (item.project.code === null ? undefined : draftOf(drafts, item.project));
    if (draft === undefined) return;
    if (found !== undefined) {
      draft.matchedBy = looser(draft.matchedBy, match.matchedBy);
      if (match.matchedBy === 'code') issues.push(...nameDiffers(draft, item.project, issues));
    }
    draft.names.push(item.project);
    draft.snapshots.push({
      report: item.ref.file,
      reportOrder: order.get(item.ref.file) ?? 0,
      source: item.source,
      planKind: item.planKind,
      asOf: item.asOf,
      origin: item.origin,
      amountVnd: item.amountVnd,
      advanceVnd: item.advanceVnd,
      completedVolumeVnd: item.completedVolumeVnd,
      ref: item.ref,
    });
  });
  return [...groupBy(lost, ({ item }) => `${identityKey(item.project)}|${item.ref.file}`).values()].flatMap((group) => {
    const first = group[0];
    if (first === undefined) return [];
    return {
      project: first.item.project,
      amountVnd: group.reduce((sum, { item }) => sum + item.amountVnd, 0n),
      candidates: first.match.candidates,
      refs: group.map(({ item }) => item.ref),
    };
  });
}

const LOOSENESS: readonly (MatchedBy | null)[] = [null, 'code', 'alias', 'name'];

function looser(a: MatchedBy | null, b: MatchedBy | null): MatchedBy | null {
  return LOOSENESS.indexOf(a) >= LOOSENESS.indexOf(b) ? a : b;
}

/** A code found, but under another name: a warning. Treasury exports cut names off, so a beginning of at least 20 letters is no difference. */
function nameDiffers(draft: Draft, reported: ReportedProject, said: readonly Issue[]): Issue[] {
  const planned = draft.names[0];
  if (planned === undefined || isSameName(planned.name, reported.name)) return [];
  const code = 'project.nameDiffers';
  if (said.some((issue) => issue.code === code && issue.value === reported.name)) return [];
  return [
    cellIssue(
      reported.ref,
      code,
      'warning',
      reported.name,
      `Mã dự án ${draft.code ?? ''} ở báo cáo có tên "${reported.name}", khác tên trong kế hoạch vốn "${planned.name}" (ô ${planned.ref.cell}, trang tính "${planned.ref.sheet}"). Kiểm tra lại mã hoặc tên dự án.`,
    ),
  ];
}

const MIN_TRUNCATED_NAME = 20;

function isSameName(a: string, b: string): boolean {
  const [left, right] = [fold(nameKey(a)), fold(nameKey(b))];
  if (left === right) return true;
  const [short, long] = left.length < right.length ? [left, right] : [right, left];
  return short.length >= MIN_TRUNCATED_NAME && long.startsWith(short);
}

/** One code on two names across plan sheets and files is an error (contract); which of both is right only a person knows. */
function codesOnTwoNames(drafts: ReadonlyMap<string, Draft>): Issue[] {
  const issues: Issue[] = [];
  for (const draft of drafts.values()) {
    const first = draft.names[0];
    if (draft.code === null || first === undefined) continue;
    const other = draft.names.find((project) => !isSameName(first.name, project.name));
    if (other === undefined) continue;
    issues.push(
      cellIssue(
        other.ref,
        'project.codeOnTwoNames',
        'error',
        draft.code,
        `Mã dự án ${draft.code} đứng ở hai tên khác nhau: "${first.name}" (tệp ${first.ref.file}, trang tính "${first.ref.sheet}", ô ${first.ref.cell}) và "${other.name}" (trang tính "${other.ref.sheet}", ô ${other.ref.cell}). Sửa mã của một trong hai dự án rồi nạp lại.`,
      ),
    );
  }
  return issues;
}

/** The plan of one project and source assigned in two files would double the plan. */
function assignedTwice(entries: readonly ReportedPlanEntry[]): Issue[] {
  const assignments = entries.filter((entry) => entry.nature === 'assignment' && entry.planKind === 'current');
  const issues: Issue[] = [];
  for (const group of groupBy(assignments, (entry) => `${identityKey(entry.project)}|${entry.source}`).values()) {
    const first = group[0];
    const other = group.find((entry) => entry.ref.file !== first?.ref.file);
    if (first === undefined || other === undefined) continue;
    issues.push(
      cellIssue(
        other.ref,
        'plan.assignedTwice',
        'error',
        other.project.code,
        `Kế hoạch vốn của dự án "${other.project.name}", nguồn ${other.source}, đã được giao ở tệp ${first.ref.file} (trang tính "${first.ref.sheet}", ô ${first.ref.cell}); nạp thêm tệp này sẽ tính hai lần. Bỏ bớt một tệp, hoặc dùng phụ lục điều chỉnh.`,
      ),
    );
  }
  return issues;
}

function toFacts(draft: Draft, planYear: number, issues: Issue[]): ProjectFacts {
  const { status, inferred } = statusOf(draft, planYear, issues);
  return {
    key: draft.key,
    code: draft.code,
    name: draft.names[0]?.name ?? '',
    investor: firstKnown(draft.names.map((project) => project.investor)),
    location: firstKnown(draft.names.map((project) => project.location)),
    sector: firstKnown(draft.names.map((project) => project.sector)),
    status,
    statusInferred: inferred,
    matchedBy: draft.matchedBy,
    planEntries: draft.planEntries,
    snapshots: draft.snapshots,
  };
}

function statusOf(draft: Draft, planYear: number, issues: Issue[]): { status: ProjectStatus; inferred: boolean } {
  const told = [...new Set(draft.names.map((project) => project.status).filter((status) => status !== 'unclassified'))];
  if (told[0] !== undefined && told.length === 1) return { status: told[0], inferred: false };
  if (told.length > 1) {
    const [first, second] = [told[0], told[1]].map((status) =>
      draft.names.find((project) => project.status === status),
    );
    if (first !== undefined && second !== undefined) issues.push(statusConflict(first, second));
    return { status: 'unclassified', inferred: false };
  }
  return inferStatus(
    draft.names.map((project) => project.startYear),
    planYear,
  );
}

/** Contract: "a start year before the plan year may classify it as continuing, marked as inferred". */
export function inferStatus(
  startYears: readonly (number | null)[],
  planYear: number,
): { status: ProjectStatus; inferred: boolean } {
  const years = startYears.filter((year) => year !== null);
  const continuing = years.length > 0 && years.every((year) => year < planYear);
  return continuing ? { status: 'continuing', inferred: true } : { status: 'unclassified', inferred: false };
}

function statusConflict(first: ReportedProject, second: ReportedProject): Issue {
  return cellIssue(
    second.ref,
    'project.statusConflict',
    'warning',
    second.name,
    `Dự án "${second.name}" đứng ở hai nhóm tính chất khác nhau (trang tính "${first.ref.sheet}", ô ${first.ref.cell} và trang tính "${second.ref.sheet}", ô ${second.ref.cell}) nên để "chưa phân loại". Xác định lại tính chất dự án.`,
  );
}

function firstKnown<T>(values: readonly (T | null)[]): T | null {
  return values.find((value) => value !== null) ?? null;
}

function cellIssue(
  ref: CellRef,
  code: string,
  severity: Issue['severity'],
  value: string | null,
  message: string,
): Issue {
  const [, column = null, row = null] = /^([A-Z]+)(\d+)$/.exec(ref.cell) ?? [];
  return { ...ref, row: row === null ? null : Number(row), column, code, severity, value, message };
}
