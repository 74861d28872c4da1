import type { CopyValue } from '../database/copy-text.js';
import type { Issue } from '../domain/issue.js';
import type { ReportedFacts, ReportedProject } from '../domain/reported-facts.js';
import { cleanText, fold, nameKey } from '../domain/vietnamese-text.js';
import type { Line, WorkbookReading } from '../workbook/understanding/reading.js';
import type { JobPhase } from './import-states.js';

/** Tables that keep what an import states, with their columns in the order of the rows below. */
export const STAGING_COLUMNS = {
  import_line: [
    ...['import_id', 'ordinal', 'sheet', 'row_number', 'role', 'mark', 'level', 'parent_row', 'code', 'name'],
    ...['original_name', 'investor', 'location', 'sector', 'status', 'source', 'start_year', 'amounts', 'remark'],
    ...['has_facts', 'candidates', 'name_key', 'name_folded', 'new_project_key'],
  ],
  import_fact: [
    ...['import_id', 'ordinal', 'line_ordinal', 'fact', 'source', 'plan_kind', 'amount_vnd', 'advance_vnd'],
    ...['completed_volume_vnd', 'accepted_unpaid_vnd', 'effective_on', 'decision', 'nature', 'as_of', 'origin'],
    ...['reason', 'sheet', 'cell', 'decision_number', 'decided_on', 'decision_authority'],
  ],
  import_issue: [
    ...['import_id', 'ordinal', 'phase', 'sheet', 'cell', 'row_number', 'column_letters', 'code', 'severity', 'value'],
    'message',
  ],
} as const;

export type StagingTable = keyof typeof STAGING_COLUMNS;

/** How facts find the lines of their reading, which are numbered in the order of the workbook. */
export interface NumberedLines {
  readonly count: number;
  /** ordinals of lines by row, by sheet and column of the name */
  readonly ordinals: ReadonlyMap<string, ReadonlyMap<number, number>>;
  /** by ordinal: 1 where the line states facts */
  readonly withFacts: Uint8Array;
}

/** Pure. @throws Error for a fact that no line states */
export function numberLines(reading: WorkbookReading, facts: ReportedFacts): NumberedLines {
  let count = 0;
  const ordinals = new Map<string, Map<number, number>>();
  for (const table of reading.tables) {
    const letter = table.columns.find((column) => column.field === 'name')?.letter ?? 'A';
    const column = columnKey(table.sheet, letter);
    const rows = ordinals.get(column) ?? new Map<number, number>();
    ordinals.set(column, rows);
    for (const { row } of table.lines) rows.set(row, count++);
  }
  const withFacts = new Uint8Array(count);
  for (const stated of [facts.planEntries, facts.disbursements, facts.demands]) {
    for (const { project } of stated) withFacts[lineOf(ordinals, project)] = 1;
  }
  return { count, ordinals, withFacts };
}

function columnKey(sheet: string, letter: string): string {
  return `${letter}!${sheet}`;
}

function lineOf(ordinals: NumberedLines['ordinals'], { ref }: ReportedProject): number {
  const letter = /^[A-Z]+/.exec(ref.cell)?.[0] ?? '';
  const ordinal = ordinals.get(columnKey(ref.sheet, letter))?.get(Number(ref.cell.slice(letter.length)));
  if (ordinal === undefined) throw new Error(`no line at ${ref.sheet}!${ref.cell}`);
  return ordinal;
}

/**
 * Rows of `import_line`. A coded line with facts makes a project of its code where matching finds none in the books, which is what most
 * lines of a first plan do: it is staged so.
 */
export function* lineRows(
  importId: string,
  { tables }: WorkbookReading,
  { withFacts }: NumberedLines,
): Generator<readonly CopyValue[]> {
  let ordinal = 0;
  for (const { sheet, lines } of tables) {
    for (const line of lines) {
      yield lineRow(importId, ordinal, sheet, line, withFacts[ordinal] === 1);
      ordinal += 1;
    }
  }
}

function lineRow(importId: string, ordinal: number, sheet: string, line: Line, hasFacts: boolean): CopyValue[] {
  const { context } = line;
  return [
    ...[importId, ordinal, sheet, line.row, line.role, line.mark, line.level, line.parentRow, line.code],
    ...[cleanText(line.name), line.originalName, context.investor, context.location, context.sector, context.status],
    ...[context.source, line.startYear, storedAmounts(line), line.remark, hasFacts, '[]'],
    ...(hasFacts ? [nameKey(line.name), fold(line.name), line.code] : [null, null, null]),
  ];
}

/** `{ "plan.current": ["15000000000", "H12"] }`; the JSON is put together here because there is so much of it. */
function storedAmounts(line: Line): string {
  let json = '';
  for (const [key, { vnd, cell }] of line.amounts) {
    json += `${json === '' ? '' : ','}${JSON.stringify(key)}:["${vnd}","${cell}"]`;
  }
  return `{${json}}`;
}

/** Rows of `import_fact`. */
export function* factRows(
  importId: string,
  { ordinals }: NumberedLines,
  facts: ReportedFacts,
): Generator<readonly CopyValue[]> {
  let ordinal = 0;
  for (const entry of facts.planEntries) {
    yield [
      ...[importId, ordinal++, lineOf(ordinals, entry.project), 'plan', entry.source, entry.planKind, entry.amountVnd],
      ...[null, null, null, entry.effectiveOn, entry.decision, entry.nature, null, null, null],
      ...[entry.ref.sheet, entry.ref.cell, entry.decisionNumber, entry.decidedOn, entry.decisionAuthority],
    ];
  }
  for (const item of facts.disbursements) {
    yield [
      ...[importId, ordinal++, lineOf(ordinals, item.project), 'disbursement', item.source, item.planKind],
      ...[
        item.amountVnd,
        item.advanceVnd,
        item.completedVolumeVnd,
        item.acceptedUnpaidVnd,
        null,
        null,
        null,
        item.asOf,
        item.origin,
      ],
      ...[null, item.ref.sheet, item.ref.cell, null, null, null],
    ];
  }
  for (const item of facts.demands) {
    yield [
      ...[importId, ordinal++, lineOf(ordinals, item.project), 'demand', item.source, null, item.amountVnd, null, null],
      ...[item.acceptedUnpaidVnd, null, null, null, null, null, item.reason, item.ref.sheet, item.ref.cell],
      ...[null, null, null],
    ];
  }
}

/** Rows of `import_issue`, numbered from `first` on. */
export function* issueRows(
  importId: string,
  phase: JobPhase,
  first: number,
  issues: Iterable<Issue>,
): Generator<readonly CopyValue[]> {
  let ordinal = first;
  for (const issue of issues) {
    const { sheet, cell, row, column, code, severity, value, message } = issue;
    yield [importId, ordinal++, phase, sheet, cell, row, column, code, severity, value, message];
  }
}
