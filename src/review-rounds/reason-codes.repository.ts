import type { EntityManager } from 'typeorm';
import type { ReasonCode, ReasonUse } from '../domain/reason-codes.js';
import { ReasonCodeRecord } from './reason-code.entity.js';

/** The catalogue, in its order; of one use where asked. */
export async function allReasonCodes(manager: EntityManager, use?: ReasonUse): Promise<ReasonCode[]> {
  const records = await manager.find(ReasonCodeRecord, {
    ...(use === undefined ? {} : { where: { use } }),
    order: { position: 'ASC', code: 'ASC' },
  });
  return records.map(({ code, name, responsibility, use: kind }) => ({ code, name, responsibility, use: kind }));
}

export async function reasonCode(manager: EntityManager, code: string): Promise<ReasonCode | null> {
  return manager.findOneBy(ReasonCodeRecord, { code });
}

/** Adds a reason behind the others; false where its code is taken. */
export async function insertReasonCode(manager: EntityManager, reason: ReasonCode): Promise<boolean> {
  const inserted = await manager.query<object[]>(
    `insert into reason_code (code, name, use, responsibility, position)
     select $1, $2, $3, $4, coalesce(max(position), 0) + 1 from reason_code
     on conflict (code) do nothing returning code`,
    [reason.code, reason.name, reason.use, reason.responsibility],
  );
  return inserted.length === 1;
}
