import { createHash } from 'node:crypto';
import { readPlainWorkbook } from '../../../src/workbook/reading/read-workbook.js';
import type { WorkbookReading } from '../../../src/workbook/understanding/reading.js';
import { understand } from '../../../src/workbook/understanding/understand.js';

/** Reads and understands in this process. */
export function readWorkbook(bytes: Uint8Array, file: string): WorkbookReading {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return understand(readPlainWorkbook(bytes, file), { file, sha256 });
}
