import { refusal, type Place } from './refusal.js';

/** Every sentence with which the reader refuses a workbook: what was seen, then what to do. */

const SAVE_AS = 'Mở tệp bằng Excel, chọn Tệp > Lưu thành > Excel Workbook (*.xlsx), rồi nộp tệp vừa lưu.';
const SAVE_AGAIN =
  'Mở tệp bằng Excel; nếu Excel đề nghị sửa thì đồng ý, kiểm tra lại số liệu, chọn Tệp > Lưu thành > Excel Workbook (*.xlsx), rồi nộp tệp vừa lưu.';
const SEND_AGAIN = 'Sao chép hoặc tải lại tệp từ nơi gửi rồi nộp lại.';

/** 1234567 -> 1.234.567 */
export function grouped(value: number): string {
  return String(Math.trunc(value)).replace(/\B(?=(\d{3})+$)/g, '.');
}

function mebibytes(bytes: number): string {
  return `${grouped(Math.ceil(bytes / (1024 * 1024)))} MB`;
}

export const emptyFile = () => refusal('workbook.empty-file', `Tệp rỗng (0 byte). ${SEND_AGAIN}`);

export const fileTooLarge = (bytes: number, limit: number) =>
  refusal(
    'workbook.too-large',
    `Tệp nặng ${mebibytes(bytes)}, vượt mức ${mebibytes(limit)}. Xóa ảnh và các trang tính không dùng, hoặc tách thành nhiều tệp, rồi nộp lại.`,
  );

export const oldExcel = () =>
  refusal('workbook.old-excel', `Đây là tệp Excel 97-2003 (.xls), chương trình chỉ đọc .xlsx. ${SAVE_AS}`);

export const passwordProtected = () =>
  refusal(
    'workbook.password',
    `Tệp đặt mật khẩu mở nên không đọc được. Mở tệp bằng Excel, chọn Tệp > Thông tin > Bảo vệ sổ làm việc > Mã hóa bằng mật khẩu, xóa mật khẩu, chọn Tệp > Lưu thành > Excel Workbook (*.xlsx), rồi nộp tệp vừa lưu.`,
  );

export const openDocument = () =>
  refusal(
    'workbook.open-document',
    `Đây là tệp OpenDocument (.ods) của LibreOffice. Mở tệp bằng LibreOffice, chọn Tệp > Lưu thành, chọn loại Excel 2007-365 (.xlsx), rồi nộp tệp vừa lưu.`,
  );

export const binaryWorkbook = () =>
  refusal('workbook.binary', `Đây là sổ Excel dạng nhị phân (.xlsb), chương trình chỉ đọc .xlsx. ${SAVE_AS}`);

export const macroWorkbook = () =>
  refusal('workbook.macros', `Sổ Excel có macro (.xlsm), chương trình chỉ nhận sổ không có macro (.xlsx). ${SAVE_AS}`);

export const textFile = () =>
  refusal('workbook.text', `Đây là tệp văn bản (.csv hoặc .txt), không phải sổ Excel. ${SAVE_AS}`);

export const markupFile = () =>
  refusal('workbook.markup', `Đây là trang web hoặc tệp XML mang tên tệp Excel, không phải sổ Excel. ${SAVE_AS}`);

export const pdfFile = () =>
  refusal('workbook.pdf', 'Đây là tệp PDF, không phải sổ Excel. Xin đơn vị gửi bản .xlsx của biểu rồi nộp lại.');

export const notAWorkbook = (seen: string) =>
  refusal('workbook.not-excel', `${seen}, không phải sổ Excel. Chọn đúng tệp Excel (.xlsx) rồi nộp lại.`);

export const truncated = () =>
  refusal('workbook.truncated', `Tệp bị cắt cụt: không có phần mục lục ở cuối tệp. ${SEND_AGAIN}`);

export const damaged = (seen: string, value?: string) =>
  refusal('workbook.damaged', `Tệp hỏng: ${seen}. ${SEND_AGAIN} Nếu vẫn vậy: ${SAVE_AGAIN}`, place(value));

export const entryEncrypted = (name: string) =>
  refusal('workbook.password', `Phần "${name}" trong tệp bị mã hóa nên không đọc được. ${SAVE_AS}`, { value: name });

export const compressionUnknown = (name: string, method: number) =>
  refusal('workbook.compression', `Phần "${name}" nén theo cách số ${method} mà Excel không dùng. ${SAVE_AGAIN}`, {
    value: name,
  });

export const tooManyEntries = (count: number, limit: number) =>
  refusal(
    'workbook.too-many-entries',
    `Tệp gồm ${grouped(count)} phần, vượt mức ${grouped(limit)}. Xóa ảnh và các trang tính không dùng rồi lưu lại, nộp tệp vừa lưu.`,
  );

export const inflatesTooFar = (name: string, limit: number) =>
  refusal(
    'workbook.inflates-too-far',
    `Phần "${name}" khi bung ra vượt mức ${mebibytes(limit)}. Xóa các dòng, cột trống đã định dạng và các trang tính không dùng, lưu lại, rồi nộp tệp vừa lưu.`,
    { value: name },
  );

