import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
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
  ValidateNested,
} from 'class-validator';
import { MAX_VND } from '../domain/money.js';
import {
  COMPARATORS,
  LEVELS,
  METRICS,
  RECALL_POLICIES,
  type Comparator,
  type Denominator,
  type Level,
  type Metric,
  type RecallPolicy,
} from '../domain/review-rule.js';
import { ORIGINS, PROJECT_GROUPS, PROJECT_STATUSES } from '../domain/words.js';
import type { Origin, ProjectGroup, ProjectStatus } from '../domain/words.js';
import { IsLocalDate } from '../http/queries.dto.js';

const THRESHOLD = { message: 'thresholdBasisPoints phải là số nguyên từ 1 đến 10000 (5000 = 50%)' };
const MINUS = { message: 'minusBasisPoints phải là số nguyên từ 0 đến 9999 (500 = 5 điểm phần trăm)' };
const YEAR = { message: 'planYear phải là một năm từ 2000 đến 2100' };
const ROUND = { message: 'round phải là số thứ tự của đợt' };
const DENOMINATOR = {
  message:
    'denominator nhận plan.current, plan.initial, plan.withCarriedOver hoặc plan.withoutSupplementsAfter:2025-06-30 (ngày tùy chọn)',
};
const MINIMUM = { message: `minimumPlanVnd phải là số đồng nguyên từ 0 đến ${MAX_VND}` };

/** A list of texts, or null for no such condition. */
function Texts(name: string, what: string): PropertyDecorator {
  const decorators = [
    ApiPropertyOptional({ type: String, isArray: true, nullable: true }),
    IsOptional(),
    IsArray({ message: `${name} phải là danh sách ${what}` }),
    ArrayNotEmpty({ message: `${name} không được rỗng; bỏ trống để không lọc theo ${what}` }),
    ArrayMaxSize(500, { message: `${name} có tối đa 500 mục` }),
    IsString({ each: true, message: `${name} phải là danh sách ${what}` }),
    MinLength(1, { each: true, message: `${name} có mục trống` }),
    MaxLength(300, { each: true, message: `${name} có mục dài quá 300 ký tự` }),
  ];
  return (target, key) => decorators.forEach((decorate) => decorate(target, key));
}

/** A list of words of a catalogue, or null for no such condition. */
function Words(name: string, words: readonly string[]): PropertyDecorator {
  const decorators = [
    ApiPropertyOptional({ enum: words, isArray: true, nullable: true }),
    IsOptional(),
    IsArray({ message: `${name} phải là một danh sách` }),
    ArrayNotEmpty({ message: `${name} không được rỗng; bỏ trống để không lọc` }),
    IsIn(words, { each: true, message: `${name} nhận các giá trị: ${words.join(', ')}` }),
  ];
  return (target, key) => decorators.forEach((decorate) => decorate(target, key));
}

export class ExemptionBody {
  @ApiProperty({ description: 'Code or id of a project' })
  @IsString()
  @MinLength(1, { message: 'exemptions: thiếu mã dự án' })
  @MaxLength(100)
  project!: string;

  @ApiProperty()
  @IsString()
  @MinLength(1, { message: 'exemptions: thiếu lý do miễn rà soát' })
  @MaxLength(1000)
  reason!: string;
}

export class PopulationBody {
  @Words('statuses', PROJECT_STATUSES)
  statuses?: ProjectStatus[] | null;

  @Texts('sources', 'mã nguồn vốn')
  sources?: string[] | null;

  @Texts('investors', 'tên chủ đầu tư')
  investors?: string[] | null;

  @Words('groups', PROJECT_GROUPS)
  groups?: ProjectGroup[] | null;

  @Texts('sectors', 'tên ngành, lĩnh vực')
  sectors?: string[] | null;

  @Texts('places', 'tên địa phương')
  places?: string[] | null;

  @ApiPropertyOptional({ description: 'A project that has only carried-over capital stays out; true where absent' })
  @IsOptional()
  @IsBoolean({ message: 'requiresPlanOfYear nhận true hoặc false' })
  requiresPlanOfYear?: boolean;

