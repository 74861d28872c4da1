import type { PlainSheet, PlainWorkbook } from '../cells.js';
import { CellValues } from './cell-values.js';
import { DEFAULT_READING_LIMITS, type ReadingLimits } from './limits.js';
import * as say from './messages.js';
import {
  findWorkbookPart,
  readExternalLinks,
  readRelations,
  readWorkbookPart,
  type Relation,
  type SheetEntry,
} from './package-parts.js';
import { readSheet } from './read-sheet.js';
import { inSheet, WorkbookRefusal } from './refusal.js';
import { readSharedStrings } from './shared-strings.js';
import type { CellBudget } from './sheet-builder.js';
import { refuseUnlessZip } from './sniff.js';
import { NO_STYLES, readStyles } from './styles.js';
import { ZipParts } from './zip-parts.js';

/**
 * Reads an .xlsx into plain cells, synchronously and bounded by `limits`; meant to run in a child process (`cage`).
 *
 * @param bytes the whole file
 * @param file its name, for issues
 * @throws WorkbookRefusal with the issue to show, for every file that is no readable .xlsx or exceeds a limit
 */
export function readPlainWorkbook(
  bytes: Uint8Array,
  file: string,
  limits: ReadingLimits = DEFAULT_READING_LIMITS,
): PlainWorkbook {
  try {
    return readPackage(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), limits);
  } catch (error) {
    throw error instanceof WorkbookRefusal ? error.of(file) : error;
  }
}

function readPackage(file: Buffer, limits: ReadingLimits): PlainWorkbook {
  if (file.length > limits.fileBytes) throw say.fileTooLarge(file.length, limits.fileBytes);
  refuseUnlessZip(file);
  const parts = new ZipParts(file, limits);
  const name = findWorkbookPart(parts, limits);
  const relations = readRelations(parts, name, limits);
  const { sheets: entries, is1904 } = readWorkbookPart(parts, name, limits);
  const styleTable = readPartOfType(parts, relations, 'styles', (part) => readStyles(part, limits)) ?? NO_STYLES;
  const strings = readPartOfType(parts, relations, 'sharedStrings', (part) => readSharedStrings(part, limits)) ?? [];
  const values = new CellValues(strings, styleTable, is1904, limits);
  const sheets = readSheets(parts, entries, relations, values);
  return { sheets, styles: styleTable.styles, externalLinks: readExternalLinks(parts, relations, limits) };
}

function readPartOfType<T>(parts: ZipParts, relations: Relation[], type: string, read: (part: Buffer) => T): T | null {
  const relation = relations.find((found) => found.type === type && !found.external);
  if (!relation) return null;
  const bytes = parts.read(relation.target);
  if (!bytes) throw say.partMissing(relation.target);
  return read(bytes);
}

/** Chart, dialog and macro sheets have no cells and are left out. */
function readSheets(parts: ZipParts, entries: SheetEntry[], relations: Relation[], values: CellValues): PlainSheet[] {
  const byId = new Map(relations.map((relation) => [relation.id, relation]));
  const budget: CellBudget = { cells: 0 };
  const sheets = entries.flatMap((entry) => {
    const relation = byId.get(entry.relationId);
    if (!relation) throw say.partMissing(`trang tính ${entry.name}`).of('', entry.name);
    return relation.type === 'worksheet' ? [readSheetPart(parts, entry, relation.target, values, budget)] : [];
  });
  if (sheets.length === 0) throw say.noSheets();
  if (sheets.every((sheet) => sheet.rows.every((row) => row.columns.length === 0))) throw say.noCells();
  return sheets;
}

function readSheetPart(
  parts: ZipParts,
  entry: SheetEntry,
  part: string,
  values: CellValues,
  budget: CellBudget,
): PlainSheet {
  return inSheet(entry.name, () => {
    const bytes = parts.read(part);
    if (!bytes) throw say.partMissing(part);
    return readSheet(bytes, entry, part, values, budget);
  });
}
