import type { EntityManager } from 'typeorm';
import type { LocalDate } from '../domain/local-date.js';
import type { DisbursementSnapshot, Obligation, PlanEntry, ProjectFacts } from '../domain/project-facts.js';
import { declaredZeros } from '../domain/report-scope.js';
import type { MatchedBy, Origin, PlanKind, PlanNature, ProjectStatus } from '../domain/words.js';
import { declaredReports } from './declared-reports.repository.js';
import { DESCRIBED, KNOWN, loosest } from './facts.repository.js';
import { knownFacts, knownLines } from './known-facts.js';
import { obligationsByProject } from './obligations.repository.js';
import { rowsOf } from './rows-of.js';

/** Which facts: of a plan year, as the books knew them at an instant. */
export interface ReviewQuestion {
  readonly planYear: number;
  readonly knownAt: Date;
  /** of all projects where no ids are given */
  readonly projectIds?: readonly string[];
}

/**
 * The facts of every project that a review as of a day can count, in order of code and name. Of the figures those of the latest
 * day of each series are loaded, and the earlier ones only where they tell of a source that the latest day does not: a report whose
 * sources are all told later never counts (`snapshotsAsOf`). A project of which only a later day tells keeps one figure of it, so
 * that the review can say so. Rows come as arrays: at 100.000 lines a third of the time of objects.
 */
export async function gatherFactsOn(
  manager: EntityManager,
  { planYear, knownAt, projectIds }: ReviewQuestion,
  asOf: LocalDate,
): Promise<ProjectFacts[]> {
  // A year of figures is grouped in memory; the default of a server would spill it to disk.
  await manager.query(`set local work_mem = '128MB'`);
  const ask = rowsOf(manager, [planYear, knownAt, projectIds ?? null]);
  const askOn = rowsOf(manager, [planYear, knownAt, projectIds ?? null, asOf]);
  const places = new Map(
    (await rowsOf(manager, [planYear, knownAt])<ImportRow>(IMPORTS)).map(([number, id, file]) => [
      number,
      { id, file },
    ]),
  );
  const facts = new Map((await ask<ProjectRow>(PROJECTS)).map((row) => [row[0], toProject(row)]));
  for (const row of await ask<PlanRow>(PLAN)) facts.get(row[0])?.planEntries.push(toPlanEntry(row, places));
  for (const row of await askOn<SnapshotRow>(SNAPSHOTS)) addSnapshot(facts, row, places);
  for (const [id, matchedBy] of await ask<MatchRow>(LOOSE_MATCHES)) addMatch(facts, id, matchedBy);
  const untold = [...facts.values()].filter(({ matchedBy }) => matchedBy === null).map(({ key }) => key);
  if (untold.length > 0) {
    const rest = rowsOf(manager, [planYear, knownAt, untold]);
    for (const row of await rest<SnapshotRow>(OTHER_DAYS)) addOtherDay(facts, row, places);
  }
  const obligations = await obligationsByProject(manager, { planYear, knownAt, asOf, projectIds });
  for (const [id, owed] of obligations) facts.get(id)?.obligations.push(...owed);
  for (const [id, cell] of await ask<[string, string]>(WARNINGS)) facts.get(id)?.openWarnings.push(cell);
  const declared = await declaredReports(manager, planYear, knownAt);
  if (declared.length > 0) {
    for (const project of facts.values()) project.snapshots.push(...declaredZeros(project, declared));
  }
  return [...facts.values()];
}

type Mutable = Omit<ProjectFacts, 'matchedBy' | 'planEntries' | 'snapshots' | 'obligations' | 'openWarnings'> & {
  matchedBy: MatchedBy | null;
  readonly planEntries: PlanEntry[];
  readonly snapshots: DisbursementSnapshot[];
  readonly obligations: Obligation[];
  readonly openWarnings: string[];
};

/** Ids wanted, as the parameter `$3`; null = every project. */
const wanted = (facts: string): string => `($3::uuid[] is null or ${facts}.project_id = any($3))`;

