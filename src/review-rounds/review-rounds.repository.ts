import type { EntityManager } from 'typeorm';
import { toJsonVnd } from '../domain/money.js';
import type { Finding } from '../domain/finding.js';
import type { ReviewSummary } from '../domain/review-summary.js';
import type { ReviewRule } from '../domain/review-rule.js';
import { copyInto, type CopyValue } from '../database/copy.js';
import { omit } from '../database/omit.js';
import { withMoney } from '../database/stored-money.js';
import { storableJson } from '../database/storable-text.js';
import { isUuid } from '../database/uuid.js';
import { pageLimit, toPage, type Page, type PageRequest } from '../http/page.js';
import { ReviewFindingRecord, ReviewRoundRecord } from './review-round.entity.js';
import { issuesOf } from './issue.repository.js';
import { isFrozen } from './round-states.js';
import { reversedBasesOf } from './reversed-basis.repository.js';
import type {
  FindingFilter,
  FindingView,
  IssueView,
  ReversedBasisView,
  ReviewRoundView,
} from './review-rounds.types.js';

export interface NewRound {
  readonly id: string;
  readonly rule: ReviewRule;
  readonly knownAt: Date;
  readonly complete: boolean;
  readonly fingerprint: string;
  readonly summary: ReviewSummary;
}

/** The open round of the same question with the same answer; others that ask it at this moment wait for the end of the transaction. */
export async function findOpenRound(manager: EntityManager, fingerprint: string): Promise<string | null> {
  await manager.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`round ${fingerprint}`]);
  const [row] = await manager.query<{ id: string }[]>(
    `select id from review_round where fingerprint = $1 and state = 'open'`,
    [fingerprint],
  );
  return row?.id ?? null;
}

export async function insertRound(
  manager: EntityManager,
  round: NewRound,
  findings: AsyncIterable<readonly Finding[]>,
): Promise<void> {
  await manager.query(
    `insert into review_round (id, rule_code, rule, as_of, known_at, complete, state, fingerprint, summary, opened_at)
     values ($1, $2, $3::jsonb, $4, $5, $6, 'open', $7, $8::jsonb, date_trunc('milliseconds', clock_timestamp()))`,
    [
      ...[round.id, round.rule.code, storableJson(round.rule), round.rule.asOf, round.knownAt, round.complete],
      ...[round.fingerprint, storableJson(toStoredSummary(round.summary))],
    ],
  );
  await insertFindings(manager, round.id, findings);
}

/** Keeps the findings of a round, in the order of the list, as they come. */
export async function insertFindings(
  manager: EntityManager,
  roundId: string,
  findings: AsyncIterable<readonly Finding[]>,
): Promise<void> {
  let ordinal = 0;
  for await (const page of findings) {
    await copyInto(manager, 'review_finding', FINDING_COLUMNS, findingRows(roundId, page, ordinal));
    ordinal += page.length;
  }
}

const FINDING_COLUMNS = [
  ...['round_id', 'project_id', 'ordinal', 'code', 'name', 'investor', 'location', 'sector', 'status'],
  ...['status_inferred', 'matched_by', 'outcome', 'reason', 'plan_vnd', 'disbursed_vnd', 'rate_percent'],
  ...['undisbursed_vnd', 'shortfall_vnd', 'advance_vnd', 'by_source', 'data_as_of', 'stale', 'origin', 'evidence'],
  ...['other_sources', 'judgements', 'denominators', 'marks', 'recallable'],
];

function* findingRows(roundId: string, findings: readonly Finding[], first: number): Generator<readonly CopyValue[]> {
  let ordinal = first;
  for (const finding of findings) {
    yield [
      ...[roundId, finding.key, ordinal++, finding.code, finding.name, finding.investor, finding.location],
      ...[finding.sector, finding.status, finding.statusInferred, finding.matchedBy, finding.outcome, finding.reason],
      ...[finding.planVnd, finding.disbursedVnd, finding.ratePercent, finding.undisbursedVnd, finding.shortfallVnd],
      ...[finding.advanceVnd, finding.bySource, finding.dataAsOf, finding.stale, finding.origin, finding.evidence],
      ...[finding.otherSources, finding.judgements, finding.denominators, finding.marks, finding.recallable],
    ];
  }
}

export type StoredSummary = Omit<ReviewSummary, 'planVnd' | 'disbursedVnd' | 'undisbursedVnd'> & {
  readonly planVnd: number;
  readonly disbursedVnd: number;
  readonly undisbursedVnd: number;
};

