import type { EntityManager } from 'typeorm';
import type { Refusal } from '../http/refusal.js';
import { breakOff } from '../http/refused-transaction.js';
import type { ImportRecord } from './import.entity.js';

/** Why an import in its state is not committed or checked again. */
export function refusalToCommit({ id, file, state, counts, failedReason }: ImportRecord): Refusal {
  switch (state) {
    case 'rejected':
      return { code: 'import.rejected', parameters: { file, errors: counts.errors } };
    case 'cancelled':
      return { code: 'import.cancelled', parameters: { id } };
    case 'reversed':
      return { code: 'import.reversed', parameters: { id } };
    case 'committed':
      return { code: 'import.committed', parameters: { id } };
    case 'failed':
      return { code: 'import.failed', parameters: { id, reason: failedReason ?? '' } };
    case 'fixing':
      return { code: 'import.fixing', parameters: { file } };
    case 'received':
    case 'read':
    case 'mapped':
    case 'checked':
    case 'ready':
      return { code: 'import.notReady', parameters: { id } };
  }
}

/** Why an import in its state takes no revision. */
export function refusalToRevise({ id, file, state }: ImportRecord): Refusal {
  return state === 'cancelled'
    ? { code: 'import.cancelled', parameters: { id } }
    : { code: 'import.revisesCommitted', parameters: { file } };
}

/** The same bytes for the same purpose count once, whatever was stated beside them. */
export async function refuseTwin(manager: EntityManager, record: ImportRecord): Promise<void> {
  const [twin] = await manager.query<{ id: string; file: string }[]>(
    `select id, file from import
      where state = 'committed' and kind = $1 and plan_year = $2 and as_of is not distinct from $3 and sha256 = $4`,
    [record.kind, record.planYear, record.asOf, record.sha256],
  );
  if (twin !== undefined)
    breakOff({ code: 'import.alreadyCommitted', parameters: { otherId: twin.id, file: twin.file } });
}
