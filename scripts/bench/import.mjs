import { execFile, fork } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import copyStreams from 'pg-copy-streams';
import { planMillions } from './import-workbook.mjs';

/**
 * A plan of 100.000 rows from its upload to its commit, beside the reader alone, a bare COPY of the same rows into one table, and
 * openpyxl with a COPY, in one run on one server; meanwhile `GET /projects` is asked all the time.
 */

const execute = promisify(execFile);
const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const PYTHON = '/usr/bin/python3';
const LONGEST_MILLISECONDS = 600_000;
const round = (value) => Math.round(value * 100) / 100;

async function timed(work) {
  const start = performance.now();
  const value = await work();
  return { seconds: round((performance.now() - start) / 1000), value };
}

async function startServer(databaseUrl) {
  const env = { PATH: process.env.PATH, PORT: '0', DATABASE_URL: databaseUrl, LOG_LEVEL: 'error' };
  const child = fork(here('import-server.mjs'), [], { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const heard = () => new Promise((resolve) => child.once('message', resolve));
  const { url } = await heard();
  const report = () => {
    const answer = heard();
    child.send('report');
    return answer;
  };
  const end = async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.disconnect();
    await ended;
  };
  return { url, pid: child.pid, report, end };
}

/** Resident memory of a process and all that it started, in MB, from /proc; null where there is none. */
function treeMegabytes(root) {
  try {
    const status = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((pid) => {
        try {
          const text = readFileSync(`/proc/${pid}/status`, 'utf8');
          const number = (field) => Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0);
          return [{ pid: Number(pid), parent: number('PPid'), kilobytes: number('VmRSS') }];
        } catch {
          return [];
        }
      });
    const members = new Set([root]);
    for (let size = 0; size !== members.size;) {
      size = members.size;
      for (const { pid, parent } of status) if (members.has(parent)) members.add(pid);
    }
    const sum = status.filter(({ pid }) => members.has(pid)).reduce((total, { kilobytes }) => total + kilobytes, 0);
    return Math.round(sum / 1024);
  } catch {
    return null;
  }
}

/** Watches memory and asks for projects until told to stop. */
function watch(server) {
  const milliseconds = [];
  let peak = 0;
  let isOver = false;
  const asking = (async () => {
    while (!isOver) {
      const start = performance.now();
      await (await fetch(`${server.url}/api/v1/projects?planYear=2025&limit=20`)).arrayBuffer();
      milliseconds.push(performance.now() - start);
      await wait(20);
    }
  })();
  const watching = setInterval(() => (peak = Math.max(peak, treeMegabytes(server.pid) ?? 0)), 200);
  return async () => {
    isOver = true;
    clearInterval(watching);
    await asking;
    const sorted = milliseconds.sort((a, b) => a - b);
    return { peakMegabytes: peak, requests: sorted.length, p99: round(sorted[Math.floor(sorted.length * 0.99)] ?? 0) };
  };
}

async function importWhole(server, bytes, rows) {
  const form = new FormData();
  form.set('planYear', '2025');
  form.set('file', new Blob([bytes]), 'ke-hoach.xlsx');
  const start = performance.now();
  const sent = await fetch(`${server.url}/api/v1/imports`, {
    method: 'POST',
    body: form,
    headers: { prefer: 'respond-async' },
  });
  let detail = await sent.json();
  const uploaded = performance.now();
  while (['received', 'read', 'mapped'].includes(detail.state)) {
    if (performance.now() - start > LONGEST_MILLISECONDS) throw new Error(`the import is still ${detail.state}`);
    await wait(50);
    detail = await (await fetch(`${server.url}/api/v1/imports/${detail.id}`)).json();
  }
  const checked = performance.now();
  if (detail.state !== 'checked') {
    const issues = await (await fetch(`${server.url}/api/v1/imports/${detail.id}/issues`)).json();
    throw new Error(
      `the import is ${detail.state}: ${JSON.stringify(issues.data?.slice(0, 3) ?? detail.failedReason)}`,
    );
  }
  const committed = await fetch(`${server.url}/api/v1/imports/${detail.id}/commit`, { method: 'POST' });
  const receipt = await committed.json();
  const end = performance.now();
  let millions = 0;
  for (let at = 0; at < rows; at++) millions += planMillions(at);
  if (receipt.planEntries !== rows || receipt.totalVnd !== millions * 1e6) {
    throw new Error(`the commit wrote ${JSON.stringify(receipt)}`);
  }
  const seconds = (from, to) => round((to - from) / 1000);
  return {
    seconds: seconds(start, end),
    steps: {
      upload: seconds(start, uploaded),
      readAndCheck: seconds(uploaded, checked),
      commit: seconds(checked, end),
    },
  };
}

