import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

/** 100.000 rows x 20 columns read by our reader and by its peers, each alone in a process, in interleaved rounds. */

const execute = promisify(execFile);
const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const PYTHON = '/usr/bin/python3';
const NODE_WAYS = ['floor', 'ours', 'understood', 'exceljsStream', 'exceljs'];
const PYTHON_WAYS = ['openpyxl', 'pandas'];
const COMMANDS = {
  ...Object.fromEntries(
    NODE_WAYS.map((way) => [way, [process.execPath, ['--max-old-space-size=4096', here('reader-way.mjs'), way]]]),
  ),
  ...Object.fromEntries(PYTHON_WAYS.map((way) => [way, [PYTHON, [here('reader-way.py'), way]]])),
};

/** In a process of its own: Linux counts a parent's peak memory as that of the children it starts. */
async function generate(rows, file) {
  await execute(process.execPath, [here('reader-workbook.mjs'), String(rows), file]);
}

/** Seconds from the start of the process to its end, with what it says of itself; or why it could not be measured. */
async function measure(way, file) {
  const [command, parameters] = COMMANDS[way];
  const start = performance.now();
  try {
    const { stdout } = await execute(command, [...parameters, file], { timeout: 300_000, maxBuffer: 2 ** 20 });
    return { seconds: (performance.now() - start) / 1000, ...JSON.parse(stdout) };
  } catch (error) {
    const lines = String(error.stderr || error.message)
      .trim()
      .split('\n');
    return { reason: lines.findLast((line) => /error|not found/i.test(line)) ?? lines.at(-1) };
  }
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

function summarise(runs) {
  const failed = runs.find((run) => run.reason !== undefined);
  if (failed) return { reason: failed.reason };
  return {
    cells: runs[0].cells,
    seconds: round(median(runs.map((run) => run.seconds))),
    cpuSeconds: round(median(runs.map((run) => run.cpuSeconds))),
    ...(runs[0].understandingCpuSeconds === undefined
      ? {}
      : {
          readingCpuSeconds: round(median(runs.map((run) => run.readingCpuSeconds))),
          understandingCpuSeconds: round(median(runs.map((run) => run.understandingCpuSeconds))),
        }),
    peakMegabytes: Math.max(...runs.map((run) => run.peakMegabytes)),
  };
}

const round = (value) => Math.round(value * 1000) / 1000;

/** Reading and understanding over reading alone, by the CPU of one process that did both; median of the rounds. */
function understandingBar(rounds, limit) {
  const name = 'read and understood : read';
  const runs = rounds.map(({ understood }) => understood);
  const missing = runs.find((run) => run.reason !== undefined);
  if (missing) return { name, value: null, limit, holds: null, reason: missing.reason };
  const value = round(median(runs.map((run) => 1 + run.understandingCpuSeconds / run.readingCpuSeconds)));
  return { name, value, limit, holds: value <= limit };
}

/** CPU of understanding a row among 300.000, over that of a row among 100.000: about 1 where it grows linearly. */
function growthBar(growth, limit) {
  const [less, more] = [100_000, 300_000].map((rows) => growth[rows].understood.understandingCpuSeconds / rows);
  const name = 'understanding a row, 300.000 : 100.000 rows';
  const reason = growth[100_000].understood.reason ?? growth[300_000].understood.reason;
  return valueBar(name, reason === undefined ? round(more / less) : undefined, limit, reason);
}

/**
 * Median of the ratios of CPU time within each round. Not of seconds: what else the machine does lengthens them for whichever runs at
 * that moment; CPU counts our own threads of garbage collection and compilation against us too. Seconds stand in the figures.
 */
function ratioBar(name, rounds, way, peer, limit) {
  const missing = rounds.flatMap((runs) => [runs[way], runs[peer]]).find((run) => run.reason !== undefined);
  if (missing) return { name, value: null, limit, holds: null, reason: missing.reason };
  const value = round(median(rounds.map((runs) => runs[way].cpuSeconds / runs[peer].cpuSeconds)));
  return { name, value, limit, holds: value <= limit };
}

function valueBar(name, value, limit, reason) {
  return value === undefined
    ? { name, value: null, limit, holds: null, reason }
    : { name, value, limit, holds: value <= limit };
}

/** Reading alone, and reading and understanding, of 10.000, 100.000 and 300.000 rows. */
async function measureGrowth(folder) {
  const growth = {};
  for (const rows of [10_000, 100_000, 300_000]) {
    const file = join(folder, `growth-${rows}.xlsx`);
    await generate(rows, file);
    growth[rows] = {
      readOnly: summarise([await measure('ours', file)]),
      understood: summarise([await measure('understood', file)]),
    };
  }
  return growth;
}

export async function run({ rounds: count = Number(process.env.BENCH_ROUNDS ?? 3), rows = 100_000 } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'giai-ngan-bench-'));
  try {
    const file = join(folder, 'bench.xlsx');
    await generate(rows, file);
    const { size } = await stat(file);
    const rounds = [];
    for (let index = 0; index < count; index++) {
      const runs = {};
      for (const way of Object.keys(COMMANDS)) runs[way] = await measure(way, file);
      rounds.push(runs);
    }
    const ways = Object.fromEntries(
      Object.keys(COMMANDS).map((way) => [way, summarise(rounds.map((runs) => runs[way]))]),
    );
    const growth = await measureGrowth(folder);
    return {
      name: 'reader',
      figures: { rows, columns: 20, fileMegabytes: round(size / 2 ** 20), rounds: count, ways, growth },
      bars: [
        ratioBar('reading : inflate and scan', rounds, 'ours', 'floor', 4),
        ratioBar('reading : openpyxl read-only', rounds, 'ours', 'openpyxl', 0.12),
        ratioBar('reading : exceljs streaming', rounds, 'ours', 'exceljsStream', 0.2),
        valueBar('peak memory of reading, MB', ways.ours.peakMegabytes, 300, ways.ours.reason),
        understandingBar(rounds, 2),
        growthBar(growth, 1.5),
      ],
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  console.log(JSON.stringify(await run(), null, 2));
}
