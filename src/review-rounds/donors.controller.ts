import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, IsUUID, Max, MaxLength, Min, MinLength } from 'class-validator';
import { orRefuse } from '../http/refused-request.js';
import { toJson, toWholeList } from '../http/responses.js';
import { DonorsService } from './donors.service.js';
import { OffendersService } from './offenders.service.js';

const YEAR = { message: 'planYear phải là một năm từ 2000 đến 2100' };

class DonorBody {
  @ApiProperty({ format: 'uuid' })
  @IsUUID(undefined, { message: 'projectId phải là mã của một dự án trong đợt' })
  projectId!: string;

  @ApiProperty({ example: 'bidSavings' })
  @IsString({ message: 'reasonCode phải là một mã lý do' })
  @MaxLength(64)
  reasonCode!: string;

  @ApiPropertyOptional({ description: 'Why; absent: the sentence of the rule that suggests the project' })
  @IsOptional()
  @IsString()
  @MinLength(1, { message: 'ground không được để trống' })
  @MaxLength(2000, { message: 'ground dài quá 2000 ký tự' })
  ground?: string;
}

class YearQuery {
  @ApiProperty({ type: 'integer' })
  @Type(() => Number)
  @IsInt(YEAR)
  @Min(2000, YEAR)
  @Max(2100, YEAR)
  planYear!: number;
}

@ApiTags('review')
@Controller('api/v1')
export class DonorsController {
  constructor(
    private readonly donors: DonorsService,
    private readonly offenders: OffendersService,
  ) {}

  @Get('review-rounds/:id/donors')
  @ApiOperation({ summary: 'Donors outside the percentage that were added' })
  async list(@Param('id') id: string) {
    return toWholeList(orRefuse(await this.donors.list(id)));
  }

  @Get('review-rounds/:id/donor-suggestions')
  @ApiOperation({ summary: 'Donors outside the percentage that rules find in the books' })
  async suggestions(@Param('id') id: string) {
    return toWholeList(orRefuse(await this.donors.suggestions(id)));
  }

  @Post('review-rounds/:id/donors')
  @ApiOperation({ summary: 'Add a donor with its reason; it needs a verdict like a candidate' })
  async add(@Param('id') id: string, @Body() { projectId, reasonCode, ground }: DonorBody) {
    return toJson(orRefuse(await this.donors.add(id, { projectId, reasonCode, ground: ground ?? null })));
  }

  @Get('repeat-offenders')
  @ApiOperation({ summary: 'Projects and investors below the threshold in several decided or issued rounds' })
  async repeated(@Query() { planYear }: YearQuery) {
    return toJson(await this.offenders.ofYear(planYear));
  }
}
