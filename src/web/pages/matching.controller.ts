import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { refusalText } from '../../http/refusal-catalogue.js';
import { refused, type Result } from '../../http/refusal.js';
import { orRefuse } from '../../http/refused-request.js';
import { IdentitiesService } from '../../matching/identities.service.js';
import { MatchingService } from '../../matching/matching.service.js';
import type { Decision } from '../../matching/matching.types.js';
import { ProjectsService } from '../../projects/projects.service.js';
import { NEW_PROJECT, OTHER_PROJECT, readConfirmation, readReason, type ConfirmationForm } from '../matching-form.js';
import { textOf, type Query as PageQuery } from '../query.js';
import { seeOther, sendPage } from '../reply.js';
import { SiteService } from '../site.service.js';
import type { FieldError } from '../views/components.js';
import { matchingPage } from '../views/matching-page.js';

const PATH = '/khop-du-an';

@Controller('khop-du-an')
export class MatchingPagesController {
  constructor(
    private readonly site: SiteService,
    private readonly matching: MatchingService,
    private readonly identities: IdentitiesService,
    private readonly projects: ProjectsService,
  ) {}

  @Get()
  async show(@Res() reply: FastifyReply): Promise<void> {
    await this.sendDesk(reply, []);
  }

  @Post('xac-nhan')
  async confirm(@Body() body: PageQuery | undefined, @Res() reply: FastifyReply): Promise<void> {
    const { form, errors } = readConfirmation(body ?? {});
    if (errors.length > 0) return this.sendDesk(reply, errors);
    await this.answer(reply, await this.confirmed(form));
  }

  @Post('gop')
  async merge(@Body() body: PageQuery | undefined, @Res() reply: FastifyReply): Promise<void> {
    const { reason, errors } = readReason(body ?? {});
    if (errors.length > 0) return this.sendDesk(reply, errors);
    const [from, into] = [textOf(body, 'from') ?? '', textOf(body, 'into') ?? ''];
    const apart = textOf(body, 'apart') !== null;
    const decided = apart ? this.identities.distinguish(from, into, reason) : this.identities.merge(from, into, reason);
    await this.answer(reply, await decided);
  }

  @Post('tach')
  async split(@Body() body: PageQuery | undefined, @Res() reply: FastifyReply): Promise<void> {
    const { reason, errors } = readReason(body ?? {});
    if (errors.length > 0) return this.sendDesk(reply, errors);
    const names = [textOf(body, 'name') ?? ''];
    const split = { names, lines: [], into: null, reason };
    await this.answer(reply, await this.identities.split(textOf(body, 'from') ?? '', split));
  }

  @Post(':id/huy')
  async retract(
    @Param('id') id: string,
    @Body() body: PageQuery | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { reason, errors } = readReason(body ?? {});
    if (errors.length > 0) return this.sendDesk(reply, errors);
    await this.answer(reply, await this.identities.retract(id, reason));
  }

  private async confirmed({ said, choice, code }: ConfirmationForm): Promise<Result<Decision>> {
    if (choice === NEW_PROJECT) return this.matching.confirm({ ...said, projectId: null });
    if (choice !== OTHER_PROJECT) return this.matching.confirm({ ...said, projectId: choice });
    const perspective = orRefuse(await this.projects.perspective({}));
    const { items } = orRefuse(await this.projects.list({ q: code ?? '' }, perspective, {}));
    const project = items.find((item) => item.code === code);
    if (project === undefined) return refused('project.notFound', { id: code ?? '' });
    return this.matching.confirm({ ...said, projectId: project.id });
  }

  private async answer(reply: FastifyReply, decided: Result<Decision>): Promise<void> {
    if (decided.ok) return seeOther(reply, PATH);
    await this.sendDesk(reply, [{ field: null, message: refusalText(decided.refusal) }]);
  }

  private async sendDesk(reply: FastifyReply, errors: readonly FieldError[]): Promise<void> {
    const [desk, decisions] = await Promise.all([this.matching.desk(), this.matching.decisions()]);
    const html = matchingPage(this.site.site, { desk, decisions: orRefuse(decisions), errors });
    sendPage(reply, html, errors.length > 0 ? 422 : 200);
  }
}
