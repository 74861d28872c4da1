import type { EntityManager } from 'typeorm';
import { formatVnd } from '../domain/money.js';
import type { Refusal } from '../http/refusal.js';

interface Conflict {
  readonly project: string;
  readonly source: string;
  readonly file: string;
  readonly sheet: string;
  readonly cell: string;
  readonly count: string;
}

/**
 * The plan of one project, source and kind is assigned by one import; a second assignment would double it. An adjustment
 * decision changes a project's source once. Null where the staged import doubles nothing.
 */
export async function doubledPlan(manager: EntityManager, importId: string, planYear: number): Promise<Refusal | null> {
  const assigned = await firstConflict(manager, importId, planYear, 'assignment', 'entry.plan_kind = fact.plan_kind');
  if (assigned !== null) return { code: 'plan.assignedTwice', parameters: describeConflict(assigned) };
  const sameDecision =
    'entry.decision = fact.decision and entry.effective_on = fact.effective_on and entry.plan_kind = fact.plan_kind';
  const adjusted = await firstConflict(manager, importId, planYear, 'adjustment', sameDecision);
  return adjusted === null ? null : { code: 'plan.adjustedTwice', parameters: describeConflict(adjusted) };
}

function describeConflict({ project, source, file, sheet, cell, count }: Conflict): Refusal['parameters'] {
  return { project, source, where: `${file}!${sheet}!${cell}`, count };
}

async function firstConflict(
  manager: EntityManager,
  importId: string,
  planYear: number,
  nature: 'assignment' | 'adjustment',
  isSame: string,
): Promise<Conflict | null> {
  const [conflict] = await manager.query<Conflict[]>(
    `select line.name as project, fact.source, other.file, entry.sheet, entry.cell,
            count(*) over ()::text as count
       from import_fact fact
       join import_line line on line.import_id = fact.import_id and line.ordinal = fact.line_ordinal
       join capital_plan_entry entry
         on entry.project_id = line.project_id and entry.source = fact.source and entry.plan_year = $2
            and entry.nature = fact.nature and entry.import_id <> fact.import_id and ${isSame}
       join import other on other.id = entry.import_id and other.state = 'committed'
      where fact.import_id = $1 and fact.fact = 'plan' and fact.nature = $3
      order by fact.ordinal, entry.seq limit 1`,
    [importId, planYear, nature],
  );
  return conflict ?? null;
}

/** Source of money whose source the paper does not tell: its changes may stand against the plan of any source. */
const UNTOLD = 'KHAC';

/** Null where no plan of the given projects is below zero, in a source or as a whole. */
export async function negativePlan(
  manager: EntityManager,
  projectIds: readonly string[],
  planYear: number,
): Promise<Refusal | null> {
  const [worst] = await manager.query<{ project: string; source: string; amount: string; count: string }[]>(
    `with total as (
       select entry.project_id, entry.source, sum(entry.amount_vnd) as amount
         from capital_plan_entry entry join import on import.id = entry.import_id and import.state = 'committed'
        where entry.project_id = any($1) and entry.plan_year = $2
        group by grouping sets ((entry.project_id, entry.source), (entry.project_id))
     )
     select version.name as project, coalesce(total.source, 'tất cả các nguồn') as source, total.amount::text as amount,
            count(*) over ()::text as count
       from total
       join lateral (select name from project_version where project_id = total.project_id order by seq desc limit 1) version
         on true
      where total.amount < 0 and total.source is distinct from $3
      order by total.amount limit 1`,
    [projectIds, planYear, UNTOLD],
  );
  if (worst === undefined) return null;
  return { code: 'plan.wouldBeNegative', parameters: { ...worst, amount: formatVnd(BigInt(worst.amount)) } };
}
