import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { makePlan, planMillions } from '../bench/import-workbook.mjs';
import { failEveryQuery } from './faults-queries.mjs';
import { commit, startServer, until, upload } from './faults-server.mjs';
import { randomFrom } from './random.mjs';

/**
 * Imports whose server is killed (SIGKILL) at random moments, whose database connections are terminated, and whose every single
 * query fails once: each import is in the books whole or not at all, nothing acknowledged is lost, nothing stays stuck.
 */

const ROWS = 20;
/** within it everything that was interrupted has to be finished or free again */
const STUCK_MILLISECONDS = 30_000;

async function openDatabase(databaseUrl) {
  if (databaseUrl !== undefined) return { url: databaseUrl, close: async () => {} };
  const { startEmbeddedPostgres } = await import('../../dist/src/database/embedded/embedded-postgres.js');
  const folder = await mkdtemp(join(tmpdir(), 'giai-ngan-faults-'));
  const server = await startEmbeddedPostgres({ folder: join(folder, 'postgres'), database: 'faults' });
  const close = async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { url: server.url, close };
}

/** What the books hold of a file, and whether that is all or nothing. */
async function booksOf(database, trial) {
  const { rows } = await database.query(
    `select import.id, import.state,
            (select count(*)::integer from capital_plan_entry where import_id = import.id) as entries,
            (select coalesce(sum(amount_vnd), 0)::text from capital_plan_entry where import_id = import.id) as vnd,
            (select count(*)::integer from project where import_id = import.id) as projects
       from import where sha256 = $1 and state <> 'cancelled'`,
    [trial.sha256],
  );
  return rows;
}

function isWhole(rows, trial) {
  if (rows.length > 1) return false;
  return rows.every(({ state, entries, vnd, projects }) =>
    state === 'committed'
      ? entries === ROWS && projects === ROWS && vnd === trial.vnd
      : entries === 0 && projects === 0 && vnd === '0',
  );
}

function makeTrial(number) {
  const first = number * ROWS;
  const bytes = makePlan(ROWS, first);
  let millions = 0;
  for (let at = 0; at < ROWS; at++) millions += planMillions(first + at);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { number, key: randomUUID(), bytes, sha256, vnd: String(BigInt(millions) * 1_000_000n) };
}

const isFinished = ({ status, body }) => status === 201 && ['checked', 'committed'].includes(body?.state);

/** Upload and commit as a program does them; tells what was acknowledged. */
async function importOnce(url, trial) {
  const acknowledged = { uploaded: null, committed: false };
  const received = await upload(url, trial.bytes, trial.key);
  if (received.status === 201 || received.status === 202) acknowledged.uploaded = received.body.id;
  if (received.status === 201) acknowledged.committed = (await commit(url, received.body.id, trial.key)).status === 200;
  return acknowledged;
}

/** After the fault: whole or nothing, what was acknowledged is there, and the same requests again bring it to its end. */
async function settle(url, database, trial, acknowledged, found) {
  const before = await booksOf(database, trial);
  if (!isWhole(before, trial)) found.torn.push(trial.number);
  if (acknowledged.uploaded !== null && before[0]?.id !== acknowledged.uploaded) found.lost.push(trial.number);
  if (acknowledged.committed && before[0]?.state !== 'committed') found.lost.push(trial.number);
  const received = await until(() => upload(url, trial.bytes, trial.key), isFinished, STUCK_MILLISECONDS);
  const { id } = received.answer.body ?? {};
  const done = await until(
    () => commit(url, id, trial.key),
    ({ status }) => status === 200,
    STUCK_MILLISECONDS,
  );
  const after = await booksOf(database, trial);
  const isDone = after.length === 1 && after[0].state === 'committed' && isWhole(after, trial);
  if (!isDone) found.stuck.push({ trial: trial.number, upload: received.answer, commit: done.answer, after });
  found.slowestMilliseconds = Math.max(found.slowestMilliseconds, received.milliseconds + done.milliseconds);
  return isDone;
}

