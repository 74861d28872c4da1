import type { EntityManager } from 'typeorm';

/** Projects of which a recall is proposed in a round of a rule, as known at an instant: the latest verdict takes something back. */
export async function proposedRecalls(
  manager: EntityManager,
  question: { readonly ruleCode: string; readonly planYear: number; readonly knownAt: Date },
): Promise<ReadonlySet<string>> {
  const rows = await manager.query<{ projectId: string }[]>(
    `select distinct latest.project_id as "projectId"
       from (select distinct on (disposition.round_id, disposition.project_id)
                    disposition.project_id, disposition.verdict
               from review_disposition disposition join review_round round on round.id = disposition.round_id
              where round.rule_code = $1 and (round.rule ->> 'planYear')::integer = $2
                and round.state <> 'superseded' and disposition.recorded_at <= $3
              order by disposition.round_id, disposition.project_id, disposition.version desc) latest
      where latest.verdict <> 'keep'`,
    [question.ruleCode, question.planYear, question.knownAt],
  );
  return new Set(rows.map(({ projectId }) => projectId));
}
