import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { dayInVietnam } from '../domain/local-date.js';
import { orRefuse } from '../http/refused-request.js';
import { toJson } from '../http/responses.js';
import { IssueBody, SupersedeBody } from './round-life.dto.js';
import { RoundLifeService } from './round-life.service.js';

@ApiTags('review')
@Controller('api/v1/review-rounds/:id')
export class RoundLifeController {
  constructor(private readonly life: RoundLifeService) {}

  @Post('open')
  @HttpCode(200)
  @ApiOperation({ summary: 'Pin the facts of a draft' })
  async open(@Param('id') id: string) {
    return toJson(orRefuse(await this.life.open(id)));
  }

  @Post('decide')
  @HttpCode(200)
  @ApiOperation({ summary: 'Close the verdicts; a row whose investor let the deadline pass gets its silence recorded' })
  async decide(@Param('id') id: string) {
    return toJson(orRefuse(await this.life.decide(id, dayInVietnam(new Date()))));
  }

  @Post('issue')
  @HttpCode(200)
  @ApiOperation({ summary: 'Freeze and number the list, bytes kept; again answers the same issue' })
  async issue(@Param('id') id: string, @Body() body: IssueBody = {}) {
    const documentNumber = body.documentNumber ?? null;
    return toJson(orRefuse(await this.life.issue(id, { documentNumber, today: dayInVietnam(new Date()) })));
  }

  @Post('supersede')
  @HttpCode(200)
  @ApiOperation({ summary: 'Another list takes the place of an issued one, which stays as it is' })
  async supersede(@Param('id') id: string, @Body() body: SupersedeBody) {
    return toJson(orRefuse(await this.life.supersede(id, body.reason, body.roundId ?? null)));
  }
}
