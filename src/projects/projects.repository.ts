import type { EntityManager } from 'typeorm';
import { fold } from '../domain/vietnamese-text.js';
import { pageLimit, toPage, type Page, type PageRequest } from '../http/page.js';
import { DESCRIBED, IDENTITY_COLUMNS, KNOWN } from './facts.repository.js';
import { investorNames } from './investor-naming.js';
import { knownFacts, type FactTable } from './known-facts.js';
import type {
  Perspective,
  PlanEntryView,
  ProjectAlias,
  ProjectFilter,
  ProjectIdentity,
  SnapshotView,
} from './projects.types.js';

/** Sort keys of the list: code (uncoded projects last), name, id. */
export type ProjectCursor = readonly [code: string | null, name: string, id: string];

/** Numbered parameters of a statement under construction; `$1` is the plan year, `$2` the instant. */
class Parameters {
  readonly values: unknown[];

  constructor({ planYear, knownAt }: Pick<Perspective, 'planYear' | 'knownAt'>) {
    this.values = [planYear, knownAt];
  }

  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}

export async function listProjects(
  manager: EntityManager,
  filter: ProjectFilter,
  perspective: Perspective,
  after: ProjectCursor | null,
  page: PageRequest,
): Promise<Page<ProjectIdentity>> {
  const parameters = new Parameters(perspective);
  const conditions = await conditionsOf(manager, filter, perspective, parameters);
  if (after !== null) {
    const [code, name, id] = after;
    const key = `(coalesce(described.code, '~'), described.name, described.project_id)`;
    conditions.push(`${key} > (${parameters.add(code ?? '~')}, ${parameters.add(name)}, ${parameters.add(id)}::uuid)`);
  }
  const limit = pageLimit(page);
  const rows = await manager.query<ProjectIdentity[]>(
    `select ${IDENTITY_COLUMNS} from (${DESCRIBED}) described
      where ${conditions.join(' and ') || 'true'}
      order by coalesce(described.code, '~'), described.name, described.project_id limit ${limit + 1}`,
    parameters.values,
  );
  return toPage(rows, limit, (row) => [row.code, row.name, row.id]);
}

export async function projectIdsOf(
  manager: EntityManager,
  filter: ProjectFilter,
  perspective: Perspective,
): Promise<string[]> {
  const parameters = new Parameters(perspective);
  const conditions = await conditionsOf(manager, filter, perspective, parameters);
  const rows = await manager.query<{ id: string }[]>(
    `select described.project_id as id from (${DESCRIBED}) described where ${conditions.join(' and ') || 'true'}`,
    parameters.values,
  );
  return rows.map(({ id }) => id);
}

async function conditionsOf(
  manager: EntityManager,
  filter: ProjectFilter,
  perspective: Perspective,
  parameters: Parameters,
): Promise<string[]> {
  const conditions: string[] = [];
  for (const word of fold(filter.q ?? '')
    .split(' ')
    .filter(Boolean)) {
    const anywhere = parameters.add(`%${escapeLike(word)}%`);
    const beginning = parameters.add(`${escapeLike(word)}%`);
    conditions.push(`(described.name_folded like ${anywhere} or described.code like ${beginning})`);
  }
  if (filter.investor !== undefined) {
    const names = await investorNames(manager, filter.investor, perspective);
    conditions.push(`described.investor = any(${parameters.add(names)}::text[])`);
  }
  for (const field of ['status', 'sector', 'location'] as const) {
    const wanted = filter[field];
    if (wanted !== undefined) conditions.push(`described.${field} = ${parameters.add(wanted)}`);
  }
  if (filter.source !== undefined) conditions.push(hasSource(parameters.add(filter.source)));
  return conditions;
}

function escapeLike(word: string): string {
  return word.replace(/[\\%_]/g, '\\$&');
}

/** A plan or a figure of the source or of one of its parts, as known at the instant. */
function hasSource(source: string): string {
  const exists = (table: FactTable): string =>
    `exists (select 1 from ${knownFacts(table)} fact join import on import.id = fact.import_id
              where fact.project_id = described.project_id and fact.plan_year = $1 and ${KNOWN}
                and fact.source in (select code from funding_source where code = ${source} or parent_code = ${source}))`;
  return `(${exists('capital_plan_entry')} or ${exists('disbursement_snapshot')})`;
}

/** Latest plan year with a committed import as known at the instant; null for empty books. */
export async function latestPlanYear(manager: EntityManager, knownAt: Date): Promise<number | null> {
  const [row] = await manager.query<{ year: number | null }[]>(
    `select max(plan_year) as year from import where committed_at <= $1 and (reversed_at is null or reversed_at > $1)`,
    [knownAt],
  );
  return row?.year ?? null;
}

/** Plan years with a committed import, latest first. */
export async function planYears(manager: EntityManager): Promise<number[]> {
  const rows = await manager.query<{ year: number }[]>(
    `select distinct plan_year as year from import where state = 'committed' order by 1 desc`,
  );
  return rows.map(({ year }) => year);
}

/** Other names and codes of a project and of the records merged into it, as known at an instant. */
export async function aliasesOf(
  manager: EntityManager,
  projectId: string,
  { knownAt }: Pick<Perspective, 'knownAt'>,
): Promise<ProjectAlias[]> {
  return manager.query<ProjectAlias[]>(
    `with member as (
       select $1::uuid as id union select project_id from merged_projects($2) where root_id = $1
     )
     select alias.kind, alias.text, alias.recorded_at as "recordedAt"
       from project_alias alias join member on member.id = alias.project_id
      where alias.recorded_at <= $2 and (alias.retracted_at is null or alias.retracted_at > $2)
     union all
     select 'code', project.code, decision.recorded_at
       from identity_decision decision
       join member on member.id = decision.project_id
       join project on project.id = decision.project_id
      where decision.kind = 'merge' and project.code is not null and decision.recorded_at <= $2
        and (decision.retracted_at is null or decision.retracted_at > $2)
      order by 3, 2`,
    [projectId, knownAt],
  );
}

