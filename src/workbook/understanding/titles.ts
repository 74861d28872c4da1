import { cellAddress } from '../cells.js';
import type { FundingSourceCode, Origin } from '../../domain/words.js';
import type { LocalDate } from '../../domain/local-date.js';
import { fold } from '../../domain/vietnamese-text.js';
import { canonical } from './captions.js';
import { sourceWithin } from './column-sources.js';
import { attachedPaper, reportedPeriodEnd, statedYear, untilDay } from './periods.js';
import type { TableReading } from './reading.js';
import type { RowText } from './sheet-index.js';
import { unitLine, type PrintedUnit } from './unit.js';

/** A line of text above a table. */
export interface TitleLine {
  readonly row: number;
  readonly column: number;
  readonly text: string;
  readonly cell: string;
}

/** What the lines above a table say about it. */
export interface TitleBlock {
  readonly title: TableReading['title'];
  readonly planYear: TableReading['planYear'];
  readonly asOf: { readonly date: LocalDate; readonly cell: string } | null;
  /** last day of the month or quarter that the title names; the as-of day of a disbursement report */
  readonly period: { readonly date: LocalDate; readonly cell: string } | null;
  readonly decision: TableReading['decision'];
  readonly origin: Origin | null;
  readonly source: FundingSourceCode | null;
  readonly units: readonly PlacedUnit[];
}

export interface PlacedUnit {
  readonly unit: PrintedUnit | null;
  readonly text: string;
  readonly cell: string;
  readonly column: number;
}

const SUBJECT =
  /\b(?:ke hoach|giai ngan|danh muc|danh sach|bao cao|tinh hinh|nhu cau|dieu chinh|tong hop|thanh toan|du toan|phan bo|von dau tu)\b/;
const ORGANISATION =
  /^(?:ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan|so|ban|phong|kho bac|bo|truong|chi cuc|cuc|tinh|cong hoa|doc lap|mau|bieu|phu luc|don vi)\b/;

export function titleLines(rows: readonly { row: number; texts: readonly RowText[] }[]): TitleLine[] {
  return rows.flatMap(({ row, texts }) =>
    texts.map(({ column, text }) => ({ row, column, text, cell: cellAddress(row, column) })),
  );
}

export function readTitles(lines: readonly TitleLine[]): TitleBlock {
  const paper = lines.map((line) => ({ line, paper: attachedPaper(line.text) })).find(({ paper }) => paper !== null);
  const subject = subjectLines(lines);
  const first = subject[0];
  return {
    title: first === undefined ? null : { text: subject.map(({ text }) => text).join(' '), cell: first.cell },
    planYear: firstOf(subject, (line) => statedYear(line.text), 'year'),
    asOf: firstOf(subject, (line) => untilDay(line.text, null), 'date'),
    period: firstOf(subject, (line) => reportedPeriodEnd(line.text), 'date'),
    decision:
      paper?.paper === null || paper === undefined
        ? null
        : { ...paper.paper, text: paper.line.text, cell: paper.line.cell },
    origin: lines.some(({ text }) => /^kho bac\b/.test(fold(text)) || /\bkbnn\b/.test(fold(text))) ? 'treasury' : null,
    source: sourceWithin(subject.map(({ text }) => canonical(text)).join(' ')),
    units: lines.flatMap(placedUnit),
  };
}

function firstOf<T, K extends string>(
  lines: readonly TitleLine[],
  read: (line: TitleLine) => T | null,
  key: K,
): (Record<K, T> & { cell: string }) | null {
  for (const line of lines) {
    const found = read(line);
    if (found !== null) return { [key]: found, cell: line.cell } as Record<K, T> & { cell: string };
  }
  return null;
}

/** The lines of the title proper: from the first one about a subject on, without units, attached papers and organisations. */
function subjectLines(lines: readonly TitleLine[]): TitleLine[] {
  const own = lines.filter(({ text }) => unitLine(text)?.certain !== true || SUBJECT.test(fold(text)));
  const plain = own.filter(({ text }) => attachedPaper(text) === null && unitLine(text)?.certain !== false);
  const start = plain.findIndex(({ text }) => SUBJECT.test(fold(text)) && !ORGANISATION.test(fold(text)));
  if (start >= 0) return plain.slice(start).filter(({ text }) => !/^(?:bieu|mau|phu luc)\b.{0,20}$/.test(fold(text)));
  const named = plain.filter(({ text }) => SUBJECT.test(fold(text)));
  return named.slice(0, 1);
}

function placedUnit(line: TitleLine): PlacedUnit[] {
  const found = unitLine(line.text);
  if (found === null || (found.unit === null && found.text === '')) return [];
  return [{ unit: found.unit, text: found.text, cell: line.cell, column: line.column }];
}

/**
 * Two unit lines that contradict each other: different money, unless side by side, each over a group of money columns of its own.
 * Empty where none.
 */
export function conflictingUnits(
  units: readonly PlacedUnit[],
  isOverMoney: (column: number) => boolean,
): readonly PlacedUnit[] {
  const money = units.filter(({ unit }) => unit?.kind === 'money');
  const first = money[0];
  const other = money.find((line) => moneyOf(line) !== moneyOf(first));
  if (first === undefined || other === undefined) return [];
  const apart = rowOf(first) === rowOf(other) && isOverMoney(first.column) && isOverMoney(other.column);
  return apart ? [] : [first, other];
}

function moneyOf(line: PlacedUnit | undefined): number | null {
  return line?.unit?.kind === 'money' ? line.unit.vndPerUnit : null;
}

function rowOf(line: PlacedUnit): string {
  return line.cell.replace(/[A-Z]+/, '');
}
