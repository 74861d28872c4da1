import type { EntityManager } from 'typeorm';
import type { Issue } from '../domain/issue.js';
import type { ReportedFacts, ReportedProject } from '../domain/reported-facts.js';
import { copyInto, type CopyValue } from '../database/copy.js';
import { fold, nameKey } from '../domain/vietnamese-text.js';
import type { JobPhase } from './import-states.js';
import type { Line, TableReading, WorkbookReading } from '../workbook/understanding/reading.js';

/** Keeps the lines of a reading in their roles, and the amounts that a commit would write. One COPY each. */
export async function stageLines(
  manager: EntityManager,
  importId: string,
  reading: WorkbookReading,
  facts: ReportedFacts,
): Promise<void> {
  const lines = numberLines(reading);
  const withFacts = ordinalsOfFacts(lines, facts);
  await copyInto(manager, 'import_line', LINE_COLUMNS, lineRows(importId, lines, withFacts));
  await copyInto(manager, 'import_fact', FACT_COLUMNS, factRows(importId, lines, facts));
}

/** Keeps what a step found, after what earlier steps found. */
export async function stageIssues(
  manager: EntityManager,
  importId: string,
  phase: JobPhase,
  issues: readonly Issue[],
): Promise<void> {
  if (issues.length === 0) return;
  const [row] = await manager.query<{ next: number }[]>(
    'select coalesce(max(ordinal) + 1, 0)::integer as next from import_issue where import_id = $1',
    [importId],
  );
  await copyInto(manager, 'import_issue', ISSUE_COLUMNS, issueRows(importId, phase, row?.next ?? 0, issues));
}

/** Forgets what a step found, before it runs again. */
export async function clearIssues(manager: EntityManager, importId: string, phase: JobPhase): Promise<void> {
  await manager.query('delete from import_issue where import_id = $1 and phase = $2', [importId, phase]);
}

/** Forgets the rows, amounts and issues of an import that is not committed. */
export async function clearStaging(manager: EntityManager, importId: string): Promise<void> {
  await manager.query('delete from import_fact where import_id = $1', [importId]);
  await manager.query('delete from import_line where import_id = $1', [importId]);
  await manager.query('delete from import_issue where import_id = $1', [importId]);
}

interface NumberedLine {
  readonly ordinal: number;
  readonly table: TableReading;
  readonly line: Line;
}

interface NumberedLines {
  readonly all: readonly NumberedLine[];
  /** by `sheet!cell` of the name */
  readonly byNameCell: ReadonlyMap<string, number>;
}

function numberLines(reading: WorkbookReading): NumberedLines {
  const all: NumberedLine[] = [];
  const byNameCell = new Map<string, number>();
  for (const table of reading.tables) {
    const letter = table.columns.find((column) => column.field === 'name')?.letter ?? 'A';
    for (const line of table.lines) {
      const ordinal = all.length;
      all.push({ ordinal, table, line });
      byNameCell.set(`${table.sheet}!${letter}${line.row}`, ordinal);
    }
  }
  return { all, byNameCell };
}

function lineOf(lines: NumberedLines, project: ReportedProject): number {
  const ordinal = lines.byNameCell.get(`${project.ref.sheet}!${project.ref.cell}`);
  if (ordinal === undefined) throw new Error(`no line at ${project.ref.sheet}!${project.ref.cell}`);
  return ordinal;
}

function ordinalsOfFacts(lines: NumberedLines, facts: ReportedFacts): ReadonlySet<number> {
  const items = [...facts.planEntries, ...facts.disbursements, ...facts.demands];
  return new Set(items.map((item) => lineOf(lines, item.project)));
}

const LINE_COLUMNS = [
  ...['import_id', 'ordinal', 'sheet', 'row_number', 'role', 'mark', 'level', 'parent_row', 'code', 'name'],
  ...['original_name', 'investor', 'location', 'sector', 'status', 'source', 'start_year', 'amounts', 'remark'],
  ...['has_facts', 'candidates', 'name_key', 'name_folded'],
];

function* lineRows(
  importId: string,
  lines: NumberedLines,
  withFacts: ReadonlySet<number>,
): Generator<readonly CopyValue[]> {
  for (const { ordinal, table, line } of lines.all) {
    const { context } = line;
    const hasFacts = withFacts.has(ordinal);
    yield [
      ...[importId, ordinal, table.sheet, line.row, line.role, line.mark, line.level, line.parentRow, line.code],
      ...[line.name, line.originalName, context.investor, context.location, context.sector, context.status],
      ...[context.source, line.startYear, storedAmounts(line), line.remark, hasFacts, []],
      ...(hasFacts ? [nameKey(line.name), fold(line.name)] : [null, null]),
    ];
  }
}

function storedAmounts(line: Line): Record<string, readonly [string, string]> {
  return Object.fromEntries([...line.amounts].map(([key, { vnd, cell }]) => [key, [vnd.toString(), cell] as const]));
}

const FACT_COLUMNS = [
  ...['import_id', 'ordinal', 'line_ordinal', 'fact', 'source', 'plan_kind', 'amount_vnd', 'advance_vnd'],
  ...['completed_volume_vnd', 'accepted_unpaid_vnd', 'effective_on', 'decision', 'nature', 'as_of', 'origin', 'reason'],
  ...['sheet', 'cell', 'decision_number', 'decided_on', 'decision_authority'],
];

function* factRows(importId: string, lines: NumberedLines, facts: ReportedFacts): Generator<readonly CopyValue[]> {
  let ordinal = 0;
  for (const entry of facts.planEntries) {
    yield [
      ...[importId, ordinal++, lineOf(lines, entry.project), 'plan', entry.source, entry.planKind, entry.amountVnd],
      ...[null, null, null, entry.effectiveOn, entry.decision, entry.nature, null, null, null],
      ...[entry.ref.sheet, entry.ref.cell, entry.decisionNumber, entry.decidedOn, entry.decisionAuthority],
    ];
  }
  for (const item of facts.disbursements) {
    yield [
      ...[importId, ordinal++, lineOf(lines, item.project), 'disbursement', item.source, item.planKind],
      ...[item.amountVnd, item.advanceVnd, item.completedVolumeVnd, null, null, null, null, item.asOf, item.origin],
      ...[null, item.ref.sheet, item.ref.cell, null, null, null],
    ];
  }
  for (const item of facts.demands) {
    yield [
      ...[importId, ordinal++, lineOf(lines, item.project), 'demand', item.source, null, item.amountVnd, null, null],
      ...[item.acceptedUnpaidVnd, null, null, null, null, null, item.reason, item.ref.sheet, item.ref.cell],
      ...[null, null, null],
    ];
  }
}

const ISSUE_COLUMNS = [
  ...[
    'import_id',
    'ordinal',
    'phase',
    'sheet',
    'cell',
    'row_number',
    'column_letters',
    'code',
    'severity',
    'value',
    'message',
  ],
];

function* issueRows(
  importId: string,
  phase: JobPhase,
  first: number,
  issues: readonly Issue[],
): Generator<readonly CopyValue[]> {
  let ordinal = first;
  for (const issue of issues) {
    const { sheet, cell, row, column, code, severity, value, message } = issue;
    yield [importId, ordinal++, phase, sheet, cell, row, column, code, severity, value, message];
  }
}
