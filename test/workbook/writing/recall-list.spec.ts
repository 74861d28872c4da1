import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ExcelJS, { type Worksheet } from 'exceljs';
import { legalBasisOf } from '../../../src/domain/review-rule.js';
import { readPlainWorkbook } from '../../../src/workbook/reading/read-workbook.js';
import { recallListCsv } from '../../../src/workbook/writing/recall-list-csv.js';
import { buildRecallList } from '../../../src/workbook/writing/recall-list-model.js';
import { recallListBytes, writeRecallList } from '../../../src/workbook/writing/recall-list.js';
import { Evaluator, isFormula } from './evaluate.js';
import { findingsOf, PROJECTS, ROUND_1 } from './findings.js';

const HOSTILE = '=HYPERLINK("http://x")\u0007 _x0041_\nhai dòng';
const remarks = new Map([
  ['7600001', { reason: HOSTILE, note: '@SUM(A1)', recallBySource: new Map([['XSKT', 1_234_567_891n]]) }],
]);
const list = buildRecallList(ROUND_1, findingsOf(PROJECTS), { remarks });

async function load(bytes: Uint8Array): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes.slice().buffer);
  return workbook;
}

function sheetNamed(workbook: ExcelJS.Workbook, name: string): Worksheet {
  const sheet = workbook.getWorksheet(name);
  if (sheet === undefined) throw new Error(`no sheet ${name}`);
  return sheet;
}

/** Row of the first cell of column B (or C) with that text. */
function rowOf(sheet: Worksheet, text: string, column = 'B', from = 1): number {
  for (let row = from; row <= sheet.rowCount; row += 1) if (sheet.getCell(`${column}${row}`).text === text) return row;
  throw new Error(`no row ${text}`);
}

const result = (sheet: Worksheet, address: string): unknown =>
  sheet.getCell(address).result ?? sheet.getCell(address).value;

