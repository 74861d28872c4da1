import { toJsonVnd } from '../../domain/money.js';
import type { Line, TableReading, WorkbookReading } from './reading.js';

/** The document of `inspect --json` (contract), money as JSON integers (đồng). Fields beyond the contract's are additions. */
export function toInspectJson(reading: WorkbookReading) {
  return {
    file: reading.file,
    sha256: reading.sha256,
    tables: reading.tables.map(tableJson),
    issues: reading.issues,
  };
}

function tableJson(table: TableReading) {
  const { sheet, hidden, kind, title, planYear, unit, asOf, origin, decision, header } = table;
  return {
    ...{ sheet, hidden, kind, title, planYear, unit, asOf, origin, decision },
    header: { firstRow: header.firstRow, lastRow: header.lastRow },
    columns: table.columns.map(({ letter, path, field, source, vndPerUnit, confidence, reason }) => ({
      ...{ letter, path, field, source, vndPerUnit, confidence, reason },
    })),
    lines: table.lines.map(lineJson),
    reconciliation: table.reconciliation.map((sum) => ({
      row: sum.row,
      column: sum.column,
      printedVnd: toJsonVnd(sum.printedVnd),
      computedVnd: toJsonVnd(sum.computedVnd),
      differenceVnd: toJsonVnd(sum.differenceVnd),
    })),
  };
}

function lineJson(line: Line) {
  const { row, role, mark, level, parentRow, code, name, originalName, context, startYear, remark } = line;
  return {
    ...{ row, role, mark, level, parentRow, code, name, originalName, context, startYear, remark },
    amounts: Object.fromEntries([...line.amounts].map(([key, amount]) => [key, toJsonVnd(amount.vnd)])),
    blanks: [...line.blanks],
  };
}
