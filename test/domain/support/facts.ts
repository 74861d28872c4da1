import { natureOfChange } from '../../../src/domain/capital-plan.js';
import type { DisbursementSnapshot, PlanEntry, ProjectFacts } from '../../../src/domain/project-facts.js';
import type { ReportedDisbursement, ReportedPlanEntry, ReportedProject } from '../../../src/domain/reported-facts.js';
import { SHIPPED_REVIEW_RULES, type ReviewRule } from '../../../src/domain/review-rule.js';

/** Facts of one everyday project, so that a test says only what its story is about. */

export const [ROUND_1, ROUND_2] = SHIPPED_REVIEW_RULES as [ReviewRule, ReviewRule];

let row = 0;
const nextCell = (column: string): string => `${column}${(row += 1)}`;

export function planEntry(amountVnd: bigint, more: Partial<PlanEntry> = {}): PlanEntry {
  return {
    source: 'CDNS',
    planKind: 'current',
    amountVnd,
    effectiveOn: '2025-01-01',
    nature: amountVnd < 0n ? 'decrease' : 'initial',
    decidedOn: null,
    decision: 'Nghị quyết số 422/NQ-HĐND ngày 05/12/2024',
    ref: { file: 'ke-hoach.xlsx', sheet: 'NSĐP', cell: nextCell('L') },
    ...more,
  };
}

export function snapshot(amountVnd: bigint, more: Partial<DisbursementSnapshot> = {}): DisbursementSnapshot {
  const report = more.report ?? 'kbnn-6.xlsx';
  return {
    report,
    reportOrder: 0,
    source: 'CDNS',
    planKind: 'current',
    asOf: '2025-06-30',
    origin: 'treasury',
    amountVnd,
    advanceVnd: null,
    completedVolumeVnd: null,
    ref: { file: report, sheet: 'Sheet1', cell: nextCell('F') },
    ...more,
  };
}

export function facts(more: Partial<ProjectFacts> = {}): ProjectFacts {
  return {
    key: '7912345',
    code: '7912345',
    name: 'Đường Tà Hộc - Nà Bó, huyện Mai Sơn',
    investor: 'UBND huyện Mai Sơn',
    location: 'Mai Sơn',
    sector: 'Giao thông',
    status: 'continuing',
    statusInferred: false,
    matchedBy: 'code',
    planEntries: [planEntry(10_000n)],
    snapshots: [snapshot(5_000n)],
    ...more,
  };
}

export function reported(more: Partial<ReportedProject> = {}): ReportedProject {
  return {
    code: '7912345',
    name: 'Đường Tà Hộc - Nà Bó, huyện Mai Sơn',
    investor: 'UBND huyện Mai Sơn',
    location: null,
    sector: null,
    status: 'continuing',
    startYear: null,
    ref: { file: 'ke-hoach.xlsx', sheet: 'NSĐP', cell: nextCell('B') },
    ...more,
  };
}

type PlanInput = Partial<Omit<ReportedPlanEntry, 'project' | 'ref'>> & {
  readonly project?: Partial<ReportedProject>;
  readonly file?: string;
  readonly sheet?: string;
};

export function assigned(amountVnd: bigint, { project, file, sheet, ...more }: PlanInput = {}): ReportedPlanEntry {
  const at = { file: file ?? 'ke-hoach.xlsx', sheet: sheet ?? 'NSĐP' };
  return {
    project: reported({ ref: { ...at, cell: nextCell('B') }, ...project }),
    source: 'CDNS',
    planKind: 'current',
    amountVnd,
    effectiveOn: '2025-01-01',
    decision: null,
    decisionNumber: null,
    decidedOn: null,
    decisionAuthority: null,
    nature: 'initial',
    ref: { ...at, cell: nextCell('L') },
    ...more,
  };
}

/** From an adjustment annex decided on 15/5/2025. */
export function adjusted(amountVnd: bigint, more: PlanInput = {}): ReportedPlanEntry {
  const nature = natureOfChange(amountVnd);
  return assigned(amountVnd, { file: 'dieu-chinh.xlsx', effectiveOn: '2025-05-15', nature, ...more });
}

type PaidInput = Partial<Omit<ReportedDisbursement, 'project' | 'ref'>> & {
  readonly project?: Partial<ReportedProject>;
  readonly file?: string;
  readonly sheet?: string;
};

/** A line of a Treasury report: no status, as Treasury exports have none. */
export function paid(amountVnd: bigint, { project, file, sheet, ...more }: PaidInput = {}): ReportedDisbursement {
  const at = { file: file ?? 'kbnn-6.xlsx', sheet: sheet ?? 'Sheet1' };
  return {
    project: reported({ status: 'unclassified', ref: { ...at, cell: nextCell('C') }, ...project }),
    source: 'CDNS',
    planKind: 'current',
    asOf: '2025-06-30',
    origin: 'treasury',
    amountVnd,
    advanceVnd: null,
    completedVolumeVnd: null,
    acceptedUnpaidVnd: null,
    ref: { ...at, cell: nextCell('F') },
    ...more,
  };
}
