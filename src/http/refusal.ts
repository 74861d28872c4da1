import type { Refusal, RefusalCode, RefusalParameters } from './refusal-catalogue.js';

export type { Refusal, RefusalParameters };

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

export function accepted<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function refused(code: RefusalCode, parameters: RefusalParameters = {}): { ok: false; refusal: Refusal } {
  return { ok: false, refusal: { code, parameters } };
}
