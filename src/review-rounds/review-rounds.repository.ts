import type { EntityManager } from 'typeorm';
import { toJsonVnd } from '../domain/money.js';
import type { Finding, ReviewSummary } from '../domain/review.js';
import type { ReviewRule } from '../domain/review-rule.js';
import { copyInto, type CopyValue } from '../database/copy.js';
import { omit } from '../database/omit.js';
import { withMoney } from '../database/stored-money.js';
import { storableJson } from '../database/storable-text.js';
import { isUuid } from '../database/uuid.js';
import { pageLimit, toPage, type Page, type PageRequest } from '../http/page.js';
import { ReviewFindingRecord, ReviewRoundRecord } from './review-round.entity.js';
import type { FindingFilter, FindingView, ReviewRoundView } from './review-rounds.types.js';

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
  findings: readonly Finding[],
): Promise<void> {
  await manager.query(
    `insert into review_round (id, rule_code, rule, as_of, known_at, complete, state, fingerprint, summary, opened_at)
     values ($1, $2, $3::jsonb, $4, $5, $6, 'open', $7, $8::jsonb, date_trunc('milliseconds', clock_timestamp()))`,
    [
      ...[round.id, round.rule.code, storableJson(round.rule), round.rule.asOf, round.knownAt, round.complete],
      ...[round.fingerprint, storableJson(toStoredSummary(round.summary))],
    ],
  );
  await copyInto(manager, 'review_finding', FINDING_COLUMNS, findingRows(round.id, findings));
}

const FINDING_COLUMNS = [
  ...['round_id', 'project_id', 'ordinal', 'code', 'name', 'investor', 'location', 'sector', 'status'],
  ...['status_inferred', 'matched_by', 'outcome', 'reason', 'plan_vnd', 'disbursed_vnd', 'rate_percent'],
  ...['undisbursed_vnd', 'shortfall_vnd', 'advance_vnd', 'by_source', 'data_as_of', 'stale', 'origin', 'evidence'],
  ...['other_sources', 'judgements', 'denominators', 'marks', 'recallable'],
];

function* findingRows(roundId: string, findings: readonly Finding[]): Generator<readonly CopyValue[]> {
  let ordinal = 0;
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

type StoredSummary = Omit<ReviewSummary, 'planVnd' | 'disbursedVnd' | 'undisbursedVnd'> & {
  readonly planVnd: number;
  readonly disbursedVnd: number;
  readonly undisbursedVnd: number;
};

function toStoredSummary(summary: ReviewSummary): StoredSummary {
  return {
    ...summary,
    planVnd: toJsonVnd(summary.planVnd),
    disbursedVnd: toJsonVnd(summary.disbursedVnd),
    undisbursedVnd: toJsonVnd(summary.undisbursedVnd),
  };
}

function toRoundView(record: ReviewRoundRecord): ReviewRoundView {
  const { id, state, asOf, knownAt, complete, openedAt } = record;
  const summary = record.summary as StoredSummary;
  return {
    ...{ id, state, asOf, knownAt, complete, openedAt },
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
  return record === null ? null : toRoundView(record);
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
  return toPage(records.map(toRoundView), limit, (round) => [round.openedAt.toISOString(), round.id]);
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
