import type { Judgement, SourceShare } from './judgement.js';
import type { LocalDate } from './local-date.js';
import type { MatchedBy } from './matching.js';
import type { RecallableAmount } from './recall-amounts.js';
import type { Denominator } from './review-rule.js';
import type { FundingSourceCode, Origin, Outcome, PlanKind, ProjectStatus } from './words.js';

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
  /** at level `projectSource` the gravest of its sources: a candidate where one of them is */
  readonly outcome: Outcome;
  /** Vietnamese: vì sao (không) có trong danh sách */
  readonly reason: string;
  /** plan of the year as adjusted on the as-of day, without carried-over capital; of `bySource` */
  readonly planVnd: bigint;
  /** of that plan, advances included; null where nothing is known (`noData`) */
  readonly disbursedVnd: bigint | null;
  /** of what the rule compares, two decimals, truncated; null without plan or figure */
  readonly ratePercent: string | null;
  readonly undisbursedVnd: bigint | null;
  /** of what the rule compares: missing to the threshold, rounded up; 0 where it is reached; null without a figure */
  readonly shortfallVnd: bigint | null;
  /** of the disbursed: advances, where every figure of the project tells them; else null */
  readonly advanceVnd: bigint | null;
  /** sources that the outcome is about; adds up to `planVnd` and `disbursedVnd` */
  readonly bySource: readonly SourceShare[];
  /** at level `projectSource`: sources of the project with another outcome; else empty */
  readonly otherSources: readonly SourceShare[];
  /** what was compared: the whole project, or each of its sources */
  readonly judgements: readonly Judgement[];
  /** the rate of the whole project by every denominator, side by side */
  readonly denominators: readonly DenominatorFigure[];
  readonly marks: readonly FindingMark[];
  /** of a candidate what of its plan may be taken back, by source; null for the others */
  readonly recallable: RecallableAmount | null;
  /** day of the snapshots used (the oldest of them); null without a figure */
  readonly dataAsOf: LocalDate | null;
  /** the snapshots used are older than the rule's day */
  readonly stale: boolean;
  readonly origin: Origin | null;
  readonly evidence: Evidence;
}

export interface DenominatorFigure {
  readonly name: Denominator;
  readonly planVnd: bigint;
  /** of that plan, by the rule's metric; null where no report tells it */
  readonly disbursedVnd: bigint | null;
  readonly ratePercent: string | null;
}

export const MARKS = [
  'staleData',
  'seriesDiffer',
  'advanceOnly',
  'openWarnings',
  'statusInferred',
  'matchedByName',
] as const;
/** what a person should look at before trusting a finding */
export type Mark = (typeof MARKS)[number];

export interface FindingMark {
  readonly code: Mark;
  /** Vietnamese, a clause without capital and full stop */
  readonly text: string;
}

export interface Evidence {
  /** `file!sheet!cell` */
  readonly plan: readonly string[];
  readonly disbursement: readonly string[];
  /** the same cells, with what they say */
  readonly planEntries: readonly PlanEvidence[];
  readonly snapshots: readonly SnapshotEvidence[];
}

export interface PlanEvidence {
  readonly source: FundingSourceCode;
  readonly planKind: PlanKind;
  readonly amountVnd: bigint;
  readonly effectiveOn: LocalDate;
  readonly decision: string | null;
  readonly cell: string;
}

export interface SnapshotEvidence {
  readonly source: FundingSourceCode;
  readonly planKind: PlanKind;
  readonly asOf: LocalDate;
  readonly origin: Origin;
  readonly amountVnd: bigint;
  readonly advanceVnd: bigint | null;
  readonly completedVolumeVnd: bigint | null;
  readonly cell: string;
}
