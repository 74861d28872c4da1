import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import ExcelJS from 'exceljs';
import type { Issue } from '../../../src/domain/issue.js';
import type { PlainWorkbook } from '../../../src/workbook/cells.js';
import { readPlainWorkbook } from '../../../src/workbook/reading/read-workbook.js';
import { whyListOnly } from '../../../src/workbook/writing/annotate-decision.js';
import { annotateWorkbook, issuesWorkbook } from '../../../src/workbook/writing/annotate.js';
import { firstDifference } from '../../../src/workbook/writing/same-cells.js';

function issue(over: Partial<Issue>): Issue {
  return {
    file: 'tep.xlsx',
    sheet: 'Kế hoạch',
    cell: 'C3',
    row: 3,
    column: 'C',
    code: 'amount.text',
    severity: 'error',
    value: '12,5 tỷ',
    message: 'Ô C3 có chữ trong số tiền. Nhập số theo đơn vị triệu đồng, ví dụ 12.500.',
    ...over,
  };
}

/** A workbook with what exceljs may spoil: a merge, a shared formula, a date, a zero result, an own note, a hidden sheet. */
async function officersWorkbook(): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('Kế hoạch');
  sheet.addRow(['KẾ HOẠCH NĂM 2025']);
  sheet.mergeCells('A1:D1');
  sheet.addRow(['TT', 'Dự án', 'Kế hoạch', 'Ngày']);
  sheet.addRow([1, 'Đường Tà Hộc', '12,5 tỷ', new Date(Date.UTC(2025, 0, 1))]);
  sheet.addRow([2, 'Cầu bản Cang', 8429.090195999999, new Date(Date.UTC(2025, 5, 30))]);
  sheet.addRow([3, { richText: [{ text: 'Hồ ' }, { font: { bold: true }, text: 'Lái Bay' }] }, 0, null]);
  sheet.getCell('E3').value = { formula: 'A3*2', result: 2, shareType: 'shared', ref: 'E3:E5' } as ExcelJS.CellValue;
  sheet.getCell('E4').value = { sharedFormula: 'E3', result: 4 };
  sheet.getCell('E5').value = { sharedFormula: 'E3', result: 0 };
  sheet.getCell('C3').note = 'Chú thích của chuyên viên';
  workbook.addWorksheet("Tờ 'phụ' 1", { state: 'hidden' }).addRow(['ghi chú', true]);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

async function load(bytes: Uint8Array): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes.slice().buffer);
  return workbook;
}

const red = (cell: ExcelJS.Cell): string | undefined =>
  cell.fill?.type === 'pattern' ? cell.fill.fgColor?.argb : undefined;

const noteText = (cell: ExcelJS.Cell): string =>
  typeof cell.note === 'string' ? cell.note : (cell.note?.texts ?? []).map((text) => text.text).join('');

