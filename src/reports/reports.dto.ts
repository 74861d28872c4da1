import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  Validate,
  ValidateNested,
} from 'class-validator';
import { endOfMonth, type LocalDate } from '../domain/local-date.js';
import { MAX_VND } from '../domain/money.js';
import { DIMENSIONS, type Dimension } from '../domain/synthesis.js';
import { WATCH_KINDS, type WatchKind } from '../domain/watch-list.js';
import { IsLocalDate, PerspectiveQuery, toPerspectiveRequest } from '../http/queries.dto.js';
import type { PerspectiveRequest } from '../projects/projects.types.js';

const MONTH_MESSAGE = { message: 'month phải có dạng 2025-06' };

export class ReportQuery extends PerspectiveQuery {
  @ApiPropertyOptional({ example: '2025-06', description: 'Month of the report, instead of asOf' })
  @IsOptional()
  @Matches(/^2\d{3}-(0[1-9]|1[0-2])$/, MONTH_MESSAGE)
  month?: string;

  @ApiPropertyOptional({ enum: DIMENSIONS, description: 'Breakdown of the CSV' })
  @IsOptional()
  @IsIn(DIMENSIONS, { message: `by nhận một trong: ${DIMENSIONS.join(', ')}` })
  by?: Dimension;

  @ApiPropertyOptional({ description: 'Code of a review rule; the next one of the plan year where absent' })
  @IsOptional()
  @IsString()
  @MaxLength(100, { message: 'rule quá dài' })
  rule?: string;
}

export class LetterQuery extends ReportQuery {
  @ApiProperty({ description: 'Name of the investor, as the books write it' })
  @IsString({ message: 'investor phải là tên chủ đầu tư' })
  @IsNotEmpty({ message: 'investor chưa ghi' })
  @MaxLength(500, { message: 'investor quá dài' })
  investor!: string;
}

/** A month stands for its last day. */
export function toReportRequest(query: ReportQuery): PerspectiveRequest {
  const request = toPerspectiveRequest(query);
  return query.month === undefined ? request : { ...request, asOf: endOfMonth(`${query.month}-01`) };
}

export class WatchBody {
  @ApiProperty({ enum: WATCH_KINDS })
  @IsIn(WATCH_KINDS, { message: `kind nhận một trong: ${WATCH_KINDS.join(', ')}` })
  kind!: WatchKind;

  @ApiProperty({ description: 'Part of the name, id of the project, or code of the funding source' })
  @IsString()
  @IsNotEmpty({ message: 'value chưa ghi' })
  @MaxLength(300, { message: 'value quá dài' })
  value!: string;

  @ApiProperty()
  @IsString()
  @IsNotEmpty({ message: 'label chưa ghi' })
  @MaxLength(300, { message: 'label quá dài' })
  label!: string;

  @ApiProperty({ description: 'Why it is watched' })
  @IsString()
  @IsNotEmpty({ message: 'reason chưa ghi' })
  @MaxLength(1000, { message: 'reason quá dài' })
  reason!: string;
}

export class HeadBody {
  @ApiProperty()
  @IsString()
  @IsNotEmpty({ message: 'name chưa ghi' })
  @MaxLength(200, { message: 'name quá dài' })
  name!: string;

  @ApiProperty({ example: 'Giám đốc' })
  @IsString()
  @IsNotEmpty({ message: 'position chưa ghi' })
  @MaxLength(200, { message: 'position quá dài' })
  position!: string;

  @ApiProperty({ format: 'date', description: 'First day in this position' })
  @Validate(IsLocalDate)
  fromDay!: LocalDate;
}

export class RegisteredMonthBody {
  @ApiProperty({ example: '2025-06' })
  @Matches(/^2\d{3}-(0[1-9]|1[0-2])$/, MONTH_MESSAGE)
  month!: string;

  @ApiProperty({ type: 'integer', description: 'Cumulative đồng by the end of the month' })
  @IsInt({ message: 'cumulativeVnd phải là số nguyên đồng' })
  @Min(0, { message: 'cumulativeVnd không nhỏ hơn 0' })
  @Max(Number(MAX_VND), { message: 'cumulativeVnd quá lớn' })
  cumulativeVnd!: number;
}

export class MonthlyPlanBody {
  @ApiProperty({ type: 'integer' })
  @IsInt({ message: 'planYear phải là một năm từ 2000 đến 2100' })
  @Min(2000, { message: 'planYear phải là một năm từ 2000 đến 2100' })
  @Max(2100, { message: 'planYear phải là một năm từ 2000 đến 2100' })
  planYear!: number;

  @ApiProperty({ type: [RegisteredMonthBody] })
  @ArrayMinSize(1, { message: 'months chưa có tháng nào' })
  @ArrayMaxSize(13, { message: 'months có tối đa 13 tháng' })
  @ValidateNested({ each: true })
  @Type(() => RegisteredMonthBody)
  months!: RegisteredMonthBody[];
}
