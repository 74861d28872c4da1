import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { PROJECT_STATUSES, type ProjectStatus } from '../../domain/words.js';
import { CapitalPlansService } from '../../capital-plans/capital-plans.service.js';
import { DisbursementsService } from '../../disbursements/disbursements.service.js';
import { FundingSourcesService } from '../../funding-sources/funding-sources.service.js';
import { orRefuse } from '../../http/refused-request.js';
import { MatchingService } from '../../matching/matching.service.js';
import { ProjectsService } from '../../projects/projects.service.js';
import type { ProjectFilter } from '../../projects/projects.types.js';
import { ReviewRoundsService } from '../../review-rounds/review-rounds.service.js';
import { textOf, type Query as PageQuery } from '../query.js';
import { sendPage } from '../reply.js';
import { SiteService } from '../site.service.js';
import { typedYear } from '../typed.js';
import { projectPage } from '../views/project-page.js';
import { projectsPage } from '../views/projects-page.js';

const PAGE_SIZE = 100;

@Controller('du-an')
export class ProjectPagesController {
  constructor(
    private readonly site: SiteService,
    private readonly projects: ProjectsService,
    private readonly sources: FundingSourcesService,
    private readonly rounds: ReviewRoundsService,
    private readonly disbursements: DisbursementsService,
    private readonly plans: CapitalPlansService,
    private readonly matching: MatchingService,
  ) {}

  @Get()
  async list(@Query() query: PageQuery, @Res() reply: FastifyReply): Promise<void> {
    const filter = filterOf(query);
    const cursor = textOf(query, 'sau');
    const perspective = await this.perspective(query);
    const [page, year, facets, sources] = await Promise.all([
      this.projects.list(filter, perspective, { cursor, limit: PAGE_SIZE }),
      this.projects.yearState(filter, perspective),
      this.projects.facets(perspective),
      this.sources.list(),
    ]);
    const { items, next } = orRefuse(page);
    const view = { filter, year, facets, sources, projects: items, next, continued: cursor !== null };
    sendPage(reply, projectsPage(this.site.site, view));
  }

  @Get(':id')
  async show(@Param('id') id: string, @Query() query: PageQuery, @Res() reply: FastifyReply): Promise<void> {
    const perspective = await this.perspective(query);
    const [project, timeline, rules, comparison, ledger, demands, decisions] = await Promise.all([
      this.projects.find(id, perspective),
      this.projects.timeline(id, perspective),
      this.rounds.rules(),
      this.disbursements.comparison(id, perspective),
      this.plans.ledgerOf(id, perspective),
      this.plans.demands({ projectId: id }, perspective, { limit: PAGE_SIZE }),
      this.matching.decisions(id),
    ]);
    const view = {
      project: orRefuse(project),
      timeline: orRefuse(timeline),
      rules,
      comparison: orRefuse(comparison).current,
      ledger,
      demands: orRefuse(demands).items,
      decisions: orRefuse(decisions),
    };
    sendPage(reply, projectPage(this.site.site, view));
  }

  private async perspective(query: PageQuery) {
    const planYear = typedYear(textOf(query, 'nam') ?? '');
    return orRefuse(await this.projects.perspective(planYear === null ? {} : { planYear }));
  }
}

/** Filter of the list from its address; an unknown status filters nothing. */
function filterOf(query: PageQuery): ProjectFilter {
  const status = textOf(query, 'tinh-chat');
  const words = {
    q: textOf(query, 'q'),
    investor: textOf(query, 'chu-dau-tu'),
    source: textOf(query, 'nguon'),
    sector: textOf(query, 'nganh'),
    location: textOf(query, 'dia-diem'),
  };
  const told = Object.entries(words).filter((entry): entry is [string, string] => entry[1] !== null);
  return { ...Object.fromEntries(told), ...(isStatus(status) ? { status } : {}) };
}

function isStatus(text: string | null): text is ProjectStatus {
  return PROJECT_STATUSES.some((status) => status === text);
}
