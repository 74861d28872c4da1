import { addDays, daysBetween, type LocalDate } from './local-date.js';

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
  const days = daysBetween(from, to);
  if (days <= 0) return 0;
  const first = weekdayOf(addDays(from, 1));
  let working = Math.floor(days / 7) * 5;
  for (let rest = 0; rest < days % 7; rest += 1) {
    if (!isWeekend((first + rest) % 7)) working += 1;
  }
  for (const holiday of holidays) {
    if (holiday > from && holiday <= to && !isWeekend(weekdayOf(holiday))) working -= 1;
  }
  return working;
}

/** 0 = Sunday */
function weekdayOf(day: LocalDate): number {
  return new Date(day).getUTCDay();
}

function isWeekend(weekday: number): boolean {
  return weekday === 0 || weekday === 6;
}
