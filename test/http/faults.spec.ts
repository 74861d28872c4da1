import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { testDatabase, type TestDatabase } from '../support/database.js';

const SCRIPT = fileURLToPath(new URL('../../scripts/soak/faults.mjs', import.meta.url));

interface Trial {
  figures: { failedQueries: { name: string; count: number | null }[] };
  bars: { name: string; value: number; holds: boolean }[];
}

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});

afterAll(() => database.drop());

/** The short form of `npm run soak -- faults`. */
it('writes an import whole or not at all, whatever is killed, cut or fails', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [SCRIPT], {
    env: {
      ...process.env,
      ...{ FAULTS_DATABASE_URL: database.url, FAULTS_KILLS: '2', FAULTS_TERMINATIONS: '1', FAULTS_STEPS: 'commit' },
    },
    timeout: 240_000,
  });
  const trial = JSON.parse(stdout) as Trial;
  expect(trial.bars.map(({ name, holds }) => [name, holds])).toEqual(trial.bars.map(({ name }) => [name, true]));
  expect(trial.figures.failedQueries.find(({ name }) => name === 'commit')?.count).toBeGreaterThan(20);
}, 250_000);
