import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { readCellsInCage, readInCage } from '../../../src/workbook/cage/cage.js';
import { Cage } from '../../../src/workbook/cage/caged-child.js';
import { readPlainWorkbook } from '../../../src/workbook/reading/read-workbook.js';
import { rawWorkbook } from '../../support/raw-xlsx.js';

const SAMPLE = 'ke-hoach-von-2025.xlsx';
const sample = readFileSync(new URL(`../../fixtures/samples/${SAMPLE}`, import.meta.url));
const misbehaving = fileURLToPath(new URL('children.mjs', import.meta.url));

function bigWorkbook(rows: number): Buffer {
  const xml = Array.from({ length: rows }, (_, index) => {
    const row = index + 1;
    return `<row r="${row}"><c r="A${row}"><v>${row}.25</v></c><c r="B${row}" t="str"><v>Dự án số ${row} xã Mường Giàng</v></c></row>`;
  });
  return rawWorkbook({ sheets: [{ rows: xml.join('') }] });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('reading in a child process', () => {
  it('gives the same cells as reading here', async () => {
    const outcome = await readCellsInCage(sample, SAMPLE);
    expect(outcome).toEqual({ ok: true, workbook: readPlainWorkbook(sample, SAMPLE) });
  });

  it('reads and understands', async () => {
    const outcome = await readInCage(sample, SAMPLE);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.issues));
    expect(outcome.reading.file).toBe(SAMPLE);
    expect(outcome.reading.tables).toHaveLength(3);
    const amounts = outcome.reading.tables.flatMap((table) =>
      table.lines.flatMap((line) => [...line.amounts.values()]),
    );
    expect(amounts.length).toBeGreaterThan(500);
    expect(amounts.every((amount) => typeof amount.vnd === 'bigint')).toBe(true);
  });

  it('hands on a refusal of the reader', async () => {
    expect(await readCellsInCage(Buffer.from('a,b\n'), 'a.csv')).toMatchObject({
      ok: false,
      issues: [{ code: 'workbook.text', file: 'a.csv' }],
    });
    expect(await readCellsInCage(sample, SAMPLE, { reading: { cells: 10 } })).toMatchObject({
      ok: false,
      issues: [{ code: 'workbook.too-many' }],
    });
  });

  it('stops a reading that takes too long', async () => {
    expect(await readCellsInCage(sample, SAMPLE, { wallMilliseconds: 1 })).toMatchObject({
      ok: false,
      issues: [{ code: 'workbook.too-slow', file: SAMPLE }],
    });
  });

  it('survives a reading that fills its heap', async () => {
    expect(await readCellsInCage(bigWorkbook(60_000), 'lon.xlsx', { heapMegabytes: 12 })).toMatchObject({
      ok: false,
      issues: [{ code: 'workbook.too-heavy', file: 'lon.xlsx' }],
    });
  });
});

/** What a stand-in tells of itself in place of a part. */
interface Witness {
  readonly environment: string[];
  readonly pid: number;
}

describe('children that misbehave', () => {
  const cage = new Cage(misbehaving);
  const run = (file: string, options: object = {}) =>
    cage.run({ kind: 'cells' }, sample, file, () => undefined, options);
  const witness = async (): Promise<Witness> => {
    let told: unknown;
    await cage.run({ kind: 'cells' }, sample, 'environment.xlsx', (part) => void (told = part));
    return told as Witness;
  };

  it.each([
    ['dies.xlsx', 'workbook.reader-crashed', 'mã 7'],
    ['segfault.xlsx', 'workbook.reader-crashed', 'SIGSEGV'],
    ['fills.xlsx', 'workbook.too-heavy', null],
    ['hangs.xlsx', 'workbook.too-slow', null],
  ])('%s', async (file, code, value) => {
    const outcome = await run(file, { wallMilliseconds: file === 'hangs.xlsx' ? 1_500 : 30_000, heapMegabytes: 32 });
    expect(outcome).toMatchObject({ ok: false, issues: [{ code, value, severity: 'error', file }] });
  });

  it('get none of the environment of this process', async () => {
    const { environment } = await witness();
    expect(environment.filter((name) => !name.startsWith('NODE_CHANNEL_'))).toEqual([]);
  });

  it('are gone when their result is there', async () => {
    expect(isAlive((await witness()).pid)).toBe(false);
  });

  it('are ended by an aborted signal, and leave the queue', async () => {
    const running = new AbortController();
    const queued = new AbortController();
    const reasons = [new Error('đã hủy'), new Error('đã hủy khi chờ')];
    const outcomes = Promise.allSettled([
      run('hangs.xlsx', { signal: running.signal }),
      run('slow.xlsx'),
      run('slow.xlsx', { signal: queued.signal }),
      run('environment.xlsx'),
    ]);
    await sleep(100);
    queued.abort(reasons[1]);
    running.abort(reasons[0]);
    const [first, second, third, fourth] = await outcomes;
    expect(first).toEqual({ status: 'rejected', reason: reasons[0] });
    expect(second).toMatchObject({ status: 'fulfilled', value: { ok: true } });
    expect(third).toEqual({ status: 'rejected', reason: reasons[1] });
    expect(fourth).toMatchObject({ status: 'fulfilled', value: { ok: true } });
    await expect(run('environment.xlsx', { signal: running.signal })).rejects.toBe(reasons[0]);
  });

  it('are at most two at once', async () => {
    const start = performance.now();
    await Promise.all(Array.from({ length: 4 }, () => run('slow.xlsx')));
    expect(performance.now() - start).toBeGreaterThan(2 * 300);
  });

  it('a child whose program is missing is a crash', async () => {
    await expect(
      new Cage('/không/có.js').run({ kind: 'cells' }, sample, 'a.xlsx', () => undefined),
    ).resolves.toMatchObject({
      ok: false,
      issues: [{ code: 'workbook.reader-crashed' }],
    });
  });
});

describe('a child whose event loop is held', () => {
  /** Starts a parent that forks a child which never returns to its event loop; gives both. */
  async function startFamily(wallMilliseconds: number): Promise<{ parent: ChildProcess; child: number }> {
    const script = `
      const child = require('node:child_process').fork(${JSON.stringify(misbehaving)}, [], { env: {}, serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
      child.send({ file: 'watched.xlsx', parentPid: process.pid, wallMilliseconds: ${wallMilliseconds} });
      setTimeout(() => console.log(child.pid), 300);
      setInterval(() => undefined, 1000);`;
    const parent = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] });
    const text = await new Promise<Buffer>((resolve) => parent.stdout.once('data', resolve));
    return { parent, child: Number(text.toString()) };
  }

  async function waitForEnd(pid: number): Promise<boolean> {
    for (let waited = 0; isAlive(pid) && waited < 10_000; waited += 100) await sleep(100);
    return !isAlive(pid);
  }

  it('ends with its parent, though the parent was killed', async () => {
    const { parent, child } = await startFamily(60_000);
    expect(isAlive(child)).toBe(true);
    parent.kill('SIGKILL');
    expect(await waitForEnd(child)).toBe(true);
  });

  it('ends at its time, though nobody ends it', async () => {
    const { parent, child } = await startFamily(2_000);
    expect(await waitForEnd(child)).toBe(true);
    parent.kill('SIGKILL');
  });
});
