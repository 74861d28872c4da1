import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { summarise } from '../domain/review-summary.js';
import type { ReviewRule } from '../domain/review-rule.js';
import { AuditService } from '../audit/audit.service.js';
import { inTransaction, readingInstant } from '../database/transaction.js';
import { decodeCursor, type Page, type PageRequest } from '../http/page.js';
import { accepted, refused, type Result } from '../http/refusal.js';
import { breakOff, orRefusal } from '../http/refused-transaction.js';
import { evaluateRule, findingsOf, fingerprintOf } from './evaluate-rule.js';
import { issuedPaper, type Paper } from './issue.repository.js';
import * as repository from './review-rounds.repository.js';
import { allRules, ruleByCode } from './review-rules.repository.js';
import type { FindingFilter, FindingView, OpenRoundOptions, ReviewRoundView } from './review-rounds.types.js';
import { contentsOf, rowsToDecide } from './round-contents.js';
import { insertDraft } from './round-life.repository.js';
import { recallTotals, renderPaper, type PaperName } from './round-papers.js';
import { isFrozen } from './round-states.js';

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
   * completeness, facts) is the round that is open already. A draft keeps only the question.
   */
  async open(ruleCode: string, options: OpenRoundOptions = {}): Promise<Result<ReviewRoundView>> {
    const opened = await orRefusal(() =>
      inTransaction(this.dataSource, async (manager) => {
        const rule = await this.ruleAsAsked(manager, ruleCode, options);
        const now = await readingInstant(manager);
        if (options.draft === true) return this.draw(manager, rule, now, options.complete ?? false);
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
    const question = { rule, knownAt, complete };
    const evaluated = await evaluateRule(manager, question);
    const fingerprint = await fingerprintOf(manager, question, evaluated);
    const { summary } = evaluated;
    const same = await repository.findOpenRound(manager, fingerprint);
    if (same !== null) return same;
    const id = randomUUID();
    const findings = findingsOf(manager, question, evaluated);
    await repository.insertRound(manager, { id, ...question, fingerprint, summary }, findings);
    const data = { rule: rule.code, asOf: rule.asOf, candidates: summary.candidates };
    await this.audit.record(manager, { kind: 'round.opened', subject: 'review_round', subjectId: id, data });
    return id;
  }

  private async draw(manager: EntityManager, rule: ReviewRule, now: Date, complete: boolean): Promise<string> {
    const id = randomUUID();
    await insertDraft(manager, { id, rule, complete, now, summary: summarise([]) });
    const data = { rule: rule.code, asOf: rule.asOf };
    await this.audit.record(manager, { kind: 'round.drafted', subject: 'review_round', subjectId: id, data });
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

  async finding(id: string, projectId: string): Promise<Result<FindingView>> {
    const finding = await repository.findFinding(this.dataSource.manager, id, projectId);
    return finding === null ? refused('finding.notFound', { projectId }) : accepted(finding);
  }

  /** What the round takes back and keeps as its verdicts stand, and how many rows have none. */
  async recallTotals(id: string): Promise<Result<ReturnType<typeof recallTotals> & { readonly undecided: number }>> {
    const round = await this.find(id);
    if (!round.ok) return round;
    const contents = await contentsOf(this.dataSource.manager, round.value);
    const undecided = rowsToDecide(contents).filter(({ projectId }) => !contents.dispositions.has(projectId)).length;
    return accepted({ ...recallTotals(contents), undecided });
  }

  /** A paper of a round: as issued where it is issued, else as its findings and verdicts stand. */
  async paper(id: string, name: PaperName): Promise<Result<Paper>> {
    const round = await this.find(id);
    if (!round.ok) return round;
    if (round.value.state === 'draft') return refused('round.draft');
    const { manager } = this.dataSource;
    if (!isFrozen(round.value.state)) return accepted(await renderPaper(await contentsOf(manager, round.value), name));
    const issued = await issuedPaper(manager, id, name);
    return issued === null ? refused('paper.notIssued', { paper: name }) : accepted(issued);
  }

  recallListXlsx(id: string): Promise<Result<Paper>> {
    return this.paper(id, 'recall-list.xlsx');
  }

  recallListCsv(id: string): Promise<Result<Paper>> {
    return this.paper(id, 'recall-list.csv');
  }
}

function isRoundCursor(keys: readonly unknown[] | null): keys is readonly [string, string] {
  return (
    keys !== null && typeof keys[0] === 'string' && typeof keys[1] === 'string' && !Number.isNaN(Date.parse(keys[0]))
  );
}
