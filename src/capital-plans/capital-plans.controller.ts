import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { FactQuery, PerspectiveQuery, toPerspectiveRequest } from '../http/queries.dto.js';
import { orRefuse } from '../http/refused-request.js';
import { toJson, toList } from '../http/responses.js';
import { settlementEnd } from '../domain/plan-lapse.js';
import { ProjectsService } from '../projects/projects.service.js';
import type { Perspective } from '../projects/projects.types.js';
import { CapitalPlansService } from './capital-plans.service.js';

@ApiTags('capital plans')
@Controller('api/v1')
export class CapitalPlansController {
  constructor(
    private readonly projects: ProjectsService,
    private readonly plans: CapitalPlansService,
  ) {}

  @Get('capital-plans')
  @ApiOperation({ summary: 'The ledger of plan entries in effect on the day, each with the running plan after it' })
  async ledger(@Query() query: FactQuery) {
    const perspective = await this.perspective(query);
    return toList(orRefuse(await this.plans.ledger(query, perspective, query)), perspective);
  }

  @Get(['demands', 'capital-plans/demands'])
  @ApiOperation({ summary: 'Needs for more capital that investors state, with their totals' })
  async demands(@Query() query: FactQuery) {
    const perspective = await this.perspective(query);
    const page = orRefuse(await this.plans.demands(query, perspective, query));
    return { ...toList(page, perspective), totals: toJson(await this.plans.demandTotals(query, perspective)) };
  }

  @Get('capital-plans/lapse')
  @ApiOperation({
    summary: 'What is left of the plans of a year: plan − disbursed − carried over, by source and project',
    description: 'As of the end of settlement (31 January of the next year) unless `asOf` is given.',
  })
  async lapse(@Query() query: PerspectiveQuery) {
    const { planYear } = await this.perspective(query);
    const asOf = query.asOf ?? settlementEnd(planYear);
    return toJson(await this.plans.lapse(await this.perspective({ ...query, planYear, asOf })));
  }

  private async perspective(query: PerspectiveQuery): Promise<Perspective> {
    return orRefuse(await this.projects.perspective(toPerspectiveRequest(query)));
  }
}
