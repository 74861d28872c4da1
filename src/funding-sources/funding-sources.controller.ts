import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { toWholeList } from '../http/responses.js';
import { FundingSourcesService } from './funding-sources.service.js';

@ApiTags('catalogues')
@Controller('api/v1/funding-sources')
export class FundingSourcesController {
  constructor(private readonly fundingSources: FundingSourcesService) {}

  @Get()
  @ApiOperation({ summary: 'Funding sources in the order of official tables' })
  async list() {
    return toWholeList(await this.fundingSources.list());
  }
}
