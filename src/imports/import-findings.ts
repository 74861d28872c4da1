import { groupBy } from '../domain/group-by.js';
import { sumVnd } from '../domain/money.js';
import type { ReportedFacts, ReportedProject } from '../domain/reported-facts.js';
import type { FundingSourceCode } from '../domain/words.js';
import type {
  AmountField,
  Line,
  OverriddenCell,
  TableReading,
  WorkbookReading,
} from '../workbook/understanding/reading.js';

/** Printed and computed money of one funding source or investor of a table; đồng as text, for it is kept in jsonb. */
export interface SumFinding {
  readonly sheet: string;
  /** code of a funding source, or name of an investor */
  readonly of: string;
  /** cells that print it; empty where the table does not */
  readonly cells: readonly string[];
  /** null where the table prints no figure for it */
  readonly printedVnd: string | null;
  /** exact sum of the project rows, those left out included */
  readonly computedVnd: string;
  /** printed - computed */
  readonly differenceVnd: string | null;
}

/** A row that a person leaves out, with what it would have put into the books. */
export interface LeftOutFinding {
  readonly sheet: string;
  readonly row: number;
  readonly name: string;
  readonly vnd: string;
}

/** What an interpretation found beside facts and issues; kept with the import. */
export interface ImportFindings {
  readonly bySource: readonly SumFinding[];
  readonly byInvestor: readonly SumFinding[];
  readonly leftOut: readonly LeftOutFinding[];
  readonly overridden: readonly OverriddenCell[];
  /** project rows that state facts, those left out included */
  readonly projectRows: number;
}

/** A current-plan amount with where it stands. */
interface Stated {
  readonly project: ReportedProject;
  readonly source: FundingSourceCode;
  readonly amountVnd: bigint;
}

/** Pure: sums of the facts of a reading beside what the tables print, by funding source and by investor. */
export function findingsOf(
  reading: WorkbookReading,
  facts: ReportedFacts,
  leftOut: ReadonlySet<string>,
): ImportFindings {
  const stated = statedAmounts(facts);
  const bySheet = groupBy(stated, ({ project }) => project.ref.sheet);
  const sums = reading.tables.flatMap((table) => {
    const own = (bySheet.get(table.sheet) ?? []).filter(({ project }) => isInside(table, rowOf(project)));
    return own.length === 0 ? [] : [{ table, own }];
  });
  return {
    bySource: sums.flatMap(({ table, own }) => sumFindings(table, own, (item) => item.source, printedBySource(table))),
    byInvestor: sums.flatMap(({ table, own }) =>
      sumFindings(table, own, ({ project }) => project.investor, printedByHeading(table, 'investor')),
    ),
    leftOut: leftOutFindings(stated, leftOut),
    overridden: reading.overridden,
    projectRows: countRows(facts),
  };
}

function countRows({ planEntries, disbursements, demands }: ReportedFacts): number {
  const rows = new Map<string, Set<number>>();
  for (const stated of [planEntries, disbursements, demands]) {
    for (const { project } of stated) {
      const { sheet } = project.ref;
      const own = rows.get(sheet) ?? new Set<number>();
      rows.set(sheet, own.add(rowOf(project)));
    }
  }
  return [...rows.values()].reduce((sum, own) => sum + own.size, 0);
}

/** `sheet!row`, by which rows are left out. */
export function rowKey(sheet: string, row: number): string {
  return `${sheet}!${row}`;
}

export function placeOf(project: ReportedProject): string {
  return rowKey(project.ref.sheet, rowOf(project));
}

function rowOf({ ref }: ReportedProject): number {
  return Number(ref.cell.replace(/[A-Z]+/, ''));
}

function statedAmounts({ planEntries, disbursements, demands }: ReportedFacts): Stated[] {
  const ofYear = [...planEntries, ...disbursements].filter(({ planKind }) => planKind === 'current');
  return [...ofYear, ...demands];
}

function isInside({ body }: TableReading, row: number): boolean {
  return row >= body.firstRow && row <= body.lastRow;
}

interface Printed {
  readonly vnd: bigint;
  readonly cells: readonly string[];
}

