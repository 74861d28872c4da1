import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import {
  toDisposition,
  type Disposition,
  type DispositionFault,
  type ProposedDisposition,
} from '../domain/disposition.js';
import { toVietnameseDate } from '../domain/local-date.js';
import { formatVnd } from '../domain/money.js';
import type { ReasonCode, ReasonUse } from '../domain/reason-codes.js';
import { AuditService } from '../audit/audit.service.js';
import { clockOfDatabase, inTransaction } from '../database/transaction.js';
import { accepted, refused, type Refusal, type Result } from '../http/refusal.js';
import { breakOff, orRefusal } from '../http/refused-transaction.js';
import { toInstant } from '../http/responses.js';
import { currentDispositions, dispositionHistory, insertDisposition } from './dispositions.repository.js';
import type { DispositionView } from './dispositions.types.js';
import { donorsOf } from './donors.repository.js';
import { allReasonCodes, insertReasonCode, reasonCode } from './reason-codes.repository.js';
import { disposedRow } from './disposed-rows.js';
import { findFinding, findRound } from './review-rounds.repository.js';
import type { FindingView, ReviewRoundView } from './review-rounds.types.js';
import { holdWorkingRound } from './round-life.repository.js';

/** Names of verdicts inside a sentence. */
export const VERDICT_NAMES = { recallAll: 'thu hồi toàn bộ', recallPart: 'thu hồi một phần', keep: 'giữ lại' } as const;

/** What an officer decides on the rows of a round: versions that are added, never changed. */
@Injectable()
export class DispositionsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly audit: AuditService,
  ) {}

  reasonCodes(use?: ReasonUse): Promise<ReasonCode[]> {
    return allReasonCodes(this.dataSource.manager, use);
  }

  async addReasonCode(reason: ReasonCode): Promise<Result<ReasonCode>> {
    return inTransaction(this.dataSource, async (manager) => {
      if (!(await insertReasonCode(manager, reason))) return refused('reason.exists', { code: reason.code });
      const change = { kind: 'reason.added', subject: 'reason_code', subjectId: reason.code, data: reason } as const;
      await this.audit.record(manager, change);
      return accepted(reason);
    });
  }

  /** The verdicts that count, by project. */
  async ofRound(roundId: string): Promise<Result<ReadonlyMap<string, DispositionView>>> {
    const { manager } = this.dataSource;
    if ((await findRound(manager, roundId)) === null) return refused('round.notFound', { id: roundId });
    return accepted(await currentDispositions(manager, roundId));
  }

  /** Every verdict on a row, newest first. */
  async history(roundId: string, projectId: string): Promise<Result<readonly DispositionView[]>> {
    const { manager } = this.dataSource;
    if ((await findFinding(manager, roundId, projectId)) === null) return refused('finding.notFound', { projectId });
    return accepted(await dispositionHistory(manager, roundId, projectId));
  }

  /**
   * Records a verdict on a candidate or donor of a round that is worked on. `expected` is the version that the officer has
   * seen: 0 for none, null where the caller does not say (then there must be none). Of several writers one wins; the others
   * are told what it wrote.
   */
  async record(
    roundId: string,
    projectId: string,
    proposed: ProposedDisposition,
    expected: number | null,
  ): Promise<Result<DispositionView>> {
    return orRefusal(() =>
      inTransaction(this.dataSource, async (manager) => {
        const round = await holdWorkingRound(manager, roundId);
        const finding = await this.rowOf(manager, roundId, projectId);
        const disposition = await dispositionOf(manager, round, finding, proposed);
        return this.write(manager, { roundId, finding, disposition, expected });
      }),
    );
  }

  private async rowOf(manager: EntityManager, roundId: string, projectId: string): Promise<FindingView> {
    const finding = await findFinding(manager, roundId, projectId);
    if (finding === null) breakOff({ code: 'finding.notFound', parameters: { projectId } });
    if (finding.outcome !== 'candidate' && !(await donorsOf(manager, roundId)).has(projectId)) {
      breakOff({ code: 'disposition.notListed', parameters: { project: finding.name } });
    }
    return finding;
  }

  private async write(
    manager: EntityManager,
    { roundId, finding, disposition, expected }: Written,
  ): Promise<DispositionView> {
    const { projectId } = finding;
    const current = await currentOf(manager, roundId, projectId);
    if ((current?.version ?? 0) !== (expected ?? 0)) breakOff(conflict(finding, current, expected));
    const version = (expected ?? 0) + 1;
    const recordedAt = await clockOfDatabase(manager);
    const added = { roundId, projectId, version, disposition, recordedAt, bySilence: false };
    if (!(await insertDisposition(manager, added))) {
      breakOff(conflict(finding, await currentOf(manager, roundId, projectId), expected));
    }
    const data = { projectId, version, ...disposition };
    await this.audit.record(manager, {
      kind: 'round.verdictRecorded',
      subject: 'review_round',
      subjectId: roundId,
      data,
    });
    const written = await currentOf(manager, roundId, projectId);
    if (written === null) throw new Error(`disposition of ${projectId} is not there after it was written`);
    return written;
  }
}

interface Written {
  readonly roundId: string;
  readonly finding: FindingView;
  readonly disposition: Disposition;
  readonly expected: number | null;
}

async function currentOf(manager: EntityManager, roundId: string, projectId: string): Promise<DispositionView | null> {
  return (await currentDispositions(manager, roundId, projectId)).get(projectId) ?? null;
}

async function dispositionOf(
  manager: EntityManager,
  round: ReviewRoundView,
  finding: FindingView,
  proposed: ProposedDisposition,
): Promise<Disposition> {
  const { asOf } = round;
  const decided = toDisposition(await disposedRow(manager, round, finding), proposed);
  if ('fault' in decided) breakOff(faultRefusal(finding, asOf, decided.fault));
  const { keepUntil, reasonCode: code } = decided.disposition;
  if (keepUntil !== null && keepUntil <= asOf) breakOff(faultRefusal(finding, asOf, { kind: 'keepWithoutExpiry' }));
  if (code !== null) {
    const known = await reasonCode(manager, code);
    if (known === null || known.use === 'silence') breakOff({ code: 'reason.unknown', parameters: { code } });
  }
  return decided.disposition;
}

function faultRefusal({ name, bySource }: FindingView, asOf: string, fault: DispositionFault): Refusal {
  const known = bySource.map((share) => share.source).join(', ');
  return {
    code: `disposition.${fault.kind}`,
    parameters: {
      ...{ project: name, known, asOf: toVietnameseDate(asOf) },
      ...('source' in fault ? { source: fault.source } : null),
      ...('limitVnd' in fault ? { amount: formatVnd(fault.amountVnd), limit: formatVnd(fault.limitVnd) } : null),
    },
  };
}

function conflict({ name }: FindingView, current: DispositionView | null, expected: number | null): Refusal {
  return {
    code: expected === null ? 'disposition.exists' : 'disposition.changed',
    parameters: {
      project: name,
      version: current?.version ?? 0,
      verdict: current === null ? 'chưa có' : VERDICT_NAMES[current.verdict],
      amount: formatVnd(current?.recallVnd ?? 0n),
      at: current === null ? '–' : toInstant(current.recordedAt),
    },
  };
}
