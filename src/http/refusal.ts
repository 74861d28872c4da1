import type { RefusalCode } from './refusal-catalogue.js';

/** Parts of a refusal's sentence. */
export type RefusalParameters = Readonly<Record<string, string | number>>;

/**
 * "No" as a value: a stable code with what its sentence needs. Services return it, `http/` alone turns it into a status and
 * a text (`refusal-catalogue`).
 */
export interface Refusal {
  readonly code: RefusalCode;
  readonly parameters: RefusalParameters;
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

export function accepted<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function refused(code: RefusalCode, parameters: RefusalParameters = {}): { ok: false; refusal: Refusal } {
  return { ok: false, refusal: { code, parameters } };
}
