import type { Line, TableReading } from './reading.js';

/**
 * The cell of a project's blank disbursement figure where the table itself proves that the blank stands for 0: the row prints a
 * rate of 0, or every printed sum of that column agrees without it. Null where nothing proves it: blank is not zero.
 */
export function blankMeansZero(table: TableReading, line: Line): string | null {
  const column = table.columns.find((candidate) => candidate.field === 'disbursed.current');
  if (column === undefined || !line.blanks.has('disbursed.current')) return null;
  const proved = line.rateBasisPoints === 0 || sumsAgree(table, column.letter);
  return proved ? `${column.letter}${line.row}` : null;
}

const agreement = new WeakMap<TableReading, Map<string, boolean>>();

function sumsAgree(table: TableReading, letter: string): boolean {
  const known = agreement.get(table) ?? new Map<string, boolean>();
  agreement.set(table, known);
  const before = known.get(letter);
  if (before !== undefined) return before;
  const sums = table.reconciliation.filter((sum) => sum.column === letter);
  const agree = sums.length > 0 && sums.every((sum) => sum.differenceVnd === 0n);
  known.set(letter, agree);
  return agree;
}
