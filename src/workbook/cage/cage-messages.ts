import { fileIssue, type Issue } from '../../domain/issue.js';

/** What is said of a file whose reading had to be stopped. */

const LIGHTEN =
  'Xóa các trang tính, dòng và cột không dùng, bỏ định dạng ở vùng trống, lưu lại bằng Excel (*.xlsx) hoặc tách thành nhiều tệp, rồi nộp lại.';

export function tooSlow(file: string, wallMilliseconds: number): Issue {
  const seconds = Math.max(1, Math.round(wallMilliseconds / 1000));
  return fileIssue(file, 'workbook.too-slow', `Đọc tệp quá ${seconds} giây nên đã dừng. ${LIGHTEN}`);
}

export function tooHeavy(file: string): Issue {
  return fileIssue(file, 'workbook.too-heavy', `Đọc tệp cần nhiều bộ nhớ hơn mức cho phép nên đã dừng. ${LIGHTEN}`);
}

export function readerCrashed(file: string, how: string): Issue {
  const message = `Chương trình đọc tệp dừng bất thường (${how}). Nộp lại tệp; nếu vẫn vậy, mở tệp bằng Excel, chọn Tệp > Lưu thành > Excel Workbook (*.xlsx), nộp tệp vừa lưu và báo quản trị hệ thống.`;
  return { ...fileIssue(file, 'workbook.reader-crashed', message), value: how };
}

/** @param detail of the unexpected error, for the administrator; kept in `value` */
export function readerFailed(file: string, detail: string): Issue {
  const message =
    'Chương trình đọc tệp gặp lỗi chưa lường trước; tệp chưa được nhận. Báo quản trị hệ thống kèm tệp này để sửa.';
  return { ...fileIssue(file, 'workbook.reader-failed', message), value: detail.slice(0, 2_000) };
}