  @ApiPropertyOptional({ format: 'date', nullable: true })
  @IsOptional()
  @Validate(IsLocalDate)
  firstAllocatedBefore?: string | null;

  @ApiPropertyOptional({ type: 'integer', nullable: true })
  @IsOptional()
  @IsInt(MINIMUM)
  @Min(0, MINIMUM)
  @Max(Number(MAX_VND), MINIMUM)
  minimumPlanVnd?: number | null;

  @ApiPropertyOptional({ type: ExemptionBody, isArray: true })
  @IsOptional()
  @IsArray({ message: 'exemptions phải là danh sách dự án được miễn' })
  @ArrayMaxSize(5000, { message: 'exemptions có tối đa 5000 dự án' })
  @ValidateNested({ each: true })
  @Type(() => ExemptionBody)
  exemptions?: ExemptionBody[];
}

export class RelativeThresholdBody {
  @ApiProperty({ enum: ['provincialAverage'] })
  @IsIn(['provincialAverage'], { message: 'relativeThreshold.to nhận provincialAverage' })
  to!: 'provincialAverage';

  @ApiProperty({ type: 'integer', minimum: 0, maximum: 9999 })
  @IsInt(MINUS)
  @Min(0, MINUS)
  @Max(9999, MINUS)
  minusBasisPoints!: number;
}

export class SourceThresholdBody {
  @ApiProperty({ example: 'NSTW' })
  @IsString({ message: 'sourceThresholds: thiếu mã nguồn vốn' })
  @MaxLength(50)
  source!: string;

  @ApiProperty({ type: 'integer', minimum: 1, maximum: 10000 })
  @IsInt(THRESHOLD)
  @Min(1, THRESHOLD)
  @Max(10000, THRESHOLD)
  thresholdBasisPoints!: number;
}

export class LegalBasisBody {
  @ApiProperty()
  @IsString()
  @MinLength(1, { message: 'legalBases: thiếu tên văn bản' })
  @MaxLength(1000)
  text!: string;

  @ApiProperty()
  @IsString()
  @MinLength(1, { message: 'legalBases: thiếu nội dung điều khoản' })
  @MaxLength(5000)
  clause!: string;

  @ApiPropertyOptional({ format: 'date', nullable: true })
  @IsOptional()
  @Validate(IsLocalDate)
  validFrom?: string | null;

  @ApiPropertyOptional({ format: 'date', nullable: true })
  @IsOptional()
  @Validate(IsLocalDate)
  validTo?: string | null;
}

/** The settings of a rule; what is left out is as in the decision's own rounds. */
export class RuleSettingsBody {
  @ApiProperty()
  @IsString()
  @MinLength(1, { message: 'name không được để trống' })
  @MaxLength(300)
  name!: string;

  @ApiProperty({ type: 'integer' })
  @IsInt(YEAR)
  @Min(2000, YEAR)
  @Max(2100, YEAR)
  planYear!: number;

  @ApiPropertyOptional({ type: 'integer', nullable: true, description: 'Null for an ad hoc round' })
  @IsOptional()
  @IsInt(ROUND)
  @Min(1, ROUND)
  @Max(100, ROUND)
  round?: number | null;

  @ApiPropertyOptional({ type: PopulationBody, description: 'Every project with a plan of the year where absent' })
  @IsOptional()
  @ValidateNested()
  @Type(() => PopulationBody)
  population?: PopulationBody;

  @ApiProperty({ format: 'date' })
  @Validate(IsLocalDate)
  asOf!: string;

  @ApiPropertyOptional({ enum: METRICS })
  @IsOptional()
  @IsIn(METRICS, { message: `metric nhận một trong: ${METRICS.join(', ')}` })
  metric?: Metric;

  @ApiPropertyOptional({ example: 'plan.current' })
  @IsOptional()
  @Matches(/^plan\.(?:current|initial|withCarriedOver|withoutSupplementsAfter:\d{4}-\d{2}-\d{2})$/, DENOMINATOR)
  denominator?: Denominator;

