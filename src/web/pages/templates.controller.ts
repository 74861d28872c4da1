import { Controller, Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { dayInVietnam, endOfMonthBefore } from '../../domain/local-date.js';
import { orRefuse } from '../../http/refused-request.js';
import { ProjectsService } from '../../projects/projects.service.js';
import { textOf, type Query as PageQuery } from '../query.js';
import { sendPage } from '../reply.js';
import { SiteService } from '../site.service.js';
import { typedMonth } from '../typed.js';
import { templatesPage } from '../views/templates-page.js';

@Controller('bieu-mau')
export class TemplatePageController {
  constructor(
    private readonly site: SiteService,
    private readonly projects: ProjectsService,
  ) {}

  @Get()
  async show(@Query() query: PageQuery, @Res() reply: FastifyReply): Promise<void> {
    const perspective = orRefuse(await this.projects.perspective({}));
    const { investors } = await this.projects.facets(perspective);
    const last = endOfMonthBefore(dayInVietnam(perspective.knownAt)).slice(0, 7);
    const month = typedMonth(textOf(query, 'thang') ?? '') ?? last;
    const view = { planYear: perspective.planYear, investors, investor: textOf(query, 'chu-dau-tu'), month };
    sendPage(reply, templatesPage(this.site.site, view));
  }
}
