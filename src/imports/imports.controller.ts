import { Body, Controller, Get, HttpCode, Param, Post, Query, type StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import { orRefuse } from '../http/refused-request.js';
import { toDownload, toJson, toList, toWholeList, XLSX_TYPE } from '../http/responses.js';
import { Upload, type UploadedForm } from '../http/upload.js';
import { ImportQuery, LineQuery, ReverseBody, toUpload, UploadForm } from './imports.dto.js';
import { ImportsService } from './imports.service.js';

@ApiTags('imports')
@Controller('api/v1/imports')
export class ImportsController {
  constructor(private readonly imports: ImportsService) {}

  @Post()
  @ApiOperation({ summary: 'Hand a workbook in: it is kept, read and checked; the answer is `checked` or `rejected`' })
  @ApiConsumes('multipart/form-data')
  @ApiBody({ type: UploadForm })
  async receive(@Upload() form: UploadedForm) {
    return toJson(orRefuse(await this.imports.receive(toUpload(form))));
  }

  @Get()
  @ApiOperation({ summary: 'Imports, newest first' })
  async list(@Query() query: ImportQuery) {
    const { cursor, limit, ...filter } = query;
    return toList(orRefuse(await this.imports.list(filter, pageOf(cursor, limit))));
  }

  @Get(':id')
  @ApiOperation({ summary: 'One import with the tables as understood' })
  async find(@Param('id') id: string) {
    return toJson(orRefuse(await this.imports.find(id)));
  }

  @Get(':id/issues')
  @ApiOperation({ summary: 'Errors, warnings and notes, cell by cell' })
  async issues(@Param('id') id: string) {
    return toWholeList(orRefuse(await this.imports.issues(id)));
  }

  @Get(':id/lines')
  @ApiOperation({ summary: 'Every source row in its role, with its amounts and the project that it means' })
  async lines(@Param('id') id: string, @Query() query: LineQuery) {
    const { cursor, limit, ...filter } = query;
    return toList(orRefuse(await this.imports.lines(id, filter, pageOf(cursor, limit))));
  }

  @Get(':id/original')
  @ApiOperation({ summary: 'The bytes as handed in' })
  async original(@Param('id') id: string): Promise<StreamableFile> {
    return toDownload(orRefuse(await this.imports.original(id)), 'application/octet-stream');
  }

  @Get(':id/annotated.xlsx')
  @ApiOperation({ summary: 'The workbook with its bad cells marked' })
  async annotated(@Param('id') id: string): Promise<StreamableFile> {
    return toDownload(orRefuse(await this.imports.annotated(id)), XLSX_TYPE);
  }

  @Get(':id/receipt')
  @ApiOperation({ summary: 'What the commit wrote' })
  async receipt(@Param('id') id: string) {
    return toJson(orRefuse(await this.imports.receipt(id)));
  }

  @Post(':id/check')
  @HttpCode(200)
  @ApiOperation({ summary: 'Check an open import again, against the books of now' })
  async recheck(@Param('id') id: string) {
    return toJson(orRefuse(await this.imports.recheck(id)));
  }

  @Post(':id/commit')
  @HttpCode(200)
  @ApiOperation({ summary: 'Put it into the books, all or nothing; again answers the same receipt' })
  async commit(@Param('id') id: string) {
    return toJson(orRefuse(await this.imports.commit(id)));
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @ApiOperation({ summary: 'Give up an import that is not committed' })
  async cancel(@Param('id') id: string) {
    return toJson(orRefuse(await this.imports.cancel(id)));
  }

  @Post(':id/reverse')
  @HttpCode(200)
  @ApiOperation({ summary: 'Take a committed import out of the books from now on' })
  async reverse(@Param('id') id: string, @Body() body: ReverseBody) {
    return toJson(orRefuse(await this.imports.reverse(id, body?.reason ?? null)));
  }
}

function pageOf(cursor: string | undefined, limit: number | undefined) {
  return { cursor: cursor ?? null, ...(limit === undefined ? {} : { limit }) };
}
