import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import {
  SHIPPED_SUCCESSIONS,
  successionKey,
  type SuccessionLink,
  type SuccessionSubject,
} from '../domain/successions.js';
import { isUuid } from '../database/uuid.js';
import type { Succession } from './investors.types.js';

/** Adds the shipped links that the books never had; one that was ended stays ended. */
export async function seedSuccessions(manager: EntityManager): Promise<void> {
  const shipped = SHIPPED_SUCCESSIONS.map((link) => ({ id: randomUUID(), ...withKeys(link) }));
  await manager.query(
    `insert into succession (id, subject, from_name, from_key, to_name, to_key, effective_on, decision, shipped, recorded_at)
     select id, subject, from_name, from_key, to_name, to_key, effective_on, decision, true, clock_timestamp()
       from jsonb_to_recordset($1::jsonb) as link (id uuid, subject text, from_name text, from_key text, to_name text,
              to_key text, effective_on date, decision text)
      where not exists (select 1 from succession known where known.subject = link.subject
                           and known.from_key = link.from_key and known.to_key = link.to_key)`,
    [JSON.stringify(shipped)],
  );
}

function withKeys({ subject, from, to, effectiveOn, decision }: SuccessionLink) {
  return {
    ...{ subject, from_name: from, from_key: successionKey(subject, from) },
    ...{ to_name: to, to_key: successionKey(subject, to), effective_on: effectiveOn, decision },
  };
}

/** Adds a link; null where the same is in force. */
export async function insertSuccession(
  manager: EntityManager,
  link: SuccessionLink,
  { by, at }: { readonly by: string | null; readonly at: Date },
): Promise<string | null> {
  const id = randomUUID();
  const row = withKeys(link);
  const added = await manager.query<unknown[]>(
    `insert into succession (id, subject, from_name, from_key, to_name, to_key, effective_on, decision, shipped, recorded_by, recorded_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, false, $9, $10)
     on conflict (subject, from_key, to_key) where retracted_at is null do nothing returning id`,
    [id, row.subject, row.from_name, row.from_key, row.to_name, row.to_key, row.effective_on, row.decision, by, at],
  );
  return added.length === 1 ? id : null;
}

/** Ends a link from now on; ended once, it stays so. */
export async function endSuccession(
  manager: EntityManager,
  id: string,
  { by, at, reason }: { readonly by: string | null; readonly at: Date; readonly reason: string | null },
): Promise<void> {
  await manager.query(
    `update succession set retracted_at = $2, retracted_by = $3, retraction_reason = $4 where id = $1 and retracted_at is null`,
    [id, at, by, reason],
  );
}

const COLUMNS = `id, subject, from_name as "from", to_name as "to", effective_on as "effectiveOn", decision, shipped,
  recorded_by as "recordedBy", recorded_at as "recordedAt", retracted_by as "retractedBy", retracted_at as "retractedAt",
  retraction_reason as "retractionReason"`;

export async function findSuccession(manager: EntityManager, id: string): Promise<Succession | null> {
  if (!isUuid(id)) return null;
  const [row] = await manager.query<Succession[]>(`select ${COLUMNS} from succession where id = $1`, [id]);
  return row ?? null;
}

/** Links in force as known at an instant, by their day and names. */
export async function successionsKnownAt(
  manager: EntityManager,
  subject: SuccessionSubject,
  knownAt: Date,
): Promise<Succession[]> {
  return manager.query<Succession[]>(
    `select ${COLUMNS} from succession
      where subject = $1 and recorded_at <= $2 and (retracted_at is null or retracted_at > $2)
      order by effective_on, from_name, to_name`,
    [subject, knownAt],
  );
}

/** Every link that a name stands in, ended ones too, in the order of their days. */
export async function successionsOfName(
  manager: EntityManager,
  subject: SuccessionSubject,
  name: string,
): Promise<Succession[]> {
  return manager.query<Succession[]>(
    `select ${COLUMNS} from succession where subject = $1 and $2 in (from_key, to_key)
      order by effective_on, recorded_at, to_name`,
    [subject, successionKey(subject, name)],
  );
}
