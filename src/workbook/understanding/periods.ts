import { daysInMonth, localDate, type LocalDate } from '../../domain/local-date.js';
import { fold } from '../../domain/vietnamese-text.js';

/** Days and years that titles and captions state. */

const NOT_AFTER_START = '(?<!tu khoi cong )';
const UNTIL = `${NOT_AFTER_START}\\b(?:den|tinh den|tai)\\b(?:\\s+(?:het|thoi diem|cuoi))*\\s+`;
const DAY_NUMBERS = new RegExp(`${UNTIL}(?:ngay\\s+)?(\\d{1,2})\\s*[/.-]\\s*(\\d{1,2})\\s*[/.-]\\s*(\\d{4})`);
const DAY_WORDS = new RegExp(`${UNTIL}(?:ngay\\s+)?(\\d{1,2})\\s+thang\\s+(\\d{1,2})\\s+nam\\s+(\\d{4})`);
const MONTH = new RegExp(`${UNTIL}(?:ngay cuoi )?thang\\s+(\\d{1,2})\\s*(?:/|-|\\.|nam)?\\s*(\\d{4})`);
const DAY_WITHOUT_YEAR = new RegExp(`${UNTIL}(?:ngay\\s+)?(\\d{1,2})\\s*[/.]\\s*(\\d{1,2})(?![\\d/.])`);
const BARE_MONTH = /\bthang\s+(\d{1,2})\s*(?:\/|-|\.|nam)\s*(\d{4})/;
const MONTHS_OF_YEAR = /\b(\d{1,2})\s+thang\s+(?:dau\s+)?nam\s+(\d{4})/;
const QUARTER = /\bquy\s+(iv|iii|ii|i|[1-4])\s*(?:\/|-|nam)?\s*(\d{4})/;

/**
 * The day until which figures run, as a text states it: "đến (hết) ngày 30/06/2025", "đến hết tháng 6/2025" (its last day). A day
 * without a year ("đến 30/6") takes `year`. Null where none. A day after "từ khởi công" is not the day of the report.
 */
export function untilDay(text: string, year: number | null): LocalDate | null {
  const folded = fold(text);
  if (/\btu (?:khi )?(?:khoi cong|kc)\b/.test(folded)) return null;
  return (
    dayOf(DAY_NUMBERS.exec(folded)) ??
    dayOf(DAY_WORDS.exec(folded)) ??
    lastDayOf(MONTH.exec(folded)) ??
    (year === null ? null : dayOf(DAY_WITHOUT_YEAR.exec(folded), year))
  );
}

/**
 * The last day that a cumulative caption (canonical) runs to, as `YYYY-MM-DD` for comparing captions of one table: "den het nam 2024",
 * "den het ke hoach nam 2025", "den 30 6 2025", "den het nam truoc" (before `planYear`), "den nay" (after all others). Null where it
 * tells none.
 */
export function endOfCaption(caption: string, planYear: number | null): string | null {
  const until = /\bden (?:het |cuoi |ngay |thoi diem )*(.*)$/.exec(caption)?.[1];
  if (until === undefined) return null;
  const day = /^(\d{1,2}) (\d{1,2}) (20\d\d)\b/.exec(until);
  if (day !== null) return dayOf(day);
  const month = /^thang (\d{1,2}) (?:nam )?(20\d\d)\b/.exec(until);
  if (month !== null) return lastDayOf(month);
  const year = /^(?:(?:ke hoach|von|nien do) )*(?:nam )?(20\d\d)\b/.exec(until)?.[1];
  if (year !== undefined) return `${year}-12-31`;
  if (/^(?:nien do )?nam truoc\b/.test(until)) return `${(planYear ?? 0) - 1}-12-31`;
  if (/^(?:ke hoach )?nam (?:ke hoach|nay)\b/.test(until)) return planYear === null ? null : `${planYear}-12-31`;
  return /^(?:nay|ky|ky bao cao|thang bao cao|ngay bao cao)\b/.test(until) ? '9999-12-31' : null;
}

/** The last day of the month, quarter or part of a year that a report's title names: "tháng 6 năm 2025", "quý II/2025", "6 tháng đầu năm 2025". */
export function reportedPeriodEnd(text: string): LocalDate | null {
  const folded = fold(text);
  const quarter = QUARTER.exec(folded);
  if (quarter !== null) return lastDay(Number(quarter[2]), quarterNumber(quarter[1] ?? '') * 3);
  return lastDayOf(MONTHS_OF_YEAR.exec(folded)) ?? lastDayOf(BARE_MONTH.exec(folded));
}

function quarterNumber(text: string): number {
  const roman = ['i', 'ii', 'iii', 'iv'].indexOf(text);
  return roman < 0 ? Number(text) : roman + 1;
}

function dayOf(match: RegExpExecArray | null, year?: number): LocalDate | null {
  if (match === null) return null;
  return localDate(year ?? Number(match[3]), Number(match[2]), Number(match[1]));
}

function lastDayOf(match: RegExpExecArray | null): LocalDate | null {
  return match === null ? null : lastDay(Number(match[2]), Number(match[1]));
}

function lastDay(year: number, month: number): LocalDate | null {
  return localDate(year, month, daysInMonth(year, month));
}

/**
 * The plan year that a title states: the latest "năm 2025" (a demand looks back at "năm 2024" first) that is neither part of a month ("tháng 6 năm 2025") nor the year of
 * carried-over capital ("năm 2024 kéo dài"). Null where none.
 */
export function statedYear(text: string): number | null {
  const folded = fold(text);
  let latest: number | null = null;
  for (const match of folded.matchAll(/\bnam\s+((?:19|20)\d\d)\b/g)) {
    const before = folded.slice(0, match.index);
    const after = folded.slice(match.index + match[0].length);
    if (/\b(?:thang|ngay)\s+[\d\s./…]*$/.test(before) || /\bquy\s+\S+\s*$/.test(before)) continue;
    if (/^\s*(?:duoc |cho |phep )*(?:keo dai|chuyen (?:sang|nguon))/.test(after)) continue;
    if (/\bden het\s*$/.test(before) || /\bden het (?:ke hoach|kh)\s*$/.test(before)) continue;
    latest = Math.max(latest ?? 0, Number(match[1]));
  }
  return latest;
}

/** A decision or other paper that a table is attached to: "(Kèm theo Quyết định số 1042/QĐ-UBND ngày 15 tháng 5 năm 2025 …)". */
export function attachedPaper(
  text: string,
): { number: string | null; date: LocalDate | null; authority: string | null } | null {
  const folded = fold(text);
  if (!/\b(?:kem theo|dinh kem|ban hanh (?:theo|kem))\b/.test(folded)) return null;
  const number = /số\s*[:.]?\s*(\d[\p{L}\d.]*\s*\/\s*[\p{L}\d][\p{L}\d&-]*(?:\/[\p{L}\d-]+)?)/iu.exec(
    text.normalize('NFC'),
  );
  const words = /ngay\s+(\d{1,2})\s+thang\s+(\d{1,2})\s+nam\s+(\d{4})/.exec(folded);
  const numbers = /ngay\s+(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})/.exec(folded);
  return {
    number: number?.[1]?.replace(/\s+/g, '') ?? null,
    date: dayOf(words) ?? dayOf(numbers),
    authority: authorityOf(text),
  };
}

/** Who issued the paper: what stands after the last "của", e.g. `UBND tỉnh Sơn La`. */
function authorityOf(text: string): string | null {
  const match = /.*\scủa\s+(.+?)[\s).;,]*$/su.exec(text.normalize('NFC'));
  return match?.[1]?.replace(/\s+/g, ' ') ?? null;
}
