export type CsvValue = string | bigint | number | null;

/**
 * Lines for other programs and spreadsheets: UTF-8 with BOM (without it Excel misreads Vietnamese), commas, CRLF, every value in quotes. A text
 * that a spreadsheet would take for a formula gets an apostrophe; a negative number stays a number.
 */
export function csvText(lines: readonly (readonly CsvValue[])[]): string {
  return `\ufeff${lines.map((values) => values.map(quoted).join(',')).join('\r\n')}\r\n`;
}

function quoted(value: CsvValue): string {
  if (value === null) return '""';
  if (typeof value !== 'string') return `"${value}"`;
  const isNumber = /^-?\d+(\.\d+)?$/.test(value);
  const safe = !isNumber && /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return `"${safe.replace(/"/g, '""')}"`;
}
