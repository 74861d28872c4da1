import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import type { Issue } from '../../../src/domain/issue.js';
import type { ReportedFacts } from '../../../src/domain/reported-facts.js';
import { readInCage } from '../../../src/workbook/cage/cage.js';
import { Cage } from '../../../src/workbook/cage/caged-child.js';
import { packFacts, unpackFacts } from '../../../src/workbook/cage/packed-facts.js';
import {
  understandInCage,
  type Interpreted,
  type UnderstandOptions,
  type UnderstoodPart,
} from '../../../src/workbook/cage/understand-in-cage.js';
import { factsOf, type FactOptions } from '../../../src/workbook/understanding/facts.js';
import type { Line, ReconciliationLine } from '../../../src/workbook/understanding/reading.js';
import { readWorkbook } from '../../support/corpus/read.js';
import { rawWorkbook } from '../../support/raw-xlsx.js';

const SAMPLE = 'ke-hoach-von-2025.xlsx';
const sample = readFileSync(new URL(`../../fixtures/samples/${SAMPLE}`, import.meta.url));
const FACTS = new URL('../../../src/workbook/understanding/facts.js', import.meta.url);
const OTHER = new URL('../../../src/workbook/understanding/text.js', import.meta.url);
const about: FactOptions = { planYear: 2025, purpose: 'plan' };

type Part = UnderstoodPart<Interpreted>;

