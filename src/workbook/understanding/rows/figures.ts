import type { Amount, AmountKey } from '../reading.js';
import { sumVnd } from '../../../domain/money.js';
import type { AmountTable } from './amount-table.js';
import type { BodyRow } from './body-row.js';
import { keyForKind, type RowPlanKind } from './context.js';
import type { Layout, MoneyColumn } from './layout.js';

/** Which columns give the amounts of a row: the same for most rows of a table, and shared by them. */
interface Shape {
  readonly kind: RowPlanKind;
  /** by index of money column, a `CellKind` */
  readonly cells: Uint8Array;
  /** the columns whose figures add up to an amount; the first is its cell */
  readonly columns: ReadonlyMap<AmountKey, readonly [MoneyColumn, ...MoneyColumn[]]>;
  readonly blanks: ReadonlySet<AmountKey>;
}

const BLANK = 0;
const AMOUNT = 1;
const NEGATIVE = 2;
/** a cell that gives no amount, which is no blank */
const TROUBLE = 3;

export interface Figures {
  readonly amounts: ReadonlyMap<AmountKey, Amount>;
  readonly blanks: ReadonlySet<AmountKey>;
}

/** Gives rows their amounts by key, without a map for each: an amount is made when it is asked for. */
export class FigureReader {
  private readonly shapes = new Map<string, Shape>();
  private last: Shape | null = null;
  private readonly cells: Uint8Array;

  constructor(private readonly layout: Layout) {
    this.cells = new Uint8Array(layout.money.length);
  }

  /** @param derived by index of money column: the cell that stands for a figure of the row's components */
  read(row: BodyRow, kind: RowPlanKind, derived: ReadonlyMap<number, string> | null): Figures {
    const { columns, blanks } = this.shapeOf(row, kind);
    return { amounts: new RowAmounts(row.row, columns, row.amounts, row.at, derived), blanks };
  }

  private shapeOf(row: BodyRow, kind: RowPlanKind): Shape {
    const { cells, last } = this;
    for (let index = 0; index < cells.length; index += 1) {
      const amount = row.amount(index);
      cells[index] = Number.isNaN(amount) ? BLANK : amount < 0 ? NEGATIVE : AMOUNT;
    }
    for (const { column } of row.troubles) if (cells[column.index] === BLANK) cells[column.index] = TROUBLE;
    if (last?.kind === kind && isEqual(last.cells, cells)) return last;
    const name = `${kind} ${cells.join('')}`;
    const shape = this.shapes.get(name) ?? this.makeShape(kind);
    this.shapes.set(name, shape);
    this.last = shape;
    return shape;
  }

  private makeShape(kind: RowPlanKind): Shape {
    const columns = new Map<AmountKey, [MoneyColumn, ...MoneyColumn[]]>();
    const blanks = new Set<AmountKey>();
    for (const column of this.layout.money) {
      const cell = this.cells[column.index];
      const key = keyOf(column, kind, cell === NEGATIVE);
      if (key === null || cell === TROUBLE) continue;
      const before = columns.get(key);
      if (cell === BLANK) {
        if (before === undefined) blanks.add(key);
        continue;
      }
      if (before === undefined) columns.set(key, [column]);
      else before.push(column);
      blanks.delete(key);
    }
    return { kind, cells: this.cells.slice(), columns, blanks };
  }
}

function isEqual(left: Uint8Array, right: Uint8Array): boolean {
  for (let index = 0; index < left.length; index += 1) if (left[index] !== right[index]) return false;
  return true;
}

/** The key of a row's figure: by the row's plan kind, a signed change by its sign. */
function keyOf({ key }: MoneyColumn, kind: RowPlanKind, isNegative: boolean): AmountKey | null {
  if (key === null) return null;
  const meant = kind === 'current' ? key : keyForKind(key, kind);
  if (meant === null || !meant.startsWith('adjust.signed')) return meant;
  return meant.replace('signed', isNegative ? 'decrease' : 'increase') as AmountKey;
}

class RowAmounts implements ReadonlyMap<AmountKey, Amount> {
  constructor(
    private readonly row: number,
    private readonly columns: Shape['columns'],
    private readonly table: AmountTable,
    private readonly at: number,
    private readonly derived: ReadonlyMap<number, string> | null,
  ) {}

  get size(): number {
    return this.columns.size;
  }

  has(key: AmountKey): boolean {
    return this.columns.has(key);
  }

  get(key: AmountKey): Amount | undefined {
    const columns = this.columns.get(key);
    return columns === undefined ? undefined : this.sum(columns);
  }

  keys(): MapIterator<AmountKey> {
    return this.columns.keys();
  }

  *values(): MapIterator<Amount> {
    for (const columns of this.columns.values()) yield this.sum(columns);
  }

  *entries(): MapIterator<[AmountKey, Amount]> {
    for (const [key, columns] of this.columns) yield [key, this.sum(columns)];
  }

  [Symbol.iterator](): MapIterator<[AmountKey, Amount]> {
    return this.entries();
  }

  forEach(take: (amount: Amount, key: AmountKey, map: ReadonlyMap<AmountKey, Amount>) => void): void {
    for (const [key, amount] of this.entries()) take(amount, key, this);
  }

  private sum(columns: readonly [MoneyColumn, ...MoneyColumn[]]): Amount {
    const [{ index, letter }] = columns;
    const vnd = sumVnd(columns.map((column) => this.table.vnd(this.at, column.index) ?? 0n));
    return { vnd, cell: this.derived?.get(index) ?? `${letter}${this.row}` };
  }
}