describe('the written recall list', () => {
  let workbook: ExcelJS.Workbook;
  let bySource: Worksheet;
  let byProject: Worksheet;
  let bytes: Uint8Array;

  beforeAll(async () => {
    bytes = await recallListBytes(list);
    workbook = await load(bytes);
    bySource = sheetNamed(workbook, 'Theo nguồn vốn');
    byProject = sheetNamed(workbook, 'Theo dự án');
  });

  it('has the list by source, by project, the evidence and what is not concluded', () => {
    expect(workbook.worksheets.map((sheet) => sheet.name)).toEqual([
      'Theo nguồn vốn',
      'Theo dự án',
      'Căn cứ số liệu',
      'Chưa kết luận',
    ]);
  });

  it('carries the title block, the legal basis, the unit and the signatures', () => {
    const texts = new Set<string>();
    bySource.eachRow((row) => row.eachCell((cell) => texts.add(cell.text)));
    for (const text of [
      'UBND TỈNH SƠN LA',
      'SỞ TÀI CHÍNH',
      'Phụ lục I',
      list.header.title,
      list.header.attachedTo,
      'Đơn vị tính: Triệu đồng',
      `Căn cứ ${legalBasisOf(ROUND_1).text}. ${legalBasisOf(ROUND_1).clause}.`,
      'NGƯỜI LẬP BIỂU',
      'GIÁM ĐỐC',
      '8=5*50%-6',
      '12=9-10',
    ]) {
      expect(texts).toContain(text);
    }
  });

  it('prints on A4 landscape on the width of one page, heads repeated and kept in view', () => {
    for (const sheet of workbook.worksheets) {
      expect(sheet.pageSetup).toMatchObject({
        paperSize: 9,
        orientation: 'landscape',
        fitToPage: true,
        fitToWidth: 1,
        fitToHeight: 0,
        printTitlesRow: '8:10',
      });
      expect(sheet.headerFooter.oddHeader).toContain('&P');
      expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 10 });
    }
    expect(bySource.getCell('A8').text).toBe('TT');
    expect(bySource.getCell('A10').text).toBe('1');
  });

  it('is in Times New Roman with borders and wrapped text', () => {
    const cell = bySource.getCell(`B${rowOf(bySource, 'Cầu bản Cang, xã Mường La')}`);
    expect(cell.font).toMatchObject({ name: 'Times New Roman', size: 12 });
    expect(cell.alignment.wrapText).toBe(true);
    expect(cell.border.left?.style).toBe('thin');
  });

  it('shows amounts in triệu đồng exact to the đồng, and rates truncated', () => {
    const row = rowOf(bySource, 'Hồ chứa nước Lái Bay, huyện Thuận Châu');
    expect(bySource.getCell(`I${row}`).value).toBe(29_999.999999);
    expect(bySource.getCell(`J${row}`).value).toBe(14_999.999998);
    expect(bySource.getCell(`G${row}`).value).toBe(49.99);
    expect(bySource.getCell(`I${row}`).numFmt).toBe('#,##0.000000');
    expect(result(bySource, `L${row}`)).toBe(15_000.000001);
    expect(bySource.getCell(`H${row}`).value).toBe(0.000002);
  });

  it('gives live sums whose cached results are right', () => {
    const evaluator = new Evaluator(workbook);
    let formulas = 0;
    for (const sheet of [bySource, byProject]) {
      sheet.eachRow((row) =>
        row.eachCell((cell) => {
          if (!isFormula(cell.value) || cell.isMerged) return;
          formulas += 1;
          const computed = evaluator.value(sheet, cell.address);
          // `cell.value` of exceljs leaves a result of 0 out, `cell.result` has it
          const cached = cell.result;
          expect(typeof cached).toBe(typeof computed);
          if (typeof computed === 'number') expect(cached).toBeCloseTo(computed, 6);
        }),
      );
    }
    expect(formulas).toBeGreaterThan(40);
  });

  it('gives the same total over sources as over projects', () => {
    const [left, right] = [rowOf(bySource, 'TỔNG SỐ'), rowOf(byProject, 'TỔNG SỐ')];
    expect(result(bySource, `I${left}`)).toBe(Number(list.total.planVnd) / 1e6);
    expect(result(byProject, `G${right}`)).toBe(result(bySource, `I${left}`));
    expect(result(bySource, `E${left}`)).toBe(result(bySource, `I${left}`));
    expect(result(byProject, `H${right}`)).toBe(result(bySource, `J${left}`));
    expect(result(bySource, `M${left}`)).toBe(1234.567891);
  });

  it('never lets a text become a formula, and keeps what Excel would eat', () => {
    const row = rowOf(bySource, 'Đường Tà Hộc - Nà Bó, huyện Mai Sơn');
    const plain = readPlainWorkbook(bytes, 'list.xlsx').sheets[0]!;
    const cells = plain.rows.find((candidate) => candidate.row === row)!;
    const at = (column: number): unknown => cells.values[cells.columns.indexOf(column)];
    expect(at(14)).toBe('=HYPERLINK("http://x") _x0041_\nhai dòng');
    expect(at(15)).toBe('@SUM(A1)');
    expect(cells.formulaColumns ?? []).not.toContain(14);
    expect(bySource.getCell(`O${row}`).type).toBe(ExcelJS.ValueType.String);
  });

  it('names the cells on which each project rests, one row a pair', () => {
    const evidence = sheetNamed(workbook, 'Căn cứ số liệu');
    const row = rowOf(evidence, 'Đường Tà Hộc - Nà Bó, huyện Mai Sơn', 'C');
    expect([row, row + 1].map((at) => evidence.getCell(`G${at}`).text)).toEqual([
      'ke-hoach.xlsx!XSKT!L10',
      'ke-hoach.xlsx!NSTW!L11',
    ]);
    expect(evidence.getCell(`H${row}`).text).toBe('giai-ngan.xlsx!T6!H10');
    expect(evidence.getCell(`D${row}`).text).toBe('Kho bạc Nhà nước');
  });

  it('lists the project without a report where it cannot be overlooked', () => {
    const pending = sheetNamed(workbook, 'Chưa kết luận');
    const row = rowOf(pending, 'Trường THCS Suối Tọ', 'C');
    expect(pending.getCell(`H${row}`).text).toContain('Chưa có số liệu giải ngân');
  });

  it('sums advances only where every project of the group tells them', async () => {
    const specs = PROJECTS.map((spec) => ({ ...spec, advance: spec.code !== '7600003' }));
    const sheet = sheetNamed(
      await load(await recallListBytes(buildRecallList(ROUND_1, findingsOf(specs)))),
      'Theo dự án',
    );
    expect(sheet.getCell(`I${rowOf(sheet, 'UBND huyện Mai Sơn')}`).value).toBeNull();
    expect(sheet.getCell(`I${rowOf(sheet, 'Ban QLDA ĐTXD các công trình giao thông tỉnh')}`).result).toBe(1187.4995);
  });
});

