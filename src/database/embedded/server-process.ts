import { spawn, type ChildProcess } from 'node:child_process';
import { open, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { childEnvironment } from '../../config/child-environment.js';
import type { PostgresBinaries } from './binaries.js';
import { DATABASE_USER, type ClusterPaths } from './cluster.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import type { RunAs } from './run-as.js';

export interface LaunchOptions {
  readonly binaries: PostgresBinaries;
  readonly paths: ClusterPaths;
  readonly user: RunAs;
  readonly password: string;
  readonly serverSettings?: Readonly<Record<string, string>>;
  readonly background?: boolean;
}

export interface ServerProcess {
  readonly port: number;
  readonly pid: number;
  urlOf(database: string): string;
  stop(): Promise<void>;
}

const START_ATTEMPTS = 3;
const READY_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 30_000;
const MAX_LOG_BYTES = 10 * 1024 * 1024;

/**
 * Ends the server when the pipe from the starting process closes, however that process ended. `exec` keeps the number of the
 * shell for the server, so the watcher knows it; the watcher reads a pipe on which nothing is ever written.
 */
const WATCHED_START = 'exec 3<&0 0</dev/null; (cat <&3; kill -INT $$) >/dev/null 2>&1 & exec "$@" 3<&-';

/** Starts the server on a free port and waits until it answers. Another program may take the port first: then once more. */
export async function launch(options: LaunchOptions): Promise<ServerProcess> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const child = await spawnServer(options, port);
    const urlOf = (database: string): string =>
      `postgres://${DATABASE_USER}:${encodeURIComponent(options.password)}@127.0.0.1:${port}/${database}`;
    if (await isReady(child, urlOf('postgres'))) {
      return { port, pid: child.pid ?? 0, urlOf, stop: () => stopServer(child) };
    }
    await stopServer(child);
    const said = await lastWords(options.paths.log);
    if (attempt < START_ATTEMPTS && said.includes('could not bind')) continue;
    throw new EmbeddedPostgresError(
      `Cơ sở dữ liệu kèm theo không khởi động được trên thư mục ${options.paths.data}. Xem ${options.paths.log}. PostgreSQL báo: ${said}`,
    );
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

async function spawnServer(options: LaunchOptions, port: number): Promise<ChildProcess> {
  const { binaries, paths, user } = options;
  await forgetLongLog(paths.log);
  const log = await open(paths.log, 'a', 0o600);
  const program = [binaries.postgres, ...serverArguments(paths.data, port, options.serverSettings ?? {})];
  const [command, args] =
    process.platform === 'win32'
      ? [binaries.postgres, program.slice(1)]
      : ['/bin/sh', ['-c', WATCHED_START, 'giai-ngan-postgres', ...program]];
  const child = spawn(command, args, {
    ...(user ?? {}),
    cwd: '/',
    env: childEnvironment(),
    // Its own session: Ctrl-C in the terminal reaches this program alone, which then stops the server in order.
    detached: true,
    stdio: ['pipe', log.fd, log.fd],
  });
  child.on('error', () => undefined);
  await log.close();
  if (options.background === true) {
    child.unref();
    (child.stdin as unknown as { unref?: () => void } | null)?.unref?.();
  }
  return child;
}

async function forgetLongLog(path: string): Promise<void> {
  const log = await stat(path).catch(() => null);
  if (log !== null && log.size > MAX_LOG_BYTES) await rm(path, { force: true });
}

function serverArguments(folder: string, port: number, more: Readonly<Record<string, string>>): string[] {
  const settings: Record<string, string> = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    password_encryption: 'scram-sha-256',
    max_connections: '120',
    timezone: 'Asia/Ho_Chi_Minh',
    log_timezone: 'Asia/Ho_Chi_Minh',
    client_connection_check_interval: '2s',
    // Notices of a healthy server are noise in the log.
    log_min_messages: 'warning',
    ...more,
  };
  return ['-D', folder, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

async function isReady(child: ChildProcess, url: string): Promise<boolean> {
  for (const until = Date.now() + READY_WITHIN_MS; Date.now() < until; await wait(50)) {
    if (hasEnded(child)) return false;
    if (await answers(url)) return !hasEnded(child);
  }
  return false;
}

function hasEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Fast shutdown, then (a stuck server) immediate shutdown; both leave the data whole. */
async function stopServer(child: ChildProcess): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    if (hasEnded(child)) break;
    const ended = new Promise<boolean>((resolve) => child.once('exit', () => resolve(true)));
    child.kill(signal);
    if (await Promise.race([ended, wait(STOP_WITHIN_MS, false, { ref: false })])) break;
  }
  child.stdin?.destroy();
}

async function lastWords(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return text.trim().split('\n').slice(-4).join(' / ').slice(-1000);
}

/** Makes the database where it is missing. */
export async function createDatabase(url: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (found.rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}
