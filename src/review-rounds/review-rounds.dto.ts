import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min, Validate } from 'class-validator';
import { OUTCOMES, type Outcome } from '../domain/words.js';
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

  @ApiPropertyOptional({ description: 'Only keep the question; the facts are pinned by POST …/open' })
  @IsOptional()
  @IsBoolean({ message: 'draft nhận true hoặc false' })
  draft?: boolean;
}

export function toOpenOptions({
  asOf,
  knownAt,
  thresholdBasisPoints,
  complete,
  draft,
}: OpenRoundBody): OpenRoundOptions {
  return {
    ...(asOf === undefined ? {} : { asOf }),
    ...(knownAt === undefined ? {} : { knownAt: new Date(knownAt) }),
    ...(thresholdBasisPoints === undefined ? {} : { thresholdBasisPoints }),
    ...(complete === undefined ? {} : { complete }),
    ...(draft === undefined ? {} : { draft }),
  };
}

export class FindingQuery extends PageQuery {
  @ApiPropertyOptional({ enum: OUTCOMES })
  @IsOptional()
  @IsIn(OUTCOMES, { message: `outcome nhận một trong: ${OUTCOMES.join(', ')}` })
  outcome?: Outcome;
}
