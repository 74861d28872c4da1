import type { PlainRow, PlainSheet, PlainWorkbook } from '../cells.js';
import type { Issue } from '../../domain/issue.js';
import { mappingOf, type TableMapping } from './corrections.js';
import { frameAt, type FoundHeader } from './frame-at.js';
import type { TableFrame } from './frame.js';
import { CaptionReader, headerAt, isAnchorRow, readHeader } from './header.js';
import { captionsOf, isRepeatedHeader } from './repeated-header.js';
import { SheetIndex } from './sheet-index.js';
import { blocksOf } from './side-by-side.js';
import { sheetIssue, tellDecoded, tellFileWithoutTable, tellSummaries } from './table-issues.js';
import { fold } from '../../domain/vietnamese-text.js';
import { unitLine } from './unit.js';

/**
 * Finds every table of a workbook: title block, unit, days, header, columns, body. Sheets without a table and empty templates give
 * no frame but an issue; hidden sheets are read and told. Where a person mapped a table, that mapping decides. Linear in the cells.
 */
export function findTables(
  workbook: PlainWorkbook,
  file: string,
  mappings: readonly TableMapping[] = [],
): { frames: TableFrame[]; issues: Issue[] } {
  const frames: TableFrame[] = [];
  const issues: Issue[] = [];
  const reader = new CaptionReader();
  for (const sheet of workbook.sheets) {
    const own = mappings.filter((mapping) => mapping.sheet === sheet.name);
    const found = tablesOfSheet(workbook, sheet, file, reader, own);
    frames.push(...found.frames);
    issues.push(...found.issues);
  }
  tellDecoded(workbook, file, issues);
  tellSummaries(frames, file, issues);
  if (frames.length === 0) tellFileWithoutTable(workbook, file, issues);
  return { frames, issues };
}

function tablesOfSheet(
  workbook: PlainWorkbook,
  sheet: PlainSheet,
  file: string,
  reader: CaptionReader,
  mappings: readonly TableMapping[],
): { frames: TableFrame[]; issues: Issue[] } {
  const frames: TableFrame[] = [];
  const issues: Issue[] = [];
  const blocks = blocksOf(workbook, sheet, reader);
  let tables = 0;
  blocks.forEach((block, at) => {
    const index = new SheetIndex(workbook, block);
    const found = headersOf(index, reader);
    const own = ownMappings(mappings, tables, at === blocks.length - 1 ? Infinity : found.length);
    const headers = withStatedHeaders(found, own, index);
    headers.forEach((header, number) => {
      const limit = headers[number + 1]?.titleFirstRow ?? Infinity;
      const made = frameAt({ index, file, found: header, limit, mapping: mappingOf(own, sheet.name, number) });
      issues.push(...made.issues);
      if (made.frame !== null) frames.push(made.frame);
    });
    tables += headers.length;
  });
  if (tables === 0 && sheet.rows.some((row) => row.columns.length > 0)) {
    issues.push(
      sheetIssue(
        file,
        sheet.name,
        'sheet.noTable',
        'info',
        `Trang tính "${sheet.name}" không có bảng nào có dòng tiêu đề (STT, tên dự án, …), đã bỏ qua.`,
      ),
    );
  }
  if (sheet.hidden && frames.length > 0) {
    issues.push(
      sheetIssue(
        file,
        sheet.name,
        'sheet.hidden',
        'info',
        `Trang tính "${sheet.name}" đang bị ẩn nhưng có bảng số liệu; số liệu của trang này vẫn được đọc. Bỏ trang tính khỏi tệp nếu không dùng.`,
      ),
    );
  }
  return { frames, issues };
}

/** The mappings of the tables of one block of columns, counted from its first table. */
function ownMappings(mappings: readonly TableMapping[], before: number, count: number): TableMapping[] {
  return mappings
    .map((mapping) => ({ ...mapping, table: mapping.table - before }))
    .filter(({ table }) => table >= 0 && table < count);
}

/** The headers with those rows that a person says are the header; a table that the reader did not find is added. */
function withStatedHeaders(
  found: readonly FoundHeader[],
  mappings: readonly TableMapping[],
  index: SheetIndex,
): FoundHeader[] {
  const headers = [...found];
  for (const { table, header: rows } of mappings) {
    if (rows === undefined || rows === null) continue;
    const header = headerAt(index, rows.firstRow, rows.lastRow);
    const titleFirstRow = Math.min(headers[table]?.titleFirstRow ?? 1, rows.firstRow);
    headers[Math.min(table, headers.length)] = { header, titleFirstRow, captions: captionsOf(header) };
  }
  return headers;
}

/** The headers of a sheet from the top down; a header printed again inside a table is no new one. */
function headersOf(index: SheetIndex, reader: CaptionReader): FoundHeader[] {
  const found: FoundHeader[] = [];
  const { rows } = index.sheet;
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] as PlainRow;
    if (!isAnchorRow(index, row, reader)) continue;
    const last = found.at(-1);
    const titleFirstRow = titleStart(index, at, last?.header.bodyFirstRow ?? 1);
    const repeats = last !== undefined && isRepeatedHeader(row, last.captions, index);
    if (repeats && !hasOwnTitle(index, titleFirstRow, row.row)) continue;
    const header = readHeader(index, row, reader);
    const from = last === undefined ? 1 : Math.min(titleFirstRow, header.firstRow);
    found.push({ header, titleFirstRow: from, captions: captionsOf(header) });
    at = Math.max(at, index.position(header.bodyFirstRow) - 1);
  }
  return found;
}

/** First row of the texts above a header: back over rows that hold no figures and no outline mark with a name. */
function titleStart(index: SheetIndex, anchorAt: number, earliest: number): number {
  let start = index.sheet.rows[anchorAt]?.row ?? earliest;
  for (let at = anchorAt - 1; at >= 0 && anchorAt - at <= 15; at -= 1) {
    const row = index.sheet.rows[at] as PlainRow;
    if (row.row < earliest || !isTitleLike(index, row)) break;
    start = row.row;
  }
  return start;
}

function isTitleLike(index: SheetIndex, row: PlainRow): boolean {
  const texts = index.texts(row);
  if (texts.length > 4 || texts.some(({ value }) => typeof value !== 'string')) return false;
  const [first, second] = texts;
  return !(first !== undefined && second !== undefined && first.text.length <= 5);
}

function hasOwnTitle(index: SheetIndex, first: number, before: number): boolean {
  return index
    .between(first, before - 1)
    .some((row) =>
      index
        .texts(row)
        .some(
          ({ text }) =>
            unitLine(text)?.certain === true ||
            /^(?:phu luc|bieu|ke hoach|danh muc|bao cao|tong hop)\b/.test(fold(text)),
        ),
    );
}
