import { describe, expect, it } from '@jest/globals';
import { isMoneyColumn } from '../../support/corpus/compare.js';
import type { ExpectedTable, ExpectedWorkbook } from '../../support/corpus/expected.js';
import { corpusBytes, corpusNames, corpusTruth } from '../../support/corpus/files.js';
import { readWorkbook } from '../../support/corpus/read.js';
import { xmlCells, xmlSum } from '../../support/corpus/xml-oracle.js';

/** Money columns without doubt (the others are not read as amounts everywhere); the columns of one source add up and stand together. */
function moneyColumns(table: ExpectedTable): string[][] {
  const byMeaning = new Map<string, string[]>();
  for (const [letter, column] of Object.entries(table.columns)) {
    if (!isMoneyColumn(column)) continue;
    const key = column.source === null ? letter : `${column.field[0]}@${column.source}`;
    byMeaning.set(key, [...(byMeaning.get(key) ?? []), letter]);
  }
  return [...byMeaning.values()];
}

function total(letters: readonly string[], sumOf: (letter: string) => bigint): bigint {
  return letters.reduce((sum, letter) => sum + sumOf(letter), 0n);
}

describe('sums of the clean corpus', () => {
  it.each(corpusNames('ok'))('%s: the XML text, the truth and our reading agree to the đồng', (name) => {
    const bytes = corpusBytes('ok', `${name}.xlsx`);
    const reading = readWorkbook(bytes, `${name}.xlsx`);
    corpusTruth<ExpectedWorkbook>('ok', name).tables.forEach((table, index) => {
      const cells = xmlCells(bytes, table.sheet);
      for (const letters of moneyColumns(table)) {
        const ofXml = total(letters, (letter) => xmlSum(cells, table, letter));
        const read = total(letters, (letter) => readSum(reading.tables[index]!, letter));
        const truth = total(letters, (letter) => truthSum(table, letter));
        expect({ letters, read, truth }).toEqual({ letters, read: ofXml, truth: ofXml });
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
