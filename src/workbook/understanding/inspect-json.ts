import { toJsonVnd } from '../../domain/money.js';
import type { Issue } from '../../domain/issue.js';
import type { Line, TableReading, WorkbookReading } from './reading.js';

/** The reading as `inspect --json` prints it (contract: `inspect`): amounts as JSON integers of đồng. */
export function toInspectJson(reading: WorkbookReading): InspectJson {
  return { file: reading.file, sha256: reading.sha256, tables: reading.tables.map(toTable), issues: reading.issues };
}

export interface InspectJson {
  readonly file: string;
  readonly sha256: string;
  readonly tables: readonly object[];
  readonly issues: readonly Issue[];
}

function toTable(table: TableReading): object {
  const { lines, reconciliation, ...rest } = table;
  return {
    ...rest,
    lines: lines.map(toLine),
    reconciliation: reconciliation.map((sum) => ({
      row: sum.row,
      column: sum.column,
      printedVnd: toJsonVnd(sum.printedVnd),
      computedVnd: toJsonVnd(sum.computedVnd),
      differenceVnd: toJsonVnd(sum.differenceVnd),
    })),
  };
}

function toLine(line: Line): object {
  const { amounts, blanks, ...rest } = line;
  const cells = [...amounts];
  return {
    ...rest,
    amounts: Object.fromEntries(cells.map(([key, { vnd }]) => [key, toJsonVnd(vnd)])),
    cells: Object.fromEntries(cells.map(([key, { cell }]) => [key, cell])),
    blanks: [...blanks],
  };
}
