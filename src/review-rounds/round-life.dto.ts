import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, IsUUID, MaxLength, MinLength } from 'class-validator';

export class IssueBody {
  @ApiPropertyOptional({ example: '812/TTr-STC', description: 'Number of the paper that carries the list' })
  @IsOptional()
  @IsString()
  @MaxLength(100, { message: 'documentNumber dài quá 100 ký tự' })
  documentNumber?: string;
}

export class SupersedeBody {
  @ApiProperty()
  @IsString({ message: 'reason phải là lý do thay thế' })
  @MinLength(1, { message: 'reason không được để trống' })
  @MaxLength(1000, { message: 'reason dài quá 1000 ký tự' })
  reason!: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'The issued round whose list takes the place' })
  @IsOptional()
  @IsUUID(undefined, { message: 'roundId phải là mã của một đợt rà soát' })
  roundId?: string;
}
