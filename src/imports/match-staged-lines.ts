import type { EntityManager } from 'typeorm';
import type { MatchCandidate, MatchedBy } from '../domain/matching.js';
import type { ReportedProject } from '../domain/reported-facts.js';
import { storableJson } from '../database/storable-text.js';
import { knownProjects, memberNamed } from '../projects/known-projects.repository.js';
import { REPORTED_LINE, toReportedProject, type ReportedLineRow } from '../projects/reported-line.js';
import { assignLines } from './assign-lines.js';
import type { ImportKind } from './imports.types.js';

/** A staged line with the project of the books that it means. */
export interface MatchedLine {
  readonly ordinal: number;
  readonly line: ReportedProject;
  readonly projectId: string | null;
  readonly matchedBy: MatchedBy | null;
  readonly newProjectKey: string | null;
  readonly candidates: readonly MatchCandidate[];
  /** name of the project of the books, null where there is none */
  readonly knownName: string | null;
}

/**
 * Matches the staged lines of an import with the books as they are now and keeps the result on the lines. Run at the check,
 * and again at the commit, because the books may have changed between.
 */
export async function matchStagedLines(
  manager: EntityManager,
  importId: string,
  kind: ImportKind,
): Promise<MatchedLine[]> {
  const staged = await stagedProjects(manager, importId);
  const known = await knownProjects(manager);
  const byKey = new Map(known.map((project) => [project.key, project]));
  const isPlan = kind === 'capitalPlan' || kind === 'adjustment';
  const assignments = assignLines(
    known,
    staged.map(({ line }) => line),
    isPlan,
  );
  const matched = staged.map(({ ordinal, line }, index) => {
    const { projectId: key = null, matchedBy = null, newProjectKey = null, candidates = [] } = assignments[index] ?? {};
    const project = key === null ? undefined : byKey.get(key);
    const projectId = project === undefined ? key : memberNamed(project, line);
    const knownName = project?.name ?? null;
    return { ordinal, line, projectId, matchedBy, newProjectKey, candidates, knownName };
  });
  await keepMatches(manager, importId, matched);
  return matched;
}

async function stagedProjects(
  manager: EntityManager,
  importId: string,
): Promise<{ ordinal: number; line: ReportedProject }[]> {
  const rows = await manager.query<(ReportedLineRow & { readonly ordinal: number })[]>(
    `select line.ordinal, ${REPORTED_LINE}
       from import_line line join import on import.id = line.import_id
      where line.import_id = $1 and line.has_facts order by line.ordinal`,
    [importId],
  );
  return rows.map((row) => ({ ordinal: row.ordinal, line: toReportedProject(row) }));
}

async function keepMatches(manager: EntityManager, importId: string, lines: readonly MatchedLine[]): Promise<void> {
  const kept = lines.map(({ ordinal, projectId, matchedBy, newProjectKey, candidates }) => ({
    ...{ ordinal, candidates },
    ...{ project_id: projectId, matched_by: matchedBy, new_project_key: newProjectKey },
  }));
  await manager.query(
    `update import_line line
        set project_id = kept.project_id, matched_by = kept.matched_by, new_project_key = kept.new_project_key,
            candidates = kept.candidates
       from jsonb_to_recordset($2::jsonb)
            as kept (ordinal integer, project_id uuid, matched_by text, new_project_key text, candidates jsonb)
      where line.import_id = $1 and line.ordinal = kept.ordinal`,
    [importId, storableJson(kept)],
  );
}
