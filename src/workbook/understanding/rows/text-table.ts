import type { TextField } from '../reading.js';
import type { TextSlot } from './layout.js';

/** The texts of one field by row. */
export type TextColumn = readonly (string | undefined)[];

/** The texts of a table by field and row. */
export class TextTable {
  private readonly columns: (string | undefined)[][];

  /** @param fields the fields that a column of the table holds, with their numbers */
  constructor(
    rows: number,
    private readonly fields: ReadonlyMap<TextField, number>,
  ) {
    this.columns = Array.from({ length: fields.size }, () => new Array<string | undefined>(rows).fill(undefined));
  }

  /** Null for a field that no column of the table holds. */
  column(field: TextField): TextColumn | null {
    const number = this.fields.get(field);
    return number === undefined ? null : (this.columns[number] ?? null);
  }

  /** True for the first text of the row's field. A second one is added to it; of marks the first alone is kept. */
  add(row: number, { field, at }: TextSlot, text: string): boolean {
    const column = this.columns[at] as (string | undefined)[];
    const before = column[row];
    if (before === undefined) column[row] = text;
    else if (field !== 'mark') column[row] = `${before}; ${text}`;
    return before === undefined;
  }
}
