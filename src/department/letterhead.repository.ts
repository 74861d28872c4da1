import type { EntityManager } from 'typeorm';
import { SHIPPED_LETTERHEAD, type Letterhead } from '../domain/letterhead.js';
import { settingOf } from './settings.repository.js';

export const LETTERHEAD = 'letterhead';

/** The letterhead in force at an instant; the shipped one before the department set its own. */
export async function letterheadAt(manager: EntityManager, instant: Date): Promise<Letterhead> {
  const kept = (await settingOf(manager, LETTERHEAD, instant)) as Letterhead | null;
  return { ...SHIPPED_LETTERHEAD, ...kept };
}
