import { describe, expect, it } from '@jest/globals';
import { findTables } from '../../../../src/workbook/understanding/find-tables.js';
import { oneSheet, plainWorkbook, styled, type CellInput } from '../../../support/plain-sheet.js';

const HEADER = ['STT', 'Danh mục dự án', 'Mã dự án', 'Kế hoạch vốn năm 2025', null, 'Ghi chú'];
const SUB = [null, null, null, 'Tổng số', 'Trong đó: NSTW', null];
const BODY: CellInput[][] = [
  [null, 'TỔNG SỐ', null, 30, 10],
  [1, 'Đường A', '8012345', 10, 10],
  [2, 'Cầu B', '8012346', 20, null],
];
const PLAN: CellInput[][] = [['KẾ HOẠCH VỐN ĐẦU TƯ CÔNG NĂM 2025'], ['Đơn vị tính: Triệu đồng'], HEADER, SUB, ...BODY];

const find = (rows: readonly (readonly CellInput[])[]) => findTables(oneSheet(rows), 'a.xlsx');
const fields = (rows: readonly (readonly CellInput[])[]) =>
  find(rows).frames[0]?.columns.map(({ field, source }) => (source === null ? field : `${field ?? ''}@${source}`));
const codes = (rows: readonly (readonly CellInput[])[]) =>
  find(rows).issues.map(({ code, severity }) => `${severity} ${code}`);

