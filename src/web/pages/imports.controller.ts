import { Body, Controller, Get, Header, Param, Post, Query, Req, Res, StreamableFile } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { dayInVietnam, yearOf } from '../../domain/local-date.js';
import { refusalText } from '../../http/refusal-catalogue.js';
import type { Refusal } from '../../http/refusal.js';
import { isCommittable } from '../../imports/import-states.js';
import { ImportReviewService } from '../../imports/import-review.service.js';
import { ImportsService } from '../../imports/imports.service.js';
import type { ImportDetail } from '../../imports/imports.types.js';
import { ImportPageBuilder } from '../import-page-builder.js';
import { toDownload, XLSX_TYPE } from '../../http/responses.js';
import { orRefuse } from '../../http/refused-request.js';
import { countOf, textOf, type Query as PageQuery } from '../query.js';
import { receiveForm } from '../receive-form.js';
import { seeOther, sendPage } from '../reply.js';
import { SiteService } from '../site.service.js';
import { EMPTY_UPLOAD_FORM, readUploadForm, uploadFormOf } from '../upload-form.js';
import type { FieldError } from '../views/components.js';
import { cancelPage, commitPage, reversePage, type CommitQuestions } from '../views/import-confirm-pages.js';
import { importPage } from '../views/import-page.js';
import { importsPage, type UploadForm } from '../views/imports-page.js';
import { issuesPage } from '../views/issues-page.js';

const PAGE_SIZE = 50;
const ISSUES_PAGE_SIZE = 200;
/** a small workbook is checked by then; a large one shows its progress */
const UPLOAD_PATIENCE_MILLISECONDS = 4_000;

@Controller('nhap-lieu')
export class ImportPagesController {
  constructor(
    private readonly site: SiteService,
    private readonly imports: ImportsService,
    private readonly pages: ImportPageBuilder,
    private readonly review: ImportReviewService,
  ) {}

  @Get()
  async list(@Query() query: PageQuery, @Res() reply: FastifyReply): Promise<void> {
    const [newest] = orRefuse(await this.imports.list({}, { cursor: null, limit: 1 })).items;
    // Payments of a plan year run into the next one, so the year in work is that of the last table, not the calendar's.
    const planYear = String(newest?.planYear ?? yearOf(dayInVietnam(new Date())));
    await this.sendList(reply, { ...EMPTY_UPLOAD_FORM, planYear }, [], 200, textOf(query, 'sau'));
  }

  @Post()
  async upload(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const received = await receiveForm(request);
    if (!received.ok) {
      const message = refusalText(received.refusal);
      return this.sendList(reply, EMPTY_UPLOAD_FORM, [{ field: 'file', message }], 422);
    }
    const form = uploadFormOf(received.value.fields);
    const asked = readUploadForm(form, received.value.file);
    if (!('bytes' in asked)) return this.sendList(reply, form, asked, 422);
    const result = await this.imports.receive(asked, UPLOAD_PATIENCE_MILLISECONDS);
    if (result.ok) return seeOther(reply, `/nhap-lieu/${result.value.id}`);
    await this.sendList(reply, form, [{ field: 'file', message: refusalText(result.refusal) }], 422);
  }

  @Get(':id')
  async show(@Param('id') id: string, @Query() query: PageQuery, @Res() reply: FastifyReply): Promise<void> {
    sendPage(reply, importPage(this.site.site, orRefuse(await this.pages.build(id, query))));
  }

  @Get(':id/loi')
  async issues(@Param('id') id: string, @Query() query: PageQuery, @Res() reply: FastifyReply): Promise<void> {
    const item = orRefuse(await this.imports.find(id));
    const code = textOf(query, 'ma') ?? '';
    const issues = orRefuse(await this.imports.issues(id)).filter((issue) => issue.code === code);
    const pages = Math.max(1, Math.ceil(issues.length / ISSUES_PAGE_SIZE));
    const page = Math.min(countOf(query, 'trang') ?? 1, pages);
    const shown = issues.slice((page - 1) * ISSUES_PAGE_SIZE, page * ISSUES_PAGE_SIZE);
    sendPage(reply, issuesPage(this.site.site, { item, code, issues: shown, total: issues.length, page, pages }));
  }

  @Get(':id/tep-goc')
  @Header('cache-control', 'no-store')
  async original(@Param('id') id: string): Promise<StreamableFile> {
    return toDownload(orRefuse(await this.imports.original(id)), XLSX_TYPE);
  }

  @Get(':id/danh-dau.xlsx')
  @Header('cache-control', 'no-store')
  async annotated(@Param('id') id: string): Promise<StreamableFile> {
    return toDownload(orRefuse(await this.imports.annotated(id)), XLSX_TYPE);
  }

  @Get(':id/ghi-so')
  async askCommit(@Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const questions = await this.questions(id, new Map());
    await this.ask(reply, id, isCommittable, (detail) => commitPage(this.site.site, detail, questions));
  }

