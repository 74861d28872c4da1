import type { ImportFindings, SumFinding } from './import-findings.js';
import type { ImportRecord } from './import.entity.js';
import type { TableSummary } from './imports.types.js';

/** Theirs, ours, and the difference, in đồng. */
export interface ReconciledSum {
  readonly sheet: string;
  /** the printed cell, or what the sum is of */
  readonly of: string;
  readonly cells: readonly string[];
  readonly printedVnd: bigint | null;
  readonly computedVnd: bigint;
  readonly differenceVnd: bigint | null;
}

/** Source rows of a sheet by the one bucket that each is in; the buckets add up to `rows`. */
export interface SheetRows {
  readonly sheet: string;
  /** from row 1 to the last row with a cell */
  readonly rows: number;
  /** titles, headers, footnotes, signatures: outside the body of every table */
  readonly outside: number;
  /** project rows with amounts that a commit writes */
  readonly stored: number;
  /** project rows that a person leaves out */
  readonly leftOut: number;
  /** project rows with amounts that mean no project of the books */
  readonly unmatched: number;
  /** project rows that state no amount of the import's kind */
  readonly withoutFigures: number;
  readonly totals: number;
  readonly subtotals: number;
  readonly headings: number;
  readonly components: number;
  readonly notes: number;
  readonly blanks: number;
  /** rows - the sum of the buckets; anything but 0 is a row lost */
  readonly difference: number;
}

/** The body rows of a sheet's tables, as counted on the sheet itself when it was read. */
export interface SheetSpan {
  readonly sheet: string;
  readonly rows: number;
  readonly body: number;
  readonly withCells: number;
}

export interface ImportReconciliation {
  /** what the person typed from the signed paper against what was read; null where nobody typed it */
  readonly control: {
    readonly totalVnd: bigint;
    readonly controlTotalVnd: bigint | null;
    readonly differenceVnd: bigint | null;
    readonly lines: number;
    readonly controlLines: number | null;
    readonly lineDifference: number | null;
  };
  /** every printed subtotal and total against the exact sum of its rows */
  readonly printed: readonly ReconciledSum[];
  readonly bySource: readonly ReconciledSum[];
  readonly byInvestor: readonly ReconciledSum[];
  /** every row of every sheet in exactly one bucket */
  readonly rows: readonly SheetRows[];
  readonly leftOut: readonly {
    readonly sheet: string;
    readonly row: number;
    readonly name: string;
    readonly vnd: bigint;
  }[];
  /** sum of the rows left out, not in `written` */
  readonly leftOutVnd: bigint;
  /** of lines that mean no project; not in `written` */
  readonly unmatchedVnd: bigint;
  /** what a commit writes (has written): total - left out - unmatched */
  readonly writtenVnd: bigint;
}

/** Pure: what was read, staged and typed, side by side. */
export function reconcileImport(
  record: Pick<ImportRecord, 'totalVnd' | 'unmatchedVnd' | 'controlTotalVnd' | 'controlLines'>,
  tables: readonly TableSummary[],
  findings: ImportFindings,
  rows: readonly SheetRows[],
): ImportReconciliation {
  const leftOut = findings.leftOut.map(({ vnd, ...row }) => ({ ...row, vnd: BigInt(vnd) }));
  const leftOutVnd = leftOut.reduce((sum, { vnd }) => sum + vnd, 0n);
  const totalVnd = record.totalVnd + leftOutVnd;
  const { controlTotalVnd, controlLines, unmatchedVnd } = record;
  const lines = findings.projectRows;
  return {
    control: {
      ...{ totalVnd, controlTotalVnd, lines, controlLines },
      differenceVnd: controlTotalVnd === null ? null : totalVnd - controlTotalVnd,
      lineDifference: controlLines === null ? null : lines - controlLines,
    },
    printed: tables.flatMap(({ sheet, reconciliation }) =>
      reconciliation.map(({ row, column, printedVnd, computedVnd, differenceVnd }) => ({
        ...{ sheet, of: `${column}${row}`, cells: [`${column}${row}`], printedVnd, computedVnd, differenceVnd },
      })),
    ),
    bySource: findings.bySource.map(toSum),
    byInvestor: findings.byInvestor.map(toSum),
    ...{ rows, leftOut, leftOutVnd, unmatchedVnd },
    writtenVnd: record.totalVnd - unmatchedVnd,
  };
}

function toSum({ sheet, of, cells, printedVnd, computedVnd, differenceVnd }: SumFinding): ReconciledSum {
  return {
    ...{ sheet, of, cells, computedVnd: BigInt(computedVnd) },
    printedVnd: printedVnd === null ? null : BigInt(printedVnd),
    differenceVnd: differenceVnd === null ? null : BigInt(differenceVnd),
  };
}

/** The sheets with tables, with their rows as counted when the file was read. */
export function spansOf(tables: readonly TableSummary[]): SheetSpan[] {
  const spans = new Map<string, SheetSpan>();
  for (const { sheet, body } of tables) {
    const before = spans.get(sheet) ?? { sheet, rows: 0, body: 0, withCells: 0 };
    spans.set(sheet, {
      sheet,
      rows: Math.max(before.rows, body.sheetLastRow),
      body: before.body + body.lastRow - body.firstRow + 1,
      withCells: before.withCells + body.rowsWithCells,
    });
  }
  return [...spans.values()];
}
