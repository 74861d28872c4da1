import type { LateReport, ReportCalendar } from './calendar.types.js';

/** Missing and late reports of a calendar, the oldest month first. */
export function lateReports({ periods, investors }: Pick<ReportCalendar, 'periods' | 'investors'>): LateReport[] {
  return periods.flatMap(({ dueOn }, index) =>
    investors.flatMap(({ investor, months }): LateReport[] => {
      const cell = months[index];
      if (cell?.status !== 'missing' && cell?.status !== 'late') return [];
      const { month, sentOn, status, daysLate } = cell;
      return [{ investor, month, dueOn, sentOn, status, daysLate }];
    }),
  );
}
