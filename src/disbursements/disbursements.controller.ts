import { Controller, Get, Query, type StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  FactQuery,
  PerspectiveQuery,
  ProjectQuery,
  toPerspectiveRequest,
  toProjectFilter,
} from '../http/queries.dto.js';
import { orRefuse } from '../http/refused-request.js';
import { toDownload, toJson, toList, XLSX_TYPE } from '../http/responses.js';
import { ProjectsService } from '../projects/projects.service.js';
import type { Perspective } from '../projects/projects.types.js';
import { DisbursementsService } from './disbursements.service.js';

@ApiTags('disbursements')
@Controller('api/v1/disbursements')
export class DisbursementsController {
  constructor(
    private readonly projects: ProjectsService,
    private readonly disbursements: DisbursementsService,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'Reported figures up to the day; for one project also both series side by side (`comparison`)',
    description: 'The Treasury series decides where it tells anything; the investor series explains.',
  })
  async list(@Query() query: FactQuery) {
    const perspective = await this.perspective(query);
    const list = toList(orRefuse(await this.disbursements.list(query, perspective, query)), perspective);
    const project = query.project ?? query.projectId;
    if (project === undefined) return list;
    return { ...list, comparison: toJson(orRefuse(await this.disbursements.comparison(project, perspective))) };
  }

  @Get('reconciliation')
  @ApiOperation({ summary: 'Treasury against investors as of a day, by project and source, largest differences first' })
  async reconciliation(@Query() query: ProjectQuery) {
    const perspective = await this.perspective(query);
    return toJson(await this.disbursements.reconciliation(toProjectFilter(query), perspective));
  }

  @Get('reconciliation.xlsx')
  @ApiOperation({ summary: 'The record of reconciliation, to be signed by both sides' })
  async reconciliationXlsx(@Query() query: ProjectQuery): Promise<StreamableFile> {
    const perspective = await this.perspective(query);
    return toDownload(await this.disbursements.reconciliationXlsx(toProjectFilter(query), perspective), XLSX_TYPE);
  }

  private async perspective(query: PerspectiveQuery): Promise<Perspective> {
    return orRefuse(await this.projects.perspective(toPerspectiveRequest(query)));
  }
}
