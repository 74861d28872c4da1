import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { connectTo, testDatabase, type TestDatabase } from '../support/database.js';
import { runHistories } from '../support/histories.js';

describe('random histories of the books', () => {
  let database: TestDatabase;
  let dataSource: DataSource;

  beforeAll(async () => {
    database = await testDatabase();
    dataSource = await connectTo(database.url);
  }, 120_000);

  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  it('keep what was known, add up by source, and undo cleanly', async () => {
    const seed = Number(process.env['HISTORY_SEED'] ?? Date.now() % 1_000_000);
    const figures = await runHistories(dataSource, { seed, sequences: Number(process.env['HISTORY_COUNT'] ?? 12) });
    expect(figures.violations).toEqual([]);
    expect(figures.replayed).toBeGreaterThan(figures.steps);
    expect(figures.refused).toBeLessThan(figures.steps);
  }, 600_000);
});
