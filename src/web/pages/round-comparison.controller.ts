import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { orRefuse } from '../../http/refused-request.js';
import { EvaluationService } from '../../review-rounds/evaluation.service.js';
import { ReviewRoundsService } from '../../review-rounds/review-rounds.service.js';
import { textOf, type Query as PageQuery } from '../query.js';
import { sendPage } from '../reply.js';
import { SiteService } from '../site.service.js';
import { roundComparisonPage } from '../views/round-comparison-page.js';

const OTHERS_SHOWN = 100;

@Controller('dot-ra-soat')
export class RoundComparisonController {
  constructor(
    private readonly site: SiteService,
    private readonly rounds: ReviewRoundsService,
    private readonly evaluations: EvaluationService,
  ) {}

  @Get(':id/so-sanh')
  async compare(@Param('id') id: string, @Query() query: PageQuery, @Res() reply: FastifyReply): Promise<void> {
    const otherId = textOf(query, 'voi');
    const comparison = orRefuse(
      otherId === null
        ? await this.evaluations.compareWithBooks(id, null)
        : await this.evaluations.compareRounds(id, otherId),
    );
    const { items } = orRefuse(await this.rounds.list({ limit: OTHERS_SHOWN }));
    const others = items.filter((round) => round.id !== id && round.rule.planYear === comparison.round.rule.planYear);
    sendPage(reply, roundComparisonPage(this.site.site, { comparison, others }));
  }
}
