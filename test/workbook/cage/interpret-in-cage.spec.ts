import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { FUNDING_SOURCES } from '../../../src/domain/funding-sources.js';
import { groupBy } from '../../../src/domain/group-by.js';
import { stageReading, type StagedBatch, type StagedHead } from '../../../src/imports/staged-workbook.js';
import { readInCage } from '../../../src/workbook/cage/cage.js';
import { Cage, type CageOptions } from '../../../src/workbook/cage/caged-child.js';
import { interpretInCage, type InterpretedPart } from '../../../src/workbook/cage/interpret-in-cage.js';
import type { Line } from '../../../src/workbook/understanding/reading.js';
import { readWorkbook } from '../../support/corpus/read.js';
import { rawWorkbook } from '../../support/raw-xlsx.js';

const SAMPLE = 'ke-hoach-von-2025.xlsx';
const sample = readFileSync(new URL(`../../fixtures/samples/${SAMPLE}`, import.meta.url));
const STAGED = new URL('../../../src/imports/staged-workbook.js', import.meta.url);
const OTHER = new URL('../../../src/workbook/understanding/text.js', import.meta.url);
const about = {
  importId: '00000000-0000-4000-8000-000000000001',
  planYear: 2025,
  stated: { kind: null, asOf: null, origin: null },
  controlTotalVnd: null,
  fundingSources: new Set(FUNDING_SOURCES.map(({ code }) => code)),
};

type Part = InterpretedPart<StagedHead, StagedBatch>;

async function interpreted(bytes: Uint8Array, file: string, options: CageOptions = {}) {
  const parts: Part[] = [];
  const interpreter = { module: STAGED, name: 'stageReading', settings: about };
  const outcome = await interpretInCage(bytes, file, interpreter, (part: Part) => void parts.push(part), options);
  return { outcome, parts };
}

/** A plan of so many projects, as a reader meets it. */
function plan(rows: number): Buffer {
  const text = (address: string, value: string) => `<c r="${address}" t="str"><v>${value}</v></c>`;
  const head = [
    `<row r="1">${text('A1', 'KẾ HOẠCH VỐN ĐẦU TƯ CÔNG NĂM 2025')}</row>`,
    `<row r="2">${text('D2', 'Đơn vị tính: triệu đồng')}</row>`,
    `<row r="3">${text('A3', 'STT')}${text('B3', 'Mã dự án')}${text('C3', 'Tên dự án')}${text('D3', 'Kế hoạch vốn năm 2025')}</row>`,
  ];
  const body = Array.from({ length: rows }, (_, index) => {
    const row = index + 4;
    const cells = [text(`B${row}`, String(7_000_000 + index)), text(`C${row}`, `Đường bản ${index}`)].join('');
    return `<row r="${row}"><c r="A${row}"><v>${index + 1}</v></c>${cells}<c r="D${row}"><v>${index}.5</v></c></row>`;
  });
  return rawWorkbook({ sheets: [{ rows: [...head, ...body].join('') }] });
}

const figures = (line: Line) => ({ ...line, amounts: [...line.amounts], blanks: [...line.blanks] });

function targetsOf(batches: Iterable<StagedBatch>): Record<string, { text: string; rows: number }> {
  const targets: Record<string, { text: string; rows: number }> = {};
  for (const [into, pieces] of groupBy(batches, (batch) => batch.into)) {
    const text = Buffer.concat(pieces.map(({ bytes }) => bytes)).toString('utf8');
    targets[into] = { text, rows: pieces.reduce((sum, { rows }) => sum + rows, 0) };
  }
  return targets;
}

const batchesOf = (parts: readonly Part[]) => parts.flatMap((part) => (part.kind === 'batch' ? [part.batch] : []));

