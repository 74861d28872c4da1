import { toVietnameseDate } from './local-date.js';
import { ratePercent } from './money.js';
import type { KeptTerm } from './recall-amounts.js';
import {
  supplementDayOf,
  type Denominator,
  type Level,
  type Metric,
  type RecallPolicy,
  type ReviewRule,
  type RuleSettings,
} from './review-rule.js';
import type { Origin, ProjectGroup, ProjectStatus } from './words.js';

/** Vietnamese words for what a rule says, as reasons, papers and pages use them; lower case. */

const STATUS_NAMES: Record<ProjectStatus, string> = {
  continuing: 'dự án chuyển tiếp',
  new: 'dự án khởi công mới',
  completed: 'dự án hoàn thành',
  preparation: 'dự án chuẩn bị đầu tư',
  unclassified: 'chưa phân loại',
};

/** Vietnamese name of a status, lower case. */
export function statusName(status: ProjectStatus): string {
  return STATUS_NAMES[status];
}

/** `Dự án chuyển tiếp`: as a cell of its own. */
export function statusLabel(status: ProjectStatus): string {
  const name = STATUS_NAMES[status];
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

/** `dự án nhóm B`; `dự án quan trọng quốc gia` */
export function groupName(group: ProjectGroup): string {
  return group === 'national' ? 'dự án quan trọng quốc gia' : `dự án nhóm ${group}`;
}

/** 5000 -> `50%`, 5050 -> `50,5%`. */
export function formatThreshold(basisPoints: number): string {
  return `${String(basisPoints / 100).replace('.', ',')}%`;
}

/** `50.00` -> `50%`, `44.12` -> `44,12%`: a percent of two decimals as officials write it. */
export function formatPercent(percent: string): string {
  return `${percent.replace(/\.?0+$/, '').replace('.', ',')}%`;
}

/** part/whole with two decimals, truncated: `49,99%`; `–` without a whole. */
export function rateText(part: bigint, whole: bigint): string {
  const percent = ratePercent(part, whole);
  return percent === null ? '–' : `${percent.replace('.', ',')}%`;
}

/** `dưới 50%`, `không quá 50%`, `dưới mức bình quân chung của tỉnh trừ 5 điểm phần trăm, cao nhất 60%` */
export function ruleThresholdText(
  rule: Pick<ReviewRule, 'comparator' | 'relativeThreshold' | 'thresholdBasisPoints'>,
): string {
  const verb = rule.comparator === 'below' ? 'dưới' : 'không quá';
  if (rule.relativeThreshold === null) return `${verb} ${formatThreshold(rule.thresholdBasisPoints)}`;
  const { minusBasisPoints } = rule.relativeThreshold;
  const minus =
    minusBasisPoints === 0 ? '' : ` trừ ${formatThreshold(minusBasisPoints).replace('%', '')} điểm phần trăm`;
  const cap = rule.thresholdBasisPoints === 10_000 ? '' : `, cao nhất ${formatThreshold(rule.thresholdBasisPoints)}`;
  return `${verb} mức bình quân chung của tỉnh${minus}${cap}`;
}

/** What a project has to reach: `50%`; `ngưỡng` where the province's average decides. */
export function thresholdToReach(rule: Pick<ReviewRule, 'relativeThreshold' | 'thresholdBasisPoints'>): string {
  return rule.relativeThreshold === null ? formatThreshold(rule.thresholdBasisPoints) : 'ngưỡng';
}

/** `kế hoạch`, `kế hoạch giao đầu năm`, … */
export function denominatorName(denominator: Denominator): string {
  switch (denominator) {
    case 'plan.current':
      return 'kế hoạch';
    case 'plan.initial':
      return 'kế hoạch giao đầu năm';
    case 'plan.withCarriedOver':
      return 'kế hoạch kể cả vốn kéo dài';
    default:
      return `kế hoạch không tính phần bổ sung sau ngày ${toVietnameseDate(supplementDayOf(denominator) ?? '')}`;
  }
}

/** What is compared, as the verb of a sentence. */
export const METRIC_VERBS: Record<Metric, string> = {
  disbursed: 'giải ngân',
  completedVolume: 'thanh toán khối lượng hoàn thành',
};

export const POLICY_NAMES: Record<RecallPolicy, string> = {
  allUndisbursed: 'toàn bộ số chưa giải ngân',
  downToCommitment: 'phần vượt cam kết giải ngân đến 31/01',
  toThreshold: 'phần làm tỷ lệ giải ngân thấp hơn ngưỡng',
  byHand: 'do chuyên viên đề xuất',
};

/** What must stay with a project, inside a sentence. */
export const KEPT_TERM_NAMES: Record<KeptTerm, string> = {
  pendingRequest: 'hồ sơ thanh toán đang chờ tại Kho bạc',
  acceptedUnpaid: 'khối lượng đã nghiệm thu chưa thanh toán',
  commitment: 'cam kết giải ngân đến 31/01',
  advance: 'tạm ứng chưa thu hồi',
};

export const LEVEL_NAMES: Record<Level, string> = {
  project: 'cả dự án',
  projectSource: 'từng nguồn vốn của dự án',
};

export const ORIGIN_NAMES: Record<Origin, string> = { treasury: 'Kho bạc Nhà nước', investor: 'chủ đầu tư' };

const SETTING_NAMES: Record<keyof RuleSettings, string> = {
  name: 'tên',
  planYear: 'năm kế hoạch',
  round: 'đợt',
  population: 'phạm vi rà soát',
  asOf: 'ngày số liệu',
  metric: 'số được so sánh',
  denominator: 'mẫu số',
  comparator: 'cách so sánh',
  thresholdBasisPoints: 'ngưỡng',
  relativeThreshold: 'ngưỡng theo bình quân của tỉnh',
  sourceThresholds: 'ngưỡng riêng của nguồn vốn',
  level: 'mức rà soát',
  amountPolicy: 'cách đề xuất số thu hồi',
  consequence: 'hệ quả',
  legalBases: 'căn cứ',
  decideBy: 'hạn quyết định',
  preferredOrigin: 'nguồn số liệu quyết định',
};

/** Vietnamese names of the settings in which two rules differ, in the order in which a rule is written. */
export function changedSettings(a: RuleSettings, b: RuleSettings): string[] {
  const settings = Object.keys(SETTING_NAMES) as (keyof RuleSettings)[];
  return settings.filter((setting) => !isSameValue(a[setting], b[setting])).map((setting) => SETTING_NAMES[setting]);
}

function isSameValue(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  if (typeof value === 'bigint') return `${value}n`;
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? '';
  const fields = Object.entries(value).sort(([x], [y]) => (x < y ? -1 : 1));
  return `{${fields.map(([name, inner]) => `${name}:${canonical(inner)}`).join()}}`;
}
