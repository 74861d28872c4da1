import { columnLetter } from '../cells.js';
import type { StatedSum } from './frame.js';

/** The row of printed column numbers under a header: `1 2 3 …`, `(1) (2) (3)=(4)+(5)`, `A B 1 2 3=4+5`. */

const LABEL = /^\(?\s*(?:\d{1,2}[a-z]?|[A-H])\s*\)?\s*(?:=\s*[\d\s()+\-*/x:.%a-z]+)?$/u;

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

/** The sums that a number row states (`17=11-15+16`), as columns; rates (`13=12/11*100`) are no sums and left out. */
export function statedSums(cells: readonly { column: number; text: string }[]): StatedSum[] {
  const columnOf = new Map(cells.map(({ column, text }) => [labelOf(text), columnLetter(column)]));
  return cells.flatMap(({ column, text }) => {
    const formula = text
      .split('=')
      .slice(1)
      .join('=')
      .replace(/[()\s]/g, '');
    if (!/^\d+[a-z]?(?:[+-]\d+[a-z]?)+$/.test(formula)) return [];
    const terms = [...formula.matchAll(/([+-]?)(\d+[a-z]?)/g)].map(([, sign, label]) => ({
      column: columnOf.get(label ?? ''),
      sign: signOf(sign),
    }));
    if (!terms.every(isKnown)) return [];
    return [{ column: columnLetter(column), terms }];
  });
}

function isKnown(term: { column: string | undefined; sign: 1 | -1 }): term is { column: string; sign: 1 | -1 } {
  return term.column !== undefined;
}

function signOf(text: string | undefined): 1 | -1 {
  return text === '-' ? -1 : 1;
}
