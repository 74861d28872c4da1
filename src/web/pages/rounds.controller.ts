import { Body, Controller, Get, Header, Param, Post, Query, Res, StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { dayInVietnam } from '../../domain/local-date.js';
import { OUTCOMES, type Outcome } from '../../domain/words.js';
import { refusalText } from '../../http/refusal-catalogue.js';
import { CSV_TYPE, DOCX_TYPE, toDownload, XLSX_TYPE } from '../../http/responses.js';
import { orRefuse } from '../../http/refused-request.js';
import { DispositionsService } from '../../review-rounds/dispositions.service.js';
import { ReviewRoundsService } from '../../review-rounds/review-rounds.service.js';
import { textOf, type Query as PageQuery } from '../query.js';
import { seeOther, sendPage } from '../reply.js';
import { readRoundForm } from '../round-form.js';
import { SiteService } from '../site.service.js';
import type { FieldError } from '../views/components.js';
import { keptPage } from '../views/round-kept-page.js';
import { roundPage } from '../views/round-page.js';
import { roundsPage, type RoundForm } from '../views/rounds-page.js';

const PAGE_SIZE = 50;

@Controller('dot-ra-soat')
export class RoundPagesController {
  constructor(
    private readonly site: SiteService,
    private readonly rounds: ReviewRoundsService,
    private readonly dispositions: DispositionsService,
  ) {}

  @Get()
  async list(@Query() query: PageQuery, @Res() reply: FastifyReply): Promise<void> {
    const ruleCode = textOf(query, 'quy-tac') ?? '';
    await this.sendList(reply, { ruleCode, asOf: '', threshold: '', complete: false }, [], textOf(query, 'sau'));
  }

  @Post()
  async open(@Body() body: PageQuery | undefined, @Res() reply: FastifyReply): Promise<void> {
    const { form, options, errors } = readRoundForm(body ?? {});
    if (errors.length > 0) return this.sendList(reply, form, errors);
    const opened = await this.rounds.open(form.ruleCode, options);
    if (opened.ok) return seeOther(reply, `/dot-ra-soat/${opened.value.id}`);
    await this.sendList(reply, form, [{ field: null, message: refusalText(opened.refusal) }]);
  }

  @Get(':id')
  async show(@Param('id') id: string, @Query() query: PageQuery, @Res() reply: FastifyReply): Promise<void> {
    const outcome = outcomeOf(textOf(query, 'ket-qua'));
    const round = orRefuse(await this.rounds.find(id));
    const findings = orRefuse(await this.rounds.allFindings(id, { outcome }));
    sendPage(reply, roundPage(this.site.site, { round, outcome, findings }));
  }

  @Get(':id/danh-sach.xlsx')
  @Header('cache-control', 'no-store')
  async workbook(@Param('id') id: string): Promise<StreamableFile> {
    return toDownload(orRefuse(await this.rounds.recallListXlsx(id)), XLSX_TYPE);
  }

  @Get(':id/danh-sach.csv')
  @Header('cache-control', 'no-store')
  async table(@Param('id') id: string): Promise<StreamableFile> {
    return toDownload(orRefuse(await this.rounds.recallListCsv(id)), CSV_TYPE);
  }

  @Get(':id/to-trinh.docx')
  @Header('cache-control', 'no-store')
  async submission(@Param('id') id: string): Promise<StreamableFile> {
    return toDownload(orRefuse(await this.rounds.paper(id, 'submission.docx')), DOCX_TYPE);
  }

  @Get(':id/khong-thu-hoi')
  async kept(@Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const round = orRefuse(await this.rounds.find(id));
    const findings = orRefuse(await this.rounds.allFindings(id));
    const verdicts = orRefuse(await this.dispositions.ofRound(id));
    const kept = findings.flatMap((finding) => {
      const disposition = verdicts.get(finding.projectId);
      return disposition?.verdict === 'keep' ? [{ finding, disposition }] : [];
    });
    sendPage(reply, keptPage(this.site.site, { round, kept }));
  }

  @Get(':id/khong-thu-hoi.xlsx')
  @Header('cache-control', 'no-store')
  async notRecalled(@Param('id') id: string): Promise<StreamableFile> {
    return toDownload(orRefuse(await this.rounds.paper(id, 'not-recalled.xlsx')), XLSX_TYPE);
  }

  private async sendList(
    reply: FastifyReply,
    form: RoundForm,
    errors: readonly FieldError[],
    cursor: string | null = null,
  ): Promise<void> {
    const [rules, page] = await Promise.all([this.rounds.rules(), this.rounds.list({ cursor, limit: PAGE_SIZE })]);
    const { items, next } = orRefuse(page);
    const view = {
      today: dayInVietnam(new Date()),
      rules,
      form,
      errors,
      rounds: items,
      next,
      continued: cursor !== null,
    };
    sendPage(reply, roundsPage(this.site.site, view), errors.length > 0 ? 422 : 200);
  }
}

function outcomeOf(text: string | null): Outcome {
  return OUTCOMES.find((outcome) => outcome === text) ?? 'candidate';
}
