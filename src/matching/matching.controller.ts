import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { orRefuse, RefusedRequest } from '../http/refused-request.js';
import { toJson, toWholeList } from '../http/responses.js';
import { IdentitiesService } from './identities.service.js';
import { ConfirmationBody, ReasonBody, toConfirmation } from './matching.dto.js';
import { MatchingService } from './matching.service.js';

@ApiTags('matching')
@Controller('api/v1/matching')
export class MatchingController {
  constructor(
    private readonly matching: MatchingService,
    private readonly identities: IdentitiesService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Lines with money that mean no project, biggest first, and names and codes in doubt' })
  async desk() {
    const { waiting, codesOnTwoNames, twoRecordsOnOneName } = await this.matching.desk();
    return { ...toWholeList(waiting), ...toJson({ codesOnTwoNames, twoRecordsOnOneName }) };
  }

  @Post('confirmations')
  @HttpCode(200)
  @ApiOperation({ summary: 'Say once what lines mean; remembered, and in force from now on' })
  async confirm(@Body() body: ConfirmationBody) {
    if ((body.projectId === undefined) !== (body.newProject === true))
      throw new RefusedRequest('match.oneTarget', { name: body.name });
    return toJson(orRefuse(await this.matching.confirm(toConfirmation(body))));
  }

  @Get('confirmations')
  @ApiOperation({ summary: 'Decisions with who, when and where, newest first; ended ones too' })
  async decisions() {
    return toWholeList(orRefuse(await this.matching.decisions()));
  }

  @Get('confirmations/:id')
  @ApiOperation({ summary: 'One decision' })
  async find(@Param('id') id: string) {
    return toJson(orRefuse(await this.matching.find(id)));
  }

  @Delete('confirmations/:id')
  @ApiOperation({ summary: 'End a decision from now on; it stays readable, and what was known before stays as it was' })
  async remove(@Param('id') id: string, @Body() body: ReasonBody | undefined) {
    return toJson(orRefuse(await this.identities.retract(id, body?.reason ?? null)));
  }

  @Post('confirmations/:id/retraction')
  @HttpCode(200)
  @ApiOperation({ summary: 'The same as DELETE, for callers that cannot send one' })
  async retract(@Param('id') id: string, @Body() body: ReasonBody | undefined) {
    return toJson(orRefuse(await this.identities.retract(id, body?.reason ?? null)));
  }
}
