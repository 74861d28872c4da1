import { createHash } from 'node:crypto';
import type { Issue } from '../../domain/issue.js';
import type { ReportedFacts } from '../../domain/reported-facts.js';
import type { PlainWorkbook } from '../cells.js';
import { readPlainWorkbook } from '../reading/read-workbook.js';
import type { WorkbookReading } from '../understanding/reading.js';
import { FactsByRow } from './facts-by-row.js';
import { packFacts } from './packed-facts.js';
import { packLines, packSums } from './packed-lines.js';
import type { CageOrder, CagePart, InterpreterOrder } from './protocol.js';

/** What a caged process does with its order: the parts of the answer, made one at a time as they are sent. */
export async function* fulfil(order: CageOrder): AsyncGenerator<CagePart> {
  const workbook = readPlainWorkbook(order.bytes, order.file, order.limits);
  if (order.task.kind === 'cells') {
    yield* cellParts(workbook);
    return;
  }
  yield { kind: 'read', rows: workbook.sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0) };
  const { understand } = await import('../understanding/understand.js');
  const sha256 = createHash('sha256').update(order.bytes).digest('hex');
  const reading = understand(workbook, { file: order.file, sha256 }, order.corrections);
  const meaning = await interpretation(reading, order.task.interpreter);
  yield* readingParts(reading, meaning, order.task.lines);
}

const ITEMS_A_PART = 250;

function* cellParts(workbook: PlainWorkbook): Generator<CagePart> {
  const sheets = workbook.sheets.map((sheet) => ({ ...sheet, rows: [], merges: [] }));
  yield { kind: 'workbook', workbook: { ...workbook, sheets } };
  for (const [sheet, { rows, merges }] of workbook.sheets.entries()) {
    for (const items of slices(rows)) yield { kind: 'rows', sheet, rows: items };
    for (const items of slices(merges)) yield { kind: 'merges', sheet, merges: items };
  }
}

interface Meaning {
  readonly facts: ReportedFacts;
  readonly issues: readonly Issue[];
}

/** Without an interpreter a reading means nothing beyond itself. */
async function interpretation(reading: WorkbookReading, order: InterpreterOrder | null): Promise<Meaning> {
  if (order === null) {
    return { facts: { planEntries: [], disbursements: [], demands: [] }, issues: reading.issues };
  }
  const module = (await import(order.module)) as Record<
    string,
    (reading: WorkbookReading, settings: unknown) => Meaning
  >;
  const interpret = module[order.name];
  if (interpret === undefined) throw new Error(`${order.module} exports no ${order.name}`);
  return interpret(reading, order.settings);
}

function* readingParts(
  { tables, issues: _own, ...about }: WorkbookReading,
  { facts, issues, ...meaning }: Meaning,
  withLines: boolean,
): Generator<CagePart> {
  const counts = {
    lines: tables.reduce((sum, table) => sum + table.lines.length, 0),
    sums: tables.reduce((sum, table) => sum + table.reconciliation.length, 0),
    issues: issues.length,
    facts: facts.planEntries.length + facts.disbursements.length + facts.demands.length,
  };
  const heads = tables.map(({ lines: _lines, reconciliation: _sums, ...head }) => head);
  yield { kind: 'head', reading: { ...about, tables: heads }, counts, meaning };
  for (const items of slices(issues)) yield { kind: 'issues', issues: items };
  const waiting = new FactsByRow(facts);
  for (const [table, { sheet, lines, reconciliation }] of tables.entries()) {
    for (const items of slices(reconciliation)) yield { kind: 'sums', table, packed: packSums(items) };
    for (const items of slices(lines)) {
      const stated = waiting.take(
        sheet,
        items.map(({ row }) => row),
      );
      const packed = packLines(withLines ? items : []);
      yield { kind: 'lines', table, packed, facts: counts.facts === 0 ? null : packFacts(stated) };
    }
  }
  if (waiting.left > 0) throw new Error(`facts of ${waiting.left} rows that no line stands for`);
}

function* slices<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < items.length; from += ITEMS_A_PART) yield items.slice(from, from + ITEMS_A_PART);
}
