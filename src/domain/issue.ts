/**
 * Something a person has to know about a cell, a sheet or a file (contract: word "issue").
 * `error` blocks, `warning` wants a decision, `info` only tells.
 */
export type IssueSeverity = 'error' | 'warning' | 'info';

export interface Issue {
  readonly file: string;
  /** null for the whole file */
  readonly sheet: string | null;
  /** address such as `F37`; null where the issue is not about one cell */
  readonly cell: string | null;
  readonly row: number | null;
  /** column letters */
  readonly column: string | null;
  /** stable, dotted, e.g. `amount.text`, `unit.missing` */
  readonly code: string;
  readonly severity: IssueSeverity;
  /** the value as the file has it, null where there is none */
  readonly value: string | null;
  /** Vietnamese: what was seen, where, and what to do */
  readonly message: string;
}

/** Where a cell such as `F37` stands; neither row nor column for what is no address of one cell. */
export function cellPlace(cell: string | null): Pick<Issue, 'cell' | 'row' | 'column'> {
  const [, column = null, row = null] = /^([A-Z]+)(\d+)$/.exec(cell ?? '') ?? [];
  return { cell, row: row === null ? null : Number(row), column };
}

export function hasErrors(issues: readonly Issue[]): boolean {
  return issues.some((issue) => issue.severity === 'error');
}

/** An issue about a whole file. */
export function fileIssue(file: string, code: string, message: string, severity: IssueSeverity = 'error'): Issue {
  return { file, sheet: null, cell: null, row: null, column: null, code, severity, value: null, message };
}
