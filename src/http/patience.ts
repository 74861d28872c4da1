/** The head of an answer, as far as controllers set it themselves. */
export interface AnswerHead {
  code(status: number): unknown;
  header(name: string, value: string): unknown;
}

/** Longest that a request waits for work in the background before it answers 202. */
export const MAX_PATIENCE_MILLISECONDS = 20_000;

/**
 * Milliseconds that a caller wants to wait for work in the background, by the header `Prefer` (RFC 7240: `respond-async`,
 * `wait=5`): at most 20 seconds, which is also what counts where nothing is said.
 */
export function patienceOf(prefer: string | undefined): number {
  const wishes = (prefer ?? '').split(/[,;]/).map((wish) => wish.trim().toLowerCase());
  const wait = wishes.map((wish) => /^wait=(\d{1,6})$/.exec(wish)?.[1]).find((seconds) => seconds !== undefined);
  if (wait !== undefined) return Math.min(Number(wait) * 1000, MAX_PATIENCE_MILLISECONDS);
  return wishes.includes('respond-async') ? 0 : MAX_PATIENCE_MILLISECONDS;
}
