import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { silentDisposition, type DisposedRow } from '../domain/disposition.js';
import type { LocalDate } from '../domain/local-date.js';
import { NO_ANSWER } from '../domain/reason-codes.js';
import { AuditService } from '../audit/audit.service.js';
import { clockOfDatabase, inTransaction, readingInstant } from '../database/transaction.js';
import { breakOff, orRefusal } from '../http/refused-transaction.js';
import type { Result } from '../http/refusal.js';
import { disposedRows } from './disposed-rows.js';
import { insertDisposition } from './dispositions.repository.js';
import { evaluateRule, findingsOf, fingerprintOf } from './evaluate-rule.js';
import { silentProjects } from './explanations.repository.js';
import { insertIssue, nextIssueNumber, type NewIssue } from './issue.repository.js';
import { findOpenRound, findRound, insertFindings } from './review-rounds.repository.js';
import type { ReviewRoundView } from './review-rounds.types.js';
import { contentsOf, rowsToDecide } from './round-contents.js';
import { holdRound, pinFacts, requireStep, setState, setSuperseded } from './round-life.repository.js';
import { PAPER_NAMES, recallTotals, renderPaper } from './round-papers.js';
import { isFrozen, ROUND_STATE_NAMES, WORKING_STATES } from './round-states.js';

export interface Issuing {
  /** number of the paper that carries the list, as registered */
  readonly documentNumber: string | null;
  /** day in Việt Nam: silences are told by it */
  readonly today: LocalDate;
}

/** The steps of a round from draft to superseded (`round-states.ts`). */
@Injectable()
export class RoundLifeService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly audit: AuditService,
  ) {}

  /** Pins the facts of a draft as the books know them now. */
  async open(id: string): Promise<Result<ReviewRoundView>> {
    return this.step(id, 'round.opened', async (manager, round) => {
      requireStep(round, 'open');
      const knownAt = await readingInstant(manager);
      const { rule, complete } = round;
      const question = { rule, knownAt, complete };
      const evaluated = await evaluateRule(manager, question);
      const fingerprint = await fingerprintOf(manager, question, evaluated);
      const other = await findOpenRound(manager, fingerprint);
      if (other !== null) breakOff({ code: 'round.sameOpen', parameters: { otherId: other } });
      await insertFindings(manager, id, findingsOf(manager, question, evaluated));
      await pinFacts(manager, id, { ...evaluated, fingerprint, knownAt });
      return { candidates: evaluated.summary.candidates };
    });
  }

  /** Every row has a verdict or a silence, which is recorded now: the investor was asked and its deadline lies before `today`. */
  async decide(id: string, today: LocalDate): Promise<Result<ReviewRoundView>> {
    return this.step(id, 'round.decided', async (manager, round) => {
      requireStep(round, 'decided');
      return this.settle(manager, round, today);
    });
  }

  private async settle(manager: EntityManager, round: ReviewRoundView, today: LocalDate): Promise<object> {
    const contents = await contentsOf(manager, round);
    const undecided = rowsToDecide(contents).filter(({ projectId }) => !contents.dispositions.has(projectId));
    const silent = await silentProjects(manager, round.id, undecided, today);
    const open = undecided.filter(({ projectId }) => !silent.has(projectId));
    if (open[0] !== undefined) {
      breakOff({ code: 'round.rowsWithoutVerdict', parameters: { count: open.length, project: open[0].name } });
    }
    for (const [projectId, row] of await disposedRows(manager, round, undecided)) {
      await recordSilence(manager, round.id, projectId, row);
    }
    await setState(manager, round.id, 'decided');
    return { silences: undecided.length };
  }

  /**
   * Freezes the list: numbers it within the plan year and keeps its papers byte for byte. A round that is worked on is decided
   * on the way where every row allows it. Again answers the same issue.
   */
  async issue(id: string, { documentNumber, today }: Issuing): Promise<Result<ReviewRoundView>> {
    return orRefusal(() =>
      inTransaction(this.dataSource, async (manager) => {
        const round = await holdRound(manager, id, 'update');
        if (round.state === 'issued') return round;
        const working = WORKING_STATES.includes(round.state);
        const settled = working ? await this.settle(manager, round, today) : null;
        if (settled === null) requireStep(round, 'issued');
        const issue = await this.freeze(manager, round, documentNumber);
        if (settled !== null) await this.record(manager, id, 'round.decided', settled);
        await this.record(manager, id, 'round.issued', issue);
        return this.read(manager, id);
      }),
    );
  }

  private async freeze(
    manager: EntityManager,
    round: ReviewRoundView,
    documentNumber: string | null,
  ): Promise<NewIssue> {
    const { planYear } = round.rule;
    const number = await nextIssueNumber(manager, planYear);
    const contents = await contentsOf(manager, round);
    const issue = {
      ...{ planYear, number, documentNumber, snapshotId: contents.snapshotId, ...recallTotals(contents) },
      issuedAt: await clockOfDatabase(manager),
    };
    const issued: ReviewRoundView = { ...round, state: 'issued', issue: { ...issue, papers: [] } };
    const papers = await Promise.all(PAPER_NAMES.map((name) => renderPaper({ ...contents, round: issued }, name)));
    await insertIssue(manager, round.id, issue, papers);
    await setState(manager, round.id, 'issued');
    return issue;
  }

  /** Another list takes the place of an issued one, which stays as it is. */
  async supersede(id: string, reason: string, successorId: string | null): Promise<Result<ReviewRoundView>> {
    return this.step(id, 'round.superseded', async (manager, round) => {
      requireStep(round, 'superseded');
      await this.requireSuccessor(manager, id, successorId);
      await setSuperseded(manager, id, reason, successorId);
      return { reason, successorId };
    });
  }

  private async requireSuccessor(manager: EntityManager, id: string, successorId: string | null): Promise<void> {
    if (successorId === null) return;
    const successor = await findRound(manager, successorId);
    if (successor === null) breakOff({ code: 'round.notFound', parameters: { id: successorId } });
    if (successorId === id || !isFrozen(successor.state)) {
      const parameters = { otherId: successorId, state: ROUND_STATE_NAMES[successor.state] };
      breakOff({ code: 'round.notSuccessor', parameters });
    }
  }

  private async step(
    id: string,
    kind: string,
    work: (manager: EntityManager, round: ReviewRoundView) => Promise<object>,
  ): Promise<Result<ReviewRoundView>> {
    return orRefusal(() =>
      inTransaction(this.dataSource, async (manager) => {
        const data = await work(manager, await holdRound(manager, id, 'update'));
        await this.record(manager, id, kind, data);
        return this.read(manager, id);
      }),
    );
  }

  private async read(manager: EntityManager, id: string): Promise<ReviewRoundView> {
    const round = await findRound(manager, id);
    if (round === null) throw new Error(`round ${id} is gone`);
    return round;
  }

  private record(manager: EntityManager, id: string, kind: string, data: object): Promise<void> {
    return this.audit.record(manager, { kind, subject: 'review_round', subjectId: id, data });
  }
}

async function recordSilence(
  manager: EntityManager,
  roundId: string,
  projectId: string,
  row: DisposedRow,
): Promise<void> {
  const disposition = silentDisposition(row, NO_ANSWER);
  const recordedAt = await clockOfDatabase(manager);
  await insertDisposition(manager, { roundId, projectId, version: 1, disposition, bySilence: true, recordedAt });
}
