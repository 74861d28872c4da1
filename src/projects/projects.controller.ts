import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { PerspectiveQuery, ProjectQuery, toPerspectiveRequest, toProjectFilter } from '../http/queries.dto.js';
import { orRefuse } from '../http/refused-request.js';
import { toJson, toList } from '../http/responses.js';
import { ProjectsService } from './projects.service.js';
import type { Perspective } from './projects.types.js';

@ApiTags('projects')
@Controller('api/v1')
export class ProjectsController {
  constructor(private readonly projects: ProjectsService) {}

  @Get('projects')
  @ApiOperation({ summary: 'Projects with plan and disbursement as of a day, as known at an instant' })
  async list(@Query() query: ProjectQuery) {
    const perspective = await this.perspective(query);
    return toList(orRefuse(await this.projects.list(toProjectFilter(query), perspective, query)), perspective);
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

  private async perspective(query: PerspectiveQuery): Promise<Perspective> {
    return orRefuse(await this.projects.perspective(toPerspectiveRequest(query)));
  }
}
