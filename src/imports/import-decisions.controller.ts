import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import { patienceOf } from '../http/patience.js';
import { orRefuse } from '../http/refused-request.js';
import { toJson, toList, toWholeList } from '../http/responses.js';
import { Upload, type UploadedForm } from '../http/upload.js';
import {
  CellBody,
  CellPlace,
  ChangesQuery,
  MappingBody,
  RestoreBody,
  RowBody,
  RowPlace,
  StatementBody,
  toMappingRequests,
  toStatement,
} from './import-decisions.dto.js';
import { ImportDecisionsService } from './import-decisions.service.js';
import { ImportReviewService } from './import-review.service.js';
import { ImportsService } from './imports.service.js';

@ApiTags('imports')
@Controller('api/v1/imports/:id')
export class ImportDecisionsController {
  constructor(
    private readonly decisions: ImportDecisionsService,
    private readonly review: ImportReviewService,
    private readonly imports: ImportsService,
  ) {}

  @Get('mapping')
  @ApiOperation({
    summary: 'How the columns of every table are read, with samples and totals; what is missing or left out',
  })
  async mapping(@Param('id') id: string) {
    return toWholeList(orRefuse(await this.review.mapping(id)));
  }

  @Put('mapping')
  @ApiOperation({ summary: 'Read the tables another way; the import is checked again on the same path' })
  async map(@Param('id') id: string, @Body() body: MappingBody, @Headers('prefer') prefer: string | undefined) {
    const requests = toMappingRequests(body);
    return toJson(orRefuse(await this.decisions.map(id, requests, body.by ?? null, patienceOf(prefer))));
  }

  @Put('confirmation')
  @ApiOperation({ summary: 'Confirm unit, day, origin, scope and the totals of the signed paper; checked again' })
  async state(@Param('id') id: string, @Body() body: StatementBody, @Headers('prefer') prefer: string | undefined) {
    return toJson(orRefuse(await this.decisions.state(id, toStatement(body), body.by ?? null, patienceOf(prefer))));
  }

  @Get('decisions')
  @ApiOperation({ summary: 'Everything that people decided about the import, the latest of each place' })
  async list(@Param('id') id: string) {
    const { absences, ...decisions } = orRefuse(await this.review.decisions(id));
    return toJson({ ...decisions, absent: Object.fromEntries(absences) });
  }

  @Get('warnings')
  @ApiOperation({ summary: 'Groups of warnings that a commit needs a reason for' })
  async warnings(@Param('id') id: string) {
    return toWholeList(orRefuse(await this.review.warnings(id)));
  }

  @Get('reconciliation')
  @ApiOperation({ summary: 'Control totals, printed sums, sums by source and investor, every row in one bucket' })
  async reconciliation(@Param('id') id: string) {
    return toJson(orRefuse(await this.review.reconciliation(id)));
  }

  @Get('changes')
  @ApiOperation({
    summary: 'Old -> new of every figure; `status=absent`: projects of the books that the file does not name',
  })
  async changes(@Param('id') id: string, @Query() query: ChangesQuery) {
    const { cursor, limit, status } = query;
    const page = { cursor: cursor ?? null, ...(limit === undefined ? {} : { limit }) };
    const list = toList(orRefuse(await this.review.changes(id, status ?? null, page)));
    return { ...list, counts: toJson(orRefuse(await this.review.changeCounts(id))) };
  }

  @Put('cells/:sheet/:cell')
  @ApiOperation({ summary: 'Read one cell otherwise, with a reason; the stored file stays as it is' })
  async override(
    @Param() { id, sheet, cell }: CellPlace,
    @Body() body: CellBody,
    @Headers('prefer') prefer: string | undefined,
  ) {
    return toJson(orRefuse(await this.decisions.override(id, { sheet, cell }, body.value, body, patienceOf(prefer))));
  }

  @Delete('cells/:sheet/:cell')
  @ApiOperation({ summary: 'Read a cell as the file has it again' })
  async restore(
    @Param() { id, sheet, cell }: CellPlace,
    @Body() body: RestoreBody,
    @Headers('prefer') prefer: string | undefined,
  ) {
    return toJson(orRefuse(await this.decisions.restore(id, { sheet, cell }, body, patienceOf(prefer))));
  }

  @Put('rows/:sheet/:row/left-out')
  @ApiOperation({ summary: 'Leave a row out of the books, with a reason' })
  async leaveOut(
    @Param() { id, sheet, row }: RowPlace,
    @Body() body: RowBody,
    @Headers('prefer') prefer: string | undefined,
  ) {
    return toJson(orRefuse(await this.decisions.leaveOut(id, { sheet, row }, true, body, patienceOf(prefer))));
  }

  @Delete('rows/:sheet/:row/left-out')
  @ApiOperation({ summary: 'Take a row in again' })
  async takeIn(
    @Param() { id, sheet, row }: RowPlace,
    @Body() body: RowBody,
    @Headers('prefer') prefer: string | undefined,
  ) {
    return toJson(orRefuse(await this.decisions.leaveOut(id, { sheet, row }, false, body, patienceOf(prefer))));
  }

  @Post('revisions')
  @HttpCode(201)
  @ApiOperation({ summary: 'A corrected workbook as the next revision: the import is given up and linked' })
  @ApiConsumes('multipart/form-data')
  async revise(@Param('id') id: string, @Upload() form: UploadedForm, @Headers('prefer') prefer: string | undefined) {
    return toJson(orRefuse(await this.imports.revise(id, form, patienceOf(prefer))));
  }

  @Get('revision')
  @ApiOperation({ summary: 'Which errors and warnings went since the revision before, and which are new' })
  async revision(@Param('id') id: string) {
    return toJson(orRefuse(await this.review.revision(id)));
  }
}