/** Money as JSON integers. */
export function toStoredSummary(summary: ReviewSummary): StoredSummary {
  return {
    ...summary,
    planVnd: toJsonVnd(summary.planVnd),
    disbursedVnd: toJsonVnd(summary.disbursedVnd),
    undisbursedVnd: toJsonVnd(summary.undisbursedVnd),
  };
}

function toRoundView(
  record: ReviewRoundRecord,
  issue: IssueView | null,
  reversedBases: readonly ReversedBasisView[],
): ReviewRoundView {
  const { id, state, asOf, knownAt, complete, openedAt, supersededBy, supersedeReason } = record;
  const summary = record.summary as StoredSummary;
  return {
    ...{ id, state, asOf, knownAt, complete, openedAt, issue, supersededBy, supersedeReason, reversedBases },
    rule: withMoney<ReviewRule>(record.rule),
    summary: {
      ...summary,
      planVnd: BigInt(summary.planVnd),
      disbursedVnd: BigInt(summary.disbursedVnd),
      undisbursedVnd: BigInt(summary.undisbursedVnd),
    },
  };
}

export async function findRound(manager: EntityManager, id: string): Promise<ReviewRoundView | null> {
  if (!isUuid(id)) return null;
  const record = await manager.findOneBy(ReviewRoundRecord, { id });
  return record === null ? null : ((await toRoundViews(manager, [record]))[0] ?? null);
}

async function toRoundViews(manager: EntityManager, records: readonly ReviewRoundRecord[]): Promise<ReviewRoundView[]> {
  const issued = records.filter((record) => isFrozen(record.state)).map((record) => record.id);
  const issues = await issuesOf(manager, issued);
  const bases = await reversedBasesOf(manager, issued);
  return records.map((record) => toRoundView(record, issues.get(record.id) ?? null, bases.get(record.id) ?? []));
}

/** Newest first. */
export async function listRounds(
  manager: EntityManager,
  after: readonly [openedAt: string, id: string] | null,
  page: PageRequest,
): Promise<Page<ReviewRoundView>> {
  const limit = pageLimit(page);
  const query = manager
    .getRepository(ReviewRoundRecord)
    .createQueryBuilder('round')
    .orderBy('round.openedAt', 'DESC')
    .addOrderBy('round.id', 'DESC')
    .limit(limit + 1);
  if (after !== null) {
    const [openedAt, id] = after;
    query.where('(round.openedAt, round.id) < (:openedAt::timestamptz, :id::uuid)', { openedAt, id });
  }
  const records = await query.getMany();
  return toPage(await toRoundViews(manager, records), limit, (round) => [round.openedAt.toISOString(), round.id]);
}

/** Findings in the order of the list, after a place; all of them where no page is asked for. */
export async function listFindings(
  manager: EntityManager,
  roundId: string,
  filter: FindingFilter,
  after: number,
  page: PageRequest | null,
): Promise<Page<FindingView>> {
  const query = manager
    .getRepository(ReviewFindingRecord)
    .createQueryBuilder('finding')
    .where('finding.roundId = :roundId and finding.ordinal > :after', { roundId, after })
    .andWhere(filter.outcome === undefined ? 'true' : 'finding.outcome = :outcome', { outcome: filter.outcome })
    .orderBy('finding.ordinal');
  if (page === null) return { items: (await query.getMany()).map(toFindingView), next: null };
  const limit = pageLimit(page);
  const fetched = toPage(await query.limit(limit + 1).getMany(), limit, (finding) => [finding.ordinal]);
  return { items: fetched.items.map(toFindingView), next: fetched.next };
}

/** One finding; null where the project is not in the round. */
export async function findFinding(
  manager: EntityManager,
  roundId: string,
  projectId: string,
): Promise<FindingView | null> {
  if (!isUuid(roundId) || !isUuid(projectId)) return null;
  const record = await manager.findOneBy(ReviewFindingRecord, { roundId, projectId });
  return record === null ? null : toFindingView(record);
}

function toFindingView(record: ReviewFindingRecord): FindingView {
  const { evidence, bySource, otherSources, judgements, denominators, recallable } = record;
  return {
    ...omit(record, 'roundId', 'round', 'project', 'ordinal'),
    key: record.projectId,
    ...withMoney<
      Pick<Finding, 'evidence' | 'bySource' | 'otherSources' | 'judgements' | 'denominators' | 'recallable'>
    >({
      ...{ evidence, bySource, otherSources, judgements, denominators, recallable },
    }),
  };
}