describe('a list without candidates', () => {
  it('is a paper that says so', async () => {
    const workbook = await load(await recallListBytes(buildRecallList(ROUND_1, [])));
    const sheet = sheetNamed(workbook, 'Theo nguồn vốn');
    expect(rowOf(sheet, 'Không có dự án thuộc diện đề nghị thu hồi, điều chuyển vốn trong đợt này.')).toBe(12);
    expect(result(sheet, 'I11')).toBe(0);
    expect(new Evaluator(workbook).value(sheet, 'I11')).toBe(0);
    expect(sheet.getCell('K11').result ?? '').toBe('');
    expect(workbook.getWorksheet('Chưa kết luận')).toBeUndefined();
  });
});

describe('writeRecallList', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'recall-list-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('writes a path and leaves nothing else beside it', async () => {
    const path = join(folder, 'Danh sách.xlsx');
    await writeRecallList(list, path);
    await writeRecallList(list, path);
    expect((await load(await readFile(path))).worksheets).toHaveLength(4);
    expect(await readdir(folder)).toEqual(['Danh sách.xlsx']);
  });

  it('writes into a stream', async () => {
    const chunks: Buffer[] = [];
    const sink = new Writable({ write: (chunk: Buffer, _encoding, done) => (chunks.push(chunk), done()) });
    await writeRecallList(list, sink);
    expect((await load(Buffer.concat(chunks))).worksheets).toHaveLength(4);
  });

  it('rejects where the folder is missing', async () => {
    await expect(writeRecallList(list, join(folder, 'missing', 'list.xlsx'))).rejects.toThrow('ENOENT');
  });

  it('rejects where the stream breaks, and does not wait for ever', async () => {
    const broken = new Writable({ write: (_chunk, _encoding, done) => done(new Error('disk full')) });
    await expect(writeRecallList(list, broken)).rejects.toThrow('disk full');
  });

  it('leaves no half a file where a figure cannot be written', async () => {
    const huge = { ...list, total: { ...list.total, planVnd: 2_000_000_000_000_000n } };
    await expect(writeRecallList(huge, join(folder, 'huge.xlsx'))).rejects.toThrow(RangeError);
    expect(await readdir(folder)).toEqual(['Danh sách.xlsx']);
  });
});

describe('recallListCsv', () => {
  const lines = recallListCsv(list).split('\r\n');

  it('starts with a BOM and headings, and has one line a candidate and source', () => {
    expect(lines[0]?.startsWith('\ufeff"Mã dự án","Tên dự án"')).toBe(true);
    expect(lines).toHaveLength(1 + 4 + 1);
    expect(lines[1]).toContain('"4750000000","2374999000","49.99","2375001000","","4750000000"');
  });

  it('escapes what a spreadsheet would compute, and quotes', () => {
    expect(recallListCsv(list)).toContain(`"'=HYPERLINK(""http://x"")`);
    expect(recallListCsv(list)).toContain(`"'@SUM(A1)"`);
  });
});
