import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { refusalText } from '../../http/refusal-catalogue.js';
import { orRefuse } from '../../http/refused-request.js';
import { DispositionsService } from '../../review-rounds/dispositions.service.js';
import { DonorsService } from '../../review-rounds/donors.service.js';
import { ReviewRoundsService } from '../../review-rounds/review-rounds.service.js';
import { WORKING_STATES } from '../../review-rounds/round-states.js';
import { projectMeant, readDonorForm } from '../donor-form.js';
import { textOf, type Query as PageQuery } from '../query.js';
import { seeOther, sendPage } from '../reply.js';
import { SiteService } from '../site.service.js';
import type { FieldError } from '../views/components.js';
import { donorsPage, type DonorForm } from '../views/round-donors-page.js';

/** Donors of a round outside the percentage: found in the books, or added by hand with a reason. */
@Controller('dot-ra-soat/:id/nguon-dieu-chuyen')
export class RoundDonorPagesController {
  constructor(
    private readonly site: SiteService,
    private readonly rounds: ReviewRoundsService,
    private readonly donors: DonorsService,
    private readonly dispositions: DispositionsService,
  ) {}

  /** `du-an` in the address fills the form. */
  @Get()
  async show(@Param('id') id: string, @Query() query: PageQuery, @Res() reply: FastifyReply): Promise<void> {
    const form = { project: textOf(query, 'du-an') ?? '', reasonCode: '', ground: '' };
    await this.send(reply, id, form, []);
  }

  @Post()
  async addByHand(@Param('id') id: string, @Body() body: PageQuery | undefined, @Res() reply: FastifyReply) {
    const { form, errors } = readDonorForm(body ?? {});
    if (errors.length > 0) return this.send(reply, id, form, errors);
    const meant = projectMeant(form.project, orRefuse(await this.rounds.allFindings(id)));
    if ('error' in meant) return this.send(reply, id, form, [meant.error]);
    const { projectId } = meant.finding;
    const added = await this.donors.add(id, { projectId, reasonCode: form.reasonCode, ground: form.ground });
    if (added.ok) return seeOther(reply, `/dot-ra-soat/${id}/nguon-dieu-chuyen`);
    await this.send(reply, id, form, [{ field: null, message: refusalText(added.refusal) }]);
  }

  @Post('them')
  async addSuggested(@Param('id') id: string, @Body() body: PageQuery | undefined, @Res() reply: FastifyReply) {
    const projectId = textOf(body, 'projectId') ?? '';
    const reasonCode = textOf(body, 'reasonCode') ?? '';
    const added = await this.donors.add(id, { projectId, reasonCode, ground: null });
    if (added.ok) return seeOther(reply, `/dot-ra-soat/${id}/nguon-dieu-chuyen`);
    const form = { project: '', reasonCode: '', ground: '' };
    await this.send(reply, id, form, [{ field: null, message: refusalText(added.refusal) }]);
  }

  private async send(reply: FastifyReply, id: string, form: DonorForm, errors: readonly FieldError[]): Promise<void> {
    const round = orRefuse(await this.rounds.find(id));
    const findings = new Map(orRefuse(await this.rounds.allFindings(id)).map((item) => [item.projectId, item]));
    const donors = orRefuse(await this.donors.list(id)).flatMap((donor) => {
      const finding = findings.get(donor.projectId);
      return finding === undefined ? [] : [{ donor, finding }];
    });
    const suggestions = orRefuse(await this.donors.suggestions(id));
    const reasons = (await this.dispositions.reasonCodes()).filter(({ use }) => use === 'donor');
    const open = WORKING_STATES.includes(round.state);
    const view = { round, donors, suggestions, reasons, form, errors, open };
    sendPage(reply, donorsPage(this.site.site, view), errors.length > 0 ? 422 : 200);
  }
}
