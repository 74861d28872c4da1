import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Res, type StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { patienceOf, type AnswerHead } from '../http/patience.js';
import { orRefuse } from '../http/refused-request.js';
import { toDownload, toJson, toList, toWholeList, XLSX_TYPE } from '../http/responses.js';
import { Upload, type UploadedForm } from '../http/upload.js';
import { CommitBody, toCommitWords } from './import-decisions.dto.js';
import { ImportQuery, LineQuery, ReverseBody, toUpload, UploadForm } from './imports.dto.js';
import { isWaiting } from './import-states.js';
import { ImportsService } from './imports.service.js';
import type { ImportDetail } from './imports.types.js';

@ApiTags('imports')
@Controller('api/v1/imports')
export class ImportsController {
  constructor(private readonly imports: ImportsService) {}

  @Post()
  @ApiOperation({
    summary:
      'Hand a workbook in: it is kept, read and checked; the answer is `checked` or `rejected`, or after 20 seconds (`Prefer: respond-async`: at once) 202 with a state to poll at `Location`',
  })
  @ApiConsumes('multipart/form-data')
  @ApiBody({ type: UploadForm })
  @ApiHeader({ name: 'Prefer', required: false, description: '`respond-async` or `wait=SECONDS` (RFC 7240)' })
  async receive(
    @Upload() form: UploadedForm,
    @Headers('prefer') prefer: string | undefined,
    @Res({ passthrough: true }) head: AnswerHead,
  ) {
    return answer(head, 201, orRefuse(await this.imports.receive(toUpload(form), patienceOf(prefer))));
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
  async recheck(
    @Param('id') id: string,
    @Headers('prefer') prefer: string | undefined,
    @Res({ passthrough: true }) head: AnswerHead,
  ) {
    return answer(head, 200, orRefuse(await this.imports.recheck(id, patienceOf(prefer))));
  }

  @Post(':id/retry')
  @HttpCode(200)
  @ApiOperation({ summary: 'Read an import again that the program gave up on (state `failed`)' })
  async retry(
    @Param('id') id: string,
    @Headers('prefer') prefer: string | undefined,
    @Res({ passthrough: true }) head: AnswerHead,
  ) {
    return answer(head, 200, orRefuse(await this.imports.retry(id, patienceOf(prefer))));
  }

  @Post(':id/commit')
  @HttpCode(200)
  @ApiOperation({
    summary:
      'Put it into the books, all or nothing, with a reason for every group of warnings that needs one; again answers the same receipt',
  })
  async commit(@Param('id') id: string, @Body() body: CommitBody | undefined) {
    return toJson(orRefuse(await this.imports.commit(id, toCommitWords(body))));
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
    const reversal = { reason: body?.reason ?? null, approvedBy: body?.approvedBy ?? null };
    return toJson(orRefuse(await this.imports.reverse(id, reversal)));
  }
}

/** The import under its address; 202 while work on it goes on. */
function answer(head: AnswerHead, status: number, detail: ImportDetail) {
  head.code(isWaiting(detail.state) ? 202 : status);
  head.header('location', `/api/v1/imports/${detail.id}`);
  return toJson(detail);
}

function pageOf(cursor: string | undefined, limit: number | undefined) {
  return { cursor: cursor ?? null, ...(limit === undefined ? {} : { limit }) };
}
