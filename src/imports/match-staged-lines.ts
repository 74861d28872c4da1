import type { EntityManager } from 'typeorm';
import type { ReportedName } from '../domain/matching.js';
import { memberNamed, projectsNamed, type KnownRecord } from '../projects/known-projects.repository.js';
import { announcedProject, assignReported, assignUncoded, type LineAssignment } from './assign-lines.js';
import type { ImportKind } from './imports.types.js';
import * as repository from './open-lines.repository.js';
import type { OpenName } from './open-lines.repository.js';

/**
 * Matches the staged lines of an import with the books as they are now and keeps the result on the lines. Run at the check,
 * and again at the commit, because the books may have changed between. Lines that their code alone decides are tied at once, the
 * others by the rules of matching, a page of names at a time. Suggestions are not made here.
 */
export async function matchStagedLines(manager: EntityManager, importId: string, kind: ImportKind): Promise<void> {
  await repository.sortOutLines(manager, importId);
  await repository.settleByCode(manager, importId);
  if (!isPlan(kind)) return assignPages(manager, importId, 'all', (known, lines) => assignReported(known, lines, none));
  await assignPages(manager, importId, 'coded', (known, lines) => assignReported(known, lines, none));
  if (!(await repository.hasUncoded(manager))) return;
  await repository.announceProjects(manager, importId);
  await assignPages(manager, importId, 'uncoded', async (known, lines) => {
    const announced = await repository.announcedUnder(manager, namesOf(lines));
    return assignUncoded([...known, ...announced.map(({ key, ...first }) => announcedProject(key, first))], lines);
  });
}

/** Plans make projects of lines without a code; anything else leaves them unmatched. */
export function isPlan(kind: ImportKind): boolean {
  return kind === 'capitalPlan' || kind === 'adjustment';
}

const none = (): [] => [];

type Assign = (
  known: readonly KnownRecord[],
  lines: readonly OpenName[],
) => readonly LineAssignment[] | Promise<readonly LineAssignment[]>;

async function assignPages(
  manager: EntityManager,
  importId: string,
  which: repository.OpenLines,
  assign: Assign,
): Promise<void> {
  for await (const lines of repository.openNames(manager, which)) {
    const codes = lines.flatMap(({ code }) => code ?? []);
    const known = await projectsNamed(manager, { codes, names: namesOf(lines) });
    const byKey = new Map(known.map((project) => [project.key, project]));
    const assigned = (await assign(known, lines)).flatMap((assignment, index) => {
      const line = lines[index];
      return line === undefined ? [] : [{ ...assignment, ...memberOf(assignment, byKey, line) }];
    });
    await repository.keepAssignments(manager, importId, assigned);
  }
}

function namesOf(lines: readonly OpenName[]): string[] {
  return [...new Set(lines.map(({ nameKey }) => nameKey))];
}

/** The record of its project that a line itself names. */
function memberOf(
  { projectId }: LineAssignment,
  byKey: ReadonlyMap<string, KnownRecord>,
  { ordinals, ...line }: OpenName & ReportedName,
): { readonly projectId: string | null; readonly ordinals: readonly number[] } {
  const project = projectId === null ? undefined : byKey.get(projectId);
  return { ordinals, projectId: project === undefined ? projectId : memberNamed(project, line) };
}
