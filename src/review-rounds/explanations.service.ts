import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { answerFault, type Answer, type AnswerFault } from '../domain/explanation.js';
import { toVietnameseDate } from '../domain/local-date.js';
import { formatVnd } from '../domain/money.js';
import { AuditService } from '../audit/audit.service.js';
import { clockOfDatabase, inTransaction } from '../database/transaction.js';
import { isUuid } from '../database/uuid.js';
import { accepted, refused, type Refusal, type Result } from '../http/refusal.js';
import { breakOff, orRefusal } from '../http/refused-transaction.js';
import type { NamedBytes } from '../imports/imports.types.js';
import { readCellsInCage } from '../workbook/cage/cage.js';
import { FORM } from '../workbook/writing/explanation-form.js';
import { readAnswers, type ReadAnswer } from './explanation-answers.js';
import {
  currentExplanations,
  evidenceFile,
  evidenceOf,
  insertEvidence,
  insertExplanation,
} from './explanations.repository.js';
import type { EvidenceView, ExplanationView } from './explanations.types.js';
import { allReasonCodes, reasonCode } from './reason-codes.repository.js';
import { findFinding, findRound } from './review-rounds.repository.js';
import type { FindingView, ReviewRoundView } from './review-rounds.types.js';
import { contentsOf, rowsToDecide } from './round-contents.js';
import { holdWorkingRound } from './round-life.repository.js';

/** Issues named in one refusal; the rest is counted. */
const ISSUES_TOLD = 10;

/** What investors answer, entered by an officer or read from the form that came back, with the files that back it. */
@Injectable()
export class ExplanationsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly audit: AuditService,
  ) {}

  /** The answers that count, by project. */
  async ofRound(roundId: string): Promise<Result<ReadonlyMap<string, ExplanationView>>> {
    const { manager } = this.dataSource;
    if ((await findRound(manager, roundId)) === null) return refused('round.notFound', { id: roundId });
    return accepted(await currentExplanations(manager, roundId));
  }

  /** Adds an answer for a project of a round that is worked on; the one before stays. */
  async answer(roundId: string, projectId: string, answer: Answer): Promise<Result<ExplanationView>> {
    return orRefusal(() =>
      inTransaction(this.dataSource, async (manager) => {
        const round = await holdWorkingRound(manager, roundId);
        const finding = await requireFinding(manager, roundId, projectId);
        const refusal = await refusalOf(manager, round, finding, answer);
        if (refusal !== null) breakOff(refusal);
        await this.write(manager, roundId, [{ projectId, answer }], 'officer');
        const written = (await currentExplanations(manager, roundId, projectId)).get(projectId);
        if (written === undefined) throw new Error(`explanation of ${projectId} is not there after it was written`);
        return written;
      }),
    );
  }

  /** Reads the answers of a form that came back: all of them, or none where a cell cannot be read. Tells how many. */
  async readForm(roundId: string, { file, bytes }: NamedBytes): Promise<Result<{ readonly answers: number }>> {
    if (bytes.length === 0) return refused('upload.empty', { file });
    const cells = await readCellsInCage(bytes, file);
    if (!cells.ok) return refused('explanation.formFaulty', issuesTold(cells.issues.map(({ message }) => message)));
    return orRefusal(() =>
      inTransaction(this.dataSource, async (manager) => {
        const round = await holdWorkingRound(manager, roundId);
        const rows = new Map(rowsToDecide(await contentsOf(manager, round)).map((row) => [row.projectId, row]));
        const reasons = await allReasonCodes(manager, 'delay');
        const read = readAnswers(cells.workbook, file, { projectIds: new Set(rows.keys()), reasons });
        const faults = [
          ...read.issues.map(({ cell, message }) => (cell === null ? message : `ô ${cell}: ${message}`)),
          ...(await faultsOfAnswers(manager, round, rows, read.answers)),
        ];
        if (faults.length > 0) breakOff({ code: 'explanation.formFaulty', parameters: issuesTold(faults) });
        if (read.answers.length === 0) breakOff({ code: 'explanation.formEmpty', parameters: { file } });
        await this.write(manager, roundId, read.answers, 'workbook');
        return { answers: read.answers.length };
      }),
    );
  }

  private async write(
    manager: EntityManager,
    roundId: string,
    answers: readonly { readonly projectId: string; readonly answer: Answer }[],
    enteredBy: 'officer' | 'workbook',
  ): Promise<void> {
    const recordedAt = await clockOfDatabase(manager);
    const ordered = [...answers].sort((a, b) => (a.projectId < b.projectId ? -1 : 1));
    for (const { projectId, answer } of ordered) {
      await insertExplanation(manager, { roundId, projectId, answer, enteredBy, recordedAt });
    }
    const data = { enteredBy, answers: ordered.map(({ projectId, answer }) => ({ projectId, ...answer })) };
    await this.audit.record(manager, { kind: 'round.explained', subject: 'review_round', subjectId: roundId, data });
  }

  /** Keeps a file that backs an answer. */
  async addEvidence(roundId: string, projectId: string, { file, bytes }: NamedBytes): Promise<Result<EvidenceView>> {
    if (bytes.length === 0) return refused('upload.empty', { file });
    return orRefusal(() =>
      inTransaction(this.dataSource, async (manager) => {
        await holdWorkingRound(manager, roundId);
        await requireFinding(manager, roundId, projectId);
        const kept = {
          ...{ id: randomUUID(), projectId, file, sizeBytes: bytes.length },
          sha256: createHash('sha256').update(bytes).digest('hex'),
          recordedAt: await clockOfDatabase(manager),
        };
        await insertEvidence(manager, { ...kept, roundId, original: Buffer.from(bytes) });
        const change = {
          kind: 'round.evidenceAdded',
          subject: 'review_round',
          subjectId: roundId,
          data: kept,
        } as const;
        await this.audit.record(manager, change);
        return kept;
      }),
    );
  }

  async evidence(roundId: string, projectId: string): Promise<Result<readonly EvidenceView[]>> {
    const { manager } = this.dataSource;
    if ((await findFinding(manager, roundId, projectId)) === null) return refused('finding.notFound', { projectId });
    return accepted(await evidenceOf(manager, roundId, projectId));
  }

  async evidenceFile(roundId: string, id: string): Promise<Result<NamedBytes>> {
    const known = isUuid(roundId) && isUuid(id);
    const file = known ? await evidenceFile(this.dataSource.manager, roundId, id) : null;
    return file === null ? refused('evidence.notFound', { id }) : accepted(file);
  }
}

