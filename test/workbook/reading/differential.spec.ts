import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import exceljs from 'exceljs';
import { cellAddress, type CellValue, type PlainSheet } from '../../../src/workbook/cells.js';
import { dayOfSerial } from '../../../src/workbook/reading/day-serial.js';
import { numberOfText } from '../../../src/workbook/reading/number-text.js';
import { rawWorkbook, STYLES } from '../../support/raw-xlsx.js';
import { read } from './support.js';

/**
 * Every workbook of the corpus, read by our reader and by exceljs (full load), cell by cell. What exceljs is known to read
 * otherwise is brought to our form here, each with its reason; anything left over is a difference, and fails.
 */
function toOurs(value: exceljs.CellValue): CellValue | null {
  if (value === null || value === undefined || value === '') return null;
  // exceljs hands out a double: more than 15 digits are compared as doubles
  if (typeof value === 'number') return numberOfText(String(value));
  // exceljs leaves text in the Unicode form of the file; ours is NFC
  if (typeof value === 'string') return value.normalize('NFC');
  if (typeof value === 'boolean') return value;
  // exceljs turns serials into instants in UTC; ours are calendar days
  if (value instanceof Date) return dayOfSerial(value.getTime() / 86_400_000 + 25_569, false);
  if ('error' in value) return { error: value.error };
  // exceljs keeps the runs of a rich text apart
  if ('richText' in value) return toOurs(value.richText.map((run) => run.text).join(''));
  if ('formula' in value || 'sharedFormula' in value) {
    return value.result === undefined ? { uncachedFormula: value.formula ?? '' } : toOurs(value.result);
  }
  // a hyperlink keeps its text
  return 'text' in value ? toOurs(value.text) : null;
}

function byAddress(sheet: PlainSheet): Record<string, CellValue> {
  const values: Record<string, CellValue> = {};
  for (const row of sheet.rows) {
    row.columns.forEach((column, index) => (values[cellAddress(row.row, column)] = comparable(row.values[index]!)));
  }
  return values;
}

/** Digits beyond a double are compared as the double that exceljs makes of them; a formula's text is not compared. */
function comparable(value: CellValue): CellValue {
  if (typeof value !== 'object') return value;
  if ('digits' in value) return numberOfText(String(Number(value.digits)))!;
  return 'uncachedFormula' in value ? { uncachedFormula: '' } : value;
}

function byExceljs(sheet: exceljs.Worksheet): Record<string, CellValue> {
  const values: Record<string, CellValue> = {};
  sheet.eachRow({ includeEmpty: false }, (row) =>
    row.eachCell({ includeEmpty: false }, (cell) => {
      // exceljs repeats the value of a merge in each of its cells; ours stands once, at the top left
      if (cell.isMerged && cell.master !== cell) return;
      const value = toOurs(cell.value);
      if (value !== null) values[cell.address] = comparable(value);
    }),
  );
  return values;
}

async function compare(bytes: Buffer): Promise<number> {
  const ours = read(bytes);
  const theirs = new exceljs.Workbook();
  await theirs.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer);
  // exceljs loses the name and state of a sheet whose relation has an absolute target (openpyxl): compared by position
  expect(ours.sheets).toHaveLength(theirs.worksheets.length);
  let cells = 0;
  ours.sheets.forEach((sheet, index) => {
    const values = byAddress(sheet);
    expect(values).toEqual(byExceljs(theirs.worksheets[index]!));
    cells += Object.keys(values).length;
  });
  return cells;
}

/** Files that are refused as a whole: there is nothing to compare (`packages.spec.ts` and the corpus test the refusals). */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'workbooks/not-ok/khai-bao-doctype.xlsx': 'a document type: exceljs reads past it',
  'workbooks/not-ok/mat-khau.xlsx': 'password: no zip archive',
  'workbooks/not-ok/ten-xlsx-ruot-xls.xlsx': 'an .xls by another name',
  'workbooks/not-ok/tep-bi-cat.xlsx': 'cut short',
  'workbooks/not-ok/tep-rong.xlsx': 'empty',
  'workbooks/not-ok/trang-trong.xlsx': 'no cell has a value',
};

function corpus(): [string, string][] {
  const folders = ['samples', 'workbooks/ok', 'workbooks/not-ok'];
  return folders.flatMap((folder) => {
    const path = fileURLToPath(new URL(`../../fixtures/${folder}/`, import.meta.url));
    if (!existsSync(path)) return [];
    const names = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.xlsx'));
    return names.sort().map((name): [string, string] => [`${folder}/${name}`, join(path, name)]);
  });
}

describe('our reader and exceljs agree', () => {
  it.each(corpus().filter(([name]) => !(name in EXCEPTIONS)))('%s', async (_, path) => {
    expect(await compare(readFileSync(path))).toBeGreaterThan(0);
  });

  it('on a workbook that exceljs wrote', async () => {
    const workbook = new exceljs.Workbook();
    const sheet = workbook.addWorksheet('Biểu 1');
    sheet.addRow([
      'Tên',
      'Số',
      'Ngày',
      true,
      { error: '#REF!' },
      { formula: 'B2*2', result: 14 },
      { richText: [{ text: 'a' }, { font: { bold: true }, text: 'b' }] },
    ]);
    sheet.addRow([
      'Kế hoạch'.normalize('NFD'),
      0.1 + 0.2,
      new Date(Date.UTC(2025, 5, 30)),
      false,
      '_x0041_',
      { formula: 'A1' },
      '  ',
    ]);
    sheet.mergeCells('A4:C4');
    sheet.getCell('A4').value = 'gộp';
    expect(await compare(Buffer.from(await workbook.xlsx.writeBuffer()))).toBeGreaterThan(10);
  });
});

/** Files that exceljs reads wrongly without a word (workbooks.md section 4); ours is checked against the truth in `cells.spec.ts`. */
describe('where exceljs is known to be wrong, it still is', () => {
  const load = async (rows: string, styles = STYLES) => {
    const workbook = new exceljs.Workbook();
    const bytes = rawWorkbook({ sheets: [{ rows }], styles });
    await workbook.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer);
    return workbook.worksheets[0]!.getCell('A1').value;
  };

  it('an ISO day becomes a day of 1905', async () => {
    expect(await load('<row r="1"><c r="A1" t="d" s="1"><v>2025-06-30</v></c></row>')).toEqual(
      new Date('1905-07-17T00:00:00.000Z'),
    );
  });

  it('CDATA is lost', async () => {
    expect(await load('<row r="1"><c r="A1" t="str"><v><![CDATA[a]]></v></c></row>')).toBeFalsy();
  });

  it('a number with a unit in its format becomes a date', async () => {
    const styles =
      '<numFmts count="1"><numFmt numFmtId="170" formatCode="#,##0\\ \\m\\²"/></numFmts><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs>';
    expect(await load('<row r="1"><c r="A1" s="1"><v>120</v></c></row>', styles)).toBeInstanceOf(Date);
  });
});
