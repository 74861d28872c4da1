import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { toWholeList } from '../http/responses.js';
import { InvestorsService } from './investors.service.js';

@ApiTags('catalogues')
@Controller('api/v1/investors')
export class InvestorsController {
  constructor(private readonly investors: InvestorsService) {}

  @Get()
  @ApiOperation({ summary: 'Investors that the books name' })
  async list() {
    return toWholeList(await this.investors.list());
  }
}
