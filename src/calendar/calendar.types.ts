import type { LocalDate } from '../domain/local-date.js';
import type { ReportingPeriod, ReportState, ReportStatus } from '../domain/report-calendar.js';

/** Day of the month by which the report of the month before is due. */
export interface ReportingDeadline {
  /** 1..31; in a shorter month its last day */
  readonly dayOfMonth: number;
}

/** One investor and month. */
export interface CalendarCell extends ReportState {
  readonly month: string;
  /** day on which the first report came in, null where none has */
  readonly sentOn: LocalDate | null;
  /** the import that brought it */
  readonly importId: string | null;
}

export interface CalendarRow {
  readonly investor: string;
  /** projects with a plan in the year */
  readonly projects: number;
  /** one for each period of the calendar, in its order */
  readonly months: readonly CalendarCell[];
}

export interface ReportCalendar {
  readonly planYear: number;
  readonly today: LocalDate;
  readonly knownAt: Date;
  readonly deadline: ReportingDeadline;
  readonly periods: readonly (ReportingPeriod & { readonly counts: Readonly<Record<ReportStatus, number>> })[];
  readonly investors: readonly CalendarRow[];
}

/** A report that is missing or came late. */
export interface LateReport extends ReportState {
  readonly investor: string;
  readonly month: string;
  readonly dueOn: LocalDate;
  readonly sentOn: LocalDate | null;
}
