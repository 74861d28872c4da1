import { IMPORT_REFUSALS } from './import-refusals.js';
import { ROUND_REFUSALS } from './round-refusals.js';

/** Languages of the service; Vietnamese unless a caller prefers English. */
export type Language = 'vi' | 'en';

interface Entry {
  readonly status: number;
  readonly vi: string;
  readonly en: string;
}

/** Every refusal: status and sentence, in one place; those of a room with many stand in a file of their own. `{name}` stands for a parameter. */
const CATALOGUE = {
  'request.malformed': {
    status: 400,
    vi: 'Yêu cầu có chỗ chưa đúng: {details}.',
    en: 'The request is not as described: {details}.',
  },
  'cursor.unknown': {
    status: 400,
    vi: 'Con trỏ trang "{cursor}" không phải do hệ thống cấp. Bắt đầu lại từ trang đầu.',
    en: 'The page cursor "{cursor}" was not issued by this service. Start again from the first page.',
  },
  'knownAt.future': {
    status: 400,
    vi: 'Thời điểm {knownAt} chưa đến, chưa thể biết số liệu lúc đó. Chọn thời điểm đã qua, hoặc bỏ trống để lấy hiện tại.',
    en: 'The instant {knownAt} lies in the future; what will be known then cannot be told.',
  },
  'origin.foreign': {
    status: 403,
    vi: 'Yêu cầu được gửi từ trang khác ({origin}) nên không được nhận. Mở lại trang của hệ thống rồi làm lại.',
    en: 'The request came from another site ({origin}) and was refused.',
  },
  'host.foreign': {
    status: 421,
    vi: 'Hệ thống không phục vụ tại tên máy "{host}". Dùng địa chỉ 127.0.0.1 hoặc localhost trên chính máy chủ.',
    en: 'This service does not answer under the host name "{host}".',
  },
  'resource.notFound': {
    status: 404,
    vi: 'Không có gì tại địa chỉ {path}.',
    en: 'There is nothing at {path}.',
  },
  'method.notAllowed': {
    status: 405,
    vi: 'Địa chỉ {path} không nhận thao tác này.',
    en: '{path} does not take this method.',
  },
  'import.notFound': {
    status: 404,
    vi: 'Không có lượt nạp {id}.',
    en: 'There is no import {id}.',
  },
  'project.notFound': {
    status: 404,
    vi: 'Không có dự án {id}.',
    en: 'There is no project {id}.',
  },
  'investor.notFound': {
    status: 404,
    vi: 'Không có chủ đầu tư {id}.',
    en: 'There is no investor {id}.',
  },
  'succession.notFound': {
    status: 404,
    vi: 'Không có liên kết kế thừa {id}.',
    en: 'There is no succession {id}.',
  },
  'succession.exists': {
    status: 409,
    vi: '"{to}" đã được ghi là đơn vị kế thừa của "{from}". Thu hồi liên kết cũ trước nếu cần đổi ngày hoặc văn bản.',
    en: '"{to}" is recorded already as a successor of "{from}". End that link first to change its day or decision.',
  },
  'succession.circle': {
    status: 422,
    vi: '"{to}" đã dẫn về "{from}" theo các liên kết đang có, nên không thể kế thừa lại chính nó. Kiểm tra chiều của liên kết.',
    en: '"{to}" leads back to "{from}" along the links in force, so it cannot succeed it. Check the direction of the link.',
  },
  'succession.sameName': {
    status: 422,
    vi: '"{from}" và "{to}" là một tên. Nhập tên của đơn vị kế thừa khác với tên cũ.',
    en: '"{from}" and "{to}" are one name.',
  },
  'watch.notFound': {
    status: 404,
    vi: 'Không có mục {id} trong danh sách theo dõi đặc biệt.',
    en: 'There is no item {id} on the watch list.',
  },
  'watch.exists': {
    status: 409,
    vi: 'Danh sách theo dõi đặc biệt đã có mục "{label}".',
    en: 'The watch list already has the item "{label}".',
  },
  'registration.falls': {
    status: 422,
    vi: 'Số đăng ký giải ngân là lũy kế nên không giảm; số đến ngày {monthEnd} nhỏ hơn số của tháng trước. Sửa lại rồi gửi.',
    en: 'Registered figures are cumulative and never fall; the one of {monthEnd} is less than the month before.',
  },
  'decision.notFound': {
    status: 404,
    vi: 'Không có quyết định khớp, gộp hay tách {id}.',
    en: 'There is no matching decision {id}.',
  },
  'decision.nothingToUndo': {
    status: 409,
    vi: 'Dự án này không có lần gộp hay tách nào đang hiệu lực để hủy.',
    en: 'No merge or split of this project is in force.',
  },
  'match.oneTarget': {
    status: 400,
    vi: 'Với dòng "{name}", chọn một dự án (projectId) hoặc tạo dự án mới (newProject), không chọn cả hai.',
    en: 'For the line "{name}" state either a project or that a new one is to be made.',
  },
  'match.nothingCommitted': {
    status: 409,
    vi: 'Chưa có lượt nạp đã ghi sổ nào có dòng "{name}" còn chờ khớp, nên chưa tạo được dự án từ dòng này. Ghi sổ tệp trước rồi tạo.',
    en: 'No committed import has a waiting line "{name}" to make a project of.',
  },
  'match.codeOfOther': {
    status: 409,
    vi: 'Mã {code} đang là mã của dự án khác. Gộp hai dự án nếu là một, hoặc tách dòng này khỏi dự án kia.',
    en: 'The code {code} belongs to another project. Merge the two, or split this line off.',
  },
  'match.confirmedOtherwise': {
    status: 409,
    vi: 'Tên "{name}" đã được xác nhận là một dự án khác. Hủy xác nhận cũ rồi xác nhận lại.',
    en: 'The name "{name}" was confirmed to mean another project. End that confirmation first.',
  },
  'merge.sameProject': {
    status: 409,
    vi: 'Hai bản ghi này đang là một dự án. Chọn hai dự án khác nhau.',
    en: 'Both records are one project already.',
  },
  'split.nothingChosen': {
    status: 422,
    vi: 'Chưa chọn dòng nào của dự án để tách. Chọn ít nhất một tên hoặc một dòng.',
    en: 'No line of the project was chosen.',
  },
  'split.nothingLeft': {
    status: 422,
    vi: 'Đã chọn mọi dòng của dự án nên không còn gì để tách. Bỏ bớt dòng đã chọn.',
    en: 'All lines of the project were chosen; nothing would be left.',
  },
  'template.unknown': {
    status: 404,
    vi: 'Không có mẫu biểu "{name}". Các mẫu: {kinds}.',
    en: 'There is no template "{name}". Templates: {kinds}.',
  },
  'template.noProjects': {
    status: 404,
    vi: 'Trong sổ không có dự án nào của "{investor}" năm {planYear} để lập mẫu biểu. Kiểm tra lại tên chủ đầu tư và năm kế hoạch.',
    en: 'The books hold no project of "{investor}" in {planYear}.',
  },
  'round.notFound': {
    status: 404,
    vi: 'Không có đợt rà soát {id}.',
    en: 'There is no review round {id}.',
  },
  ...ROUND_REFUSALS,
  'rule.notFound': {
    status: 404,
    vi: 'Không có quy tắc rà soát "{code}".',
    en: 'There is no review rule "{code}".',
  },
  'rule.exists': {
    status: 409,
    vi: 'Đã có quy tắc rà soát "{code}". Đặt mã khác.',
    en: 'The review rule "{code}" exists already.',
  },
  'rule.changed': {
    status: 409,
    vi: 'Quy tắc "{code}" đã có phiên bản {version}, trong khi đang sửa phiên bản {seen}. Mở lại quy tắc, xem thay đổi rồi sửa tiếp.',
    en: 'The review rule "{code}" has a version {version} by now; version {seen} was edited. Look at it and edit again.',
  },
  'rule.dayOutsideYear': {
    status: 422,
    vi: 'Ngày số liệu {asOf} không thuộc năm kế hoạch {planYear} (từ 01/01 đến 31/01 năm sau). Sửa ngày số liệu hoặc năm kế hoạch.',
    en: 'The day {asOf} does not belong to the plan year {planYear} (1 January to 31 January of the next year).',
  },
  'rule.decideBeforeDay': {
    status: 422,
    vi: 'Hạn quyết định {decideBy} trước ngày số liệu {asOf}. Sửa một trong hai ngày.',
    en: 'The decision is due on {decideBy}, before the day {asOf} that the figures are of.',
  },
  'rule.basisNotInForce': {
    status: 422,
    vi: 'Không có căn cứ nào còn hiệu lực vào ngày số liệu {asOf}. Thêm căn cứ, hoặc sửa thời gian hiệu lực.',
    en: 'No legal basis is in force on {asOf}.',
  },
  'rule.sourceThresholdsNeedLevel': {
    status: 422,
    vi: 'Ngưỡng riêng của nguồn vốn chỉ dùng khi rà soát từng nguồn của dự án. Chọn mức rà soát "từng nguồn vốn", hoặc bỏ ngưỡng riêng.',
    en: 'Thresholds of single sources need the level projectSource.',
  },
  'rule.supplementDay': {
    status: 422,
    vi: 'Ngày không tính phần bổ sung phải là một ngày có thật, không sau ngày số liệu {asOf} và không trước năm liền trước năm kế hoạch.',
    en: 'The day after which supplements do not count must be a real day not after {asOf}.',
  },
  'rule.unknownSource': {
    status: 422,
    vi: 'Danh mục nguồn vốn không có mã {sources}. Dùng mã trong danh mục nguồn vốn.',
    en: 'The catalogue of funding sources does not hold {sources}.',
  },
  ...IMPORT_REFUSALS,
  'idempotency.keyForm': {
    status: 400,
    vi: 'Tiêu đề Idempotency-Key phải có từ 1 đến 255 ký tự ASCII, không có dấu cách.',
    en: 'Idempotency-Key takes 1 to 255 visible ASCII characters.',
  },
  'idempotency.otherRequest': {
    status: 422,
    vi: 'Khóa Idempotency-Key này đã dùng cho một yêu cầu khác. Dùng khóa mới cho yêu cầu mới.',
    en: 'This Idempotency-Key was used for another request. Use a new key for a new request.',
  },
  'idempotency.running': {
    status: 409,
    vi: 'Yêu cầu có khóa Idempotency-Key này đang được xử lý. Gửi lại sau ít giây để nhận kết quả.',
    en: 'The request with this Idempotency-Key is being processed. Send it again in a few seconds.',
  },
  'idempotency.interrupted': {
    status: 409,
    vi: 'Yêu cầu có khóa Idempotency-Key này đã được thực hiện nhưng hệ thống dừng trước khi trả lời. Xem lại số liệu, không gửi lại.',
    en: 'The request with this Idempotency-Key took effect, but the service stopped before it answered. Look at the data; do not send it again.',
  },
  'storage.unavailable': {
    status: 503,
    vi: 'Cơ sở dữ liệu đang không trả lời. Thử lại sau ít phút; nếu vẫn vậy, báo người quản trị.',
    en: 'The database does not answer at the moment. Try again in a few minutes.',
  },
  'internal.error': {
    status: 500,
    vi: 'Hệ thống gặp sự cố ngoài dự kiến, thao tác chưa được thực hiện. Báo người quản trị kèm mã {reference}.',
    en: 'Something unexpected went wrong; nothing was done. Tell the administrator the reference {reference}.',
  },
} as const satisfies Record<string, Entry>;

export type RefusalCode = keyof typeof CATALOGUE;

/** Parts of a refusal's sentence. */
export type RefusalParameters = Readonly<Record<string, string | number>>;

/**
 * "No" as a value: a stable code with what its sentence needs. Services return it, `http/` alone turns it into a status and
 * a text.
 */
export interface Refusal {
  readonly code: RefusalCode;
  readonly parameters: RefusalParameters;
}

export function isRefusalCode(code: string): code is RefusalCode {
  return Object.hasOwn(CATALOGUE, code);
}

/** HTTP status of a refusal. */
export function refusalStatus(code: RefusalCode): number {
  return CATALOGUE[code].status;
}

/** The sentence of a refusal: what was seen and what to do. */
export function refusalText(refusal: Refusal, language: Language = 'vi'): string {
  return fill(CATALOGUE[refusal.code][language], refusal.parameters);
}

function fill(sentence: string, parameters: RefusalParameters): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(parameters[name] ?? whole));
}