async function copyRows(database, table, csv) {
  await database.query(
    `create table ${table} (code text, name text, investor text, location text, period text, total_vnd bigint, plan_vnd bigint)`,
  );
  const target = database.query(copyStreams.from(`copy ${table} from stdin (format csv)`));
  await new Promise((resolve, reject) => {
    target.once('finish', resolve).once('error', reject);
    target.end(csv);
  });
}

async function peerCsv(file) {
  return (await execute(PYTHON, [here('import-peer.py'), file], { maxBuffer: 2 ** 28, encoding: 'buffer' })).stdout;
}

export async function run({ rows = Number(process.env.BENCH_ROWS ?? 100_000) } = {}) {
  const { startEmbeddedPostgres } = await import('../../dist/src/database/embedded/embedded-postgres.js');
  const folder = await mkdtemp(join(tmpdir(), 'giai-ngan-bench-'));
  const postgres = await startEmbeddedPostgres({ folder: join(folder, 'postgres'), database: 'bench' });
  const database = new pg.Client({ connectionString: postgres.url });
  let server;
  try {
    const file = join(folder, 'ke-hoach.xlsx');
    await execute(process.execPath, [here('import-workbook.mjs'), String(rows), file]);
    await database.connect();
    const reader = await timed(() => execute(process.execPath, [here('reader-way.mjs'), 'ours', file]));
    const csv = await peerCsv(file).catch((error) => ({
      reason: String(error.stderr ?? error.message)
        .trim()
        .slice(-200),
    }));
    const peer = csv.reason ? null : await timed(async () => copyRows(database, 'by_script', await peerCsv(file)));
    const copy = csv.reason ? null : await timed(() => copyRows(database, 'bare', csv));
    server = await startServer(postgres.url);
    await server.report();
    const stop = watch(server);
    const ours = await importWhole(server, await readFile(file), rows);
    const meanwhile = await stop();
    const loop = await server.report();
    const reason = csv.reason ?? undefined;
    const ratio = (name, peerSeconds, limit) => {
      if (peerSeconds === null) return { name, value: null, limit, holds: null, reason };
      const value = round(ours.seconds / peerSeconds);
      return { name, value, limit, holds: value <= limit };
    };
    const below = (name, value, limit) => ({ name, value, limit, holds: value < limit });
    return {
      name: 'import',
      figures: {
        rows,
        ours,
        readerSeconds: reader.seconds,
        copySeconds: copy?.seconds ?? null,
        openpyxlAndCopySeconds: peer?.seconds ?? null,
        meanwhile,
        eventLoopDelay: loop,
      },
      bars: [
        ratio('import : reader + COPY', copy === null ? null : reader.seconds + copy.seconds, 2.5),
        ratio('import : openpyxl + COPY', peer?.seconds ?? null, 0.35),
        below('peak memory of the server and its children, MB', meanwhile.peakMegabytes, 400),
        below('GET /projects meanwhile, p99 ms', meanwhile.p99, 100),
        below('longest delay of the event loop, ms', loop.maximum, 50),
      ],
    };
  } finally {
    await server?.end();
    await database.end();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  console.log(JSON.stringify(await run(), null, 2));
}
