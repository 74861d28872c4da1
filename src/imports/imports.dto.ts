import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { plainToInstance, Transform, Type } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  Validate,
  validateSync,
} from 'class-validator';
import { ORIGINS, PLAN_NATURES, type Origin, type PlanNature } from '../domain/words.js';
import { BooleanQuery, IsLocalDate, PageQuery } from '../http/queries.dto.js';
import { RefusedRequest } from '../http/refused-request.js';
import type { UploadedForm } from '../http/upload.js';
import { IMPORT_KINDS, IMPORT_STATES, type ImportKind, type ImportState, type Upload } from './imports.types.js';

const YEAR = { message: 'planYear phải là năm kế hoạch từ 2000 đến 2100' };
const MAX_DIGITS_MESSAGE = { message: 'controlTotalVnd phải là số đồng nguyên, không dấu chấm' };

const DECISION_NUMBER = { message: 'decisionNumber ghi dạng 1042/QĐ-UBND, dài nhất 100 ký tự' };

/** What a paper does not print of its decision. */
export class DecisionFields {
  @ApiPropertyOptional({ example: '1042/QĐ-UBND', description: 'Overrules the printed one' })
  @IsOptional()
  @IsString(DECISION_NUMBER)
  @MaxLength(100, DECISION_NUMBER)
  decisionNumber?: string;

  @ApiPropertyOptional({ format: 'date', description: 'Day of the decision, from which changes count' })
  @IsOptional()
  @Validate(IsLocalDate)
  decidedOn?: string;

  @ApiPropertyOptional({ example: 'UBND tỉnh Sơn La' })
  @IsOptional()
  @IsString()
  @MaxLength(200, { message: 'decisionAuthority dài quá 200 ký tự' })
  decisionAuthority?: string;

  @ApiPropertyOptional({
    enum: PLAN_NATURES,
    description: 'Of a table that states amounts of one nature; an annex of increases and decreases tells its own',
  })
  @IsOptional()
  @IsIn(PLAN_NATURES, { message: `nature nhận một trong: ${PLAN_NATURES.join(', ')}` })
  nature?: PlanNature;
}

/** The fields beside the file; an empty field counts as absent. */
export class UploadFields extends DecisionFields {
  @ApiProperty({ type: 'integer', example: 2025 })
  @Type(() => Number)
  @IsInt(YEAR)
  @Min(2000, YEAR)
  @Max(2100, YEAR)
  planYear!: number;

  @ApiPropertyOptional({ enum: IMPORT_KINDS, description: 'Told by the tables where absent' })
  @IsOptional()
  @IsIn(IMPORT_KINDS, { message: `kind nhận một trong: ${IMPORT_KINDS.join(', ')}` })
  kind?: ImportKind;

  @ApiPropertyOptional({ format: 'date', description: 'Day of the figures; overrules the printed one' })
  @IsOptional()
  @Validate(IsLocalDate)
  asOf?: string;

  @ApiPropertyOptional({ enum: ORIGINS })
  @IsOptional()
  @IsIn(ORIGINS, { message: `origin nhận một trong: ${ORIGINS.join(', ')}` })
  origin?: Origin;

  @ApiPropertyOptional({ type: 'integer', description: 'Sum that the person expects, in đồng' })
  @IsOptional()
  @Matches(/^-?\d{1,16}$/, MAX_DIGITS_MESSAGE)
  controlTotalVnd?: string;
}

/** For the OpenAPI document alone: the whole form. */
export class UploadForm extends UploadFields {
  @ApiProperty({ type: 'string', format: 'binary' })
  file!: unknown;
}

/** @throws RefusedRequest naming every field that is not as described */
export function toUpload(form: UploadedForm): Upload {
  const told = Object.fromEntries(Object.entries(form.fields).filter(([, value]) => value.trim() !== ''));
  const fields = plainToInstance(UploadFields, told);
  const errors = validateSync(fields, { whitelist: true, forbidNonWhitelisted: true });
  if (errors.length > 0) {
    const details = errors.flatMap((error) => Object.values(error.constraints ?? {})).join('; ');
    throw new RefusedRequest('request.malformed', { details });
  }
  return {
    file: form.file,
    bytes: form.bytes,
    planYear: fields.planYear,
    kind: fields.kind ?? null,
    asOf: fields.asOf ?? null,
    origin: fields.origin ?? null,
    controlTotalVnd: fields.controlTotalVnd === undefined ? null : BigInt(fields.controlTotalVnd),
    decisionNumber: fields.decisionNumber ?? null,
    decidedOn: fields.decidedOn ?? null,
    decisionAuthority: fields.decisionAuthority ?? null,
    nature: fields.nature ?? null,
  };
}

export class ImportQuery extends PageQuery {
  @ApiPropertyOptional({ enum: IMPORT_STATES })
  @IsOptional()
  @IsIn(IMPORT_STATES, { message: `state nhận một trong: ${IMPORT_STATES.join(', ')}` })
  state?: ImportState;

  @ApiPropertyOptional({ enum: IMPORT_KINDS })
  @IsOptional()
  @IsIn(IMPORT_KINDS, { message: `kind nhận một trong: ${IMPORT_KINDS.join(', ')}` })
  kind?: ImportKind;

  @ApiPropertyOptional({ type: 'integer' })
  @IsOptional()
  @Type(() => Number)
  @IsInt(YEAR)
  planYear?: number;
}

const ROLES = ['project', 'heading', 'subtotal', 'total', 'component', 'note'] as const;

export class LineQuery extends PageQuery {
  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  sheet?: string;

  @ApiPropertyOptional({ enum: ROLES })
  @IsOptional()
  @IsIn(ROLES, { message: `role nhận một trong: ${ROLES.join(', ')}` })
  role?: (typeof ROLES)[number];

  @ApiPropertyOptional({ type: 'boolean', description: 'Only project lines that found no project' })
  @IsOptional()
  @BooleanQuery()
  @IsBoolean({ message: 'unmatched nhận true hoặc false' })
  unmatched?: boolean;
}

export class ReverseBody {
  @ApiPropertyOptional({ description: 'Why the import is taken out of the books' })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === '' ? undefined : value))
  @IsString()
  @MaxLength(1000, { message: 'reason dài quá 1000 ký tự' })
  reason?: string;

  @ApiPropertyOptional({ description: 'Who stands for it where an issued list rests on the import' })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === '' ? undefined : value))
  @IsString()
  @MaxLength(200, { message: 'approvedBy dài quá 200 ký tự' })
  approvedBy?: string;
}
