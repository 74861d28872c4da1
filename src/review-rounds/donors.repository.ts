import type { EntityManager } from 'typeorm';
import { storableText } from '../database/storable-text.js';
import type { DonorView } from './dispositions.types.js';

/** Donors of a round outside the percentage, by project. */
export async function donorsOf(manager: EntityManager, roundId: string): Promise<Map<string, DonorView>> {
  const rows = await manager.query<DonorView[]>(
    `select donor.project_id as "projectId", donor.reason_code as "reasonCode", reason.name as reason,
            donor.found_by as "foundBy", donor.ground, donor.recorded_at as "recordedAt"
       from review_donor donor join reason_code reason on reason.code = donor.reason_code
      where donor.round_id = $1 order by donor.recorded_at, donor.project_id`,
    [roundId],
  );
  return new Map(rows.map((row) => [row.projectId, row]));
}

export interface NewDonor {
  readonly roundId: string;
  readonly projectId: string;
  readonly reasonCode: string;
  readonly foundBy: 'rule' | 'hand';
  readonly ground: string;
  readonly recordedAt: Date;
}

/** Adds a donor; false where the project is one already. */
export async function insertDonor(manager: EntityManager, donor: NewDonor): Promise<boolean> {
  const inserted = await manager.query<object[]>(
    `insert into review_donor (round_id, project_id, reason_code, found_by, ground, recorded_at)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning project_id`,
    [
      ...[donor.roundId, donor.projectId, donor.reasonCode, donor.foundBy, storableText(donor.ground)],
      donor.recordedAt,
    ],
  );
  return inserted.length === 1;
}