/** How long an undisturbed import takes, so that the kills fall into all of it. */
async function spanOf(url, database, found) {
  const trial = makeTrial(0);
  const start = Date.now();
  const acknowledged = await importOnce(url, trial);
  const span = Date.now() - start;
  await settle(url, database, trial, acknowledged, found);
  return span;
}

async function killTrials(url, database, { kills, random, found }) {
  let server = await startServer(url);
  const span = await spanOf(server.url, database, found);
  const states = {};
  for (let number = 1; number <= kills; number++) {
    const trial = makeTrial(number);
    const running = importOnce(server.url, trial);
    await wait(random(Math.ceil(span * 1.1)));
    await server.end('SIGKILL');
    const acknowledged = await running;
    const [seen] = await booksOf(database, trial);
    states[seen?.state ?? 'nothing'] = (states[seen?.state ?? 'nothing'] ?? 0) + 1;
    server = await startServer(url);
    await settle(server.url, database, trial, acknowledged, found);
    console.error(`  kill ${number}/${kills}: ${seen?.state ?? 'nothing'} when killed`);
  }
  return { server, span, states };
}

async function terminationTrials(server, database, { terminations, first, span, random, found }) {
  let connections = 0;
  for (let number = first; number < first + terminations; number++) {
    const trial = makeTrial(number);
    const running = importOnce(server.url, trial);
    await wait(random(span));
    const { rowCount } = await database.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'giai-ngan' and datname = current_database()`,
    );
    connections += rowCount;
    const acknowledged = await running;
    await settle(server.url, database, trial, acknowledged, found);
    if (!server.isAlive()) throw new Error(`the server ended when its connections were terminated: ${server.said()}`);
  }
  return connections;
}

export async function run({
  kills = Number(process.env.FAULTS_KILLS ?? 100),
  terminations = Number(process.env.FAULTS_TERMINATIONS ?? 20),
  steps = process.env.FAULTS_STEPS?.split(',') ?? ['upload', 'commit', 'reverse'],
  databaseUrl = process.env.FAULTS_DATABASE_URL,
  seed = Number(process.env.FAULTS_SEED ?? Date.now() % 2 ** 31),
} = {}) {
  const { url, close } = await openDatabase(databaseUrl);
  const database = new pg.Client({ connectionString: url });
  const random = randomFrom(seed);
  const found = { torn: [], lost: [], stuck: [], slowestMilliseconds: 0 };
  let server;
  try {
    await database.connect();
    const killed = await killTrials(url, database, { kills, random, found });
    server = killed.server;
    const settings = { terminations, first: kills + 1, span: killed.span, random, found };
    const connections = await terminationTrials(server, database, settings);
    await server.end('SIGTERM');
    server = undefined;
    const queries = await failEveryQuery(url, {
      makeTrial: (number) => makeTrial(kills + terminations + 1 + number),
      books: (trial) => booksOf(database, trial),
      ...{ isWhole, steps },
    });
    const { rows } = await database.query('select count(*)::integer as n from import_job');
    const bar = (name, value, limit = 0) => ({ name, value, limit, holds: value <= limit });
    return {
      name: 'faults',
      figures: {
        ...{ seed, rows: ROWS, kills, stateWhenKilled: killed.states, spanMilliseconds: killed.span },
        ...{ terminations, connectionsTerminated: connections, failedQueries: queries.failed },
        slowestToTheEndMilliseconds: found.slowestMilliseconds,
        details: { ...found, queries: queries.broken },
      },
      bars: [
        bar('imports neither whole nor absent', found.torn.length + queries.broken.length),
        bar('acknowledged and lost', found.lost.length),
        bar('stuck after 30 s', found.stuck.length + rows[0].n),
        bar('queries that never failed in a trial', queries.failed.some(({ count }) => count === 0) ? 1 : 0),
      ],
    };
  } finally {
    await server?.end('SIGKILL');
    await database.end();
    await close();
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  console.log(JSON.stringify(await run(), null, 2));
}
