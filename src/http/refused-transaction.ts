import type { Refusal, Result } from './refusal.js';

/** Carries a refusal out of a transaction, so that what was written before it is rolled back. Never leaves `orRefusal`. */
export class RefusedTransaction extends Error {
  override readonly name = 'RefusedTransaction';

  constructor(readonly refusal: Refusal) {
    super(refusal.code);
  }
}

/** Value of the work, or the refusal that it was broken off with; any other error goes on. */
export async function orRefusal<T>(work: () => Promise<T>): Promise<Result<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    if (error instanceof RefusedTransaction) return { ok: false, refusal: error.refusal };
    throw error;
  }
}

/** Breaks the transaction off. */
export function breakOff(refusal: Refusal): never {
  throw new RefusedTransaction(refusal);
}
