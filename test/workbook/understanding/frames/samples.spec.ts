import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { readPlainWorkbook } from '../../../../src/workbook/reading/read-workbook.js';
import { findTables } from '../../../../src/workbook/understanding/find-tables.js';

async function framesOf(file: string) {
  const bytes = await readFile(new URL(`../../../fixtures/samples/${file}`, import.meta.url));
  return findTables(readPlainWorkbook(bytes, file), file);
}

async function mapping(file: string, table = 0) {
  const { frames } = await framesOf(file);
  const fields = (frames[table]?.columns ?? []).map(({ letter, field, source }) => [
    letter,
    source === null ? field : `${field}@${source}`,
  ]);
  return Object.fromEntries(fields) as Record<string, string | null>;
}

describe('the tables of the sample workbooks', () => {
  it('finds the three annexes of the plan', async () => {
    const { frames, issues } = await framesOf('ke-hoach-von-2025.xlsx');
    expect(issues).toEqual([]);
    expect(frames.map(({ sheet, kind, titleSource }) => [sheet.name, kind, titleSource])).toEqual([
      ['PL I NSTW', 'capitalPlan', 'NSTW'],
      ['PL II NSDP', 'capitalPlan', 'NSDP'],
      ['PL III CTMTQG', 'capitalPlan', 'CTMTQG'],
    ]);
    expect(frames[0]).toMatchObject({
      unit: { vndPerUnit: 1_000_000, text: 'Triệu đồng', cell: 'M6' },
      planYear: { year: 2025, cell: 'A4' },
      decision: { number: '422/NQ-HĐND', date: '2024-12-05', cell: 'A5' },
      header: { firstRow: 8, lastRow: 10 },
      numberRow: 11,
      body: { firstRow: 12, lastRow: 122 },
      asOf: null,
    });
    expect(await mapping('ke-hoach-von-2025.xlsx')).toEqual({
      A: 'mark',
      B: 'name',
      C: 'code',
      D: 'investor',
      E: 'location',
      F: 'group',
      G: 'period',
      H: 'decision',
      I: 'totalInvestment',
      J: 'plan.accumulated',
      K: 'plan.mediumTerm',
      L: 'plan.current',
      M: 'plan.advanceRecovery',
      N: 'plan.debtPayment',
      O: 'note',
    });
  });

  it('finds the provincial report with its day', async () => {
    const { frames, issues } = await framesOf('giai-ngan-2025-06-30.xlsx');
    expect(issues).toEqual([]);
    expect(frames[0]).toMatchObject({
      kind: 'both',
      asOf: { date: '2025-06-30', cell: 'A4' },
      origin: 'investor',
      planYear: { year: 2025 },
    });
    expect(frames[0]?.decision).toMatchObject({ number: null, date: null });
    expect(await mapping('giai-ngan-2025-06-30.xlsx')).toEqual({
      A: 'mark',
      B: 'name',
      C: 'code',
      D: 'decision',
      E: 'totalInvestment',
      F: 'plan.accumulated',
      G: 'disbursed.fromStart',
      H: 'plan.carriedOver',
      I: 'plan.current',
      J: 'disbursed.current',
      K: 'disbursed.carriedOver',
      L: 'rate',
      M: 'note',
    });
  });

  it('finds the Treasury export in đồng', async () => {
    const { frames, issues } = await framesOf('kbnn-2025-06-30.xlsx');
    expect(issues).toEqual([]);
    expect(frames[0]).toMatchObject({
      kind: 'both',
      origin: 'treasury',
      unit: { vndPerUnit: 1, cell: 'A4' },
      asOf: { date: '2025-06-30', cell: 'A3' },
    });
    expect(await mapping('kbnn-2025-06-30.xlsx')).toEqual({
      A: 'mark',
      B: 'ignored',
      C: 'ignored',
      D: 'code',
      E: 'name',
      F: 'ignored',
      G: 'ignored',
      H: 'sourceCode',
      I: 'source',
      J: 'planYear',
      K: 'planKind',
      L: 'plan.current',
      M: 'disbursed.completedVolume',
      N: 'disbursed.advance',
      O: 'disbursed.current',
      P: 'remaining',
    });
  });

  it('finds the adjustment annex with its decision', async () => {
    const { frames, issues } = await framesOf('dieu-chinh-ke-hoach-2025-05-15.xlsx');
    expect(issues).toEqual([]);
    expect(frames[0]).toMatchObject({ kind: 'adjustment', decision: { number: '1042/QĐ-UBND', date: '2025-05-15' } });
    expect(await mapping('dieu-chinh-ke-hoach-2025-05-15.xlsx')).toEqual({
      A: 'mark',
      B: 'name',
      C: 'code',
      D: 'investor',
      E: 'plan.initial',
      F: 'adjust.decrease',
      G: 'adjust.increase',
      H: 'plan.adjusted',
      I: 'reason',
    });
  });

  it("finds the investor's monthly report, month and cumulative side by side", async () => {
    const { frames, issues } = await framesOf('bao-cao-thang-ban-qlda-giao-thong-2025-06.xlsx');
    expect(issues).toEqual([]);
    expect(frames[0]).toMatchObject({
      kind: 'both',
      asOf: { date: '2025-06-30', cell: 'A4' },
      body: { firstRow: 12, lastRow: 34 },
    });
    expect(await mapping('bao-cao-thang-ban-qlda-giao-thong-2025-06.xlsx')).toMatchObject({
      H: 'plan.accumulated',
      I: 'plan.carriedOver',
      J: 'plan.current',
      K: 'plan.current@NSTW',
      M: 'plan.current@CTMTQG',
      N: 'disbursed.month',
      Q: 'disbursed.month@CTMTQG',
      R: 'disbursed.current',
      S: 'rate',
      T: 'disbursed.current@NSTW',
      V: 'disbursed.current@CTMTQG',
      W: 'disbursed.advance',
      X: 'reason',
    });
  });

  it('finds the demand for more capital', async () => {
    const { frames, issues } = await framesOf('nhu-cau-bo-sung-2025-07.xlsx');
    expect(issues).toEqual([]);
    expect(frames[0]?.kind).toBe('demand');
    expect(await mapping('nhu-cau-bo-sung-2025-07.xlsx')).toEqual({
      A: 'mark',
      B: 'name',
      C: 'code',
      D: 'investor',
      E: 'source',
      F: 'totalInvestment',
      G: 'plan.mediumTerm',
      H: 'plan.accumulated',
      I: 'plan.current',
      J: 'volume.unpaid',
      K: 'demand.additional',
      L: 'reason',
    });
  });
});
