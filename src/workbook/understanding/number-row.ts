import { cellAddress, columnLetter } from '../cells.js';
import type { Stated, StatedRate, StatedSum, StatedTerm } from './frame.js';

/** The row of printed column numbers under a header: `1 2 3 …`, `(1) (2) (3)=(4)+(5)`, `A B 1 2 3=4+5`. */

const LABEL = /^\(?\s*(?:\d{1,2}[a-z]?|[A-H])\s*\)?\s*(?:=\s*[\d\s()+\-*/x×:.%a-z]+)?$/u;

/** True where every text of the row is a column number (at least three of them, and no large figure among them). */
export function isNumberRow(texts: readonly string[]): boolean {
  if (texts.length < 3 || !texts.every((text) => LABEL.test(text))) return false;
  const numbers = texts
    .map(labelOf)
    .filter((label) => /^\d/.test(label))
    .map((label) => parseInt(label, 10));
  const rising = numbers.every((number, index) => index === 0 || number >= (numbers[index - 1] ?? 0));
  return rising && numbers.length >= 2 && (numbers[0] ?? 99) <= 4;
}

function labelOf(text: string): string {
  return (text.split('=')[0] ?? '').replace(/[()\s]/g, '');
}

/** A cell that prints a column's number, and perhaps how it is computed. */
interface NumberCell {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

/** The sums (`17=11-15+16`) and rates (`13=12/11*100`, `(13)=(12)/(11)`) that a number row states, as columns. */
export function statedFormulas(cells: readonly NumberCell[]): Stated {
  const columnOf = new Map(cells.map(({ column, text }) => [labelOf(text), columnLetter(column)]));
  const sums: StatedSum[] = [];
  const rates: StatedRate[] = [];
  for (const { row, column, text } of cells) {
    const formula = text
      .split('=')
      .slice(1)
      .join('=')
      .replace(/[()\s]/g, '');
    if (formula === '') continue;
    const about = { column: columnLetter(column), cell: cellAddress(row, column), text: text.trim() };
    const terms = termsOf(formula, columnOf);
    if (terms !== null) sums.push({ ...about, terms });
    const rate = rateOf(formula, columnOf);
    if (rate !== null) rates.push({ ...about, ...rate });
  }
  return { sums, rates };
}

type Columns = ReadonlyMap<string, string>;

/** `11-15+16` as signed columns; null where it is no such sum, or names a column that has no number. */
function termsOf(formula: string, columnOf: Columns): StatedTerm[] | null {
  if (!/^\d+[a-z]?(?:[+-]\d+[a-z]?)+$/.test(formula)) return null;
  const terms = [...formula.matchAll(/([+-]?)(\d+[a-z]?)/g)].flatMap(([, sign, label = '']): StatedTerm[] => {
    const column = columnOf.get(label);
    return column === undefined ? [] : [{ column, sign: sign === '-' ? -1 : 1 }];
  });
  return terms.length === [...formula.matchAll(/\d+/g)].length ? terms : null;
}

/** `12/11*100`, `12/11`, `100*12/11`, `12+13/10+11%`: columns above and below the line; a hundred is the percent sign. */
function rateOf(formula: string, columnOf: Columns): Pick<StatedRate, 'above' | 'below'> | null {
  const bare = formula.replace(/^100[*x×]/u, '').replace(/[*x×.]?100%?$|%$/u, '');
  const [above = null, below = null, ...rest] = bare.split(/[/:]/u).map((side) => columnsOf(side, columnOf));
  return above === null || below === null || rest.length > 0 ? null : { above, below };
}

function columnsOf(side: string, columnOf: Columns): string[] | null {
  if (!/^\d+[a-z]?(?:\+\d+[a-z]?)*$/.test(side)) return null;
  const columns = side.split('+').map((label) => columnOf.get(label));
  return columns.every((column) => column !== undefined) ? columns : null;
}
