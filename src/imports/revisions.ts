import type { Issue } from '../domain/issue.js';

/** What a revision changed in the issues of the import that it corrects. */
export interface RevisionComparison {
  readonly revises: { readonly id: string; readonly file: string; readonly receivedAt: Date };
  /** errors and warnings that went */
  readonly gone: readonly Issue[];
  /** errors and warnings that came */
  readonly added: readonly Issue[];
  /** how many stayed */
  readonly stayed: number;
}

/** Errors and warnings of two revisions, told apart by rule, place and what is said; several alike are counted one by one. */
export function compareRevisions(
  before: { readonly id: string; readonly file: string; readonly receivedAt: Date },
  old: readonly Issue[],
  current: readonly Issue[],
): RevisionComparison {
  const left = new Map<string, Issue[]>();
  for (const issue of old.filter(isTelling)) left.set(keyOf(issue), [...(left.get(keyOf(issue)) ?? []), issue]);
  const added: Issue[] = [];
  let stayed = 0;
  for (const issue of current.filter(isTelling)) {
    const same = left.get(keyOf(issue));
    if (same?.pop() === undefined) added.push(issue);
    else stayed += 1;
  }
  const { id, file, receivedAt } = before;
  return { revises: { id, file, receivedAt }, gone: [...left.values()].flat(), added, stayed };
}

function isTelling({ severity }: Issue): boolean {
  return severity !== 'info';
}

function keyOf({ code, sheet, cell, row, value, message, file }: Issue): string {
  return JSON.stringify([code, sheet, cell, row, value, message.replaceAll(file, '')]);
}
