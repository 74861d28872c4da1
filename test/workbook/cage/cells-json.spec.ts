import { describe, expect, it } from '@jest/globals';
import { cellsJsonText, cellsToJson } from '../../../src/workbook/cage/cells-json.js';
import { readPlainWorkbook } from '../../../src/workbook/reading/read-workbook.js';
import { rawWorkbook, STYLES } from '../../support/raw-xlsx.js';

const ROWS =
  '<row r="5"><c r="A5"><v>1</v></c><c r="B5" t="inlineStr"><is><t>Tổng "số"</t></is></c><c r="C5" s="1"><v>45838</v></c>' +
  '<c r="D5" s="4"><v>45838.5</v></c><c r="E5" t="e"><v>#REF!</v></c><c r="F5" t="b"><v>1</v></c><c r="G5" s="2"/>' +
  '<c r="H5"><v>9007199254740993</v></c><c r="I5"><f>A5*2</f></c><c r="J5"><f>A5*2</f><v>0.30000000000000004</v></c></row><row r="6" hidden="1"/>';
const workbook = readPlainWorkbook(
  rawWorkbook({
    styles: STYLES,
    sheets: [
      { name: 'Biểu 1', rows: ROWS, after: '<mergeCells><mergeCell ref="A1:C1"/></mergeCells>' },
      { name: 'Ẩn', state: 'hidden', rows: '<row r="1"><c r="AA1"><v>2</v></c></row>' },
    ],
  }),
  'a.xlsx',
);

describe('cells as JSON', () => {
  it('has the shape of the contract', () => {
    expect(cellsToJson(workbook)).toEqual([
      {
        sheet: 'Biểu 1',
        hidden: false,
        rows: [
          {
            row: 5,
            cells: {
              A: 1,
              B: 'Tổng "số"',
              C: '2025-06-30',
              D: '2025-06-30T12:00:00',
              E: { error: '#REF!' },
              F: true,
              H: Number('9007199254740993'),
              I: { uncachedFormula: 'A5*2' },
              J: 0.30000000000000004,
            },
          },
        ],
        merges: ['A1:C1'],
      },
      { sheet: 'Ẩn', hidden: true, rows: [{ row: 1, cells: { AA: 2 } }], merges: [] },
    ]);
  });

  it('prints the same document, with the digits of the file', () => {
    const text = cellsJsonText(workbook);
    expect(JSON.parse(text)).toEqual(cellsToJson(workbook));
    expect(text).toContain('"H":9007199254740993,');
    expect(text).toContain('"J":0.30000000000000004}');
  });

  it('takes one sheet by its name in any Unicode form', () => {
    const name = 'Ẩn'.normalize('NFD');
    expect(cellsToJson(workbook, name).map((sheet) => sheet.sheet)).toEqual(['Ẩn']);
    expect(JSON.parse(cellsJsonText(workbook, name))).toHaveLength(1);
    expect(cellsToJson(workbook, 'không có')).toEqual([]);
  });
});
