import { ApiProperty } from '@nestjs/swagger';
import { IsNotEmpty, IsString, MaxLength } from 'class-validator';
import type { Letterhead } from '../domain/letterhead.js';

const LONGEST = 200;

/** The whole letterhead; every field is named. */
export class LetterheadBody implements Letterhead {
  @ApiProperty({ example: 'UBND TỈNH SƠN LA' })
  @IsString({ message: 'parentAgency phải là chữ' })
  @IsNotEmpty({ message: 'parentAgency chưa ghi' })
  @MaxLength(LONGEST, { message: 'parentAgency quá dài' })
  parentAgency!: string;

  @ApiProperty({ example: 'SỞ TÀI CHÍNH' })
  @IsString({ message: 'agency phải là chữ' })
  @IsNotEmpty({ message: 'agency chưa ghi' })
  @MaxLength(LONGEST, { message: 'agency quá dài' })
  agency!: string;

  @ApiProperty({ example: 'Sở Tài chính' })
  @IsString({ message: 'agencyInText phải là chữ' })
  @IsNotEmpty({ message: 'agencyInText chưa ghi' })
  @MaxLength(LONGEST, { message: 'agencyInText quá dài' })
  agencyInText!: string;

  @ApiProperty({ example: 'STC' })
  @IsString({ message: 'abbreviation phải là chữ' })
  @IsNotEmpty({ message: 'abbreviation chưa ghi' })
  @MaxLength(30, { message: 'abbreviation quá dài' })
  abbreviation!: string;

  @ApiProperty({ example: 'tỉnh Sơn La' })
  @IsString({ message: 'provinceInText phải là chữ' })
  @IsNotEmpty({ message: 'provinceInText chưa ghi' })
  @MaxLength(LONGEST, { message: 'provinceInText quá dài' })
  provinceInText!: string;

  @ApiProperty({ example: 'Sơn La' })
  @IsString({ message: 'place phải là chữ' })
  @IsNotEmpty({ message: 'place chưa ghi' })
  @MaxLength(100, { message: 'place quá dài' })
  place!: string;

  @ApiProperty({ example: 'GIÁM ĐỐC' })
  @IsString({ message: 'signatoryTitle phải là chữ' })
  @IsNotEmpty({ message: 'signatoryTitle chưa ghi' })
  @MaxLength(100, { message: 'signatoryTitle quá dài' })
  signatoryTitle!: string;

  @ApiProperty({ example: '', description: 'Empty where the name is written by hand' })
  @IsString({ message: 'signatoryName phải là chữ' })
  @MaxLength(100, { message: 'signatoryName quá dài' })
  signatoryName!: string;
}
