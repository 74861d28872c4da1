import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayNotEmpty,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  MinLength,
  Validate,
  ValidateNested,
} from 'class-validator';
import type { Answer } from '../domain/explanation.js';
import type { LocalDate } from '../domain/local-date.js';
import { MAX_VND } from '../domain/money.js';
import { RESPONSIBILITIES, type Responsibility } from '../domain/reason-codes.js';
import { IsLocalDate } from '../http/queries.dto.js';
import { accepted, refused, type Result } from '../http/refusal.js';
import { SourceAmountBody, toSourceAmounts } from './dispositions.dto.js';

const PROMISED = { message: 'amountVnd phải là số đồng nguyên, lớn hơn 0' };

export class RequestBody {
  @ApiProperty({ format: 'date', description: 'Last day for the answers' })
  @Validate(IsLocalDate)
  deadline!: LocalDate;
}

class PromiseBody {
  @ApiProperty({ format: 'date' })
  @Validate(IsLocalDate)
  day!: LocalDate;

  @ApiProperty({ type: 'integer', minimum: 1 })
  @IsInt(PROMISED)
  @Min(1, PROMISED)
  @Max(Number(MAX_VND), PROMISED)
  amountVnd!: number;
}

class GiveBackBody {
  @ApiProperty({ type: [SourceAmountBody] })
  @IsArray({ message: 'bySource phải là danh sách { source, amountVnd }' })
  @ArrayNotEmpty({ message: 'bySource phải có ít nhất một nguồn' })
  @ValidateNested({ each: true })
  @Type(() => SourceAmountBody)
  bySource!: SourceAmountBody[];
}

class ExplainBody {
  @ApiProperty()
  @IsString({ message: 'reasonCode phải là một mã lý do' })
  @MaxLength(64)
  reasonCode!: string;

  @ApiProperty({ enum: RESPONSIBILITIES })
  @IsIn(RESPONSIBILITIES, { message: `responsibility nhận một trong: ${RESPONSIBILITIES.join(', ')}` })
  responsibility!: Responsibility;

  @ApiProperty()
  @IsString()
  @MinLength(1, { message: 'text không được để trống' })
  @MaxLength(5000, { message: 'text dài quá 5000 ký tự' })
  text!: string;
}

/** Exactly one of the three answers. */
export class ExplanationBody {
  @ApiPropertyOptional()
  @IsOptional()
  @ValidateNested()
  @Type(() => PromiseBody)
  willDisburseBy?: PromiseBody;

  @ApiPropertyOptional()
  @IsOptional()
  @ValidateNested()
  @Type(() => GiveBackBody)
  giveBack?: GiveBackBody;

  @ApiPropertyOptional()
  @IsOptional()
  @ValidateNested()
  @Type(() => ExplainBody)
  explain?: ExplainBody;
}

/** The one answer of a body; refused where it has none or several. */
export function toAnswer({ willDisburseBy, giveBack, explain }: ExplanationBody): Result<Answer> {
  const answers: Answer[] = [];
  if (willDisburseBy !== undefined) {
    answers.push({
      answer: 'willDisburseBy',
      day: willDisburseBy.day,
      amountVnd: BigInt(willDisburseBy.amountVnd),
    });
  }
  if (giveBack !== undefined) answers.push({ answer: 'giveBack', bySource: toSourceAmounts(giveBack.bySource) });
  if (explain !== undefined) answers.push({ answer: 'explain', ...explain });
  const [answer] = answers;
  return answer === undefined || answers.length > 1 ? refused('explanation.notOneAnswer') : accepted(answer);
}
