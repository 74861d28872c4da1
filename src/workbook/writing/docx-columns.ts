import type { PaperTable } from './official-paper.js';
import { textPixels, type Face } from './text-width.js';

/** Twentieths of a point in a pixel at 96 dpi. */
const TWIPS_PER_PIXEL = 15;
/** Padding of a cell, and a little more where a font is wider than Times New Roman. */
const SPARE = 200;
const SIZE = 11;

/**
 * Widths of the columns of a table in twentieths of a point, together at most `room`: by their shares, but a number or code is
 * never broken over two lines and the word of a caption neither where there is room; the columns of text give way.
 */
export function columnWidths({ columns, rows }: PaperTable, room: number): number[] {
  const shares = columns.reduce((sum, { share }) => sum + share, 0);
  const least = columns.map(({ caption, align }, index) => {
    const words = caption.split(' ').map((word) => twips(word, { size: SIZE, bold: true }));
    const cells =
      align === 'left'
        ? []
        : rows.map(({ cells: texts, strong }) => twips(texts[index] ?? '', { size: SIZE, bold: strong }));
    return Math.max(...words, ...cells) + SPARE;
  });
  const wanted = columns.map(({ share }, index) => Math.max(least[index] ?? 0, Math.floor((room * share) / shares)));
  const excess = wanted.reduce((sum, width) => sum + width, 0) - room;
  if (excess <= 0) return wanted;
  const spare = wanted.map((width, index) => width - (least[index] ?? 0));
  const total = spare.reduce((sum, width) => sum + width, 0);
  if (total <= excess) return columns.map(({ share }) => Math.floor((room * share) / shares));
  return wanted.map((width, index) => Math.floor(width - (excess * (spare[index] ?? 0)) / total));
}

function twips(text: string, face: Face): number {
  return Math.ceil(textPixels(text, face) * TWIPS_PER_PIXEL);
}

const NUMBER = /^-?\d[\d.]*(?:,(\d+))?$/;

/** The table with as many decimals in each cell of a column of numbers as in its longest: the digits stand below each other. */
export function evenDecimals(table: PaperTable): PaperTable {
  const decimals = table.columns.map(({ align }, index) => {
    const found = table.rows.flatMap(({ cells }) => NUMBER.exec(cells[index] ?? '')?.[1]?.length ?? []);
    return align === 'right' ? Math.max(0, ...found) : 0;
  });
  const rows = table.rows.map((row) => ({
    ...row,
    cells: row.cells.map((cell, index) => withDecimals(cell, decimals[index] ?? 0)),
  }));
  return { ...table, rows };
}

function withDecimals(cell: string, decimals: number): string {
  const match = NUMBER.exec(cell);
  if (match === null || decimals === 0) return cell;
  const [whole = '', fraction = ''] = cell.split(',');
  return `${whole},${fraction.padEnd(decimals, '0')}`;
}
