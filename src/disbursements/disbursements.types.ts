import type { LocalDate } from '../domain/local-date.js';
import type { SeriesComparison, SeriesPair, SourcePair } from '../domain/series-comparison.js';

/** A project as the rows of a comparison name it. */
export interface ComparedProject {
  readonly projectId: string;
  readonly code: string | null;
  readonly name: string;
  readonly investorName: string | null;
}

/** Both series of one project, for the plan of the year and for what was carried over into it. */
export interface ProjectComparison extends ComparedProject {
  readonly planYear: number;
  readonly asOf: LocalDate;
  readonly current: SeriesComparison;
  readonly carriedOver: SeriesComparison;
}

/** One project and source of a reconciliation between Treasury and investors (đối chiếu số liệu). */
export interface ReconciliationRow extends ComparedProject, SourcePair {}

export interface Reconciliation {
  readonly planYear: number;
  readonly asOf: LocalDate;
  readonly knownAt: Date;
  /** last days of the months that a report of the year tells of, up to the latest one known; ascending */
  readonly months: readonly LocalDate[];
  /** whole columns, over every project that either series tells of */
  readonly totals: Pick<SeriesPair, 'planVnd'> & {
    readonly treasuryVnd: bigint;
    readonly investorVnd: bigint;
    /** of the projects and sources that both series tell of */
    readonly differenceVnd: bigint;
  };
  readonly counts: {
    readonly compared: number;
    readonly equal: number;
    readonly different: number;
    readonly onlyTreasury: number;
    readonly onlyInvestor: number;
  };
  /** what differs (largest first), then what only one series tells of (largest first); equal rows are counted, not listed */
  readonly rows: readonly ReconciliationRow[];
}
