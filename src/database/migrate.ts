import type { DataSource } from 'typeorm';
import { seedFundingSources } from '../funding-sources/seed-funding-sources.js';
import { seedImportTransitions } from '../imports/seed-import-transitions.js';
import { seedSuccessions } from '../investors/successions.repository.js';
import { seedWatchList } from '../reports/watch-list.repository.js';
import { seedReasonCodes } from '../review-rounds/seed-reason-codes.js';
import { seedReviewRules } from '../review-rounds/seed-review-rules.js';
import { LOCKS } from './locks.js';

/**
 * Brings the schema up to date and the shipped catalogues into it. Several processes may start at one time: one migrates, the
 * others wait. Returns the names of the migrations that ran.
 */
export async function migrate(dataSource: DataSource): Promise<string[]> {
  const guard = dataSource.createQueryRunner();
  await guard.connect();
  try {
    await guard.query(`set lock_timeout = '120s'`);
    await guard.query('select pg_advisory_lock($1)', [LOCKS.migration]);
    const done = await dataSource.runMigrations({ transaction: 'each' });
    await dataSource.transaction(async (manager) => {
      await seedFundingSources(manager);
      await seedReviewRules(manager);
      await seedImportTransitions(manager);
      await seedWatchList(manager);
      await seedSuccessions(manager);
      await seedReasonCodes(manager);
    });
    return done.map((migration) => migration.name);
  } finally {
    await guard.query('select pg_advisory_unlock($1)', [LOCKS.migration]).catch(() => undefined);
    await guard.query('reset lock_timeout').catch(() => undefined);
    await guard.release();
  }
}
