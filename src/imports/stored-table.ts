import { omit } from '../database/omit.js';
import type { TableReading } from '../workbook/understanding/reading.js';
import type { StoredTable } from './import.entity.js';
import type { TableSummary } from './imports.types.js';

/** A table without its lines, money as text, for a jsonb column. */
export function toStoredTable(table: TableReading): StoredTable {
  return {
    ...omit(table, 'lines'),
    figures: table.figures.map(({ totalVnd, ...rest }) => ({ ...rest, totalVnd: totalVnd?.toString() ?? null })),
    reconciliation: table.reconciliation.map(({ row, column, printedVnd, computedVnd, differenceVnd }) => ({
      ...{ row, column },
      printedVnd: printedVnd.toString(),
      computedVnd: computedVnd.toString(),
      differenceVnd: differenceVnd.toString(),
    })),
  };
}

export function fromStoredTable(table: StoredTable): TableSummary {
  return {
    ...table,
    figures: table.figures.map(({ totalVnd, ...rest }) => ({
      ...rest,
      totalVnd: totalVnd === null ? null : BigInt(totalVnd),
    })),
    reconciliation: table.reconciliation.map(({ row, column, printedVnd, computedVnd, differenceVnd }) => ({
      ...{ row, column },
      printedVnd: BigInt(printedVnd),
      computedVnd: BigInt(computedVnd),
      differenceVnd: BigInt(differenceVnd),
    })),
  };
}
