import { AsyncLocalStorage } from 'node:async_hooks';

/** The Idempotency-Key of the request that is being answered, for the transactions made on its behalf. */
const keys = new AsyncLocalStorage<string>();

/** Runs the rest of a request under its key. */
export function underKey<T>(key: string, work: () => T): T {
  return keys.run(key, work);
}

/** Work that a request starts but does not answer for: its transactions are not the request's. */
export function outsideRequests<T>(work: () => T): T {
  return keys.exit(work);
}

/** Key of the request on whose behalf this runs, undefined where there is none. */
export function keyOfRequest(): string | undefined {
  return keys.getStore();
}
