import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { ProjectFacts } from '../domain/project-facts.js';
import { toRecallDocument } from '../domain/recall-document.js';
import { review, summarise } from '../domain/review.js';
import type { ReviewRule } from '../domain/review-rule.js';
import { AuditService } from '../audit/audit.service.js';
import { storableJson } from '../database/storable-text.js';
import { inTransaction, readingInstant } from '../database/transaction.js';
import { decodeCursor, type Page, type PageRequest } from '../http/page.js';
import { accepted, refused, type Result } from '../http/refusal.js';
import { breakOff, orRefusal } from '../http/refused-transaction.js';
import type { NamedBytes } from '../imports/imports.types.js';
import { gatherFacts } from '../projects/facts.repository.js';
import { recallListCsv } from '../workbook/writing/recall-list-csv.js';
import { buildRecallList, type RecallList } from '../workbook/writing/recall-list-model.js';
import { recallListBytes } from '../workbook/writing/recall-list.js';
import * as repository from './review-rounds.repository.js';
import { allRules, ruleByCode } from './review-rules.repository.js';
import type { FindingFilter, FindingView, OpenRoundOptions, ReviewRoundView } from './review-rounds.types.js';
import { unmatchedReports } from './unmatched.repository.js';

/** Review rounds: a rule applied to the facts as known at an instant, kept with every finding. */
@Injectable()
export class ReviewRoundsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly audit: AuditService,
  ) {}

  rules(): Promise<readonly ReviewRule[]> {
    return allRules(this.dataSource.manager);
  }

  /**
   * Applies a rule and keeps the round with its findings. The same question with the same answer (rule, day, threshold,
   * completeness, facts) is the round that is open already.
   */
  async open(ruleCode: string, options: OpenRoundOptions = {}): Promise<Result<ReviewRoundView>> {
    const opened = await orRefusal(() =>
      inTransaction(this.dataSource, async (manager) => {
        const rule = await this.ruleAsAsked(manager, ruleCode, options);
        const now = await readingInstant(manager);
        const knownAt = options.knownAt ?? now;
        if (knownAt > now) breakOff({ code: 'knownAt.future', parameters: { knownAt: knownAt.toISOString() } });
        return this.apply(manager, rule, knownAt, options.complete ?? false);
      }),
    );
    return opened.ok ? this.find(opened.value) : opened;
  }

  private async ruleAsAsked(manager: EntityManager, code: string, options: OpenRoundOptions): Promise<ReviewRule> {
    const rule = (await ruleByCode(manager, code)) ?? breakOff({ code: 'rule.notFound', parameters: { code } });
    return {
      ...rule,
      asOf: options.asOf ?? rule.asOf,
      thresholdBasisPoints: options.thresholdBasisPoints ?? rule.thresholdBasisPoints,
    };
  }

  private async apply(manager: EntityManager, rule: ReviewRule, knownAt: Date, complete: boolean): Promise<string> {
    const facts = await gatherFacts(manager, { planYear: rule.planYear, knownAt });
    const fingerprint = fingerprintOf(rule, complete, facts);
    const same = await repository.findOpenRound(manager, fingerprint);
    if (same !== null) return same;
    const findings = review(rule, facts, { complete });
    const summary = summarise(findings);
    const id = randomUUID();
    await repository.insertRound(manager, { id, rule, knownAt, complete, fingerprint, summary }, findings);
    const data = { rule: rule.code, asOf: rule.asOf, candidates: summary.candidates };
    await this.audit.record(manager, { kind: 'round.opened', subject: 'review_round', subjectId: id, data });
    return id;
  }

  /** Newest first. */
  async list(page: PageRequest): Promise<Result<Page<ReviewRoundView>>> {
    const cursor = page.cursor ?? null;
    const after = cursor === null ? null : decodeCursor(cursor, 2);
    if (cursor !== null && !isRoundCursor(after)) return refused('cursor.unknown', { cursor });
    return accepted(await repository.listRounds(this.dataSource.manager, isRoundCursor(after) ? after : null, page));
  }

  async find(id: string): Promise<Result<ReviewRoundView>> {
    const round = await repository.findRound(this.dataSource.manager, id);
    return round === null ? refused('round.notFound', { id }) : accepted(round);
  }

  async findings(id: string, filter: FindingFilter, page: PageRequest): Promise<Result<Page<FindingView>>> {
    const round = await this.find(id);
    if (!round.ok) return round;
    const cursor = page.cursor ?? null;
    const after = cursor === null ? -1 : decodeCursor(cursor, 1)?.[0];
    if (typeof after !== 'number') return refused('cursor.unknown', { cursor: cursor ?? '' });
    return accepted(await repository.listFindings(this.dataSource.manager, id, filter, after, page));
  }

  /** Every finding of a round, in the order of the list. */
  async allFindings(id: string, filter: FindingFilter = {}): Promise<Result<readonly FindingView[]>> {
    const round = await this.find(id);
    if (!round.ok) return round;
    return accepted((await repository.listFindings(this.dataSource.manager, id, filter, -1, null)).items);
  }

  /** The document of the contract's `recall --json`, with what reports say of projects that the books lack. */
  async recallDocument(id: string): Promise<Result<ReturnType<typeof toRecallDocument>>> {
    const round = await this.find(id);
    if (!round.ok) return round;
    const { rule, knownAt, asOf } = round.value;
    const { manager } = this.dataSource;
    const findings = await repository.listFindings(manager, id, {}, -1, null);
    const unmatched = await unmatchedReports(manager, { planYear: rule.planYear, knownAt, asOf });
    return accepted(toRecallDocument(rule, findings.items, unmatched, []));
  }

  async recallListXlsx(id: string): Promise<Result<NamedBytes>> {
    const list = await this.recallList(id);
    if (!list.ok) return list;
    return accepted({ file: `${list.value.name}.xlsx`, bytes: await recallListBytes(list.value.list) });
  }

  async recallListCsv(id: string): Promise<Result<NamedBytes>> {
    const list = await this.recallList(id);
    if (!list.ok) return list;
    return accepted({ file: `${list.value.name}.csv`, bytes: Buffer.from(recallListCsv(list.value.list), 'utf8') });
  }

  private async recallList(id: string): Promise<Result<{ name: string; list: RecallList }>> {
    const round = await this.find(id);
    if (!round.ok) return round;
    const { rule } = round.value;
    const { items } = await repository.listFindings(this.dataSource.manager, id, {}, -1, null);
    const name = `danh-sach-de-nghi-thu-hoi-${rule.code}-den-${rule.asOf}`;
    return accepted({ name, list: buildRecallList(rule, items, {}) });
  }
}

function fingerprintOf(rule: ReviewRule, complete: boolean, facts: readonly ProjectFacts[]): string {
  return createHash('sha256').update(storableJson({ rule, complete, facts })).digest('hex');
}

function isRoundCursor(keys: readonly unknown[] | null): keys is readonly [string, string] {
  return (
    keys !== null && typeof keys[0] === 'string' && typeof keys[1] === 'string' && !Number.isNaN(Date.parse(keys[0]))
  );
}
