import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AD_HOC_RULE } from '../domain/review-rule.js';
import { orRefuse } from '../http/refused-request.js';
import { toJson, toWholeList } from '../http/responses.js';
import { NewRuleBody, RuleChangeBody } from './review-rules.dto.js';
import { ReviewRulesService } from './review-rules.service.js';
import { toSettings } from './rule-settings.js';

const FIRST_VERSION = 'Phiên bản đầu tiên';

@ApiTags('review')
@Controller('api/v1/review-rules')
export class ReviewRulesController {
  constructor(private readonly rules: ReviewRulesService) {}

  @Get()
  @ApiOperation({ summary: 'Review rules as they stand; the two rounds of 161/QĐ-UBND are shipped' })
  async list() {
    return toWholeList(await this.rules.list());
  }

  @Post()
  @ApiOperation({ summary: 'Add a rule' })
  async add(@Body() body: NewRuleBody) {
    return toJson(orRefuse(await this.rules.add(body.code, toSettings(body), body.reason ?? FIRST_VERSION)));
  }

  @Get('template')
  @ApiOperation({
    summary: 'Settings for "các đợt điều chỉnh khi thấy cần thiết": give them a code, a day and a threshold',
  })
  template() {
    return toJson(AD_HOC_RULE);
  }

  @Get(':code')
  @ApiOperation({ summary: 'One rule as it stands' })
  async find(@Param('code') code: string) {
    return toJson(orRefuse(await this.rules.find(code)));
  }

  @Put(':code')
  @ApiOperation({ summary: 'Make a new version; rounds keep the version that they applied' })
  async change(@Param('code') code: string, @Body() body: RuleChangeBody) {
    const change = { settings: toSettings(body), version: body.version, reason: body.reason };
    return toJson(orRefuse(await this.rules.change(code, change)));
  }

  @Get(':code/versions')
  @ApiOperation({ summary: 'Every version with when and why it was made, latest first' })
  async versions(@Param('code') code: string) {
    return toWholeList(orRefuse(await this.rules.versions(code)));
  }
}
