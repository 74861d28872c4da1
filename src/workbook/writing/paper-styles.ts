import type { Alignment, Borders, Font, Style } from 'exceljs';
import { blankForZero } from './paper-amounts.js';

const FONT = 'Times New Roman';
const THIN: Partial<Borders> = {
  top: { style: 'thin' },
  left: { style: 'thin' },
  bottom: { style: 'thin' },
  right: { style: 'thin' },
};

/** Height of a line of text in points. */
export const LINE_HEIGHT = 16.5;

export type PaperStyle = Partial<Style>;
type Horizontal = Alignment['horizontal'];

function font(size: number, face: Partial<Font> = {}): Partial<Font> {
  return { name: FONT, family: 1, size, color: { argb: 'FF000000' }, ...face };
}

function aligned(horizontal: Horizontal, vertical: Alignment['vertical'] = 'middle'): Partial<Alignment> {
  return { horizontal, vertical, wrapText: true };
}

function line(face: Partial<Font>, horizontal: Horizontal, size = 13): PaperStyle {
  return { font: font(size, face), alignment: aligned(horizontal) };
}

function boxed(face: Partial<Font>, horizontal: Horizontal, numFmt?: string): PaperStyle {
  const style: PaperStyle = { font: font(12, face), alignment: aligned(horizontal), border: THIN };
  return numFmt === undefined ? style : { ...style, numFmt };
}

/** Number formats of the amounts of one paper, in triệu đồng. */
export interface AmountFormats {
  readonly amount: string;
  readonly shortfall: string;
}

/** One weight of table rows: its cells by what they hold. */
export interface RowStyles {
  readonly mark: PaperStyle;
  readonly text: PaperStyle;
  readonly centred: PaperStyle;
  readonly amount: PaperStyle;
  /** the shortfall to the threshold: half a plan may have more decimals than the plan */
  readonly shortfall: PaperStyle;
  /** an amount that is filled in by hand: zero shows as nothing */
  readonly proposal: PaperStyle;
  readonly rate: PaperStyle;
}

export interface PaperStyles {
  readonly agency: PaperStyle;
  readonly agencyBold: PaperStyle;
  readonly annex: PaperStyle;
  readonly title: PaperStyle;
  readonly subtitle: PaperStyle;
  readonly unit: PaperStyle;
  readonly remark: PaperStyle;
  readonly place: PaperStyle;
  readonly signatory: PaperStyle;
  readonly head: PaperStyle;
  readonly number: PaperStyle;
  /** TỔNG SỐ and the funding sources */
  readonly strong: RowStyles;
  /** investors */
  readonly group: RowStyles;
  /** projects */
  readonly plain: RowStyles;
}

function rowStyles(face: Partial<Font>, { amount, shortfall }: AmountFormats): RowStyles {
  return {
    mark: boxed(face, 'center'),
    text: boxed(face, 'left'),
    centred: boxed(face, 'center'),
    amount: boxed(face, 'right', amount),
    shortfall: boxed(face, 'right', shortfall),
    proposal: boxed(face, 'right', blankForZero(amount)),
    rate: boxed(face, 'right', '0.00'),
  };
}

/** The styles of one paper. One object a style: exceljs finds a style again by the object, a fresh one a cell is 3.5 times slower. */
export function paperStyles(formats: AmountFormats): PaperStyles {
  return {
    agency: line({}, 'center'),
    agencyBold: line({ bold: true, underline: true }, 'center'),
    annex: line({ bold: true }, 'center'),
    title: line({ bold: true }, 'center', 14),
    subtitle: line({ italic: true }, 'center'),
    unit: line({ italic: true }, 'right', 12),
    remark: { font: font(12, { italic: true }), alignment: aligned('left', 'top') },
    place: line({ italic: true }, 'center'),
    signatory: line({ bold: true }, 'center'),
    head: boxed({ bold: true }, 'center'),
    number: { ...boxed({ italic: true }, 'center'), font: font(10, { italic: true }) },
    strong: rowStyles({ bold: true }, formats),
    group: rowStyles({ bold: true, italic: true }, formats),
    plain: rowStyles({}, formats),
  };
}
