import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsOptional, IsUUID, Matches } from 'class-validator';
import { orRefuse } from '../http/refused-request.js';
import { toJson } from '../http/responses.js';
import { EvaluationService } from './evaluation.service.js';
import { withChanges } from './rule-settings.js';
import { TrialBody } from './review-rules.dto.js';

const INSTANT_OR_NOW = /^(?:now|\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2}))$/;

export class CompareQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'Another round' })
  @IsOptional()
  @IsUUID(undefined, { message: 'with phải là mã của một đợt rà soát' })
  with?: string;

  @ApiPropertyOptional({ description: 'An instant, or `now`, which also stands where both are absent' })
  @IsOptional()
  @Matches(INSTANT_OR_NOW, { message: 'knownAt nhận now hoặc thời điểm có múi giờ, ví dụ 2025-07-05T08:00:00+07:00' })
  knownAt?: string;
}

@ApiTags('review')
@Controller('api/v1')
export class EvaluationController {
  constructor(private readonly evaluations: EvaluationService) {}

  @Post('review-rules/:code/trial')
  @HttpCode(200)
  @ApiOperation({ summary: 'What changed settings would do, against the live rule; nothing is written' })
  async trial(@Param('code') code: string, @Body() body: TrialBody) {
    const changed = await this.evaluations.trial(
      code,
      (live) => withChanges(live, body.changes),
      body.complete ?? false,
    );
    return toJson(orRefuse(changed));
  }

  @Get('review-rounds/:id/compare')
  @ApiOperation({
    summary: 'A round row by row beside another one or the books of an instant, with the cause of each difference',
  })
  async compare(@Param('id') id: string, @Query() query: CompareQuery) {
    if (query.with !== undefined) return toJson(orRefuse(await this.evaluations.compareRounds(id, query.with)));
    const instant = query.knownAt === undefined || query.knownAt === 'now' ? null : new Date(query.knownAt);
    return toJson(orRefuse(await this.evaluations.compareWithBooks(id, instant)));
  }
}
