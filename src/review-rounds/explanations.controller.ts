import { Body, Controller, Get, HttpCode, Param, Post, Put, type StreamableFile } from '@nestjs/common';
import { ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import { dayInVietnam } from '../domain/local-date.js';
import { orRefuse } from '../http/refused-request.js';
import { DOCX_TYPE, toDownload, toJson, toWholeList, XLSX_TYPE } from '../http/responses.js';
import { Upload, type UploadedForm } from '../http/upload.js';
import { ExplanationRequestsService } from './explanation-requests.service.js';
import { ExplanationBody, RequestBody, toAnswer } from './explanations.dto.js';
import { ExplanationsService } from './explanations.service.js';

@ApiTags('review')
@Controller('api/v1/review-rounds/:id')
export class ExplanationsController {
  constructor(
    private readonly requests: ExplanationRequestsService,
    private readonly explanations: ExplanationsService,
  ) {}

  @Post(['explanation-requests', 'request-explanations'])
  @HttpCode(200)
  @ApiOperation({ summary: 'Ask every investor of a row by a day; the round moves on to `explanations`' })
  async request(@Param('id') id: string, @Body() { deadline }: RequestBody) {
    return toJson(orRefuse(await this.requests.request(id, deadline, dayInVietnam(new Date()))));
  }

  @Get('explanation-requests')
  @ApiOperation({ summary: 'Who was asked, what is missing, days left' })
  async reminders(@Param('id') id: string) {
    return toJson(orRefuse(await this.requests.reminders(id, dayInVietnam(new Date()))));
  }

  @Get('explanation-requests/:requestId/form.xlsx')
  @ApiOperation({ summary: 'The form that was sent, byte for byte' })
  async form(@Param('id') id: string, @Param('requestId') requestId: string): Promise<StreamableFile> {
    return toDownload(orRefuse(await this.requests.form(id, requestId)), XLSX_TYPE);
  }

  @Get('explanation-requests/:requestId/letter.docx')
  @ApiOperation({ summary: 'The official letter that goes with the form' })
  async letter(@Param('id') id: string, @Param('requestId') requestId: string): Promise<StreamableFile> {
    return toDownload(orRefuse(await this.requests.letter(id, requestId)), DOCX_TYPE);
  }

  @Get('explanations')
  @ApiOperation({ summary: 'The answers that count' })
  async list(@Param('id') id: string) {
    return toWholeList([...orRefuse(await this.explanations.ofRound(id)).values()]);
  }

  @Put('explanations/:projectId')
  @ApiOperation({ summary: 'Add an answer: willDisburseBy, giveBack or explain' })
  async answer(@Param('id') id: string, @Param('projectId') projectId: string, @Body() body: ExplanationBody) {
    return toJson(orRefuse(await this.explanations.answer(id, projectId, orRefuse(toAnswer(body)))));
  }

  @Post('explanations/form')
  @HttpCode(200)
  @ApiConsumes('multipart/form-data')
  @ApiOperation({ summary: 'Read the answers of a form that came back: all of them or none' })
  async readForm(@Param('id') id: string, @Upload() form: UploadedForm) {
    return toJson(orRefuse(await this.explanations.readForm(id, form)));
  }

  @Post('explanations/:projectId/evidence')
  @ApiConsumes('multipart/form-data')
  @ApiOperation({ summary: 'Keep a file that backs the answer' })
  async addEvidence(@Param('id') id: string, @Param('projectId') projectId: string, @Upload() form: UploadedForm) {
    return toJson(orRefuse(await this.explanations.addEvidence(id, projectId, form)));
  }

  @Get('explanations/:projectId/evidence')
  @ApiOperation({ summary: 'Files that back the answer' })
  async evidence(@Param('id') id: string, @Param('projectId') projectId: string) {
    return toWholeList(orRefuse(await this.explanations.evidence(id, projectId)));
  }

  @Get('evidence/:evidenceId')
  @ApiOperation({ summary: 'A file as handed in' })
  async file(@Param('id') id: string, @Param('evidenceId') evidenceId: string): Promise<StreamableFile> {
    return toDownload(orRefuse(await this.explanations.evidenceFile(id, evidenceId)), 'application/octet-stream');
  }
}