/** The project that a record was part of at an instant: itself where it was part of none. */
export async function rootOf(manager: EntityManager, id: string, knownAt: Date): Promise<string> {
  const [row] = await manager.query<{ id: string }[]>(
    'select root_id as id from merged_projects($2) where project_id = $1',
    [id, knownAt],
  );
  return row?.id ?? id;
}

export async function facetsOf(
  manager: EntityManager,
  { planYear, knownAt }: Perspective,
): Promise<{ investors: string[]; sectors: string[]; locations: string[] }> {
  const [row] = await manager.query<{ investors: string[]; sectors: string[]; locations: string[] }[]>(
    `select coalesce(array_agg(distinct investor) filter (where investor is not null), '{}') as investors,
            coalesce(array_agg(distinct sector) filter (where sector is not null), '{}') as sectors,
            coalesce(array_agg(distinct location) filter (where location is not null), '{}') as locations
       from (${DESCRIBED}) described`,
    [planYear, knownAt],
  );
  return row ?? { investors: [], sectors: [], locations: [] };
}

export interface FactFilter {
  readonly projectId?: string;
  readonly source?: string;
  readonly importId?: string;
}

function factConditions(filter: FactFilter, parameters: Parameters): string {
  const conditions = [`fact.plan_year = $1`, KNOWN];
  if (filter.projectId !== undefined) conditions.push(`fact.project_id = ${parameters.add(filter.projectId)}`);
  if (filter.source !== undefined) conditions.push(`fact.source = ${parameters.add(filter.source)}`);
  if (filter.importId !== undefined) conditions.push(`fact.import_id = ${parameters.add(filter.importId)}`);
  return conditions.join(' and ');
}

type PlanEntryRow = Omit<PlanEntryView, 'amountVnd' | 'evidence'> & {
  amountVnd: string;
  importId: string;
  file: string;
  sheet: string;
  cell: string;
};

/** The ledger in the order of its numbers, after a number; all of it where no limit is given. */
export async function planEntries(
  manager: EntityManager,
  filter: FactFilter,
  perspective: Perspective,
  afterSeq = '0',
  limit: number | null = null,
): Promise<PlanEntryView[]> {
  const parameters = new Parameters(perspective);
  const conditions = factConditions(filter, parameters);
  const rows = await manager.query<PlanEntryRow[]>(
    `select fact.seq, fact.project_id as "projectId", fact.source, fact.plan_kind as "planKind",
            fact.plan_year as "planYear", fact.amount_vnd as "amountVnd", fact.effective_on as "effectiveOn", fact.decision,
            fact.decision_number as "decisionNumber", fact.decided_on as "decidedOn",
            fact.decision_authority as "decisionAuthority", fact.nature, fact.recorded_at as "recordedAt", import.id as "importId", import.file, fact.sheet, fact.cell
       from ${knownFacts('capital_plan_entry')} fact join import on import.id = fact.import_id
      where ${conditions} and fact.effective_on <= ${parameters.add(perspective.asOf)}
        and fact.seq > ${parameters.add(afterSeq)}
      order by fact.seq limit ${parameters.add(limit)}`,
    parameters.values,
  );
  return rows.map(({ amountVnd, importId, file, sheet, cell, ...row }) => ({
    ...row,
    amountVnd: BigInt(amountVnd),
    evidence: { importId, file, sheet, cell },
  }));
}

type SnapshotRow = Omit<SnapshotView, 'amountVnd' | 'advanceVnd' | 'completedVolumeVnd' | 'evidence'> & {
  amountVnd: string;
  advanceVnd: string | null;
  completedVolumeVnd: string | null;
  importId: string;
  file: string;
  sheet: string;
  cell: string;
};

/** Reported figures in the order of their numbers, after a number; all of them where no limit is given. */
export async function snapshots(
  manager: EntityManager,
  filter: FactFilter,
  perspective: Perspective,
  afterSeq = '0',
  limit: number | null = null,
): Promise<SnapshotView[]> {
  const parameters = new Parameters(perspective);
  const conditions = factConditions(filter, parameters);
  const rows = await manager.query<SnapshotRow[]>(
    `select fact.seq, fact.project_id as "projectId", fact.source, fact.plan_kind as "planKind",
            fact.plan_year as "planYear", fact.as_of as "asOf", fact.origin, fact.amount_vnd as "amountVnd",
            fact.advance_vnd as "advanceVnd", fact.completed_volume_vnd as "completedVolumeVnd",
            case when fact.moved then 'alias' else fact.matched_by end as "matchedBy", fact.recorded_at as "recordedAt", import.id as "importId", import.file,
            fact.sheet, fact.cell
       from ${knownFacts('disbursement_snapshot')} fact join import on import.id = fact.import_id
      where ${conditions} and fact.as_of <= ${parameters.add(perspective.asOf)} and fact.seq > ${parameters.add(afterSeq)}
      order by fact.seq limit ${parameters.add(limit)}`,
    parameters.values,
  );
  return rows.map(({ amountVnd, advanceVnd, completedVolumeVnd, importId, file, sheet, cell, ...row }) => ({
    ...row,
    amountVnd: BigInt(amountVnd),
    advanceVnd: advanceVnd === null ? null : BigInt(advanceVnd),
    completedVolumeVnd: completedVolumeVnd === null ? null : BigInt(completedVolumeVnd),
    evidence: { importId, file, sheet, cell },
  }));
}
