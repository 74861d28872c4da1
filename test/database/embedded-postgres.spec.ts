import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, rmSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../src/database/embedded/embedded-postgres.js';
import { isAlive } from '../../src/database/embedded/process-identity.js';

/** The compiled twin, for a program of its own that can die. */
const COMPILED = fileURLToPath(new URL('../../dist/src/database/embedded/embedded-postgres.js', import.meta.url));
const HOLDER = `
  const { startEmbeddedPostgres } = await import(process.argv[1]);
  const server = await startEmbeddedPostgres({ folder: process.argv[2], database: 'books' });
  process.stdout.write(server.pid + '\\n');
  setInterval(() => {}, 1000);`;

describe('the embedded PostgreSQL', () => {
  let home: string;
  let folder: string;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'giai-ngan-embedded-'));
    chmodSync(home, 0o755);
    folder = join(home, 'postgres');
  });

  afterAll(() => rmSync(home, { recursive: true, force: true }));

  async function ask(url: string, sql: string): Promise<unknown[]> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query<Record<string, unknown>>(sql);
    await client.end();
    return rows;
  }

  /** Starts a program that holds the server; resolves with both numbers. */
  async function holder(): Promise<{ program: number; server: number }> {
    const child = spawn(process.execPath, ['--input-type=module', '-e', HOLDER, COMPILED, folder]);
    const server = await new Promise<number>((resolve, reject) => {
      child.stdout.once('data', (chunk: Buffer) => resolve(Number(chunk.toString())));
      child.once('exit', (code) => reject(new Error(`ended with ${code ?? 'a signal'}`)));
    });
    return { program: child.pid ?? 0, server };
  }

  async function untilGone(pid: number): Promise<boolean> {
    for (let waited = 0; waited < 10_000 && isAlive(pid); waited += 50) await wait(50);
    return !isAlive(pid);
  }

  it('keeps its data over a restart, safely set up', async () => {
    const first = await startEmbeddedPostgres({ folder, database: 'books' });
    await ask(first.url, `create table kept as select 'Đường tỉnh 106' as name`);
    const settings = await ask(
      first.url,
      `select current_setting('data_checksums') as checksums, current_setting('server_encoding') as encoding,
              current_setting('listen_addresses') as listens, current_setting('unix_socket_directories') as sockets,
              current_setting('fsync') as fsync`,
    );
    expect(settings).toEqual([{ checksums: 'on', encoding: 'UTF8', listens: '127.0.0.1', sockets: '', fsync: 'on' }]);
    await first.stop();
    expect(isAlive(first.pid)).toBe(false);
    const second = await startEmbeddedPostgres({ folder, database: 'books' });
    expect(await ask(second.url, 'select name from kept')).toEqual([{ name: 'Đường tỉnh 106' }]);
    await second.stop();
  });

  it('asks for its password, which only its owner may read', async () => {
    const server = await startEmbeddedPostgres({ folder, database: 'books' });
    const open = new URL(server.url);
    open.password = 'wrong';
    await expect(ask(open.href, 'select 1')).rejects.toThrow(/password authentication failed/);
    expect(statSync(`${server.folder}.password`).mode & 0o777).toBe(0o600);
    await server.stop();
  });

  it('ends with its program even when that is killed, and starts again', async () => {
    const { program, server } = await holder();
    process.kill(program, 'SIGKILL');
    expect(await untilGone(server)).toBe(true);
    const again = await startEmbeddedPostgres({ folder, database: 'books' });
    expect(await ask(again.url, 'select count(*)::integer as n from kept')).toEqual([{ n: 1 }]);
    await again.stop();
  });

  it('recovers after the server itself was killed', async () => {
    const server = await startEmbeddedPostgres({ folder, database: 'books' });
    await ask(server.url, "insert into kept values ('acknowledged')");
    process.kill(server.pid, 'SIGKILL');
    expect(await untilGone(server.pid)).toBe(true);
    await server.stop();
    const again = await startEmbeddedPostgres({ folder, database: 'books' });
    expect(await ask(again.url, `select count(*)::integer as n from kept`)).toEqual([{ n: 2 }]);
    await again.stop();
  });

  it('is not started twice on one folder', async () => {
    const { program, server } = await holder();
    await expect(startEmbeddedPostgres({ folder, database: 'books' })).rejects.toThrow(
      new RegExp(`đang được một chương trình khác dùng \\(tiến trình ${program}\\)`),
    );
    expect(isAlive(server)).toBe(true);
    process.kill(program, 'SIGKILL');
    expect(await untilGone(server)).toBe(true);
  });

  it('takes away a lock file whose number now means another program', async () => {
    await writeFile(join(folder, 'postmaster.pid'), `${process.ppid}\n${folder}\n0\n5432\n\n127.0.0.1\n`);
    const server = await startEmbeddedPostgres({ folder, database: 'books' });
    expect(await ask(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await server.stop();
  });

  it('leaves a folder alone that holds something else', async () => {
    const other = join(home, 'other');
    await mkdir(other);
    await writeFile(join(other, 'letter.txt'), 'mine');
    await expect(startEmbeddedPostgres({ folder: other, database: 'books' })).rejects.toThrow(
      /không phải dữ liệu của hệ thống/,
    );
    expect(await readFile(join(other, 'letter.txt'), 'utf8')).toBe('mine');
  });

  it('serves root in a folder that other users cannot enter, from a place that they can', async () => {
    const closed = join(home, 'closed');
    await mkdir(closed, { mode: 0o700 });
    const server = await startEmbeddedPostgres({ folder: join(closed, 'data', 'postgres'), database: 'books' });
    expect(await ask(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await server.stop();
    const isRoot = process.getuid?.() === 0;
    expect(server.folder.startsWith('/var/lib/giai-ngan/')).toBe(isRoot);
    expect(existsSync(server.folder)).toBe(true);
    if (isRoot) rmSync(join(server.folder, '..'), { recursive: true, force: true });
  });
});
