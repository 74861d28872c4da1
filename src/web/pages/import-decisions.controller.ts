import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FundingSourcesService } from '../../funding-sources/funding-sources.service.js';
import { MAX_PATIENCE_MILLISECONDS } from '../../http/patience.js';
import { orRefuse } from '../../http/refused-request.js';
import { refusalText } from '../../http/refusal-catalogue.js';
import { refused, type Refusal } from '../../http/refusal.js';
import { ImportDecisionsService } from '../../imports/import-decisions.service.js';
import { ImportReviewService } from '../../imports/import-review.service.js';
import { CHANGE_STATUSES } from '../../imports/figure-changes.js';
import { ImportsService } from '../../imports/imports.service.js';
import { filledConfirmation, readConfirmation, typedConfirmation } from '../confirmation-form.js';
import { readMappingForm } from '../mapping-form.js';
import { countOf, textOf, type Query as Fields } from '../query.js';
import { receiveForm } from '../receive-form.js';
import { seeOther, sendPage } from '../reply.js';
import { SiteService } from '../site.service.js';
import { typedCell } from '../typed.js';
import type { FieldError } from '../views/components.js';
import { cellPage } from '../views/import-cell-page.js';
import { confirmationPage, type ConfirmationForm } from '../views/import-confirmation-page.js';
import { mappingPage } from '../views/import-mapping-page.js';
import { reconciliationPage } from '../views/import-reconciliation-page.js';
import { rowHref } from '../views/issue-list.js';

const CHANGES_PAGE_SIZE = 100;
const PATIENCE = MAX_PATIENCE_MILLISECONDS;

/** Pages between the reading of a file and its commit. */
@Controller('nhap-lieu/:id')
export class ImportDecisionPagesController {
  constructor(
    private readonly site: SiteService,
    private readonly imports: ImportsService,
    private readonly decisions: ImportDecisionsService,
    private readonly review: ImportReviewService,
    private readonly fundingSources: FundingSourcesService,
  ) {}

  @Get('doi-chieu')
  async reconciliation(@Param('id') id: string, @Query() query: Fields, @Res() reply: FastifyReply): Promise<void> {
    const item = orRefuse(await this.imports.find(id));
    const asked = textOf(query, 'loc');
    const status = CHANGE_STATUSES.find((known) => known === asked) ?? null;
    const cursor = textOf(query, 'sau');
    const whole = orRefuse(await this.review.reconciliation(id));
    const counts = orRefuse(await this.review.changeCounts(id));
    const { items, next } = orRefuse(await this.review.changes(id, status, { cursor, limit: CHANGES_PAGE_SIZE }));
    const sources = new Map((await this.fundingSources.list()).map(({ code, name }) => [code, name]));
    const view = { item, whole, counts, status, changes: items, next, continued: cursor !== null, sources };
    sendPage(reply, reconciliationPage(this.site.site, view));
  }

  @Get('ghep-cot')
  async askMapping(@Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    await this.sendMapping(reply, id, null);
  }

  @Post('ghep-cot')
  async map(@Param('id') id: string, @Body() body: Fields | undefined, @Res() reply: FastifyReply): Promise<void> {
    const requests = readMappingForm(body ?? {}, orRefuse(await this.review.mapping(id)));
    const result = await this.decisions.map(id, requests, null, PATIENCE);
    if (result.ok) return seeOther(reply, `/nhap-lieu/${id}`);
    await this.sendMapping(reply, id, result.refusal);
  }

  private async sendMapping(reply: FastifyReply, id: string, refusal: Refusal | null): Promise<void> {
    const item = orRefuse(await this.imports.find(id));
    const tables = orRefuse(await this.review.mapping(id));
    const view = { item, tables, sources: await this.sourceOptions(), errors: errorsOf(refusal) };
    sendPage(reply, mappingPage(this.site.site, view), refusal === null ? 200 : 422);
  }

  @Get('xac-nhan')
  async askConfirmation(@Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const item = orRefuse(await this.imports.find(id));
    await this.sendConfirmation(reply, id, filledConfirmation(item), []);
  }

  @Post('xac-nhan')
  async confirm(@Param('id') id: string, @Body() body: Fields | undefined, @Res() reply: FastifyReply): Promise<void> {
    const form = typedConfirmation(body ?? {});
    const read = readConfirmation(form);
    if (isErrors(read)) return this.sendConfirmation(reply, id, form, read);
    const result = await this.decisions.state(id, read, null, PATIENCE);
    if (result.ok) return seeOther(reply, `/nhap-lieu/${id}`);
    await this.sendConfirmation(reply, id, form, errorsOf(result.refusal));
  }

  private async sendConfirmation(
    reply: FastifyReply,
    id: string,
    form: ConfirmationForm,
    errors: readonly FieldError[],
  ): Promise<void> {
    const item = orRefuse(await this.imports.find(id));
    const view = { item, form, sources: await this.sourceOptions(), errors };
    sendPage(reply, confirmationPage(this.site.site, view), errors.length === 0 ? 200 : 422);
  }

