import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  Validate,
  ValidatorConstraint,
} from 'class-validator';
import type { ValidationArguments, ValidatorConstraintInterface } from 'class-validator';
import { isLocalDate } from '../domain/local-date.js';
import { INVESTOR_VIEWS, type InvestorView } from '../domain/successions.js';
import { PROJECT_STATUSES, type ProjectStatus } from '../domain/words.js';
import type { PerspectiveRequest, ProjectFilter } from '../projects/projects.types.js';
import { MAX_LIMIT, type PageRequest } from './page.js';

@ValidatorConstraint({ name: 'localDate' })
export class IsLocalDate implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return typeof value === 'string' && isLocalDate(value);
  }

  defaultMessage({ property }: ValidationArguments): string {
    return `${property} phải là một ngày có thật dạng 2025-06-30`;
  }
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})$/;
const YEAR_MESSAGE = { message: 'planYear phải là một năm từ 2000 đến 2100' };

export class PageQuery implements PageRequest {
  @ApiPropertyOptional({ description: 'Cursor of the page, from `page.next`' })
  @IsOptional()
  @IsString()
  @MaxLength(2000, { message: 'cursor quá dài' })
  cursor?: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: MAX_LIMIT })
  @IsOptional()
  @Type(() => Number)
  @IsInt({ message: `limit phải là số từ 1 đến ${MAX_LIMIT}` })
  @Min(1, { message: `limit phải là số từ 1 đến ${MAX_LIMIT}` })
  @Max(MAX_LIMIT, { message: `limit phải là số từ 1 đến ${MAX_LIMIT}` })
  limit?: number;
}

export class PerspectiveQuery extends PageQuery {
  @ApiPropertyOptional({ type: 'integer', description: 'Latest plan year with figures where absent' })
  @IsOptional()
  @Type(() => Number)
  @IsInt(YEAR_MESSAGE)
  @Min(2000, YEAR_MESSAGE)
  @Max(2100, YEAR_MESSAGE)
  planYear?: number;

  @ApiPropertyOptional({ format: 'date', description: 'What counted on this day; today where absent' })
  @IsOptional()
  @Validate(IsLocalDate)
  asOf?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'As the books knew it at this instant; now where absent' })
  @IsOptional()
  @IsISO8601({ strict: true }, { message: 'knownAt phải là thời điểm có múi giờ, ví dụ 2025-07-01T08:00:00+07:00' })
  @Matches(INSTANT, { message: 'knownAt phải là thời điểm có múi giờ, ví dụ 2025-07-01T08:00:00+07:00' })
  knownAt?: string;

  @ApiPropertyOptional({
    enum: INVESTOR_VIEWS,
    description: 'Investors as carried on by the as-of day (where absent), or as the papers name them',
  })
  @IsOptional()
  @IsIn(INVESTOR_VIEWS, { message: `investorView nhận một trong: ${INVESTOR_VIEWS.join(', ')}` })
  investorView?: InvestorView;
}

/** The two times of a question, parsed. */
export function toPerspectiveRequest(query: PerspectiveQuery): PerspectiveRequest {
  const { planYear, asOf, knownAt, investorView } = query;
  return {
    ...(planYear === undefined ? {} : { planYear }),
    ...(asOf === undefined ? {} : { asOf }),
    ...(knownAt === undefined ? {} : { knownAt: new Date(knownAt) }),
    ...(investorView === undefined ? {} : { investorView }),
  };
}

export class ProjectQuery extends PerspectiveQuery {
  @ApiPropertyOptional({ description: 'Words of the name, with or without accents, or a beginning of the code' })
  @IsOptional()
  @IsString()
  @MaxLength(300, { message: 'q quá dài' })
  q?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  investor?: string;

  @ApiPropertyOptional({ description: 'Code of a funding source; a group means its parts too' })
  @IsOptional()
  @IsString()
  source?: string;

  @ApiPropertyOptional({ enum: PROJECT_STATUSES })
  @IsOptional()
  @IsIn(PROJECT_STATUSES, { message: `status nhận một trong: ${PROJECT_STATUSES.join(', ')}` })
  status?: ProjectStatus;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  sector?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  location?: string;
}

/** The filter of a question about projects. */
export function toProjectFilter({ q, investor, source, status, sector, location }: ProjectQuery): ProjectFilter {
  return {
    ...(q === undefined ? {} : { q }),
    ...(investor === undefined ? {} : { investor }),
    ...(source === undefined ? {} : { source }),
    ...(status === undefined ? {} : { status }),
    ...(sector === undefined ? {} : { sector }),
    ...(location === undefined ? {} : { location }),
  };
}

export class FactQuery extends PerspectiveQuery {
  @ApiPropertyOptional({ description: 'Id or code of a project' })
  @IsOptional()
  @IsString()
  @MaxLength(100, { message: 'project quá dài' })
  project?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsString()
  projectId?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  source?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsString()
  importId?: string;
}

/** `?flag`, `?flag=true`, `?flag=1` */
export function BooleanQuery(): PropertyDecorator {
  return Transform(
    ({ value }: { value: unknown }) => value === '' || value === 'true' || value === '1' || value === true,
  );
}
