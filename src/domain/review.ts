import { toVietnameseDate, type LocalDate } from './local-date.js';
import { formatVnd, isBelowThreshold, ratePercent, shortfall, sumVnd } from './money.js';
import { explainingSnapshotsAsOf, snapshotsAsOf } from './disbursement.js';
import { planEntriesAsOf } from './capital-plan.js';
import { formatCellRef, type DisbursementSnapshot, type PlanEntry, type ProjectFacts } from './project-facts.js';
import type { ReviewRule } from './review-rule.js';
import { fundingSourceOrder } from './funding-sources.js';
import { groupBy } from './group-by.js';
import type { MatchedBy } from './matching.js';
import type { FundingSourceCode, Origin, Outcome, ProjectStatus } from './words.js';

/** What a round says of one project, with the cells it rests on (contract: "finding"). */
export interface Finding {
  readonly key: string;
  readonly code: string | null;
  readonly name: string;
  readonly investor: string | null;
  readonly location: string | null;
  readonly sector: string | null;
  readonly status: ProjectStatus;
  readonly statusInferred: boolean;
  /** how the disbursement found the plan's project; null where no report mentions it */
  readonly matchedBy: MatchedBy | null;
  readonly outcome: Outcome;
  /** Vietnamese: vì sao (không) có trong danh sách */
  readonly reason: string;
  /** plan of the year as adjusted on the as-of day, without carried-over capital */
  readonly planVnd: bigint;
  /** null where nothing is known (`noData`) */
  readonly disbursedVnd: bigint | null;
  /** two decimals, truncated; null without plan or figure */
  readonly ratePercent: string | null;
  readonly undisbursedVnd: bigint | null;
  /** missing to the threshold, rounded up; 0 where it is reached; null without a figure */
  readonly shortfallVnd: bigint | null;
  /** of the disbursed: advances, where every figure of the project tells them; else null */
  readonly advanceVnd: bigint | null;
  readonly bySource: readonly SourceShare[];
  /** day of the snapshots used (the oldest of them); null without a figure */
  readonly dataAsOf: LocalDate | null;
  /** the snapshots used are older than the rule's day */
  readonly stale: boolean;
  readonly origin: Origin | null;
  readonly evidence: { readonly plan: readonly string[]; readonly disbursement: readonly string[] };
}

export interface SourceShare {
  readonly source: FundingSourceCode;
  readonly planVnd: bigint;
  readonly disbursedVnd: bigint;
}

export interface ReviewSummary {
  readonly projects: number;
  /** candidate + met + noData + unclassified */
  readonly inScope: number;
  readonly candidates: number;
  readonly met: number;
  readonly noData: number;
  readonly noPlan: number;
  readonly unclassified: number;
  readonly outOfScope: number;
  /** of the candidates */
  readonly planVnd: bigint;
  readonly disbursedVnd: bigint;
  readonly undisbursedVnd: bigint;
}

export interface ReviewOptions {
  /** the reports are declared complete: a project that they do not mention has disbursed 0 (contract) */
  readonly complete: boolean;
}

/**
 * Applies a rule to the facts: one finding a project, in the order given. Pure: the command line and the service call this
 * one function. Comparison is strict and on integers (161/QĐ-UBND 5.1 "dưới"). Money of parts adds up to the whole project.
 */
export function review(rule: ReviewRule, projects: readonly ProjectFacts[], options: ReviewOptions): Finding[] {
  return projects.map((project) => reviewProject(rule, project, options));
}

function reviewProject(rule: ReviewRule, project: ProjectFacts, options: ReviewOptions): Finding {
  const plan = planEntriesAsOf(project.planEntries, rule.asOf);
  const planned = plannedSources(plan);
  const snapshots = snapshotsAsOf(project.snapshots, rule.asOf, rule.preferredOrigin, planned);
  const explaining = explainingSnapshotsAsOf(project.snapshots, rule.asOf, rule.preferredOrigin, planned);
  const planVnd = sumVnd(plan.map((entry) => entry.amountVnd));
  const reportedVnd = sumVnd(snapshots.map((snapshot) => snapshot.amountVnd));
  const disbursedVnd = snapshots.length > 0 ? reportedVnd : options.complete ? 0n : null;
  const figures = { planVnd, disbursedVnd };
  const outcome = outcomeOf(rule, project.status, figures);
  const dataAsOf = oldestDay(snapshots);
  const threshold = BigInt(rule.thresholdBasisPoints);
  return {
    key: project.key,
    code: project.code,
    name: project.name,
    investor: project.investor,
    location: project.location,
    sector: project.sector,
    status: project.status,
    statusInferred: project.statusInferred,
    matchedBy: project.matchedBy,
    outcome,
    reason: reasonOf(rule, project, outcome, figures, { snapshots, explaining }),
    planVnd,
    disbursedVnd,
    ratePercent: disbursedVnd === null ? null : ratePercent(disbursedVnd, planVnd),
    undisbursedVnd: disbursedVnd === null ? null : planVnd - disbursedVnd,
    shortfallVnd: disbursedVnd === null ? null : shortfall(disbursedVnd, planVnd, threshold),
    advanceVnd: advanceOf(snapshots),
    bySource: sharesBySource(plan, snapshots),
    dataAsOf,
    stale: dataAsOf !== null && dataAsOf < rule.asOf,
    origin: snapshots[0]?.origin ?? null,
    evidence: {
      plan: plan.map((entry) => formatCellRef(entry.ref)),
      disbursement: snapshots.map((snapshot) => formatCellRef(snapshot.ref)),
    },
  };
}

