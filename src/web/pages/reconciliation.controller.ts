import { Controller, Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { isLocalDate } from '../../domain/local-date.js';
import { DisbursementsService } from '../../disbursements/disbursements.service.js';
import { orRefuse } from '../../http/refused-request.js';
import { ProjectsService } from '../../projects/projects.service.js';
import { textOf, type Query as PageQuery } from '../query.js';
import { sendPage } from '../reply.js';
import { SiteService } from '../site.service.js';
import { typedYear } from '../typed.js';
import { reconciliationPage } from '../views/reconciliation-page.js';

@Controller('doi-chieu-kho-bac')
export class ReconciliationPageController {
  constructor(
    private readonly site: SiteService,
    private readonly projects: ProjectsService,
    private readonly disbursements: DisbursementsService,
  ) {}

  /** As of the day asked for, else the latest month that a report tells of. */
  @Get()
  async show(@Query() query: PageQuery, @Res() reply: FastifyReply): Promise<void> {
    const planYear = typedYear(textOf(query, 'nam') ?? '');
    const day = textOf(query, 'ngay');
    const asked = day !== null && isLocalDate(day) ? day : null;
    const investor = textOf(query, 'chu-dau-tu');
    const filter = investor === null ? {} : { investor };
    const year = planYear === null ? {} : { planYear };
    const latest = orRefuse(await this.projects.perspective({ ...year, asOf: asked ?? LAST_DAY }));
    const first = await this.disbursements.reconciliation(filter, latest);
    const asOf = asked ?? first.months.at(-1) ?? orRefuse(await this.projects.perspective(year)).asOf;
    const reconciliation =
      asked === null ? await this.disbursements.reconciliation(filter, { ...latest, asOf }) : first;
    const { investors } = await this.projects.facets(latest);
    sendPage(reply, reconciliationPage(this.site.site, { reconciliation, investor, investors }));
  }
}

/** After every report of any plan year. */
const LAST_DAY = '2200-12-31';
