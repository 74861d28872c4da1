import type { Amount, AmountKey, Line, LineContext, ReconciliationLine } from '../understanding/reading.js';

/**
 * Lines on their way between processes: one JSON text a batch, which is parsed several times faster than a structured clone of
 * maps and bigints. Repeated parts (contexts, keys) stand once. Amounts are JSON numbers where these are exact, else text.
 */
interface PackedLines {
  readonly keys: readonly AmountKey[];
  readonly contexts: readonly LineContext[];
  readonly lines: readonly PackedLine[];
}

type PackedVnd = number | string;
type PackedLine = readonly [
  Omit<Line, 'context' | 'amounts' | 'blanks'>,
  context: number,
  /** key, amount and cell (column letters alone where the row is the line's own), one after the other */
  amounts: readonly (number | string)[],
  blanks: readonly number[],
];

function packVnd(vnd: bigint): PackedVnd {
  const number = Number(vnd);
  return Number.isSafeInteger(number) ? number : vnd.toString();
}

export function packLines(lines: readonly Line[]): string {
  const keys = new Numbered<AmountKey>();
  const contexts = new Numbered<LineContext>();
  const packed = lines.map(({ context, amounts, blanks, ...own }): PackedLine => [
    own,
    contexts.of(context),
    [...amounts].flatMap(([key, { vnd, cell }]) => [keys.of(key), packVnd(vnd), packCell(cell, own.row)]),
    [...blanks].map((key) => keys.of(key)),
  ]);
  return JSON.stringify({ keys: keys.all, contexts: contexts.all, lines: packed } satisfies PackedLines);
}

export function unpackLines(text: string): Line[] {
  const { keys, contexts, lines } = JSON.parse(text) as PackedLines;
  return lines.map(([own, context, amounts, blanks]) => ({
    ...own,
    context: contexts[context] as LineContext,
    amounts: unpackAmounts(amounts, keys, own.row),
    blanks: new Set(blanks.map((key) => keys[key] as AmountKey)),
  }));
}

function unpackAmounts(packed: readonly (number | string)[], keys: readonly AmountKey[], row: number) {
  const amounts = new Map<AmountKey, Amount>();
  for (let index = 0; index < packed.length; index += 3) {
    const cell = unpackCell(packed[index + 2] as string, row);
    amounts.set(keys[packed[index] as number] as AmountKey, { vnd: BigInt(packed[index + 1] as PackedVnd), cell });
  }
  return amounts;
}

function packCell(cell: string, row: number): string {
  const own = String(row);
  const letters = cell.slice(0, -own.length);
  return cell.endsWith(own) && /^[A-Z]+$/.test(letters) ? letters : cell;
}

function unpackCell(packed: string, row: number): string {
  return /\d$/.test(packed) ? packed : `${packed}${row}`;
}

export function packSums(sums: readonly ReconciliationLine[]): string {
  return JSON.stringify(
    sums.map(({ row, column, printedVnd, computedVnd, differenceVnd }) => [
      ...[row, column, packVnd(printedVnd), packVnd(computedVnd), packVnd(differenceVnd)],
    ]),
  );
}

export function unpackSums(text: string): ReconciliationLine[] {
  const packed = JSON.parse(text) as [number, string, PackedVnd, PackedVnd, PackedVnd][];
  return packed.map(([row, column, printed, computed, difference]) => ({
    ...{ row, column, printedVnd: BigInt(printed), computedVnd: BigInt(computed), differenceVnd: BigInt(difference) },
  }));
}

/** Gives every distinct value a number, in the order of their coming. */
class Numbered<T> {
  readonly all: T[] = [];
  private readonly numbers = new Map<T, number>();

  of(value: T): number {
    const before = this.numbers.get(value);
    if (before !== undefined) return before;
    const number = this.all.push(value) - 1;
    this.numbers.set(value, number);
    return number;
  }
}
