import type { EntityManager } from 'typeorm';
import { SHIPPED_REASON_CODES } from '../domain/reason-codes.js';

/** Adds the shipped reasons that are missing; what an administrator changed stays. */
export async function seedReasonCodes(manager: EntityManager): Promise<void> {
  for (const [position, { code, name, use, responsibility }] of SHIPPED_REASON_CODES.entries()) {
    await manager.query(
      `insert into reason_code (code, name, use, responsibility, position) values ($1, $2, $3, $4, $5)
       on conflict (code) do nothing`,
      [code, name, use, responsibility, position],
    );
  }
}
