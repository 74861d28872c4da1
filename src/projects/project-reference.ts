import type { EntityManager } from 'typeorm';
import { isUuid } from '../database/uuid.js';
import { rootOf, type FactFilter } from './projects.repository.js';

/**
 * Id of a project as callers name it (its id, or its code), of the project that the record is part of as known at the instant. An
 * unknown code is handed back, which no project has as its id.
 */
export async function projectIdOf(manager: EntityManager, reference: string, knownAt: Date): Promise<string> {
  if (isUuid(reference)) return rootOf(manager, reference, knownAt);
  const [row] = await manager.query<{ id: string }[]>('select id from project where code = $1', [reference]);
  return row === undefined ? reference : rootOf(manager, row.id, knownAt);
}

/** Which facts, as callers ask: `project` is an id or a code. */
export interface FactRequest extends FactFilter {
  readonly project?: string;
}

/** The filter of a request; null where it names a project or an import that cannot be. */
export async function toFactFilter(
  manager: EntityManager,
  request: FactRequest,
  knownAt: Date,
): Promise<FactFilter | null> {
  const { source, importId } = request;
  const reference = request.project ?? request.projectId;
  const projectId = reference === undefined ? undefined : await projectIdOf(manager, reference, knownAt);
  if (![projectId, importId].every((id) => id === undefined || isUuid(id))) return null;
  return {
    ...(projectId === undefined ? {} : { projectId }),
    ...(source === undefined ? {} : { source }),
    ...(importId === undefined ? {} : { importId }),
  };
}
