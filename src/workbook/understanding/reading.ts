import type { Issue } from '../../domain/issue.js';
import type { LocalDate } from '../../domain/local-date.js';
import type { FundingSourceCode, Origin, ProjectStatus } from '../../domain/words.js';

/** What the reader understood of a workbook; `inspect --json` and the import page are views of it (contract: `inspect`). */

export type TableKind = 'capitalPlan' | 'disbursement' | 'both' | 'adjustment' | 'demand' | 'summary' | 'unknown';

/** Exactly one per source row that has a cell. */
export type RowRole = 'project' | 'heading' | 'subtotal' | 'total' | 'component' | 'note';

/** What an amount is, without its source. A column of `adjust.signed` gives its rows `adjust.increase` or `adjust.decrease` by the sign. */
export const AMOUNT_FIELDS = [
  'plan.current',
  'plan.initial',
  'plan.adjusted',
  'plan.carriedOver',
  'plan.mediumTerm',
  'plan.accumulated',
  'plan.advanceRecovery',
  'plan.debtPayment',
  'totalInvestment',
  'disbursed.current',
  'disbursed.carriedOver',
  'disbursed.fromStart',
  'disbursed.month',
  'disbursed.advance',
  'disbursed.completedVolume',
  'volume.accepted',
  'volume.unpaid',
  'adjust.increase',
  'adjust.decrease',
  'adjust.signed',
  'demand.additional',
  'estimate.yearEnd',
  'remaining',
] as const;
export type AmountField = (typeof AMOUNT_FIELDS)[number];

/** What a column can hold besides amounts. */
export const TEXT_FIELDS = [
  'mark',
  'code',
  'name',
  'investor',
  'location',
  'group',
  'capacity',
  'period',
  'decision',
  'source',
  'sourceCode',
  'planKind',
  'planYear',
  'status',
  'sector',
  'rate',
  'reason',
  'note',
  'ignored',
  'foreignCurrency',
] as const;
export type TextField = (typeof TEXT_FIELDS)[number];
export type ColumnField = AmountField | TextField;

/** `plan.current`, or of one source `plan.current@NSTW`. */
export type AmountKey = AmountField | `${AmountField}@${FundingSourceCode}`;

export interface Amount {
  /** integer đồng; negative only where the table prints a negative */
  readonly vnd: bigint;
  /** address of the cell, e.g. `L16` */
  readonly cell: string;
}

export interface ColumnReading {
  readonly letter: string;
  /** captions from the top header row down, NFC, spaces collapsed */
  readonly path: string[];
  /** null where nothing known fits; such a money column is listed with its total in an issue */
  readonly field: ColumnField | null;
  readonly source: FundingSourceCode | null;
  /** đồng per printed unit, null for columns that hold no money */
  readonly vndPerUnit: number | null;
  /** 0..1 */
  readonly confidence: number;
  /** Vietnamese: why this field */
  readonly reason: string;
}

/** What the file has in a cell that a person had read otherwise, as text; null where it is empty. */
export interface OverriddenCell {
  readonly sheet: string;
  readonly cell: string;
  readonly original: string | null;
}

/** What stands in a column, for the person who says what it means. */
export interface ColumnFigures {
  readonly letter: string;
  /** the first values below the header as the file shows them, at most three */
  readonly samples: readonly string[];
  /** exact total of the table's own rows; null for a column that holds no money */
  readonly totalVnd: bigint | null;
}

/** Where the rows of a table lie on its sheet, counted on the sheet. */
export interface TableBody {
  /** 1-based and inclusive */
  readonly firstRow: number;
  readonly lastRow: number;
  readonly rowsWithCells: number;
  /** last row of the sheet that has a cell */
  readonly sheetLastRow: number;
}

export interface LineContext {
  readonly source: FundingSourceCode | null;
  readonly sector: string | null;
  readonly status: ProjectStatus | null;
  readonly investor: string | null;
  readonly location: string | null;
}

export interface Line {
  readonly row: number;
  readonly role: RowRole;
  /** outline mark as text (`A`, `I.1`, `3.10`, `-`), null where none */
  readonly mark: string | null;
  /** depth in the tree of headings, 0 for the top */
  readonly level: number;
  /** row of the heading (or project, for a component) above it in the tree, null at the top */
  readonly parentRow: number | null;
  /** normalised 7-digit project code, `7874264.1` for a component; null where the row has none */
  readonly code: string | null;
  readonly name: string;
  /** the name as the file has it where decoding or normalising changed more than Unicode form; else null */
  readonly originalName: string | null;
  readonly context: LineContext;
  /** start year of KC-HT where the row tells it (2023 of `2023-2025`) */
  readonly startYear: number | null;
  readonly amounts: ReadonlyMap<AmountKey, Amount>;
  /** amount columns of the table that this row leaves empty or dashed: blank is not zero */
  readonly blanks: ReadonlySet<AmountKey>;
  /** printed rate of the row in basis points (44,1% -> 4410), null where none */
  readonly rateBasisPoints: number | null;
  /** reason / note texts of the row, joined; null where none */
  readonly remark: string | null;
}

export interface ReconciliationLine {
  readonly row: number;
  /** column letters */
  readonly column: string;
  readonly printedVnd: bigint;
  readonly computedVnd: bigint;
  /** printed - computed */
  readonly differenceVnd: bigint;
}

export interface TableReading {
  readonly sheet: string;
  readonly hidden: boolean;
  readonly kind: TableKind;
  readonly title: { readonly text: string; readonly cell: string } | null;
  readonly planYear: { readonly year: number; readonly cell: string } | null;
  /** null only together with an error issue `unit.missing` (or an unknown unit) */
  readonly unit: { readonly vndPerUnit: number; readonly text: string; readonly cell: string } | null;
  readonly asOf: { readonly date: LocalDate; readonly cell: string } | null;
  /** `treasury` where the table comes from Kho bạc Nhà nước, `investor` for any other disbursement report */
  readonly origin: Origin | null;
  /** the decision that the table is attached to ("Kèm theo Quyết định số …"), parts null where the paper leaves them blank */
  readonly decision: {
    readonly number: string | null;
    readonly date: LocalDate | null;
    /** who decided, e.g. `UBND tỉnh Sơn La` */
    readonly authority: string | null;
    readonly text: string;
    readonly cell: string;
  } | null;
  readonly header: { readonly firstRow: number; readonly lastRow: number };
  readonly columns: ColumnReading[];
  /** parallel to the columns */
  readonly figures: readonly ColumnFigures[];
  /** the unit that sent the table, as its head names it; null where it names the province alone, or nobody */
  readonly sender: { readonly text: string; readonly cell: string } | null;
  readonly body: TableBody;
  readonly lines: Line[];
  /** every printed subtotal and total compared; also those without a difference */
  readonly reconciliation: ReconciliationLine[];
}

export interface WorkbookReading {
  /** name of the file, without folders */
  readonly file: string;
  /** lower-case hex of the bytes */
  readonly sha256: string;
  readonly tables: TableReading[];
  readonly issues: Issue[];
  /** cells that a person had read otherwise, with what the file has */
  readonly overridden: readonly OverriddenCell[];
}
