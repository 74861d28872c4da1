import type { RefusalCode } from './refusal-catalogue.js';
import type { Refusal, RefusalParameters, Result } from './refusal.js';

/** Carries a refusal to the filter that answers it. Thrown at the edge only; services return refusals as values. */
export class RefusedRequest extends Error {
  override readonly name = 'RefusedRequest';
  readonly refusal: Refusal;

  constructor(code: RefusalCode, parameters: RefusalParameters = {}) {
    super(code);
    this.refusal = { code, parameters };
  }
}

/** The value of a result, or its refusal on the way to the filter. */
export function orRefuse<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new RefusedRequest(result.refusal.code, result.refusal.parameters);
}
