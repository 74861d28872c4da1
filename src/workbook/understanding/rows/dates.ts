import { localDate, toVietnameseDate, type LocalDate } from '../../../domain/local-date.js';
import type { CellValue } from '../../cells.js';
import type { TableFrame } from '../frame.js';
import { shown, type TableIssues } from './issues.js';
import type { Node } from './node.js';

/** The start year of `2022-2025`, `2021-`, `Q1/2023`, `01/03/2023 - 31/12/2025`; null where there is none. */
export function startYearOf(text: string | undefined): number | null {
  const year = text === undefined ? undefined : /(?<!\d)(?:19|20)\d\d(?!\d)/u.exec(text)?.[0];
  return year === undefined ? null : Number(year);
}

export interface WrittenDate {
  readonly text: string;
  /** null where the numbers are no day of the calendar, day first */
  readonly date: LocalDate | null;
  /** the day with day and month changed over, null where that is no day or the same one */
  readonly swapped: LocalDate | null;
}

const WRITTEN =
  /(?<![\d/.-])(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*((?:19|20)\d\d)(?!\d)|ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+((?:19|20)\d\d)/giu;

/** Every date that a text writes, day first as officials do. */
export function datesIn(text: string): WrittenDate[] {
  return [...text.matchAll(WRITTEN)].map((match) => {
    const [day, month, year] = [match[1] ?? match[4], match[2] ?? match[5], match[3] ?? match[6]].map(Number) as [
      number,
      number,
      number,
    ];
    return {
      text: match[0],
      date: localDate(year, month, day),
      swapped: day === month ? null : localDate(year, day, month),
    };
  });
}

/** The day of an Excel serial (1900 system), null outside 1950..2100. Integer arithmetic on the calendar of days. */
export function dayOfSerial(serial: number): LocalDate | null {
  if (!Number.isInteger(serial) || serial < 18264 || serial > 73051) return null;
  return new Date((serial - 25569) * 86_400_000).toISOString().slice(0, 10);
}

/** Flags decision dates that are no day, or later than the paper that cites them (day and month changed over by the machine). */
export function checkDates(nodes: readonly Node[], frame: TableFrame, issues: TableIssues): void {
  const paper = frame.decision?.date ?? frame.asOf?.date ?? null;
  for (const node of nodes) {
    const cell = node.row.cell('decision');
    if (cell === undefined || node.role === 'note') continue;
    const found = datesOfCell(cell.value) ?? datesIn(cell.text);
    for (const written of found) {
      const message = complaint(`${cell.letter}${node.row.row}`, written, paper);
      if (message !== null) issues.at(node.row, cell.letter, message.code, 'warning', shown(cell.value), message.text);
    }
  }
}

/** A cell that Excel holds as a date, or as the bare number of one; null for texts. */
function datesOfCell(value: CellValue): WrittenDate[] | null {
  const day =
    typeof value === 'number'
      ? dayOfSerial(value)
      : typeof value === 'object' && 'day' in value
        ? value.day.slice(0, 10)
        : null;
  if (day === null) return null;
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return [{ text: toVietnameseDate(day), date: day, swapped: month === date ? null : localDate(year, date, month) }];
}

function complaint(cell: string, written: WrittenDate, paper: LocalDate | null): { code: string; text: string } | null {
  if (written.date === null) {
    const hint =
      written.swapped === null ? '' : ` Có thể ngày và tháng bị đổi chỗ (${toVietnameseDate(written.swapped)}).`;
    return {
      code: 'date.impossible',
      text: `Ô ${cell} ghi ngày "${written.text}", không có ngày này trong lịch.${hint} Kiểm tra lại quyết định.`,
    };
  }
  if (paper === null || written.date <= paper) return null;
  const hint =
    written.swapped !== null && written.swapped <= paper
      ? ` Có thể ngày và tháng bị đổi chỗ (${toVietnameseDate(written.swapped)}).`
      : '';
  return {
    code: written.swapped === null ? 'date.later' : 'date.swapped',
    text: `Ô ${cell} ghi quyết định ngày ${toVietnameseDate(written.date)}, sau ngày của biểu (${toVietnameseDate(paper)}).${hint} Kiểm tra lại ngày quyết định.`,
  };
}
