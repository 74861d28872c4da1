import type { Issue } from '../../domain/issue.js';
import type { PlainWorkbook } from '../cells.js';
import type { WorkbookReading } from '../understanding/reading.js';
import { Cage, type CageOptions } from './caged-child.js';

let cage: Cage | undefined;

/** One cage for the whole process: its limit of children counts for everybody. */
function sharedCage(): Cage {
  return (cage ??= new Cage());
}

/**
 * Reads and understands a workbook in a child process with limits on heap, time, bytes and cells; at most two at once, the
 * others wait. Never throws for a bad file: what is wrong with it stands in `issues`.
 *
 * @param bytes the whole file
 * @param file its name, without folders
 */
export async function readInCage(
  bytes: Uint8Array,
  file: string,
  options?: CageOptions,
): Promise<{ ok: true; reading: WorkbookReading } | { ok: false; issues: Issue[] }> {
  const caged = await sharedCage().run('reading', bytes, file, options);
  return caged.ok ? { ok: true, reading: caged.result as WorkbookReading } : caged;
}

/** The same without understanding: the plain cells of the workbook. */
export async function readCellsInCage(
  bytes: Uint8Array,
  file: string,
  options?: CageOptions,
): Promise<{ ok: true; workbook: PlainWorkbook } | { ok: false; issues: Issue[] }> {
  const caged = await sharedCage().run('cells', bytes, file, options);
  return caged.ok ? { ok: true, workbook: caged.result as PlainWorkbook } : caged;
}
