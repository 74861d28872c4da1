import type { EntityManager } from 'typeorm';
import { expectBulk } from '../database/transaction.js';
import type { Issue } from '../domain/issue.js';
import { refusalText } from '../http/refusal-catalogue.js';
import { belowZeroIssues } from './below-zero.js';
import { compareWithBooks } from './compare-with-books.js';
import type { ImportRecord } from './import.entity.js';
import { matchIssues } from './match-issues.js';
import { matchStagedLines } from './match-staged-lines.js';
import { awaitedPlans, doubledPlan, restatedPlans } from './plan-guards.js';
import { clearIssues, stageIssues } from './staging.repository.js';
import { suggestProjects } from './suggest-projects.js';

/**
 * Ties the staged lines to the books as they are now, and keeps what a person should know about it; false where an error keeps the
 * import out of the books.
 */
export async function checkStaged(manager: EntityManager, record: ImportRecord): Promise<boolean> {
  const { id, kind, file } = record;
  if (kind === null) throw new Error(`import ${id} is mapped and has no kind`);
  await expectBulk(manager);
  await clearIssues(manager, id, 'check');
  await matchStagedLines(manager, id, kind);
  await suggestProjects(manager, id, kind);
  const belowZero = await belowZeroIssues(manager, record);
  await stageIssues(manager, id, 'check', belowZero);
  for await (const issues of matchIssues(manager, id, file)) await stageIssues(manager, id, 'check', issues);
  await stageIssues(manager, id, 'check', [
    ...(await doublingIssues(manager, record)),
    ...(await compareWithBooks(manager, record)),
  ]);
  return belowZero.length === 0;
}

/** Told at the check already; the commit refuses a doubled plan unless the earlier import is reversed by then. */
async function doublingIssues(manager: EntityManager, { id, file, planYear }: ImportRecord): Promise<Issue[]> {
  const doubled = await doubledPlan(manager, id, planYear);
  if (doubled === null) {
    const anew = await restatedPlans(manager, id, file, planYear);
    return [...anew, ...(await awaitedPlans(manager, id, file, planYear))];
  }
  const place = { file, sheet: null, cell: null, row: null, column: null, value: null };
  return [{ ...place, code: doubled.code, severity: 'warning', message: refusalText(doubled) }];
}
