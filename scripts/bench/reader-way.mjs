import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';

/** One way of reading a workbook, alone in its process: `node reader-way.mjs WAY FILE` prints cells, CPU seconds and peak MB. */

const DIST = new URL('../../dist/src/workbook/', import.meta.url);
const load = (path) => import(new URL(path, DIST));
/** the bench measures past the limits of the product: 300.000 rows */
const WIDE = {
  fileBytes: 2 ** 30,
  partBytes: 2 ** 30,
  totalBytes: 2 ** 31,
  rows: 1_048_576,
  cells: 2 ** 31,
  sharedStrings: 2 ** 31,
  sharedStringCharacters: 2 ** 31,
};

async function readOurs(file) {
  const { readPlainWorkbook } = await load('reading/read-workbook.js');
  const { DEFAULT_READING_LIMITS } = await load('reading/limits.js');
  return readPlainWorkbook(readFileSync(file), 'bench.xlsx', { ...DEFAULT_READING_LIMITS, ...WIDE });
}

const count = (workbook) =>
  workbook.sheets.reduce((sum, sheet) => sheet.rows.reduce((cells, row) => cells + row.values.length, sum), 0);

const WAYS = {
  /** inflate every part and look at every byte: nothing that reads a workbook can do less */
  async floor(file) {
    const { readZipDirectory } = await load('reading/zip-directory.js');
    const { DEFAULT_READING_LIMITS } = await load('reading/limits.js');
    const bytes = readFileSync(file);
    let tags = 0;
    for (const entry of readZipDirectory(bytes, DEFAULT_READING_LIMITS).values()) {
      const packed = bytes.subarray(entry.dataOffset, entry.dataOffset + entry.compressedSize);
      const part = inflateRawSync(packed, { chunkSize: entry.size + 64 });
      for (let at = 0; at < part.length; at++) if (part[at] === 0x3c) tags++;
    }
    return tags;
  },
  async ours(file) {
    return count(await readOurs(file));
  },
  async understood(file) {
    const { understand } = await load('understanding/understand.js');
    await load('reading/read-workbook.js');
    const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex');
    const readingFrom = cpuSeconds();
    const workbook = await readOurs(file);
    const understandingFrom = cpuSeconds();
    const reading = understand(workbook, { file: 'bench.xlsx', sha256 });
    shares.readingCpuSeconds = understandingFrom - readingFrom;
    shares.understandingCpuSeconds = cpuSeconds() - understandingFrom;
    return reading.tables.reduce((sum, table) => sum + table.lines.length, 0);
  },
  async exceljs(file) {
    const { default: exceljs } = await import('exceljs');
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.readFile(file);
    let cells = 0;
    workbook.eachSheet((sheet) => sheet.eachRow((row) => row.eachCell(() => cells++)));
    return cells;
  },
  async exceljsStream(file) {
    const { default: exceljs } = await import('exceljs');
    let cells = 0;
    const reader = new exceljs.stream.xlsx.WorkbookReader(file, {
      sharedStrings: 'cache',
      styles: 'cache',
      worksheets: 'emit',
      hyperlinks: 'ignore',
    });
    for await (const sheet of reader) for await (const row of sheet) row.eachCell(() => cells++);
    return cells;
  },
};

/** what a way says of its parts */
const shares = {};

function cpuSeconds() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

const [, , way, file] = process.argv;
const start = Date.now();
const cells = await WAYS[way](file);
console.log(
  JSON.stringify({
    cells,
    insideSeconds: (Date.now() - start) / 1000,
    cpuSeconds: cpuSeconds(),
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
    ...shares,
  }),
);
process.exit(0);