describe('annotateWorkbook', () => {
  const issues = [
    issue({ cell: 'B5', column: 'B', row: 5, severity: 'warning', code: 'name.odd', message: 'Xem lại tên dự án.' }),
    issue({}),
    issue({ code: 'amount.unit', message: 'Số tiền ghi theo tỷ đồng.' }),
    issue({ cell: 'B1', column: 'B', row: 1, message: 'Tiêu đề không có đơn vị.', value: '=1+1' }),
    issue({ cell: null, row: 4, column: null, severity: 'info', message: 'Dòng 4 đã làm tròn.' }),
    issue({ sheet: "Tờ 'phụ' 1", cell: 'A1', row: 1, column: 'A', message: 'Trang ẩn.' }),
    issue({ sheet: null, cell: null, row: null, column: null, message: 'Tệp không có số liệu giải ngân.' }),
    issue({ sheet: 'Không có', cell: 'ZZZ9', row: 9, column: 'ZZZ', message: 'Trang đã đổi tên.' }),
  ];

  it('marks the cells, hangs notes on them and keeps the officer’s own note', async () => {
    const sheet = (await load(await annotateWorkbook(await officersWorkbook(), issues))).getWorksheet('Kế hoạch')!;
    expect(red(sheet.getCell('C3'))).toBe('FFFF7C80');
    expect(noteText(sheet.getCell('C3')).split('\n')).toEqual([
      'Chú thích của chuyên viên',
      'Lỗi: Ô C3 có chữ trong số tiền. Nhập số theo đơn vị triệu đồng, ví dụ 12.500.',
      'Lỗi: Số tiền ghi theo tỷ đồng.',
    ]);
    expect(red(sheet.getCell('B5'))).toBe('FFFFEB9C');
    expect(red(sheet.getCell('A1'))).toBe('FFFF7C80');
    expect(red(sheet.getCell('C4'))).toBeUndefined();
  });

  it('puts the list of issues first, errors before warnings, with a link to each cell', async () => {
    const workbook = await load(await annotateWorkbook(await officersWorkbook(), issues));
    expect(workbook.worksheets.map((sheet) => [sheet.name, sheet.state])).toEqual([
      ['LỖI', 'visible'],
      ['Kế hoạch', 'visible'],
      ["Tờ 'phụ' 1", 'hidden'],
    ]);
    const list = workbook.worksheets[0]!;
    expect(list.getCell('A1').text).toBe('DANH SÁCH LỖI: 6 lỗi, 1 cảnh báo, 1 thông tin');
    const rows = Array.from({ length: issues.length }, (_, index) => list.getRow(index + 5));
    expect(rows.map((row) => [row.getCell(1).value, row.getCell(5).value])).toEqual([
      ...[1, 2, 3, 4, 5, 6].map((number) => [number, 'Lỗi']),
      [7, 'Cảnh báo'],
      [8, 'Thông tin'],
    ]);
    expect(rows[0]?.getCell(3).value).toEqual({ formula: `HYPERLINK("#'Kế hoạch'!C3","C3")`, result: 'C3' });
    expect(rows[3]?.getCell(3).value).toEqual({ formula: `HYPERLINK("#'Tờ ''phụ'' 1'!A1","A1")`, result: 'A1' });
    expect(rows[2]?.getCell(4).value).toBe('=1+1');
    expect(rows[5]?.getCell(3).value).toBe('ZZZ9');
    expect(rows[7]?.getCell(3).value).toBe('Dòng 4');
  });

  it('changes no value', async () => {
    const original = await officersWorkbook();
    const annotated = await annotateWorkbook(original, issues);
    const [before, after] = [readPlainWorkbook(original, 'a'), readPlainWorkbook(annotated, 'b')];
    expect(firstDifference(before, after)).toBeNull();
    expect(after.sheets).toHaveLength(before.sheets.length + 1);
  });

  it('finds another name where the officer has a sheet LỖI', async () => {
    const once = await annotateWorkbook(await officersWorkbook(), issues);
    const twice = await load(await annotateWorkbook(once, issues));
    expect(twice.worksheets.map((sheet) => sheet.name)).toEqual(['LỖI (2)', 'LỖI', 'Kế hoạch', "Tờ 'phụ' 1"]);
  });

  it('changes no value of the sample workbooks', async () => {
    const folder = new URL('../../fixtures/samples/', import.meta.url);
    const names = (await readdir(folder)).filter((name) => name.endsWith('.xlsx'));
    expect(names.length).toBeGreaterThan(5);
    for (const name of names) {
      const original = new Uint8Array(await readFile(new URL(name, folder)));
      const before = readPlainWorkbook(original, name);
      const sheet = before.sheets[0]!.name;
      const after = readPlainWorkbook(await annotateWorkbook(original, [issue({ sheet })]), name);
      expect([name, after.sheets.length]).toEqual([name, before.sheets.length + 1]);
      expect(firstDifference(before, after)).toBeNull();
    }
  }, 240_000);
});

