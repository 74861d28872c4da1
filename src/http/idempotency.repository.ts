import type { DataSource } from 'typeorm';
import { storableText } from '../database/storable-text.js';

/** An answer as it is given again. */
export interface KeptAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What a key means for the request that brings it. */
export type Claim =
  | { readonly kind: 'ours' }
  | { readonly kind: 'answered'; readonly answer: KeptAnswer }
  | { readonly kind: 'otherRequest' }
  /** another request with this key is being answered */
  | { readonly kind: 'running' }
  /** its effect is there, its answer was never kept: the process ended between the two */
  | { readonly kind: 'interrupted' };

const KEPT_DAYS = 30;
const LEASE_SECONDS = 15;
export const RENEW_MILLISECONDS = 5_000;

interface Row {
  readonly requestSha256: string;
  readonly applied: boolean;
  readonly isHeld: boolean;
  readonly status: number | null;
  readonly headers: Record<string, string> | null;
  readonly body: string | null;
}

/**
 * Claims a key for a request. `mayRepeat`: the same request again has no second effect by itself, so that an interrupted one may
 * simply run again.
 */
export async function claimKey(
  dataSource: DataSource,
  key: string,
  requestSha256: string,
  mayRepeat: boolean,
): Promise<Claim> {
  await dataSource.query(`delete from idempotency_key where created_at < now() - make_interval(days => $1)`, [
    KEPT_DAYS,
  ]);
  const made = await dataSource.query<unknown[]>(
    `insert into idempotency_key (key, request_sha256, created_at, claimed_until, applied)
     values ($1, $2, now(), now() + make_interval(secs => $3), false) on conflict (key) do nothing returning key`,
    [key, requestSha256, LEASE_SECONDS],
  );
  if (made.length === 1) return { kind: 'ours' };
  const [row] = await dataSource.query<Row[]>(
    `select request_sha256 as "requestSha256", applied, coalesce(claimed_until > now(), false) as "isHeld", status, headers, body
       from idempotency_key where key = $1`,
    [key],
  );
  if (row === undefined) return claimKey(dataSource, key, requestSha256, mayRepeat);
  if (row.requestSha256 !== requestSha256) return { kind: 'otherRequest' };
  const { status, headers, body } = row;
  if (status !== null) return { kind: 'answered', answer: { status, headers: headers ?? {}, body: body ?? '' } };
  if (row.isHeld) return { kind: 'running' };
  if (row.applied && !mayRepeat) return { kind: 'interrupted' };
  return (await takeOver(dataSource, key)) ? { kind: 'ours' } : { kind: 'running' };
}

/** The process that held the key has not renewed it: one of those who wait goes on in its place. */
async function takeOver(dataSource: DataSource, key: string): Promise<boolean> {
  const [, taken] = await dataSource.query<[unknown[], number]>(
    `update idempotency_key set claimed_until = now() + make_interval(secs => $2)
      where key = $1 and status is null and claimed_until <= now()`,
    [key, LEASE_SECONDS],
  );
  return taken === 1;
}

export async function renewKey(dataSource: DataSource, key: string): Promise<void> {
  await dataSource.query(
    `update idempotency_key set claimed_until = now() + make_interval(secs => $2) where key = $1 and status is null`,
    [key, LEASE_SECONDS],
  );
}

/**
 * Keeps the answer of a request that had its effect or succeeded. Where it had none (a refusal, an error before anything was
 * written) the key is free again, so that the corrected request may use it.
 */
export async function settleKey(dataSource: DataSource, key: string, answer: KeptAnswer): Promise<void> {
  const { status, headers, body } = answer;
  await dataSource.query(
    `update idempotency_key set status = $2, headers = $3::jsonb, body = $4, claimed_until = null
      where key = $1 and status is null and ($2 < 400 or (applied and $2 < 500))`,
    [key, status, JSON.stringify(headers), storableText(body)],
  );
  await dataSource.query('delete from idempotency_key where key = $1 and status is null and not applied', [key]);
  await dataSource.query('update idempotency_key set claimed_until = now() where key = $1 and status is null', [key]);
}
