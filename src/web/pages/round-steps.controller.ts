import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { dayInVietnam } from '../../domain/local-date.js';
import { refusalText } from '../../http/refusal-catalogue.js';
import type { Refusal } from '../../http/refusal.js';
import { orRefuse } from '../../http/refused-request.js';
import { ReviewRoundsService } from '../../review-rounds/review-rounds.service.js';
import { RoundLifeService } from '../../review-rounds/round-life.service.js';
import { isFrozen } from '../../review-rounds/round-states.js';
import { textOf, type Query as PageQuery } from '../query.js';
import { seeOther, sendPage } from '../reply.js';
import { SiteService } from '../site.service.js';
import type { FieldError } from '../views/components.js';
import { decidePage, openPage, supersedePage } from '../views/round-step-page.js';

const OTHERS_SHOWN = 100;

/** The steps of a round that ask before they are taken, but for the issue: a draft opens, verdicts close, a list gives way. */
@Controller('dot-ra-soat/:id')
export class RoundStepPagesController {
  constructor(
    private readonly site: SiteService,
    private readonly rounds: ReviewRoundsService,
    private readonly life: RoundLifeService,
  ) {}

  @Get('mo')
  async askOpen(@Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const round = orRefuse(await this.rounds.find(id));
    if (round.state !== 'draft') return seeOther(reply, `/dot-ra-soat/${id}`);
    sendPage(reply, openPage(this.site.site, { round, errors: [] }));
  }

  @Post('mo')
  async open(@Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const opened = await this.life.open(id);
    if (opened.ok) return seeOther(reply, `/dot-ra-soat/${id}`);
    const round = orRefuse(await this.rounds.find(id));
    sendPage(reply, openPage(this.site.site, { round, errors: errorsOf(opened.refusal) }), 409);
  }

  @Get('ket-luan')
  async askDecide(@Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    await this.sendDecide(reply, id, []);
  }

  @Post('ket-luan')
  async decide(@Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const decided = await this.life.decide(id, dayInVietnam(new Date()));
    if (decided.ok) return seeOther(reply, `/dot-ra-soat/${id}`);
    await this.sendDecide(reply, id, errorsOf(decided.refusal));
  }

  @Get('thay-the')
  async askSupersede(@Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    await this.sendSupersede(reply, id, { reason: '', successor: '' }, []);
  }

  @Post('thay-the')
  async supersede(@Param('id') id: string, @Body() body: PageQuery | undefined, @Res() reply: FastifyReply) {
    const reason = textOf(body, 'reason') ?? '';
    const successor = textOf(body, 'successor') ?? '';
    if (reason === '') {
      const message = 'Chưa ghi lý do thay thế. Ghi số, ngày văn bản hoặc nguyên nhân.';
      return this.sendSupersede(reply, id, { reason, successor }, [{ field: 'reason', message }]);
    }
    const done = await this.life.supersede(id, reason, successor === '' ? null : successor);
    if (done.ok) return seeOther(reply, `/dot-ra-soat/${id}`);
    await this.sendSupersede(reply, id, { reason, successor }, errorsOf(done.refusal));
  }

  private async sendDecide(reply: FastifyReply, id: string, errors: readonly FieldError[]): Promise<void> {
    const round = orRefuse(await this.rounds.find(id));
    const totals = orRefuse(await this.rounds.recallTotals(id));
    sendPage(reply, decidePage(this.site.site, { round, ...totals, errors }), errors.length > 0 ? 409 : 200);
  }

  private async sendSupersede(
    reply: FastifyReply,
    id: string,
    typed: { readonly reason: string; readonly successor: string },
    errors: readonly FieldError[],
  ): Promise<void> {
    const round = orRefuse(await this.rounds.find(id));
    const { items } = orRefuse(await this.rounds.list({ limit: OTHERS_SHOWN }));
    const others = items.filter((other) => other.id !== id && isFrozen(other.state));
    const page = supersedePage(this.site.site, { round, ...typed, others, errors });
    sendPage(reply, page, errors.length > 0 ? 422 : 200);
  }
}

function errorsOf(refusal: Refusal): readonly FieldError[] {
  return [{ field: null, message: refusalText(refusal) }];
}
