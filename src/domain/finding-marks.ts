import type { FindingMark } from './finding.js';
import { oldestDay } from './disbursement.js';
import { toVietnameseDate } from './local-date.js';
import { formatVnd, sumVnd } from './money.js';
import type { ProjectFacts } from './project-facts.js';
import { metricOf, type ProjectMoney } from './project-money.js';
import type { ReviewRule } from './review-rule.js';
import { ORIGIN_NAMES, rateText } from './rule-words.js';
import { isCaught, type Threshold } from './threshold.js';

/** What the finding compared, where it came to a verdict. */
export interface MarkedComparison {
  readonly outcome: 'candidate' | 'met';
  readonly wholeVnd: bigint;
  readonly threshold: Threshold;
}

/** What a person should look at before trusting the figures of a project. */
export function marksOf(
  rule: ReviewRule,
  facts: ProjectFacts,
  money: ProjectMoney,
  comparisons: readonly MarkedComparison[],
): FindingMark[] {
  return [
    ...staleData(rule, money),
    ...seriesDiffer(money),
    ...advanceOnly(rule, money, comparisons),
    ...openWarnings(facts),
    ...(facts.statusInferred
      ? [{ code: 'statusInferred' as const, text: 'tính chất chuyển tiếp được suy từ năm khởi công' }]
      : []),
    ...(facts.matchedBy === 'name' ? [{ code: 'matchedByName' as const, text: 'khớp với báo cáo theo tên' }] : []),
  ];
}

function staleData(rule: ReviewRule, { counted }: ProjectMoney): FindingMark[] {
  const oldest = oldestDay(counted);
  if (oldest === null || oldest >= rule.asOf) return [];
  const some = counted.some((snapshot) => snapshot.asOf !== oldest);
  const text = `${some ? 'một phần số liệu' : 'số liệu mới nhất'} chỉ đến ngày ${toVietnameseDate(oldest)}`;
  return [{ code: 'staleData', text }];
}

/** Domain handbook 5: the Treasury series decides, the investor's explains; the difference and its day are shown. */
function seriesDiffer({ plan, snapshots, explaining }: ProjectMoney): FindingMark[] {
  const first = explaining[0];
  if (first === undefined) return [];
  const otherVnd = sumVnd(explaining.map((snapshot) => snapshot.amountVnd));
  const ownVnd = sumVnd(snapshots.map((snapshot) => snapshot.amountVnd));
  const isLater = first.asOf > (oldestDay(snapshots) ?? '');
  if (otherVnd === ownVnd && !isLater) return [];
  const rate = rateText(otherVnd, sumVnd(plan.map((entry) => entry.amountVnd)));
  const day = toVietnameseDate(first.asOf);
  const text = `theo ${ORIGIN_NAMES[first.origin]} đến ngày ${day} là ${formatVnd(otherVnd)} đồng (${rate})`;
  return [{ code: 'seriesDiffer', text }];
}

/** An early advance can lift a stalled project over the threshold: met in all, though its completed volume alone would not be. */
function advanceOnly(
  rule: ReviewRule,
  { snapshots }: ProjectMoney,
  comparisons: readonly MarkedComparison[],
): FindingMark[] {
  const [only, ...more] = comparisons;
  if (rule.metric !== 'disbursed' || only?.outcome !== 'met' || more.length > 0) return [];
  let volumeVnd = 0n;
  for (const snapshot of snapshots) {
    const volume = metricOf(snapshot, 'completedVolume');
    if (volume === null) return [];
    volumeVnd += volume;
  }
  if (snapshots.length === 0 || !isCaught(volumeVnd, only.wholeVnd, only.threshold, rule.comparator)) return [];
  const text = `đạt ngưỡng nhờ tạm ứng, khối lượng hoàn thành mới thanh toán ${formatVnd(volumeVnd)} đồng (${rateText(volumeVnd, only.wholeVnd)})`;
  return [{ code: 'advanceOnly', text }];
}

function openWarnings({ openWarnings: warnings = [] }: ProjectFacts): FindingMark[] {
  if (warnings.length === 0) return [];
  return [{ code: 'openWarnings', text: `số liệu còn ${warnings.length} cảnh báo chưa xử lý` }];
}