function sumFindings(
  { sheet }: TableReading,
  stated: readonly Stated[],
  keyOf: (item: Stated) => string | null,
  printed: ReadonlyMap<string, Printed>,
): SumFinding[] {
  const told = stated.filter((item) => keyOf(item) !== null);
  return [...groupBy(told, (item) => keyOf(item) ?? '')].map(([of, items]) => {
    const computed = sumVnd(items.map(({ amountVnd }) => amountVnd));
    const own = printed.get(of) ?? null;
    return {
      ...{ sheet, of, cells: own?.cells ?? [] },
      printedVnd: own?.vnd.toString() ?? null,
      computedVnd: computed.toString(),
      differenceVnd: own === null ? null : (own.vnd - computed).toString(),
    };
  });
}

/** The measure that a table is about; null where it is about changes, which print no total of their own. */
function measureOf({ kind }: TableReading): AmountField | null {
  switch (kind) {
    case 'capitalPlan':
      return 'plan.current';
    case 'both':
    case 'disbursement':
      return 'disbursed.current';
    case 'demand':
      return 'demand.additional';
    case 'adjustment':
    case 'summary':
    case 'unknown':
      return null;
  }
}

/** By the columns of the total row; where the total does not tell sources, by the headings; where all rows are of one, by the total. */
function printedBySource(table: TableReading): ReadonlyMap<string, Printed> {
  const measure = measureOf(table);
  const total = table.lines.find(({ role }) => role === 'total');
  if (measure === null) return new Map();
  const columns = new Map<string, Printed>();
  for (const [key, { vnd, cell }] of total?.amounts ?? []) {
    if (key.startsWith(`${measure}@`)) columns.set(key.slice(measure.length + 1), { vnd, cells: [cell] });
  }
  if (columns.size > 0) return columns;
  const headings = printedByHeading(table, 'source');
  if (headings.size > 0) return headings;
  const sources = new Set(table.lines.filter(({ role }) => role === 'project').map(({ context }) => context.source));
  const [only] = sources;
  const whole = total?.amounts.get(measure);
  if (sources.size !== 1 || only === null || only === undefined || whole === undefined) return new Map();
  return new Map([[only, { vnd: whole.vnd, cells: [whole.cell] }]]);
}

/** Figures of the headings that bring in a source or an investor; none of one whose headings do not all print a figure. */
function printedByHeading(table: TableReading, what: 'source' | 'investor'): ReadonlyMap<string, Printed> {
  const measure = measureOf(table);
  const printed = new Map<string, Printed>();
  const untold = new Set<string>();
  if (measure === null) return printed;
  const byRow = new Map(table.lines.map((line) => [line.row, line]));
  for (const line of table.lines) {
    const named = introduced(line, byRow, what);
    if (named === null) continue;
    const amount = line.amounts.get(measure);
    const before = printed.get(named);
    if (amount === undefined) untold.add(named);
    else printed.set(named, { vnd: (before?.vnd ?? 0n) + amount.vnd, cells: [...(before?.cells ?? []), amount.cell] });
  }
  for (const name of untold) printed.delete(name);
  return printed;
}

function introduced(line: Line, byRow: ReadonlyMap<number, Line>, what: 'source' | 'investor'): string | null {
  if (line.role !== 'heading') return null;
  const own = line.context[what];
  const above = line.parentRow === null ? null : (byRow.get(line.parentRow)?.context[what] ?? null);
  return own === above ? null : own;
}

function leftOutFindings(stated: readonly Stated[], leftOut: ReadonlySet<string>): LeftOutFinding[] {
  if (leftOut.size === 0) return [];
  const rows = groupBy(
    stated.filter(({ project }) => leftOut.has(placeOf(project))),
    ({ project }) => placeOf(project),
  );
  return [...rows.values()].flatMap((items) => {
    const [first] = items;
    if (first === undefined) return [];
    const { project } = first;
    const vnd = sumVnd(items.map(({ amountVnd }) => amountVnd)).toString();
    return [{ sheet: project.ref.sheet, row: rowOf(project), name: project.name, vnd }];
  });
}
