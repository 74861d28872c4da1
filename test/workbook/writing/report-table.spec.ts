import { describe, expect, it } from '@jest/globals';
import { SHIPPED_LETTERHEAD } from '../../../src/domain/letterhead.js';
import { cellsJsonText } from '../../../src/workbook/cage/cells-json.js';
import { readPlainWorkbook } from '../../../src/workbook/reading/read-workbook.js';
import { reportTableCsv, reportTablesBytes, type ReportTable } from '../../../src/workbook/writing/report-table.js';

const TABLE: ReportTable = {
  sheet: 'Theo nguồn vốn',
  title: 'TỔNG HỢP GIẢI NGÂN',
  subject: '(Số liệu đến ngày 30/6/2025)',
  columns: [
    { caption: 'TT', group: null, kind: 'count', width: 6 },
    { caption: 'Nguồn vốn', group: null, kind: 'text', width: 30 },
    { caption: 'Kế hoạch', group: 'Năm 2025', kind: 'amount', width: 12 },
    { caption: 'Đã giải ngân', group: 'Năm 2025', kind: 'amount', width: 12 },
    { caption: 'Tỷ lệ (%)', group: null, kind: 'rate', width: 9 },
  ],
  rows: [
    { weight: 'strong', values: [null, 'TỔNG SỐ', 12_345_678_901n, 1_000_000n, '0.00'] },
    { weight: 'plain', values: [1, '=HYPERLINK("x")', 12_345_678_901n, -1_000_000n, null] },
  ],
  remarks: ['Ghi chú: số liệu do Kho bạc Nhà nước cung cấp.'],
};

describe('a report as a table', () => {
  it('reads back with its amounts exact to the đồng, its texts never formulas', async () => {
    const bytes = await reportTablesBytes([TABLE], { letterhead: SHIPPED_LETTERHEAD, form: 'Biểu số 01', year: 2025 });
    const texts = cellsJsonText(readPlainWorkbook(bytes, 'bao-cao.xlsx'));
    for (const part of ['UBND TỈNH SƠN LA', 'Biểu số 01', 'Đơn vị tính: Triệu đồng', 'Năm 2025', 'NGƯỜI LẬP BIỂU']) {
      expect(texts).toContain(part);
    }
    expect(texts).toContain('12345.678901');
    expect(texts).toContain('=HYPERLINK');
  });

  it('is CSV with the path of each caption, whole đồng and no formula', () => {
    const [head, total, line] = reportTableCsv(TABLE).replace('\ufeff', '').split('\r\n');
    expect(head).toBe('"TT","Nguồn vốn","Năm 2025 / Kế hoạch (đồng)","Năm 2025 / Đã giải ngân (đồng)","Tỷ lệ (%)"');
    expect(total).toBe('"","TỔNG SỐ","12345678901","1000000","0.00"');
    expect(line).toBe(`"1","'=HYPERLINK(""x"")","12345678901","-1000000",""`);
  });
});
