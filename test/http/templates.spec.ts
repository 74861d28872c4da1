import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ExcelJS from 'exceljs';
import { commitExplained } from '../support/explained.js';
import { jsonOf, testServer, type TestServer } from '../support/server.js';

const UNIT = 'Ban QLDA ĐTXD các công trình giao thông tỉnh';
/** First row of projects on every form. */
const FIRST_ROW = 12;

interface ImportDocument {
  id: string;
  state: string;
  kind: string | null;
  asOf: string | null;
  totalVnd: number;
  counts: { errors: number; warnings: number; facts: number; unmatchedLines: number };
}

interface Issue {
  code: string;
  severity: string;
  cell: string | null;
  message: string;
}

describe('forms that the department hands out', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await testServer();
    for (const file of ['ke-hoach-von-2025.xlsx', 'giai-ngan-2025-05-31.xlsx']) {
      const { id } = await jsonOf<{ id: string }>(server.uploadSample(file));
      expect((await server.post(`/api/v1/imports/${id}/commit`)).status).toBe(200);
    }
  }, 120_000);

  afterAll(() => server.close());

  async function form(kind: string, more = ''): Promise<ExcelJS.Workbook> {
    const response = await server.get(
      `/api/v1/templates/${kind}.xlsx?investor=${encodeURIComponent(UNIT)}&month=2025-06${more}`,
    );
    expect(response.status).toBe(200);
    const bytes = await response.arrayBuffer();
    const folder = process.env['TEMPLATES_TO'];
    if (folder !== undefined) await writeFile(`${folder}/${kind}.xlsx`, Buffer.from(bytes));
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(bytes);
    return workbook;
  }

  /** What a spreadsheet does on its own: the plan after the adjustment moves with it. */
  function recalculate(sheet: ExcelJS.Worksheet, row: number, change: number): void {
    const cell = sheet.getCell(row, columnOf(sheet, /sau điều chỉnh/));
    setResult(cell, Number(cell.result) + change);
  }

  function setResult(cell: ExcelJS.Cell, result: number): void {
    cell.value = { formula: cell.formula, result };
  }

  /** exceljs forgets results that are empty texts, as a spreadsheet never does. */
  function keepEmptyResults(sheet: ExcelJS.Worksheet): void {
    sheet.eachRow((row) =>
      row.eachCell((cell) => {
        if (cell.formula !== undefined && cell.result === undefined) cell.value = { formula: cell.formula, result: '' };
      }),
    );
  }

  async function handIn(workbook: ExcelJS.Workbook, name: string): Promise<ImportDocument & { issues: Issue[] }> {
    keepEmptyResults(sheetOf(workbook));
    const bytes = new Uint8Array(await workbook.xlsx.writeBuffer());
    const received = await jsonOf<ImportDocument>(server.upload(name, bytes));
    const { data } = await jsonOf<{ data: Issue[] }>(server.get(`/api/v1/imports/${received.id}/issues`));
    return { ...received, issues: data };
  }

  function columnOf(sheet: ExcelJS.Worksheet, caption: RegExp): number {
    for (const row of [9, 8]) {
      for (let column = 1; column <= sheet.columnCount; column += 1) {
        const cell = sheet.getCell(row, column);
        if (cell.master.address === cell.address && caption.test(cell.text)) return column;
      }
    }
    throw new Error(`no column ${String(caption)}`);
  }

  function projectRows(sheet: ExcelJS.Worksheet): number[] {
    const rows: number[] = [];
    for (let row = FIRST_ROW; typeof sheet.getCell(row, 1).value === 'number'; row += 1) {
      if (sheet.getCell(row, 2).text !== '') rows.push(row);
    }
    return rows;
  }

  const sheetOf = (workbook: ExcelJS.Workbook): ExcelJS.Worksheet => workbook.worksheets[0] as ExcelJS.Worksheet;

  it.each(['disbursement', 'capitalPlan', 'adjustment', 'demand'])(
    'opens only the cells of a %s form that the unit fills in, and checks them',
    async (kind) => {
      const sheet = sheetOf(await form(kind));
      expect(sheet.getCell('A1').text).toBe(UNIT.toLocaleUpperCase('vi'));
      const rows = projectRows(sheet);
      expect(rows.length).toBeGreaterThan(5);
      const [first = FIRST_ROW] = rows;
      expect(sheet.getCell(first, 2).protection?.locked).not.toBe(false);
      expect(sheet.getCell(first, 3).text).toMatch(/^\d{7}$/);
      const open: string[] = [];
      for (let column = 1; column <= sheet.columnCount; column += 1) {
        const cell = sheet.getCell(first, column);
        if (cell.protection?.locked === false) open.push(cell.address);
      }
      expect(open.length).toBeGreaterThan(0);
      const amount = sheet.getCell(open[0] ?? '');
      expect(amount.dataValidation).toMatchObject({ type: 'decimal', operator: 'greaterThanOrEqual', formulae: [0] });
    },
  );

  it('reads a filled-in report as exactly the figures that were filled in, and leaves blanks blank', async () => {
    const workbook = await form('disbursement');
    const sheet = sheetOf(workbook);
    const paid = columnOf(sheet, /^Kế hoạch năm 2025$/);
    const column = paidColumn(sheet, paid);
    const rows = projectRows(sheet);
    const filled = rows.slice(0, 4);
    filled.forEach((row, index) => (sheet.getCell(row, column).value = 100.5 + index / 1000));
    const received = await handIn(workbook, 'bao-cao-thang-6.xlsx');
    // less than May's figures, as the books know
    const fallen = ['disbursed.decreased', 'total.magnitude'];
    const told = received.issues.filter(({ severity, code }) => severity !== 'info' && !fallen.includes(code));
    expect(told).toEqual([]);
    expect(received).toMatchObject({ state: 'checked', kind: 'disbursement', asOf: '2025-06-30' });
    expect(received.counts).toMatchObject({ facts: 4, unmatchedLines: 0 });
    expect(received.totalVnd).toBe(100_500_000 * 4 + 6_000);
    expect(await commitExplained(server, received.id)).toBe(200);
  });

  /** The group over the input says until when; the known plan stands left of it under the same caption. */
  function paidColumn(sheet: ExcelJS.Worksheet, plan: number): number {
    for (let column = plan; column <= sheet.columnCount; column += 1) {
      if (sheet.getCell(FIRST_ROW, column).protection?.locked === false) return column;
    }
    throw new Error('no input column');
  }

  it('reads a filled-in adjustment, demand and plan the same way', async () => {
    const annex = await form('adjustment');
    const sheet = sheetOf(annex);
    sheet.getCell('A5').value = '(Kèm theo Quyết định số 2001/QĐ-UBND ngày 20 tháng 8 năm 2025 của UBND tỉnh Sơn La)';
    const [first = 0, second = 0] = projectRows(sheet);
    sheet.getCell(first, columnOf(sheet, /giảm/)).value = 10;
    sheet.getCell(second, columnOf(sheet, /tăng/)).value = 12.5;
    recalculate(sheet, first, -10);
    recalculate(sheet, second, 12.5);
    recalculate(sheet, FIRST_ROW - 1, 2.5);
    setResult(sheet.getCell(FIRST_ROW - 1, columnOf(sheet, /giảm/)), 10);
    setResult(sheet.getCell(FIRST_ROW - 1, columnOf(sheet, /tăng/)), 12.5);
    const adjusted = await handIn(annex, 'dieu-chinh.xlsx');
    expect(adjusted.issues.filter(({ severity }) => severity !== 'info')).toEqual([]);
    expect(adjusted).toMatchObject({ state: 'checked', kind: 'adjustment', totalVnd: 2_500_000, counts: { facts: 2 } });
    expect((await server.post(`/api/v1/imports/${adjusted.id}/commit`)).status).toBe(200);

    const asks = await form('demand');
    const list = sheetOf(asks);
    const [asking = 0] = projectRows(list);
    list.getCell(asking, columnOf(list, /^Giá trị khối lượng/)).value = 20;
    list.getCell(asking, columnOf(list, /^Nhu cầu bổ sung/)).value = 35;
    setResult(list.getCell(FIRST_ROW - 1, columnOf(list, /^Giá trị khối lượng/)), 20);
    setResult(list.getCell(FIRST_ROW - 1, columnOf(list, /^Nhu cầu bổ sung/)), 35);
    const asked = await handIn(asks, 'nhu-cau.xlsx');
    expect(asked.issues.filter(({ severity }) => severity !== 'info')).toEqual([]);
    expect(asked).toMatchObject({ state: 'checked', kind: 'demand', totalVnd: 35_000_000, counts: { facts: 1 } });
    expect((await server.post(`/api/v1/imports/${asked.id}/commit`)).status).toBe(200);
  });

  it('takes a plan given anew by a later decision as a question with both figures, and counts it from its day on', async () => {
    const workbook = await form('capitalPlan');
    const sheet = sheetOf(workbook);
    sheet.getCell('A5').value = '(Kèm theo Quyết định số 1500/QĐ-UBND ngày 10 tháng 7 năm 2025 của UBND tỉnh Sơn La)';
    const [row = 0] = projectRows(sheet);
    const code = sheet.getCell(row, 3).text;
    sheet.getCell(row, columnOf(sheet, /^Kế hoạch vốn năm 2025$/)).value = 99_999;
    const received = await handIn(workbook, 'giao-lai.xlsx');
    expect(received).toMatchObject({ state: 'checked', kind: 'capitalPlan', counts: { facts: 1 } });
    const question = received.issues.find((issue) => issue.code === 'plan.statedAnew');
    expect(question?.message).toMatch(
      /đồng trong sổ .* sẽ được thay bằng 99\.999\.000\.000 đồng ở ô \w+ từ ngày 10\/7\/2025/,
    );
    const ledger = async (asOf: string): Promise<{ balanceVnd: number; replaced: boolean; amountVnd: number }[]> =>
      (
        await jsonOf<{ data: { balanceVnd: number; replaced: boolean; amountVnd: number }[] }>(
          server.get(`/api/v1/capital-plans?project=${code}&asOf=${asOf}`),
        )
      ).data;
    const [before] = await ledger('2025-07-09');
    const committed = await server.post(`/api/v1/imports/${received.id}/commit`, {
      reasons: [{ code: 'plan.statedAnew', reason: 'Giao lại kế hoạch theo Quyết định 1500' }],
    });
    expect(committed.status).toBe(200);
    expect(await ledger('2025-07-09')).toEqual([before]);
    const after = await ledger('2025-07-10');
    expect(after.map(({ replaced }) => replaced)).toContain(true);
    expect(after.at(-1)).toMatchObject({ amountVnd: 99_999_000_000, balanceVnd: 99_999_000_000, replaced: false });
  });

  it.each(['disbursement', 'capitalPlan', 'adjustment', 'demand'])(
    'says of an untouched %s form that nothing is filled in, and nothing else',
    async (kind) => {
      const { state, issues } = await handIn(await form(kind), `mau-${kind}.xlsx`);
      expect(state).toBe('rejected');
      const told = issues.filter(({ severity }) => severity !== 'info');
      expect(told.map(({ code }) => code).filter((code) => code !== 'plan.noAmounts')).toEqual(['facts.none']);
      const nothing = told.find(({ code }) => code === 'facts.none');
      expect(nothing?.message).toMatch(/^Biểu chưa điền số liệu nào: tệp mau-\w+\.xlsx có \d+ dòng dự án/);
    },
  );

  it('tells who has no projects, and which forms there are', async () => {
    const nobody = await server.get('/api/v1/templates/disbursement.xlsx?investor=Khong-ai&month=2025-06');
    expect([nobody.status, (await jsonOf<{ code: string }>(nobody)).code]).toEqual([404, 'template.noProjects']);
    const unknown = await server.get(`/api/v1/templates/thu.xlsx?investor=${encodeURIComponent(UNIT)}`);
    expect(await jsonOf<{ detail: string }>(unknown)).toMatchObject({
      status: 404,
      detail: expect.stringContaining('disbursement, capitalPlan, adjustment, demand'),
    });
    expect((await server.get('/api/v1/templates/demand.xlsx?month=2025-6')).status).toBe(400);
  });
});
