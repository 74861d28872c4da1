/** Order of two amounts or texts (texts by code unit, the same on every machine), for `sort`. */
export function compare<T extends bigint | string>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
