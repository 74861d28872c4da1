import { isUtf8 } from 'node:buffer';
import type { PlainSheet } from '../cells.js';
import { Unfamiliar } from './byte-scanner.js';
import type { CellValues } from './cell-values.js';
import { dropValuesUnderMerges } from './merged-values.js';
import type { SheetEntry } from './package-parts.js';
import { SheetBuilder, type CellBudget } from './sheet-builder.js';
import { SheetScanner } from './sheet-scanner.js';
import { SheetXml, type SheetFrame } from './sheet-xml.js';
import { detectEncoding, MAIN_NAMESPACES, readXml } from './xml-reader.js';

interface SheetContent extends SheetFrame {
  readonly builder: SheetBuilder;
}

const ROWS = '<sheetData>';
const BYTE_ORDER_MARK_BYTES = 3;

/** Reads one worksheet part: fast where its XML is as spreadsheet programs write it, else with the XML parser. */
export function readSheet(
  bytes: Buffer,
  entry: SheetEntry,
  part: string,
  values: CellValues,
  budget: CellBudget,
): PlainSheet {
  const content = readContent(bytes, part, values, budget);
  const { merges, hiddenColumns, autoFilter } = content;
  const rows = dropValuesUnderMerges(content.builder.finish(), merges, values.limits.columns);
  return { name: entry.name, hidden: entry.hidden, rows, merges, hiddenColumns, autoFilter };
}

function readContent(bytes: Buffer, part: string, values: CellValues, budget: CellBudget): SheetContent {
  const cellsBefore = budget.cells;
  try {
    return scanContent(bytes, part, values, budget);
  } catch (error) {
    if (!(error instanceof Unfamiliar)) throw error;
    budget.cells = cellsBefore;
    return parseContent([bytes], part, values, new SheetBuilder(values, budget));
  }
}

/** The scanner takes the rows; the XML parser takes what stands around them, with an empty `<sheetData>`. */
function scanContent(bytes: Buffer, part: string, values: CellValues, budget: CellBudget): SheetContent {
  const start = bytes.indexOf(ROWS) + ROWS.length;
  const head = bytes.subarray(0, start);
  const isFamiliar = start >= ROWS.length && detectEncoding(bytes) === 'utf-8' && isUtf8(bytes);
  if (!isFamiliar || head.includes('<!') || head.lastIndexOf('<?') > BYTE_ORDER_MARK_BYTES) throw new Unfamiliar();
  const builder = new SheetBuilder(values, budget);
  const scanner = new SheetScanner(bytes, start, values, builder);
  scanner.scan();
  return parseContent([head, bytes.subarray(scanner.at)], part, values, builder);
}

function parseContent(pieces: Buffer[], part: string, values: CellValues, builder: SheetBuilder): SheetContent {
  const sheet = new SheetXml(part, values, builder);
  readXml({ part, pieces, root: 'worksheet', namespaces: MAIN_NAMESPACES }, values.limits, sheet);
  return { ...sheet.frame, builder };
}
