import { describe, expect, it } from '@jest/globals';
import { isMoneyColumn } from '../../support/corpus/compare.js';
import type { ExpectedTable, ExpectedWorkbook } from '../../support/corpus/expected.js';
import { corpusBytes, corpusNames, corpusTruth } from '../../support/corpus/files.js';
import { readWorkbook } from '../../support/corpus/read.js';
import { xmlCells, xmlSum } from '../../support/corpus/xml-oracle.js';

/** Money columns without doubt; the others are not read as amounts everywhere. */
function moneyColumns(table: ExpectedTable): string[] {
  return Object.entries(table.columns)
    .filter(([, column]) => isMoneyColumn(column))
    .map(([letter]) => letter);
}

describe('sums of the clean corpus', () => {
  it.each(corpusNames('ok'))('%s: the XML text, the truth and our reading agree to the đồng', (name) => {
    const bytes = corpusBytes('ok', `${name}.xlsx`);
    const reading = readWorkbook(bytes, `${name}.xlsx`);
    corpusTruth<ExpectedWorkbook>('ok', name).tables.forEach((table, index) => {
      const cells = xmlCells(bytes, table.sheet);
      for (const letter of moneyColumns(table)) {
        const ofXml = xmlSum(cells, table, letter);
        expect({ letter, sum: readSum(reading.tables[index]!, letter) }).toEqual({ letter, sum: ofXml });
        expect({ letter, sum: truthSum(table, letter) }).toEqual({ letter, sum: ofXml });
      }
    });
  });
});

function truthSum(table: ExpectedTable, letter: string): bigint {
  return table.projects.reduce((sum, project) => sum + BigInt(project.amounts[letter] ?? 0), 0n);
}

function readSum(table: ReturnType<typeof readWorkbook>['tables'][number], letter: string): bigint {
  let sum = 0n;
  for (const line of table.lines) {
    if (line.role !== 'project') continue;
    for (const amount of line.amounts.values()) if (amount.cell === `${letter}${line.row}`) sum += amount.vnd;
  }
  return sum;
}
