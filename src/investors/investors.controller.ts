import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { orRefuse } from '../http/refused-request.js';
import { toJson, toWholeList } from '../http/responses.js';
import { RetractionBody, SuccessionBody, SuccessionQuery, SuccessorBody, toNewSuccession } from './investors.dto.js';
import { InvestorsService } from './investors.service.js';
import { SuccessionsService } from './successions.service.js';

@ApiTags('catalogues')
@Controller('api/v1')
export class InvestorsController {
  constructor(
    private readonly investors: InvestorsService,
    private readonly successions: SuccessionsService,
  ) {}

  @Get('investors')
  @ApiOperation({ summary: 'Investors that the books name, with the name under which each is carried on today' })
  async list() {
    return toWholeList(await this.investors.list());
  }

  @Get('investors/:id')
  @ApiOperation({ summary: 'One investor: names that are one unit with it, predecessors and successors' })
  async find(@Param('id') id: string) {
    return toJson(orRefuse(await this.investors.find(id)));
  }

  @Post('investors/:id/successors')
  @ApiOperation({ summary: 'Another unit carries on its work from a day on; can be ended' })
  async addSuccessor(@Param('id') id: string, @Body() body: SuccessorBody) {
    return toJson(orRefuse(await this.successions.addSuccessor(id, toNewSuccession(body))));
  }

  @Get('successions')
  @ApiOperation({ summary: 'Links in force between investors, or between places' })
  async links(@Query() { subject = 'investor' }: SuccessionQuery) {
    return toWholeList(await this.successions.list(subject));
  }

  @Post('successions')
  @ApiOperation({ summary: 'A link between two names, whether the books know them or not' })
  async addLink(@Body() body: SuccessionBody) {
    return toJson(orRefuse(await this.successions.add(body.subject, body.from, toNewSuccession(body))));
  }

  @Post('successions/:id/retraction')
  @HttpCode(200)
  @ApiOperation({ summary: 'End a link from now on; what was known before stays as it was' })
  async retract(@Param('id') id: string, @Body() body: RetractionBody | undefined) {
    return toJson(orRefuse(await this.successions.retract(id, body?.reason ?? null, body?.by ?? null)));
  }
}
