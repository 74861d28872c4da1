import { describe, expect, it } from '@jest/globals';
import type { Issue } from '../../../src/domain/issue.js';
import { WorkbookRefusal } from '../../../src/workbook/reading/refusal.js';
import { factsOf } from '../../../src/workbook/understanding/facts.js';
import type { ExpectedFaultyWorkbook } from '../../support/corpus/fault-recipe.js';
import { corpusBytes, corpusNames, corpusTruth } from '../../support/corpus/files.js';
import { readWorkbook } from '../../support/corpus/read.js';

const names = corpusNames('not-ok');

/** All that the program tells of a file: the reader's refusal, or the issues of its reading and of its facts. */
function told({ file, purpose }: ExpectedFaultyWorkbook): Issue[] {
  try {
    const reading = readWorkbook(corpusBytes('not-ok', file), file);
    const facts = purpose === null ? [] : factsOf(reading, { planYear: 2025, purpose }).issues;
    return [...reading.issues, ...facts];
  } catch (refused) {
    if (refused instanceof WorkbookRefusal) return [refused.issue];
    throw refused;
  }
}

describe('the faulty corpus', () => {
  it('holds at least 30 kinds of faults', () => {
    expect(names.length).toBeGreaterThanOrEqual(30);
  });

  it.each(names)('%s is told at its cell', (name) => {
    const truth = corpusTruth<ExpectedFaultyWorkbook>('not-ok', name);
    const issues = told(truth).map(({ code, severity, sheet, cell }) => ({ code, severity, sheet, cell }));
    for (const fault of truth.faults) expect(issues).toContainEqual(fault);
  });

  it.each(names)('%s brings no other error', (name) => {
    const truth = corpusTruth<ExpectedFaultyWorkbook>('not-ok', name);
    const errors = told(truth).filter((issue) => issue.severity === 'error');
    const expected = truth.faults.filter((fault) => fault.severity === 'error').map((fault) => fault.code);
    expect(errors.filter((issue) => !expected.includes(issue.code))).toEqual([]);
  });

  it.each(names)('%s is told in a sentence that names the place', (name) => {
    const truth = corpusTruth<ExpectedFaultyWorkbook>('not-ok', name);
    for (const issue of told(truth)) {
      expect(issue.message).not.toMatch(/vui lòng|không hợp lệ/iu);
      if (issue.severity === 'error' && issue.cell !== null) expect(issue.message).toContain(issue.cell);
    }
  });
});
