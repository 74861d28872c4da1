import type { CellValue } from '../../cells.js';
import type { Issue, IssueSeverity } from '../../../domain/issue.js';
import { formatMillions, formatVnd } from '../../../domain/money.js';
import type { TableFrame } from '../frame.js';
import type { BodyRow } from './body-row.js';

/** Issues of one table, in the order they are found. */
export class TableIssues {
  readonly all: Issue[] = [];

  constructor(private readonly frame: TableFrame) {}

  /** About one cell. */
  at(
    row: BodyRow | { readonly row: number },
    letter: string,
    code: string,
    severity: IssueSeverity,
    value: string | null,
    message: string,
  ): void {
    const cell = `${letter}${row.row}`;
    this.all.push({ ...this.place(), cell, row: row.row, column: letter, code, severity, value, message });
  }

  /** About the table, or one of its columns. */
  about(code: string, severity: IssueSeverity, message: string, column: string | null = null): void {
    this.all.push({ ...this.place(), cell: null, row: null, column, code, severity, value: null, message });
  }

  /** By row, then column; those about the whole table first. */
  sorted(): Issue[] {
    return this.all.sort((a, b) => (a.row ?? 0) - (b.row ?? 0) || byColumn(a.column, b.column));
  }

  private place(): { file: string; sheet: string } {
    return { file: this.frame.file, sheet: this.frame.sheet.name };
  }
}

function byColumn(a: string | null, b: string | null): number {
  const left = a ?? '';
  const right = b ?? '';
  return left.length - right.length || (left < right ? -1 : left > right ? 1 : 0);
}

/** An amount in the unit of its column, for messages. */
export function inUnit(vnd: bigint, vndPerUnit: number): string {
  return vndPerUnit >= 1_000_000 ? `${formatMillions(vnd)} triệu đồng` : `${formatVnd(vnd)} đồng`;
}

/** A cell's value as the file has it. */
export function shown(value: CellValue | undefined): string | null {
  if (value === undefined) return null;
  if (typeof value !== 'object') return String(value);
  if ('digits' in value) return value.digits;
  if ('day' in value) return value.day;
  return 'error' in value ? value.error : value.uncachedFormula;
}

/** A name short enough for a message. */
export function briefly(name: string): string {
  return name.length <= 60 ? name : `${name.slice(0, 59)}…`;
}
