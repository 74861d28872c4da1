import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { backTest, countDown } from '../domain/countdown.js';
import { expectedLapse } from '../domain/expected-lapse.js';
import { leagueTable } from '../domain/league-table.js';
import { dayInVietnam, endOfMonth, endOfMonthBefore, type LocalDate } from '../domain/local-date.js';
import { ratePercent } from '../domain/money.js';
import { standingAsOf } from '../domain/progress.js';
import type { ReviewRule } from '../domain/review-rule.js';
import {
  DIMENSIONS,
  rateDistribution,
  synthesiseBy,
  type Synthesis,
  type SynthesisQuestion,
} from '../domain/synthesis.js';
import { isWatched } from '../domain/watch-list.js';
import { CalendarService } from '../calendar/calendar.service.js';
import { lateReports } from '../calendar/late-reports.js';
import { clockOfDatabase } from '../database/transaction.js';
import { accepted, refused, type Result } from '../http/refusal.js';
import { gatherFacts, type KnownFacts } from '../projects/facts.repository.js';
import { PREFERRED_ORIGIN } from '../projects/figures.js';
import { investorNaming } from '../projects/investor-naming.js';
import { ProjectsService } from '../projects/projects.service.js';
import type { PerspectiveRequest } from '../projects/projects.types.js';
import { ReviewRoundsService } from '../review-rounds/review-rounds.service.js';
import { headsAsOf, headsByUnit, registeredAsOf, registeredByUnit } from './investor-records.repository.js';
import { proposedRecalls } from './proposed-recalls.repository.js';
import type {
  BackTestReport,
  CountdownReport,
  LateReporters,
  LeagueReport,
  MonthlyReport,
  ReportPerspective,
  WatchReport,
  WatchedItem,
} from './reports.types.js';
import { watchedAt, type StoredWatchItem } from './watch-list.repository.js';

