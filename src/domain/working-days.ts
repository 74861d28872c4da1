import { addDays, type LocalDate } from './local-date.js';

/**
 * Weekdays on which offices are closed (Bộ luật Lao động 2019, Điều 112, and the yearly announcements of Tết and exchanged
 * days); from memory, so they are data to be checked each year, and only set the pace that a countdown prints.
 */
export const SHIPPED_HOLIDAYS: readonly LocalDate[] = [
  ...['2025-01-01', '2025-01-27', '2025-01-28', '2025-01-29', '2025-01-30', '2025-01-31', '2025-04-07'],
  ...['2025-04-30', '2025-05-01', '2025-05-02', '2025-09-01', '2025-09-02'],
  ...['2026-01-01', '2026-01-02', '2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20'],
  ...['2026-04-27', '2026-04-30', '2026-05-01', '2026-09-01', '2026-09-02'],
];

/** Days on which offices work, after `from` up to and including `to`; 0 where `to` is not later. */
export function workingDaysBetween(
  from: LocalDate,
  to: LocalDate,
  holidays: ReadonlySet<LocalDate> = new Set(SHIPPED_HOLIDAYS),
): number {
  let days = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
    if (!isWeekend(day) && !holidays.has(day)) days += 1;
  }
  return days;
}

function isWeekend(day: LocalDate): boolean {
  const weekday = new Date(day).getUTCDay();
  return weekday === 0 || weekday === 6;
}
