import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { SHIPPED_WATCH_LIST, type WatchItem } from '../domain/watch-list.js';

export interface StoredWatchItem extends WatchItem {
  readonly id: string;
}

/** Adds the shipped items that the list never had; one that was taken off stays off. */
export async function seedWatchList(manager: EntityManager): Promise<void> {
  const shipped = SHIPPED_WATCH_LIST.map((item) => ({ id: randomUUID(), ...item }));
  await manager.query(
    `insert into watch_item (id, kind, value, label, reason, recorded_at)
     select shipped.id, shipped.kind, shipped.value, shipped.label, shipped.reason, clock_timestamp()
       from jsonb_to_recordset($1::jsonb) as shipped (id uuid, kind text, value text, label text, reason text)
      where not exists (select 1 from watch_item where watch_item.kind = shipped.kind and watch_item.value = shipped.value)`,
    [JSON.stringify(shipped)],
  );
}

/** What is watched at an instant, in the order in which it was added. */
export function watchedAt(manager: EntityManager, knownAt: Date): Promise<StoredWatchItem[]> {
  return manager.query<StoredWatchItem[]>(
    `select id, kind, value, label, reason from watch_item
      where recorded_at <= $1 and (retracted_at is null or retracted_at > $1)
      order by recorded_at, label, id`,
    [knownAt],
  );
}

/** Adds an item; null where the same is watched already. */
export async function insertWatchItem(manager: EntityManager, item: WatchItem, at: Date): Promise<string | null> {
  const id = randomUUID();
  const added = await manager.query<unknown[]>(
    `insert into watch_item (id, kind, value, label, reason, recorded_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (kind, value) where retracted_at is null do nothing returning id`,
    [id, item.kind, item.value, item.label, item.reason, at],
  );
  return added.length === 1 ? id : null;
}

/** Takes an item off the list; false where it is not on it. */
export async function retractWatchItem(manager: EntityManager, id: string, at: Date): Promise<boolean> {
  const [rows] = await manager.query<[unknown[], number]>(
    'update watch_item set retracted_at = $2 where id = $1 and retracted_at is null returning id',
    [id, at],
  );
  return rows.length === 1;
}