/** What the department reports each month, and what it watches before a rule's day. Reads only. */
@Injectable()
export class ReportsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly projects: ProjectsService,
    private readonly rounds: ReviewRoundsService,
    private readonly calendar: CalendarService,
  ) {}

  /** The synthesis of a month (any day of it; the month before today where absent) beside the month before it. */
  async monthly(request: PerspectiveRequest): Promise<Result<MonthlyReport>> {
    const found = await this.factsOfMonth(request);
    if (!found.ok) return found;
    const { perspective, facts } = found.value;
    const question = monthQuestion(perspective.asOf);
    const byDimension = synthesiseBy(facts, DIMENSIONS, question);
    return accepted({
      ...perspective,
      before: question.before,
      total: byDimension.source.total,
      byDimension,
      late: await this.lateReporters(perspective),
      distribution: rateDistribution(facts, perspective.asOf, PREFERRED_ORIGIN),
    });
  }

  /** Who is late with the report of the month on the day on which this is asked. */
  private async lateReporters({ planYear, asOf, knownAt }: ReportPerspective): Promise<LateReporters> {
    const madeOn = dayInVietnam(knownAt);
    const month = asOf.slice(0, 7);
    const calendar = await this.calendar.calendar({ planYear, asOf: madeOn, knownAt });
    const period = calendar.periods.find((candidate) => candidate.month === month);
    const reports = lateReports(calendar).filter((report) => report.month === month);
    return { madeOn, dueOn: period?.dueOn ?? asOf, reports };
  }

  /** Of a month only how many projects stand in each tenth of their plan (`MonthlyReport.distribution`). */
  async distribution(request: PerspectiveRequest): Promise<Result<readonly number[]>> {
    const found = await this.factsOfMonth(request);
    if (!found.ok) return found;
    const { perspective, facts } = found.value;
    return accepted(rateDistribution(facts, perspective.asOf, PREFERRED_ORIGIN));
  }

  /** Of a month only the synthesis by source. */
  async sources(request: PerspectiveRequest): Promise<Result<Synthesis>> {
    const found = await this.factsOfMonth(request);
    if (!found.ok) return found;
    const { perspective, facts } = found.value;
    return accepted(synthesiseBy(facts, ['source'], monthQuestion(perspective.asOf)).source);
  }

  /** Investors by rate, with their heads on the day and what they themselves registered. */
  async leagueTable(request: PerspectiveRequest): Promise<Result<LeagueReport>> {
    const found = await this.factsOf(request);
    if (!found.ok) return found;
    const { perspective, facts } = found.value;
    const { manager } = this.dataSource;
    const named = await investorNaming(manager, perspective);
    const heads = headsByUnit(await headsAsOf(manager, perspective.asOf, perspective.knownAt), named);
    const registered = registeredByUnit(await registeredAsOf(manager, perspective), named);
    const { asOf } = perspective;
    const lines = leagueTable(facts, { asOf, preferredOrigin: PREFERRED_ORIGIN, heads, registered });
    return accepted({ ...perspective, lines });
  }

  /** The countdown to a rule (the next one of the plan year where absent), read on the as-of day. */
  async countdown(request: PerspectiveRequest, ruleCode: string | null): Promise<Result<CountdownReport>> {
    const found = await this.factsOf(request);
    if (!found.ok) return found;
    const { perspective, facts } = found.value;
    const rule = await this.ruleFor(perspective, ruleCode);
    if (rule === null) return refused('rule.notFound', { code: ruleCode ?? String(perspective.planYear) });
    return accepted({
      ...perspective,
      rule,
      countdown: countDown(rule, facts, {
        today: perspective.asOf,
        proposed: await this.proposedBy(rule, perspective),
      }),
      expectedLapse: expectedLapse(facts, perspective.planYear, perspective.asOf, rule.preferredOrigin),
    });
  }

  /** How well the warnings before a rule's day would have told its candidates, on the months in the books. */
  async backTest(request: PerspectiveRequest, ruleCode: string | null): Promise<Result<BackTestReport>> {
    const found = await this.factsOf(request);
    if (!found.ok) return found;
    const { perspective, facts } = found.value;
    const rule = await this.ruleFor(perspective, ruleCode);
    if (rule === null) return refused('rule.notFound', { code: ruleCode ?? String(perspective.planYear) });
    return accepted({ ...perspective, rule, lines: backTest(rule, facts) });
  }

  async watchList(request: PerspectiveRequest): Promise<Result<WatchReport>> {
    const found = await this.factsOf(request);
    if (!found.ok) return found;
    const { perspective, facts } = found.value;
    const items = await watchedAt(this.dataSource.manager, perspective.knownAt);
    const rule = await this.ruleFor(perspective, null);
    const lines =
      rule === null
        ? []
        : countDown(rule, facts, { today: perspective.asOf, proposed: await this.proposedBy(rule, perspective) }).lines;
    const stages = new Map(lines.map(({ finding, stage }) => [finding.key, stage]));
    return accepted({ ...perspective, items: items.map((item) => watched(item, facts, perspective.asOf, stages)) });
  }

  private proposedBy({ code }: ReviewRule, { planYear, knownAt }: ReportPerspective): Promise<ReadonlySet<string>> {
    return proposedRecalls(this.dataSource.manager, { ruleCode: code, planYear, knownAt });
  }

  private async factsOfMonth(request: PerspectiveRequest): ReturnType<ReportsService['factsOf']> {
    const month = request.asOf ?? endOfMonthBefore(dayInVietnam(await clockOfDatabase(this.dataSource.manager)));
    return this.factsOf({ ...request, asOf: endOfMonth(month) });
  }

  private async factsOf(
    request: PerspectiveRequest,
  ): Promise<Result<{ perspective: ReportPerspective; facts: readonly KnownFacts[] }>> {
    const perspective = await this.projects.perspective(request);
    if (!perspective.ok) return perspective;
    const { manager } = this.dataSource;
    const named = await investorNaming(manager, perspective.value);
    const facts = await gatherFacts(manager, perspective.value);
    return accepted({
      perspective: perspective.value,
      facts: facts.map((project) => ({ ...project, investor: named(project.investor) })),
    });
  }

  /** The rule asked for; else the first of the plan year whose day is not past, else the last of that year. */
  private async ruleFor({ planYear, asOf }: ReportPerspective, code: string | null): Promise<ReviewRule | null> {
    const rules = await this.rounds.rules();
    if (code !== null) return rules.find((rule) => rule.code === code) ?? null;
    const own = rules.filter((rule) => rule.planYear === planYear).sort((a, b) => (a.asOf < b.asOf ? -1 : 1));
    return own.find((rule) => rule.asOf >= asOf) ?? own.at(-1) ?? null;
  }
}

/** A month beside the month before it. */
function monthQuestion(asOf: LocalDate): SynthesisQuestion {
  return { asOf, before: endOfMonthBefore(asOf), preferredOrigin: PREFERRED_ORIGIN };
}

function watched(
  item: StoredWatchItem,
  facts: readonly KnownFacts[],
  asOf: LocalDate,
  stages: ReadonlyMap<string, WatchedItem['projects'][number]['stage']>,
): WatchedItem {
  const own = facts.filter((project) => isWatched(item, project));
  return {
    item,
    total: synthesiseBy(own, ['source'], monthQuestion(asOf)).source.total,
    projects: own.map((project) => {
      const { planVnd, disbursedVnd } = standingAsOf(project, asOf, PREFERRED_ORIGIN);
      const { key: id, code, name, investor } = project;
      const rate = disbursedVnd === null ? null : ratePercent(disbursedVnd, planVnd);
      return { id, code, name, investor, planVnd, disbursedVnd, ratePercent: rate, stage: stages.get(id) ?? null };
    }),
  };
}
