/** Outline marks of Vietnamese annexes. */

const ROMAN: readonly (readonly [number, string])[] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

/** 1 -> I, 4 -> IV. Positive integers. */
export function romanMark(position: number): string {
  let rest = position;
  let mark = '';
  for (const [value, letters] of ROMAN) {
    for (; rest >= value; rest -= value) mark += letters;
  }
  return mark;
}

/** 1 -> A, 26 -> Z, 27 -> AA. Positive integers. */
export function letterMark(position: number): string {
  let mark = '';
  for (let rest = position; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    mark = String.fromCharCode(65 + ((rest - 1) % 26)) + mark;
  }
  return mark;
}
