import { DEFAULT_READING_LIMITS } from '../../src/workbook/reading/limits.js';
import { readPlainWorkbook } from '../../src/workbook/reading/read-workbook.js';
import { ZipParts } from '../../src/workbook/reading/zip-parts.js';

export { sumVnd } from '../../src/domain/money.js';

/** A sheet of a printed paper as a reader sees it: numbers as numbers, texts as texts, from column A on. */
export interface PaperSheet {
  readonly name: string;
  /** at the foot of its printed pages */
  readonly footer: string;
  readonly rows: readonly (readonly (string | number | null)[])[];
}

export function readPaper(bytes: Uint8Array): PaperSheet[] {
  const workbook = readPlainWorkbook(bytes, 'paper.xlsx');
  const parts = new ZipParts(Buffer.from(bytes), DEFAULT_READING_LIMITS);
  return workbook.sheets.map(({ name, rows }, index) => ({
    name,
    footer:
      /<oddFooter>(.*?)<\/oddFooter>/.exec(
        parts.read(`xl/worksheets/sheet${index + 1}.xml`)?.toString('utf8') ?? '',
      )?.[1] ?? '',
    rows: rows.map(({ columns, values }) => {
      const cells: (string | number | null)[] = [];
      columns.forEach((column, position) => (cells[column - 1] = plain(values[position])));
      return Array.from(cells, (cell) => cell ?? null);
    }),
  }));
}

function plain(value: unknown): string | number | null {
  if (typeof value === 'string' || typeof value === 'number') return value;
  const digits = (value as { readonly digits?: string } | null)?.digits;
  return digits === undefined ? null : Number(digits);
}

/** Triệu đồng as a paper prints it (`1.234,5`) or a workbook keeps it (1234.5), in đồng. */
export function vndInMillions(printed: string | number | null | undefined): bigint {
  if (typeof printed === 'number') return BigInt(Math.round(printed * 1_000_000));
  const [whole = '', fraction = ''] = (printed ?? '').replaceAll('.', '').split(',');
  return BigInt(whole + fraction.padEnd(6, '0'));
}