describe('where the workbook cannot be written back', () => {
  async function remarkOf(bytes: Uint8Array): Promise<string> {
    const workbook = await load(bytes);
    expect(workbook.worksheets.map((sheet) => sheet.name)).toEqual(['LỖI']);
    expect(workbook.worksheets[0]!.getCell('C4').value).toBe('C3');
    return workbook.worksheets[0]!.getCell('A2').text;
  }

  it('sends the list alone for a file that is no workbook', async () => {
    expect(await remarkOf(await annotateWorkbook(new Uint8Array([1, 2, 3]), [issue({})]))).toContain(
      'không giữ nguyên',
    );
  });

  it('sends the list alone when the time is up', async () => {
    const remark = await remarkOf(
      await annotateWorkbook(await officersWorkbook(), [issue({})], { wallMilliseconds: 1 }),
    );
    expect(remark).toContain('giây nên đã dừng');
  });

  it('sends the list alone when the heap is full', async () => {
    const options = { heapMegabytes: 1 };
    expect(await remarkOf(await annotateWorkbook(await officersWorkbook(), [issue({})], options))).toContain('bộ nhớ');
  });

  it('sends the list alone past 10.000 rows', async () => {
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('Kế hoạch');
    for (let row = 1; row <= 10_001; row += 1) sheet.addRow([row]);
    const bytes = new Uint8Array(await workbook.xlsx.writeBuffer());
    expect(await remarkOf(await annotateWorkbook(bytes, [issue({})]))).toContain('10001 dòng');
  });

  it('is a list of its own on demand', async () => {
    const list = await load(await issuesWorkbook([issue({})], ''));
    expect(list.worksheets[0]!.getCell('F3').text).toContain('Ô C3 có chữ');
  });
});

describe('whyListOnly', () => {
  const workbook = (rows: number, columns: number, merges: number): PlainWorkbook => ({
    sheets: [
      {
        name: 'A',
        hidden: false,
        rows: Array.from({ length: rows }, (_, index) => ({
          row: index + 1,
          hidden: false,
          outlineLevel: 0,
          columns: Array.from({ length: columns }, (_unused, column) => column + 1),
          values: Array.from({ length: columns }, () => 1),
          styles: Array.from({ length: columns }, () => 0),
        })),
        merges: Array.from({ length: merges }, () => ({ firstRow: 1, firstColumn: 1, lastRow: 1, lastColumn: 2 })),
        hiddenColumns: [],
        autoFilter: null,
      },
    ],
    styles: [],
    externalLinks: [],
  });

  it.each([
    [10_000, 3, 0, null],
    [10_001, 3, 0, 'dòng'],
    [4_001, 100, 0, ' ô, '],
    [5, 3, 5_001, 'ô gộp'],
  ])('%i rows, %i columns, %i merges', (rows, columns, merges, said) => {
    const why = whyListOnly(workbook(rows, columns, merges));
    if (said === null) expect(why).toBeNull();
    else expect(why).toContain(said);
  });
});

describe('firstDifference', () => {
  it('finds a changed, a lost and a new value, and tells a formula from its result', async () => {
    const original = readPlainWorkbook(await officersWorkbook(), 'a');
    async function changed(change: (sheet: ExcelJS.Worksheet) => void): Promise<PlainWorkbook> {
      const workbook = await load(await officersWorkbook());
      change(workbook.getWorksheet('Kế hoạch')!);
      return readPlainWorkbook(new Uint8Array(await workbook.xlsx.writeBuffer()), 'b');
    }
    const at = (cell: string): object => ({ sheet: 'Kế hoạch', cell });
    expect(firstDifference(original, await changed(() => undefined))).toBeNull();
    expect(firstDifference(original, await changed((sheet) => (sheet.getCell('C4').value = 8429.0902)))).toEqual(
      at('C4'),
    );
    expect(firstDifference(original, await changed((sheet) => (sheet.getCell('B4').value = null)))).toEqual(at('B4'));
    expect(firstDifference(original, await changed((sheet) => (sheet.getCell('H9').value = 1)))).toEqual(at('H9'));
    expect(firstDifference(original, await changed((sheet) => (sheet.getCell('E5').value = 0)))).toEqual(at('E5'));
  });
});
