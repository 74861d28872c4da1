/** Longest text of one cell (Excel's own limit). */
const LONGEST_TEXT = 32_767;

const LONE_SURROGATE = /\p{Surrogate}/gu;

/**
 * Text as a cell of a workbook can hold it: control characters and lone surrogates (which no XML holds) left out, `_x0041_`
 * escaped so that Excel does not show `A`, at most 32.767 characters. A text is written as a string, never as a formula.
 */
export function cellText(text: string): string {
  const clean = xmlText(text).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
  return clean.length <= LONGEST_TEXT ? clean : `${clean.slice(0, LONGEST_TEXT - 1).replace(LONE_SURROGATE, '')}…`;
}

/** Text without what no XML holds: control characters and lone surrogates. */
export function xmlText(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is taken out
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g, '').replace(LONE_SURROGATE, '');
}
