import type { AmountField, Line, TableReading } from './reading.js';

/**
 * Accepted volume of a row that is not paid for, in đồng: as a column tells it, else what is accepted less what is paid for the same
 * time. Volume since the beginning of works is set against payment since the beginning only; volume of the year against payment for
 * completed volume, or all payment of the year where the form does not tell it apart. Null where the row does not tell both; never
 * negative: payment beyond the volume is an advance.
 */
export function acceptedUnpaid(table: TableReading, line: Line): bigint | null {
  const told = vndOf(line, 'volume.unpaid');
  if (told !== null) return told;
  const accepted = vndOf(line, 'volume.accepted');
  const paid = paidFor(table, line);
  if (accepted === null || paid === null) return null;
  return accepted > paid ? accepted - paid : 0n;
}

function paidFor(table: TableReading, line: Line): bigint | null {
  const fromStart = vndOf(line, 'disbursed.fromStart');
  const path =
    table.columns
      .find(({ field }) => field === 'volume.accepted')
      ?.path.join(' ')
      .toLowerCase() ?? '';
  if (path.includes('khởi công')) return fromStart;
  const ofYear = vndOf(line, 'disbursed.completedVolume') ?? vndOf(line, 'disbursed.current');
  return path.includes('đầu năm') ? ofYear : (fromStart ?? ofYear);
}

function vndOf({ amounts }: Line, field: AmountField): bigint | null {
  return amounts.get(field)?.vnd ?? null;
}
