import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayNotEmpty,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  Validate,
} from 'class-validator';
import type { ReviewRule } from '../domain/review-rule.js';
import { ORIGINS, OUTCOMES, PROJECT_STATUSES, type Origin, type Outcome, type ProjectStatus } from '../domain/words.js';
import { IsLocalDate, PageQuery } from '../http/queries.dto.js';
import type { OpenRoundOptions } from './review-rounds.types.js';

const THRESHOLD = { message: 'thresholdBasisPoints phải là số nguyên từ 1 đến 10000 (5000 = 50%)' };
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})$/;

export class OpenRoundBody {
  @ApiProperty({ example: '161-2025-1' })
  @IsString({ message: 'ruleCode phải là mã của một quy tắc rà soát' })
  @MaxLength(100)
  ruleCode!: string;

  @ApiPropertyOptional({ format: 'date', description: "Day instead of the rule's" })
  @IsOptional()
  @Validate(IsLocalDate)
  asOf?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Facts as known at this instant; now where absent' })
  @IsOptional()
  @Matches(INSTANT, { message: 'knownAt phải là thời điểm có múi giờ, ví dụ 2025-07-01T08:00:00+07:00' })
  knownAt?: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 10000 })
  @IsOptional()
  @IsInt(THRESHOLD)
  @Min(1, THRESHOLD)
  @Max(10000, THRESHOLD)
  thresholdBasisPoints?: number;

  @ApiPropertyOptional({ description: 'The reports are complete: an unmentioned project has disbursed 0' })
  @IsOptional()
  @IsBoolean({ message: 'complete nhận true hoặc false' })
  complete?: boolean;
}

export function toOpenOptions({ asOf, knownAt, thresholdBasisPoints, complete }: OpenRoundBody): OpenRoundOptions {
  return {
    ...(asOf === undefined ? {} : { asOf }),
    ...(knownAt === undefined ? {} : { knownAt: new Date(knownAt) }),
    ...(thresholdBasisPoints === undefined ? {} : { thresholdBasisPoints }),
    ...(complete === undefined ? {} : { complete }),
  };
}

export class FindingQuery extends PageQuery {
  @ApiPropertyOptional({ enum: OUTCOMES })
  @IsOptional()
  @IsIn(OUTCOMES, { message: `outcome nhận một trong: ${OUTCOMES.join(', ')}` })
  outcome?: Outcome;
}

export class ReviewRuleBody {
  @ApiProperty({ example: '161-2025-3' })
  @Matches(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, {
    message: 'code gồm chữ không dấu, số, dấu chấm, gạch ngang, tối đa 64 ký tự',
  })
  code!: string;

  @ApiProperty()
  @IsString()
  @MinLength(1, { message: 'name không được để trống' })
  @MaxLength(300)
  name!: string;

  @ApiProperty({ type: 'integer' })
  @Type(() => Number)
  @IsInt({ message: 'planYear phải là một năm từ 2000 đến 2100' })
  @Min(2000, { message: 'planYear phải là một năm từ 2000 đến 2100' })
  @Max(2100, { message: 'planYear phải là một năm từ 2000 đến 2100' })
  planYear!: number;

  @ApiPropertyOptional({ type: 'integer', nullable: true })
  @IsOptional()
  @IsInt({ message: 'round phải là số thứ tự của đợt' })
  @Min(1, { message: 'round phải là số thứ tự của đợt' })
  round?: number | null;

  @ApiPropertyOptional({
    enum: PROJECT_STATUSES,
    isArray: true,
    nullable: true,
    description: 'null = whatever the status',
  })
  @IsOptional()
  @IsArray({ message: 'statuses phải là danh sách tính chất dự án' })
  @ArrayNotEmpty({ message: 'statuses không được rỗng; bỏ trống để rà soát mọi dự án' })
  @IsIn(PROJECT_STATUSES, { each: true, message: `statuses nhận các giá trị: ${PROJECT_STATUSES.join(', ')}` })
  statuses?: ProjectStatus[] | null;

  @ApiProperty({ format: 'date' })
  @Validate(IsLocalDate)
  asOf!: string;

  @ApiProperty({ type: 'integer', minimum: 1, maximum: 10000 })
  @IsInt(THRESHOLD)
  @Min(1, THRESHOLD)
  @Max(10000, THRESHOLD)
  thresholdBasisPoints!: number;

  @ApiProperty()
  @IsString()
  @MinLength(1, { message: 'legalBasis không được để trống' })
  legalBasis!: string;

  @ApiProperty()
  @IsString()
  @MinLength(1, { message: 'clause không được để trống' })
  clause!: string;

  @ApiProperty({ format: 'date' })
  @Validate(IsLocalDate)
  decideBy!: string;

  @ApiPropertyOptional({ enum: ORIGINS })
  @IsOptional()
  @IsIn(ORIGINS, { message: `preferredOrigin nhận một trong: ${ORIGINS.join(', ')}` })
  preferredOrigin?: Origin;
}

export function toRule(body: ReviewRuleBody): ReviewRule {
  return {
    ...body,
    round: body.round ?? null,
    statuses: body.statuses ?? null,
    denominator: 'plan.current',
    preferredOrigin: body.preferredOrigin ?? 'treasury',
  };
}
