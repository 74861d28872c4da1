import { type CellValue, type PlainRow } from '../../cells.js';
import { fold } from '../../../domain/vietnamese-text.js';
import { shown } from './issues.js';
import type { Layout } from './layout.js';

/** True for a header printed again at a page break: at least two cells repeat the captions of their columns, none says otherwise. */
export function isRepeatedHeader(
  plain: PlainRow,
  layout: Layout,
  captions: ReadonlyMap<number, ReadonlySet<string>>,
): boolean {
  let repeated = 0;
  for (let index = 0; index < plain.columns.length; index += 1) {
    const value = plain.values[index] as CellValue;
    if (typeof value !== 'string') return false;
    const known = captions.get(plain.columns[index] as number);
    if (known?.has(captionKey(value)) !== true) {
      // A cell of the same header at another height, or a body row: the first cell that no caption says decides.
      return false;
    }
    repeated += 1;
  }
  return repeated >= 2 || (repeated === 1 && layout.captions.length <= 2);
}

export function captionKey(text: string): string {
  return fold(text)
    .replace(/[^a-z0-9%]+/gu, ' ')
    .trim();
}

/** True for a number row printed again: every cell holds the number of its column, `(3)`, or a formula of such numbers. */
export function isRepeatedNumberRow(plain: PlainRow, numbers: ReadonlyMap<number, string> | null): boolean {
  if (numbers !== null)
    return plain.columns.every((column, index) => numbers.get(column) === shown(plain.values[index]));
  return plain.columns.length >= 4 && plain.values.every((value, index) => isCount(value, plain, index));
}

/** `1 2 3 4 …` without a gap, in a table whose own number row is not known. */
function isCount(value: CellValue, plain: PlainRow, index: number): boolean {
  const number =
    typeof value === 'number'
      ? value
      : typeof value === 'string'
        ? Number(/^\(?(\d{1,2})\)?$/.exec(value.trim())?.[1] ?? NaN)
        : NaN;
  return number === index + 1 && (plain.columns[index] as number) === (plain.columns[0] as number) + index;
}
