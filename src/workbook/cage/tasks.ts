import { createHash } from 'node:crypto';
import type { PlainWorkbook } from '../cells.js';
import { readPlainWorkbook } from '../reading/read-workbook.js';
import type { WorkbookReading } from '../understanding/reading.js';
import { packLines, packSums } from './packed-lines.js';
import type { CageOrder, CagePart, InterpreterOrder } from './protocol.js';

/** What a caged process does with its order: the parts of the answer, made one at a time as they are sent. */
export async function* fulfil(order: CageOrder): AsyncGenerator<CagePart> {
  if (order.task.kind === 'cells') {
    yield* cellParts(readPlainWorkbook(order.bytes, order.file, order.limits));
    return;
  }
  let workbook: PlainWorkbook | null = readPlainWorkbook(order.bytes, order.file, order.limits);
  yield { kind: 'read', rows: workbook.sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0) };
  const { understand } = await import('../understanding/understand.js');
  const sha256 = createHash('sha256').update(order.bytes).digest('hex');
  const reading = understand(workbook, { file: order.file, sha256 }, order.corrections);
  // eslint-disable-next-line no-useless-assignment -- lets the cells go: there is room for them or for the parts, not for both
  workbook = null;
  if (order.task.kind === 'understanding') yield* readingParts(reading);
  else yield* interpretedParts(reading, order.task.interpreter);
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

function* readingParts({ tables, issues, ...about }: WorkbookReading): Generator<CagePart> {
  const heads = tables.map(({ lines: _lines, reconciliation: _sums, ...head }) => head);
  yield { kind: 'reading', reading: { ...about, tables: heads } };
  for (const items of slices(issues)) yield { kind: 'issues', issues: items };
  for (const [table, { lines, reconciliation }] of tables.entries()) {
    for (const items of slices(reconciliation)) yield { kind: 'sums', table, packed: packSums(items) };
    for (const items of slices(lines)) yield { kind: 'lines', table, packed: packLines(items) };
  }
}

type Interpret = (
  reading: WorkbookReading,
  settings: unknown,
) => { readonly head: unknown; readonly batches: Iterable<unknown> };

async function* interpretedParts(reading: WorkbookReading, order: InterpreterOrder): AsyncGenerator<CagePart> {
  const module = (await import(order.module)) as Record<string, Interpret>;
  const interpret = module[order.name];
  if (interpret === undefined) throw new Error(`${order.module} exports no ${order.name}`);
  const { head, batches } = interpret(reading, order.settings);
  yield { kind: 'head', head };
  for (const batch of batches) yield { kind: 'batch', batch };
}

function* slices<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < items.length; from += ITEMS_A_PART) yield items.slice(from, from + ITEMS_A_PART);
}
