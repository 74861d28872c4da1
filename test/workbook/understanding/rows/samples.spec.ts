import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readPlainWorkbook } from '../../../../src/workbook/reading/read-workbook.js';
import type { PlainWorkbook } from '../../../../src/workbook/cells.js';
import type { Line } from '../../../../src/workbook/understanding/reading.js';
import { readRows, type RowsReading } from '../../../../src/workbook/understanding/rows/read-rows.js';
import { frameOver, type ColumnInput } from '../../../support/frame-builder.js';

const SAMPLES = 'test/fixtures/samples';
const truth = JSON.parse(readFileSync(join(SAMPLES, 'expected.json'), 'utf8')) as {
  totals: { projects: number; planVnd: number; disbursedVnd: Record<string, number> };
};

function sample(file: string): PlainWorkbook {
  return readPlainWorkbook(readFileSync(join(SAMPLES, file)), file);
}

function withErrors(reading: RowsReading): string[] {
  return reading.issues
    .filter(({ severity }) => severity !== 'info')
    .map((issue) => `${issue.cell} ${issue.code}: ${issue.message}`);
}

function projects(reading: RowsReading): Line[] {
  return reading.lines.filter(({ role }) => role === 'project');
}

function sum(lines: readonly Line[], key: Parameters<Line['amounts']['get']>[0]): bigint {
  return lines.reduce((total, line) => total + (line.amounts.get(key)?.vnd ?? 0n), 0n);
}

const PLAN: ColumnInput[] = [
  'mark',
  'name',
  'code',
  'investor',
  'location',
  'group',
  'period',
  'decision',
  'totalInvestment',
  'plan.accumulated',
  'plan.mediumTerm',
  'plan.current',
  'plan.advanceRecovery',
  'plan.debtPayment',
  'note',
];
const REPORT: ColumnInput[] = [
  'mark',
  'name',
  'code',
  'decision',
  'totalInvestment',
  'plan.accumulated',
  'disbursed.fromStart',
  'plan.carriedOver',
  'plan.current',
  'disbursed.current',
  'disbursed.carriedOver',
  'rate',
  'note',
];
const TREASURY: ColumnInput[] = [
  'mark',
  'ignored',
  'ignored',
  'code',
  'name',
  'ignored',
  'ignored',
  'sourceCode',
  'source',
  'planYear',
  'planKind',
  'plan.current',
  'disbursed.completedVolume',
  'disbursed.advance',
  'disbursed.current',
  'remaining',
];

