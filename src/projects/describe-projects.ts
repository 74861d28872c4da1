import type { EntityManager } from 'typeorm';
import { statusFrom } from '../domain/project-status.js';
import { cleanText, fold, nameKey } from '../domain/vietnamese-text.js';
import type { ProjectStatus } from '../domain/words.js';
import { copyInto } from '../database/copy.js';
import { investorIds } from '../investors/investors.repository.js';
import { knownLines, LATEST } from './known-facts.js';

/** What made the description change (an import, or a decision of the matching desk), and since when. */
export interface DescriptionCause {
  readonly planYear: number;
  readonly importId?: string;
  readonly decisionId?: string;
  readonly recordedAt: Date;
}

interface Description {
  readonly name: string;
  readonly investor: string | null;
  readonly location: string | null;
  readonly sector: string | null;
  readonly status: ProjectStatus;
  readonly statusInferred: boolean;
  readonly startYear: number | null;
  readonly withdrawn: boolean;
}

/**
 * Writes a new version of every project whose description changes with what is now committed and decided. Plans tell first, then
 * adjustments, then reports; within each the earlier commit. Of merged records the one that stays tells first. A project of which
 * nothing committed tells any more keeps its last description, marked as withdrawn.
 */
export async function describeProjects(
  manager: EntityManager,
  projectIds: readonly string[],
  cause: DescriptionCause,
): Promise<void> {
  const told = await toldDescriptions(manager, projectIds, cause.planYear);
  const latest = await latestDescriptions(manager, projectIds, cause.planYear);
  const changed: [string, Description][] = [];
  for (const id of projectIds) {
    const before = latest.get(id) ?? null;
    const now = told.get(id) ?? (before === null ? null : { ...before, withdrawn: true });
    if (now !== null && !isSame(before, now)) changed.push([id, now]);
  }
  await writeVersions(manager, changed, cause);
}

interface ToldRow {
  readonly projectId: string;
  readonly name: string;
  readonly investor: string | null;
  readonly location: string | null;
  readonly sector: string | null;
  readonly statuses: ProjectStatus[] | null;
  readonly startYears: number[] | null;
}

async function toldDescriptions(
  manager: EntityManager,
  projectIds: readonly string[],
  planYear: number,
): Promise<Map<string, Description>> {
  const rows = await manager.query<ToldRow[]>(
    `with told as (
       select line.*, line.effective_id <> line.member_id as merged, row_number() over (
                order by line.effective_id <> line.member_id,
                         array_position(array['capitalPlan', 'adjustment', 'disbursement', 'demand'], import.kind),
                         import.commit_seq, line.ordinal) as place
         from ${knownLines(LATEST)} line join import on import.id = line.import_id
        where line.effective_id = any($1) and line.has_facts and import.state = 'committed' and import.plan_year = $2
     )
     select effective_id as "projectId",
            (array_agg(name order by place))[1] as name,
            (array_agg(investor order by place) filter (where investor is not null))[1] as investor,
            (array_agg(location order by place) filter (where location is not null))[1] as location,
            (array_agg(sector order by place) filter (where sector is not null))[1] as sector,
            coalesce(array_agg(distinct status) filter (where status <> 'unclassified' and not merged),
                     array_agg(distinct status) filter (where status <> 'unclassified')) as statuses,
            coalesce(array_agg(distinct start_year) filter (where start_year is not null and not merged),
                     array_agg(distinct start_year) filter (where start_year is not null)) as "startYears"
       from told group by effective_id`,
    [projectIds, planYear],
  );
  return new Map(rows.map((row) => [row.projectId, describe(row, planYear)]));
}

function describe(row: ToldRow, planYear: number): Description {
  const startYears = row.startYears ?? [];
  const { status, inferred } = statusFrom(row.statuses ?? [], startYears, planYear);
  return {
    name: cleanText(row.name),
    investor: row.investor === null ? null : cleanText(row.investor),
    location: row.location,
    sector: row.sector,
    status,
    statusInferred: inferred,
    startYear: startYears.length === 0 ? null : Math.min(...startYears),
    withdrawn: false,
  };
}

async function latestDescriptions(
  manager: EntityManager,
  projectIds: readonly string[],
  planYear: number,
): Promise<Map<string, Description>> {
  const rows = await manager.query<(Description & { projectId: string })[]>(
    `select distinct on (version.project_id) version.project_id as "projectId", version.name, investor.name as investor,
            version.location, version.sector, version.status, version.status_inferred as "statusInferred",
            version.start_year as "startYear", version.withdrawn
       from project_version version left join investor on investor.id = version.investor_id
      where version.project_id = any($1) and version.plan_year = $2
      order by version.project_id, version.seq desc`,
    [projectIds, planYear],
  );
  return new Map(rows.map(({ projectId, ...description }) => [projectId, description]));
}

function isSame(a: Description | null, b: Description): boolean {
  if (a === null) return false;
  const sameInvestor =
    (a.investor === null ? null : nameKey(a.investor)) === (b.investor === null ? null : nameKey(b.investor));
  const plain = ['name', 'location', 'sector', 'status', 'statusInferred', 'startYear', 'withdrawn'] as const;
  return sameInvestor && plain.every((field) => a[field] === b[field]);
}

const VERSION_COLUMNS = [
  ...['project_id', 'plan_year', 'name', 'name_key', 'name_folded', 'investor_id', 'location', 'sector', 'status'],
  ...['status_inferred', 'start_year', 'withdrawn', 'import_id', 'decision_id', 'recorded_at'],
];

async function writeVersions(
  manager: EntityManager,
  changed: readonly (readonly [string, Description])[],
  { planYear, importId, decisionId, recordedAt }: DescriptionCause,
): Promise<void> {
  const investors = changed.flatMap(([, { investor }]) => (investor === null ? [] : [investor]));
  const ids = await investorIds(manager, investors, recordedAt);
  const rows = changed.map(([projectId, told]) => [
    ...[projectId, planYear, told.name, nameKey(told.name), fold(told.name)],
    ...[told.investor === null ? null : (ids.get(nameKey(told.investor)) ?? null), told.location, told.sector],
    ...[told.status, told.statusInferred, told.startYear, told.withdrawn, importId ?? null, decisionId ?? null],
    recordedAt.toISOString(),
  ]);
  await copyInto(manager, 'project_version', VERSION_COLUMNS, rows);
}
