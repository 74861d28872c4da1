import type { Issue } from '../../domain/issue.js';
import type { ReadingLimits } from '../reading/limits.js';
import type { CellRange, PlainRow, PlainWorkbook } from '../cells.js';
import type { Corrections } from '../understanding/corrections.js';
import type { TableReading, WorkbookReading } from '../understanding/reading.js';

/** `cells`: plain cells only; `understanding`: the whole reading; `interpretation`: what an interpreter makes of the reading. */
export type CageTask =
  | { readonly kind: 'cells' }
  | { readonly kind: 'understanding' }
  | { readonly kind: 'interpretation'; readonly interpreter: InterpreterOrder };

export interface InterpreterOrder {
  /** URL of a compiled module */
  readonly module: string;
  /** name of the function that it exports */
  readonly name: string;
  /** handed to the function as its second argument; anything that a structured clone keeps */
  readonly settings: unknown;
}

/** Parent to child, once; after that only `CageNext`. */
export interface CageOrder {
  readonly task: CageTask;
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly limits: ReadingLimits;
  /** what a person decided about the workbook; not for `cells` */
  readonly corrections: Corrections;
  readonly parentPid: number;
  readonly wallMilliseconds: number;
}

/** Parent to child: one more part may be sent. */
export interface CageNext {
  readonly kind: 'next';
}

/** Parts that a child sends without waiting: one is on its way while the parent handles the one before. */
export const PARTS_AHEAD = 2;

/** A table without its long arrays, which follow in parts. */
export type TableHead = Omit<TableReading, 'lines' | 'reconciliation'>;

/** A reading without what follows in parts. */
export type ReadingHead = Omit<WorkbookReading, 'tables' | 'issues'> & { readonly tables: readonly TableHead[] };

/** A result in small parts: the parent turns each back into objects on its event loop, and one large message would hold that loop. */
export type CagePart =
  | { readonly kind: 'workbook'; readonly workbook: PlainWorkbook }
  | { readonly kind: 'rows'; readonly sheet: number; readonly rows: readonly PlainRow[] }
  | { readonly kind: 'merges'; readonly sheet: number; readonly merges: readonly CellRange[] }
  | { readonly kind: 'read'; readonly rows: number }
  | { readonly kind: 'reading'; readonly reading: ReadingHead }
  | { readonly kind: 'issues'; readonly issues: readonly Issue[] }
  /** printed sums of one table and the totals computed, packed */
  | { readonly kind: 'sums'; readonly table: number; readonly packed: string }
  /** lines of one table, packed */
  | { readonly kind: 'lines'; readonly table: number; readonly packed: string }
  /** what an interpreter makes, first its head */
  | { readonly kind: 'head'; readonly head: unknown }
  | { readonly kind: 'batch'; readonly batch: unknown };

/** Child to parent: parts and `done`; or one of the other two. */
export type CageAnswer =
  | { readonly kind: 'part'; readonly part: CagePart }
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly issues: readonly Issue[] }
  | { readonly kind: 'failed'; readonly detail: string };
