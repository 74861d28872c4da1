import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { performance } from 'node:perf_hooks';
import { deflateRawSync, crc32, inflateRawSync } from 'node:zlib';
import { zip } from '../bench/reader-zip.mjs';
import { changeCells, faultsOf } from './fuzz-cells.mjs';
import { randomFrom } from './random.mjs';

/** Long trial of the reader: bytes of the archive, XML inside it, and cells read from it, of every workbook of the corpus changed at random. */

const ROOT = new URL('../../', import.meta.url);
const CORPUS = ['test/fixtures/samples/', 'test/fixtures/workbooks/ok/', 'test/fixtures/workbooks/not-ok/'];
const SNIPPETS = [
  '<',
  '>',
  '&',
  '"',
  '</c>',
  '<c r="A1"/>',
  '<!--',
  ']]>',
  '<![CDATA[',
  '\0',
  '<v>',
  '99999999999999999999',
  '&#0;',
  '<row>',
  '\u0303',
];

function changeBytes(bytes, random) {
  const copy = Buffer.from(bytes);
  for (let left = 1 + random(8); left > 0 && copy.length > 0; left--) copy[random(copy.length)] = random(256);
  return random(10) === 0 ? copy.subarray(0, random(copy.length)) : copy;
}

function changeText(bytes, random) {
  const at = random(bytes.length + 1);
  const length = random(40);
  const snippet = Buffer.from(SNIPPETS[random(SNIPPETS.length)]);
  const kinds = [
    () => [bytes.subarray(0, at), bytes.subarray(at + length)],
    () => [bytes.subarray(0, at), snippet, bytes.subarray(at)],
    () => [bytes.subarray(0, at), bytes.subarray(at, at + length), bytes.subarray(at)],
    () => [bytes.subarray(0, at), snippet, bytes.subarray(at + snippet.length)],
  ];
  return Buffer.concat(kinds[random(kinds.length)]());
}

/** The archive written anew with one part changed, so that sizes and CRC are right and the XML is reached. */
function changePart(bytes, entries, random) {
  const list = [...entries.values()];
  const chosen = random(list.length);
  const parts = list.map((entry, index) => {
    const packed = bytes.subarray(entry.dataOffset, entry.dataOffset + entry.compressedSize);
    if (index !== chosen) return { ...entry, packed };
    const data = changeText(entry.method === 8 ? inflateRawSync(packed) : packed, random);
    return { ...entry, method: 8, size: data.length, crc32: crc32(data), packed: deflateRawSync(data, { level: 1 }) };
  });
  return zip(parts);
}

function corpus() {
  return CORPUS.flatMap((folder) => {
    const path = fileURLToPath(new URL(folder, ROOT));
    return readdirSync(path)
      .filter((name) => name.endsWith('.xlsx'))
      .map((name) => ({ name, bytes: readFileSync(join(path, name)) }));
  });
}

function entriesOf(bytes, readZipDirectory, limits) {
  try {
    return readZipDirectory(bytes, limits);
  } catch {
    return null;
  }
}

/** The workbook as it is, where it is read at all. */
function plainOf({ name, bytes }, readPlainWorkbook) {
  try {
    return readPlainWorkbook(bytes, name);
  } catch {
    return null;
  }
}

/**
 * Runs for `seconds` (FUZZ_SECONDS, 120 by default) in this process, where any error but a refusal is a failure, then sends a
 * sample of the same files through the cage, whose parent must stay small. What is read is understood: a reading that leaves out
 * a row, or cannot be shown, is a failure.
 */
export async function run({ seconds = Number(process.env.FUZZ_SECONDS ?? 120), seed = 20250630 } = {}) {
  const load = (path) => import(new URL(`dist/src/workbook/${path}`, ROOT));
  const { readPlainWorkbook } = await load('reading/read-workbook.js');
  const { WorkbookRefusal } = await load('reading/refusal.js');
  const { DEFAULT_READING_LIMITS } = await load('reading/limits.js');
  const { readZipDirectory } = await load('reading/zip-directory.js');
  const { readCellsInCage } = await load('cage/cage.js');
  const { understand } = await load('understanding/understand.js');
  const { toInspectJson } = await load('understanding/inspect-json.js');
  const random = randomFrom(seed);
  const files = corpus().map((file) => ({
    ...file,
    entries: entriesOf(file.bytes, readZipDirectory, DEFAULT_READING_LIMITS),
    plain: plainOf(file, readPlainWorkbook),
  }));
  const figures = {
    seed,
    seconds,
    files: files.length,
    trials: 0,
    read: 0,
    refused: 0,
    understood: 0,
    caged: 0,
    slowestCpuMilliseconds: 0,
    slowestTrial: null,
    failures: [],
  };
  const kept = [];
  const tryUnderstanding = (workbook, name) => {
    const reading = understand(workbook, { file: name, sha256: '' });
    JSON.stringify(toInspectJson(reading));
    figures.understood++;
    for (const fault of faultsOf(reading)) figures.failures.push(`${name}, trial ${figures.trials}: ${fault}`);
  };
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) {
    const file = files[random(files.length)];
    const cells = file.plain !== null && random(3) === 0 ? changeCells(file.plain, random) : null;
    const changed =
      cells !== null
        ? file.bytes
        : file.entries && file.entries.size > 0 && random(3) > 0
          ? changePart(file.bytes, file.entries, random)
          : changeBytes(file.bytes, random);
    if (random(200) === 0) kept.push(changed);
    const start = process.cpuUsage();
    try {
      const workbook = cells ?? readPlainWorkbook(changed, file.name);
      if (cells === null) figures.read++;
      tryUnderstanding(workbook, file.name);
    } catch (error) {
      if (error instanceof WorkbookRefusal) figures.refused++;
      else figures.failures.push(`${file.name}, trial ${figures.trials}: ${error.stack}`);
    }
    const { user, system } = process.cpuUsage(start);
    const milliseconds = Math.round((user + system) / 1000);
    if (milliseconds > figures.slowestCpuMilliseconds) {
      figures.slowestCpuMilliseconds = milliseconds;
      figures.slowestTrial = `${file.name}, trial ${figures.trials}`;
    }
    figures.trials++;
  }
  const before = process.memoryUsage().rss;
  for (const bytes of kept.slice(0, 50)) {
    const outcome = await readCellsInCage(bytes, 'fuzz.xlsx');
    figures.caged++;
    const code = outcome.ok ? '' : outcome.issues[0].code;
    if (/crashed|failed|heavy|slow/.test(code)) figures.failures.push(`caged ${figures.caged}: ${code}`);
  }
  figures.parentGrowthMegabytes = Math.max(0, Math.round((process.memoryUsage().rss - before) / 2 ** 20));
  return {
    name: 'fuzz',
    figures,
    bars: [
      {
        name: 'files that did anything but be read or refused',
        value: figures.failures.length,
        limit: 0,
        holds: figures.failures.length === 0,
      },
      {
        name: 'slowest file, CPU ms',
        value: figures.slowestCpuMilliseconds,
        limit: 2000,
        holds: figures.slowestCpuMilliseconds <= 2000,
      },
      {
        name: 'growth of the parent, MB',
        value: figures.parentGrowthMegabytes,
        limit: 150,
        holds: figures.parentGrowthMegabytes <= 150,
      },
    ],
  };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  console.log(JSON.stringify(await run(), null, 2));
}
