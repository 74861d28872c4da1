/** How the rows of one level are numbered. */
export type MarkStyle =
  'letter' | 'roman' | 'arabic' | 'bracketed' | 'small' | 'dash' | 'plus' | 'compound' | 'none' | 'blank';

const LETTERS = ['A', 'B', 'C', 'D', 'E', 'G', 'H', 'I', 'K', 'L', 'M', 'N'];
const ROMANS = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII', 'XIII', 'XIV', 'XV'];
const SMALL = 'abcdđeghiklmn';

/** The mark of the `index`-th (0-based) row of a level; null where the style prints none. */
export function markOf(style: MarkStyle, index: number, parent: string | null): string | null {
  switch (style) {
    case 'letter':
      return LETTERS[index] ?? String(index + 1);
    case 'roman':
      return ROMANS[index] ?? String(index + 1);
    case 'arabic':
      return String(index + 1);
    case 'bracketed':
      return `(${index + 1})`;
    case 'small':
      return `${SMALL[index] ?? 'z'})`;
    case 'dash':
      return '-';
    case 'plus':
      return '+';
    case 'compound':
      return parent === null ? String(index + 1) : `${parent}.${index + 1}`;
    case 'none':
    case 'blank':
      return null;
  }
}
