import { columnNumber } from '../../cells.js';
import type { FundingSourceCode } from '../../../domain/words.js';
import type { TableFrame } from '../frame.js';
import { AMOUNT_FIELDS, type AmountField, type AmountKey, type ColumnReading, type TextField } from '../reading.js';

/** A column whose cells are read as money. */
export interface MoneyColumn {
  /** position among the money columns of the table */
  readonly index: number;
  readonly letter: string;
  /** null for money that no field fits: summed for the report, part of no amounts */
  readonly field: AmountField | null;
  readonly source: FundingSourceCode | null;
  readonly key: AmountKey | null;
  readonly vndPerUnit: number;
}

export interface RateColumn {
  readonly index: number;
  readonly letter: string;
  readonly number: number;
  /** the source whose rate it is, null for the whole row's */
  readonly source: FundingSourceCode | null;
}

export type Slot =
  | { readonly kind: 'money'; readonly column: MoneyColumn }
  | { readonly kind: 'rate'; readonly column: RateColumn }
  | TextSlot;

export interface TextSlot {
  readonly kind: 'text';
  readonly field: TextField;
  readonly letter: string;
  /** number of the field */
  readonly at: number;
}

/** The columns of a table arranged for reading rows in one pass. */
export interface Layout {
  readonly money: readonly MoneyColumn[];
  readonly rates: readonly RateColumn[];
  /** by 1-based column number */
  readonly slots: readonly (Slot | undefined)[];
  /** last caption of each column, by 1-based column number */
  readonly captions: readonly (string | undefined)[];
  /** text fields that a column of the table holds, numbered from 0 */
  readonly fields: ReadonlyMap<TextField, number>;
  readonly nameLetter: string;
  /** second columns of one field and source, which are compared with the first and give no amounts */
  readonly doubles: readonly { readonly first: MoneyColumn; readonly second: MoneyColumn }[];
}

const AMOUNTS: ReadonlySet<string> = new Set(AMOUNT_FIELDS);
const SILENT: ReadonlySet<string> = new Set(['ignored', 'foreignCurrency']);

export function layoutOf(frame: TableFrame): Layout {
  const money: MoneyColumn[] = [];
  const rates: RateColumn[] = [];
  const slots: (Slot | undefined)[] = [];
  const captions: (string | undefined)[] = [];
  const fields = new Map<TextField, number>();
  const byKey = new Map<AmountKey, MoneyColumn>();
  const doubles: { first: MoneyColumn; second: MoneyColumn }[] = [];
  for (const column of frame.columns) {
    const number = columnNumber(column.letter);
    captions[number] = column.path.at(-1);
    if (isMoney(column)) {
      const made = moneyColumn(column, money.length);
      const known = made.key === null ? undefined : byKey.get(made.key);
      const first = known === undefined || addsUp(captions, known, made) ? undefined : known;
      const kept = first === undefined ? made : { ...made, key: null };
      if (first !== undefined) doubles.push({ first, second: kept });
      else if (made.key !== null) byKey.set(made.key, kept);
      money.push(kept);
      slots[number] = { kind: 'money', column: kept };
    } else if (column.field === 'rate') {
      const rate = { index: rates.length, letter: column.letter, number, source: column.source };
      rates.push(rate);
      slots[number] = { kind: 'rate', column: rate };
    } else if (isText(column.field)) {
      const at = fields.get(column.field) ?? fields.size;
      fields.set(column.field, at);
      slots[number] = { kind: 'text', field: column.field, letter: column.letter, at };
    }
  }
  const nameLetter = frame.columns.find((column) => column.field === 'name')?.letter ?? 'A';
  return { money, rates, slots, captions, fields, nameLetter, doubles };
}

/** Two pots of one source (`NS Huyện` and `Khác`) under captions of their own: a row's amount of the source is their sum. */
function addsUp(captions: readonly (string | undefined)[], first: MoneyColumn, second: MoneyColumn): boolean {
  if (second.source === null) return false;
  return captions[columnNumber(first.letter)] !== captions[columnNumber(second.letter)];
}

function isMoney(column: ColumnReading): column is ColumnReading & { vndPerUnit: number } {
  if (column.vndPerUnit === null) return false;
  return column.field === null || AMOUNTS.has(column.field);
}

function isText(field: ColumnReading['field']): field is TextField {
  return field !== null && !AMOUNTS.has(field) && !SILENT.has(field);
}

function moneyColumn(column: ColumnReading & { vndPerUnit: number }, index: number): MoneyColumn {
  const { letter, source, vndPerUnit } = column;
  const field = column.field as AmountField | null;
  const key: AmountKey | null = field === null || source === null ? field : `${field}@${source}`;
  return { index, letter, field, source, key, vndPerUnit };
}
