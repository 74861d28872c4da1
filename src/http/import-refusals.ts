/** Refusals about imports: what is handed in, their states, their mapping, and what they would write. */
export const IMPORT_REFUSALS = {
  'upload.noFile': {
    status: 400,
    vi: 'Chưa có tệp nào được gửi lên. Chọn tệp Excel (.xlsx) rồi gửi lại.',
    en: 'No file was sent. Send one workbook in the field "file".',
  },
  'upload.empty': {
    status: 400,
    vi: 'Tệp {file} không có nội dung (0 byte). Kiểm tra lại tệp rồi gửi lại.',
    en: 'The file {file} is empty (0 bytes).',
  },
  'upload.severalFiles': {
    status: 400,
    vi: 'Mỗi lần chỉ nạp một tệp.',
    en: 'Send one file at a time.',
  },
  'upload.notMultipart': {
    status: 415,
    vi: 'Tệp phải được gửi theo dạng multipart/form-data, trường "file".',
    en: 'Send the file as multipart/form-data in the field "file".',
  },
  'upload.tooLarge': {
    status: 413,
    vi: 'Tệp lớn hơn {limitMegabytes} MB. Xóa các trang tính, hình ảnh không cần thiết hoặc tách thành nhiều tệp.',
    en: 'The file is larger than {limitMegabytes} MB.',
  },
  'body.tooLarge': {
    status: 413,
    vi: 'Nội dung gửi lên quá lớn.',
    en: 'The request body is too large.',
  },
  'import.notReady': {
    status: 409,
    vi: 'Lượt nạp {id} chưa kiểm tra xong. Chờ kiểm tra xong rồi làm tiếp.',
    en: 'Import {id} has not been checked yet.',
  },
  'import.fixing': {
    status: 409,
    vi: 'Tệp {file} đang được sửa ô, chưa kiểm tra lại. Kiểm tra lại rồi làm tiếp.',
    en: 'Cells of {file} are being mended. Check it again first.',
  },
  'import.failed': {
    status: 409,
    vi: 'Lượt nạp {id} chưa đọc xong: {reason}',
    en: 'The program gave up reading import {id}. Try it again with POST /imports/{id}/retry.',
  },
  'import.notFailed': {
    status: 409,
    vi: 'Lượt nạp {id} không bị dừng giữa chừng nên không có gì để thử lại. Xem tình trạng của lượt nạp.',
    en: 'Import {id} has not failed; there is nothing to try again.',
  },
  'import.issuedListRests': {
    status: 409,
    vi: 'Danh sách đã ban hành của đợt rà soát "{round}" (tất cả {count} đợt) dựa trên số liệu của lượt nạp này, nên chỉ người phê duyệt mới thu hồi được. Ghi tên người phê duyệt và lý do; danh sách đã ban hành sẽ được đánh dấu.',
    en: 'The issued list of "{round}" ({count} rounds in all) rests on import {id}. Only an approver may reverse it: send approvedBy and reason; the list is then flagged.',
  },
  'import.rejected': {
    status: 409,
    vi: 'Tệp {file} còn {errors} lỗi nên chưa ghi sổ được. Sửa các ô báo lỗi rồi nạp lại.',
    en: '{file} has {errors} errors and cannot be committed. Correct the cells and upload it again.',
  },
  'import.notAWorkbook': {
    status: 409,
    vi: 'Hệ thống không đọc được bảng nào trong tệp {file} nên không có ô để đánh dấu lỗi. Xem danh sách lỗi của lượt nạp.',
    en: 'No table of {file} could be read, so there is no cell to mark. See the issues of the import.',
  },
  'import.cancelled': {
    status: 409,
    vi: 'Lượt nạp {id} đã hủy. Nạp lại tệp nếu vẫn cần.',
    en: 'Import {id} was cancelled.',
  },
  'import.committed': {
    status: 409,
    vi: 'Lượt nạp {id} đã ghi sổ, không hủy được nữa. Dùng "Thu hồi lượt nạp" để rút số liệu.',
    en: 'Import {id} is committed; reverse it instead of cancelling.',
  },
  'import.notCommitted': {
    status: 409,
    vi: 'Lượt nạp {id} chưa ghi sổ nên không có gì để thu hồi.',
    en: 'Import {id} is not committed; there is nothing to reverse.',
  },
  'import.reversed': {
    status: 409,
    vi: 'Lượt nạp {id} đã bị thu hồi. Nạp lại tệp nếu vẫn cần.',
    en: 'Import {id} has been reversed. Upload the file again where it is still wanted.',
  },
  'import.alreadyCommitted': {
    status: 409,
    vi: 'Đúng tệp này đã được ghi sổ ở lượt nạp {otherId} ({file}). Không ghi lần thứ hai.',
    en: 'These very bytes were committed as import {otherId} ({file}).',
  },
  'import.warningsUnexplained': {
    status: 422,
    vi: 'Còn {count} nhóm cảnh báo chưa ghi lý do: {groups}. Ghi lý do cho từng nhóm rồi ghi sổ, hoặc sửa tệp.',
    en: '{count} groups of warnings need a reason before the commit: {groups}.',
  },
  'import.decidedAlready': {
    status: 409,
    vi: 'Tệp {file} đã ghi sổ nên không sửa cách đọc được nữa. Thu hồi lượt nạp rồi nạp lại nếu cần sửa.',
    en: '{file} is committed; how it is read cannot change any more. Reverse the import and upload it again.',
  },
  'import.noTable': {
    status: 409,
    vi: 'Hệ thống không đọc được bảng nào trong tệp {file} nên không có cột, ô hay dòng để sửa. Gửi lại tệp đúng mẫu.',
    en: 'No table of {file} could be read, so there is nothing to decide about.',
  },
  'import.noSheet': {
    status: 404,
    vi: 'Tệp {file} không có bảng nào ở trang tính "{sheet}". Chọn một trang tính có bảng.',
    en: '{file} has no table on the sheet "{sheet}".',
  },
  'import.revisesCommitted': {
    status: 409,
    vi: 'Tệp {file} đã ghi sổ, không thay bằng bản sửa được. Thu hồi lượt nạp trước, rồi nạp bản sửa như tệp mới.',
    en: '{file} is committed; reverse that import before a corrected workbook replaces it.',
  },
  'import.sameAsRevised': {
    status: 409,
    vi: 'Tệp gửi lên giống hệt bản trước ({file}), chưa có gì được sửa. Lưu bản đã sửa rồi gửi lại.',
    en: 'The file has the same bytes as the one that it should correct ({file}).',
  },
  'mapping.noTable': {
    status: 422,
    vi: 'Trang tính "{sheet}" không có bảng thứ {table}. Chọn bảng có trong tệp, hoặc ghi rõ dòng tiêu đề của bảng.',
    en: 'The sheet "{sheet}" has no table number {table}; name the header rows where the reader missed it.',
  },
  'mapping.unknownColumn': {
    status: 422,
    vi: 'Bảng ở trang tính "{sheet}" không có cột {letter}.',
    en: 'The table on "{sheet}" has no column {letter}.',
  },
  'mapping.unknownField': {
    status: 422,
    vi: 'Cột {letter} trang tính "{sheet}": không có ý nghĩa "{field}". Chọn một ý nghĩa trong danh sách.',
    en: 'Column {letter} of "{sheet}": there is no field "{field}".',
  },
  'mapping.unknownSource': {
    status: 422,
    vi: 'Cột {letter} trang tính "{sheet}": nguồn vốn "{source}" chưa có trong danh mục nguồn vốn.',
    en: 'Column {letter} of "{sheet}": the catalogue has no funding source "{source}".',
  },
  'mapping.twice': {
    status: 422,
    vi: 'Cột {first} và cột {second} trang tính "{sheet}" cùng được chọn là {field}. Mỗi ý nghĩa chỉ chọn một cột.',
    en: 'Columns {first} and {second} of "{sheet}" are both mapped to one field ({field}).',
  },
  'mapping.missing': {
    status: 422,
    vi: 'Bảng ở trang tính "{sheet}" còn thiếu: {fields}. Chọn cột cho các nội dung này rồi đọc lại.',
    en: 'The table on "{sheet}" lacks a column for: {fields}.',
  },
  'source.notFound': {
    status: 404,
    vi: 'Không có nguồn vốn "{source}" trong danh mục nguồn vốn.',
    en: 'The catalogue has no funding source "{source}".',
  },
  'plan.assignedTwice': {
    status: 409,
    vi: 'Kế hoạch vốn của {count} cặp dự án – nguồn vốn đã được giao ở lượt nạp trước, ghi thêm sẽ tính hai lần. Ví dụ: dự án "{project}", nguồn {source}, đã giao tại {where}. Thu hồi lượt nạp trước, hoặc dùng phụ lục điều chỉnh.',
    en: 'The plan of {count} project and source pairs is assigned already, e.g. "{project}", {source}, at {where}. Reverse the earlier import or use an adjustment annex.',
  },
  'plan.adjustedTwice': {
    status: 409,
    vi: 'Quyết định điều chỉnh này đã được ghi sổ cho {count} cặp dự án – nguồn vốn. Ví dụ: dự án "{project}", nguồn {source}, tại {where}. Thu hồi lượt nạp trước nếu muốn thay bằng tệp này.',
    en: 'This adjustment decision is in the books for {count} project and source pairs, e.g. "{project}", {source}, at {where}. Reverse the earlier import first.',
  },
  'plan.wouldBeNegative': {
    status: 409,
    vi: 'Sau thao tác này kế hoạch vốn của {count} cặp dự án – nguồn vốn sẽ âm. Ví dụ: dự án "{project}", nguồn {source}: {amount} đồng. Kiểm tra phụ lục điều chỉnh, hoặc nạp kế hoạch được giao trước.',
    en: 'The plan of {count} project and source pairs would become negative, e.g. "{project}", {source}: {amount} đồng.',
  },
} as const;
