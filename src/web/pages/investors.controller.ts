import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { refusalText } from '../../http/refusal-catalogue.js';
import type { Result } from '../../http/refusal.js';
import { orRefuse } from '../../http/refused-request.js';
import { InvestorsService } from '../../investors/investors.service.js';
import type { Succession } from '../../investors/investors.types.js';
import { SuccessionsService } from '../../investors/successions.service.js';
import { ProjectsService } from '../../projects/projects.service.js';
import { ReportsService } from '../../reports/reports.service.js';
import { textOf, type Query as PageQuery } from '../query.js';
import { seeOther, sendPage } from '../reply.js';
import { SiteService } from '../site.service.js';
import { EMPTY_SUCCESSION, readSuccession, type SuccessionForm } from '../succession-form.js';
import { typedYear } from '../typed.js';
import type { FieldError } from '../views/components.js';
import { investorPage, investorsPage, placesPage } from '../views/investors-pages.js';

/** Projects that one page of a unit shows: more than any unit has. */
const SHOWN = 500;

interface Typed {
  readonly form: SuccessionForm;
  readonly errors: readonly FieldError[];
}

const UNTOUCHED: Typed = { form: EMPTY_SUCCESSION, errors: [] };

@Controller()
export class InvestorPagesController {
  constructor(
    private readonly site: SiteService,
    private readonly investors: InvestorsService,
    private readonly successions: SuccessionsService,
    private readonly projects: ProjectsService,
    private readonly reports: ReportsService,
  ) {}

  @Get('chu-dau-tu')
  async list(@Query() query: PageQuery, @Res() reply: FastifyReply): Promise<void> {
    const planYear = typedYear(textOf(query, 'nam') ?? '');
    const report = orRefuse(await this.reports.leagueTable(planYear === null ? {} : { planYear }));
    const view = { ...report, investors: await this.investors.list() };
    sendPage(reply, investorsPage(this.site.site, view));
  }

  @Get('chu-dau-tu/:id')
  async show(@Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    await this.sendInvestor(reply, id, UNTOUCHED);
  }

  @Post('chu-dau-tu/:id/ke-thua')
  async addSuccessor(
    @Param('id') id: string,
    @Body() body: PageQuery | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { form, link, errors } = readSuccession(body ?? {});
    if (errors.length > 0) return this.sendInvestor(reply, id, { form, errors });
    const added = await this.successions.addSuccessor(id, link);
    if (added.ok) return seeOther(reply, `/chu-dau-tu/${id}`);
    await this.sendInvestor(reply, id, { form, errors: errorsOf(added) });
  }

  @Get('dia-ban')
  async places(@Res() reply: FastifyReply): Promise<void> {
    await this.sendPlaces(reply, UNTOUCHED);
  }

  @Post('dia-ban')
  async addPlace(@Body() body: PageQuery | undefined, @Res() reply: FastifyReply): Promise<void> {
    const { form, link, errors } = readSuccession({ from: '', ...body });
    if (errors.length > 0) return this.sendPlaces(reply, { form, errors });
    const added = await this.successions.add('place', form.from, link);
    if (added.ok) return seeOther(reply, '/dia-ban');
    await this.sendPlaces(reply, { form, errors: errorsOf(added) });
  }

  @Post('ke-thua/:id/thu-hoi')
  async retract(
    @Param('id') id: string,
    @Body() body: PageQuery | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    orRefuse(await this.successions.retract(id, textOf(body, 'reason')));
    const back = textOf(body, 'back') ?? '';
    seeOther(reply, /^\/(dia-ban|chu-dau-tu\/[0-9a-f-]{36})$/.test(back) ? back : '/chu-dau-tu');
  }

  private async sendInvestor(reply: FastifyReply, id: string, { form, errors }: Typed): Promise<void> {
    const investor = orRefuse(await this.investors.find(id));
    const perspective = orRefuse(await this.projects.perspective({}));
    const page = orRefuse(await this.projects.list({ investor: investor.name }, perspective, { limit: SHOWN }));
    const view = { investor, planYear: perspective.planYear, projects: page.items, form, errors };
    sendPage(reply, investorPage(this.site.site, view), errors.length > 0 ? 422 : 200);
  }

  private async sendPlaces(reply: FastifyReply, { form, errors }: Typed): Promise<void> {
    const view = { links: await this.successions.list('place'), form, errors };
    sendPage(reply, placesPage(this.site.site, view), errors.length > 0 ? 422 : 200);
  }
}

function errorsOf(refused: Extract<Result<Succession>, { ok: false }>): FieldError[] {
  return [{ field: null, message: refusalText(refused.refusal) }];
}
