import { Controller, Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { dayInVietnam } from '../../domain/local-date.js';
import { orRefuse } from '../../http/refused-request.js';
import { ImportsService } from '../../imports/imports.service.js';
import { ProjectsService } from '../../projects/projects.service.js';
import { ReviewRoundsService } from '../../review-rounds/review-rounds.service.js';
import { sendPage } from '../reply.js';
import { SiteService } from '../site.service.js';
import { typedYear } from '../typed.js';
import { homePage } from '../views/home-page.js';

const RECENT_IMPORTS = 4;

@Controller()
export class HomeController {
  constructor(
    private readonly site: SiteService,
    private readonly projects: ProjectsService,
    private readonly imports: ImportsService,
    private readonly rounds: ReviewRoundsService,
  ) {}

  @Get('/')
  async show(@Query('nam') asked: string | undefined, @Res() reply: FastifyReply): Promise<void> {
    const planYear = typedYear(asked ?? '');
    const perspective = orRefuse(await this.projects.perspective(planYear === null ? {} : { planYear }));
    const [year, rules, rounds, recent, committed] = await Promise.all([
      this.projects.yearState({}, perspective),
      this.rounds.rules(),
      this.rounds.list({ limit: 100 }),
      this.imports.list({}, { limit: RECENT_IMPORTS }),
      this.imports.list({ state: 'committed' }, { limit: 500 }),
    ]);
    const view = {
      today: dayInVietnam(new Date()),
      year,
      years: [...new Set(orRefuse(committed).items.map((item) => item.planYear))].sort((a, b) => b - a),
      rules: rules.filter((rule) => rule.planYear === perspective.planYear),
      rounds: orRefuse(rounds).items,
      imports: orRefuse(recent).items,
    };
    sendPage(reply, homePage(this.site.site, view));
  }
}
