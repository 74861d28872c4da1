import { Body, Controller, Get, Param, Post, Query, type StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { toFindingDocument } from '../domain/recall-document.js';
import { orRefuse } from '../http/refused-request.js';
import { PageQuery } from '../http/queries.dto.js';
import { CSV_TYPE, DOCX_TYPE, JSON_TYPE, toDownload, toInline, toJson, toList, XLSX_TYPE } from '../http/responses.js';
import { DispositionsService } from './dispositions.service.js';
import { OffendersService } from './offenders.service.js';
import { FindingQuery, OpenRoundBody, toOpenOptions } from './review-rounds.dto.js';
import { ReviewRoundsService } from './review-rounds.service.js';

@ApiTags('review')
@Controller('api/v1')
export class ReviewRoundsController {
  constructor(
    private readonly rounds: ReviewRoundsService,
    private readonly dispositions: DispositionsService,
    private readonly offenders: OffendersService,
  ) {}

  @Post('review-rounds')
  @ApiOperation({ summary: 'Apply a rule; the same question with the same answer is the round that is open already' })
  async open(@Body() body: OpenRoundBody) {
    return toJson(orRefuse(await this.rounds.open(body.ruleCode, toOpenOptions(body))));
  }

  @Get('review-rounds')
  @ApiOperation({ summary: 'Rounds, newest first' })
  async list(@Query() query: PageQuery) {
    return toList(orRefuse(await this.rounds.list(query)));
  }

  @Get('review-rounds/:id')
  @ApiOperation({ summary: 'One round with its summary' })
  async find(@Param('id') id: string) {
    return toJson(orRefuse(await this.rounds.find(id)));
  }

  @Get('review-rounds/:id/findings')
  @ApiOperation({
    summary: 'Findings with the cells that they rest on, their verdicts, and in how many other rounds they were below',
  })
  async findings(@Param('id') id: string, @Query() query: FindingQuery) {
    const round = orRefuse(await this.rounds.find(id));
    const filter = query.outcome === undefined ? {} : { outcome: query.outcome };
    const page = orRefuse(await this.rounds.findings(id, filter, query));
    const verdicts = orRefuse(await this.dispositions.ofRound(id));
    const otherRounds = await this.offenders.otherRounds(id);
    const items = page.items.map((finding) => ({
      ...toFindingDocument(finding),
      disposition: verdicts.get(finding.projectId) ?? null,
      otherRoundsBelow: otherRounds.get(finding.projectId) ?? 0,
    }));
    return toList({ items, next: page.next }, round);
  }

  @Get('review-rounds/:id/recall-list')
  @ApiOperation({ summary: 'The recall list as one document, with its verdicts' })
  async recallList(@Param('id') id: string): Promise<StreamableFile> {
    return toInline(orRefuse(await this.rounds.paper(id, 'recall-list.json')).bytes, JSON_TYPE);
  }

  @Get('review-rounds/:id/recall-list.xlsx')
  @ApiOperation({
    summary: 'The recall list as the official annex; of an issued round the very bytes that were issued',
  })
  async recallListXlsx(@Param('id') id: string): Promise<StreamableFile> {
    return toDownload(orRefuse(await this.rounds.recallListXlsx(id)), XLSX_TYPE);
  }

  @Get('review-rounds/:id/recall-list.csv')
  @ApiOperation({ summary: 'The recall list as CSV (UTF-8 with BOM)' })
  async recallListCsv(@Param('id') id: string): Promise<StreamableFile> {
    return toDownload(orRefuse(await this.rounds.recallListCsv(id)), CSV_TYPE);
  }

  @Get('review-rounds/:id/not-recalled.xlsx')
  @ApiOperation({
    summary: 'The second annex: projects from which nothing is taken back, with reasons; of an issued round as issued',
  })
  async notRecalled(@Param('id') id: string): Promise<StreamableFile> {
    return toDownload(orRefuse(await this.rounds.paper(id, 'not-recalled.xlsx')), XLSX_TYPE);
  }

  @Get('review-rounds/:id/submission.docx')
  @ApiOperation({
    summary: 'The submission (tờ trình) of the round; of an issued round the very bytes that were issued',
  })
  async submission(@Param('id') id: string): Promise<StreamableFile> {
    return toDownload(orRefuse(await this.rounds.paper(id, 'submission.docx')), DOCX_TYPE);
  }
}
