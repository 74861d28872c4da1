import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { investorKey } from '../domain/investors.js';
import type { LocalDate } from '../domain/local-date.js';
import { namesOnDay } from '../domain/successions.js';
import { cleanText, nameKey } from '../domain/vietnamese-text.js';
import { isUuid } from '../database/uuid.js';
import type { Investor } from './investors.types.js';
import { successionsKnownAt } from './successions.repository.js';

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

export async function allInvestors(manager: EntityManager): Promise<Investor[]> {
  return manager.query<Investor[]>('select id, name from investor order by name collate "vi-x-icu", id');
}

export async function findInvestor(manager: EntityManager, id: string): Promise<Investor | null> {
  if (!isUuid(id)) return null;
  const [row] = await manager.query<Investor[]>('select id, name from investor where id = $1', [id]);
  return row ?? null;
}

/** The name under which an investor's work is carried on, on a day as known at an instant. */
export async function currentInvestorNames(
  manager: EntityManager,
  { asOf, knownAt }: { readonly asOf: LocalDate; readonly knownAt: Date },
): Promise<(name: string) => string> {
  return namesOnDay(await successionsKnownAt(manager, 'investor', knownAt), asOf);
}

/** Every name of the books whose work is carried on under the same current name as the given one; itself where it is in no book. */
export async function namesCarriedOn(
  manager: EntityManager,
  name: string,
  on: { readonly asOf: LocalDate; readonly knownAt: Date },
): Promise<string[]> {
  const currentName = await currentInvestorNames(manager, on);
  const wanted = investorKey(currentName(name));
  const known = (await allInvestors(manager)).map((investor) => investor.name);
  return [...new Set([name, ...known.filter((other) => investorKey(currentName(other)) === wanted)])];
}
