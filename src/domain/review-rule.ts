import type { LocalDate } from './local-date.js';
import type { FundingSourceCode, Origin, ProjectGroup, ProjectStatus } from './words.js';

/** Which projects a rule looks at. Null = no such condition; several conditions must all hold. */
export interface Population {
  readonly statuses: readonly ProjectStatus[] | null;
  /** projects with a plan in one of these sources (a group means its parts); which money is judged is told by the level */
  readonly sources: readonly FundingSourceCode[] | null;
  /** names; the unit that an investor became by merging is the same investor */
  readonly investors: readonly string[] | null;
  readonly groups: readonly ProjectGroup[] | null;
  readonly sectors: readonly string[] | null;
  /** names of districts or communes that the project's location holds */
  readonly places: readonly string[] | null;
  /** "các dự án được giao kế hoạch năm": a project that has only carried-over capital stays out */
  readonly requiresPlanOfYear: boolean;
  /** its first plan of the year took effect before this day */
  readonly firstAllocatedBefore: LocalDate | null;
  /** the plan of the year on the as-of day is at least this many đồng */
  readonly minimumPlanVnd: bigint | null;
  readonly exemptions: readonly Exemption[];
}

/** A project that is left out by decision. */
export interface Exemption {
  /** its code, or its id in the books */
  readonly project: string;
  readonly reason: string;
}

export const METRICS = ['disbursed', 'completedVolume'] as const;
/** what is compared: everything disbursed, advances included (domain handbook 5), or payment for completed volume only */
export type Metric = (typeof METRICS)[number];

export const PLAIN_DENOMINATORS = ['plan.current', 'plan.initial', 'plan.withCarriedOver'] as const;
/**
 * The plan that is the whole of the rate. `plan.current`: the plan of the year as adjusted on the as-of day. `plan.initial`: as
 * first assigned. `plan.withCarriedOver`: with carried-over capital, whose disbursement then counts too.
 * `plan.withoutSupplementsAfter:DAY`: as on the as-of day, of each source at most the plan of DAY.
 */
export type Denominator = (typeof PLAIN_DENOMINATORS)[number] | `plan.withoutSupplementsAfter:${LocalDate}`;

export const COMPARATORS = ['below', 'atMost'] as const;
/** `below` is strict: exactly the threshold is not below ("dưới 50%") */
export type Comparator = (typeof COMPARATORS)[number];

export const LEVELS = ['project', 'projectSource'] as const;
/** what is judged: the whole project ("của từng dự án"), or the money of each of its sources by itself */
export type Level = (typeof LEVELS)[number];

export const RECALL_POLICIES = ['allUndisbursed', 'downToCommitment', 'toThreshold', 'byHand'] as const;
/** how much of a candidate's plan is proposed for recall (`recall-amounts`) */
export type RecallPolicy = (typeof RECALL_POLICIES)[number];

/** A threshold that moves with the province: its average rate less so many basis points. */
export interface RelativeThreshold {
  readonly to: 'provincialAverage';
  readonly minusBasisPoints: number;
}

/** A higher threshold for the money of one source (a group means its parts). */
export interface SourceThreshold {
  readonly source: FundingSourceCode;
  readonly thresholdBasisPoints: number;
}

/** A paper that the rule rests on, with the days on which it is in force (inclusive, null = open). */
export interface LegalBasis {
  /** as printed on papers, Vietnamese */
  readonly text: string;
  /** the clause as the paper words it, Vietnamese */
  readonly clause: string;
  readonly validFrom: LocalDate | null;
  readonly validTo: LocalDate | null;
}

/** What an administrator decides of a rule. */
export interface RuleSettings {
  readonly name: string;
  readonly planYear: number;
  /** round number of the decision, null for an ad hoc round */
  readonly round: number | null;
  readonly population: Population;
  readonly asOf: LocalDate;
  readonly metric: Metric;
  readonly denominator: Denominator;
  readonly comparator: Comparator;
  /** basis points (5000 = 50%), 1..10000; of a relative threshold the highest that it may reach */
  readonly thresholdBasisPoints: number;
  readonly relativeThreshold: RelativeThreshold | null;
  /** only at level `projectSource` */
  readonly sourceThresholds: readonly SourceThreshold[];
  readonly level: Level;
  readonly amountPolicy: RecallPolicy;
  /** what follows for a candidate, as papers say it; Vietnamese */
  readonly consequence: string;
  /** at least one is in force on the as-of day */
  readonly legalBases: readonly LegalBasis[];
  /** the day by which the reallocation must be decided: "trước ngày 15 tháng 11 năm 2025" = on 14/11 at the latest */
  readonly decideBy: LocalDate;
  /** Treasury figures decide, the other series explains (domain handbook 5) */
  readonly preferredOrigin: Origin;
}

