import type { EntityManager } from 'typeorm';
import { formatCellRef } from '../domain/project-facts.js';
import { knownFacts, knownLines, LATEST } from '../projects/known-facts.js';
import type { KnownDemands } from './figure-changes.js';
import type { ImportRecord } from './import.entity.js';

export const NO_DEMANDS: KnownDemands = new Map();

interface DemandRow {
  readonly projectId: string;
  readonly source: string;
  readonly amountVnd: string;
  readonly file: string;
  readonly sheet: string;
  readonly cell: string;
}

/** The demands that the books had of the projects of an import, by project and source: those of the latest import that states one. */
export async function knownDemands(
  manager: EntityManager,
  { id, planYear }: Pick<ImportRecord, 'id' | 'planYear'>,
  knownAt: Date,
): Promise<ReadonlyMap<string, KnownDemands>> {
  const rows = await manager.query<DemandRow[]>(
    `select demand.project_id as "projectId", demand.source, demand.amount_vnd as "amountVnd", import.file, demand.sheet,
            demand.cell
       from ${knownFacts('capital_demand', '$3')} demand
       join import on import.id = demand.import_id and import.committed_at <= $3
            and (import.reversed_at is null or import.reversed_at > $3)
      where demand.plan_year = $2 and demand.import_id <> $1
        and demand.project_id in (select line.effective_id from ${knownLines(LATEST)} line where line.import_id = $1)
        and not exists (
          select 1 from ${knownFacts('capital_demand', '$3')} later join import other on other.id = later.import_id and other.committed_at <= $3
                 and (other.reversed_at is null or other.reversed_at > $3)
           where later.project_id = demand.project_id and later.source = demand.source and later.plan_year = $2
             and later.import_id <> $1 and other.commit_seq > import.commit_seq)
      order by demand.seq`,
    [id, planYear, knownAt],
  );
  const known = new Map<string, Map<string, { vnd: bigint; cells: string[]; asOf: null }>>();
  for (const { projectId, source, amountVnd, ...ref } of rows) {
    const demands = known.get(projectId) ?? new Map<string, { vnd: bigint; cells: string[]; asOf: null }>();
    const before = demands.get(source) ?? { vnd: 0n, cells: [], asOf: null };
    const cells = [...before.cells, formatCellRef(ref)];
    known.set(projectId, demands.set(source, { vnd: before.vnd + BigInt(amountVnd), cells, asOf: null }));
  }
  return known;
}
