import type { LocalDate } from './local-date.js';
import type { Origin, ProjectStatus } from './words.js';

/**
 * A review rule is data (contract: word "review rule"); an administrator may add others. The two rounds of
 * Quyết định 161/QĐ-UBND ngày 20/01/2025 của UBND tỉnh Sơn La, section 5.1, are shipped.
 */
export interface ReviewRule {
  /** stable, e.g. `161-2025-1` */
  readonly code: string;
  readonly name: string;
  readonly planYear: number;
  /** round number of the decision, null for an ad hoc round */
  readonly round: number | null;
  /** statuses under review; null = every project with a plan of the year, whatever its status */
  readonly statuses: readonly ProjectStatus[] | null;
  readonly asOf: LocalDate;
  /** which plan is the whole of the rate: the plan of the year as adjusted on the as-of day, without carried-over capital */
  readonly denominator: 'plan.current';
  /** below this many basis points (5000 = 50%) a project is a candidate; strict */
  readonly thresholdBasisPoints: number;
  /** printed on papers, Vietnamese */
  readonly legalBasis: string;
  /** the clause, Vietnamese, as the decision words it */
  readonly clause: string;
  /** the day by which the reallocation must be decided: "trước ngày 15 tháng 11 năm 2025" = on 14/11 at the latest */
  readonly decideBy: LocalDate;
  /** Treasury figures decide, the other series explains (domain handbook 5) */
  readonly preferredOrigin: Origin;
}

const LEGAL_BASIS_161 = 'Quyết định số 161/QĐ-UBND ngày 20/01/2025 của UBND tỉnh Sơn La';

export const SHIPPED_REVIEW_RULES: readonly ReviewRule[] = [
  {
    code: '161-2025-1',
    name: 'Rà soát đợt 1 năm 2025',
    planYear: 2025,
    round: 1,
    statuses: ['continuing'],
    asOf: '2025-06-30',
    denominator: 'plan.current',
    thresholdBasisPoints: 5000,
    legalBasis: LEGAL_BASIS_161,
    clause:
      'Mục 5.1, đợt 1: thu hồi, điều chuyển vốn của dự án chuyển tiếp đến ngày 30 tháng 6 năm 2025 có kết quả giải ngân dưới 50% kế hoạch vốn',
    decideBy: '2025-11-14',
    preferredOrigin: 'treasury',
  },
  {
    code: '161-2025-2',
    name: 'Rà soát đợt 2 năm 2025',
    planYear: 2025,
    round: 2,
    statuses: null,
    asOf: '2025-09-30',
    denominator: 'plan.current',
    thresholdBasisPoints: 6000,
    legalBasis: LEGAL_BASIS_161,
    clause:
      'Mục 5.1, đợt 2: thu hồi, điều chuyển vốn của các dự án được giao kế hoạch năm 2025 đến ngày 30 tháng 9 năm 2025 có kết quả giải ngân dưới 60% kế hoạch vốn',
    decideBy: '2025-11-14',
    preferredOrigin: 'treasury',
  },
];
