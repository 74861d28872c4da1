import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import type { Confirmation, LinePlace, Split } from './matching.types.js';

const CODE = { message: 'code là mã dự án 7 chữ số' };
const REASON = { message: 'reason là lý do, từ 3 đến 1000 ký tự' };
const UUID = { message: '$property phải là mã (UUID) của một dự án' };

export class ConfirmationBody {
  @ApiProperty({ description: 'Name as the lines have it' })
  @IsString({ message: 'name phải là tên dự án ghi ở dòng' })
  @MinLength(1, { message: 'name phải là tên dự án ghi ở dòng' })
  @MaxLength(2000, { message: 'name dài quá 2000 ký tự' })
  name!: string;

  @ApiPropertyOptional({ description: 'Code on the lines; absent where they have none' })
  @IsOptional()
  @Matches(/^\d{7}(\.\d+)?$/, CODE)
  code?: string | null;

  @ApiPropertyOptional({ description: 'Investor on the lines; absent where they name none' })
  @IsOptional()
  @IsString({ message: 'investor phải là tên chủ đầu tư ghi ở dòng' })
  @MaxLength(500, { message: 'investor dài quá 500 ký tự' })
  investor?: string | null;

  @ApiPropertyOptional({ format: 'uuid', description: 'The project that the lines mean' })
  @IsOptional()
  @IsUUID(undefined, UUID)
  projectId?: string;

  @ApiPropertyOptional({ description: 'In place of `projectId`: make a project of the lines' })
  @IsOptional()
  @IsBoolean({ message: 'newProject nhận true hoặc false' })
  newProject?: boolean;
}

export function toConfirmation({ name, code, investor, projectId }: ConfirmationBody): Confirmation {
  return { name, code: code ?? null, investor: investor ?? null, projectId: projectId ?? null };
}

export class ReasonBody {
  @ApiPropertyOptional({ description: 'Why; kept with the decision' })
  @IsOptional()
  @IsString(REASON)
  @MinLength(3, REASON)
  @MaxLength(1000, REASON)
  reason?: string;
}

export class DecisionReason {
  @ApiProperty({ description: 'Why; kept with the decision' })
  @IsString(REASON)
  @MinLength(3, REASON)
  @MaxLength(1000, REASON)
  reason!: string;
}

export class MergeBody extends DecisionReason {
  @ApiProperty({ format: 'uuid', description: 'The record that stays' })
  @IsUUID(undefined, UUID)
  into!: string;
}

export class DistinctionBody extends DecisionReason {
  @ApiProperty({ format: 'uuid', description: 'The other project of the same name' })
  @IsUUID(undefined, UUID)
  other!: string;
}

class LinePlaceBody implements LinePlace {
  @ApiProperty({ format: 'uuid' })
  @IsUUID(undefined, { message: 'importId phải là mã (UUID) của một lượt nạp' })
  importId!: string;

  @ApiProperty()
  @IsString({ message: 'sheet phải là tên trang tính' })
  sheet!: string;

  @ApiProperty({ type: 'integer' })
  @IsInt({ message: 'row phải là số thứ tự hàng' })
  @Min(1, { message: 'row phải là số thứ tự hàng' })
  row!: number;
}

export class SplitBody extends DecisionReason {
  @ApiPropertyOptional({ type: [String], description: 'All lines under these names, remembered for later files' })
  @IsOptional()
  @IsArray({ message: 'names phải là danh sách tên' })
  @ArrayMaxSize(100, { message: 'names có nhiều nhất 100 tên' })
  @IsString({ each: true, message: 'names phải là danh sách tên' })
  names?: string[];

  @ApiPropertyOptional({ type: [LinePlaceBody], description: 'Single lines' })
  @IsOptional()
  @IsArray({ message: 'lines phải là danh sách dòng' })
  @ArrayMaxSize(1000, { message: 'lines có nhiều nhất 1000 dòng' })
  @ValidateNested({ each: true })
  @Type(() => LinePlaceBody)
  lines?: LinePlaceBody[];

  @ApiPropertyOptional({ format: 'uuid', description: 'The other project where it is in the books; made where absent' })
  @IsOptional()
  @IsUUID(undefined, UUID)
  into?: string;
}

export function toSplit({ names, lines, into, reason }: SplitBody): Split {
  return { names: names ?? [], lines: lines ?? [], into: into ?? null, reason };
}
