import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsArray,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  Min,
  Validate,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import type { ReportScope } from '../domain/report-scope.js';
import { ORIGINS, PLAN_NATURES, type Origin, type PlanNature } from '../domain/words.js';
import { IsLocalDate, PageQuery } from '../http/queries.dto.js';
import type { TableKind } from '../workbook/understanding/reading.js';
import type { AbsenceChoice, CommitWords, MappingRequest, Statement } from './decisions.types.js';
import { CHANGE_STATUSES, type ChangeStatus } from './figure-changes.js';
import { IMPORT_KINDS, type ImportKind } from './imports.types.js';

const UNITS = [1, 1_000, 1_000_000, 1_000_000_000] as const;
const TABLE_KINDS = ['capitalPlan', 'disbursement', 'both', 'adjustment', 'demand', 'summary', 'unknown'] as const;
const SCOPES = ['all', 'sources', 'investor'] as const;
const REASON = { message: 'reason: ghi lý do, ít nhất một chữ, nhiều nhất 1000 ký tự' };

class Because {
  @ApiPropertyOptional({ description: 'Who decides' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  by?: string;
}

class WithReason extends Because {
  @ApiProperty({ description: 'Why' })
  @IsString(REASON)
  @Matches(/\S/, REASON)
  @MaxLength(1000, REASON)
  reason!: string;
}

class HeaderRows {
  @ApiProperty({ type: 'integer' })
  @IsInt()
  @Min(1)
  firstRow!: number;

  @ApiProperty({ type: 'integer' })
  @IsInt()
  @Min(1)
  lastRow!: number;
}

/** One table; what is absent is left to the reader. */
export class TableMappingBody {
  @ApiProperty()
  @IsString()
  @IsNotEmpty()
  sheet!: string;

  @ApiPropertyOptional({ type: 'integer', description: 'Which table of the sheet, from the top; 0 where absent' })
  @IsOptional()
  @IsInt()
  @Min(0)
  table?: number;

  @ApiPropertyOptional({ type: HeaderRows })
  @IsOptional()
  @ValidateNested()
  @Type(() => HeaderRows)
  header?: HeaderRows;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'string', nullable: true },
    description: 'Column letters -> `plan.current`, `plan.current@NSTW`, `code`, …, or null to leave the column out',
  })
  @IsOptional()
  @IsObject()
  columns?: Record<string, string | null>;

  @ApiPropertyOptional({ enum: UNITS })
  @IsOptional()
  @IsIn(UNITS, { message: `vndPerUnit nhận một trong: ${UNITS.join(', ')}` })
  vndPerUnit?: number;

  @ApiPropertyOptional({ format: 'date' })
  @IsOptional()
  @Validate(IsLocalDate)
  asOf?: string;

  @ApiPropertyOptional({ enum: TABLE_KINDS })
  @IsOptional()
  @IsIn(TABLE_KINDS, { message: `kind nhận một trong: ${TABLE_KINDS.join(', ')}` })
  kind?: TableKind;

  @ApiPropertyOptional({ enum: ORIGINS })
  @IsOptional()
  @IsIn(ORIGINS, { message: `origin nhận một trong: ${ORIGINS.join(', ')}` })
  origin?: Origin;
}

export class MappingBody extends Because {
  @ApiProperty({ type: [TableMappingBody] })
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => TableMappingBody)
  tables!: TableMappingBody[];
}

/** @throws nothing: class-validator has looked at the shape; column meanings are text or null or are refused later */
export function toMappingRequests(body: MappingBody): MappingRequest[] {
  return body.tables.map(({ columns, ...table }) => ({
    ...table,
    columns: Object.fromEntries(
      Object.entries(columns ?? {}).map(([letter, meaning]) => [letter, meaning === null ? null : String(meaning)]),
    ),
  }));
}

export class ScopeBody {
  @ApiProperty({ enum: SCOPES })
  @IsIn(SCOPES, { message: `scope.kind nhận một trong: ${SCOPES.join(', ')}` })
  kind!: (typeof SCOPES)[number];

  @ApiPropertyOptional({ type: [String] })
  @ValidateIf((scope: ScopeBody) => scope.kind === 'sources')
  @IsArray()
  @IsString({ each: true })
  sources?: string[];

  @ApiPropertyOptional()
  @ValidateIf((scope: ScopeBody) => scope.kind === 'investor')
  @IsString()
  @IsNotEmpty()
  investor?: string;
}

export class StatementBody extends Because {
  @ApiPropertyOptional({ enum: IMPORT_KINDS })
  @IsOptional()
  @IsIn(IMPORT_KINDS, { message: `kind nhận một trong: ${IMPORT_KINDS.join(', ')}` })
  kind?: ImportKind | null;

  @ApiPropertyOptional({ format: 'date' })
  @IsOptional()
  @Validate(IsLocalDate)
  asOf?: string | null;

  @ApiPropertyOptional({ enum: ORIGINS })
  @IsOptional()
  @IsIn(ORIGINS, { message: `origin nhận một trong: ${ORIGINS.join(', ')}` })
  origin?: Origin | null;

