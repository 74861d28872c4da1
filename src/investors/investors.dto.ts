import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsNotEmpty, IsOptional, IsString, MaxLength, Validate } from 'class-validator';
import { SUCCESSION_SUBJECTS, type SuccessionSubject } from '../domain/successions.js';
import { IsLocalDate } from '../http/queries.dto.js';
import type { NewSuccession } from './investors.types.js';

const NAME = { message: 'tên ghi từ 1 đến 300 ký tự' };
const DECISION = { message: 'decision dài quá 500 ký tự' };
const BY = { message: 'by dài quá 200 ký tự' };

export class SuccessorBody {
  @ApiProperty({ description: 'Name of the successor; it need not be in the books yet' })
  @IsString(NAME)
  @IsNotEmpty(NAME)
  @MaxLength(300, NAME)
  to!: string;

  @ApiProperty({ format: 'date', description: 'First day of the successor' })
  @Validate(IsLocalDate)
  effectiveOn!: string;

  @ApiPropertyOptional({ description: 'The paper that says so' })
  @IsOptional()
  @IsString()
  @MaxLength(500, DECISION)
  decision?: string;

  @ApiPropertyOptional({ description: 'Who records it' })
  @IsOptional()
  @IsString()
  @MaxLength(200, BY)
  by?: string;
}

export class SuccessionBody extends SuccessorBody {
  @ApiProperty({ enum: SUCCESSION_SUBJECTS })
  @IsIn(SUCCESSION_SUBJECTS, { message: `subject nhận một trong: ${SUCCESSION_SUBJECTS.join(', ')}` })
  subject!: SuccessionSubject;

  @ApiProperty()
  @IsString(NAME)
  @IsNotEmpty(NAME)
  @MaxLength(300, NAME)
  from!: string;
}

export class SuccessionQuery {
  @ApiPropertyOptional({ enum: SUCCESSION_SUBJECTS, description: '`investor` where absent' })
  @IsOptional()
  @IsIn(SUCCESSION_SUBJECTS, { message: `subject nhận một trong: ${SUCCESSION_SUBJECTS.join(', ')}` })
  subject?: SuccessionSubject;
}

export class RetractionBody {
  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(1000, { message: 'reason dài quá 1000 ký tự' })
  reason?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(200, BY)
  by?: string;
}

export function toNewSuccession({ to, effectiveOn, decision, by }: SuccessorBody): NewSuccession {
  return { to, effectiveOn, decision: emptyToNull(decision), by: emptyToNull(by) };
}

function emptyToNull(text: string | undefined): string | null {
  return text === undefined || text.trim() === '' ? null : text;
}
