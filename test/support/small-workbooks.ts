import ExcelJS from 'exceljs';

/** A row of a small workbook: amounts in đồng, whole millions. */
export interface SmallRow {
  readonly name: string;
  readonly code?: string;
  readonly investor?: string;
  readonly vnd: bigint;
  /** words of a heading that names the source; rows of one source stand together */
  readonly source?: string;
}

/** A plan annex of one table, in triệu đồng. */
export function smallPlan(rows: readonly SmallRow[], planYear = 2025): Promise<Uint8Array> {
  return smallWorkbook(`KẾ HOẠCH VỐN ĐẦU TƯ CÔNG NĂM ${planYear}`, `Kế hoạch vốn năm ${planYear}`, rows);
}

/** A report of disbursement as of a day (`30/6/2025`), in triệu đồng. */
export function smallReport(rows: readonly SmallRow[], day: string, planYear = 2025): Promise<Uint8Array> {
  const title = `BÁO CÁO GIẢI NGÂN VỐN ĐẦU TƯ CÔNG NĂM ${planYear} ĐẾN NGÀY ${day}`;
  return smallWorkbook(title, `Giải ngân lũy kế đến ${day}`, rows);
}

async function smallWorkbook(title: string, caption: string, rows: readonly SmallRow[]): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('Biểu');
  sheet.addRow([title]);
  sheet.addRow(['', '', '', '', 'Đơn vị tính: Triệu đồng']);
  sheet.addRow(['TT', 'Tên dự án', 'Mã dự án', 'Chủ đầu tư', caption]);
  let heading: string | null = null;
  rows.forEach(({ name, code = '', investor = '', vnd, source }, index) => {
    if (source !== undefined && source !== heading) sheet.addRow(['', source]);
    heading = source ?? null;
    sheet.addRow([index + 1, name, code, investor, Number(vnd / 1_000_000n)]);
  });
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

/** A row of an adjustment annex: what the plan was, and the change of it, in đồng, whole millions. */
export interface SmallChange extends Omit<SmallRow, 'vnd'> {
  readonly beforeVnd: bigint;
  /** signed */
  readonly changeVnd: bigint;
}

/** An adjustment annex of one table, in triệu đồng, of a decision of a day (`15/8/2025`); null: it prints none. */
export async function smallAnnex(
  changes: readonly SmallChange[],
  day: string | null,
  planYear = 2025,
): Promise<Uint8Array> {
  const [date = '', month = ''] = day?.split('/') ?? [];
  const paper = `(Kèm theo Quyết định số 9${month}/QĐ-UBND ngày ${date} tháng ${month} năm ${planYear} của UBND tỉnh)`;
  const millions = (vnd: bigint): number => Number(vnd / 1_000_000n);
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('Biểu');
  sheet.addRow([`ĐIỀU CHỈNH KẾ HOẠCH VỐN ĐẦU TƯ CÔNG NĂM ${planYear}`]);
  sheet.addRow([day === null ? '' : paper]);
  sheet.addRow(['', '', '', '', '', '', 'Đơn vị tính: Triệu đồng']);
  const captions = ['Kế hoạch đã giao', 'Điều chỉnh giảm (-)', 'Điều chỉnh tăng (+)', 'Kế hoạch sau điều chỉnh'];
  sheet.addRow(['TT', 'Tên dự án', 'Mã dự án', 'Nguồn vốn', ...captions]);
  changes.forEach(({ name, code = '', source = '', beforeVnd, changeVnd }, index) => {
    const [less, more] = changeVnd < 0n ? [millions(-changeVnd), null] : [null, millions(changeVnd)];
    sheet.addRow([index + 1, name, code, source, millions(beforeVnd), less, more, millions(beforeVnd + changeVnd)]);
  });
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}
