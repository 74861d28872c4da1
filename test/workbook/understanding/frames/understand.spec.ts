import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { readPlainWorkbook } from '../../../../src/workbook/reading/read-workbook.js';
import { understand } from '../../../../src/workbook/understanding/understand.js';

const samples = new URL('../../../fixtures/samples/', import.meta.url);
const files = readdirSync(samples).filter((file) => file.endsWith('.xlsx'));

describe('the sample workbooks, understood', () => {
  it.each(files)('%s has no error, and every printed sum is the sum of its leaves', async (file) => {
    const bytes = await readFile(new URL(file, samples));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const reading = understand(readPlainWorkbook(bytes, file), { file, sha256 });
    expect(reading.issues.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(reading.tables.length).toBeGreaterThan(0);
    for (const table of reading.tables) {
      expect(table.reconciliation.filter(({ differenceVnd }) => differenceVnd !== 0n)).toEqual([]);
    }
  });
});
