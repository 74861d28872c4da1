import { Body, Controller, Get, Param, Post, Put, Query, UseInterceptors } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IfMatch, VersionTag } from '../http/etag.js';
import { orRefuse } from '../http/refused-request.js';
import { toJson, toWholeList } from '../http/responses.js';
import { DispositionBody, ReasonCodeBody, ReasonCodeQuery, toProposed } from './dispositions.dto.js';
import { DispositionsService } from './dispositions.service.js';

@ApiTags('review')
@Controller('api/v1')
export class DispositionsController {
  constructor(private readonly dispositions: DispositionsService) {}

  @Put('review-rounds/:id/findings/:projectId/disposition')
  @UseInterceptors(VersionTag)
  @ApiHeader({ name: 'If-Match', required: false, description: 'The version seen, e.g. "2"' })
  @ApiOperation({ summary: 'Record the verdict on a row; of several writers one wins, the others get 409 or 412' })
  async record(
    @Param('id') id: string,
    @Param('projectId') projectId: string,
    @Body() body: DispositionBody,
    @IfMatch() seen: number | null,
  ) {
    const expected = seen ?? body.version ?? null;
    return toJson(orRefuse(await this.dispositions.record(id, projectId, toProposed(body), expected)));
  }

  @Get('review-rounds/:id/findings/:projectId/dispositions')
  @ApiOperation({ summary: 'Every verdict that was recorded on a row, newest first' })
  async history(@Param('id') id: string, @Param('projectId') projectId: string) {
    return toWholeList(orRefuse(await this.dispositions.history(id, projectId)));
  }

  @Get('reason-codes')
  @ApiOperation({ summary: 'Reasons of delays and of donors outside the percentage' })
  async reasons(@Query() { use }: ReasonCodeQuery) {
    return toWholeList(await this.dispositions.reasonCodes(use));
  }

  @Post('reason-codes')
  @ApiOperation({ summary: 'Add a reason' })
  async addReason(@Body() body: ReasonCodeBody) {
    return toJson(orRefuse(await this.dispositions.addReasonCode({ ...body })));
  }
}
