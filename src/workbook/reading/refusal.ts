import { cellAddress, columnLetter } from '../cells.js';
import type { Issue } from '../../domain/issue.js';

/** Where in the file the reader stood; numbers are 1-based. */
export interface Place {
  readonly sheet?: string;
  readonly row?: number;
  readonly column?: number;
  /** what the file has there; long texts are cut */
  readonly value?: string;
}

const SHOWN_VALUE_CHARACTERS = 100;

/**
 * The workbook cannot be read as it is. Thrown by everything in this room; `issue` names what was seen, where, and what to do
 * (severity always `error`, codes `workbook.*` for the file, `sheet.*` for a sheet or a cell).
 */
export class WorkbookRefusal extends Error {
  override readonly name = 'WorkbookRefusal';

  constructor(readonly issue: Issue) {
    super(`${issue.code}: ${issue.message}`);
  }

  /** The same refusal, told of this file and, where it did not know better, of this sheet. */
  of(file: string, sheet?: string): WorkbookRefusal {
    const known = this.issue.sheet ?? sheet ?? null;
    return new WorkbookRefusal({ ...this.issue, file: this.issue.file || file, sheet: known });
  }
}

/** A refusal that does not know its file yet: the reader's entrance adds it. */
export function refusal(code: string, message: string, place: Place = {}): WorkbookRefusal {
  const { sheet, row, column, value } = place;
  return new WorkbookRefusal({
    file: '',
    sheet: sheet ?? null,
    cell: row !== undefined && column !== undefined ? cellAddress(row, column) : null,
    row: row ?? null,
    column: column === undefined ? null : columnLetter(column),
    code,
    severity: 'error',
    value: value === undefined ? null : value.slice(0, SHOWN_VALUE_CHARACTERS),
    message,
  });
}

/** Runs a step of reading; a refusal inside it is told of the sheet. */
export function inSheet<T>(sheet: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof WorkbookRefusal ? error.of('', sheet) : error;
  }
}
