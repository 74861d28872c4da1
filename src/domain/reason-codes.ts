/** Who answers for a delay: circumstances (khách quan) or the unit itself (chủ quan). */
export const RESPONSIBILITIES = ['objective', 'subjective'] as const;
export type Responsibility = (typeof RESPONSIBILITIES)[number];

/** What a reason explains: a slow project, a donor outside the percentage, or that nobody answered. */
export const REASON_USES = ['delay', 'donor', 'silence'] as const;
export type ReasonUse = (typeof REASON_USES)[number];

export interface ReasonCode {
  /** stable */
  readonly code: string;
  /** Vietnamese, as printed on papers */
  readonly name: string;
  readonly use: ReasonUse;
  /** as usually judged; an explanation states its own */
  readonly responsibility: Responsibility;
}

const delay = (code: string, name: string, responsibility: Responsibility = 'objective'): ReasonCode => ({
  ...{ code, name, use: 'delay', responsibility },
});
const donor = (code: string, name: string): ReasonCode => ({ code, name, use: 'donor', responsibility: 'objective' });

/** The reason with which a row is issued whose investor let the deadline pass. */
export const NO_ANSWER = 'noAnswer';

/** Reasons as shipped: slow projects (domain handbook 6.6), donors outside the percentage (161/QĐ-UBND 2.3, 5.1). */
export const SHIPPED_REASON_CODES: readonly ReasonCode[] = [
  delay('siteClearance', 'Vướng giải phóng mặt bằng'),
  delay('procedures', 'Chờ thủ tục (chủ trương, điều chỉnh dự án, đất rừng)'),
  delay('materials', 'Khan hiếm vật liệu xây dựng'),
  delay('contractor', 'Năng lực nhà thầu yếu', 'subjective'),
  delay('handover', 'Chờ sắp xếp bộ máy, bàn giao chủ đầu tư'),
  delay('noNeed', 'Hết nhu cầu, đã quyết toán'),
  delay('periodOver', 'Hết thời gian bố trí vốn'),
  delay('disaster', 'Thiên tai'),
  delay('designChange', 'Phương án thiết kế thay đổi', 'subjective'),
  delay('latePapers', 'Chậm hồ sơ thanh toán', 'subjective'),
  delay('notAllocated', 'Chưa giao, chưa phân bổ chi tiết', 'subjective'),
  delay('districtAbolished', 'Dừng dự án do bỏ cấp huyện'),
  delay('otherDelay', 'Lý do khác'),
  donor('noLongerNeeded', 'Không còn nhu cầu vốn'),
  donor('notAsApproved', 'Không triển khai theo kế hoạch được phê duyệt'),
  donor('bidSavings', 'Tiết kiệm sau đấu thầu'),
  donor('unusedContingency', 'Không sử dụng dự phòng'),
  donor('settledBelowPlan', 'Quyết toán thấp hơn kế hoạch vốn'),
  donor('planAboveInvestment', 'Kế hoạch vượt tổng mức đầu tư còn lại'),
  donor('otherDonor', 'Lý do khác'),
  { code: NO_ANSWER, name: 'Không giải trình trong thời hạn', use: 'silence', responsibility: 'subjective' },
];
