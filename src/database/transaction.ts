import { setTimeout as wait } from 'node:timers/promises';
import type { DataSource, EntityManager } from 'typeorm';
import { keyOfRequest } from './keyed-request.js';
import { LOCKS } from './locks.js';

/** serialization_failure, deadlock_detected */
const RETRYABLE = new Set(['40001', '40P01']);
const ATTEMPTS = 4;

/** SQLSTATE of a database error, null for anything else. */
export function sqlState(error: unknown): string | null {
  const holder = error as { code?: unknown; driverError?: { code?: unknown } } | null;
  const code = holder?.driverError?.code ?? holder?.code;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : null;
}

/** Name of the constraint or unique index that a database error is about. */
export function violatedConstraint(error: unknown): string | null {
  const holder = error as { constraint?: unknown; driverError?: { constraint?: unknown } } | null;
  const name = holder?.driverError?.constraint ?? holder?.constraint;
  return typeof name === 'string' ? name : null;
}

/** True where the database cannot be reached or is going down: worth another try later. */
export function isDatabaseUnavailable(error: unknown): boolean {
  const state = sqlState(error);
  if (state !== null)
    return state.startsWith('08') || state.startsWith('57P') || state === '53300' || state === '55P03';
  const code = (error as { code?: unknown } | null)?.code;
  if (code === 'ECONNREFUSED' || code === 'ECONNRESET' || code === 'EPIPE' || code === 'ETIMEDOUT') return true;
  const message = error instanceof Error ? error.message : '';
  return /timeout exceeded when trying to connect|Connection terminated|Connection ended/i.test(message);
}

/**
 * One explicit transaction; everything inside goes through the manager handed on. Deadlocks and serialization failures run
 * the whole closure again, so it must have no effect outside the database.
 */
export async function inTransaction<T>(
  dataSource: DataSource,
  work: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await dataSource.transaction(async (manager) => {
        const result = await work(manager);
        await markApplied(manager);
        return result;
      });
    } catch (error) {
      if (attempt >= ATTEMPTS || !RETRYABLE.has(sqlState(error) ?? '')) throw error;
      await wait(20 * 2 ** attempt);
    }
  }
}

/**
 * For statements over a whole import: room to sort and to join in memory, and no compiling of what runs once. Until the transaction
 * ends.
 */
export async function expectBulk(manager: EntityManager): Promise<void> {
  await manager.query(`select set_config('work_mem', '64MB', true), set_config('jit', 'off', true)`);
}

/** A request with an Idempotency-Key leaves the mark of its effect in the very transaction of it. */
async function markApplied(manager: EntityManager): Promise<void> {
  const key = keyOfRequest();
  if (key !== undefined) await manager.query('update idempotency_key set applied = true where key = $1', [key]);
}

/**
 * Takes the books for writing and tells the instant from which on the writing counts as known (whole milliseconds): the next one, so
 * that a question asked in the millisecond before keeps its answer. It has passed when this returns, so it is known at once.
 */
export async function lockBooks(manager: EntityManager): Promise<Date> {
  await manager.query('select pg_advisory_xact_lock($1)', [LOCKS.books]);
  const now = await clockOfDatabase(manager);
  await manager.query('select pg_sleep(0.001)');
  return new Date(now.getTime() + 1);
}

/** Waits for writings that are under way and tells the instant: everything recorded up to it is visible. */
export async function readingInstant(manager: EntityManager): Promise<Date> {
  await manager.query('select pg_advisory_xact_lock_shared($1)', [LOCKS.books]);
  return clockOfDatabase(manager);
}

/** Whole milliseconds, so that an instant survives its way through JavaScript and JSON. */
export async function clockOfDatabase(manager: EntityManager): Promise<Date> {
  const [row] = await manager.query<{ now: Date }[]>(`select date_trunc('milliseconds', clock_timestamp()) as now`);
  if (row === undefined) throw new Error('the database did not tell the time');
  return row.now;
}
