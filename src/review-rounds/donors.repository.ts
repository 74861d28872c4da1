import type { EntityManager } from 'typeorm';
import { storableText } from '../database/storable-text.js';
import { KNOWN } from '../projects/facts.repository.js';
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

const FIELDS = ['totalInvestment', 'plan.accumulated', 'estimate.yearEnd'] as const;

/** A figure that a workbook tells of a project beside its plan and disbursement. */
export interface ToldFigure {
  readonly projectId: string;
  readonly field: (typeof FIELDS)[number];
  readonly vnd: string;
  /** `file!sheet!cell` */
  readonly cell: string;
}

/**
 * The latest such figures of each project as known at an instant. A workbook that tells one of them on several rows of a
 * project leaves open whether they add up or repeat, and says nothing here.
 */
export async function toldFigures(
  manager: EntityManager,
  question: { readonly planYear: number; readonly knownAt: Date },
): Promise<ToldFigure[]> {
  return manager.query<ToldFigure[]>(
    `with told as (
       select line.project_id as "projectId", amount.key as field, amount.value ->> 0 as vnd,
              import.file || '!' || line.sheet || '!' || (amount.value ->> 1) as cell,
              count(*) over (partition by line.project_id, amount.key, import.id) as times,
              rank() over (partition by line.project_id, amount.key order by import.commit_seq desc) as place
         from import_line line join import on import.id = line.import_id
        cross join lateral jsonb_each(line.amounts) amount
        where import.plan_year = $1 and ${KNOWN} and line.role = 'project' and line.project_id is not null
          and amount.key = any($3))
     select "projectId", field, vnd, cell from told where place = 1 and times = 1`,
    [question.planYear, question.knownAt, FIELDS],
  );
}
