import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readRows } from '../../../../src/workbook/understanding/rows/read-rows.js';
import { frameOf, type ColumnInput } from '../../../support/frame-builder.js';
import { styled, type CellInput } from '../../../support/plain-sheet.js';

/** A small plan: groups of projects with exact amounts in đồng. */
interface Work {
  readonly code: string;
  readonly name: string;
  readonly vnd: bigint;
}

const COLUMNS: ColumnInput[] = ['mark', 'name', 'code', 'investor', 'plan.current'];
const GROUPS = ['Dự án chuyển tiếp', 'Dự án khởi công mới', 'Dự án hoàn thành, bàn giao', 'Chuẩn bị đầu tư'];
const STATUSES = ['continuing', 'new', 'completed', 'preparation'];
const ROMAN = ['I', 'II', 'III', 'IV'];

const plan = fc
  .array(fc.array(fc.bigInt({ min: 1n, max: 9_000_000_000_000n }), { minLength: 1, maxLength: 6 }), {
    minLength: 1,
    maxLength: 4,
  })
  .map((groups) =>
    groups.map((amounts, group) =>
      amounts.map((vnd, index): Work => ({
        code: String(7_000_001 + group * 100 + index),
        name: `Đường liên xã số ${group}-${index}`,
        vnd,
      })),
    ),
  );

type Outline = 'roman' | 'letter' | 'small' | 'unmarked' | 'dotted';

interface Style {
  readonly outline: Outline;
  /** mark of projects */
  readonly bullets: boolean;
  readonly blankRows: boolean;
  readonly totalLast: boolean;
  readonly amount: (vnd: bigint) => CellInput;
  readonly vndPerUnit: number;
}

const PLAIN: Style = {
  outline: 'roman',
  bullets: false,
  blankRows: false,
  totalLast: false,
  amount: trieu,
  vndPerUnit: 1_000_000,
};

/** Six decimals of a million are đồng. */
function trieu(vnd: bigint): CellInput {
  return { digits: `${vnd / 1_000_000n}.${(vnd % 1_000_000n).toString().padStart(6, '0')}` };
}

function dong(vnd: bigint): CellInput {
  return Number(vnd);
}

function vietnamese(vnd: bigint): CellInput {
  const whole = (vnd / 1_000_000n).toString().replace(/\B(?=(\d{3})+(?!\d))/g, '.');
  return `${whole},${(vnd % 1_000_000n).toString().padStart(6, '0')}`;
}

function rowsOf(groups: readonly (readonly Work[])[], style: Style): CellInput[][] {
  const sum = (works: readonly Work[]): bigint => works.reduce((total, { vnd }) => total + vnd, 0n);
  const total: CellInput[] = [null, styled('TỔNG SỐ', { bold: true }), null, null, style.amount(sum(groups.flat()))];
  const body = groups.flatMap((works, group) => [
    [
      groupMark(style.outline, group),
      styled(GROUPS[group] ?? '', { bold: true }),
      null,
      null,
      style.amount(sum(works)),
    ],
    ...works.map(({ code, name, vnd }, index): CellInput[] => [
      style.bullets ? '-' : style.outline === 'dotted' ? `${group + 1}.${index + 1}` : index + 1,
      name,
      code,
      'Sở Y tế',
      style.amount(vnd),
    ]),
  ]);
  const rows = style.totalLast ? [...body, total] : [total, ...body];
  return style.blankRows ? rows.flatMap((row) => [row, []]) : rows;
}

function groupMark(outline: Outline, group: number): CellInput {
  if (outline === 'roman') return ROMAN[group];
  if (outline === 'letter') return 'ABCD'[group];
  if (outline === 'small') return `${'abcd'[group]})`;
  return outline === 'dotted' ? String(group + 1) : null;
}

/** What must never change: every project with its amount and status, and that all sums agree. */
function understood(groups: readonly (readonly Work[])[], style: Style): unknown {
  const reading = readRows(frameOf({ columns: COLUMNS, rows: rowsOf(groups, style), vndPerUnit: style.vndPerUnit }));
  const projects = reading.lines
    .filter(({ role }) => role === 'project')
    .map((line) => `${line.code} ${line.name} ${line.amounts.get('plan.current')?.vnd} ${line.context.status}`)
    .sort();
  return {
    projects,
    agree: reading.reconciliation.every(({ differenceVnd }) => differenceVnd === 0n),
    compared: reading.reconciliation.length,
    alarms: reading.issues
      .filter(({ severity, code }) => severity !== 'info' && code !== 'amount.scale')
      .map(({ code }) => code),
  };
}

function truthOf(groups: readonly (readonly Work[])[]): unknown {
  return {
    projects: groups
      .flatMap((works, group) => works.map(({ code, name, vnd }) => `${code} ${name} ${vnd} ${STATUSES[group]}`))
      .sort(),
    agree: true,
    compared: groups.length + 1,
    alarms: [],
  };
}

describe('what never changes the projects and amounts read', () => {
  const styles: readonly (readonly [string, Partial<Style>])[] = [
    ['the plain style', {}],
    ['blank rows', { blankRows: true }],
    ['the total at the bottom', { totalLast: true }],
    ['sections by letter', { outline: 'letter' }],
    ['sections by a), b)', { outline: 'small' }],
    ['dotted marks', { outline: 'dotted' }],
    ['headings without marks', { outline: 'unmarked' }],
    ['projects with dashes', { bullets: true }],
    ['amounts in đồng', { amount: dong, vndPerUnit: 1 }],
    ['amounts as Vietnamese text', { amount: vietnamese }],
  ];
  it.each(styles)('%s', (_, change) => {
    fc.assert(
      fc.property(plan, (groups) => {
        expect(understood(groups, { ...PLAIN, ...change })).toEqual(truthOf(groups));
      }),
      { numRuns: 60 },
    );
  });

  it('the order of projects inside a group', () => {
    fc.assert(
      fc.property(plan, (groups) => {
        const turned = groups.map((works) => [...works].reverse());
        expect(understood(turned, PLAIN)).toEqual(truthOf(groups));
      }),
      { numRuns: 60 },
    );
  });

  it('tells every change of one printed sum, to the đồng', () => {
    fc.assert(
      fc.property(plan, fc.bigInt({ min: 1n, max: 1_000_000_000n }), (groups, by) => {
        const rows = rowsOf(groups, PLAIN);
        const total = groups.flat().reduce((sum, { vnd }) => sum + vnd, 0n);
        (rows[0] as CellInput[])[4] = trieu(total + by);
        const reading = readRows(frameOf({ columns: COLUMNS, rows }));
        expect(reading.reconciliation.filter(({ differenceVnd }) => differenceVnd !== 0n)).toMatchObject([
          { row: 2, differenceVnd: by },
        ]);
        expect(reading.issues.filter(({ code }) => code === 'sum.differs').map(({ cell }) => cell)).toEqual(['E2']);
      }),
      { numRuns: 60 },
    );
  });
});
