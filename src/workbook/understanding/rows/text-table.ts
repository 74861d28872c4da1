import type { TextSlot } from './layout.js';

/** The texts of a table by row and field (by its number in the layout). */
export class TextTable {
  private readonly columns: (string | undefined)[][];

  constructor(rows: number, fields: number) {
    this.columns = Array.from({ length: fields }, () => new Array<string | undefined>(rows).fill(undefined));
  }

  get(row: number, field: number): string | undefined {
    return this.columns[field]?.[row];
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
