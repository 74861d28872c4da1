import type { EntityManager } from 'typeorm';
import { decisionsOf, recordDecision } from './decisions.repository.js';
import type { ImportRecord } from './import.entity.js';

/**
 * Hands what was stated and mapped for an import over to the revision that replaces it. Overridden cells and rows left out stay
 * behind: the corrected file answers for itself.
 */
export async function handOver(manager: EntityManager, from: ImportRecord, revisionId: string): Promise<void> {
  const { mapping, statement } = await decisionsOf(manager, from.id);
  const reason = `Theo bản trước: ${from.file}`;
  if (mapping.length > 0) {
    await recordDecision(manager, revisionId, { kind: 'mapping', value: { tables: mapping }, reason });
  }
  if (Object.keys(statement).length > 0) {
    await recordDecision(manager, revisionId, { kind: 'statement', value: statement, reason });
  }
  await manager.query('update import set control_lines = $2 where id = $1', [revisionId, from.controlLines]);
}

/** The revision of an import with these bytes, null where there is none: handing it in twice changes nothing. */
export async function revisionOf(manager: EntityManager, id: string, sha256: string): Promise<string | null> {
  const [row] = await manager.query<{ id: string }[]>(
    `select id from import where revises = $1 and sha256 = $2 and state not in ('cancelled', 'reversed') limit 1`,
    [id, sha256],
  );
  return row?.id ?? null;
}
