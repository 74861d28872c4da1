import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { dayInVietnam } from '../../domain/local-date.js';
import { AD_HOC_RULE, type ReviewRule } from '../../domain/review-rule.js';
import { refusalText } from '../../http/refusal-catalogue.js';
import { orRefuse } from '../../http/refused-request.js';
import { EvaluationService, type RuleTrial } from '../../review-rounds/evaluation.service.js';
import { ReviewRulesService } from '../../review-rounds/review-rules.service.js';
import { countOf, textOf, type Query as PageQuery } from '../query.js';
import { seeOther, sendPage } from '../reply.js';
import { readRuleForm, ruleForm, type RuleForm } from '../rule-form.js';
import { SiteService } from '../site.service.js';
import type { FieldError } from '../views/components.js';
import { ruleEditPage, type RuleEditView } from '../views/rule-edit-page.js';
import { ruleLabPage } from '../views/rule-lab-page.js';
import { rulePage } from '../views/rule-page.js';
import { rulesPage } from '../views/rules-page.js';

const CODE = /^(?!(?:template|moi)$)[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

@Controller('quy-tac')
export class RulePagesController {
  constructor(
    private readonly site: SiteService,
    private readonly rules: ReviewRulesService,
    private readonly evaluations: EvaluationService,
  ) {}

  @Get()
  async list(@Res() reply: FastifyReply): Promise<void> {
    sendPage(reply, rulesPage(this.site.site, await this.rules.list(), dayInVietnam(new Date())));
  }

  @Get('moi')
  askForNew(@Res() reply: FastifyReply): void {
    this.sendForm(reply, { ...NEW_RULE, form: ruleForm(AD_HOC_RULE), errors: [] });
  }

  @Post('moi')
  async add(@Body() body: PageQuery | undefined, @Res() reply: FastifyReply): Promise<void> {
    const { form, settings, errors } = readRuleForm(body ?? {});
    const code = textOf(body, 'code') ?? '';
    const reason = textOf(body, 'reason') ?? '';
    const view = { ...NEW_RULE, code, reason, form };
    const wrong = [...codeErrors(code), ...errors, ...reasonErrors(reason)];
    if (settings === null || wrong.length > 0) return this.sendForm(reply, { ...view, errors: wrong });
    const added = await this.rules.add(code, settings, reason);
    if (added.ok) return seeOther(reply, `/quy-tac/${code}`);
    this.sendForm(reply, { ...view, errors: [{ field: null, message: refusalText(added.refusal) }] });
  }

  @Get(':code')
  async show(@Param('code') code: string, @Res() reply: FastifyReply): Promise<void> {
    sendPage(reply, rulePage(this.site.site, orRefuse(await this.rules.versions(code))));
  }

  @Get(':code/sua')
  async askForChange(@Param('code') code: string, @Res() reply: FastifyReply): Promise<void> {
    const rule = orRefuse(await this.rules.find(code));
    this.sendForm(reply, { rule, code, version: String(rule.version), reason: '', form: ruleForm(rule), errors: [] });
  }

  @Post(':code/sua')
  async change(
    @Param('code') code: string,
    @Body() body: PageQuery | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const rule = orRefuse(await this.rules.find(code));
    const { form, settings, errors } = readRuleForm(body ?? {});
    const version = countOf(body ?? {}, 'version') ?? 0;
    const reason = textOf(body, 'reason') ?? '';
    const view = { rule, code, version: String(version), reason, form };
    const wrong = [...errors, ...reasonErrors(reason)];
    if (settings === null || wrong.length > 0) return this.sendForm(reply, { ...view, errors: wrong });
    const changed = await this.rules.change(code, { settings, version, reason });
    if (changed.ok) return seeOther(reply, `/quy-tac/${code}`);
    this.sendForm(reply, { ...view, errors: [{ field: null, message: refusalText(changed.refusal) }] });
  }

  /** A trial writes nothing, so it is a question with an address of its own. */
  @Get(':code/thu')
  async laboratory(@Param('code') code: string, @Query() query: PageQuery, @Res() reply: FastifyReply): Promise<void> {
    const rule = orRefuse(await this.rules.find(code));
    const complete = textOf(query, 'complete') !== null;
    if (textOf(query, 'thu') === null) {
      const view = { rule, form: ruleForm(rule), complete: true, errors: [], trial: null };
      return sendPage(reply, ruleLabPage(this.site.site, view));
    }
    const { form, errors, trial } = await this.tryOut(rule, query, complete);
    const page = ruleLabPage(this.site.site, { rule, form, complete, errors, trial });
    sendPage(reply, page, errors.length > 0 ? 422 : 200);
  }

  private async tryOut(
    rule: ReviewRule,
    query: PageQuery,
    complete: boolean,
  ): Promise<{ form: RuleForm; errors: readonly FieldError[]; trial: RuleTrial | null }> {
    const { statuses, groups, requiresPlanOfYear, texts } = ruleForm(rule);
    const kept = { ...texts, statuses, groups, ...(requiresPlanOfYear ? { requiresPlanOfYear: '1' } : {}) };
    const asked = Object.fromEntries(TRIED.map((name) => [name, textOf(query, name) ?? '']));
    const { form, settings, errors } = readRuleForm({ ...kept, ...asked });
    if (settings === null) return { form, errors, trial: null };
    const trial = await this.evaluations.trial(rule.code, () => settings, complete);
    if (trial.ok) return { form, errors: [], trial: trial.value };
    return { form, errors: [{ field: null, message: refusalText(trial.refusal) }], trial: null };
  }

  private sendForm(reply: FastifyReply, view: RuleEditView): void {
    sendPage(reply, ruleEditPage(this.site.site, view), view.errors.length > 0 ? 422 : 200);
  }
}

const NEW_RULE = { rule: null, code: '', version: '', reason: '' } as const;

/** Fields of the laboratory. */
const TRIED = [
  ...['asOf', 'threshold', 'comparator', 'averageMinus', 'metric', 'denominator', 'supplementDay', 'level'],
  'exemptions',
];

function codeErrors(code: string): FieldError[] {
  if (CODE.test(code)) return [];
  const seen = code === '' ? 'Chưa đặt mã quy tắc.' : `Mã “${code}” chưa dùng được.`;
  return [{ field: 'code', message: `${seen} Dùng chữ không dấu, số, dấu chấm, gạch ngang, ví dụ 161-2025-3.` }];
}

function reasonErrors(reason: string): FieldError[] {
  return reason === ''
    ? [{ field: 'reason', message: 'Chưa ghi lý do. Lý do được giữ cùng phiên bản của quy tắc.' }]
    : [];
}