  @ApiPropertyOptional({ enum: COMPARATORS })
  @IsOptional()
  @IsIn(COMPARATORS, { message: `comparator nhận một trong: ${COMPARATORS.join(', ')}` })
  comparator?: Comparator;

  @ApiProperty({ type: 'integer', minimum: 1, maximum: 10000 })
  @IsInt(THRESHOLD)
  @Min(1, THRESHOLD)
  @Max(10000, THRESHOLD)
  thresholdBasisPoints!: number;

  @ApiPropertyOptional({ type: RelativeThresholdBody, nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => RelativeThresholdBody)
  relativeThreshold?: RelativeThresholdBody | null;

  @ApiPropertyOptional({ type: SourceThresholdBody, isArray: true })
  @IsOptional()
  @IsArray({ message: 'sourceThresholds phải là một danh sách' })
  @ValidateNested({ each: true })
  @Type(() => SourceThresholdBody)
  sourceThresholds?: SourceThresholdBody[];

  @ApiPropertyOptional({ enum: LEVELS })
  @IsOptional()
  @IsIn(LEVELS, { message: `level nhận một trong: ${LEVELS.join(', ')}` })
  level?: Level;

  @ApiPropertyOptional({ enum: RECALL_POLICIES })
  @IsOptional()
  @IsIn(RECALL_POLICIES, { message: `amountPolicy nhận một trong: ${RECALL_POLICIES.join(', ')}` })
  amountPolicy?: RecallPolicy;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MinLength(1, { message: 'consequence không được để trống' })
  @MaxLength(1000)
  consequence?: string;

  @ApiProperty({ type: LegalBasisBody, isArray: true })
  @IsArray({ message: 'legalBases phải là danh sách căn cứ' })
  @ArrayNotEmpty({ message: 'legalBases cần ít nhất một căn cứ' })
  @ValidateNested({ each: true })
  @Type(() => LegalBasisBody)
  legalBases!: LegalBasisBody[];

  @ApiProperty({ format: 'date' })
  @Validate(IsLocalDate)
  decideBy!: string;

  @ApiPropertyOptional({ enum: ORIGINS })
  @IsOptional()
  @IsIn(ORIGINS, { message: `preferredOrigin nhận một trong: ${ORIGINS.join(', ')}` })
  preferredOrigin?: Origin;
}

export class NewRuleBody extends RuleSettingsBody {
  @ApiProperty({ example: '161-2025-3' })
  @Matches(/^(?!(?:template|moi)$)[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, {
    message: 'code gồm chữ không dấu, số, dấu chấm, gạch ngang, tối đa 64 ký tự, khác "template" và "moi"',
  })
  code!: string;

  @ApiPropertyOptional({ description: 'Why the rule is made' })
  @IsOptional()
  @IsString()
  @MinLength(1, { message: 'reason không được để trống' })
  @MaxLength(1000)
  reason?: string;
}

export class RuleChangeBody extends RuleSettingsBody {
  @ApiProperty({ type: 'integer', description: 'The version that was edited' })
  @IsInt({ message: 'version phải là số phiên bản đang sửa' })
  @Min(1, { message: 'version phải là số phiên bản đang sửa' })
  version!: number;

  @ApiProperty({ description: 'Why the rule is changed' })
  @IsString({ message: 'reason phải ghi lý do sửa quy tắc' })
  @MinLength(1, { message: 'reason phải ghi lý do sửa quy tắc' })
  @MaxLength(1000)
  reason!: string;
}

export class RuleChangesBody extends PartialType(RuleSettingsBody) {}

export class TrialBody {
  @ApiProperty({ type: RuleChangesBody, description: 'Settings that differ from the live rule' })
  @ValidateNested()
  @Type(() => RuleChangesBody)
  changes!: RuleChangesBody;

  @ApiPropertyOptional({ description: 'The reports are complete: an unmentioned project has disbursed 0' })
  @IsOptional()
  @IsBoolean({ message: 'complete nhận true hoặc false' })
  complete?: boolean;
}
