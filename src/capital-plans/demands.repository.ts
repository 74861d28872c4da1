import type { EntityManager } from 'typeorm';
import { DESCRIBED, KNOWN } from '../projects/facts.repository.js';
import { knownFacts } from '../projects/known-facts.js';
import type { FactFilter } from '../projects/projects.repository.js';
import type { Perspective } from '../projects/projects.types.js';
import type { DemandTotals, DemandView } from './capital-plans.types.js';

interface DemandRow extends Omit<DemandView, 'amountVnd' | 'acceptedUnpaidVnd' | 'evidence'> {
  readonly amountVnd: string;
  readonly acceptedUnpaidVnd: string | null;
  readonly importId: string;
  readonly file: string;
  readonly sheet: string;
  readonly cell: string;
}

/** `$1` plan year, `$2` instant; `$3` project, `$4` source, `$5` import, each null for all. */
const DEMANDS = `${knownFacts('capital_demand')} fact join import on import.id = fact.import_id
   left join (${DESCRIBED}) described on described.project_id = fact.project_id
  where fact.plan_year = $1 and ${KNOWN} and ($3::uuid is null or fact.project_id = $3) and ($4::text is null or fact.source = $4)
    and ($5::uuid is null or fact.import_id = $5)`;

/** Demands of a plan year in the order of their numbers, after a number. */
export async function listDemands(
  manager: EntityManager,
  filter: FactFilter,
  perspective: Perspective,
  afterSeq: string,
  limit: number,
): Promise<DemandView[]> {
  const rows = await manager.query<DemandRow[]>(
    `select fact.seq, fact.project_id as "projectId", described.code, described.name, described.investor, fact.source,
            fact.plan_year as "planYear", fact.amount_vnd as "amountVnd", fact.accepted_unpaid_vnd as "acceptedUnpaidVnd",
            fact.reason, fact.recorded_at as "recordedAt", import.id as "importId", import.file, fact.sheet, fact.cell
       from ${DEMANDS} and fact.seq > $6
      order by fact.seq limit $7`,
    [...demandParameters(filter, perspective), afterSeq, limit],
  );
  return rows.map(({ amountVnd, acceptedUnpaidVnd, importId, file, sheet, cell, ...row }) => ({
    ...row,
    amountVnd: BigInt(amountVnd),
    acceptedUnpaidVnd: acceptedUnpaidVnd === null ? null : BigInt(acceptedUnpaidVnd),
    evidence: { importId, file, sheet, cell },
  }));
}

export async function demandTotals(
  manager: EntityManager,
  filter: FactFilter,
  perspective: Perspective,
): Promise<DemandTotals> {
  const [row] = await manager.query<{ demands: number; amount: string; unpaid: string }[]>(
    `select count(*)::integer as demands, coalesce(sum(fact.amount_vnd), 0)::text as amount,
            coalesce(sum(fact.accepted_unpaid_vnd), 0)::text as unpaid
       from ${DEMANDS}`,
    demandParameters(filter, perspective),
  );
  return {
    demands: row?.demands ?? 0,
    amountVnd: BigInt(row?.amount ?? '0'),
    acceptedUnpaidVnd: BigInt(row?.unpaid ?? '0'),
  };
}

function demandParameters({ projectId, source, importId }: FactFilter, { planYear, knownAt }: Perspective): unknown[] {
  return [planYear, knownAt, projectId ?? null, source ?? null, importId ?? null];
}
