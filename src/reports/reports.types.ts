import type { LateReport } from '../calendar/calendar.types.js';
import type { BackTestLine, Countdown, CountdownLine } from '../domain/countdown.js';
import type { ExpectedLapse } from '../domain/expected-lapse.js';
import type { LeagueLine } from '../domain/league-table.js';
import type { LocalDate } from '../domain/local-date.js';
import type { InvestorView } from '../domain/successions.js';
import type { ReviewRule } from '../domain/review-rule.js';
import type { Dimension, Synthesis, SynthesisLine } from '../domain/synthesis.js';
import type { StoredWatchItem } from './watch-list.repository.js';

/** To what a report answers. */
export interface ReportPerspective {
  readonly planYear: number;
  readonly asOf: LocalDate;
  readonly knownAt: Date;
  readonly investorView?: InvestorView;
}

export interface MonthlyReport extends ReportPerspective {
  /** end of the month before, with which it is compared */
  readonly before: LocalDate;
  readonly total: SynthesisLine;
  readonly byDimension: Readonly<Record<Dimension, Synthesis>>;
  readonly late: LateReporters;
  /** projects by tenth of the plan disbursed: 0 to under 10%, …, 100% and above */
  readonly distribution: readonly number[];
}

/** Who had not sent the report of a month in time. */
export interface LateReporters {
  readonly dueOn: LocalDate;
  /** day in Việt Nam on which this is told */
  readonly madeOn: LocalDate;
  readonly reports: readonly LateReport[];
}

export interface LeagueReport extends ReportPerspective {
  readonly lines: readonly LeagueLine[];
}

export interface CountdownReport extends ReportPerspective {
  readonly rule: ReviewRule;
  readonly countdown: Countdown;
  /** what is expected not to be disbursed at the end of the year's payments, by source */
  readonly expectedLapse: readonly ExpectedLapse[];
}

export interface BackTestReport extends ReportPerspective {
  readonly rule: ReviewRule;
  readonly lines: readonly BackTestLine[];
}

export interface WatchReport extends ReportPerspective {
  readonly items: readonly WatchedItem[];
}

/** One item of the watch list with its projects and their money. */
export interface WatchedItem {
  readonly item: StoredWatchItem;
  readonly total: SynthesisLine;
  readonly projects: readonly WatchedProject[];
}

export interface WatchedProject {
  readonly id: string;
  readonly code: string | null;
  readonly name: string;
  readonly investor: string | null;
  readonly planVnd: bigint;
  readonly disbursedVnd: bigint | null;
  readonly ratePercent: string | null;
  /** where the countdown to the next rule puts it; null outside its population */
  readonly stage: CountdownLine['stage'] | null;
}
