import { knownLines, LATEST } from './known-facts.js';

/** Projects that a change is about: those that the lines of an import mean now, or given ones. */
export type ProjectSet = { readonly ofImport: string } | { readonly ids: readonly string[] };

/** Ids of the projects (SQL, a query for `in (…)`); `$1` is `parameterOf` the set. */
export function idsOf(projects: ProjectSet): string {
  if ('ids' in projects) return 'select unnest($1::uuid[])';
  return `select effective_id from ${knownLines(LATEST)} of_import where of_import.import_id = $1 and of_import.has_facts`;
}

export function parameterOf(projects: ProjectSet): unknown {
  return 'ids' in projects ? projects.ids : projects.ofImport;
}
