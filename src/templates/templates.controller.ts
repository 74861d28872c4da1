import { Controller, Get, Param, Query, type StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min, MinLength } from 'class-validator';
import { dayInVietnam, daysInMonth } from '../domain/local-date.js';
import { orRefuse, RefusedRequest } from '../http/refused-request.js';
import { toDownload, XLSX_TYPE } from '../http/responses.js';
import { ProjectsService } from '../projects/projects.service.js';
import { TEMPLATE_KINDS, type TemplateKind } from '../workbook/writing/template-kinds.js';
import { TemplatesService } from './templates.service.js';

const INVESTOR = { message: 'investor là tên chủ đầu tư như trong sổ' };
const YEAR = { message: 'planYear phải là một năm từ 2000 đến 2100' };

class TemplateQuery {
  @ApiProperty({ description: 'Investor as named in the books' })
  @IsString(INVESTOR)
  @MinLength(1, INVESTOR)
  @MaxLength(300, INVESTOR)
  investor!: string;

  @ApiPropertyOptional({
    example: '2025-06',
    description: 'Month of the figures; the month before this one where absent',
  })
  @IsOptional()
  @Matches(/^20\d\d-(0[1-9]|1[0-2])$/, { message: 'month phải là tháng dạng 2025-06' })
  month?: string;

  @ApiPropertyOptional({ type: 'integer', description: 'Plan year; the year of the month where absent' })
  @IsOptional()
  @Type(() => Number)
  @IsInt(YEAR)
  @Min(2000, YEAR)
  @Max(2100, YEAR)
  planYear?: number;
}

@ApiTags('templates')
@Controller('api/v1/templates')
export class TemplatesController {
  constructor(
    private readonly projects: ProjectsService,
    private readonly templates: TemplatesService,
  ) {}

  @Get(':name')
  @ApiParam({ name: 'name', enum: TEMPLATE_KINDS.map((kind) => `${kind}.xlsx`) })
  @ApiOperation({
    summary: 'A form for one investor with its projects and last figures, to be filled in and handed in',
  })
  async template(@Param('name') name: string, @Query() query: TemplateQuery): Promise<StreamableFile> {
    const kind = kindOf(name);
    if (kind === null) throw new RefusedRequest('template.unknown', { name, kinds: TEMPLATE_KINDS.join(', ') });
    const month = query.month ?? monthBefore(orRefuse(await this.projects.perspective({})).knownAt);
    const [year = 0, number = 0] = month.split('-').map(Number);
    const asOf = `${month}-${daysInMonth(year, number)}`;
    const perspective = orRefuse(await this.projects.perspective({ asOf, planYear: query.planYear ?? year }));
    return toDownload(orRefuse(await this.templates.template(kind, query.investor, perspective)), XLSX_TYPE);
  }
}

function kindOf(name: string): TemplateKind | null {
  return TEMPLATE_KINDS.find((kind) => `${kind}.xlsx` === name) ?? null;
}

/** `2025-07-10` -> `2025-06` */
function monthBefore(now: Date): string {
  const [year = 0, month = 0] = dayInVietnam(now).split('-').map(Number);
  return month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, '0')}`;
}