describe('finding tables', () => {
  it('reads an unmerged header of two levels', () => {
    const { frames, issues } = find(PLAN);
    expect(issues).toEqual([]);
    expect(frames[0]).toMatchObject({
      kind: 'capitalPlan',
      header: { firstRow: 3, lastRow: 4 },
      body: { firstRow: 5, lastRow: 7 },
    });
    expect(fields(PLAN)).toEqual(['mark', 'name', 'code', 'plan.current', 'plan.current@NSTW', 'note']);
  });

  it('reads the same from decomposed text, with blank rows and with a blank column', () => {
    const expected = fields(PLAN);
    const nfd = PLAN.map((row) => row.map((cell) => (typeof cell === 'string' ? cell.normalize('NFD') : cell)));
    expect(fields(nfd)).toEqual(expected);
    expect(fields([[], ...PLAN.slice(0, 2), [], ...PLAN.slice(2)])).toEqual(expected);
    expect(fields(PLAN.map((row) => [null, ...row]))).toEqual(expected);
  });

  it('finds two tables one under another, each with its title and unit', () => {
    const second = [['KẾ HOẠCH VỐN NĂM 2025 NGUỒN XỔ SỐ KIẾN THIẾT'], ['ĐVT: 1.000 đồng'], HEADER, SUB, ...BODY];
    const { frames } = find([...PLAN, [], ...second]);
    expect(
      frames.map(({ unit, body, titleSource }) => [unit?.vndPerUnit, body.firstRow, body.lastRow, titleSource]),
    ).toEqual([
      [1_000_000, 5, 7, null],
      [1000, 13, 15, 'XSKT'],
    ]);
  });

  it('leaves a header that is printed again at a page break in the body', () => {
    const { frames } = find([...PLAN, HEADER, SUB, [3, 'Kè C', '8012347', 5, 5]]);
    expect(frames.map(({ body }) => body)).toEqual([{ firstRow: 5, lastRow: 10 }]);
  });

  it('ends the body at footnotes and signatures, and tells figures after them', () => {
    const rows = [...PLAN, ['Ghi chú: (1) số tạm tính'], [null, 'NGƯỜI LẬP BIỂU', null, 'GIÁM ĐỐC']];
    expect(find(rows).frames[0]?.body.lastRow).toBe(7);
    expect(codes(rows)).toEqual([]);
    expect(codes([...rows, [4, 'Cầu D', '8012348', 5, 5]])).toEqual(['warning table.afterEnd']);
  });

  it.each([
    ['Đơn vị tính: Triệu dồng', 1_000_000],
    ['Đơn vị: Tiệu đồng', 1_000_000],
    ['ĐVT: Tr.đ', 1_000_000],
    ['(Triệu đổng)', 1_000_000],
    ['Đơn vị tính: nghìn đồng', 1000],
    ['Đơn vị tính: tỷ đồng', 1_000_000_000],
    ['Đơn vị tính: đồng', 1],
  ])('knows the unit %s', (line, vndPerUnit) => {
    expect(find(PLAN.map((row, at) => (at === 1 ? [line] : row))).frames[0]?.unit?.vndPerUnit).toBe(vndPerUnit);
  });

  it.each(['Đơn vị: UBND huyện Mai Sơn', 'Đơn vị: Ban QLDA'])('takes %s for no unit', (line) => {
    expect(codes(PLAN.map((row, at) => (at === 1 ? [line] : row)))).toEqual(['error unit.missing']);
  });

  it('refuses a plan without amounts, a summary by unit, and a file without a table', () => {
    expect(codes([...PLAN.slice(0, 4), [1, 'Đường A', '8012345'], [2, 'Cầu B', '8012346']])).toContain(
      'error plan.noAmounts',
    );
    const summary = [
      ...PLAN.slice(0, 2),
      ['STT', 'Đơn vị - nội dung', 'Kế hoạch năm 2025', 'Lũy kế giải ngân từ đầu năm'],
      [1, 'Sở Y tế', 10, 5],
    ];
    expect(codes(summary)).toEqual(['error table.summary']);
    expect(codes([['Danh bạ'], ['Nguyễn Văn A', '0912']])).toEqual(['info sheet.noTable', 'error table.none']);
    expect(codes(PLAN.slice(0, 4))).toEqual(['info table.empty', 'error table.none']);
  });

  it('reads hidden sheets and tells them', () => {
    const { frames, issues } = findTables(plainWorkbook([{ rows: PLAN, hidden: true }]), 'a.xlsx');
    expect(frames).toHaveLength(1);
    expect(issues.map(({ code }) => code)).toEqual(['sheet.hidden']);
  });

  it('takes the second group of the same caption for the disbursement (layout L5)', () => {
    const twice = 'Lũy kế vốn đã bố trí đến hết năm trước năm kế hoạch';
    const header = ['STT', 'Danh mục dự án', twice, null, twice, null, 'Kế hoạch năm kế hoạch'];
    const sub = [null, null, 'Tổng số', 'NSTW', 'Tổng số', 'Trong đó: riêng năm trước năm kế hoạch', null];
    const rows = [['BÁO CÁO THÁNG 6 NĂM 2025'], ['ĐVT: triệu đồng'], header, sub, [1, 'Đường A', 9, 9, 7, 2, 5]];
    expect(fields(rows)?.slice(2, 5)).toEqual(['plan.accumulated', 'plan.accumulated@NSTW', 'disbursed.fromStart']);
    expect(fields(rows)?.[6]).toBe('plan.current');
  });

  it('keeps two columns of one meaning apart and tells it', () => {
    const rows = PLAN.map((row, at) => [...row, at === 2 ? 'KHV năm 2025' : at > 3 ? 1 : null]);
    expect(fields(rows)?.filter((field) => field === 'plan.current')).toHaveLength(1);
    expect(codes(rows)).toContain('warning column.duplicate');
  });

  it('decodes a header in a TCVN3 font and tells what it decoded', () => {
    const font = { font: '.VnTime' };
    const header = ['STT', styled('Danh môc dù ¸n', font), 'Mã dự án', styled('KÕ ho¹ch vèn n¨m 2025', font)];
    const rows = [...PLAN.slice(0, 2), header, [1, 'Đường A', '8012345', 10]];
    expect(fields(rows)).toEqual(['mark', 'name', 'code', 'plan.current']);
    expect(codes(rows)).toEqual(['info text.legacyFont']);
  });

  it('reads the day from titles first, then from the disbursement, never from the start of construction', () => {
    const report = (title: string, paid: string) => [
      [title],
      ['ĐVT: triệu đồng'],
      ['STT', 'Tên dự án', 'Kế hoạch năm 2025', 'Lũy kế giải ngân từ khởi công đến hết ngày 31/12/2024', paid],
      [1, 'Đường A', 10, 4, 5],
    ];
    const day = (title: string, paid: string) => find(report(title, paid)).frames[0]?.asOf?.date;
    expect(day('GIẢI NGÂN NĂM 2025 ĐẾN NGÀY 30/06/2025', 'Giải ngân KH năm 2025')).toBe('2025-06-30');
    expect(day('GIẢI NGÂN NĂM 2025', 'Giải ngân KH năm 2025 đến hết tháng 9/2025')).toBe('2025-09-30');
    expect(day('BÁO CÁO GIẢI NGÂN THÁNG 2 NĂM 2025', 'Đã giải ngân')).toBe('2025-02-28');
    expect(day('BÁO CÁO GIẢI NGÂN NĂM 2025', 'Đã giải ngân')).toBeUndefined();
  });
});
