import type { EntityManager } from 'typeorm';
import { IMPORT_TRANSITIONS } from './import-states.js';

/** Makes the database refuse every step of an import's life that `IMPORT_TRANSITIONS` does not name. */
export async function seedImportTransitions(manager: EntityManager): Promise<void> {
  const steps = Object.entries(IMPORT_TRANSITIONS).flatMap(([from, follow]) => follow.map((to) => ({ from, to })));
  const wanted = `jsonb_to_recordset($1::jsonb) as step ("from" text, "to" text)`;
  await manager.query(
    `delete from import_transition where (from_state, to_state) not in (select "from", "to" from ${wanted})`,
    [JSON.stringify(steps)],
  );
  await manager.query(
    `insert into import_transition (from_state, to_state) select "from", "to" from ${wanted} on conflict do nothing`,
    [JSON.stringify(steps)],
  );
}
