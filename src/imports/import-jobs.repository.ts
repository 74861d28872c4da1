import type { EntityManager } from 'typeorm';
import {
  IMPORT_TRANSITIONS,
  JOB_PHASES,
  isWaiting,
  mayBecome,
  type ImportState,
  type JobPhase,
} from './import-states.js';
import type { ImportProgress } from './imports.types.js';

/** A job as a worker took it up. */
export interface ClaimedJob {
  readonly importId: string;
  readonly phase: JobPhase;
  /** times that it was taken up, this one included */
  readonly attempts: number;
}

/** Columns that belong to a state and change with it. */
export interface StateColumns {
  readonly checked_at?: Date;
  readonly committed_at?: Date;
  readonly commit_seq?: string;
  readonly cancelled_at?: Date;
  readonly reversed_at?: Date;
  readonly reversal_reason?: string | null;
  readonly reversal_approved_by?: string | null;
  readonly failed_reason?: string | null;
}

/**
 * Moves a held import to its next state, with the columns of that state, and queues or ends its job. The audit row is the
 * caller's to write, last in the same transaction.
 * @throws Error for a step that `IMPORT_TRANSITIONS` does not name
 */
export async function changeState(
  manager: EntityManager,
  { id, state }: { readonly id: string; readonly state: ImportState },
  to: ImportState,
  columns: StateColumns = {},
): Promise<void> {
  if (!mayBecome(state, to)) throw new Error(`import ${id}: ${state} becomes ${IMPORT_TRANSITIONS[state].join(', ')}`);
  const told = { failed_reason: null, ...columns };
  const settings = Object.keys(told).map((column, index) => `${column} = $${index + 4}`);
  const [, moved] = await manager.query<[unknown[], number]>(
    `update import set state = $3, ${settings.join(', ')} where id = $1 and state = $2`,
    [id, state, to, ...Object.values(told)],
  );
  if (moved !== 1) throw new Error(`import ${id} is no longer ${state}`);
  if (isWaiting(to)) await queueJob(manager, id, JOB_PHASES[to]);
  else await manager.query('delete from import_job where import_id = $1', [id]);
}

/** A job that a worker holds stays with it; a new one waits to be taken up. */
export async function queueJob(manager: EntityManager, importId: string, phase: JobPhase): Promise<void> {
  await manager.query(
    `insert into import_job (import_id, phase, done, total, attempts, queued_at)
     values ($1, $2, 0, 0, 0, date_trunc('milliseconds', clock_timestamp()))
     on conflict (import_id) do update
        set phase = excluded.phase, done = 0, total = 0, attempts = case when import_job.worker is null then 0 else 1 end`,
    [importId, phase],
  );
}

/** Takes up the oldest job that waits or whose worker has not been heard of for `leaseSeconds`; null where there is none. */
export async function claimJob(
  manager: EntityManager,
  worker: string,
  leaseSeconds: number,
): Promise<ClaimedJob | null> {
  const [rows] = await manager.query<[ClaimedJob[], number]>(
    `update import_job job set worker = $1, heartbeat_at = clock_timestamp(), attempts = attempts + 1
       from (select import_id from import_job
              where worker is null or heartbeat_at < clock_timestamp() - make_interval(secs => $2)
              order by queued_at limit 1 for update skip locked) next
      where job.import_id = next.import_id
      returning job.import_id as "importId", job.phase, job.attempts`,
    [worker, leaseSeconds],
  );
  return rows[0] ?? null;
}

/** Says that the worker lives and how far it is; false where the job is no longer its own. */
export async function beat(
  manager: EntityManager,
  importId: string,
  worker: string,
  { done, total }: Pick<ImportProgress, 'done' | 'total'>,
): Promise<boolean> {
  const [, held] = await manager.query<[unknown[], number]>(
    'update import_job set heartbeat_at = clock_timestamp(), done = $3, total = $4 where import_id = $1 and worker = $2',
    [importId, worker, done, total],
  );
  return held === 1;
}

/** True where the job is the worker's. */
export async function holdsJob(manager: EntityManager, importId: string, worker: string): Promise<boolean> {
  const rows = await manager.query<unknown[]>('select 1 from import_job where import_id = $1 and worker = $2', [
    ...[importId, worker],
  ]);
  return rows.length === 1;
}

/** Gives a job back unfinished; `countsAsAttempt` false where the work itself was not at fault. */
export async function releaseJob(
  manager: EntityManager,
  importId: string,
  worker: string,
  countsAsAttempt: boolean,
): Promise<void> {
  await manager.query(
    `update import_job set worker = null, heartbeat_at = null, attempts = greatest(0, attempts - $3)
      where import_id = $1 and worker = $2`,
    [importId, worker, countsAsAttempt ? 0 : 1],
  );
}

/** How far the background work on an import is; null where there is none. */
export async function progressOf(manager: EntityManager, importId: string): Promise<ImportProgress | null> {
  const [job] = await manager.query<ImportProgress[]>(
    'select phase, done, total from import_job where import_id = $1',
    [importId],
  );
  return job ?? null;
}
