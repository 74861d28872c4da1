import { daysBetween, daysInMonth, localDate, type LocalDate } from './local-date.js';

/**
 * Day of the month by which investors send the report of the month before. The decision's "trước ngày 18" (Điều 2.1) is about the
 * general monthly report; the disbursement form has a setting of its own that starts with the same day.
 */
export const DEFAULT_DEADLINE_DAY = 18;

/** A month that investors report on. */
export interface ReportingPeriod {
  /** `2025-06` */
  readonly month: string;
  /** last day of the month, of which the figures are */
  readonly asOf: LocalDate;
  /** last day on which the report is in time: the deadline's day of the next month, at most its last day */
  readonly dueOn: LocalDate;
  /** January of the next year: payments of the plan year run to 31/1 (chỉnh lý quyết toán) */
  readonly isSettlement: boolean;
}

/** The twelve months of a plan year and the January after it. `deadlineDay` is 1..31. */
export function reportingPeriods(planYear: number, deadlineDay: number): ReportingPeriod[] {
  return Array.from({ length: 13 }, (_, index) => {
    const [year, month] = monthAfter(planYear, index);
    const [nextYear, nextMonth] = monthAfter(planYear, index + 1);
    return {
      month: `${year}-${String(month).padStart(2, '0')}`,
      asOf: dayOf(year, month, 31),
      dueOn: dayOf(nextYear, nextMonth, deadlineDay),
      isSettlement: index === 12,
    };
  });
}

function monthAfter(planYear: number, months: number): [number, number] {
  return [planYear + Math.floor(months / 12), (months % 12) + 1];
}

function dayOf(year: number, month: number, day: number): LocalDate {
  const found = localDate(year, month, Math.min(day, daysInMonth(year, month)));
  if (found === null) throw new RangeError(`no day ${year}-${month}-${day}`);
  return found;
}

/**
 * `sent` in time, `late` sent after the deadline, `missing` not sent and overdue, `due` not sent and still in time, `notDue` of a
 * month that has not ended.
 */
export const REPORT_STATUSES = ['sent', 'late', 'missing', 'due', 'notDue'] as const;
export type ReportStatus = (typeof REPORT_STATUSES)[number];

export interface ReportState {
  readonly status: ReportStatus;
  /** days after the deadline: of the sending, or until today where nothing was sent; 0 in time */
  readonly daysLate: number;
}

/** How a report stands today. `sentOn` is the day on which the first report of the month came in, null where none has. */
export function reportState({ asOf, dueOn }: ReportingPeriod, sentOn: LocalDate | null, today: LocalDate): ReportState {
  if (sentOn !== null) {
    const daysLate = Math.max(0, daysBetween(dueOn, sentOn));
    return { status: daysLate > 0 ? 'late' : 'sent', daysLate };
  }
  if (today <= asOf) return { status: 'notDue', daysLate: 0 };
  const overdue = Math.max(0, daysBetween(dueOn, today));
  return { status: overdue > 0 ? 'missing' : 'due', daysLate: overdue };
}