  @Post(':id/ghi-so')
  async commit(
    @Param('id') id: string,
    @Body() body: PageQuery | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const typed = typedUnder(body ?? {}, 'reason.');
    const reasons = [...typed].map(([code, reason]) => ({ code, reason }));
    const absent = Object.fromEntries(
      [...typedUnder(body ?? {}, 'absent.').keys()].map((name) => [name, 'absent' as const]),
    );
    const result = await this.imports.commit(id, { reasons, absent });
    if (result.ok) return seeOther(reply, `/nhap-lieu/${id}`);
    const detail = orRefuse(await this.imports.find(id));
    const questions = await this.questions(id, typed);
    const missing = questions.warnings.filter(({ code, reason }) => reason === null && (typed.get(code) ?? '') === '');
    const errors =
      result.refusal.code === 'import.warningsUnexplained'
        ? missing.map(({ code, count }) => ({ field: `ly-do-${code}`, message: noReason(count, code) }))
        : errorsOf(result.refusal);
    sendPage(
      reply,
      commitPage(this.site.site, detail, questions, errors),
      errors.length === missing.length ? 422 : 409,
    );
  }

  private async questions(id: string, typed: ReadonlyMap<string, string>): Promise<CommitQuestions> {
    const { leftOut, leftOutVnd } = orRefuse(await this.review.reconciliation(id));
    const { absentGroups } = orRefuse(await this.review.changeCounts(id));
    const warnings = orRefuse(await this.review.warnings(id));
    return { warnings, absent: absentGroups, leftOutLines: leftOut.length, leftOutVnd, typed };
  }

  @Get(':id/huy')
  async askCancel(@Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const detail = orRefuse(await this.imports.find(id));
    sendPage(reply, cancelPage(this.site.site, detail));
  }

  @Post(':id/huy')
  async cancel(@Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const result = await this.imports.cancel(id);
    if (result.ok) return seeOther(reply, `/nhap-lieu/${id}`);
    const detail = orRefuse(await this.imports.find(id));
    sendPage(reply, cancelPage(this.site.site, detail, errorsOf(result.refusal)), 409);
  }

  @Get(':id/thu-hoi')
  async askReverse(@Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    await this.ask(
      reply,
      id,
      (state) => state === 'committed',
      (detail) => reversePage(this.site.site, detail, ''),
    );
  }

  @Post(':id/thu-hoi')
  async reverse(
    @Param('id') id: string,
    @Body() body: PageQuery | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const reason = textOf(body, 'reason');
    if (reason === null) {
      const detail = orRefuse(await this.imports.find(id));
      const missing = { field: 'reason', message: 'Chưa ghi lý do thu hồi. Ghi một câu để người sau hiểu.' };
      return sendPage(reply, reversePage(this.site.site, detail, '', [missing]), 422);
    }
    const result = await this.imports.reverse(id, { reason, approvedBy: textOf(body, 'approvedBy') });
    if (result.ok) return seeOther(reply, `/nhap-lieu/${id}`);
    const detail = orRefuse(await this.imports.find(id));
    sendPage(reply, reversePage(this.site.site, detail, reason, errorsOf(result.refusal)), 409);
  }

  @Post(':id/thu-lai')
  async retry(@Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    orRefuse(await this.imports.retry(id, UPLOAD_PATIENCE_MILLISECONDS));
    seeOther(reply, `/nhap-lieu/${id}`);
  }

  /** A question that makes sense in some states only; in another the import's own page says how things stand. */
  private async ask(
    reply: FastifyReply,
    id: string,
    makesSense: (state: ImportDetail['state']) => boolean,
    draw: (detail: ImportDetail) => string,
  ): Promise<void> {
    const detail = orRefuse(await this.imports.find(id));
    if (!makesSense(detail.state)) return seeOther(reply, `/nhap-lieu/${id}`);
    sendPage(reply, draw(detail));
  }

  private async sendList(
    reply: FastifyReply,
    form: UploadForm,
    errors: readonly FieldError[],
    status: number,
    cursor: string | null = null,
  ): Promise<void> {
    const { items, next } = orRefuse(await this.imports.list({}, { cursor, limit: PAGE_SIZE }));
    const view = { form, errors, imports: items, next, continued: cursor !== null };
    sendPage(reply, importsPage(this.site.site, view), status);
  }
}

function noReason(count: number, code: string): string {
  return `Chưa ghi lý do cho nhóm ${code} (${count} chỗ). Ghi vì sao số vẫn đúng, hoặc sửa tệp.`;
}

/** Filled-in fields whose names begin alike, by the rest of the name. */
function typedUnder(body: PageQuery, prefix: string): Map<string, string> {
  const names = Object.keys(body).filter((name) => name.startsWith(prefix));
  return new Map(
    names.flatMap((name) => {
      const text = textOf(body, name);
      return text === null ? [] : [[name.slice(prefix.length), text] as const];
    }),
  );
}

function errorsOf(refusal: Refusal): readonly FieldError[] {
  return [{ field: null, message: refusalText(refusal) }];
}
