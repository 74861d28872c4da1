/** How wide text is in Times New Roman: heights of rows must be written, a spreadsheet does not fit them on opening a file. */

/** Thousandths of the font size, by base letter (advance widths of the Times family). */
const WIDTHS: readonly (readonly [string, number])[] = [
  [' .,', 250],
  ["ijltI;:/|!()'[]-", 300],
  ['acez?', 444],
  ['bdghknopquvxyđ0123456789_+=*#$"', 500],
  ['frs', 380],
  ['wABCEGHKLMNOQRTUVXYZDĐ&', 722],
  ['PSFJ', 580],
  ['mM%W@', 860],
];
const WIDTH_OF = new Map(WIDTHS.flatMap(([letters, width]) => [...letters].map((letter) => [letter, width] as const)));
const UNKNOWN_WIDTH = 600;
const MOST_REMEMBERED = 2_000;
const BOLD = 1.07;

/** Pixels of one width unit of a column (a digit of the default font), and of the padding of a cell. */
const PIXELS_PER_UNIT = 7;
const CELL_PADDING = 8;
const PIXELS_PER_POINT = 96 / 72;

export interface Face {
  /** points */
  readonly size: number;
  readonly bold: boolean;
}

/** Pixels at 96 dpi. */
export function textPixels(text: string, { size, bold }: Face): number {
  let thousandths = 0;
  for (const letter of text) thousandths += WIDTH_OF.get(letter) ?? learnWidth(letter);
  return (thousandths / 1000) * size * PIXELS_PER_POINT * (bold ? BOLD : 1);
}

/** An accented letter is as wide as its base, a combining accent has no width. Remembered: there are few letters. */
function learnWidth(letter: string): number {
  const base = letter.normalize('NFD').replace(/\p{Mn}/gu, '');
  const width = base === '' ? 0 : (WIDTH_OF.get(base) ?? UNKNOWN_WIDTH);
  if (WIDTH_OF.size < MOST_REMEMBERED) WIDTH_OF.set(letter, width);
  return width;
}

/** Column width that holds the text on one line. */
export function widthFor(text: string, face: Face): number {
  return Math.ceil((textPixels(text, face) + CELL_PADDING) / PIXELS_PER_UNIT);
}

/** Lines that a text takes in a column (or merged columns) of that width, words kept whole where they fit. At least 1. */
export function wrappedLines(text: string, width: number, face: Face): number {
  const room = width * PIXELS_PER_UNIT - CELL_PADDING;
  return text.split('\n').reduce((lines, paragraph) => lines + paragraphLines(paragraph, room, face), 0);
}

function paragraphLines(paragraph: string, room: number, face: Face): number {
  const space = textPixels(' ', face);
  let lines = 1;
  let used = 0;
  for (const word of paragraph.split(' ')) {
    const pixels = textPixels(word, face);
    if (used > 0 && used + space + pixels > room) {
      lines += 1;
      used = 0;
    }
    const overflow = Math.floor(pixels / room);
    lines += overflow;
    used = overflow > 0 ? pixels - overflow * room : used + (used > 0 ? space : 0) + pixels;
  }
  return lines;
}
