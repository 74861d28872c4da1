import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { ReviewRule } from '../domain/review-rule.js';
import { KNOWN } from '../projects/facts.repository.js';

/**
 * Names what the books of a plan year held at an instant that a review as of a day can count: imports (of reports those up to the
 * day), what they were declared complete for, decisions about identities, descriptions and codes. Two equal names mean equal facts.
 */
export async function stateOfBooks(
  manager: EntityManager,
  { planYear, asOf }: Pick<ReviewRule, 'planYear' | 'asOf'>,
  knownAt: Date,
): Promise<string> {
  const parts = await manager.query<{ part: string }[]>(PARTS, [planYear, knownAt, asOf]);
  return createHash('sha256')
    .update(parts.map(({ part }) => part).join('\n'))
    .digest('hex');
}

const PARTS = `
  select part from (
    select 1 as kind, import.commit_seq as seq,
           import.id || ' ' || coalesce(import.scope::text, '') || ' ' ||
             coalesce((select string_agg(absence.project_id::text, ',' order by absence.project_id)
                         from import_absence absence where absence.import_id = import.id), '') as part
      from import where import.plan_year = $1 and ${KNOWN}
       and (import.kind <> 'disbursement' or import.as_of is null or import.as_of <= $3)
    union all
    select 2, decision.seq, decision.id::text from identity_decision decision
     where decision.recorded_at <= $2 and (decision.retracted_at is null or decision.retracted_at > $2)
    union all
    select 3, 0, coalesce(max(version.seq), 0)::text from project_version version
     where version.plan_year = $1 and version.recorded_at <= $2
    union all
    select 4, 0, count(*)::text from project where project.coded_at <= $2
  ) told order by kind, seq`;
