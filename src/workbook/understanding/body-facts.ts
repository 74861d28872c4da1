import { fold } from '../../domain/vietnamese-text.js';
import type { PlainRow } from '../cells.js';
import type { SheetIndex } from './sheet-index.js';
import { roughNumber } from './text.js';

/** Figures of a body row by column, rough: only for comparing columns with each other. */
export type SampleRow = ReadonlyMap<number, number>;

/** What one pass over a body tells about its columns. */
export interface BodyFacts {
  readonly lastRow: number;
  /** figures by column */
  readonly figures: ReadonlyMap<number, number>;
  readonly samples: readonly SampleRow[];
  /** first row after the end that still has figures, null where none */
  readonly figuresAfterEnd: number | null;
  readonly rows: number;
}

const SAMPLES = 400;
/** `12.500 triệu đồng`, `3 tỷ` */
const UNIT_BEHIND = /[\s\u00a0]*(?:triệu|tr\.?|nghìn|ngàn|tỷ|tỉ)?[\s\u00a0]*(?:đồng|đ|vnđ|vnd)?\.?$/iu;
const SIGNATURE =
  /^(?:nguoi lap(?: bieu)?|lap bieu|ke toan truong|thu truong(?: don vi| co quan)?|(?:pho |kt |tl )*(?:giam doc|chu tich|truong ban|truong phong)|(?:tm|kt|tl)\.? .{0,60}|noi nhan.*|\(?\s*ky(?:,| ten| va).*|\(ky.*|ky ten.*|xac nhan .{0,60})$/;
const PLACE_AND_DAY = /^[^,:\d]{2,40},?\s*ngay\s*[\d.…_ ]*\s*thang\s*[\d.…_ ]*\s*nam\s*[\d.…_ ]*$/;

/** Reads a body from its first row up to (not including) `limit`, once; footnotes and signatures end it. */
export function readBody(index: SheetIndex, firstRow: number, limit: number): BodyFacts {
  /** by column, holes where it has none */
  const figures: number[] = [];
  const texts = new FigureTexts();
  const samples: SampleRow[] = [];
  let lastRow = firstRow - 1;
  let ended = false;
  let figuresAfterEnd: number | null = null;
  let rows = 0;
  for (let at = index.position(firstRow); at < index.sheet.rows.length; at += 1) {
    const row = index.sheet.rows[at] as PlainRow;
    if (row.row >= limit) break;
    const sample = samples.length < SAMPLES ? new Map<number, number>() : null;
    const count = figuresOf(row, texts, sample, ended ? null : figures);
    if (!ended && count === 0 && endsBody(index, row)) ended = true;
    if (ended) {
      if (count >= 2) figuresAfterEnd ??= row.row;
      continue;
    }
    if (row.columns.length > 0) {
      lastRow = row.row;
      rows += 1;
    }
    if (sample !== null && sample.size >= 2) samples.push(sample);
  }
  return { lastRow, figures: byColumn(figures), samples, figuresAfterEnd, rows };
}

function byColumn(counts: readonly number[]): Map<number, number> {
  const found = new Map<number, number>();
  counts.forEach((count, column) => found.set(column, count));
  return found;
}

/** Counts the figures of a row by column; keeps them where a sample is wanted. One pass, for it meets every cell of the sheet. */
function figuresOf(
  row: PlainRow,
  texts: FigureTexts,
  sample: Map<number, number> | null,
  figures: number[] | null,
): number {
  let count = 0;
  for (let at = 0; at < row.values.length; at += 1) {
    const value = row.values[at];
    const number = typeof value === 'string' ? texts.figure(value) : roughNumber(value);
    if (number === null) continue;
    const column = row.columns[at] ?? 0;
    count += 1;
    if (figures !== null) figures[column] = (figures[column] ?? 0) + 1;
    sample?.set(column, number);
  }
  return count;
}

const KEPT_TEXTS = 5_000;

/** Numbers typed as texts, with or without a unit. Long texts are names, never figures, and so is what begins with a letter. */
class FigureTexts {
  private readonly known = new Map<string, number | null>();

  figure(text: string): number | null {
    if (text.length > 25 || beginsLikeText(text)) return null;
    return /^\d+$/.test(text) ? Number(text) : this.remembered(text);
  }

  /** `2023-2025` and `12,5` stand in thousands of cells. */
  private remembered(text: string): number | null {
    const before = this.known.get(text);
    if (before !== undefined) return before;
    const figure = /^[\s\u00a0(-]*\d/.test(text) ? roughNumber(text.replace(UNIT_BEHIND, '')) : null;
    if (this.known.size < KEPT_TEXTS) this.known.set(text, figure);
    return figure;
  }
}

const NINE = 0x39;
const NO_BREAK_SPACE = 0xa0;
const NEXT_SPACE = 0x1680;

/** Most texts begin with a letter: with no digit, sign, bracket or space. */
function beginsLikeText(text: string): boolean {
  const first = text.charCodeAt(0);
  return first > NINE && first !== NO_BREAK_SPACE && first < NEXT_SPACE;
}

/** "Ghi chú:", "Nơi nhận:", a place with a day, or nothing but titles of signatories. */
export function endsBody(index: SheetIndex, row: PlainRow): boolean {
  if (row.columns.length === 0 || row.columns.length > 5) return false;
  const texts = index.texts(row).map(({ text }) => fold(text));
  const first = texts[0];
  if (first === undefined) return false;
  if (/^\*?\s*ghi chu\s*[:.(]/.test(first) || /^ghi chu$/.test(first) || /^noi nhan\b/.test(first)) return true;
  return texts.every((text) => SIGNATURE.test(text) || PLACE_AND_DAY.test(text));
}
