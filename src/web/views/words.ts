import type { ImportState } from '../../imports/imports.types.js';
import type { IssueSeverity } from '../../domain/issue.js';
import type { Origin, Outcome, PlanKind, PlanNature, ProjectStatus } from '../../domain/words.js';
import type { AmountField, RowRole, TableKind, TextField } from '../../workbook/understanding/reading.js';

/** Vietnamese names that pages give to the words of the trade (contract: glossary). */

export const STATUS_NAMES: Readonly<Record<ProjectStatus, string>> = {
  continuing: 'Chuyển tiếp',
  new: 'Khởi công mới',
  completed: 'Hoàn thành',
  preparation: 'Chuẩn bị đầu tư',
  unclassified: 'Chưa phân loại',
};

export const ORIGIN_NAMES: Readonly<Record<Origin, string>> = {
  treasury: 'Kho bạc Nhà nước',
  investor: 'Chủ đầu tư báo cáo',
};

export const PLAN_KIND_NAMES: Readonly<Record<PlanKind, string>> = {
  current: 'Kế hoạch năm',
  carriedOver: 'Vốn kéo dài',
};

export const PLAN_NATURE_NAMES: Readonly<Record<PlanNature, string>> = {
  initial: 'Giao kế hoạch',
  supplement: 'Bổ sung',
  increase: 'Điều chỉnh tăng',
  decrease: 'Điều chỉnh giảm',
  carryOver: 'Cho phép kéo dài',
};

/** Short names of the outcomes, as tabs of a round show them. */
export const OUTCOME_NAMES: Readonly<Record<Outcome, string>> = {
  candidate: 'Dưới ngưỡng',
  met: 'Đạt ngưỡng',
  noData: 'Chưa có số liệu',
  noPlan: 'Không có kế hoạch',
  outOfScope: 'Ngoài phạm vi',
  unclassified: 'Chưa phân loại',
};

export const SEVERITY_NAMES: Readonly<Record<IssueSeverity, string>> = {
  error: 'Lỗi',
  warning: 'Cảnh báo',
  info: 'Thông tin',
};

export const TABLE_KIND_NAMES: Readonly<Record<TableKind, string>> = {
  capitalPlan: 'Kế hoạch vốn',
  disbursement: 'Giải ngân',
  both: 'Kế hoạch vốn và giải ngân',
  adjustment: 'Điều chỉnh kế hoạch',
  demand: 'Nhu cầu bổ sung vốn',
  summary: 'Tổng hợp theo đơn vị',
  unknown: 'Chưa nhận ra',
};

export const ROW_ROLE_NAMES: Readonly<Record<RowRole, string>> = {
  project: 'Dự án',
  heading: 'Tiêu đề nhóm',
  subtotal: 'Cộng nhóm',
  total: 'Tổng số',
  component: 'Thành phần',
  note: 'Ghi chú',
};

const AMOUNT_NAMES: Readonly<Record<AmountField, string>> = {
  'plan.current': 'Kế hoạch vốn năm',
  'plan.initial': 'Kế hoạch giao đầu năm',
  'plan.adjusted': 'Kế hoạch sau điều chỉnh',
  'plan.carriedOver': 'Vốn kéo dài',
  'plan.mediumTerm': 'Kế hoạch trung hạn',
  'plan.accumulated': 'Lũy kế vốn đã bố trí',
  'plan.advanceRecovery': 'Thu hồi vốn ứng trước',
  'plan.debtPayment': 'Thanh toán nợ đọng',
  totalInvestment: 'Tổng mức đầu tư',
  'disbursed.current': 'Giải ngân kế hoạch năm',
  'disbursed.carriedOver': 'Giải ngân vốn kéo dài',
  'disbursed.fromStart': 'Giải ngân lũy kế từ khởi công',
  'disbursed.month': 'Giải ngân trong tháng',
  'disbursed.advance': 'Trong đó: tạm ứng',
  'disbursed.completedVolume': 'Trong đó: khối lượng hoàn thành',
  'volume.accepted': 'Khối lượng nghiệm thu',
  'volume.unpaid': 'Khối lượng chưa thanh toán',
  'adjust.increase': 'Điều chỉnh tăng',
  'adjust.decrease': 'Điều chỉnh giảm',
  'adjust.signed': 'Điều chỉnh tăng (+), giảm (-)',
  'demand.additional': 'Nhu cầu bổ sung',
  'estimate.yearEnd': 'Ước giải ngân cả năm',
  remaining: 'Còn lại',
};

const TEXT_NAMES: Readonly<Record<TextField, string>> = {
  mark: 'Số thứ tự',
  code: 'Mã dự án',
  name: 'Tên dự án',
  investor: 'Chủ đầu tư',
  location: 'Địa điểm',
  group: 'Nhóm dự án',
  capacity: 'Năng lực thiết kế',
  period: 'Thời gian khởi công - hoàn thành',
  decision: 'Quyết định đầu tư',
  source: 'Nguồn vốn',
  sourceCode: 'Mã nguồn vốn',
  planKind: 'Loại kế hoạch',
  planYear: 'Năm kế hoạch',
  status: 'Tính chất dự án',
  sector: 'Ngành, lĩnh vực',
  rate: 'Tỷ lệ giải ngân',
  reason: 'Lý do',
  note: 'Ghi chú',
  ignored: 'Không dùng',
  foreignCurrency: 'Ngoại tệ (không cộng)',
};

const FIELD_NAMES: Readonly<Record<string, string>> = { ...AMOUNT_NAMES, ...TEXT_NAMES };

/** Name of what a column holds; the field itself where the catalogue has no name. */
export function fieldName(field: string): string {
  const [amount = field, source] = field.split('@');
  const name = FIELD_NAMES[amount] ?? amount;
  return source === undefined ? name : `${name} (${source})`;
}

/** States of an import (`imports.types`). */
export const IMPORT_STATE_NAMES: Readonly<Record<ImportState, { readonly name: string; readonly tone: Tone }>> = {
  received: { name: 'Đang đọc', tone: 'info' },
  read: { name: 'Đang ghép cột', tone: 'info' },
  mapped: { name: 'Đang kiểm tra', tone: 'info' },
  checked: { name: 'Chờ ghi sổ', tone: 'info' },
  fixing: { name: 'Đang sửa', tone: 'warn' },
  ready: { name: 'Sẵn sàng ghi sổ', tone: 'info' },
  rejected: { name: 'Có lỗi', tone: 'bad' },
  committed: { name: 'Đã ghi sổ', tone: 'ok' },
  reversed: { name: 'Đã thu hồi', tone: 'warn' },
  cancelled: { name: 'Đã hủy', tone: 'plain' },
  failed: { name: 'Chưa đọc xong', tone: 'bad' },
};

export type Tone = 'plain' | 'ok' | 'warn' | 'bad' | 'info';
