import type { EntityManager } from 'typeorm';
import { decodeCursor, pageLimit, toPage, type Page, type PageRequest } from '../http/page.js';
import { accepted, refused, type Result } from '../http/refusal.js';
import { toFactFilter, type FactRequest } from './project-reference.js';
import type { FactFilter } from './projects.repository.js';

/** What a page of facts is about: which facts, known at which instant. */
export interface FactQuestion {
  readonly request: FactRequest;
  readonly knownAt: Date;
}

/**
 * A page of facts in the order of their numbers, empty where the request names a project or an import that cannot be. `fetch` gives
 * facts after a number, at most `limit`.
 */
export async function factPage<T extends { readonly seq: string }>(
  manager: EntityManager,
  { request, knownAt }: FactQuestion,
  page: PageRequest,
  fetch: (filter: FactFilter, after: string, limit: number) => Promise<T[]>,
): Promise<Result<Page<T>>> {
  const cursor = page.cursor ?? null;
  const after = cursor === null ? '0' : decodeCursor(cursor, 1)?.[0];
  if (typeof after !== 'string' || !/^\d{1,18}$/.test(after))
    return refused('cursor.unknown', { cursor: cursor ?? '' });
  const filter = await toFactFilter(manager, request, knownAt);
  if (filter === null) return accepted({ items: [], next: null });
  const limit = pageLimit(page);
  return accepted(toPage(await fetch(filter, after, limit + 1), limit, ({ seq }) => [seq]));
}