async function understood(bytes: Uint8Array, file: string, options: UnderstandOptions = {}) {
  const parts: Part[] = [];
  const interpreter = { module: FACTS, name: 'factsOf', settings: about };
  const outcome = await understandInCage(bytes, file, interpreter, (part: Part) => void parts.push(part), options);
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

function gather(parts: readonly Part[]) {
  const lines = new Map<number, Line[]>();
  const sums = new Map<number, ReconciliationLine[]>();
  const issues: Issue[] = [];
  const facts = { planEntries: [], disbursements: [], demands: [] } as {
    [K in keyof ReportedFacts]: ReportedFacts[K][number][];
  };
  for (const part of parts) {
    if (part.kind === 'issues') issues.push(...part.issues);
    if (part.kind === 'sums') sums.set(part.table, [...(sums.get(part.table) ?? []), ...part.sums]);
    if (part.kind !== 'lines') continue;
    lines.set(part.table, [...(lines.get(part.table) ?? []), ...part.lines]);
    facts.planEntries.push(...part.facts.planEntries);
    facts.disbursements.push(...part.facts.disbursements);
    facts.demands.push(...part.facts.demands);
  }
  return { lines, sums, issues, facts };
}

const figures = (line: Line) => ({ ...line, amounts: [...line.amounts], blanks: [...line.blanks] });

describe('understanding in a child process', () => {
  it('brings in batches what reading and interpreting here give', async () => {
    const reading = readWorkbook(sample, SAMPLE);
    const { outcome, parts } = await understood(sample, SAMPLE);
    expect(outcome).toEqual({ ok: true });
    const [read, head] = parts;
    expect(read).toMatchObject({ kind: 'read' });
    if (head?.kind !== 'head') throw new Error('no head');
    expect(head.meaning).toEqual({});
    const tables = reading.tables.map(({ lines: _lines, reconciliation: _sums, ...table }) => table);
    const { file, sha256, overridden } = reading;
    expect(head.reading).toEqual({ file, sha256, overridden, tables });
    const { lines, sums, issues, facts } = gather(parts);
    const expected = factsOf(reading, about);
    for (const [index, table] of reading.tables.entries()) {
      expect((lines.get(index) ?? []).map(figures)).toEqual(table.lines.map(figures));
      expect(sums.get(index) ?? []).toEqual(table.reconciliation);
    }
    expect(issues).toEqual(expected.issues);
    expect(facts).toEqual(expected.facts);
    expect(facts.planEntries.length).toBeGreaterThan(200);
    expect(head.counts).toEqual({
      lines: [...lines.values()].flat().length,
      sums: [...sums.values()].flat().length,
      issues: issues.length,
      facts: facts.planEntries.length,
    });
  });

  it('brings the facts of a line with the line, in batches of at most 250', async () => {
    const { parts } = await understood(plan(1_001), 'lon.xlsx');
    const batches = parts.filter((part) => part.kind === 'lines');
    expect(batches.map(({ lines }) => lines.length)).toEqual([250, 250, 250, 250, 1]);
    for (const { lines, facts } of batches) {
      expect(facts.planEntries.map((entry) => entry.project.ref.cell)).toEqual(lines.map(({ row }) => `C${row}`));
    }
  });

  it('brings facts alone where lines are not wanted', async () => {
    const { parts } = await understood(plan(300), 'lon.xlsx', { lines: false });
    const { lines, facts } = gather(parts);
    expect([...lines.values()].flat()).toEqual([]);
    expect(facts.planEntries).toHaveLength(300);
  });

  it('sends no more than two batches ahead of a slow receiver, whose time does not count', async () => {
    let inside = 0;
    let seen = 0;
    const interpreter = { module: FACTS, name: 'factsOf', settings: about };
    const receive = async (part: Part): Promise<void> => {
      expect(++inside).toBe(1);
      if (part.kind === 'lines' && seen++ === 0) await sleep(4_200);
      inside -= 1;
    };
    const outcome = await understandInCage(plan(1_500), 'lon.xlsx', interpreter, receive, { wallMilliseconds: 4_000 });
    expect(outcome).toEqual({ ok: true });
    expect(seen).toBe(6);
  });

  it('ends the child and rejects where the receiver does', async () => {
    const broken = new Error('cơ sở dữ liệu đã mất');
    const interpreter = { module: FACTS, name: 'factsOf', settings: about };
    let seen = 0;
    const receive = (part: Part): void => {
      seen += 1;
      if (part.kind === 'lines') throw broken;
    };
    await expect(understandInCage(plan(2_000), 'lon.xlsx', interpreter, receive)).rejects.toBe(broken);
    expect(seen).toBe(3);
  });

  it('is ended by its signal, between two batches', async () => {
    const cancel = new AbortController();
    const reason = new Error('đã hủy');
    const interpreter = { module: FACTS, name: 'factsOf', settings: about };
    const seen: string[] = [];
    const receive = (part: Part): void => {
      seen.push(part.kind);
      if (part.kind === 'head') cancel.abort(reason);
    };
    const running = understandInCage(plan(2_000), 'lon.xlsx', interpreter, receive, { signal: cancel.signal });
    await expect(running).rejects.toBe(reason);
    expect(seen).toEqual(['read', 'head']);
  });

  it('tells limits, lateness, a full heap and a child that fails as issues', async () => {
    const codeOf = async (options: UnderstandOptions, bytes: Uint8Array = sample) => {
      const { outcome } = await understood(bytes, SAMPLE, options);
      return outcome.ok ? null : outcome.issues.map(({ code, severity, file }) => `${severity} ${code} ${file}`);
    };
    expect(await codeOf({ reading: { cells: 10 } })).toEqual([`error workbook.too-many ${SAMPLE}`]);
    expect(await codeOf({}, Buffer.from('a,b\n'))).toEqual([`error workbook.text ${SAMPLE}`]);
    expect(await codeOf({ wallMilliseconds: 1 })).toEqual([`error workbook.too-slow ${SAMPLE}`]);
    expect(await codeOf({ heapMegabytes: 12 }, plan(40_000))).toEqual([`error workbook.too-heavy ${SAMPLE}`]);
    const outcome = await understandInCage(
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
    const missing = { module: new URL('./khong-co.js', FACTS), name: 'factsOf', settings: null };
    expect(() => understandInCage(sample, SAMPLE, missing, () => undefined)).toThrow(/khong-co\.js is missing/);
    expect(() => new Cage()).not.toThrow();
  });
});

describe('packed facts', () => {
  it('keep amounts beyond 2^53, nulls and the shared project', () => {
    const ref = { file: 'a.xlsx', sheet: 'Biểu 1', cell: 'C5' };
    const project = {
      code: null,
      name: 'Đường',
      investor: null,
      location: null,
      sector: null,
      status: 'new',
      startYear: null,
      ref,
    } as const;
    const item = { project, source: 'NSTW', planKind: 'current', asOf: '2025-06-30', origin: 'treasury', ref } as const;
    const facts: ReportedFacts = {
      planEntries: [],
      disbursements: [
        { ...item, amountVnd: 2n ** 63n + 1n, advanceVnd: null, completedVolumeVnd: -5n },
        { ...item, amountVnd: 0n, advanceVnd: 7n, completedVolumeVnd: null },
      ],
      demands: [{ project, source: 'KHAC', amountVnd: -1n, acceptedUnpaidVnd: 3n, reason: 'thiếu vốn', ref }],
    };
    const back = unpackFacts(packFacts(facts));
    expect(back).toEqual(facts);
    expect(back.disbursements[0]?.project).toBe(back.demands[0]?.project);
  });
});
