import { Controller, Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { endOfMonth } from '../../domain/local-date.js';
import { DIMENSIONS, type Dimension } from '../../domain/synthesis.js';
import { orRefuse } from '../../http/refused-request.js';
import type { PerspectiveRequest } from '../../projects/projects.types.js';
import { ReportsService } from '../../reports/reports.service.js';
import { textOf, type Query as PageQuery } from '../query.js';
import { sendPage, sendSvg } from '../reply.js';
import { SiteService } from '../site.service.js';
import { typedYear } from '../typed.js';
import { barChart } from '../views/bar-chart.js';
import { percentText } from '../views/format.js';
import { backTestPage, countdownPage, leaguePage, monthlyPage, tenthName, watchPage } from '../views/reports-pages.js';

@Controller()
export class ReportPagesController {
  constructor(
    private readonly site: SiteService,
    private readonly reports: ReportsService,
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
    sendPage(reply, countdownPage(this.site.site, report));
  }

  @Get('bao-cao/kiem-nghiem')
  async backTest(@Query() query: PageQuery, @Res() reply: FastifyReply): Promise<void> {
    const report = orRefuse(await this.reports.backTest(requestOf(query), textOf(query, 'quy-tac')));
    sendPage(reply, backTestPage(this.site.site, report));
  }

  @Get('bao-cao/theo-doi')
  async watch(@Query() query: PageQuery, @Res() reply: FastifyReply): Promise<void> {
    sendPage(reply, watchPage(this.site.site, orRefuse(await this.reports.watchList(requestOf(query)))));
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
  const month = /^2\d{3}-(0[1-9]|1[0-2])$/.exec(textOf(query, 'thang') ?? '')?.[0];
  return {
    ...(planYear === null ? {} : { planYear }),
    ...(month === undefined ? {} : { asOf: endOfMonth(`${month}-01`) }),
  };
}

function dimensionOf(text: string | null): Dimension {
  return DIMENSIONS.find((dimension) => dimension === text) ?? 'source';
}
