import type { DataSource } from 'typeorm';
import { inTransaction } from '../database/transaction.js';
import { checkStaged } from './check-staged.js';
import { IMPORT_STATES, isCommittable } from './import-states.js';
import { holdImport, refreshCounts } from './imports.repository.js';

/** Checks every import that may be committed again, with the books of now; each in a transaction of its own. */
export async function rematchOpenImports(dataSource: DataSource): Promise<void> {
  const open = await dataSource.query<{ id: string }[]>(
    'select id from import where state = any($1) order by received_at',
    [IMPORT_STATES.filter(isCommittable)],
  );
  for (const { id } of open) {
    await inTransaction(dataSource, async (manager) => {
      const record = await holdImport(manager, id);
      if (record === null || !isCommittable(record.state)) return;
      await checkStaged(manager, record);
      await refreshCounts(manager, id);
    });
  }
}
