/** A sheet before it becomes XML: cells by address, in the terms of the corpus. */
export type GridValue =
  | string
  | number
  | boolean
  | { readonly formula: string; readonly result?: number }
  | { readonly runs: readonly string[] }
  | { readonly error: string }
  | { readonly day: string };

export interface GridStyle {
  readonly font?: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly indent?: number;
  readonly numberFormat?: string;
  readonly align?: 'center' | 'right';
}

export interface GridCell {
  readonly value: GridValue;
  readonly style: GridStyle;
}

export class Grid {
  readonly cells = new Map<string, GridCell & { readonly row: number; readonly column: number }>();
  readonly merges: string[] = [];
  readonly hiddenRows = new Set<number>();
  readonly hiddenColumns = new Set<number>();
  hidden = false;
  autoFilter: string | null = null;
  lastRow = 0;

  constructor(readonly name: string) {}

  set(row: number, column: number, value: GridValue, style: GridStyle = {}): void {
    this.cells.set(address(row, column), { row, column, value, style });
    this.lastRow = Math.max(this.lastRow, row);
  }

  /** Changes the value of a cell that is there (or blank), keeping its style. */
  replace(cell: string, value: GridValue | null): void {
    const { row, column } = position(cell);
    const old = this.cells.get(cell);
    if (value === null) this.cells.delete(cell);
    else this.set(row, column, value, { ...old?.style, ...(isDay(value) ? { numberFormat: 'dd/mm/yyyy' } : {}) });
  }

  valueAt(cell: string): GridValue | undefined {
    return this.cells.get(cell)?.value;
  }

  merge(firstRow: number, firstColumn: number, lastRow: number, lastColumn: number): void {
    if (firstRow === lastRow && firstColumn === lastColumn) return;
    this.merges.push(`${address(firstRow, firstColumn)}:${address(lastRow, lastColumn)}`);
  }
}

function isDay(value: GridValue): boolean {
  return typeof value === 'object' && 'day' in value;
}

export function letters(column: number): string {
  const rest = Math.floor((column - 1) / 26);
  return (rest > 0 ? letters(rest) : '') + String.fromCharCode(65 + ((column - 1) % 26));
}

export function address(row: number, column: number): string {
  return `${letters(column)}${row}`;
}

export function position(cell: string): { row: number; column: number } {
  const [, name, row] = /^([A-Z]+)(\d+)$/.exec(cell)!;
  return { row: Number(row), column: [...name!].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) };
}
