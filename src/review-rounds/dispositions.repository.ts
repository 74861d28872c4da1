import type { EntityManager } from 'typeorm';
import type { Disposition, KeptAmount, Verdict } from '../domain/disposition.js';
import { compareSources } from '../domain/funding-sources.js';
import { sumVnd } from '../domain/money.js';
import { KEPT_TERMS } from '../domain/recall-amounts.js';
import { storableText } from '../database/storable-text.js';
import type { DispositionView } from './dispositions.types.js';

interface DispositionRow {
  readonly projectId: string;
  readonly version: number;
  readonly verdict: Verdict;
  readonly reasonCode: string | null;
  readonly reason: string | null;
  readonly reasonText: string | null;
  readonly keepUntil: string | null;
  readonly bySilence: boolean;
  readonly recordedAt: Date;
  readonly amounts: readonly { readonly source: string; readonly amountVnd: string }[] | null;
  readonly kept: readonly (Omit<KeptAmount, 'amountVnd'> & { readonly amountVnd: string })[] | null;
}

const SELECTED = `
  disposition.project_id as "projectId", disposition.version, disposition.verdict, disposition.reason_code as "reasonCode",
  reason.name as reason, disposition.reason_text as "reasonText", disposition.keep_until as "keepUntil",
  disposition.by_silence as "bySilence", disposition.recorded_at as "recordedAt",
  (select json_agg(json_build_object('source', amount.source, 'amountVnd', amount.amount_vnd::text))
     from review_disposition_amount amount
    where (amount.round_id, amount.project_id, amount.version)
        = (disposition.round_id, disposition.project_id, disposition.version)) as amounts,
  (select json_agg(json_build_object('source', kept.source, 'term', kept.term, 'amountVnd', kept.amount_vnd::text, 'reason', kept.reason))
     from review_disposition_kept kept
    where (kept.round_id, kept.project_id, kept.version)
        = (disposition.round_id, disposition.project_id, disposition.version)) as kept
  from review_disposition disposition left join reason_code reason on reason.code = disposition.reason_code`;

/** The verdict that counts on each row of a round, by project; of one project where asked. */
export async function currentDispositions(
  manager: EntityManager,
  roundId: string,
  projectId: string | null = null,
): Promise<Map<string, DispositionView>> {
  const rows = await manager.query<DispositionRow[]>(
    `select distinct on (disposition.project_id) ${SELECTED}
      where disposition.round_id = $1 and ($2::uuid is null or disposition.project_id = $2)
      order by disposition.project_id, disposition.version desc`,
    [roundId, projectId],
  );
  return new Map(rows.map((row) => [row.projectId, toView(row)]));
}

/** Every verdict that was ever recorded on a row, newest first. */
export async function dispositionHistory(
  manager: EntityManager,
  roundId: string,
  projectId: string,
): Promise<DispositionView[]> {
  const rows = await manager.query<DispositionRow[]>(
    `select ${SELECTED} where disposition.round_id = $1 and disposition.project_id = $2
      order by disposition.version desc`,
    [roundId, projectId],
  );
  return rows.map(toView);
}

function toView({ amounts, kept, ...row }: DispositionRow): DispositionView {
  const bySource = (amounts ?? [])
    .map(({ source, amountVnd }) => ({ source, amountVnd: BigInt(amountVnd) }))
    .sort((a, b) => compareSources(a.source, b.source));
  const stays = (kept ?? [])
    .map(({ amountVnd, ...amount }) => ({ ...amount, amountVnd: BigInt(amountVnd) }))
    .sort((a, b) => compareSources(a.source, b.source) || KEPT_TERMS.indexOf(a.term) - KEPT_TERMS.indexOf(b.term));
  return { ...row, bySource, recallVnd: sumVnd(bySource.map(({ amountVnd }) => amountVnd)), kept: stays };
}

export interface NewDisposition {
  readonly roundId: string;
  readonly projectId: string;
  readonly version: number;
  readonly disposition: Disposition;
  readonly bySilence: boolean;
  readonly recordedAt: Date;
}

/** Adds a version; false where somebody else has written that version. */
export async function insertDisposition(manager: EntityManager, added: NewDisposition): Promise<boolean> {
  const { roundId, projectId, version, disposition } = added;
  const { verdict, reasonCode, reasonText, keepUntil, bySource, kept } = disposition;
  const inserted = await manager.query<object[]>(
    `insert into review_disposition (round_id, project_id, version, verdict, reason_code, reason_text, keep_until,
                                     by_silence, recorded_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing returning version`,
    [
      ...[roundId, projectId, version, verdict, reasonCode, reasonText === null ? null : storableText(reasonText)],
      ...[keepUntil, added.bySilence, added.recordedAt],
    ],
  );
  if (inserted.length === 0) return false;
  await manager.query(
    `insert into review_disposition_amount (round_id, project_id, version, source, amount_vnd)
     select $1, $2, $3, part.source, part.amount_vnd
       from unnest($4::text[], $5::bigint[]) as part (source, amount_vnd)`,
    [
      ...[roundId, projectId, version],
      ...[bySource.map((part) => part.source), bySource.map((part) => part.amountVnd.toString())],
    ],
  );
  await insertKept(manager, [roundId, projectId, version], kept);
  return true;
}

async function insertKept(
  manager: EntityManager,
  key: readonly [roundId: string, projectId: string, version: number],
  kept: readonly KeptAmount[],
): Promise<void> {
  if (kept.length === 0) return;
  await manager.query(
    `insert into review_disposition_kept (round_id, project_id, version, source, term, amount_vnd, reason)
     select $1, $2, $3, kept.source, kept.term, kept.amount_vnd, kept.reason
       from unnest($4::text[], $5::text[], $6::bigint[], $7::text[]) as kept (source, term, amount_vnd, reason)`,
    [
      ...key,
      ...[kept.map(({ source }) => source), kept.map(({ term }) => term)],
      kept.map(({ amountVnd }) => amountVnd.toString()),
      kept.map(({ reason }) => (reason === null ? null : storableText(reason))),
    ],
  );
}
