import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { LetterheadBody } from './letterhead.dto.js';
import { LetterheadService } from './letterhead.service.js';

@ApiTags('settings')
@Controller('api/v1/settings/letterhead')
export class LetterheadController {
  constructor(private readonly service: LetterheadService) {}

  @Get()
  @ApiOperation({ summary: 'Agency, place and signatory of every paper' })
  current() {
    return this.service.current();
  }

  @Put()
  @ApiOperation({ summary: 'Set it from now on; issued papers keep theirs' })
  set(@Body() body: LetterheadBody) {
    return this.service.set(body);
  }
}
