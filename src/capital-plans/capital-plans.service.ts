import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { planLedger } from '../domain/capital-plan.js';
import { fundingSourceName, compareSources } from '../domain/funding-sources.js';
import { groupBy } from '../domain/group-by.js';
import { sumVnd } from '../domain/money.js';
import { lapseBySource, settlementEnd, type SourceLapse } from '../domain/plan-lapse.js';
import { isUuid } from '../database/uuid.js';
import type { Page, PageRequest } from '../http/page.js';
import { accepted, type Result } from '../http/refusal.js';
import { factPage } from '../projects/fact-page.js';
import { gatherFacts } from '../projects/facts.repository.js';
import { PREFERRED_ORIGIN } from '../projects/figures.js';
import { projectIdOf, toFactFilter, type FactRequest } from '../projects/project-reference.js';
import { planEntries } from '../projects/projects.repository.js';
import type { Perspective, PlanEntryView } from '../projects/projects.types.js';
import type { DemandTotals, DemandView, LapseReport, LedgerEntryView, ProjectLapse } from './capital-plans.types.js';
import { demandTotals, listDemands } from './demands.repository.js';

const NO_DEMANDS: DemandTotals = { demands: 0, amountVnd: 0n, acceptedUnpaidVnd: 0n };

/** The ledger of plans, the demands for more, and what is left when a year is settled. */
@Injectable()
export class CapitalPlansService {
  constructor(private readonly dataSource: DataSource) {}

  /** Entries in effect on the day, in the order of their numbers, each with the running plan of its project and source. */
  async ledger(
    request: FactRequest,
    perspective: Perspective,
    page: PageRequest,
  ): Promise<Result<Page<LedgerEntryView>>> {
    const { manager } = this.dataSource;
    const { knownAt } = perspective;
    const found = await factPage(manager, { request, knownAt }, page, (filter, after, limit) =>
      planEntries(manager, filter, perspective, after, limit),
    );
    if (!found.ok) return found;
    const { items, next } = found.value;
    const lines = await this.runningPlans(items, perspective);
    return accepted({ items: items.flatMap(({ seq }) => lines.get(seq) ?? []), next });
  }

  /** The whole ledger of one project in the order in which it took effect. */
  async ledgerOf(projectId: string, perspective: Perspective): Promise<LedgerEntryView[]> {
    const { manager } = this.dataSource;
    const id = await projectIdOf(manager, projectId, perspective.knownAt);
    return isUuid(id) ? toLedger(await planEntries(manager, { projectId: id }, perspective)) : [];
  }

  private async runningPlans(
    entries: readonly PlanEntryView[],
    perspective: Perspective,
  ): Promise<Map<string, LedgerEntryView>> {
    const lines = new Map<string, LedgerEntryView>();
    for (const projectId of new Set(entries.map((entry) => entry.projectId))) {
      for (const line of await this.ledgerOf(projectId, perspective)) lines.set(line.seq, line);
    }
    return lines;
  }

  /** Demands of a plan year, in the order of their numbers. */
  demands(request: FactRequest, perspective: Perspective, page: PageRequest): Promise<Result<Page<DemandView>>> {
    const { manager } = this.dataSource;
    const { knownAt } = perspective;
    return factPage(manager, { request, knownAt }, page, (filter, after, limit) =>
      listDemands(manager, filter, perspective, after, limit),
    );
  }

  async demandTotals(filter: FactRequest, perspective: Perspective): Promise<DemandTotals> {
    const { manager } = this.dataSource;
    const told = await toFactFilter(manager, filter, perspective.knownAt);
    return told === null ? NO_DEMANDS : demandTotals(manager, told, perspective);
  }

  /**
   * What is left of the plans of a year as of a day (31/1 of the next year for the settled year): plan − disbursed − carried over
   * by permission. Only the plan of the year itself; what was carried over into it is another plan.
   */
  async lapse(perspective: Perspective): Promise<LapseReport> {
    const { manager } = this.dataSource;
    const { planYear, asOf, knownAt } = perspective;
    const [facts, next] = [
      await gatherFacts(manager, perspective),
      await gatherFacts(manager, { planYear: planYear + 1, knownAt }),
    ];
    const carried = new Map(next.map((item) => [item.key, item.planEntries]));
    const projects = facts.flatMap((item): ProjectLapse[] => {
      const { key, code, name, investor, planEntries: entries, snapshots } = item;
      const question = { planEntries: entries, snapshots, nextYearEntries: carried.get(key) ?? [] };
      return lapseBySource(question, asOf, PREFERRED_ORIGIN).map((lapse) => ({
        ...{ projectId: key, code, name, investor },
        ...lapse,
      }));
    });
    return {
      ...{ planYear, asOf, knownAt },
      settlementEnd: settlementEnd(planYear),
      settled: asOf >= settlementEnd(planYear),
      totals: sumOf(projects),
      bySource: [...groupBy(projects, ({ source }) => source)]
        .map(([source, rows]) => ({ source, name: fundingSourceName(source), ...sumOf(rows) }))
        .sort((a, b) => compareSources(a.source, b.source)),
      projects: projects.filter(({ lapseVnd }) => lapseVnd !== 0n).sort(largestFirst),
    };
  }
}

function toLedger(entries: readonly PlanEntryView[]): LedgerEntryView[] {
  const views = new Map(entries.map((entry) => [entry.seq, entry]));
  const facts = entries.map((entry) => ({ ...entry, ref: entry.evidence }));
  return planLedger(facts).flatMap(({ entry, changeVnd, balanceVnd, replaced }) => {
    const view = views.get(entry.seq);
    return view === undefined ? [] : [{ ...view, changeVnd, balanceVnd, replaced }];
  });
}

function sumOf(rows: readonly SourceLapse[]): Omit<SourceLapse, 'source'> {
  return {
    planVnd: sumVnd(rows.map((row) => row.planVnd)),
    disbursedVnd: sumVnd(rows.map((row) => row.disbursedVnd)),
    carriedOverVnd: sumVnd(rows.map((row) => row.carriedOverVnd)),
    lapseVnd: sumVnd(rows.map((row) => row.lapseVnd)),
  };
}

function largestFirst(a: ProjectLapse, b: ProjectLapse): number {
  return a.lapseVnd === b.lapseVnd ? (a.name < b.name ? -1 : 1) : a.lapseVnd < b.lapseVnd ? 1 : -1;
}
