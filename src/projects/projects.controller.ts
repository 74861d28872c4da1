import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { FactQuery, PerspectiveQuery, ProjectQuery, toPerspectiveRequest } from '../http/queries.dto.js';
import { orRefuse } from '../http/refused-request.js';
import { toJson, toList } from '../http/responses.js';
import { ProjectsService } from './projects.service.js';
import type { Perspective, ProjectFilter } from './projects.types.js';

@ApiTags('projects')
@Controller('api/v1')
export class ProjectsController {
  constructor(private readonly projects: ProjectsService) {}

  @Get('projects')
  @ApiOperation({ summary: 'Projects with plan and disbursement as of a day, as known at an instant' })
  async list(@Query() query: ProjectQuery) {
    const perspective = await this.perspective(query);
    return toList(orRefuse(await this.projects.list(filterOf(query), perspective, query)), perspective);
  }

  @Get('projects/:id')
  @ApiOperation({ summary: 'One project' })
  async find(@Param('id') id: string, @Query() query: PerspectiveQuery) {
    return toJson(orRefuse(await this.projects.find(id, await this.perspective(query))));
  }

  @Get('projects/:id/timeline')
  @ApiOperation({ summary: 'Plan ledger, reported figures, and the state on every day that one of them names' })
  async timeline(@Param('id') id: string, @Query() query: PerspectiveQuery) {
    return toJson(orRefuse(await this.projects.timeline(id, await this.perspective(query))));
  }

  @Get('capital-plans')
  @ApiOperation({ summary: 'The ledger of plan entries in effect on the day' })
  async planEntries(@Query() query: FactQuery) {
    const perspective = await this.perspective(query);
    return toList(orRefuse(await this.projects.planEntries(query, perspective, query)), perspective);
  }

  @Get('disbursements')
  @ApiOperation({ summary: 'Reported figures up to the day' })
  async snapshots(@Query() query: FactQuery) {
    const perspective = await this.perspective(query);
    return toList(orRefuse(await this.projects.snapshots(query, perspective, query)), perspective);
  }

  private async perspective(query: PerspectiveQuery): Promise<Perspective> {
    return orRefuse(await this.projects.perspective(toPerspectiveRequest(query)));
  }
}

function filterOf({ q, investor, source, status, sector, location }: ProjectQuery): ProjectFilter {
  return {
    ...(q === undefined ? {} : { q }),
    ...(investor === undefined ? {} : { investor }),
    ...(source === undefined ? {} : { source }),
    ...(status === undefined ? {} : { status }),
    ...(sector === undefined ? {} : { sector }),
    ...(location === undefined ? {} : { location }),
  };
}
