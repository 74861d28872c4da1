import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { compiledCode } from '../corpus-code.mjs';

/**
 * Random sequences of import, correct, reverse, import again, match, merge and split on a real PostgreSQL. After every step: what
 * was known at an earlier instant still answers as it did, sources add up to the whole, a reversed import leaves the books as
 * before, and the same file twice counts once. Ended early (SIGINT), the figures tell how far it came.
 */

/** Sequences that share a database: each has a plan year of its own, but all projects are candidates for all names. */
const BATCH = 20;

async function startDatabase() {
  const { startEmbeddedPostgres } = await import('../../dist/src/database/embedded/embedded-postgres.js');
  const folder = await mkdtemp(join(tmpdir(), 'giai-ngan-histories-'));
  const serverSettings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };
  const server = await startEmbeddedPostgres({
    folder: join(folder, 'postgres'),
    database: 'template',
    serverSettings,
  });
  const close = async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { url: server.url, close };
}

function addressOf(url, database) {
  const address = new URL(url);
  address.pathname = `/${database}`;
  return address.href;
}

async function execute(url, sql) {
  const client = new pg.Client({ connectionString: addressOf(url, 'postgres') });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

function add(totals, figures) {
  for (const name of ['sequences', 'steps', 'refused', 'replayed']) totals[name] += figures[name];
  for (const [step, count] of Object.entries(figures.byStep)) totals.byStep[step] = (totals.byStep[step] ?? 0) + count;
  totals.violations.push(...figures.violations);
}

export async function run({
  sequences = Number(process.env.HISTORIES_COUNT ?? 10_000),
  seed = Number(process.env.HISTORIES_SEED ?? Date.now() % 2 ** 31),
} = {}) {
  const modules = ['test/support/histories', 'src/database/data-source', 'src/database/migrate'];
  const [{ runHistories }, { connect }, { migrate }] = await compiledCode('histories', modules);
  const { url, close } = await startDatabase();
  const open = (database) => connect({ url: addressOf(url, database), poolSize: 2, onPoolError: () => undefined });
  const totals = { sequences: 0, steps: 0, refused: 0, replayed: 0, byStep: {}, violations: [] };
  let stopped = false;
  process.once('SIGINT', () => (stopped = true));
  const start = performance.now();
  try {
    const template = await open('template');
    await migrate(template);
    await template.destroy();
    while (totals.sequences < sequences && !stopped) {
      const firstSequence = totals.sequences;
      await execute(url, 'create database histories template template');
      const dataSource = await open('histories');
      const count = Math.min(BATCH, sequences - firstSequence);
      add(totals, await runHistories(dataSource, { seed, sequences: count, firstSequence }));
      await dataSource.destroy();
      await execute(url, 'drop database histories with (force)');
      if (totals.sequences % 500 < BATCH) {
        console.error(`  ${totals.sequences}/${sequences}, ${totals.violations.length} violations`);
      }
    }
    const { violations, ...figures } = totals;
    const seconds = Math.round((performance.now() - start) / 1000);
    return {
      name: 'histories',
      figures: { seed, ...figures, seconds, details: violations.slice(0, 20) },
      bars: [
        { name: 'sequences that broke a promise', value: violations.length, limit: 0, holds: violations.length === 0 },
        { name: 'sequences run', value: totals.sequences, limit: sequences, holds: totals.sequences >= sequences },
      ],
    };
  } finally {
    await close();
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  console.log(JSON.stringify(await run(), null, 2));
}
