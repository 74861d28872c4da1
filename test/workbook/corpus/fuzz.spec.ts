import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { PlainWorkbook } from '../../../src/workbook/cells.js';
import { readPlainWorkbook } from '../../../src/workbook/reading/read-workbook.js';
import { toInspectJson } from '../../../src/workbook/understanding/inspect-json.js';
import type { WorkbookReading } from '../../../src/workbook/understanding/reading.js';
import { understand } from '../../../src/workbook/understanding/understand.js';
import { corpusBytes, corpusNames } from '../../support/corpus/files.js';

const CELLS = new URL('../../../scripts/soak/fuzz-cells.mjs', import.meta.url).href;
const RANDOM = new URL('../../../scripts/soak/random.mjs', import.meta.url).href;

type Random = (limit: number) => number;

/** The short form of the long trial `soak fuzz`. */
describe('a workbook with any of its cells changed', () => {
  const names = corpusNames('ok').filter((_, at) => at % 8 === 0);
  const workbooks = new Map<string, PlainWorkbook>();
  let changeCells: (workbook: PlainWorkbook, random: Random) => PlainWorkbook;
  let faultsOf: (reading: WorkbookReading) => string[];
  let randomFrom: (seed: number) => Random;

  beforeAll(async () => {
    ({ changeCells, faultsOf } = (await import(CELLS)) as {
      changeCells: typeof changeCells;
      faultsOf: typeof faultsOf;
    });
    ({ randomFrom } = (await import(RANDOM)) as { randomFrom: typeof randomFrom });
    for (const name of names) workbooks.set(name, readPlainWorkbook(corpusBytes('ok', `${name}.xlsx`), `${name}.xlsx`));
  });

  it('is understood, and every row that has a cell becomes one line', () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.nat(), (name, seed) => {
        const workbook = changeCells(workbooks.get(name)!, randomFrom(seed));
        const reading = understand(workbook, { file: `${name}.xlsx`, sha256: '' });
        expect(faultsOf(reading)).toEqual([]);
        expect(JSON.stringify(toInspectJson(reading))).not.toBe('');
      }),
      { numRuns: 50 },
    );
  });
});
