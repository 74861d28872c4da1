import type { EntityManager } from 'typeorm';
import { groupBy } from '../domain/group-by.js';
import { matchProjects } from '../domain/matching.js';
import { nameKey } from '../domain/vietnamese-text.js';
import { breakOff } from '../http/refused-transaction.js';
import { negativePlan } from '../imports/plan-guards.js';
import { describeProjects } from '../projects/describe-projects.js';
import { memberNamed, projectsNamed } from '../projects/known-projects.repository.js';
import { endDecision, insertDecision, projectsOfDecision, settlementsBy } from './decisions.repository.js';
import { waitingLines } from './desk.repository.js';

/**
 * After a commit: lines of earlier imports that waited for a project and match one now (by the rules of matching, each import one
 * side) are tied to it, as a decision of the import that brought it.
 */
export async function settleWaitingLines(manager: EntityManager, importId: string, recordedAt: Date): Promise<void> {
  const waiting = (await waitingLines(manager)).filter(({ state }) => state === 'committed');
  if (waiting.length === 0) return;
  const known = await projectsNamed(manager, {
    codes: waiting.flatMap(({ project }) => project.code ?? []),
    names: waiting.map(({ project }) => nameKey(project.name)),
  });
  const byKey = new Map(known.map((project) => [project.key, project]));
  const found = [...groupBy(waiting, (line) => line.importId).values()].flatMap((lines) => {
    const matches = matchProjects(
      known,
      lines.map(({ project }) => project),
      () => [],
    );
    return lines.flatMap((line, index) => {
      const project = byKey.get(matches[index]?.key ?? '');
      return project === undefined ? [] : [{ line, projectId: memberNamed(project, line.project) }];
    });
  });
  for (const [projectId, items] of groupBy(found, (item) => item.projectId)) {
    const seenAt = { importId, sheet: null, cell: null };
    const lines = items.map(({ line }) => line);
    const decisionId = await insertDecision(manager, { kind: 'settlement', projectId, seenAt, lines, recordedAt });
    await describeAfter(manager, decisionId, recordedAt);
  }
}

/** At the reversal of an import: what its commit settled waits again. */
export async function unsettleLines(manager: EntityManager, importId: string, recordedAt: Date): Promise<void> {
  for (const decisionId of await settlementsBy(manager, importId)) {
    const affected = await projectsOfDecision(manager, decisionId);
    await endDecision(manager, decisionId, recordedAt, null);
    await describe(manager, affected, decisionId, recordedAt);
  }
}

/** New descriptions of what a decision touches; breaks off where a plan would fall below zero. */
export async function describeAfter(
  manager: EntityManager,
  decisionId: string,
  recordedAt: Date,
  before: readonly string[] = [],
): Promise<void> {
  const affected = [...new Set([...before, ...(await projectsOfDecision(manager, decisionId))])];
  await describe(manager, affected, decisionId, recordedAt);
}

async function describe(
  manager: EntityManager,
  projectIds: readonly string[],
  decisionId: string,
  recordedAt: Date,
): Promise<void> {
  for (const planYear of await planYearsOf(manager, projectIds)) {
    await describeProjects(manager, { ids: projectIds }, { planYear, decisionId, recordedAt });
    const negative = await negativePlan(manager, { ids: projectIds }, planYear);
    if (negative !== null) breakOff(negative);
  }
}

/** Plan years in which lines or descriptions tell of the projects. */
async function planYearsOf(manager: EntityManager, projectIds: readonly string[]): Promise<number[]> {
  const rows = await manager.query<{ year: number }[]>(
    `select plan_year as year from project_version where project_id = any($1)
     union select import.plan_year from identity_line moved join import on import.id = moved.import_id
            where moved.project_id = any($1)
     order by 1`,
    [projectIds],
  );
  return rows.map(({ year }) => year);
}
