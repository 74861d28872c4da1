import { describe, expect, it } from '@jest/globals';
import type { Corrections } from '../../../src/workbook/understanding/corrections.js';
import { headerKeys } from '../../../src/workbook/understanding/mapping.js';
import type { TableReading, WorkbookReading } from '../../../src/workbook/understanding/reading.js';
import { understand } from '../../../src/workbook/understanding/understand.js';
import { formula, oneSheet, type CellInput } from '../../support/plain-sheet.js';

const HEAD: CellInput[][] = [
  ['UBND TỈNH SƠN LA'],
  ['SỞ TÀI CHÍNH'],
  ['KẾ HOẠCH VỐN ĐẦU TƯ CÔNG NĂM 2025'],
  [null, null, null, null, 'Đơn vị tính: Triệu đồng'],
  ['STT', 'Danh mục dự án', 'Mã dự án', 'Kế hoạch vốn năm 2025', 'Số liệu khác'],
];
const BODY: CellInput[][] = [
  [1, 'Đường Tà Hộc - Nà Bó', '8113236', 100, 5],
  [2, 'Trạm y tế xã Mường Bú', '8104416', 200, 7],
];

function read(corrections: Partial<Corrections> = {}, rows: CellInput[][] = [...HEAD, ...BODY]): WorkbookReading {
  return understand(
    oneSheet(rows),
    { file: 'bieu.xlsx', sha256: '0'.repeat(64) },
    { tables: [], cells: [], ...corrections },
  );
}

function firstTable(reading: WorkbookReading): TableReading {
  const table = reading.tables[0];
  if (table === undefined) throw new Error('no table');
  return table;
}

function amounts(reading: WorkbookReading, key: string): (bigint | undefined)[] {
  return firstTable(reading).lines.map((line) => line.amounts.get(key as 'plan.current')?.vnd);
}

const sheet = 'Sheet1';

describe('corrections of a workbook', () => {
  it('tells what stands in each column: first values, and the total of money', () => {
    const { figures, sender, body } = firstTable(read());
    expect(figures.find(({ letter }) => letter === 'D')).toEqual({
      letter: 'D',
      samples: ['100', '200'],
      totalVnd: 300_000_000n,
    });
    expect(figures.find(({ letter }) => letter === 'E')).toMatchObject({ totalVnd: 12_000_000n });
    expect(figures.find(({ letter }) => letter === 'B')).toMatchObject({ totalVnd: null });
    expect(sender).toEqual({ text: 'SỞ TÀI CHÍNH', cell: 'A2' });
    expect(body).toEqual({ firstRow: 6, lastRow: 7, rowsWithCells: 2, sheetLastRow: 7 });
  });

  it('reads a column as the person says, and leaves out what the person leaves out', () => {
    const columns = {
      D: null,
      E: { field: 'plan.current' as const, source: 'NSTW', reason: 'Người nạp chọn.' },
    };
    const reading = read({ tables: [{ sheet, table: 0, columns }] });
    expect(amounts(reading, 'plan.current@NSTW')).toEqual([5_000_000n, 7_000_000n]);
    expect(amounts(reading, 'plan.current')).toEqual([undefined, undefined]);
    expect(firstTable(reading).columns.map(({ letter, field }) => `${letter} ${field}`)).toContain('D null');
    expect(reading.issues.map(({ code, column }) => `${code} ${column}`)).toContain('column.unknown D');
    expect(firstTable(reading).figures.find(({ letter }) => letter === 'D')).toMatchObject({ totalVnd: 300_000_000n });
  });

  it('takes unit, day, kind and origin from the person', () => {
    const mapping = {
      ...{ sheet, table: 0, columns: {} },
      ...{ vndPerUnit: 1_000, asOf: '2025-06-30', kind: 'disbursement' as const, origin: 'treasury' as const },
    };
    const reading = read({ tables: [mapping] });
    expect(amounts(reading, 'plan.current')).toEqual([100_000n, 200_000n]);
    expect(firstTable(reading)).toMatchObject({
      kind: 'disbursement',
      origin: 'treasury',
      asOf: { date: '2025-06-30' },
      unit: { vndPerUnit: 1_000 },
    });
  });

  it('needs no printed unit where the person states one', () => {
    const rows = [...HEAD.slice(0, 3), HEAD[4] ?? [], ...BODY];
    expect(read({}, rows).issues.map(({ code }) => code)).toContain('unit.missing');
    const stated = read({ tables: [{ sheet, table: 0, columns: {}, vndPerUnit: 1_000_000 }] }, rows);
    expect(stated.issues.map(({ code }) => code)).not.toContain('unit.missing');
  });

  it('takes the header rows that the person names, also where the reader finds none', () => {
    const rows = [['Biểu'], ['1', 'dự án A', 'x'], ['Cột một', 'Cột hai', 'Cột ba'], ['I', 'Cầu Nà Ớt', 12]];
    expect(read({}, rows).tables).toEqual([]);
    const columns = {
      B: { field: 'name' as const, source: null, reason: '' },
      C: { field: 'plan.current' as const, source: null, reason: '' },
    };
    const header = { firstRow: 3, lastRow: 3 };
    const reading = read({ tables: [{ sheet, table: 0, header, columns, vndPerUnit: 1_000_000 }] }, rows);
    expect(firstTable(reading)).toMatchObject({ header, body: { firstRow: 4, lastRow: 4 } });
    expect(amounts(reading, 'plan.current')).toEqual([12_000_000n]);
  });

  it('reads a cell as the person says and tells what the file has there', () => {
    const rows = [...HEAD, [1, 'Đường Tà Hộc - Nà Bó', '8113236', '12 tỷ', formula(5)], BODY[1] ?? []];
    expect(read({}, rows).issues.filter(({ severity }) => severity === 'error')).toHaveLength(1);
    const cells = [
      { sheet, cell: 'D6', value: 12_000 },
      { sheet, cell: 'E6', value: null },
      { sheet, cell: 'C8', value: '8113999' },
      { sheet: 'Trang khác', cell: 'A1', value: 1 },
    ];
    const reading = read({ cells }, rows);
    expect(reading.issues.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(amounts(reading, 'plan.current')[0]).toBe(12_000_000_000n);
    expect(reading.overridden).toEqual([
      { sheet, cell: 'D6', original: '12 tỷ' },
      { sheet, cell: 'E6', original: '5' },
      { sheet, cell: 'C8', original: null },
    ]);
    expect(firstTable(reading).figures.find(({ letter }) => letter === 'E')).toMatchObject({ totalVnd: 7_000_000n });
  });

  it('knows a column next month and next year by its header path', () => {
    const june = headerKeys([['Lũy kế giải ngân đến 30/6/2025', 'NSTW'], ['Trong đó'], ['Trong đó']]);
    const july = headerKeys([['LŨY KẾ GIẢI NGÂN ĐẾN  31/07/2026', 'nstw'], ['Trong đó'], ['trong đó']]);
    expect(july).toEqual(june);
    expect(new Set(june).size).toBe(3);
  });
});
