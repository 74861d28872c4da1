import type { EntityManager } from 'typeorm';
import { sumVnd } from '../domain/money.js';
import { findingsOfImport } from './import-check.repository.js';
import type { ImportRecord } from './import.entity.js';
import type { CommitReceipt } from './imports.types.js';

interface Written {
  readonly projectsCreated: number;
  readonly planEntries: number;
  readonly snapshots: number;
  readonly demands: number;
}

/** Counted in the books, so that it is the same whenever it is asked for; null before the commit. */
export async function receiptOf(manager: EntityManager, record: ImportRecord): Promise<CommitReceipt | null> {
  const { id, kind, committedAt } = record;
  if (kind === null || committedAt === null) return null;
  const [written] = await manager.query<Written[]>(
    `select (select count(*)::integer from project where import_id = $1 and not made_by_hand) as "projectsCreated",
            (select count(*)::integer from capital_plan_entry where import_id = $1 and matched_project_id is not null) as "planEntries",
            (select count(*)::integer from disbursement_snapshot where import_id = $1 and matched_project_id is not null) as snapshots,
            (select count(*)::integer from capital_demand where import_id = $1 and matched_project_id is not null) as demands`,
    [id],
  );
  if (written === undefined) throw new Error(`no receipt of import ${id}`);
  const { leftOut } = await findingsOfImport(manager, id);
  const { file, sha256, planYear, asOf, origin, totalVnd, unmatchedVnd, counts } = record;
  return {
    importId: id,
    ...{ file, sha256, kind, planYear, asOf, origin, committedAt },
    ...written,
    totalVnd: totalVnd - unmatchedVnd,
    unmatchedLines: counts.unmatchedLines,
    unmatchedVnd,
    leftOutLines: leftOut.length,
    leftOutVnd: sumVnd(leftOut.map(({ vnd }) => BigInt(vnd))),
  };
}
