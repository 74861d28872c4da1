import { cellAddress, type CellValue, type PlainWorkbook } from '../../../src/workbook/cells.js';
import type { Issue } from '../../../src/domain/issue.js';
import { DEFAULT_READING_LIMITS, type ReadingLimits } from '../../../src/workbook/reading/limits.js';
import { readPlainWorkbook } from '../../../src/workbook/reading/read-workbook.js';
import { WorkbookRefusal } from '../../../src/workbook/reading/refusal.js';
import { rawWorkbook, STYLES, type RawSheet, type RawWorkbook } from '../../support/raw-xlsx.js';

export const FILE = 'bieu.xlsx';

export function read(bytes: Uint8Array, limits: Partial<ReadingLimits> = {}): PlainWorkbook {
  return readPlainWorkbook(bytes, FILE, { ...DEFAULT_READING_LIMITS, ...limits });
}

/** The issue a file is refused with; null where it is read. Any other error is a bug and passes through. */
export function refusalOf(bytes: Uint8Array, limits: Partial<ReadingLimits> = {}): Issue | null {
  try {
    read(bytes, limits);
    return null;
  } catch (error) {
    if (error instanceof WorkbookRefusal) return error.issue;
    throw error;
  }
}

/** Values of a sheet by address. */
export function valuesOf(workbook: PlainWorkbook, sheet = 0): Record<string, CellValue> {
  const values: Record<string, CellValue> = {};
  for (const { row, columns, values: cells } of workbook.sheets[sheet]!.rows) {
    columns.forEach((column, index) => (values[cellAddress(row, column)] = cells[index]!));
  }
  return values;
}

/** The outcome of either path: what was read, or the code it was refused with. */
export function outcomeOf(bytes: Uint8Array, limits: Partial<ReadingLimits> = {}): PlainWorkbook | string {
  return refusalOf(bytes, limits)?.code ?? read(bytes, limits);
}

export interface Case extends Omit<RawWorkbook, 'sheets'> {
  readonly rows: string;
  readonly sheet?: Omit<RawSheet, 'rows'>;
}

/** The workbook of a case; with `byParser` a comment sends its rows (and strings) to the XML parser. */
export function bytesOf({ rows, sheet, ...workbook }: Case, byParser = false): Buffer {
  const comment = byParser ? '<!-- x -->' : '';
  const strings = workbook.strings === undefined ? {} : { strings: `${workbook.strings as string}${comment}` };
  return rawWorkbook({ styles: STYLES, ...workbook, ...strings, sheets: [{ ...sheet, rows: rows + comment }] });
}
