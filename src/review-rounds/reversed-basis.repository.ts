import type { EntityManager } from 'typeorm';
import type { ReversedBasisView } from './review-rounds.types.js';

/** Imports that issued lists rest on and that an approver took out of the books since, by round, in the order of the days. */
export async function reversedBasesOf(
  manager: EntityManager,
  roundIds: readonly string[],
): Promise<Map<string, ReversedBasisView[]>> {
  const byRound = new Map<string, ReversedBasisView[]>();
  if (roundIds.length === 0) return byRound;
  const rows = await manager.query<(ReversedBasisView & { roundId: string })[]>(
    `select flag.round_id as "roundId", flag.import_id as "importId", import.file, flag.approved_by as "approvedBy",
            flag.reason, flag.recorded_at as "reversedAt"
       from review_round_flag flag join import on import.id = flag.import_id
      where flag.round_id = any($1::uuid[])
      order by flag.seq`,
    [roundIds],
  );
  for (const { roundId, ...basis } of rows) byRound.set(roundId, [...(byRound.get(roundId) ?? []), basis]);
  return byRound;
}
