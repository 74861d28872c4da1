import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { dayInVietnam } from '../domain/local-date.js';
import { formatCellRef } from '../domain/project-facts.js';
import { planEntriesAsOf } from '../domain/capital-plan.js';
import { snapshotsAsOf } from '../domain/disbursement.js';
import { clockOfDatabase } from '../database/transaction.js';
import { isUuid } from '../database/uuid.js';
import { decodeCursor, type Page, type PageRequest } from '../http/page.js';
import { accepted, refused, type Result } from '../http/refusal.js';
import { gatherFacts, type KnownFacts } from './facts.repository.js';
import { figuresOf, PREFERRED_ORIGIN, yearStateOf } from './figures.js';
import { investorNaming } from './investor-naming.js';
import * as repository from './projects.repository.js';
import type {
  Perspective,
  PerspectiveRequest,
  ProjectDetail,
  ProjectFilter,
  ProjectRow,
  ProjectTimeline,
  TimelineDay,
  YearState,
} from './projects.types.js';

/** Projects with their money, as of a day as known at an instant. */
@Injectable()
export class ProjectsService {
  constructor(private readonly dataSource: DataSource) {}

  /** Fills in what a question leaves out: the latest plan year with figures, today in Việt Nam, now. */
  async perspective(request: PerspectiveRequest): Promise<Result<Perspective>> {
    const { manager } = this.dataSource;
    const now = await clockOfDatabase(manager);
    const knownAt = request.knownAt ?? now;
    if (knownAt > now) return refused('knownAt.future', { knownAt: knownAt.toISOString() });
    const asOf = request.asOf ?? dayInVietnam(now);
    const latest = request.planYear ?? (await repository.latestPlanYear(manager, knownAt));
    const { investorView = 'current' } = request;
    return accepted({ planYear: latest ?? Number(asOf.slice(0, 4)), asOf, knownAt, investorView });
  }

  /** Plan years in the books, latest first. */
  planYears(): Promise<number[]> {
    return repository.planYears(this.dataSource.manager);
  }

  /** In order of code, projects without one last. */
  async list(filter: ProjectFilter, perspective: Perspective, page: PageRequest): Promise<Result<Page<ProjectRow>>> {
    const cursor = page.cursor ?? null;
    const after = cursor === null ? null : decodeCursor(cursor, 3);
    if (cursor !== null && !isProjectCursor(after)) return refused('cursor.unknown', { cursor });
    const { manager } = this.dataSource;
    const start = isProjectCursor(after) ? after : null;
    const found = await repository.listProjects(manager, filter, perspective, start, page);
    const facts = await gatherFacts(manager, { ...perspective, projectIds: found.items.map(({ id }) => id) });
    const byId = new Map(facts.map((item) => [item.key, item]));
    const named = await investorNaming(manager, perspective);
    const items = found.items.map((identity) => {
      const known = byId.get(identity.id) ?? {
        ...identity,
        key: identity.id,
        matchedBy: null,
        planEntries: [],
        snapshots: [],
      };
      return { ...identity, investor: named(identity.investor), ...figuresOf(known, perspective.asOf) };
    });
    return accepted({ items, next: found.next });
  }

  async find(id: string, perspective: Perspective): Promise<Result<ProjectDetail>> {
    const facts = await this.factsOf(id, perspective);
    if (facts === null) return refused('project.notFound', { id });
    const aliases = await repository.aliasesOf(this.dataSource.manager, facts.key, perspective);
    const named = await investorNaming(this.dataSource.manager, perspective);
    const identity = { ...identityOf(facts), investor: named(facts.investor) };
    return accepted({ ...identity, ...figuresOf(facts, perspective.asOf), aliases });
  }

  /** Ledger, reported figures, and the state at the end of every day that one of them names. */
  async timeline(id: string, perspective: Perspective): Promise<Result<ProjectTimeline>> {
    const facts = await this.factsOf(id, perspective);
    if (facts === null) return refused('project.notFound', { id });
    const { manager } = this.dataSource;
    return accepted({
      projectId: facts.key,
      planYear: perspective.planYear,
      knownAt: perspective.knownAt,
      planEntries: await repository.planEntries(manager, { projectId: facts.key }, perspective),
      snapshots: await repository.snapshots(manager, { projectId: facts.key }, perspective),
      days: timelineDays(facts, perspective),
    });
  }

  /** Count, plan, disbursement, by source and by reported day, of the filtered projects. */
  async yearState(filter: ProjectFilter, perspective: Perspective): Promise<YearState> {
    const { manager } = this.dataSource;
    const narrowed = Object.values(filter).some((value) => value !== undefined);
    const projectIds = narrowed ? await repository.projectIdsOf(manager, filter, perspective) : undefined;
    const question = { ...perspective, ...(projectIds === undefined ? {} : { projectIds }) };
    return yearStateOf(await gatherFacts(manager, question), perspective);
  }

  /** Distinct values to filter by. */
  async facets(perspective: Perspective): Promise<{ investors: string[]; sectors: string[]; locations: string[] }> {
    const { manager } = this.dataSource;
    const { investors, ...others } = await repository.facetsOf(manager, perspective);
    const named = await investorNaming(manager, perspective);
    const names = [...new Set(investors.flatMap((name) => named(name) ?? []))];
    return { investors: names.sort((a, b) => a.localeCompare(b, 'vi')), ...others };
  }

  /** Of the project that the record was part of, as known at the instant. */
  private async factsOf(id: string, perspective: Perspective): Promise<KnownFacts | null> {
    if (!isUuid(id)) return null;
    const { manager } = this.dataSource;
    const projectId = await repository.rootOf(manager, id, perspective.knownAt);
    const [facts] = await gatherFacts(manager, { ...perspective, projectIds: [projectId] });
    return facts ?? null;
  }
}

function identityOf(facts: KnownFacts) {
  const { key, code, name, investor, location, sector, status, statusInferred, startYear } = facts;
  return { id: key, code, name, investor, location, sector, status, statusInferred, startYear };
}

function timelineDays(facts: KnownFacts, { asOf }: Perspective): TimelineDay[] {
  const changes = facts.planEntries.filter((entry) => entry.planKind === 'current').map((entry) => entry.effectiveOn);
  const reports = facts.snapshots.filter((item) => item.planKind === 'current').map((item) => item.asOf);
  const days = [...new Set([...changes, ...reports])].filter((day) => day <= asOf).sort();
  return days.map((day) => {
    const { planVnd, disbursedVnd, ratePercent, origin } = figuresOf(facts, day);
    const cells = [
      ...planEntriesAsOf(facts.planEntries, day),
      ...snapshotsAsOf(facts.snapshots, day, PREFERRED_ORIGIN),
    ].map((item) => formatCellRef(item.ref));
    return { asOf: day, planVnd, disbursedVnd, ratePercent, origin, evidence: cells };
  });
}

function isProjectCursor(keys: readonly unknown[] | null): keys is repository.ProjectCursor {
  if (keys === null) return false;
  const [code, name, id] = keys;
  return (
    (code === null || typeof code === 'string') && typeof name === 'string' && typeof id === 'string' && isUuid(id)
  );
}