  @ApiPropertyOptional({ enum: UNITS, description: 'đồng per printed unit of every table' })
  @IsOptional()
  @IsIn(UNITS, { message: `vndPerUnit nhận một trong: ${UNITS.join(', ')}` })
  vndPerUnit?: number | null;

  @ApiPropertyOptional({ type: ScopeBody, nullable: true, description: 'What the report is declared complete for' })
  @IsOptional()
  @ValidateNested()
  @Type(() => ScopeBody)
  scope?: ScopeBody | null;

  @ApiPropertyOptional({ type: 'integer', nullable: true, description: 'Sum on the signed paper, in đồng' })
  @IsOptional()
  @IsInt({ message: 'controlTotalVnd phải là số đồng nguyên' })
  controlTotalVnd?: number | null;

  @ApiPropertyOptional({ type: 'integer', nullable: true, description: 'Number of project rows on the signed paper' })
  @IsOptional()
  @IsInt({ message: 'controlLines phải là số dòng' })
  @Min(0)
  controlLines?: number | null;

  @ApiPropertyOptional({ nullable: true, description: 'Who sent it, where the file does not say' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  sender?: string | null;

  @ApiPropertyOptional({
    nullable: true,
    example: '1042/QĐ-UBND',
    description: 'null takes it back, as the three below',
  })
  @IsOptional()
  @IsString()
  @MaxLength(100, { message: 'decisionNumber dài quá 100 ký tự' })
  decisionNumber?: string | null;

  @ApiPropertyOptional({ nullable: true, format: 'date' })
  @IsOptional()
  @Validate(IsLocalDate)
  decidedOn?: string | null;

  @ApiPropertyOptional({ nullable: true })
  @IsOptional()
  @IsString()
  @MaxLength(200, { message: 'decisionAuthority dài quá 200 ký tự' })
  decisionAuthority?: string | null;

  @ApiPropertyOptional({ nullable: true, enum: PLAN_NATURES })
  @IsOptional()
  @IsIn(PLAN_NATURES, { message: `nature nhận một trong: ${PLAN_NATURES.join(', ')}` })
  nature?: PlanNature | null;
}

export function toStatement({ by: _by, scope, controlTotalVnd, ...rest }: StatementBody): Statement {
  const told = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) as Statement;
  return {
    ...told,
    ...(scope === undefined ? {} : { scope: scope === null ? null : toScope(scope) }),
    ...(controlTotalVnd === undefined
      ? {}
      : { controlTotalVnd: controlTotalVnd === null ? null : BigInt(controlTotalVnd) }),
  };
}

function toScope({ kind, sources = [], investor = '' }: ScopeBody): ReportScope {
  switch (kind) {
    case 'all':
      return { kind };
    case 'sources':
      return { kind, sources };
    case 'investor':
      return { kind, investor };
  }
}

/** A cell of an import, from the address of the request. */
export class CellPlace {
  @IsString()
  id!: string;

  @IsString()
  sheet!: string;

  @Matches(/^[A-Z]{1,3}[1-9]\d{0,6}$/, { message: 'cell là địa chỉ ô, ví dụ F37' })
  cell!: string;
}

export class RowPlace {
  @IsString()
  id!: string;

  @IsString()
  sheet!: string;

  @Type(() => Number)
  @IsInt({ message: 'row là số thứ tự dòng trong trang tính' })
  @Min(1, { message: 'row là số thứ tự dòng trong trang tính' })
  row!: number;
}

export class CellBody extends WithReason {
  @ApiProperty({
    oneOf: [{ type: 'string' }, { type: 'number' }],
    nullable: true,
    description: 'Value as the file should have it, in the unit of the column; null for an empty cell',
  })
  @ValidateIf(({ value }: CellBody) => value !== null && typeof value !== 'number')
  @IsString({ message: 'value nhận số, chữ hoặc null' })
  @MaxLength(2000)
  value!: string | number | null;
}

export class RestoreBody extends WithReason {}

export class RowBody extends WithReason {}

class ReasonBody {
  @ApiProperty({ description: 'Code of the group of warnings' })
  @IsString()
  @IsNotEmpty()
  code!: string;

  @ApiProperty()
  @IsString(REASON)
  @MaxLength(1000, REASON)
  reason!: string;
}

export class CommitBody extends Because {
  @ApiPropertyOptional({ type: [ReasonBody] })
  @IsOptional()
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ReasonBody)
  reasons?: ReasonBody[];

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'string', enum: ['keep', 'absent'] },
    description: 'Projects in the books that the file does not name, by investor: kept, or marked as absent',
  })
  @IsOptional()
  @IsObject()
  absent?: Record<string, AbsenceChoice>;
}

export function toCommitWords(body: CommitBody | undefined): CommitWords {
  const absent = Object.entries(body?.absent ?? {}).filter(([, choice]) => choice === 'keep' || choice === 'absent');
  return { reasons: body?.reasons ?? [], absent: Object.fromEntries(absent), by: body?.by ?? null };
}

export class ChangesQuery extends PageQuery {
  @ApiPropertyOptional({ enum: CHANGE_STATUSES })
  @IsOptional()
  @IsIn(CHANGE_STATUSES, { message: `status nhận một trong: ${CHANGE_STATUSES.join(', ')}` })
  status?: ChangeStatus;
}