async function requireFinding(manager: EntityManager, roundId: string, projectId: string): Promise<FindingView> {
  const finding = await findFinding(manager, roundId, projectId);
  return finding ?? breakOff({ code: 'finding.notFound', parameters: { projectId } });
}

async function refusalOf(
  manager: EntityManager,
  round: ReviewRoundView,
  finding: FindingView,
  answer: Answer,
): Promise<Refusal | null> {
  if (answer.answer === 'explain' && (await reasonCode(manager, answer.reasonCode))?.use !== 'delay') {
    return { code: 'reason.unknown', parameters: { code: answer.reasonCode } };
  }
  const { bySource, name } = finding;
  const fault = answerFault({ bySource, asOf: round.asOf, planYear: round.rule.planYear }, answer);
  return fault === null ? null : { code: 'explanation.fault', parameters: { project: name, fault: faultText(fault) } };
}

function faultText(fault: AnswerFault): string {
  switch (fault.kind) {
    case 'dayBeforeAsOf':
      return `ngày ${fault.day} phải sau ngày số liệu ${toVietnameseDate(fault.asOf)}`;
    case 'dayAfterClose':
      return `ngày ${toVietnameseDate(fault.day)} sau ngày ${toVietnameseDate(fault.last)}, hạn cuối giải ngân kế hoạch năm`;
    case 'amountOutOfBounds':
      return `số vốn ${formatVnd(fault.amountVnd)} đồng phải trên 0 và không quá ${formatVnd(fault.limitVnd)} đồng chưa giải ngân`;
    case 'sourceUnknown':
      return `dự án không có kế hoạch ở nguồn ${fault.source}`;
    case 'sourceOutOfBounds':
      return `số trả lại ${formatVnd(fault.amountVnd)} đồng ở nguồn ${fault.source} phải từ 0 đến ${formatVnd(fault.limitVnd)} đồng chưa giải ngân`;
    case 'nothingGivenBack':
      return 'phải ghi số vốn trả lại trên 0 ở ít nhất một nguồn';
    case 'textMissing':
      return 'chưa ghi giải trình cụ thể';
  }
}

async function faultsOfAnswers(
  manager: EntityManager,
  round: ReviewRoundView,
  rows: ReadonlyMap<string, FindingView>,
  answers: readonly ReadAnswer[],
): Promise<string[]> {
  const faults: string[] = [];
  for (const { projectId, answer, row } of answers) {
    const finding = rows.get(projectId);
    const refusal = finding === undefined ? null : await refusalOf(manager, round, finding, answer);
    if (refusal !== null) faults.push(`trang ${FORM.sheet} dòng ${row}: ${String(refusal.parameters['fault'])}`);
  }
  return faults;
}

function issuesTold(messages: readonly string[]): { count: number; issues: string } {
  const more = messages.length > ISSUES_TOLD ? ` … và ${messages.length - ISSUES_TOLD} chỗ khác` : '';
  return { count: messages.length, issues: messages.slice(0, ISSUES_TOLD).join(' | ') + more };
}
