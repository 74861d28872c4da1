import { Body, Controller, Get, Header, Param, Post, Req, Res, StreamableFile } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { refusalText } from '../../http/refusal-catalogue.js';
import { orRefuse } from '../../http/refused-request.js';
import { toDownload } from '../../http/responses.js';
import { DispositionsService } from '../../review-rounds/dispositions.service.js';
import { ExplanationsService } from '../../review-rounds/explanations.service.js';
import { ReviewRoundsService } from '../../review-rounds/review-rounds.service.js';
import { WORKING_STATES } from '../../review-rounds/round-states.js';
import { answerFormOf, readAnswerForm, type AnswerForm } from '../answer-form.js';
import type { Query as PageQuery } from '../query.js';
import { receiveForm } from '../receive-form.js';
import { seeOther, sendPage } from '../reply.js';
import { SiteService } from '../site.service.js';
import type { FieldError } from '../views/components.js';
import { answerPage } from '../views/round-answer-page.js';

/** What investors answer, typed in by an officer, and the files that back it. */
@Controller('dot-ra-soat/:id')
export class RoundAnswerPagesController {
  constructor(
    private readonly site: SiteService,
    private readonly rounds: ReviewRoundsService,
    private readonly explanations: ExplanationsService,
    private readonly dispositions: DispositionsService,
  ) {}

  @Get('du-an/:projectId/giai-trinh')
  async show(@Param('id') id: string, @Param('projectId') projectId: string, @Res() reply: FastifyReply) {
    await this.send(reply, id, projectId, null, []);
  }

  @Post('du-an/:projectId/giai-trinh')
  async answer(
    @Param('id') id: string,
    @Param('projectId') projectId: string,
    @Body() body: PageQuery | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const finding = orRefuse(await this.rounds.finding(id, projectId));
    const { form, answer, errors } = readAnswerForm(body ?? {}, finding.bySource);
    if (answer === null) return this.send(reply, id, projectId, form, errors);
    const recorded = await this.explanations.answer(id, projectId, answer);
    if (recorded.ok) return seeOther(reply, `/dot-ra-soat/${id}/du-an/${projectId}/giai-trinh`);
    await this.send(reply, id, projectId, form, [{ field: null, message: refusalText(recorded.refusal) }]);
  }

  @Post('du-an/:projectId/tai-lieu')
  async addFile(
    @Param('id') id: string,
    @Param('projectId') projectId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const received = await receiveForm(request);
    const refusal = !received.ok
      ? received.refusal
      : received.value.file === null
        ? ({ code: 'upload.noFile', parameters: {} } as const)
        : await refusalOf(this.explanations.addEvidence(id, projectId, received.value.file));
    if (refusal === null) return seeOther(reply, `/dot-ra-soat/${id}/du-an/${projectId}/giai-trinh`);
    await this.send(reply, id, projectId, null, [{ field: 'file', message: refusalText(refusal) }]);
  }

  @Get('tai-lieu/:evidenceId')
  @Header('cache-control', 'no-store')
  async file(@Param('id') id: string, @Param('evidenceId') evidenceId: string): Promise<StreamableFile> {
    return toDownload(orRefuse(await this.explanations.evidenceFile(id, evidenceId)), 'application/octet-stream');
  }

  /** `typed` is null where nothing was typed: the answer that counts fills the form. */
  private async send(
    reply: FastifyReply,
    id: string,
    projectId: string,
    typed: AnswerForm | null,
    errors: readonly FieldError[],
  ): Promise<void> {
    const round = orRefuse(await this.rounds.find(id));
    const finding = orRefuse(await this.rounds.finding(id, projectId));
    const current = orRefuse(await this.explanations.ofRound(id)).get(projectId) ?? null;
    const evidence = orRefuse(await this.explanations.evidence(id, projectId));
    const reasons = (await this.dispositions.reasonCodes()).filter(({ use }) => use === 'delay');
    const open = WORKING_STATES.includes(round.state);
    const form = typed ?? answerFormOf(current);
    const view = { round, finding, current, evidence, reasons, form, errors, open };
    sendPage(reply, answerPage(this.site.site, view), errors.length > 0 ? 422 : 200);
  }
}

async function refusalOf(result: ReturnType<ExplanationsService['addEvidence']>) {
  const done = await result;
  return done.ok ? null : done.refusal;
}
