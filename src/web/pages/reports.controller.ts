import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { endOfMonth } from '../../domain/local-date.js';
import { DIMENSIONS, type Dimension } from '../../domain/synthesis.js';
import { refusalText } from '../../http/refusal-catalogue.js';
import { orRefuse } from '../../http/refused-request.js';
import { ProjectsService } from '../../projects/projects.service.js';
import type { PerspectiveRequest } from '../../projects/projects.types.js';
import { ReportRecordsService } from '../../reports/report-records.service.js';
import { ReportsService } from '../../reports/reports.service.js';
import { OffendersService } from '../../review-rounds/offenders.service.js';
import { ReviewRoundsService } from '../../review-rounds/review-rounds.service.js';
import { textOf, type Query as PageQuery } from '../query.js';
import { seeOther, sendPage, sendSvg } from '../reply.js';
import { SiteService } from '../site.service.js';
import { typedDay, typedMonth, typedYear } from '../typed.js';
import { barChart } from '../views/bar-chart.js';
import { percentText } from '../views/format.js';
import { readWatchForm } from '../watch-form.js';
import { backTestPage } from '../views/back-test-page.js';
import type { FieldError } from '../views/components.js';
import { countdownPage } from '../views/countdown-page.js';
import { leaguePage } from '../views/league-page.js';
import { monthlyPage, tenthName } from '../views/monthly-page.js';
import { offendersPage } from '../views/offenders-page.js';
import { watchPage, type WatchForm } from '../views/watch-page.js';

const NOTHING_TYPED: WatchForm = { kind: 'name', value: '', label: '', reason: '' };

@Controller()
export class ReportPagesController {
  constructor(
    private readonly site: SiteService,
    private readonly reports: ReportsService,
    private readonly records: ReportRecordsService,
    private readonly rounds: ReviewRoundsService,
    private readonly offenders: OffendersService,
    private readonly projects: ProjectsService,
  ) {}

  @Get('bao-cao')
  async monthly(@Query() query: PageQuery, @Res() reply: FastifyReply): Promise<void> {
    const report = orRefuse(await this.reports.monthly(requestOf(query)));
    sendPage(reply, monthlyPage(this.site.site, report, dimensionOf(textOf(query, 'theo'))));
  }

  @Get('bao-cao/xep-hang')
  async league(@Query() query: PageQuery, @Res() reply: FastifyReply): Promise<void> {
    sendPage(reply, leaguePage(this.site.site, orRefuse(await this.reports.leagueTable(requestOf(query)))));
  }

  @Get('bao-cao/dem-nguoc')
  async countdown(@Query() query: PageQuery, @Res() reply: FastifyReply): Promise<void> {
    const report = orRefuse(await this.reports.countdown(requestOf(query), textOf(query, 'quy-tac')));
    const rules = (await this.rounds.rules()).filter(({ planYear }) => planYear === report.planYear);
    sendPage(reply, countdownPage(this.site.site, { report, rules }));
  }

  @Get('bao-cao/kiem-nghiem')
  async backTest(@Query() query: PageQuery, @Res() reply: FastifyReply): Promise<void> {
    const report = orRefuse(await this.reports.backTest(requestOf(query), textOf(query, 'quy-tac')));
    sendPage(reply, backTestPage(this.site.site, report));
  }

  @Get('bao-cao/theo-doi')
  async watch(@Query() query: PageQuery, @Res() reply: FastifyReply): Promise<void> {
    await this.sendWatch(reply, query, NOTHING_TYPED, []);
  }

  @Post('bao-cao/theo-doi')
  async addToWatch(@Body() body: PageQuery | undefined, @Res() reply: FastifyReply): Promise<void> {
    const { form, errors } = readWatchForm(body ?? {});
    if (errors.length > 0) return this.sendWatch(reply, {}, form, errors);
    const value = form.kind === 'project' ? await this.projectOf(form.value) : form.value;
    if (value === null) {
      const message = `Không có dự án mã “${form.value}” trong sổ. Ghi đúng mã dự án.`;
      return this.sendWatch(reply, {}, form, [{ field: 'value', message }]);
    }
    const added = await this.records.watch({ ...form, value });
    if (added.ok) return seeOther(reply, '/bao-cao/theo-doi');
    await this.sendWatch(reply, {}, form, [{ field: null, message: refusalText(added.refusal) }]);
  }

  /** Twice is once: what is off the list stays off. */
  @Post('bao-cao/theo-doi/bo')
  async takeOffWatch(@Body() body: PageQuery | undefined, @Res() reply: FastifyReply): Promise<void> {
    await this.records.unwatch(textOf(body, 'id') ?? '');
    seeOther(reply, '/bao-cao/theo-doi');
  }

  @Get('bao-cao/nhieu-dot')
  async repeated(@Query() query: PageQuery, @Res() reply: FastifyReply): Promise<void> {
    const { planYear } = orRefuse(await this.projects.perspective(requestOf(query)));
    sendPage(reply, offendersPage(this.site.site, await this.offenders.ofYear(planYear)));
  }

  private async projectOf(code: string): Promise<string | null> {
    const perspective = orRefuse(await this.projects.perspective({}));
    const { items } = orRefuse(await this.projects.list({ q: code }, perspective, { limit: 100 }));
    return items.find((project) => project.code === code)?.id ?? null;
  }

  private async sendWatch(
    reply: FastifyReply,
    query: PageQuery,
    form: WatchForm,
    errors: readonly FieldError[],
  ): Promise<void> {
    const report = orRefuse(await this.reports.watchList(requestOf(query)));
    sendPage(reply, watchPage(this.site.site, { report, form, errors }), errors.length > 0 ? 422 : 200);
  }

  @Get('bieu-do/bao-cao/phan-bo.svg')
  async distribution(@Query() query: PageQuery, @Res() reply: FastifyReply): Promise<void> {
    const distribution = orRefuse(await this.reports.distribution(requestOf(query)));
    const most = Math.max(1, ...distribution);
    const bars = distribution.map((count, tenth) => ({
      label: tenthName(tenth),
      basisPoints: Math.round((count * 10_000) / most),
      text: `${count} dự án`,
    }));
    sendSvg(reply, barChart(bars));
  }

  @Get('bieu-do/bao-cao/nguon-von.svg')
  async sources(@Query() query: PageQuery, @Res() reply: FastifyReply): Promise<void> {
    const { lines } = orRefuse(await this.reports.sources(requestOf(query)));
    const bars = lines.map(({ name, ratePercent }) => ({
      label: name,
      basisPoints: Math.round(Number(ratePercent ?? '0') * 100),
      text: percentText(ratePercent) ?? 'chưa có kế hoạch',
    }));
    sendSvg(reply, barChart(bars));
  }
}

/** What cannot be read as a year, month or day is left to its default. */
function requestOf(query: PageQuery): PerspectiveRequest {
  const planYear = typedYear(textOf(query, 'nam') ?? '');
  const day = typedDay(textOf(query, 'ngay') ?? '');
  const month = typedMonth(textOf(query, 'thang') ?? '');
  return {
    ...(planYear === null ? {} : { planYear }),
    ...(day === null ? {} : { asOf: day }),
    ...(month === null ? {} : { asOf: endOfMonth(`${month}-01`) }),
  };
}

function dimensionOf(text: string | null): Dimension {
  return DIMENSIONS.find((dimension) => dimension === text) ?? 'source';
}
