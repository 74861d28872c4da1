import { describe, expect, it } from '@jest/globals';
import { columnNumber, type PlainSheet, type PlainWorkbook } from '../../../../src/workbook/cells.js';
import { readPlainWorkbook } from '../../../../src/workbook/reading/read-workbook.js';
import type { TableFrame } from '../../../../src/workbook/understanding/frame.js';
import {
  AMOUNT_FIELDS,
  type ColumnReading,
  type TableReading,
} from '../../../../src/workbook/understanding/reading.js';
import { toTable } from '../../../../src/workbook/understanding/understand.js';
import { readRows } from '../../../../src/workbook/understanding/rows/read-rows.js';
import type { Issue } from '../../../../src/domain/issue.js';
import { differences } from '../../../support/corpus/compare.js';
import type { ExpectedTable, ExpectedWorkbook } from '../../../support/corpus/expected.js';
import { corpusBytes, corpusNames, corpusTruth } from '../../../support/corpus/files.js';

/** The rows of the clean corpus, read over frames made from the truth: whatever differs is the fault of the rows' reader. */

const names = corpusNames('ok');

function frameOf(workbook: PlainWorkbook, truth: ExpectedTable, file: string): TableFrame {
  const sheet = workbook.sheets.find(({ name }) => name === truth.sheet);
  if (sheet === undefined) throw new Error(`no sheet ${truth.sheet}`);
  const rowsOfBody = [
    ...truth.projects.map(({ row }) => row),
    ...truth.headings,
    ...truth.totals,
    ...truth.components,
    ...truth.unallocated,
  ];
  const taken = new Set<string>();
  const columns = Object.entries(truth.columns)
    .sort(([a], [b]) => columnNumber(a) - columnNumber(b))
    .map(([letter, column]): ColumnReading => {
      const key = `${column.field[0] ?? null}@${column.source}`;
      const first = column.field[0] ?? null;
      const isAmount = (AMOUNT_FIELDS as readonly (string | null)[]).includes(first);
      // Where the truth leaves a column open, only the first column of one meaning may have it.
      const field = isAmount && column.field.length > 1 && taken.has(key) ? 'ignored' : first;
      taken.add(key);
      const isMoney = field !== null && (AMOUNT_FIELDS as readonly string[]).includes(field);
      return {
        letter,
        path: [...column.path],
        field,
        source: column.source,
        vndPerUnit: isMoney ? (column.vndPerUnit ?? truth.vndPerUnit) : null,
        confidence: 1,
        reason: 'theo đáp án',
      };
    });
  return {
    file,
    workbook,
    sheet,
    kind: truth.kind[0] ?? 'unknown',
    title: null,
    planYear: truth.planYear === null ? null : { year: truth.planYear, cell: 'A1' },
    unit: truth.vndPerUnit === null ? null : { vndPerUnit: truth.vndPerUnit, text: '', cell: 'A1' },
    asOf: truth.asOf === null ? null : { date: truth.asOf, cell: 'A1' },
    origin: null,
    decision: null,
    header: truth.header,
    columns,
    body: { firstRow: Math.min(...rowsOfBody), lastRow: Math.max(...rowsOfBody) },
    numberRow: numberRowOf(sheet, truth, Math.min(...rowsOfBody)),
    stated: { sums: [], rates: [] },
    titleSource: null,
    sender: null,
  };
}

/** The row of column numbers: what stands between the captions and the body. */
function numberRowOf(sheet: PlainSheet, truth: ExpectedTable, bodyRow: number): number | null {
  const below = truth.header.lastRow + 1;
  return below < bodyRow && sheet.rows.some(({ row, values }) => row === below && values.length > 0) ? below : null;
}

function read(name: string): { truth: ExpectedWorkbook; tables: TableReading[]; issues: Issue[] } {
  const file = `${name}.xlsx`;
  const truth = corpusTruth<ExpectedWorkbook>('ok', name);
  const workbook = readPlainWorkbook(corpusBytes('ok', file), file);
  const issues: Issue[] = [];
  const tables = truth.tables.map((table) => {
    const frame = frameOf(workbook, table, file);
    const rows = readRows(frame);
    issues.push(...rows.issues);
    return { ...toTable(frame, rows), sheet: table.sheet, hidden: table.hidden };
  });
  return { truth, tables, issues };
}

describe('rows of the clean corpus, over true frames', () => {
  it.each(names)('reads %s', (name) => {
    const { truth, tables, issues } = read(name);
    // The source that a title names is the frame's to find, and these frames are told none.
    const found = differences(truth, { file: name, sha256: '', tables, issues, overridden: [] }).filter(
      (text) => !/is of source null/.test(text),
    );
    expect(found).toEqual([]);
  });

  // Text numbers that the column decides are still told, one by one.
  it.each(names)('accuses nothing in %s', (name) => {
    const { issues } = read(name);
    expect(
      issues
        .filter(({ severity, code }) => severity === 'error' || (severity === 'warning' && code !== 'amount.ambiguous'))
        .map(({ cell, message }) => `${cell} ${message}`),
    ).toEqual([]);
  });
});
