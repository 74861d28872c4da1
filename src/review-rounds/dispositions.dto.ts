import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsArray,
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
  ValidateNested,
} from 'class-validator';
import { VERDICTS, type ProposedDisposition, type SourceAmount, type Verdict } from '../domain/disposition.js';
import { OBLIGATION_KINDS, type ObligationKind } from '../domain/project-facts.js';
import { MAX_VND } from '../domain/money.js';
import {
  REASON_USES,
  RESPONSIBILITIES,
  type ReasonCode,
  type ReasonUse,
  type Responsibility,
} from '../domain/reason-codes.js';
import { IsLocalDate } from '../http/queries.dto.js';

const AMOUNT = { message: 'amountVnd phải là số đồng nguyên, từ 0 trở lên' };
const VERSION = { message: 'version phải là số lần ghi đã thấy (0 nếu chưa có)' };

export class SourceAmountBody {
  @ApiProperty({ example: 'CDNS' })
  @IsString({ message: 'source phải là mã nguồn vốn' })
  @MaxLength(40)
  source!: string;

  @ApiProperty({ type: 'integer', minimum: 0 })
  @IsInt(AMOUNT)
  @Min(0, AMOUNT)
  @Max(Number(MAX_VND), AMOUNT)
  amountVnd!: number;
}

export function toSourceAmounts(parts: readonly SourceAmountBody[]): SourceAmount[] {
  return parts.map(({ source, amountVnd }) => ({ source, amountVnd: BigInt(amountVnd) }));
}

export class StatedObligationBody extends SourceAmountBody {
  @ApiProperty({ enum: OBLIGATION_KINDS })
  @IsIn(OBLIGATION_KINDS, { message: `kind nhận một trong: ${OBLIGATION_KINDS.join(', ')}` })
  kind!: ObligationKind;

  @ApiProperty({ description: 'What the statement rests on' })
  @IsString()
  @Matches(/\S/, { message: 'reason không được để trống: ghi căn cứ của số tiền phải để lại' })
  @MaxLength(2000, { message: 'reason dài quá 2000 ký tự' })
  reason!: string;
}

export class DispositionBody {
  @ApiProperty({ enum: VERDICTS })
  @IsIn(VERDICTS, { message: `verdict nhận một trong: ${VERDICTS.join(', ')}` })
  verdict!: Verdict;

  @ApiPropertyOptional({
    type: [SourceAmountBody],
    description: 'For recallPart; each 0..plan - disbursed of the source',
  })
  @IsOptional()
  @IsArray({ message: 'bySource phải là danh sách { source, amountVnd }' })
  @ValidateNested({ each: true })
  @Type(() => SourceAmountBody)
  bySource?: SourceAmountBody[];

  @ApiPropertyOptional({ description: 'Code of the catalogue /reason-codes; keep needs one' })
  @IsOptional()
  @IsString({ message: 'reasonCode phải là một mã lý do' })
  @MaxLength(64)
  reasonCode?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(2000, { message: 'reasonText dài quá 2000 ký tự' })
  reasonText?: string;

  @ApiPropertyOptional({ format: 'date', description: 'Last day on which keep stands' })
  @IsOptional()
  @Validate(IsLocalDate)
  keepUntil?: string;

  @ApiPropertyOptional({
    type: [StatedObligationBody],
    description: 'What must stay with the project, in place of what files tell of the source and kind',
  })
  @IsOptional()
  @IsArray({ message: 'obligations phải là danh sách { source, kind, amountVnd, reason }' })
  @ValidateNested({ each: true })
  @Type(() => StatedObligationBody)
  obligations?: StatedObligationBody[];

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 0,
    description: 'The version seen, 0 for none; or as If-Match',
  })
  @IsOptional()
  @IsInt(VERSION)
  @Min(0, VERSION)
  version?: number;
}

export function toProposed(body: DispositionBody): ProposedDisposition {
  return {
    verdict: body.verdict,
    bySource: body.bySource === undefined ? null : toSourceAmounts(body.bySource),
    reasonCode: body.reasonCode ?? null,
    reasonText: body.reasonText ?? null,
    keepUntil: body.keepUntil ?? null,
    obligations: (body.obligations ?? []).map(({ source, kind, amountVnd, reason }) => ({
      ...{ source, kind, amountVnd: BigInt(amountVnd), reason: reason.trim() },
    })),
  };
}

export class ReasonCodeBody implements ReasonCode {
  @ApiProperty({ example: 'siteClearance' })
  @Matches(/^[A-Za-z][A-Za-z0-9]{0,63}$/, {
    message: 'code gồm chữ không dấu và số, bắt đầu bằng chữ, tối đa 64 ký tự',
  })
  code!: string;

  @ApiProperty()
  @IsString()
  @MinLength(1, { message: 'name không được để trống' })
  @MaxLength(300)
  name!: string;

  @ApiProperty({ enum: REASON_USES })
  @IsIn(['delay', 'donor'], { message: 'use nhận một trong: delay, donor' })
  use!: ReasonUse;

  @ApiProperty({ enum: RESPONSIBILITIES })
  @IsIn(RESPONSIBILITIES, { message: `responsibility nhận một trong: ${RESPONSIBILITIES.join(', ')}` })
  responsibility!: Responsibility;
}

export class ReasonCodeQuery {
  @ApiPropertyOptional({ enum: REASON_USES })
  @IsOptional()
  @IsIn(REASON_USES, { message: `use nhận một trong: ${REASON_USES.join(', ')}` })
  use?: ReasonUse;
}
