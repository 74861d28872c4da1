import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { orRefuse } from '../../http/refused-request.js';
import { ProjectsService } from '../../projects/projects.service.js';
import { ReviewRoundsService } from '../../review-rounds/review-rounds.service.js';
import { sendSvg } from '../reply.js';
import { typedYear } from '../typed.js';
import { disbursementChart } from '../views/chart.js';
import { yearChartColumns } from '../views/year-figures.js';
import { projectChartColumns } from '../views/project-page.js';

/** Charts are images of their own: an SVG inside a page would break its content security policy. */
@Controller('bieu-do')
export class ChartsController {
  constructor(
    private readonly projects: ProjectsService,
    private readonly rounds: ReviewRoundsService,
  ) {}

  @Get('nam/:year/giai-ngan.svg')
  async year(@Param('year') year: string, @Res() reply: FastifyReply): Promise<void> {
    const perspective = await this.perspective(year);
    const state = await this.projects.yearState({}, perspective);
    sendSvg(reply, disbursementChart(yearChartColumns(state, await this.rounds.rules())));
  }

  @Get('du-an/:id/giai-ngan.svg')
  async project(
    @Param('id') id: string,
    @Query('nam') year: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const perspective = await this.perspective(year);
    const timeline = orRefuse(await this.projects.timeline(id, perspective));
    sendSvg(reply, disbursementChart(projectChartColumns(timeline, await this.rounds.rules())));
  }

  private async perspective(year: string | undefined) {
    const planYear = typedYear(year ?? '');
    return orRefuse(await this.projects.perspective(planYear === null ? {} : { planYear }));
  }
}
