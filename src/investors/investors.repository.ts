import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { cleanText, nameKey } from '../domain/vietnamese-text.js';

/** Ids of investors by `nameKey`; names that the books lack are added. */
export async function investorIds(
  manager: EntityManager,
  names: Iterable<string>,
  recordedAt: Date,
): Promise<Map<string, string>> {
  const byKey = new Map([...names].map((name) => [nameKey(name), cleanText(name)] as const));
  if (byKey.size === 0) return new Map();
  const wanted = [...byKey].map(([key, name]) => ({ id: randomUUID(), name, name_key: key }));
  await manager.query(
    `insert into investor (id, name, name_key, recorded_at)
     select id, name, name_key, $2 from jsonb_to_recordset($1::jsonb) as wanted (id uuid, name text, name_key text)
     on conflict (name_key) do nothing`,
    [JSON.stringify(wanted), recordedAt],
  );
  const rows = await manager.query<{ id: string; key: string }[]>(
    'select id, name_key as key from investor where name_key = any($1)',
    [[...byKey.keys()]],
  );
  return new Map(rows.map(({ id, key }) => [key, id]));
}
