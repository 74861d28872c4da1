/** One page of a list, keyset-ordered; `next` is the cursor of the following page, null on the last. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** What a caller may ask of a list: at most `limit` items (1..500) after a cursor that the service gave. */
export interface PageRequest {
  readonly cursor?: string | null;
  readonly limit?: number;
}

export const DEFAULT_LIMIT = 100;
export const MAX_LIMIT = 500;

/** Opaque cursor from the sort keys of the last item. */
export function encodeCursor(keys: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(keys), 'utf8').toString('base64url');
}

/** The sort keys of a cursor, or null where this service did not make it with that many keys. */
export function decodeCursor(cursor: string, length: number): (string | number | null)[] | null {
  try {
    const keys: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (!Array.isArray(keys) || keys.length !== length) return null;
    const plain = keys.every((key) => key === null || typeof key === 'string' || typeof key === 'number');
    return plain ? (keys as (string | number | null)[]) : null;
  } catch {
    return null;
  }
}

/** Splits `limit + 1` fetched items into a page; `keysOf` gives the sort keys of its last item. */
export function toPage<T>(
  fetched: readonly T[],
  limit: number,
  keysOf: (item: T) => (string | number | null)[],
): Page<T> {
  const items = fetched.slice(0, limit);
  const last = items.at(-1);
  return { items, next: fetched.length > limit && last !== undefined ? encodeCursor(keysOf(last)) : null };
}

/** The asked-for size of a page within 1..MAX_LIMIT. */
export function pageLimit(request: PageRequest): number {
  return Math.min(Math.max(request.limit ?? DEFAULT_LIMIT, 1), MAX_LIMIT);
}