describe('interpreting in a child process', () => {
  it('brings in batches what reading and interpreting here give', async () => {
    const here = stageReading(readWorkbook(sample, SAMPLE), about);
    const { outcome, parts } = await interpreted(sample, SAMPLE);
    expect(outcome).toEqual({ ok: true });
    expect(parts.slice(0, 2)).toEqual([
      { kind: 'read', rows: expect.any(Number) as unknown as number },
      { kind: 'head', head: here.head },
    ]);
    const targets = targetsOf(batchesOf(parts));
    expect(targets).toEqual(targetsOf(here.batches));
    expect(Object.keys(targets)).toEqual(['tables', 'findings', 'import_issue', 'import_line', 'import_fact']);
    expect(targets['import_fact']?.rows).toBeGreaterThan(200);
    expect(targets['import_line']?.rows).toBe(here.head.lines);
  });

  it('brings rows whole, in batches of about 64 KB', async () => {
    const { parts } = await interpreted(plan(1_001), 'lon.xlsx');
    const batches = batchesOf(parts).filter(({ into }) => into === 'import_line');
    expect(batches.length).toBeGreaterThan(3);
    for (const { bytes, rows } of batches) {
      const text = Buffer.from(bytes).toString('utf8');
      expect(text.endsWith('\n')).toBe(true);
      expect(text.trimEnd().split('\n')).toHaveLength(rows);
      expect(bytes.length).toBeLessThan(96 * 1024);
    }
    expect(batches.reduce((sum, { rows }) => sum + rows, 0)).toBe(1_001);
  });

  it('sends no more than two batches ahead of a slow receiver, whose time does not count', async () => {
    let inside = 0;
    let seen = 0;
    const interpreter = { module: STAGED, name: 'stageReading', settings: about };
    const receive = async (part: Part): Promise<void> => {
      expect(++inside).toBe(1);
      if (part.kind === 'batch' && seen++ === 0) await sleep(4_200);
      inside -= 1;
    };
    const outcome = await interpretInCage(plan(1_500), 'lon.xlsx', interpreter, receive, { wallMilliseconds: 4_000 });
    expect(outcome).toEqual({ ok: true });
    expect(seen).toBeGreaterThan(5);
  });

  it('ends the child and rejects where the receiver does', async () => {
    const broken = new Error('cơ sở dữ liệu đã mất');
    const interpreter = { module: STAGED, name: 'stageReading', settings: about };
    let seen = 0;
    const receive = (part: Part): void => {
      seen += 1;
      if (part.kind === 'batch') throw broken;
    };
    await expect(interpretInCage(plan(2_000), 'lon.xlsx', interpreter, receive)).rejects.toBe(broken);
    expect(seen).toBe(3);
  });

  it('is ended by its signal, between two batches', async () => {
    const cancel = new AbortController();
    const reason = new Error('đã hủy');
    const interpreter = { module: STAGED, name: 'stageReading', settings: about };
    const seen: string[] = [];
    const receive = (part: Part): void => {
      seen.push(part.kind);
      if (part.kind === 'head') cancel.abort(reason);
    };
    const running = interpretInCage(plan(2_000), 'lon.xlsx', interpreter, receive, { signal: cancel.signal });
    await expect(running).rejects.toBe(reason);
    expect(seen).toEqual(['read', 'head']);
  });

  it('tells limits, lateness, a full heap and a child that fails as issues', async () => {
    const codeOf = async (options: CageOptions, bytes: Uint8Array = sample) => {
      const { outcome } = await interpreted(bytes, SAMPLE, options);
      return outcome.ok ? null : outcome.issues.map(({ code, severity, file }) => `${severity} ${code} ${file}`);
    };
    expect(await codeOf({ reading: { cells: 10 } })).toEqual([`error workbook.too-many ${SAMPLE}`]);
    expect(await codeOf({}, Buffer.from('a,b\n'))).toEqual([`error workbook.text ${SAMPLE}`]);
    expect(await codeOf({ wallMilliseconds: 1 })).toEqual([`error workbook.too-slow ${SAMPLE}`]);
    expect(await codeOf({ heapMegabytes: 12 }, plan(40_000))).toEqual([`error workbook.too-heavy ${SAMPLE}`]);
    const outcome = await interpretInCage(
      sample,
      SAMPLE,
      { module: OTHER, name: 'noSuchFunction', settings: null },
      () => undefined,
    );
    expect(outcome).toMatchObject({ ok: false, issues: [{ code: 'workbook.reader-failed', file: SAMPLE }] });
  });

  it('agrees with the whole reading of the cage', async () => {
    const outcome = await readInCage(sample, SAMPLE);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.issues));
    const here = readWorkbook(sample, SAMPLE);
    const plain = (tables: typeof here.tables) =>
      tables.map((table) => ({ ...table, lines: table.lines.map(figures) }));
    expect({ ...outcome.reading, tables: plain(outcome.reading.tables) }).toEqual({
      ...here,
      tables: plain(here.tables),
    });
  });

  it('names the compiled module that is missing', () => {
    const missing = { module: new URL('./khong-co.js', STAGED), name: 'stageReading', settings: null };
    expect(() => interpretInCage(sample, SAMPLE, missing, () => undefined)).toThrow(/khong-co\.js is missing/);
    expect(() => new Cage()).not.toThrow();
  });
});
