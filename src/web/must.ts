import type { Refusal, Result } from '../http/refusal.js';

/** Carries a refusal from a page's controller to the filter that draws it. */
export class RefusedPage extends Error {
  override readonly name = 'RefusedPage';

  constructor(readonly refusal: Refusal) {
    super(refusal.code);
  }
}

/** The value, where a refusal leaves no page to draw but the one that tells it. */
export function must<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new RefusedPage(result.refusal);
}
