/**
 * The amounts of a table by row and money column, in đồng, NaN where a cell gives none. Held as doubles, which is exact: every
 * amount is a whole number of at most `MAX_VND`, below 2^53. Whoever computes with them takes care that no result goes beyond;
 * an amount that leaves the table is a bigint.
 */
export class AmountTable {
  private readonly amounts: Float64Array;

  constructor(
    rows: number,
    private readonly columns: number,
  ) {
    this.amounts = new Float64Array(rows * columns).fill(NaN);
  }

  get(row: number, column: number): number {
    return this.amounts[row * this.columns + column] as number;
  }

  set(row: number, column: number, vnd: number): void {
    this.amounts[row * this.columns + column] = vnd;
  }

  /** Rows that print an amount below zero in the column. */
  rowsBelowZero(column: number): number[] {
    const found: number[] = [];
    const { amounts, columns } = this;
    for (let row = 0, at = column; at < amounts.length; row += 1, at += columns) {
      if ((amounts[at] as number) < 0) found.push(row);
    }
    return found;
  }

  /** Rows that print in one column at least so many times what they print in another; a row that lacks one of the two is none. */
  rowsReaching(part: number, whole: number, times: number): number[] {
    const found: number[] = [];
    const { amounts, columns } = this;
    for (let row = 0, at = 0; at < amounts.length; row += 1, at += columns) {
      if ((amounts[at + part] as number) >= (amounts[at + whole] as number) * times) found.push(row);
    }
    return found;
  }

  /** Rows that print at least so much in the column. */
  rowsFrom(column: number, vnd: number): number[] {
    const found: number[] = [];
    const { amounts, columns } = this;
    for (let row = 0, at = column; at < amounts.length; row += 1, at += columns) {
      if ((amounts[at] as number) >= vnd) found.push(row);
    }
    return found;
  }

  vnd(row: number, column: number): bigint | undefined {
    const amount = this.get(row, column);
    return Number.isNaN(amount) ? undefined : BigInt(amount);
  }
}

/** Exact sums by column: in doubles as long as these hold the sum exactly, what would not fit is carried into a bigint. */
export class ColumnSums {
  private readonly low: Float64Array;
  private readonly carried: bigint[];

  constructor(columns: number) {
    this.low = new Float64Array(columns);
    this.carried = new Array<bigint>(columns).fill(0n);
  }

  /** @param amount a safe integer */
  add(column: number, amount: number): void {
    const before = this.low[column] as number;
    // a sum of two safe integers is rounded only where it is none itself
    if (Number.isSafeInteger(before + amount)) this.low[column] = before + amount;
    else {
      this.carried[column] = this.vnd(column);
      this.low[column] = amount;
    }
  }

  addAll(other: ColumnSums): void {
    for (const [column, amount] of other.low.entries()) {
      this.add(column, amount);
      this.carried[column] = (this.carried[column] as bigint) + (other.carried[column] as bigint);
    }
  }

  vnd(column: number): bigint {
    return (this.carried[column] as bigint) + BigInt(this.low[column] as number);
  }
}
