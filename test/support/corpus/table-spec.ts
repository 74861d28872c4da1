import type { InventedPart, InventedProject } from './projects.js';
import type { ProjectStatus } from '../../../src/domain/words.js';
import type { ColumnField, TableKind } from '../../../src/workbook/understanding/reading.js';

/** One row that is a project (or one source of a project, where a table prints several rows a project). */
export interface Leaf {
  readonly project: InventedProject;
  readonly part: InventedPart | null;
}

/** What a cell says before unit, number style and fonts are applied. Money is đồng. */
export type CellContent = null | string | number | { readonly vnd: bigint } | { readonly day: string };

/** One printed column. */
export interface ColumnSpec {
  /** captions from the top header row down */
  readonly path: readonly string[];
  /** what the column means; several where the paper itself leaves it open; null: nothing that a plan or a report may use */
  readonly field: ColumnField | null | readonly (ColumnField | null)[];
  readonly source?: string | null;
  readonly of: (leaf: Leaf) => CellContent;
  /** starts a caption group of its own although its neighbour to the left has the same caption (a form prints two alike) */
  readonly apart?: boolean;
  /** headings and totals print the sum of the column; default: yes where the column holds money */
  readonly summed?: boolean;
  /** this column = sum of others, printed in the number row; 0-based positions of columns */
  readonly states?: readonly { readonly column: number; readonly sign: 1 | -1 }[];
  /** this column = one column / another, printed in the number row as a percent; 0-based positions of columns */
  readonly divides?: readonly [above: number, below: number];
  /** money of this column is another field on some rows (kéo dài in a Treasury export) */
  readonly fieldOf?: (leaf: Leaf) => ColumnField;
}

export interface Meaning {
  readonly source?: string;
  readonly sector?: string;
  readonly status?: ProjectStatus;
  readonly investor?: string;
  readonly location?: string;
}

export interface Group {
  readonly type: 'group';
  readonly name: string;
  readonly children: readonly BodyNode[];
  readonly means?: Meaning;
  /** prints the sums of its leaves; default true */
  readonly sums?: boolean;
}

export interface LeafNode {
  readonly type: 'leaf';
  readonly leaf: Leaf;
  /** printed under the project and part of it: `Trong đó`, `Hạng mục` */
  readonly details?: readonly Detail[];
}

export interface Detail {
  readonly type: 'detail';
  readonly name: string;
  readonly mark: string | null;
  /** figures of the row by position of the column; columns not named are blank */
  readonly vnd: (column: ColumnSpec) => bigint | null;
}

/** Money with a name that is no project: `Vốn chưa phân bổ`. Counts in the sums above it. */
export interface Unallocated {
  readonly type: 'unallocated';
  readonly name: string;
  readonly vnd: (column: ColumnSpec) => bigint | null;
}

export type BodyNode = Group | LeafNode | Detail | Unallocated;

/** A table before it is laid out on a sheet. */
export interface TableSpec {
  /** lines above the header, top left: the office */
  readonly office: readonly string[];
  /** top right: `Phụ lục I` */
  readonly annex: string | null;
  readonly titles: readonly string[];
  readonly kind: TableKind | readonly TableKind[];
  /** last day of the report, YYYY-MM-DD */
  readonly asOf: string | null;
  readonly planYear: number | null;
  readonly titleSource?: string;
  readonly columns: readonly ColumnSpec[];
  readonly body: readonly BodyNode[];
  readonly totalCaption: string;
  readonly notes?: readonly string[];
}