/** Sources in which the plan of the day is more than nothing. */
function plannedSources(plan: readonly PlanEntry[]): FundingSourceCode[] {
  const amounts = groupBy(plan, (entry) => entry.source);
  return [...amounts.keys()].filter(
    (source) => sumVnd((amounts.get(source) ?? []).map((entry) => entry.amountVnd)) > 0n,
  );
}

function oldestDay(snapshots: readonly DisbursementSnapshot[]): LocalDate | null {
  return snapshots.reduce<LocalDate | null>((day, { asOf }) => (day === null || asOf < day ? asOf : day), null);
}

interface Evidence {
  readonly snapshots: readonly DisbursementSnapshot[];
  /** of the origin that does not decide */
  readonly explaining: readonly DisbursementSnapshot[];
}

interface Figures {
  readonly planVnd: bigint;
  readonly disbursedVnd: bigint | null;
}

function outcomeOf(rule: ReviewRule, status: ProjectStatus, { planVnd, disbursedVnd }: Figures): Outcome {
  if (planVnd <= 0n) return 'noPlan';
  if (rule.statuses !== null) {
    if (status === 'unclassified') return 'unclassified';
    if (!rule.statuses.includes(status)) return 'outOfScope';
  }
  if (disbursedVnd === null) return 'noData';
  return isBelowThreshold(disbursedVnd, planVnd, BigInt(rule.thresholdBasisPoints)) ? 'candidate' : 'met';
}

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

/** 5000 -> `50%`, 5050 -> `50,5%`. */
export function formatThreshold(basisPoints: number): string {
  return `${String(basisPoints / 100).replace('.', ',')}%`;
}

function reasonOf(
  rule: ReviewRule,
  project: ProjectFacts,
  outcome: Outcome,
  { planVnd, disbursedVnd }: Figures,
  evidence: Evidence,
): string {
  const day = toVietnameseDate(rule.asOf);
  switch (outcome) {
    case 'noPlan':
      return project.planEntries.some((entry) => entry.planKind === 'carriedOver')
        ? `Không có kế hoạch vốn năm ${rule.planYear} (chỉ có vốn kéo dài), không tính tỷ lệ giải ngân.`
        : `Không có kế hoạch vốn năm ${rule.planYear} đến ngày ${day}, không tính tỷ lệ giải ngân.`;
    case 'unclassified':
      return `Tài liệu không cho biết tính chất dự án, chưa xác định được có thuộc phạm vi rà soát hay không.`;
    case 'outOfScope':
      return `Là ${statusName(project.status)}, không thuộc phạm vi rà soát của đợt này.`;
    case 'noData':
      return project.snapshots.length === 0
        ? `Chưa có số liệu giải ngân đến ngày ${day}: báo cáo không nhắc đến dự án và chưa được xác nhận là đầy đủ.`
        : `Chưa có số liệu giải ngân kế hoạch năm ${rule.planYear} đến ngày ${day}: báo cáo có nhắc đến dự án nhưng chỉ ghi vốn kéo dài hoặc số liệu của ngày sau.`;
    case 'candidate':
    case 'met':
      return comparisonSentence(rule, project, outcome, planVnd, disbursedVnd ?? 0n, evidence);
  }
}

