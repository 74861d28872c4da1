import type { EntityManager } from 'typeorm';
import { FUNDING_SOURCES } from '../domain/funding-sources.js';

/** Adds the shipped sources that the catalogue lacks; what an administrator changed stays. */
export async function seedFundingSources(manager: EntityManager): Promise<void> {
  const shipped = FUNDING_SOURCES.map((source, position) => ({
    code: source.code,
    name: source.name,
    parent_code: source.parent,
    is_group: source.isGroup,
    meanings: source.meanings,
    position,
  }));
  await manager.query(
    `insert into funding_source (code, name, parent_code, is_group, meanings, position)
     select code, name, parent_code, is_group, meanings, position
       from jsonb_to_recordset($1::jsonb)
            as shipped (code text, name text, parent_code text, is_group boolean, meanings text[], position integer)
     on conflict (code) do nothing`,
    [JSON.stringify(shipped)],
  );
}