describe('the rows of the sample workbooks', () => {
  it('reads every annex of the plan: sums agree, 420 projects, the published total', () => {
    const workbook = sample('ke-hoach-von-2025.xlsx');
    const seen = new Set<string>();
    let planVnd = 0n;
    for (const sheet of workbook.sheets) {
      const last = sheet.rows.findLast((row) => /^(?:\d+|-)$/.test(String(row.values[0] as string | number)))?.row ?? 0;
      const reading = readRows(
        frameOver({ ...workbook, sheets: [sheet] }, PLAN, { firstRow: 12, lastRow: last }, 1_000_000, {
          kind: 'capitalPlan',
        }),
      );
      expect(withErrors(reading)).toEqual([]);
      expect(reading.reconciliation.length).toBeGreaterThan(0);
      expect(reading.reconciliation.every(({ differenceVnd }) => differenceVnd === 0n)).toBe(true);
      for (const line of projects(reading)) {
        seen.add(line.code ?? '');
        expect(line.context.source).not.toBeNull();
        expect(line.context.sector).not.toBeNull();
        expect(line.context.status).not.toBeNull();
        expect(line.context.investor).not.toBeNull();
      }
      planVnd += sum(projects(reading), 'plan.current');
    }
    expect(seen.size).toBe(truth.totals.projects);
    expect(planVnd).toBe(BigInt(truth.totals.planVnd));
  });

  it.each(Object.keys(truth.totals.disbursedVnd))('reads the report of %s', (day) => {
    const workbook = sample(`giai-ngan-${day}.xlsx`);
    const reading = readRows(
      frameOver(workbook, REPORT, { firstRow: 11, lastRow: 736 }, 1_000_000, { asOf: { date: day, cell: 'A4' } }),
    );
    expect(withErrors(reading)).toEqual([]);
    expect(reading.reconciliation.every(({ differenceVnd }) => differenceVnd === 0n)).toBe(true);
    expect(sum(projects(reading), 'disbursed.current')).toBe(BigInt(truth.totals.disbursedVnd[day] ?? 0));
    const first = projects(reading)[0];
    expect(first?.context).toMatchObject({ source: 'NSTW', investor: 'UBND huyện Thuận Châu' });
  });

  it('reads the Treasury export: cut-off sources, carried-over capital, parts that add up', () => {
    const workbook = sample('kbnn-2025-06-30.xlsx');
    const reading = readRows(frameOver(workbook, TREASURY, { firstRow: 6, lastRow: 677 }, 1));
    expect(withErrors(reading)).toEqual([]);
    const lines = projects(reading);
    expect(lines).toHaveLength(672);
    expect(lines.every(({ context }) => context.source !== null)).toBe(true);
    expect(sum(lines, 'plan.current')).toBe(BigInt(truth.totals.planVnd));
    expect(sum(lines, 'disbursed.current')).toBe(BigInt(truth.totals.disbursedVnd['2025-06-30'] ?? 0));
    expect(lines[2]?.amounts.get('plan.carriedOver')).toEqual({ vnd: 850_000_000n, cell: 'L8' });
    expect(lines[2]?.amounts.has('plan.current')).toBe(false);
  });

  it('reads the adjustment annex: groups a) and b) under each source, adjusted = initial - decrease + increase', () => {
    const workbook = sample('dieu-chinh-ke-hoach-2025-05-15.xlsx');
    const columns: ColumnInput[] = [
      'mark',
      'name',
      'code',
      'investor',
      'plan.initial',
      'adjust.decrease',
      'adjust.increase',
      'plan.adjusted',
      'reason',
    ];
    const reading = readRows(
      frameOver(workbook, columns, { firstRow: 12, lastRow: 75 }, 1_000_000, { kind: 'adjustment' }),
    );
    expect(withErrors(reading)).toEqual([]);
    expect(reading.reconciliation.every(({ differenceVnd }) => differenceVnd === 0n)).toBe(true);
    const line = reading.lines.find(({ row }) => row === 20);
    expect(line).toMatchObject({ role: 'project', mark: '2', parentRow: 18, level: 2, context: { source: 'NSTW' } });
    expect(line?.remark).toBe('Đã có khối lượng hoàn thành');
    expect(sum(projects(reading), 'adjust.decrease')).toBe(sum(projects(reading), 'adjust.increase'));
  });

  it('reads the request for more capital: a total that claims two columns, one row a source', () => {
    const workbook = sample('nhu-cau-bo-sung-2025-07.xlsx');
    const columns: ColumnInput[] = [
      'mark',
      'name',
      'code',
      'investor',
      'source',
      'totalInvestment',
      'plan.mediumTerm',
      'plan.accumulated',
      'plan.current',
      'volume.unpaid',
      'demand.additional',
      'reason',
    ];
    const reading = readRows(frameOver(workbook, columns, { firstRow: 9, lastRow: 69 }, 1_000_000, { kind: 'demand' }));
    expect(withErrors(reading)).toEqual([]);
    expect(projects(reading)).toHaveLength(60);
    expect(reading.reconciliation.map(({ column, differenceVnd }) => [column, differenceVnd])).toEqual([
      ['J', 0n],
      ['K', 0n],
    ]);
  });

  it('reads the monthly report of one investor: sources in columns, statuses as headings', () => {
    const workbook = sample('bao-cao-thang-ban-qlda-giao-thong-2025-06.xlsx');
    const columns: ColumnInput[] = [
      'mark',
      'name',
      'code',
      'location',
      'period',
      'decision',
      'totalInvestment',
      'plan.accumulated',
      'plan.carriedOver',
      'plan.current',
      'plan.current@NSTW',
      'plan.current@NSDP',
      'plan.current@CTMTQG',
      'disbursed.month',
      'disbursed.month@NSTW',
      'disbursed.month@NSDP',
      'disbursed.month@CTMTQG',
      'disbursed.current',
      'rate',
      'disbursed.current@NSTW',
      'disbursed.current@NSDP',
      'disbursed.current@CTMTQG',
      'disbursed.advance',
      'reason',
    ];
    const reading = readRows(frameOver(workbook, columns, { firstRow: 12, lastRow: 34 }));
    expect(withErrors(reading)).toEqual([]);
    expect(reading.reconciliation.every(({ differenceVnd }) => differenceVnd === 0n)).toBe(true);
    expect(projects(reading)).toHaveLength(19);
    expect(projects(reading)[0]).toMatchObject({
      startYear: 2024,
      rateBasisPoints: 4100,
      context: { status: 'continuing' },
    });
  });
});
