import type { FindingMark } from './finding.js';
import { fundingSourceName } from './funding-sources.js';
import type { Judgement } from './judgement.js';
import { toVietnameseDate } from './local-date.js';
import { formatVnd } from './money.js';
import type { ProjectFacts } from './project-facts.js';
import type { Membership } from './population.js';
import { metricOf, type ProjectMoney } from './project-money.js';
import type { ReviewRule } from './review-rule.js';
import { denominatorName, formatPercent, formatThreshold, METRIC_VERBS, rateText } from './rule-words.js';

/** What a sentence is about: one comparison within the facts of its project. */
export interface Told {
  readonly rule: ReviewRule;
  readonly facts: ProjectFacts;
  readonly money: ProjectMoney;
  readonly membership: Membership;
  readonly complete: boolean;
}

/** Vì sao (không) có trong danh sách: one Vietnamese sentence, or one for each source that was compared by itself. */
export function reasonOf(told: Told, judgements: readonly Judgement[], marks: readonly FindingMark[]): string {
  const [first] = judgements;
  if (first === undefined) return noPlanSentence(told);
  if (judgements.length === 1 && told.rule.level === 'project') return sentenceOf(told, first, marks);
  const bySource = judgements.map((judgement) => {
    const names = judgement.sources.map(fundingSourceName).join(', ');
    return `${names}: ${withoutCapital(sentenceOf(told, judgement, []))}`;
  });
  const remarks = marks.length === 0 ? [] : [`Lưu ý: ${marks.map(({ text }) => text).join('; ')}.`];
  return [...bySource, ...remarks].join(' ');
}

function withoutCapital(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

function sentenceOf(told: Told, judgement: Judgement, marks: readonly FindingMark[]): string {
  switch (judgement.outcome) {
    case 'noPlan':
      return noPlanSentence(told);
    case 'unclassified':
    case 'outOfScope':
      return told.membership.member === 'in'
        ? `Không thuộc nguồn rà soát của đợt này (${(told.rule.population.sources ?? []).join(', ')}).`
        : told.membership.reason;
    case 'noData':
      return noDataSentence(told);
    case 'candidate':
    case 'met':
      return comparisonSentence(told, judgement, marks);
  }
}

function noPlanSentence({ rule, facts, money }: Told): string {
  const day = toVietnameseDate(rule.asOf);
  if (money.plan.some(({ amountVnd }) => amountVnd > 0n) && rule.denominator !== 'plan.current') {
    return `Không có ${denominatorName(rule.denominator)} để tính tỷ lệ giải ngân đến ngày ${day}.`;
  }
  return facts.planEntries.some((entry) => entry.planKind === 'carriedOver')
    ? `Không có kế hoạch vốn năm ${rule.planYear} (chỉ có vốn kéo dài), không tính tỷ lệ giải ngân.`
    : `Không có kế hoạch vốn năm ${rule.planYear} đến ngày ${day}, không tính tỷ lệ giải ngân.`;
}

function noDataSentence({ rule, facts, money, complete }: Told): string {
  const day = toVietnameseDate(rule.asOf);
  if (money.counted.some((snapshot) => metricOf(snapshot, rule.metric) === null)) {
    return `Báo cáo đến ngày ${day} không tách khối lượng hoàn thành khỏi tạm ứng, chưa tính được tỷ lệ.`;
  }
  if (money.snapshots.length > 0 && !complete) {
    return `Chưa đủ số liệu giải ngân đến ngày ${day}: báo cáo có nhắc đến dự án nhưng không ghi phần vốn này.`;
  }
  return facts.snapshots.length === 0
    ? `Chưa có số liệu giải ngân đến ngày ${day}: báo cáo không nhắc đến dự án và chưa được xác nhận là đầy đủ.`
    : `Chưa có số liệu giải ngân kế hoạch năm ${rule.planYear} đến ngày ${day}: báo cáo có nhắc đến dự án nhưng chỉ ghi vốn kéo dài hoặc số liệu của ngày sau.`;
}

function comparisonSentence(told: Told, judgement: Judgement, marks: readonly FindingMark[]): string {
  const { rule } = told;
  const partVnd = judgement.partVnd ?? 0n;
  const { wholeVnd } = judgement;
  const parts = [
    `Đến ngày ${toVietnameseDate(rule.asOf)} ${METRIC_VERBS[rule.metric]} ${formatVnd(partVnd)} đồng trên ` +
      `${denominatorName(rule.denominator)} ${formatVnd(wholeVnd)} đồng, đạt ${rateText(partVnd, wholeVnd)}, ` +
      verdictText(rule, judgement),
    ...countedAsNothing(told),
    ...marks.map(({ text }) => text),
  ];
  return `${parts.join('; ')}.`;
}

/** `dưới 50%`, `không dưới 50%`, `không quá 50%`, `trên 50%`; of a relative threshold with what it comes from. */
function verdictText(rule: ReviewRule, { outcome, thresholdPercent }: Judgement): string {
  const caught = outcome === 'candidate';
  const verb = rule.comparator === 'below' ? (caught ? 'dưới' : 'không dưới') : caught ? 'không quá' : 'trên';
  const threshold = formatPercent(thresholdPercent);
  if (rule.relativeThreshold === null) return `${verb} ${threshold}`;
  const { minusBasisPoints } = rule.relativeThreshold;
  const minus = minusBasisPoints === 0 ? '' : ` trừ ${formatThreshold(minusBasisPoints).replace('%', '')} điểm`;
  return `${verb} ${threshold} (mức bình quân chung của tỉnh${minus})`;
}

function countedAsNothing({ facts, money }: Told): string[] {
  if (money.counted.length > 0) return [];
  return [
    facts.snapshots.length === 0
      ? 'báo cáo được xác nhận đầy đủ và không nhắc đến dự án nên tính là 0'
      : 'báo cáo được xác nhận đầy đủ và không ghi số giải ngân kế hoạch năm của dự án đến ngày này nên tính là 0',
  ];
}