/** A review rule is versioned data (contract: word "review rule"); a version never changes. */
export interface ReviewRule extends RuleSettings {
  /** stable, e.g. `161-2025-1` */
  readonly code: string;
  /** 1, 2, … */
  readonly version: number;
}

export const EVERY_PROJECT: Population = {
  statuses: null,
  sources: null,
  investors: null,
  groups: null,
  sectors: null,
  places: null,
  requiresPlanOfYear: true,
  firstAllocatedBefore: null,
  minimumPlanVnd: null,
  exemptions: [],
};

/** The paper in force on the as-of day; the first one named where none is. */
export function legalBasisOf({ legalBases, asOf }: Pick<RuleSettings, 'legalBases' | 'asOf'>): LegalBasis {
  const [first] = legalBases;
  if (first === undefined) throw new RangeError('a rule without a legal basis');
  return legalBases.find((basis) => isInForce(basis, asOf)) ?? first;
}

export function isInForce({ validFrom, validTo }: LegalBasis, day: LocalDate): boolean {
  return (validFrom === null || validFrom <= day) && (validTo === null || day <= validTo);
}

/** The day after which supplements do not count, null for the other denominators. */
export function supplementDayOf(denominator: Denominator): LocalDate | null {
  const [, day] = denominator.split(':');
  return day ?? null;
}

/** Quyết định 161/QĐ-UBND ngày 20/01/2025 của UBND tỉnh Sơn La, section 5.1. */
function decision161(clause: string): LegalBasis {
  return {
    text: 'Quyết định số 161/QĐ-UBND ngày 20/01/2025 của UBND tỉnh Sơn La',
    clause,
    validFrom: '2025-01-20',
    validTo: null,
  };
}

const SECTION_5_1 = {
  planYear: 2025,
  metric: 'disbursed',
  denominator: 'plan.current',
  comparator: 'below',
  relativeThreshold: null,
  sourceThresholds: [],
  level: 'project',
  // The decision does not say how much is recalled; what is not disbursed is the proposal that an officer edits.
  amountPolicy: 'allUndisbursed',
  consequence: 'Đề nghị thu hồi, điều chuyển kế hoạch vốn',
  decideBy: '2025-11-14',
  preferredOrigin: 'treasury',
} as const satisfies Partial<RuleSettings>;

/** The two rounds of the decision. */
export const SHIPPED_REVIEW_RULES: readonly ReviewRule[] = [
  {
    ...SECTION_5_1,
    code: '161-2025-1',
    version: 1,
    name: 'Rà soát đợt 1 năm 2025',
    round: 1,
    population: { ...EVERY_PROJECT, statuses: ['continuing'] },
    asOf: '2025-06-30',
    thresholdBasisPoints: 5000,
    legalBases: [
      decision161(
        'Mục 5.1, đợt 1: thu hồi, điều chuyển vốn của dự án chuyển tiếp đến ngày 30 tháng 6 năm 2025 có kết quả giải ngân dưới 50% kế hoạch vốn',
      ),
    ],
  },
  {
    ...SECTION_5_1,
    code: '161-2025-2',
    version: 1,
    name: 'Rà soát đợt 2 năm 2025',
    round: 2,
    population: EVERY_PROJECT,
    asOf: '2025-09-30',
    thresholdBasisPoints: 6000,
    legalBases: [
      decision161(
        'Mục 5.1, đợt 2: thu hồi, điều chuyển vốn của các dự án được giao kế hoạch năm 2025 đến ngày 30 tháng 9 năm 2025 có kết quả giải ngân dưới 60% kế hoạch vốn',
      ),
    ],
  },
];

/** "Các đợt điều chỉnh khi thấy cần thiết": a form to be given a code, a day and a threshold of its own. */
export const AD_HOC_RULE: RuleSettings = {
  ...SECTION_5_1,
  name: 'Rà soát đột xuất năm 2025',
  round: null,
  population: EVERY_PROJECT,
  asOf: '2025-10-31',
  thresholdBasisPoints: 6000,
  legalBases: [
    decision161(
      'Mục 5.1: trong năm, tùy thuộc tiến độ thực hiện, thực hiện các đợt điều chỉnh khi thấy cần thiết, thời gian điều chỉnh trước ngày 15 tháng 11 năm 2025',
    ),
  ],
};
