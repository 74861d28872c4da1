import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { connect } from '../../src/database/data-source.js';
import { startEmbeddedPostgres } from '../../src/database/embedded/embedded-postgres.js';
import { migrate } from '../../src/database/migrate.js';

/**
 * Real PostgreSQL for tests: one embedded server a Jest worker, kept over the spec files of that worker and ended with it
 * (the server watches its parent). Its cluster stays in the cache of node_modules, with one template database for each
 * state of migrations and catalogues; every spec file clones its own database from it.
 */
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CACHE = `${ROOT}node_modules/.cache/giai-ngan-test`;

export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** A database of its own: with the schema of the migrations, or an empty one. */
export async function testDatabase(from: 'migrated' | 'empty' = 'migrated'): Promise<TestDatabase> {
  const server = await serverOfWorker();
  const template = from === 'migrated' ? await templateDatabase(server) : 'template0';
  const name = `spec_${randomBytes(6).toString('hex')}`;
  await execute(server, `create database ${name} template ${template}`);
  return {
    url: withDatabase(server, name),
    drop: () => execute(server, `drop database if exists ${name} with (force)`),
  };
}

/** Connected as the service is. */
export function connectTo(url: string): Promise<DataSource> {
  return connect({ url, poolSize: 5, onPoolError: () => undefined });
}

interface WorkerServer {
  readonly pid: number;
  readonly url: string;
}

/** Spec files share nothing but the process, so the address of its server lies in a file that carries its number. */
async function serverOfWorker(): Promise<string> {
  const worker = process.env['JEST_WORKER_ID'] ?? '1';
  const folder = `${CACHE}/worker-${worker}`;
  const note = `${folder}/server.json`;
  await mkdir(folder, { recursive: true });
  const known = JSON.parse(await readFile(note, 'utf8').catch(() => '{}')) as Partial<WorkerServer>;
  if (known.pid === process.pid && known.url !== undefined) return known.url;
  const server = await startEmbeddedPostgres({
    folder: `${folder}/postgres`,
    database: 'giai_ngan_test',
    serverSettings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
    background: true,
  });
  await dropLeftDatabases(server.url);
  await writeFile(note, JSON.stringify({ pid: process.pid, url: server.url } satisfies WorkerServer));
  return server.url;
}

async function dropLeftDatabases(server: string): Promise<void> {
  const left = await select<{ datname: string }>(
    server,
    `select datname from pg_database where datname like 'spec\\_%'`,
  );
  for (const { datname } of left) await execute(server, `drop database ${datname} with (force)`);
}

async function templateDatabase(server: string): Promise<string> {
  const name = `template_${hashOfSchema()}`;
  const [found] = await select(server, `select 1 from pg_database where datname = '${name}' and datistemplate`);
  if (found !== undefined) return name;
  await execute(server, `drop database if exists ${name} with (force)`);
  await execute(server, `create database ${name}`);
  const dataSource = await connectTo(withDatabase(server, name));
  await migrate(dataSource);
  await dataSource.destroy();
  await execute(server, `alter database ${name} is_template true`);
  return name;
}

/** Everything that a migrated, seeded database depends on. */
function hashOfSchema(): string {
  const migrations = readdirSync(`${ROOT}migrations`).map((file) => `migrations/${file}`);
  const seeds = [
    'src/domain/funding-sources.ts',
    'src/domain/review-rule.ts',
    'src/domain/successions.ts',
    'src/domain/investors.ts',
    'src/domain/places.ts',
    'src/database/migrate.ts',
    'src/imports/import-states.ts',
  ];
  const hash = createHash('sha256');
  for (const file of [...migrations, ...seeds].sort()) hash.update(file).update(readFileSync(`${ROOT}${file}`));
  return hash.digest('hex').slice(0, 16);
}

function withDatabase(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}

async function execute(url: string, sql: string): Promise<void> {
  await select(url, sql);
}

async function select<T extends pg.QueryResultRow>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}
