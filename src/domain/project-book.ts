import { statesPlanInFull } from './capital-plan.js';
import { groupBy } from './group-by.js';
import type { Issue } from './issue.js';
import { statusFrom, type StatusReading } from './project-status.js';
import { matchProjects, type KnownProject, type Match, type MatchedBy } from './matching.js';
import { sumVnd } from './money.js';
import {
  assignedTwice,
  codeOnTwoNames,
  nameDifferences,
  reportedOnTwoSheets,
  statusConflict,
} from './project-book-issues.js';
import type { CellRef, DisbursementSnapshot, PlanEntry, ProjectFacts } from './project-facts.js';
import type { ReportedDisbursement, ReportedPlanEntry, ReportedProject } from './reported-facts.js';
import { identityOf, onlyInvestors } from './uncoded-identity.js';
import { nameKey } from './vietnamese-text.js';

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
  readonly assignments: ReportedPlanEntry[];
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
  addPlanEntries(drafts, planEntries);
  for (const { code, names, assignments } of drafts.values()) {
    issues.push(...codeOnTwoNames(code, names), ...assignedTwice(assignments));
  }
  const unmatched = addDisbursements(drafts, disbursements, issues);
  const projects = [...drafts.values()].map((draft) => toFacts(draft, planYear, issues));
  return { projects, unmatched, issues };
}

/** The issues of plan files by themselves. A project of one entry gives none, so that a long list of single rows costs little. */
export function planIssues(entries: readonly ReportedPlanEntry[], planYear: number): readonly Issue[] {
  if (entries.some(({ project }) => project.code === null)) return bringTogether(entries, [], planYear).issues;
  const seen = new Set<string | null>();
  const repeated = new Set<string | null>();
  for (const { project } of entries) (seen.has(project.code) ? repeated : seen).add(project.code);
  return bringTogether(
    entries.filter(({ project }) => repeated.has(project.code)),
    [],
    planYear,
  ).issues;
}

/**
 * Rows with a code make projects first, so that rows without one can find the project that another sheet gives a code; then come
 * adjustments without a code, which find whatever the plan files assign.
 */
function addPlanEntries(drafts: Map<string, Draft>, entries: readonly ReportedPlanEntry[]): void {
  const assigned = entries.filter(statesPlanInFull);
  const adjusted = entries.filter((entry) => !statesPlanInFull(entry));
  for (const entry of [...assigned, ...adjusted]) {
    if (entry.project.code !== null) addPlanEntry(draftOf(drafts, entry.project), entry);
  }
  for (const side of [assigned, adjusted])
    addUncoded(
      drafts,
      side.filter((entry) => entry.project.code === null),
    );
}

function addUncoded(drafts: Map<string, Draft>, entries: readonly ReportedPlanEntry[]): void {
  const matches = matchByFile(drafts, entries);
  const alone = entries.filter((entry) => (matches.get(entry)?.key ?? null) === null);
  const investors = onlyInvestors(alone.map((entry) => entry.project));
  for (const entry of entries) {
    const key = matches.get(entry)?.key ?? null;
    const investor = entry.project.investor ?? investors.get(nameKey(entry.project.name)) ?? null;
    const draft = (key === null ? undefined : drafts.get(key)) ?? draftOf(drafts, { ...entry.project, investor });
    addPlanEntry(draft, entry);
  }
}

/** Each file is one side of the matching: that two reports both mention a project does not make its name ambiguous. */
function matchByFile<T extends { readonly project: ReportedProject; readonly ref: CellRef }>(
  drafts: ReadonlyMap<string, Draft>,
  items: readonly T[],
): Map<T, Match> {
  const known = knownProjects(drafts);
  const matches = new Map<T, Match>();
  for (const rows of groupBy(items, (item) => item.ref.file).values()) {
    const found = matchProjects(
      known,
      rows.map((item) => item.project),
    );
    rows.forEach((item, index) => {
      const match = found[index];
      if (match !== undefined) matches.set(item, match);
    });
  }
  return matches;
}

