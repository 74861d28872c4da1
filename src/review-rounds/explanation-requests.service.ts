import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { groupBy } from '../domain/group-by.js';
import { daysBetween, toVietnameseDate, type LocalDate } from '../domain/local-date.js';
import { fold } from '../domain/vietnamese-text.js';
import { AuditService } from '../audit/audit.service.js';
import { clockOfDatabase, inTransaction } from '../database/transaction.js';
import { isUuid } from '../database/uuid.js';
import { accepted, refused, type Result } from '../http/refusal.js';
import { orRefusal } from '../http/refused-transaction.js';
import type { NamedBytes } from '../imports/imports.types.js';
import { explanationFormBytes } from '../workbook/writing/explanation-form.js';
import { answeredProjects, askedKey, insertRequest, latestRequests, requestForm } from './explanations.repository.js';
import type { Reminders, RequestView } from './explanations.types.js';
import type { ExplanationRequestRecord } from './explanation.entity.js';
import { allReasonCodes } from './reason-codes.repository.js';
import { findRound } from './review-rounds.repository.js';
import type { FindingView } from './review-rounds.types.js';
import { contentsOf, rowsToDecide, type RoundContents } from './round-contents.js';
import { investorLetterBytes } from './round-papers.js';
import { holdRound, requireStep, setState } from './round-life.repository.js';

/** Investors are asked to explain their rows by a day, each with the form of its rows. */
@Injectable()
export class ExplanationRequestsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly audit: AuditService,
  ) {}

  /**
   * Asks every investor of a candidate or donor. An open (or decided) round moves on to `explanations`; in that state it asks
   * who was not asked yet, and gives the others the new deadline. The same deadline again changes nothing.
   */
  async request(roundId: string, deadline: LocalDate, today: LocalDate): Promise<Result<Reminders>> {
    if (deadline <= today) return refused('explanation.deadlinePast', { deadline: toVietnameseDate(deadline) });
    const asked = await orRefusal(() =>
      inTransaction(this.dataSource, async (manager) => {
        const round = await holdRound(manager, roundId, 'update');
        if (round.state !== 'explanations') {
          requireStep(round, 'explanations');
          await setState(manager, roundId, 'explanations');
        }
        const sent = await this.ask(manager, await contentsOf(manager, round), deadline);
        if (sent === 0) return;
        await this.audit.record(manager, {
          ...{ kind: 'round.explanationsRequested', subject: 'review_round', subjectId: roundId },
          data: { deadline, investors: sent },
        });
      }),
    );
    return asked.ok ? this.reminders(roundId, today) : asked;
  }

  private async ask(manager: EntityManager, contents: RoundContents, deadline: LocalDate): Promise<number> {
    const known = new Map((await latestRequests(manager, contents.round.id)).map((item) => [item.investorKey, item]));
    const rows = groupBy(rowsToDecide(contents), (row) => askedKey(row.investor));
    let sent = 0;
    for (const [investorKey, own] of rows) {
      if (investorKey === null) continue;
      const before = known.get(investorKey);
      if (before?.deadline === deadline) continue;
      await this.send(manager, contents, { investorKey, number: (before?.number ?? 0) + 1, own, deadline });
      sent += 1;
    }
    return sent;
  }

  private async send(manager: EntityManager, contents: RoundContents, asked: Asked): Promise<void> {
    const { round, snapshotId } = contents;
    const investor = asked.own[0]?.investor ?? '';
    const requestedAt = await clockOfDatabase(manager);
    const bytes = await explanationFormBytes({
      ...{ investor, round: round.rule.name, asOf: round.asOf, deadline: asked.deadline, snapshotId },
      reasons: await allReasonCodes(manager, 'delay'),
      projects: asked.own,
      writtenAt: requestedAt,
    });
    await insertRequest(manager, {
      ...{ id: randomUUID(), roundId: round.id, investorKey: asked.investorKey, number: asked.number, investor },
      ...{ deadline: asked.deadline, file: `giai-trinh-${slug(investor)}.xlsx`, requestedAt },
      ...{ sha256: createHash('sha256').update(bytes).digest('hex'), workbook: Buffer.from(bytes) },
    });
  }

  /** Who was asked and has (not) answered; days count from `today`. */
  async reminders(roundId: string, today: LocalDate): Promise<Result<Reminders>> {
    const { manager } = this.dataSource;
    const round = await findRound(manager, roundId);
    if (round === null) return refused('round.notFound', { id: roundId });
    const rows = rowsToDecide(await contentsOf(manager, round));
    const answered = await answeredProjects(manager, roundId);
    const requests = (await latestRequests(manager, roundId)).map((request) => {
      const own = rows.filter((row) => askedKey(row.investor) === request.investorKey);
      return toRequestView(request, own, answered, today);
    });
    const withoutInvestor = rows.filter((row) => row.investor === null).map(named);
    return accepted({ requests, withoutInvestor });
  }

  /** The form that was sent, byte for byte. */
  async form(roundId: string, requestId: string): Promise<Result<NamedBytes>> {
    const known = isUuid(roundId) && isUuid(requestId);
    const form = known ? await requestForm(this.dataSource.manager, roundId, requestId) : null;
    return form === null ? refused('explanation.requestNotFound', { id: requestId }) : accepted(form);
  }

  /** The letter that goes with the form: the same rows, the same deadline, the id of the round's figures. */
  async letter(roundId: string, requestId: string): Promise<Result<NamedBytes>> {
    const { manager } = this.dataSource;
    const round = isUuid(roundId) ? await findRound(manager, roundId) : null;
    if (round === null) return refused('round.notFound', { id: roundId });
    const request = (await latestRequests(manager, roundId)).find(({ id }) => id === requestId);
    if (request === undefined) return refused('explanation.requestNotFound', { id: requestId });
    const { investor, investorKey, deadline, requestedAt } = request;
    const contents = await contentsOf(manager, round, requestedAt);
    const findings = rowsToDecide(contents).filter((row) => askedKey(row.investor) === investorKey);
    const bytes = await investorLetterBytes(contents, { investor, findings, answerBy: deadline, requestedAt });
    return accepted({ file: `de-nghi-giai-trinh-${slug(investor)}.docx`, bytes });
  }
}

interface Asked {
  readonly investorKey: string;
  readonly number: number;
  readonly own: readonly FindingView[];
  readonly deadline: LocalDate;
}

function toRequestView(
  { id, investor, deadline, requestedAt, file, sha256 }: ExplanationRequestRecord,
  rows: readonly FindingView[],
  answered: ReadonlySet<string>,
  today: LocalDate,
): RequestView {
  const missing = rows.filter(({ projectId }) => !answered.has(projectId));
  return {
    ...{ id, investor, deadline, requestedAt, file, sha256 },
    daysLeft: daysBetween(today, deadline),
    projects: rows.length,
    answered: rows.length - missing.length,
    missing: missing.map(named),
  };
}

function named({ projectId, name }: FindingView) {
  return { projectId, name };
}

function slug(text: string): string {
  return fold(text)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 80);
}