function comparisonSentence(
  rule: ReviewRule,
  project: ProjectFacts,
  outcome: 'candidate' | 'met',
  planVnd: bigint,
  disbursedVnd: bigint,
  evidence: Evidence,
): string {
  const verdict = outcome === 'candidate' ? 'dưới' : 'không dưới';
  const parts = [
    `Đến ngày ${toVietnameseDate(rule.asOf)} giải ngân ${formatVnd(disbursedVnd)} đồng trên kế hoạch ${formatVnd(planVnd)} đồng, ` +
      `đạt ${vietnameseRate(disbursedVnd, planVnd)}, ${verdict} ${formatThreshold(rule.thresholdBasisPoints)}`,
    ...ageOfData(rule, project, evidence.snapshots),
    ...otherSeries(planVnd, disbursedVnd, evidence),
  ];
  if (project.statusInferred) parts.push('tính chất chuyển tiếp được suy từ năm khởi công');
  if (project.matchedBy === 'name') parts.push('khớp với báo cáo theo tên');
  return `${parts.join('; ')}.`;
}

function vietnameseRate(part: bigint, whole: bigint): string {
  return `${(ratePercent(part, whole) ?? '').replace('.', ',')}%`;
}

function ageOfData(rule: ReviewRule, project: ProjectFacts, snapshots: readonly DisbursementSnapshot[]): string[] {
  const oldest = oldestDay(snapshots);
  if (oldest === null) {
    return [
      project.snapshots.length === 0
        ? 'báo cáo được xác nhận đầy đủ và không nhắc đến dự án nên tính là 0'
        : 'báo cáo được xác nhận đầy đủ và không ghi số giải ngân kế hoạch năm của dự án đến ngày này nên tính là 0',
    ];
  }
  if (oldest >= rule.asOf) return [];
  const some = snapshots.some((snapshot) => snapshot.asOf !== oldest);
  return [`${some ? 'một phần số liệu' : 'số liệu mới nhất'} chỉ đến ngày ${toVietnameseDate(oldest)}`];
}

const ORIGIN_NAMES: Record<Origin, string> = { treasury: 'Kho bạc Nhà nước', investor: 'chủ đầu tư' };

/** Domain handbook 5: the Treasury series decides, the investor's explains; the difference and its day are shown. */
function otherSeries(planVnd: bigint, disbursedVnd: bigint, { snapshots, explaining }: Evidence): string[] {
  const first = explaining[0];
  if (first === undefined) return [];
  const otherVnd = sumVnd(explaining.map((snapshot) => snapshot.amountVnd));
  const isLater = first.asOf > (oldestDay(snapshots) ?? '');
  if (otherVnd === disbursedVnd && !isLater) return [];
  const day = toVietnameseDate(first.asOf);
  return [
    `theo ${ORIGIN_NAMES[first.origin]} đến ngày ${day} là ${formatVnd(otherVnd)} đồng (${vietnameseRate(otherVnd, planVnd)})`,
  ];
}

function advanceOf(snapshots: readonly DisbursementSnapshot[]): bigint | null {
  if (snapshots.length === 0) return null;
  let total = 0n;
  for (const { advanceVnd } of snapshots) {
    if (advanceVnd === null) return null;
    total += advanceVnd;
  }
  return total;
}

function sharesBySource(plan: readonly PlanEntry[], snapshots: readonly DisbursementSnapshot[]): SourceShare[] {
  const shares = new Map<FundingSourceCode, { planVnd: bigint; disbursedVnd: bigint }>();
  const share = (source: FundingSourceCode): { planVnd: bigint; disbursedVnd: bigint } => {
    const known = shares.get(source) ?? { planVnd: 0n, disbursedVnd: 0n };
    shares.set(source, known);
    return known;
  };
  for (const entry of plan) share(entry.source).planVnd += entry.amountVnd;
  for (const snapshot of snapshots) share(snapshot.source).disbursedVnd += snapshot.amountVnd;
  return [...shares]
    .map(([source, amounts]) => ({ source, ...amounts }))
    .sort((a, b) => fundingSourceOrder(a.source) - fundingSourceOrder(b.source) || (a.source < b.source ? -1 : 1));
}

/** Counts by outcome, and the money of the candidates. */
export function summarise(findings: readonly Finding[]): ReviewSummary {
  const count = (outcome: Outcome): number => findings.filter((finding) => finding.outcome === outcome).length;
  const candidates = findings.filter((finding) => finding.outcome === 'candidate');
  const counts = {
    candidates: candidates.length,
    met: count('met'),
    noData: count('noData'),
    noPlan: count('noPlan'),
    unclassified: count('unclassified'),
    outOfScope: count('outOfScope'),
  };
  return {
    projects: findings.length,
    inScope: counts.candidates + counts.met + counts.noData + counts.unclassified,
    ...counts,
    planVnd: sumVnd(candidates.map((finding) => finding.planVnd)),
    disbursedVnd: sumVnd(candidates.map((finding) => finding.disbursedVnd ?? 0n)),
    undisbursedVnd: sumVnd(candidates.map((finding) => finding.undisbursedVnd ?? 0n)),
  };
}
