import type { Issue } from '../../domain/issue.js';
import { columnLetter, type PlainSheet, type PlainWorkbook } from '../cells.js';
import { columnFigures, rowsWithCells } from './column-figures.js';
import { NO_CORRECTIONS, type Corrections } from './corrections.js';
import { findTables } from './find-tables.js';
import type { TableFrame } from './frame.js';
import type { TableReading, WorkbookReading } from './reading.js';
import { overrideCells } from './override-cells.js';
import { readRows, type RowsReading } from './rows/read-rows.js';
import { sheetIssue } from './table-issues.js';

/**
 * Understands a workbook of plain cells: its tables with columns, rows and sums, and everything a person has to know about it.
 * `file` is the name without folders, `sha256` the lower-case hex of the bytes. Pure; nothing is corrected silently: what a
 * person decided comes as `corrections`.
 */
export function understand(
  original: PlainWorkbook,
  about: { file: string; sha256: string },
  corrections: Corrections = NO_CORRECTIONS,
): WorkbookReading {
  const { workbook, overridden } = overrideCells(original, corrections.cells);
  const { frames, issues } = findTables(workbook, about.file, corrections.tables);
  const tables = frames.map((frame) => {
    const rows = readRows(frame);
    for (const issue of rows.issues) issues.push(issue);
    return toTable(frame, rows);
  });
  const read = new Set(frames.map(({ sheet }) => sheet.name));
  for (const sheet of workbook.sheets) if (read.has(sheet.name)) issues.push(...hiddenParts(sheet, about.file));
  issues.push(...externalLinks(workbook, about.file));
  return { ...about, tables, issues, overridden };
}

/** A frame with its rows as the table that everybody else sees. */
export function toTable(frame: TableFrame, { lines, reconciliation, totals }: RowsReading): TableReading {
  const { kind, title, planYear, unit, asOf, origin, decision, header, columns, sender } = frame;
  const { name: sheet, hidden, rows } = frame.sheet;
  return {
    ...{ sheet, hidden, kind, title, planYear, unit, asOf, origin, decision, header, columns, sender },
    figures: columnFigures(frame, totals),
    body: {
      firstRow: frame.body.firstRow,
      lastRow: frame.body.lastRow,
      rowsWithCells: rowsWithCells(frame),
      sheetLastRow: rows.findLast(({ values }) => values.length > 0)?.row ?? frame.body.lastRow,
    },
    lines,
    reconciliation,
  };
}

/** Hidden rows and columns are read like all others, and told. */
function hiddenParts(sheet: PlainSheet, file: string): Issue[] {
  const issues: Issue[] = [];
  const rows = sheet.rows.filter(({ hidden, columns }) => hidden && columns.length > 0).map(({ row }) => row);
  if (rows.length > 0) {
    const message = `Trang tính "${sheet.name}" có ${rows.length} dòng ẩn có số liệu (dòng ${shortList(rows.map(String))}); các dòng này vẫn được đọc và cộng. Bỏ ẩn để kiểm tra.`;
    issues.push(sheetIssue(file, sheet.name, 'rows.hidden', 'warning', message, { row: rows[0] ?? null }));
  }
  if (sheet.hiddenColumns.length > 0) {
    const spans = sheet.hiddenColumns.map(({ first, last }) =>
      first === last ? columnLetter(first) : `${columnLetter(first)}–${columnLetter(last)}`,
    );
    const message = `Trang tính "${sheet.name}" có cột ẩn (${shortList(spans)}); các cột này vẫn được đọc. Bỏ ẩn để kiểm tra.`;
    issues.push(sheetIssue(file, sheet.name, 'columns.hidden', 'warning', message));
  }
  if (sheet.autoFilter !== null) {
    const message = `Trang tính "${sheet.name}" đang đặt bộ lọc ở ${sheet.autoFilter}; dòng bị lọc vẫn được đọc.`;
    issues.push(sheetIssue(file, sheet.name, 'sheet.filter', 'warning', message, { value: sheet.autoFilter }));
  }
  return issues;
}

function shortList(items: readonly string[]): string {
  return items.length <= 8 ? items.join(', ') : `${items.slice(0, 8).join(', ')}, …`;
}

function externalLinks(workbook: PlainWorkbook, file: string): Issue[] {
  if (workbook.externalLinks.length === 0) return [];
  const message = `Tệp có công thức lấy số từ tệp khác (${shortList(workbook.externalLinks)}); đã dùng số lưu lần cuối trong tệp. Dán thành giá trị nếu số này chưa cập nhật.`;
  return [
    {
      file,
      sheet: null,
      cell: null,
      row: null,
      column: null,
      code: 'workbook.externalLinks',
      severity: 'warning',
      value: workbook.externalLinks[0] ?? null,
      message,
    },
  ];
}
