/** A calendar day as `YYYY-MM-DD`. Never a `Date`: one moved 1 January into the previous budget year. */
export type LocalDate = string;

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** Last day number of a month (1..12). */
export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (DAYS[month - 1] ?? 0);
}

/** The day, or null where the three numbers are no day of the calendar (years 1900..2200). */
export function localDate(year: number, month: number, day: number): LocalDate | null {
  if (![year, month, day].every(Number.isInteger)) return null;
  if (year < 1900 || year > 2200 || month < 1 || month > 12) return null;
  if (day < 1 || day > daysInMonth(year, month)) return null;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** True for `YYYY-MM-DD` that names a real day. */
export function isLocalDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return match !== null && localDate(Number(match[1]), Number(match[2]), Number(match[3])) === text;
}

export function yearOf(date: LocalDate): number {
  return Number(date.slice(0, 4));
}

/** `2025-06-30` -> `30/6/2025`, as officials write it (no leading zeros for the month above 2, Nghị định 30/2020). */
export function toVietnameseDate(date: LocalDate): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  return `${String(day).padStart(2, '0')}/${month < 3 ? String(month).padStart(2, '0') : month}/${year}`;
}

/** The day in Việt Nam at an instant. Called once at the edge; the domain takes days as arguments. */
export function dayInVietnam(instant: Date): LocalDate {
  return new Date(instant.getTime() + 7 * 3600 * 1000).toISOString().slice(0, 10);
}

const DAY_MS = 86_400_000;

/** The day so many days later (earlier where negative). */
export function addDays(date: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Days from one day to another, negative where `to` is the earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

/** Last day of the month in which a day lies. */
export function endOfMonth(date: LocalDate): LocalDate {
  const [year, month] = date.split('-').map(Number) as [number, number];
  return `${date.slice(0, 8)}${String(daysInMonth(year, month)).padStart(2, '0')}`;
}

/** Last day of the month before. */
export function endOfMonthBefore(date: LocalDate): LocalDate {
  return addDays(`${date.slice(0, 8)}01`, -1);
}
