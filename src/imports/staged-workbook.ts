import { copyText } from '../database/copy-text.js';
import { storableJson } from '../database/storable-text.js';
import { hasErrors } from '../domain/issue.js';
import type { WorkbookReading } from '../workbook/understanding/reading.js';
import type { RememberingTable } from './column-memory.repository.js';
import type { ImportRecord } from './import.entity.js';
import { interpret, type InterpretationContext } from './interpret.js';
import { factRows, issueRows, lineRows, numberLines, type StagingTable } from './staged-rows.js';
import { toStoredTable } from './stored-table.js';

export interface StagingSettings extends InterpretationContext {
  readonly importId: string;
}

/** What has to be known of a workbook before its rows are staged. */
export interface StagedHead extends Pick<ImportRecord, 'kind' | 'asOf' | 'origin'> {
  readonly tables: readonly RememberingTable[];
  /** errors keep it out of the books */
  readonly rejected: boolean;
  /** rows that will be staged */
  readonly lines: number;
}

export type StagingTarget = StagingTable | 'tables' | 'findings';

/**
 * A piece of what is staged, as the database takes it: rows of a table for COPY, or a piece of the JSON of the tables as understood
 * and of the findings. Pieces of one
 * target follow each other, the tables first.
 */
export interface StagedBatch {
  readonly into: StagingTarget;
  readonly bytes: Uint8Array;
  /** lines of text in it: rows of a table */
  readonly rows: number;
}

/** Pure: a reading as it is staged. Runs beside the reader, so that the process that serves people never holds a large workbook. */
export function stageReading(
  reading: WorkbookReading,
  settings: StagingSettings,
): { head: StagedHead; batches: Iterable<StagedBatch> } {
  const { kind, asOf, origin, issues, facts, findings } = interpret(reading, settings);
  const { importId } = settings;
  const lines = numberLines(reading, facts);
  const tables = reading.tables.map(({ sheet, kind: of, columns, sender }) => ({ sheet, kind: of, columns, sender }));
  function* batches(): Generator<StagedBatch> {
    yield* batchesOf('tables', pieces(storableJson(reading.tables.map(toStoredTable))));
    yield* batchesOf('findings', pieces(storableJson(findings)));
    yield* batchesOf('import_issue', copyText(issueRows(importId, 'map', 0, issues)));
    yield* batchesOf('import_line', copyText(lineRows(importId, reading, lines)));
    yield* batchesOf('import_fact', copyText(factRows(importId, lines, facts)));
  }
  const rejected = hasErrors(issues) || kind === null;
  return { head: { kind, asOf, origin, tables, rejected, lines: lines.count }, batches: batches() };
}

function* batchesOf(into: StagingTarget, all: Iterable<Uint8Array>): Generator<StagedBatch> {
  for (const bytes of all) yield { into, bytes, rows: countLines(bytes) };
}

function countLines(bytes: Uint8Array): number {
  let lines = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines += 1;
  return lines;
}

const PIECE = 64 * 1024;

function* pieces(text: string): Generator<Uint8Array> {
  const bytes = Buffer.from(text, 'utf8');
  for (let from = 0; from < bytes.length; from += PIECE) yield bytes.subarray(from, from + PIECE);
}
