import { Body, Controller, Get, Header, Param, Post, Req, Res, StreamableFile } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { dayInVietnam } from '../../domain/local-date.js';
import { refusalText } from '../../http/refusal-catalogue.js';
import type { Refusal } from '../../http/refusal.js';
import { orRefuse } from '../../http/refused-request.js';
import { toDownload, DOCX_TYPE, XLSX_TYPE } from '../../http/responses.js';
import { ExplanationRequestsService } from '../../review-rounds/explanation-requests.service.js';
import { ExplanationsService } from '../../review-rounds/explanations.service.js';
import { ReviewRoundsService } from '../../review-rounds/review-rounds.service.js';
import { RoundLifeService } from '../../review-rounds/round-life.service.js';
import { WORKING_STATES } from '../../review-rounds/round-states.js';
import { textOf, type Query as PageQuery } from '../query.js';
import { receiveForm } from '../receive-form.js';
import { seeOther, sendPage } from '../reply.js';
import { RoundPageBuilder } from '../round-page-builder.js';
import { SiteService } from '../site.service.js';
import { typedDay } from '../typed.js';
import { readVerdictForm } from '../verdict-form.js';
import type { FieldError } from '../views/components.js';
import { explanationsPage } from '../views/round-explanations-page.js';
import { findingPage } from '../views/round-finding-page.js';
import { issuePage } from '../views/round-issue-page.js';

/** What officers do inside a round: verdicts, explanations, the issue. */
@Controller('dot-ra-soat/:id')
export class RoundWorkPagesController {
  constructor(
    private readonly site: SiteService,
    private readonly rounds: ReviewRoundsService,
    private readonly life: RoundLifeService,
    private readonly requests: ExplanationRequestsService,
    private readonly explanations: ExplanationsService,
    private readonly pages: RoundPageBuilder,
  ) {}

  @Get('du-an/:projectId')
  async finding(@Param('id') id: string, @Param('projectId') projectId: string, @Res() reply: FastifyReply) {
    sendPage(reply, findingPage(this.site.site, orRefuse(await this.pages.finding(id, projectId))));
  }

  @Post('du-an/:projectId')
  async decideOn(
    @Param('id') id: string,
    @Param('projectId') projectId: string,
    @Body() body: PageQuery | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const view = orRefuse(await this.pages.finding(id, projectId));
    const { form, proposed, errors } = readVerdictForm(body ?? {}, view.finding.bySource);
    if (proposed === null) return sendPage(reply, findingPage(this.site.site, { ...view, form, errors }), 422);
    const recorded = await this.pages.record(id, projectId, proposed, form.version);
    if (recorded.ok) return seeOther(reply, `/dot-ra-soat/${id}/du-an/${projectId}`);
    const now = orRefuse(await this.pages.finding(id, projectId));
    sendPage(reply, findingPage(this.site.site, { ...now, form, errors: errorsOf(recorded.refusal) }), 422);
  }

  @Get('giai-trinh')
  async explain(@Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    await this.sendExplanations(reply, id, '', []);
  }

  @Post('giai-trinh')
  async request(@Param('id') id: string, @Body() body: PageQuery | undefined, @Res() reply: FastifyReply) {
    const text = textOf(body, 'deadline') ?? '';
    const deadline = typedDay(text);
    if (deadline === null) {
      const message = `“${text}” không phải là ngày. Ghi ngày/tháng/năm, ví dụ 15/7/2025.`;
      return this.sendExplanations(reply, id, text, [{ field: 'deadline', message }]);
    }
    const asked = await this.requests.request(id, deadline, dayInVietnam(new Date()));
    if (asked.ok) return seeOther(reply, `/dot-ra-soat/${id}/giai-trinh`);
    await this.sendExplanations(reply, id, text, [{ field: 'deadline', message: refusalText(asked.refusal) }]);
  }

  @Post('giai-trinh/bieu')
  async readForm(@Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const received = await receiveForm(request);
    const refusal = received.ok ? await this.refusalOfForm(id, received.value.file) : received.refusal;
    if (refusal === null) return seeOther(reply, `/dot-ra-soat/${id}/giai-trinh`);
    await this.sendExplanations(reply, id, '', [{ field: 'file', message: refusalText(refusal) }]);
  }

  private async refusalOfForm(
    id: string,
    file: { readonly file: string; readonly bytes: Uint8Array } | null,
  ): Promise<Refusal | null> {
    if (file === null) return { code: 'upload.noFile', parameters: {} };
    const read = await this.explanations.readForm(id, file);
    return read.ok ? null : read.refusal;
  }

  @Get('giai-trinh/:requestId/bieu.xlsx')
  @Header('cache-control', 'no-store')
  async form(@Param('id') id: string, @Param('requestId') requestId: string): Promise<StreamableFile> {
    return toDownload(orRefuse(await this.requests.form(id, requestId)), XLSX_TYPE);
  }

  @Get('giai-trinh/:requestId/cong-van.docx')
  @Header('cache-control', 'no-store')
  async letter(@Param('id') id: string, @Param('requestId') requestId: string): Promise<StreamableFile> {
    return toDownload(orRefuse(await this.requests.letter(id, requestId)), DOCX_TYPE);
  }

  @Get('ban-hanh')
  async askIssue(@Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const view = orRefuse(await this.pages.issue(id));
    if (view.round.issue !== null) return seeOther(reply, `/dot-ra-soat/${id}`);
    sendPage(reply, issuePage(this.site.site, { ...view, documentNumber: '', errors: [] }));
  }

  @Post('ban-hanh')
  async issue(@Param('id') id: string, @Body() body: PageQuery | undefined, @Res() reply: FastifyReply) {
    const documentNumber = textOf(body, 'documentNumber');
    const issued = await this.life.issue(id, { documentNumber, today: dayInVietnam(new Date()) });
    if (issued.ok) return seeOther(reply, `/dot-ra-soat/${id}`);
    const view = orRefuse(await this.pages.issue(id));
    const errors = errorsOf(issued.refusal);
    sendPage(reply, issuePage(this.site.site, { ...view, documentNumber: documentNumber ?? '', errors }), 409);
  }

  private async sendExplanations(
    reply: FastifyReply,
    id: string,
    deadline: string,
    errors: readonly FieldError[],
  ): Promise<void> {
    const round = orRefuse(await this.rounds.find(id));
    const reminders = orRefuse(await this.requests.reminders(id, dayInVietnam(new Date())));
    const open = WORKING_STATES.includes(round.state);
    const view = { round, reminders, deadline, errors, open };
    sendPage(reply, explanationsPage(this.site.site, view), errors.length > 0 ? 422 : 200);
  }
}

function errorsOf(refusal: Refusal): readonly FieldError[] {
  return [{ field: null, message: refusalText(refusal) }];
}
