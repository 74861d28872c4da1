import { describe, expect, it } from '@jest/globals';
import { differences } from '../../support/corpus/compare.js';
import type { ExpectedWorkbook } from '../../support/corpus/expected.js';
import { corpusBytes, corpusNames, corpusTruth } from '../../support/corpus/files.js';
import { readWorkbook } from '../../support/corpus/read.js';

const names = corpusNames('ok');

/**
 * Warnings that a careful reader gives even of a clean workbook: amounts typed as text that two grammars fit, hidden parts, and lists
 * that are neither plan nor report.
 */
const DUE: Readonly<Record<string, RegExp>> = {
  'rows.hidden': /dong-cot-an/,
  'columns.hidden': /dong-cot-an/,
  'table.unknown': /^l08|^l11/,
};

describe('the clean corpus', () => {
  it('holds at least 40 workbooks', () => {
    expect(names.length).toBeGreaterThanOrEqual(40);
  });

  it.each(names)('reads %s as it was meant', (name) => {
    const reading = readWorkbook(corpusBytes('ok', `${name}.xlsx`), `${name}.xlsx`);
    expect(differences(corpusTruth<ExpectedWorkbook>('ok', name), reading)).toEqual([]);
  });

  it.each(names)('finds no error in %s', (name) => {
    const reading = readWorkbook(corpusBytes('ok', `${name}.xlsx`), `${name}.xlsx`);
    expect(reading.issues.filter((issue) => issue.severity === 'error')).toEqual([]);
  });

  it.each(names)('warns of nothing in %s but what is due', (name) => {
    const reading = readWorkbook(corpusBytes('ok', `${name}.xlsx`), `${name}.xlsx`);
    const warnings = reading.issues.filter((issue) => issue.severity === 'warning');
    expect(warnings.filter((issue) => DUE[issue.code]?.test(name) !== true)).toEqual([]);
  });
});