/** Imports of the year that are known, by the number of their commit: rows of facts name them by it. */
const IMPORTS = `
  select import.commit_seq, import.id, import.file from import where import.plan_year = $1 and ${KNOWN}`;
type ImportRow = [number: string, id: string, file: string];
type Places = ReadonlyMap<string, { readonly id: string; readonly file: string }>;

const PROJECTS = `
  select described.project_id, described.code, described.name, described.investor, described.location, described.sector,
         described.status, described.status_inferred
    from (${DESCRIBED}) described where ${wanted('described')} order by described.code nulls last, described.name, described.project_id`;
type ProjectRow = [
  id: string,
  code: string | null,
  name: string,
  investor: string | null,
  location: string | null,
  sector: string | null,
  status: ProjectStatus,
  statusInferred: boolean,
];

function toProject([key, code, name, investor, location, sector, status, statusInferred]: ProjectRow): Mutable {
  return {
    ...{ key, code, name, investor, location, sector, status, statusInferred, matchedBy: null },
    ...{ planEntries: [], snapshots: [], obligations: [], openWarnings: [] },
  };
}

const PLAN = `
  select entry.project_id, entry.source, entry.plan_kind, entry.amount_vnd, entry.effective_on, entry.nature, entry.decided_on,
         entry.decision, import.commit_seq, entry.sheet, entry.cell
    from ${knownFacts('capital_plan_entry')} entry join import on import.id = entry.import_id
   where entry.plan_year = $1 and ${KNOWN} and ${wanted('entry')}
   order by entry.seq`;
type PlanRow = [
  projectId: string,
  source: string,
  planKind: PlanKind,
  amountVnd: string,
  effectiveOn: string,
  nature: PlanNature,
  decidedOn: string | null,
  decision: string | null,
  commit: string,
  sheet: string,
  cell: string,
];

function toPlanEntry(row: PlanRow, places: Places): PlanEntry {
  const [, source, planKind, amountVnd, effectiveOn, nature, decidedOn, decision, commit, sheet, cell] = row;
  const ref = { file: places.get(commit)?.file ?? '', sheet, cell };
  return { source, planKind, amountVnd: BigInt(amountVnd), effectiveOn, nature, decidedOn, decision, ref };
}

const MATCHED_BY = `case when snapshot.moved then 'alias' else snapshot.matched_by end`;
const SERIES = 'snapshot.project_id, snapshot.plan_kind, snapshot.origin';
const SNAPSHOTS = `
  with known as not materialized (
    select snapshot.project_id, snapshot.source, snapshot.plan_kind, snapshot.as_of, snapshot.origin, snapshot.amount_vnd,
           snapshot.advance_vnd, snapshot.completed_volume_vnd, import.commit_seq, snapshot.sheet, snapshot.cell, snapshot.seq,
           ${MATCHED_BY} as matched_by
      from ${knownFacts('disbursement_snapshot')} snapshot join import on import.id = snapshot.import_id
     where snapshot.plan_year = $1 and ${KNOWN} and snapshot.as_of <= $4 and ${wanted('snapshot')}
  ), source as (
    select ${SERIES}, snapshot.source, max(snapshot.as_of) as latest from known snapshot
     group by ${SERIES}, snapshot.source
  ), series as (
    select ${SERIES}, max(snapshot.latest) as latest, min(snapshot.latest) = max(snapshot.latest) as settled from source snapshot
     group by ${SERIES}
  )
  select snapshot.project_id, snapshot.source, snapshot.plan_kind, snapshot.as_of, snapshot.origin, snapshot.amount_vnd,
         snapshot.advance_vnd, snapshot.completed_volume_vnd, snapshot.commit_seq, snapshot.sheet, snapshot.cell, snapshot.matched_by
    from known snapshot join series using (project_id, plan_kind, origin)
   where snapshot.as_of = series.latest or not series.settled
   order by snapshot.seq`;
