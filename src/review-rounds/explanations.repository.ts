import type { EntityManager } from 'typeorm';
import type { Answer, AnswerKind } from '../domain/explanation.js';
import type { LocalDate } from '../domain/local-date.js';
import type { Responsibility } from '../domain/reason-codes.js';
import { nameKey } from '../domain/vietnamese-text.js';
import { storableJson, storableText } from '../database/storable-text.js';
import { EvidenceRecord, ExplanationRequestRecord } from './explanation.entity.js';
import type { EvidenceView, ExplanationView } from './explanations.types.js';
import type { FindingView } from './review-rounds.types.js';

/** The key under which an investor of a round is asked; null where the books name none. */
export function askedKey(investor: string | null): string | null {
  return investor === null ? null : nameKey(investor);
}

/** Latest deadline of each investor that was asked, by its key. */
export async function deadlinesOf(manager: EntityManager, roundId: string): Promise<Map<string, LocalDate>> {
  const rows = await manager.query<{ investorKey: string; deadline: string }[]>(
    `select distinct on (investor_key) investor_key as "investorKey", deadline
       from review_explanation_request where round_id = $1 order by investor_key, number desc`,
    [roundId],
  );
  return new Map(rows.map(({ investorKey, deadline }) => [investorKey, deadline]));
}

/** Projects for which an answer is there. */
export async function answeredProjects(manager: EntityManager, roundId: string): Promise<Set<string>> {
  const rows = await manager.query<{ projectId: string }[]>(
    'select distinct project_id as "projectId" from review_explanation where round_id = $1',
    [roundId],
  );
  return new Set(rows.map(({ projectId }) => projectId));
}

/** Of some rows, the projects whose investor was asked, let the deadline pass and answered nothing for them. */
export async function silentProjects(
  manager: EntityManager,
  roundId: string,
  rows: readonly FindingView[],
  today: LocalDate,
): Promise<Set<string>> {
  const deadlines = await deadlinesOf(manager, roundId);
  const answered = await answeredProjects(manager, roundId);
  const silent = rows.filter(({ investor, projectId }) => {
    const key = askedKey(investor);
    const deadline = key === null ? undefined : deadlines.get(key);
    return deadline !== undefined && deadline < today && !answered.has(projectId);
  });
  return new Set(silent.map(({ projectId }) => projectId));
}

/** The latest request to each investor of a round, without its form, by name. */
export async function latestRequests(manager: EntityManager, roundId: string): Promise<ExplanationRequestRecord[]> {
  const all = await manager.find(ExplanationRequestRecord, { where: { roundId }, order: { number: 'ASC' } });
  const latest = new Map(all.map((request) => [request.investorKey, request]));
  return [...latest.values()].sort((a, b) => a.investor.localeCompare(b.investor, 'vi'));
}

export type NewRequest = Omit<ExplanationRequestRecord, 'round'>;