export const partMissing = (name: string) =>
  refusal('workbook.part-missing', `Tệp thiếu phần "${name}" mà sổ Excel phải có. ${SAVE_AGAIN}`, { value: name });

export const xmlBroken = (part: string, detail: string) =>
  refusal('workbook.xml', `Nội dung phần "${part}" sai cấu trúc XML (${detail}). ${SAVE_AGAIN}`, { value: detail });

export const xmlEncoding = (part: string, encoding: string) =>
  refusal('workbook.encoding', `Phần "${part}" ghi bảng mã "${encoding}", không phải UTF-8. ${SAVE_AGAIN}`, {
    value: encoding,
  });

export const doctypeFound = (part: string) =>
  refusal(
    'workbook.doctype',
    `Phần "${part}" có khai báo DOCTYPE, thứ không có trong sổ Excel và có thể gây hại. Xin đơn vị gửi lại tệp gốc, hoặc: ${SAVE_AGAIN}`,
  );

export const xmlTooDeep = (part: string, limit: number) =>
  refusal('workbook.xml-depth', `Phần "${part}" lồng quá ${limit} tầng XML. ${SAVE_AGAIN}`);

export const noSheets = () =>
  refusal('workbook.no-sheets', `Sổ không có trang tính nào chứa ô (chỉ có biểu đồ hoặc để trống). ${SAVE_AGAIN}`);

export const noCells = () =>
  refusal('workbook.no-cells', 'Mọi trang tính của sổ đều trống. Chọn đúng tệp có số liệu rồi nộp lại.');

export const tooMany = (what: string, count: number, limit: number, at: Place = {}) =>
  refusal(
    'workbook.too-many',
    `${what}: ${grouped(count)}, vượt mức ${grouped(limit)}. Xóa phần thừa (dòng, cột, định dạng không dùng) hoặc tách thành nhiều tệp, rồi nộp lại.`,
    at,
  );

export const tooFarRight = (limit: string, at: Place) =>
  refusal(
    'sheet.too-many-columns',
    `Có ô mang giá trị nằm bên phải cột ${limit}, ngoài phạm vi đọc. Xóa nội dung thừa ở các cột đó hoặc chuyển bảng về gần cột A, lưu lại, rồi nộp tệp vừa lưu.`,
    at,
  );

export const xmlTooLong = (what: string, limit: number, at: Place = {}) =>
  refusal(
    'workbook.xml-too-long',
    `${what} chiếm quá ${grouped(Math.round(limit / 1024))} KB. Rút gọn nội dung ở đó, lưu lại, rồi nộp tệp vừa lưu.`,
    at,
  );

export const formatTooLong = (code: string, limit: number) =>
  refusal(
    'workbook.format-too-long',
    `Sổ có định dạng số dài ${grouped(code.length)} ký tự, Excel chỉ cho ${limit}. ${SAVE_AGAIN}`,
    { value: code },
  );

export const textTooLong = (limit: number, at: Place = {}) =>
  refusal(
    'sheet.text-too-long',
    `Ô chứa quá ${grouped(limit)} ký tự, mức Excel cho phép. Rút gọn nội dung ô, lưu lại, rồi nộp tệp vừa lưu.`,
    at,
  );

export const rowsRepeated = (row: number) =>
  refusal('sheet.row-repeated', `Dòng ${row} được ghi hai lần trong tệp, không biết lấy dòng nào. ${SAVE_AGAIN}`, {
    row,
  });

export const cellsRepeated = (at: Place) =>
  refusal('sheet.cell-repeated', `Ô được ghi hai lần trong tệp, không biết lấy giá trị nào. ${SAVE_AGAIN}`, at);

export const addressUnreadable = (value: string) =>
  refusal('sheet.address', `Địa chỉ ô "${value.slice(0, 40)}" trong tệp không đọc được. ${SAVE_AGAIN}`, { value });

export const valueUnreadable = (type: string, at: Place) =>
  refusal(
    'sheet.value',
    `Ô ghi "${(at.value ?? '').slice(0, 40)}" mà lại khai là ${type}. Sửa ô này trong Excel, lưu lại, rồi nộp tệp vừa lưu.`,
    at,
  );

export const sharedStringMissing = (at: Place) =>
  refusal('sheet.shared-string', `Ô trỏ tới chuỗi dùng chung không có trong tệp. ${SAVE_AGAIN}`, at);

export const styleMissing = (at: Place) =>
  refusal('sheet.style', `Ô trỏ tới định dạng không có trong tệp nên không biết là số hay ngày. ${SAVE_AGAIN}`, at);

export const structureUnknown = (part: string, seen: string) =>
  refusal('workbook.structure', `Phần "${part}" có cấu trúc lạ (${seen}). ${SAVE_AGAIN}`, { value: seen });

function place(value: string | undefined): Place {
  return value === undefined ? {} : { value };
}