type SnapshotRow = [
  projectId: string,
  source: string,
  planKind: PlanKind,
  asOf: string,
  origin: Origin,
  amountVnd: string,
  advanceVnd: string | null,
  completedVolumeVnd: string | null,
  commit: string,
  sheet: string,
  cell: string,
  matchedBy: MatchedBy | null,
];

/** One figure of each way in which projects were found, of whatever day, for projects of which none of the day tells a way. */
const OTHER_DAYS = `
  select distinct on (snapshot.project_id, ${MATCHED_BY}) snapshot.project_id, snapshot.source, snapshot.plan_kind, snapshot.as_of,
         snapshot.origin, snapshot.amount_vnd, snapshot.advance_vnd, snapshot.completed_volume_vnd, import.commit_seq,
         snapshot.sheet, snapshot.cell, ${MATCHED_BY}
    from ${knownFacts('disbursement_snapshot')} snapshot join import on import.id = snapshot.import_id
   where snapshot.plan_year = $1 and ${KNOWN} and snapshot.project_id = any($3)
   order by snapshot.project_id, ${MATCHED_BY}, snapshot.as_of desc`;

/** Projects that some figure of whatever day found otherwise than by their code. */
const LOOSE_MATCHES = `
  select distinct snapshot.project_id, ${MATCHED_BY}
    from ${knownFacts('disbursement_snapshot')} snapshot join import on import.id = snapshot.import_id
   where snapshot.plan_year = $1 and ${KNOWN} and ${wanted('snapshot')} and (snapshot.moved or snapshot.matched_by in ('alias', 'name'))`;
type MatchRow = [projectId: string, matchedBy: MatchedBy];

function addSnapshot(facts: ReadonlyMap<string, Mutable>, row: SnapshotRow, places: Places): void {
  facts.get(row[0])?.snapshots.push(toSnapshot(row, places));
  addMatch(facts, row[0], row[11]);
}

function addMatch(facts: ReadonlyMap<string, Mutable>, id: string, matchedBy: MatchedBy | null): void {
  const project = facts.get(id);
  if (project !== undefined && matchedBy !== project.matchedBy) {
    project.matchedBy = loosest([project.matchedBy, matchedBy]);
  }
}

function addOtherDay(facts: ReadonlyMap<string, Mutable>, row: SnapshotRow, places: Places): void {
  addMatch(facts, row[0], row[11]);
  const project = facts.get(row[0]);
  if (project?.snapshots.length === 0) project.snapshots.push(toSnapshot(row, places));
}

function toSnapshot(row: SnapshotRow, places: Places): DisbursementSnapshot {
  const [, source, planKind, asOf, origin, amountVnd, advanceVnd, completedVolumeVnd, commit, sheet, cell] = row;
  const place = places.get(commit);
  return {
    ...{ report: place?.id ?? '', reportOrder: Number(commit), source, planKind, asOf, origin },
    amountVnd: BigInt(amountVnd),
    advanceVnd: advanceVnd === null ? null : BigInt(advanceVnd),
    completedVolumeVnd: completedVolumeVnd === null ? null : BigInt(completedVolumeVnd),
    ref: { file: place?.file ?? '', sheet, cell },
  };
}

/**
 * Open warnings about rows that tell of a project's plan or figures. A warning is settled once a person has given the reason why the
 * figures of its group stand all the same (`imports/warnings`).
 */
const WARNINGS = `
  select distinct line.effective_id, import.file || '!' || issue.sheet || '!' || coalesce(issue.cell, issue.row_number::text)
    from import_issue issue join import on import.id = issue.import_id
    join ${knownLines('$2')} line on line.import_id = issue.import_id and line.sheet = issue.sheet
                                 and line.row_number = issue.row_number
   where import.plan_year = $1 and ${KNOWN} and issue.severity = 'warning' and line.has_facts
     and not exists (select 1 from import_decision decision
                      where decision.import_id = issue.import_id and decision.kind = 'warnings'
                        and decision.value ->> 'code' = issue.code and decision.recorded_at <= $2)
     and ($3::uuid[] is null or line.effective_id = any($3))`;
