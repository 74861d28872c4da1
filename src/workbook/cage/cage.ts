import type { Issue } from '../../domain/issue.js';
import type { PlainWorkbook } from '../cells.js';
import type { TableReading, WorkbookReading } from '../understanding/reading.js';
import { Cage, type CageOptions } from './caged-child.js';
import { unpackLines, unpackSums } from './packed-lines.js';

let cage: Cage | undefined;

/** One cage for the whole process: its limit of children counts for everybody. */
export function sharedCage(): Cage {
  return (cage ??= new Cage());
}

/**
 * Reads and understands a workbook in a child process with limits on heap, time, bytes and cells; at most two at once, the
 * others wait. Never throws for a bad file: what is wrong with it stands in `issues`. The whole reading comes to this process;
 * where batches are enough, take `interpretInCage`.
 *
 * @param bytes the whole file
 * @param file its name, without folders
 */
export async function readInCage(
  bytes: Uint8Array,
  file: string,
  options?: CageOptions,
): Promise<{ ok: true; reading: WorkbookReading } | { ok: false; issues: Issue[] }> {
  let reading: WorkbookReading = { file, sha256: '', tables: [], issues: [], overridden: [] };
  const tableAt = (index: number) => reading.tables[index] as TableReading;
  const caged = await sharedCage().run(
    { kind: 'understanding' },
    bytes,
    file,
    (part) => {
      if (part.kind === 'reading') {
        const tables = part.reading.tables.map((head) => ({ ...head, lines: [], reconciliation: [] }));
        reading = { ...part.reading, tables, issues: [] };
      }
      if (part.kind === 'issues') reading.issues.push(...part.issues);
      if (part.kind === 'sums') tableAt(part.table).reconciliation.push(...unpackSums(part.packed));
      if (part.kind === 'lines') tableAt(part.table).lines.push(...unpackLines(part.packed));
    },
    options,
  );
  return caged.ok ? { ok: true, reading } : caged;
}

/** The same without understanding: the plain cells of the workbook. */
export async function readCellsInCage(
  bytes: Uint8Array,
  file: string,
  options?: CageOptions,
): Promise<{ ok: true; workbook: PlainWorkbook } | { ok: false; issues: Issue[] }> {
  let workbook: PlainWorkbook = { sheets: [], styles: [], externalLinks: [] };
  const caged = await sharedCage().run(
    { kind: 'cells' },
    bytes,
    file,
    (part) => {
      if (part.kind === 'workbook') workbook = part.workbook;
      if (part.kind === 'rows') workbook.sheets[part.sheet]?.rows.push(...part.rows);
      if (part.kind === 'merges') workbook.sheets[part.sheet]?.merges.push(...part.merges);
    },
    options,
  );
  return caged.ok ? { ok: true, workbook } : caged;
}