export async function insertRequest(manager: EntityManager, request: NewRequest): Promise<void> {
  await manager.query(
    `insert into review_explanation_request
       (id, round_id, investor_key, number, investor, deadline, file, sha256, workbook, requested_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[request.id, request.roundId, request.investorKey, request.number, storableText(request.investor)],
      ...[request.deadline, request.file, request.sha256, request.workbook, request.requestedAt],
    ],
  );
}

/** The form that was sent with a request; null where the round has no such request. */
export async function requestForm(
  manager: EntityManager,
  roundId: string,
  id: string,
): Promise<{ readonly file: string; readonly bytes: Uint8Array } | null> {
  const [row] = await manager.query<{ file: string; workbook: Buffer }[]>(
    'select file, workbook from review_explanation_request where round_id = $1 and id = $2',
    [roundId, id],
  );
  return row === undefined ? null : { file: row.file, bytes: row.workbook };
}

interface ExplanationRow {
  readonly projectId: string;
  readonly version: number;
  readonly answer: AnswerKind;
  readonly day: string | null;
  readonly amountVnd: string | null;
  readonly bySource: { source: string; amountVnd: string }[] | null;
  readonly reasonCode: string | null;
  readonly reason: string | null;
  readonly responsibility: Responsibility | null;
  readonly text: string | null;
  readonly enteredBy: 'officer' | 'workbook';
  readonly recordedAt: Date;
}

/** The answer that counts for each project of a round, by project; of one project where asked. */
export async function currentExplanations(
  manager: EntityManager,
  roundId: string,
  projectId: string | null = null,
): Promise<Map<string, ExplanationView>> {
  const rows = await manager.query<ExplanationRow[]>(
    `select distinct on (told.project_id) told.project_id as "projectId", told.version, told.answer, told.day,
            told.amount_vnd as "amountVnd", told.by_source as "bySource", told.reason_code as "reasonCode",
            reason.name as reason, told.responsibility, told.explanation as text, told.entered_by as "enteredBy",
            told.recorded_at as "recordedAt"
       from review_explanation told left join reason_code reason on reason.code = told.reason_code
      where told.round_id = $1 and ($2::uuid is null or told.project_id = $2)
      order by told.project_id, told.version desc`,
    [roundId, projectId],
  );
  return new Map(rows.map((row) => [row.projectId, toView(row)]));
}

function toView(row: ExplanationRow): ExplanationView {
  return {
    ...row,
    amountVnd: row.amountVnd === null ? null : BigInt(row.amountVnd),
    bySource: row.bySource?.map((part) => ({ source: part.source, amountVnd: BigInt(part.amountVnd) })) ?? null,
  };
}

export interface NewExplanation {
  readonly roundId: string;
  readonly projectId: string;
  readonly answer: Answer;
  readonly enteredBy: 'officer' | 'workbook';
  readonly recordedAt: Date;
}

/** Adds the next version of an answer; who writes at this moment waits for the end of the transaction. */
export async function insertExplanation(manager: EntityManager, added: NewExplanation): Promise<void> {
  const { roundId, projectId, answer } = added;
  const lock = `explanation ${roundId} ${projectId}`;
  await manager.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [lock]);
  const promise = answer.answer === 'willDisburseBy' ? answer : null;
  const gift = answer.answer === 'giveBack' ? storableJson(answer.bySource) : null;
  const told = answer.answer === 'explain' ? answer : null;
  await manager.query(
    `insert into review_explanation (round_id, project_id, version, answer, day, amount_vnd, by_source, reason_code,
                                     responsibility, explanation, entered_by, recorded_at)
     select $1, $2, coalesce(max(version), 0) + 1, $3, $4, $5, $6::jsonb, $7, $8, $9, $10, $11
       from review_explanation where round_id = $1 and project_id = $2`,
    [
      ...[roundId, projectId, answer.answer, promise?.day ?? null, promise?.amountVnd.toString() ?? null, gift],
      ...[told?.reasonCode ?? null, told?.responsibility ?? null, told === null ? null : storableText(told.text)],
      ...[added.enteredBy, added.recordedAt],
    ],
  );
}

/** Files that back the answers of a round, oldest first; of one project where asked. */
export async function evidenceOf(
  manager: EntityManager,
  roundId: string,
  projectId: string | null = null,
): Promise<EvidenceView[]> {
  const records = await manager.find(EvidenceRecord, {
    where: { roundId, ...(projectId === null ? {} : { projectId }) },
    order: { recordedAt: 'ASC', id: 'ASC' },
  });
  return records.map(({ id, projectId: of, file, sha256, sizeBytes, recordedAt }) => ({
    ...{ id, projectId: of, file, sha256, sizeBytes, recordedAt },
  }));
}

export type NewEvidence = Omit<EvidenceRecord, 'finding'>;

export async function insertEvidence(manager: EntityManager, evidence: NewEvidence): Promise<void> {
  await manager.query(
    `insert into review_evidence (id, round_id, project_id, file, sha256, size_bytes, original, recorded_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      ...[evidence.id, evidence.roundId, evidence.projectId, storableText(evidence.file), evidence.sha256],
      ...[evidence.sizeBytes, evidence.original, evidence.recordedAt],
    ],
  );
}

export async function evidenceFile(
  manager: EntityManager,
  roundId: string,
  id: string,
): Promise<{ readonly file: string; readonly bytes: Uint8Array } | null> {
  const [row] = await manager.query<{ file: string; original: Buffer }[]>(
    'select file, original from review_evidence where round_id = $1 and id = $2',
    [roundId, id],
  );
  return row === undefined ? null : { file: row.file, bytes: row.original };
}
