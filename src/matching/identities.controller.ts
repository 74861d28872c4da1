import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { orRefuse } from '../http/refused-request.js';
import { toJson, toWholeList } from '../http/responses.js';
import { IdentitiesService } from './identities.service.js';
import { DistinctionBody, MergeBody, ReasonBody, SplitBody, toSplit } from './matching.dto.js';
import { MatchingService } from './matching.service.js';

@ApiTags('projects')
@Controller('api/v1/projects/:id')
export class IdentitiesController {
  constructor(
    private readonly identities: IdentitiesService,
    private readonly matching: MatchingService,
  ) {}

  @Get('decisions')
  @ApiOperation({ summary: 'Merges, splits and confirmations that concern a project, newest first' })
  async decisions(@Param('id') id: string) {
    return toWholeList(orRefuse(await this.matching.decisions(id)));
  }

  @Post('merge')
  @HttpCode(200)
  @ApiOperation({ summary: 'This record is part of another from now on' })
  async merge(@Param('id') id: string, @Body() { into, reason }: MergeBody) {
    return toJson(orRefuse(await this.identities.merge(id, into, reason)));
  }

  @Post('split')
  @HttpCode(200)
  @ApiOperation({ summary: 'Lines of this record are another project from now on' })
  async split(@Param('id') id: string, @Body() body: SplitBody) {
    return toJson(orRefuse(await this.identities.split(id, toSplit(body))));
  }

  @Post('distinction')
  @HttpCode(200)
  @ApiOperation({ summary: 'This record and another of the same name are two projects' })
  async distinguish(@Param('id') id: string, @Body() { other, reason }: DistinctionBody) {
    return toJson(orRefuse(await this.identities.distinguish(id, other, reason)));
  }

  @Post('undo')
  @HttpCode(200)
  @ApiOperation({ summary: 'End the latest merge or split of the project that is in force' })
  async undo(@Param('id') id: string, @Body() body: ReasonBody | undefined) {
    return toJson(orRefuse(await this.identities.undo(id, body?.reason ?? null)));
  }
}
