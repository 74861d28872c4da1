import type { DayCell } from '../cells.js';

const SECONDS_A_DAY = 86_400;
/** Days from 0000-03-01 (proleptic Gregorian) to the day before serial 0. */
const EPOCH_1900 = 693_899;
const EPOCH_1904 = 695_361;
/** 9999-12-31 in the 1900 system */
const LAST_SERIAL_1900 = 2_958_465;
const LAST_SERIAL_1904 = 2_957_003;
/** Excel counts a 29 February 1900 that never was: serials below 60 are a day ahead of those above (Lotus 1-2-3 inheritance). */
const PHANTOM_DAY = 60;

/**
 * The calendar day (with a time where there is one, to the nearest second) of a date serial. Null where the serial is no
 * calendar day: negative, after 9999, day 0 of the 1900 system, or its phantom 29/2/1900.
 */
export function dayOfSerial(serial: number, is1904: boolean): DayCell | null {
  let days = Math.floor(serial);
  let seconds = Math.round((serial - days) * SECONDS_A_DAY);
  if (seconds === SECONDS_A_DAY) {
    days += 1;
    seconds = 0;
  }
  const civil = is1904 ? civilDay1904(days) : civilDay1900(days);
  return civil === null ? null : { day: seconds === 0 ? civil : `${civil}T${clock(seconds)}` };
}

function civilDay1900(days: number): string | null {
  if (days < 1 || days === PHANTOM_DAY || days > LAST_SERIAL_1900) return null;
  return civilFromDays(days + EPOCH_1900 + (days < PHANTOM_DAY ? 1 : 0));
}

function civilDay1904(days: number): string | null {
  return days < 0 || days > LAST_SERIAL_1904 ? null : civilFromDays(days + EPOCH_1904);
}

/** Days since 0000-03-01 to a date, in integers: years begin in March, so that the leap day is the last of its year. */
function civilFromDays(days: number): string {
  const era = Math.floor(days / 146_097);
  const dayOfEra = days - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

function clock(seconds: number): string {
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})?)?$/;

/** Value of a `t="d"` cell (ISO 8601, strict OOXML); null where it is no such text or no day of the calendar. */
export function dayOfIso(text: string): DayCell | null {
  const parts = ISO_DAY.exec(text);
  if (!parts) return null;
  const [, year, month, day, hour = '00', minute = '00', second = '00'] = parts;
  if (!isCalendarDay(Number(year), Number(month), Number(day))) return null;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  const time = `${hour}:${minute}:${second}`;
  return { day: `${year}-${month}-${day}${time === '00:00:00' ? '' : `T${time}`}` };
}

function isCalendarDay(year: number, month: number, day: number): boolean {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day >= 1 && day <= (lengths[month - 1] ?? 0);
}
