import type { EntityManager } from 'typeorm';
import { isUuid } from '../database/uuid.js';
import type { FactFilter } from './projects.repository.js';

/** Id of a project as callers name it: its id, or its code. An unknown code is handed back, which no project has as its id. */
export async function projectIdOf(manager: EntityManager, reference: string): Promise<string> {
  if (isUuid(reference)) return reference;
  const [row] = await manager.query<{ id: string }[]>('select id from project where code = $1', [reference]);
  return row?.id ?? reference;
}

/** Which facts, as callers ask: `project` is an id or a code. */
export interface FactRequest extends FactFilter {
  readonly project?: string;
}

/** The filter of a request; null where it names a project or an import that cannot be. */
export async function toFactFilter(manager: EntityManager, request: FactRequest): Promise<FactFilter | null> {
  const { project, source, importId } = request;
  const projectId = project === undefined ? request.projectId : await projectIdOf(manager, project);
  if (![projectId, importId].every((id) => id === undefined || isUuid(id))) return null;
  return {
    ...(projectId === undefined ? {} : { projectId }),
    ...(source === undefined ? {} : { source }),
    ...(importId === undefined ? {} : { importId }),
  };
}
