import type { EntityManager } from 'typeorm';
import type { MatchedBy } from '../domain/matching.js';
import type { CellRef, DisbursementSnapshot, PlanEntry, ProjectFacts } from '../domain/project-facts.js';
import type { Origin, PlanKind, PlanNature } from '../domain/words.js';
import { declaredZeros } from '../domain/report-scope.js';
import { declaredReports } from './declared-reports.repository.js';
import { knownFacts } from './known-facts.js';
import type { ProjectIdentity } from './projects.types.js';

/** Which facts: of a plan year, as the books knew them at an instant; of all projects where no ids are given. */
export interface FactsQuestion {
  readonly planYear: number;
  readonly knownAt: Date;
  readonly projectIds?: readonly string[];
}

/** An import's facts count from its commit until its reversal, whichever the instant has reached. `$2` is the instant. */
export const KNOWN = `import.committed_at <= $2 and (import.reversed_at is null or import.reversed_at > $2)`;

/**
 * The description of each project of a plan year as known at an instant (`$1` year, `$2` instant), withdrawn ones left out.
 * A table expression to be joined.
 */
export const DESCRIBED = `
  select * from (
    select distinct on (version.project_id) version.*,
           case when project.coded_at is null or project.coded_at <= $2 then project.code end as code, investor.name as investor
      from project_version version
      join project on project.id = version.project_id
      left join investor on investor.id = version.investor_id
     where version.plan_year = $1 and version.recorded_at <= $2
     order by version.project_id, version.seq desc
  ) latest where not withdrawn`;

/** Columns of a described project, as `ProjectIdentity` names them. */
export const IDENTITY_COLUMNS = `described.project_id as id, described.code, described.name, described.investor,
  described.location, described.sector, described.status, described.status_inferred as "statusInferred",
  described.start_year as "startYear"`;

/** Facts with the start year, which a review does not need and a page does. */
export interface KnownFacts extends ProjectFacts {
  readonly startYear: number | null;
}

/** All facts of each project, in order of code and name, with the zeros that complete reports state. Four queries, whatever the number of projects. */
export async function gatherFacts(manager: EntityManager, question: FactsQuestion): Promise<KnownFacts[]> {
  const projects = await describedProjects(manager, question);
  const plan = await planEntriesByProject(manager, question);
  const snapshots = await snapshotsByProject(manager, question);
  const declared = await declaredReports(manager, question.planYear, question.knownAt);
  return projects.map(({ id, ...identity }) => {
    const reported = snapshots.get(id) ?? [];
    const facts = {
      key: id,
      ...identity,
      matchedBy: loosest(reported.map((item) => item.matchedBy)),
      planEntries: plan.get(id) ?? [],
      snapshots: reported.map((item) => item.snapshot),
    };
    if (declared.length === 0) return facts;
    return { ...facts, snapshots: [...facts.snapshots, ...declaredZeros(facts, declared)] };
  });
}

/** Ids wanted, as the parameter `$3`; null = every project. */
function parametersOf({ planYear, knownAt, projectIds }: FactsQuestion): unknown[] {
  return [planYear, knownAt, projectIds ?? null];
}

async function describedProjects(manager: EntityManager, question: FactsQuestion): Promise<ProjectIdentity[]> {
  return manager.query<ProjectIdentity[]>(
    `select ${IDENTITY_COLUMNS} from (${DESCRIBED}) described
      where $3::uuid[] is null or described.project_id = any($3)
      order by described.code nulls last, described.name, described.project_id`,
    parametersOf(question),
  );
}

interface PlanRow {
  readonly projectId: string;
  readonly source: string;
  readonly planKind: PlanKind;
  readonly amountVnd: string;
  readonly effectiveOn: string;
  readonly nature: PlanNature;
  readonly decidedOn: string | null;
  readonly decision: string | null;
  readonly file: string;
  readonly sheet: string;
  readonly cell: string;
}

async function planEntriesByProject(
  manager: EntityManager,
  question: FactsQuestion,
): Promise<Map<string, PlanEntry[]>> {
  const rows = await manager.query<PlanRow[]>(
    `select entry.project_id as "projectId", entry.source, entry.plan_kind as "planKind", entry.amount_vnd as "amountVnd",
            entry.effective_on as "effectiveOn", entry.nature, entry.decided_on as "decidedOn", entry.decision, import.file, entry.sheet, entry.cell
       from ${knownFacts('capital_plan_entry')} entry join import on import.id = entry.import_id
      where entry.plan_year = $1 and ${KNOWN} and ($3::uuid[] is null or entry.project_id = any($3))
      order by entry.seq`,
    parametersOf(question),
  );
  const byProject = new Map<string, PlanEntry[]>();
  for (const { projectId, amountVnd, file, sheet, cell, ...entry } of rows) {
    add(byProject, projectId, { ...entry, amountVnd: BigInt(amountVnd), ref: { file, sheet, cell } });
  }
  return byProject;
}

interface SnapshotRow extends CellRef {
  readonly projectId: string;
  readonly report: string;
  readonly reportOrder: string;
  readonly source: string;
  readonly planKind: PlanKind;
  readonly asOf: string;
  readonly origin: Origin;
  readonly amountVnd: string;
  readonly advanceVnd: string | null;
  readonly completedVolumeVnd: string | null;
  readonly matchedBy: MatchedBy | null;
}

interface MatchedSnapshot {
  readonly snapshot: DisbursementSnapshot;
  readonly matchedBy: MatchedBy | null;
}

async function snapshotsByProject(
  manager: EntityManager,
  question: FactsQuestion,
): Promise<Map<string, MatchedSnapshot[]>> {
  const rows = await manager.query<SnapshotRow[]>(
    `select snapshot.project_id as "projectId", import.id as report, import.commit_seq as "reportOrder", snapshot.source,
            snapshot.plan_kind as "planKind", snapshot.as_of as "asOf", snapshot.origin, snapshot.amount_vnd as "amountVnd",
            snapshot.advance_vnd as "advanceVnd", snapshot.completed_volume_vnd as "completedVolumeVnd",
            case when snapshot.moved then 'alias' else snapshot.matched_by end as "matchedBy", import.file, snapshot.sheet, snapshot.cell
       from ${knownFacts('disbursement_snapshot')} snapshot join import on import.id = snapshot.import_id
      where snapshot.plan_year = $1 and ${KNOWN} and ($3::uuid[] is null or snapshot.project_id = any($3))
      order by snapshot.seq`,
    parametersOf(question),
  );
  const byProject = new Map<string, MatchedSnapshot[]>();
  for (const { projectId, matchedBy, file, sheet, cell, ...row } of rows) {
    const snapshot = {
      ...row,
      reportOrder: Number(row.reportOrder),
      amountVnd: BigInt(row.amountVnd),
      advanceVnd: orNull(row.advanceVnd),
      completedVolumeVnd: orNull(row.completedVolumeVnd),
      ref: { file, sheet, cell },
    };
    add(byProject, projectId, { snapshot, matchedBy });
  }
  return byProject;
}

function orNull(amount: string | null): bigint | null {
  return amount === null ? null : BigInt(amount);
}

function add<T>(groups: Map<string, T[]>, key: string, item: T): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [item]);
  else group.push(item);
}

const LOOSENESS: readonly (MatchedBy | null)[] = [null, 'code', 'alias', 'name'];

export function loosest(ways: readonly (MatchedBy | null)[]): MatchedBy | null {
  return ways.reduce((a, b) => (LOOSENESS.indexOf(b) > LOOSENESS.indexOf(a) ? b : a), null);
}
