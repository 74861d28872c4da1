import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { DEFAULT_LIMIT, MAX_LIMIT } from '../http/page.js';
import { toList } from '../http/responses.js';
import { AuditService } from './audit.service.js';

class ChangeQuery {
  @ApiPropertyOptional({ description: 'Number of the last change already seen; 0 for all' })
  @IsOptional()
  @Matches(/^\d{1,18}$/, { message: 'after phải là số thứ tự của một thay đổi' })
  after?: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: MAX_LIMIT })
  @IsOptional()
  @Type(() => Number)
  @IsInt({ message: `limit phải là số từ 1 đến ${MAX_LIMIT}` })
  @Min(1, { message: `limit phải là số từ 1 đến ${MAX_LIMIT}` })
  @Max(MAX_LIMIT, { message: `limit phải là số từ 1 đến ${MAX_LIMIT}` })
  limit?: number;
}

@ApiTags('changes')
@Controller('api/v1/changes')
export class ChangesController {
  constructor(private readonly audit: AuditService) {}

  @Get()
  @ApiOperation({ summary: 'Every change in order; ask again with `after` = the last `seq` seen' })
  async list(@Query() { after, limit }: ChangeQuery) {
    const items = await this.audit.after(after ?? '0', limit ?? DEFAULT_LIMIT);
    return toList({ items, next: null });
  }
}