function addPlanEntry(draft: Draft, entry: ReportedPlanEntry): void {
  draft.names.push(entry.project);
  if (statesPlanInFull(entry)) draft.assignments.push(entry);
  draft.planEntries.push({
    source: entry.source,
    planKind: entry.planKind,
    amountVnd: entry.amountVnd,
    effectiveOn: entry.effectiveOn,
    nature: entry.nature,
    decidedOn: entry.decidedOn,
    decision: entry.decision,
    ref: entry.ref,
  });
}

function identityKey(project: ReportedProject): string {
  return project.code ?? identityOf(project);
}

function draftOf(drafts: Map<string, Draft>, project: ReportedProject): Draft {
  const key = identityKey(project);
  const known = drafts.get(key);
  if (known !== undefined) return known;
  const { code } = project;
  const draft: Draft = { key, code, names: [], planEntries: [], assignments: [], snapshots: [], matchedBy: null };
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
  const matches = matchByFile(drafts, disbursements);
  const differences = nameDifferences();
  const lost: { item: ReportedDisbursement; match: Match | undefined }[] = [];
  const found = new Map<ReportedDisbursement, Draft>();
  for (const item of disbursements) {
    const match = matches.get(item);
    const planned = drafts.get(match?.key ?? '');
    // A coded row that the plan does not know is a project without a plan, not an unknown one.
    if (planned === undefined) lost.push({ item, match });
    const draft = planned ?? (item.project.code === null ? undefined : draftOf(drafts, item.project));
    if (draft === undefined) continue;
    const first = draft.names[0];
    if (planned !== undefined && match !== undefined) {
      draft.matchedBy = looser(draft.matchedBy, match.matchedBy);
      if (match.matchedBy === 'code' && first !== undefined) issues.push(...differences(first, item.project));
    }
    found.set(item, draft);
    draft.names.push(item.project);
    draft.snapshots.push(toSnapshot(item, order.get(item.ref.file) ?? 0));
  }
  issues.push(...reportedOnTwoSheets([...found.keys()], (item) => found.get(item)?.key ?? ''));
  return unmatchedReports(lost);
}

function toSnapshot(
  { project: _project, acceptedUnpaidVnd: _accepted, ...figure }: ReportedDisbursement,
  reportOrder: number,
): DisbursementSnapshot {
  return { report: figure.ref.file, reportOrder, ...figure };
}

/** One a project and report: the cumulative figures of two reports are not added. */
function unmatchedReports(
  lost: readonly { readonly item: ReportedDisbursement; readonly match: Match | undefined }[],
): UnmatchedReport[] {
  return [...groupBy(lost, ({ item }) => `${identityKey(item.project)}|${item.ref.file}`).values()].flatMap((group) => {
    const first = group[0];
    if (first === undefined) return [];
    return {
      project: first.item.project,
      amountVnd: sumVnd(group.map(({ item }) => item.amountVnd)),
      candidates: first.match?.candidates ?? [],
      refs: group.map(({ item }) => item.ref),
    };
  });
}

const LOOSENESS: readonly (MatchedBy | null)[] = [null, 'code', 'alias', 'name'];

function looser(a: MatchedBy | null, b: MatchedBy | null): MatchedBy | null {
  return LOOSENESS.indexOf(a) >= LOOSENESS.indexOf(b) ? a : b;
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

function statusOf(draft: Draft, planYear: number, issues: Issue[]): StatusReading {
  const told = [...new Set(draft.names.map((project) => project.status))].filter((status) => status !== 'unclassified');
  const [first, second] = told.map((status) => draft.names.find((project) => project.status === status));
  if (first !== undefined && second !== undefined) issues.push(statusConflict(first, second));
  return statusFrom(
    told,
    draft.names.map((project) => project.startYear),
    planYear,
  );
}

function firstKnown<T>(values: readonly (T | null)[]): T | null {
  return values.find((value) => value !== null) ?? null;
}
