import type { MarkStyle } from './marks.js';
import type { NumberStyle } from './number-style.js';

/** How a table is put on paper; the same table in another dress must be read the same. */
export interface LayoutOptions {
  readonly sheet: string;
  readonly hidden: boolean;
  readonly vndPerUnit: bigint;
  /** null: the paper prints no unit line */
  readonly unitText: string | null;
  readonly numbers: NumberStyle;
  /** how a blank amount of a project is printed */
  readonly blank: 'empty' | 'dash' | 'zero';
  /** headings and totals are SUM formulas with cached results */
  readonly formulas: boolean;
  /** one style a level, from the top; the last one serves all deeper levels */
  readonly marks: readonly MarkStyle[];
  readonly totalAt: 'top' | 'bottom' | 'none';
  readonly numberRow: 'none' | 'plain' | 'bracketed' | 'lettered';
  readonly mergeHeader: boolean;
  /** levels of the header (0-based) above which a blank row stands */
  readonly blankHeaderRowsBefore: readonly number[];
  readonly firstRow: number;
  readonly firstColumn: number;
  /** positions of columns (0-based) before which a blank column stands */
  readonly blankColumnsBefore: readonly number[];
  /** blank rows before the n-th row (0-based) of the body */
  readonly blankRowsBefore: (position: number) => number;
  /** header printed again after so many body rows, 0: never */
  readonly repeatHeaderEvery: number;
  readonly form: 'NFC' | 'NFD';
  readonly encode: 'unicode' | 'tcvn3' | 'vni';
  readonly font: string;
  readonly signatures: boolean;
  readonly indent: boolean;
}

export const PLAIN_LAYOUT: LayoutOptions = {
  sheet: 'Bieu 01',
  hidden: false,
  vndPerUnit: 1_000_000n,
  unitText: 'Đơn vị tính: Triệu đồng',
  numbers: 'numeric',
  blank: 'empty',
  formulas: false,
  marks: ['letter', 'roman', 'arabic', 'dash'],
  totalAt: 'top',
  numberRow: 'plain',
  mergeHeader: true,
  blankHeaderRowsBefore: [],
  firstRow: 1,
  firstColumn: 1,
  blankColumnsBefore: [],
  blankRowsBefore: () => 0,
  repeatHeaderEvery: 0,
  form: 'NFC',
  encode: 'unicode',
  font: 'Times New Roman',
  signatures: true,
  indent: false,
};
