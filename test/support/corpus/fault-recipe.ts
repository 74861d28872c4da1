import type { IssueSeverity } from '../../../src/domain/issue.js';
import type { ExpectedTable } from './expected.js';
import type { Grid, GridValue } from './grid.js';
import { type Draft, oneTable } from './workbook-recipe.js';
import type { LayoutOptions } from './layout-options.js';
import type { TableSpec } from './table-spec.js';

/** One seeded fault, as a reader must tell it. */
export interface ExpectedFault {
  readonly code: string;
  readonly severity: IssueSeverity;
  readonly sheet: string | null;
  /** null where the fault is of a whole sheet or file */
  readonly cell: string | null;
}

/** Stored as JSON beside the workbook. */
export interface ExpectedFaultyWorkbook {
  readonly about: string;
  /** file name with its ending */
  readonly file: string;
  /** what the file is handed in as for the plan year 2025; null: the reading alone must tell */
  readonly purpose: 'plan' | 'disbursement' | null;
  readonly faults: readonly ExpectedFault[];
}

export interface FaultyDraft {
  readonly draft: Draft;
  readonly faults: readonly ExpectedFault[];
}

export interface FaultRecipe {
  readonly name: string;
  readonly about: string;
  readonly purpose?: 'plan' | 'disbursement';
  readonly draft: () => FaultyDraft;
  /** changes the parts of the package after writing, for faults that no spreadsheet program writes */
  readonly patch?: (parts: Map<string, Buffer>) => Map<string, Buffer>;
}

/** A clean table with a fault put in: `seed` changes the sheet and names what must be told. */
export function faulty(
  spec: TableSpec,
  options: Partial<LayoutOptions>,
  seed: (grid: Grid, table: ExpectedTable) => Omit<ExpectedFault, 'sheet'> | readonly Omit<ExpectedFault, 'sheet'>[],
): FaultyDraft {
  const draft = oneTable(spec, options);
  const seeded = seed(draft.sheets[0]!, draft.tables[0]!);
  const faults = (Array.isArray(seeded) ? seeded : [seeded]) as Omit<ExpectedFault, 'sheet'>[];
  return { draft, faults: faults.map((fault) => ({ ...fault, sheet: draft.sheets[0]!.name })) };
}

/** Letter of the column whose meaning is the field. */
export function columnOf(table: ExpectedTable, field: string, source: string | null = null): string {
  const found = Object.entries(table.columns).find(
    ([, column]) => column.field[0] === field && column.source === source,
  );
  if (found === undefined) throw new RangeError(`no column of ${field}`);
  return found[0];
}

/** Cell of a field in the n-th project row. */
export function projectCell(table: ExpectedTable, index: number, field: string): string {
  return `${columnOf(table, field)}${table.projects[index]!.row}`;
}

export function multiply(value: GridValue | undefined, factor: number): number {
  return Number((Number(value) * factor).toPrecision(15));
}