  @Get('sua-o')
  async askCell(@Param('id') id: string, @Query() query: Fields, @Res() reply: FastifyReply): Promise<void> {
    await this.sendCell(reply, id, placeOf(query, 'o'), {}, []);
  }

  @Post('sua-o')
  async mend(@Param('id') id: string, @Body() body: Fields | undefined, @Res() reply: FastifyReply): Promise<void> {
    const place = placeOf(body ?? {}, 'o');
    const typed = { value: textOf(body, 'value') ?? '', reason: textOf(body, 'reason') ?? '' };
    if (place.cell === null) return this.sendCell(reply, id, place, typed, [NO_CELL]);
    if (typed.reason === '') return this.sendCell(reply, id, place, typed, [NO_REASON]);
    const { sheet, row, cell } = place;
    const result =
      textOf(body, 'undo') === null
        ? await this.decisions.override(id, { sheet, cell }, typedCell(typed.value), typed, PATIENCE)
        : await this.decisions.restore(id, { sheet, cell }, typed, PATIENCE);
    if (result.ok) return seeOther(reply, rowHref(id, sheet, row));
    await this.sendCell(reply, id, place, typed, errorsOf(result.refusal));
  }

  @Get('bo-qua')
  async askLeaveOut(@Param('id') id: string, @Query() query: Fields, @Res() reply: FastifyReply): Promise<void> {
    await this.sendCell(reply, id, placeOf(query, 'dong'), {}, []);
  }

  @Post('bo-qua')
  async leaveOut(@Param('id') id: string, @Body() body: Fields | undefined, @Res() reply: FastifyReply): Promise<void> {
    const place = placeOf(body ?? {}, 'dong');
    const reason = textOf(body, 'reason') ?? '';
    if (reason === '') return this.sendCell(reply, id, place, { reason }, [NO_REASON]);
    const isLeftOut = textOf(body, 'undo') === null;
    const result = await this.decisions.leaveOut(id, place, isLeftOut, { reason }, PATIENCE);
    if (result.ok) return seeOther(reply, rowHref(id, place.sheet, place.row));
    await this.sendCell(reply, id, place, { reason }, errorsOf(result.refusal));
  }

  private async sendCell(
    reply: FastifyReply,
    id: string,
    { sheet, row, cell, isRow }: Place,
    typed: { readonly value?: string; readonly reason?: string },
    errors: readonly FieldError[],
  ): Promise<void> {
    const item = orRefuse(await this.imports.find(id));
    const { cells, leftOut, overridden } = orRefuse(await this.review.decided(id));
    const issues = cell === null ? [] : orRefuse(await this.imports.issues(id));
    const known = cells.find((decided) => decided.sheet === sheet && decided.cell === cell);
    const original =
      overridden.find((item) => item.sheet === sheet && item.cell === cell)?.original ??
      issues.find((issue) => issue.sheet === sheet && issue.cell === cell)?.value ??
      null;
    const isDecided = isRow ? leftOut.some((item) => item.sheet === sheet && item.row === row) : known !== undefined;
    const value = typed.value ?? String(known?.value ?? original ?? '');
    const shown = isRow ? null : (cell ?? '');
    const view = { item, sheet, row, cell: shown, original, value, reason: typed.reason ?? '', isDecided, errors };
    sendPage(reply, cellPage(this.site.site, view), errors.length === 0 ? 200 : 422);
  }

  @Post('ban-sua')
  async revise(@Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const received = await receiveForm(request);
    const sent = received.ok ? received.value.file : null;
    const result = !received.ok
      ? received
      : sent === null
        ? refused('upload.noFile')
        : await this.imports.revise(id, sent, PATIENCE);
    seeOther(reply, `/nhap-lieu/${orRefuse(result).id}`);
  }

  private async sourceOptions(): Promise<{ value: string; name: string }[]> {
    return (await this.fundingSources.list()).map(({ code, name }) => ({ value: code, name }));
  }
}

interface Place {
  readonly sheet: string;
  readonly row: number;
  readonly cell: string | null;
  /** the whole row, not one cell */
  readonly isRow: boolean;
}

function placeOf(fields: Fields, what: 'o' | 'dong'): Place {
  const sheet = textOf(fields, 'trang') ?? '';
  if (what === 'dong') return { sheet, row: countOf(fields, 'dong') ?? 1, cell: null, isRow: true };
  const cell = (textOf(fields, 'o') ?? '').toUpperCase();
  const digits = /^[A-Z]{1,3}([1-9]\d{0,6})$/.exec(cell)?.[1];
  return { sheet, row: Number(digits ?? 1), cell: digits === undefined ? null : cell, isRow: false };
}

const NO_REASON: FieldError = { field: 'reason', message: 'Chưa ghi lý do. Ghi một câu để người sau hiểu.' };
const NO_CELL: FieldError = { field: null, message: 'Địa chỉ ô chưa đúng. Ghi chữ cột rồi số dòng, ví dụ F37.' };

function errorsOf(refusal: Refusal | null): readonly FieldError[] {
  return refusal === null ? [] : [{ field: null, message: refusalText(refusal) }];
}

function isErrors(read: object): read is readonly FieldError[] {
  return Array.isArray(read);
}
