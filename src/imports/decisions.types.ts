import type { StatedDecision } from '../workbook/understanding/stated-decision.js';
import type { LocalDate } from '../domain/local-date.js';
import type { ReportScope } from '../domain/report-scope.js';
import type { FundingSourceCode, Origin } from '../domain/words.js';
import type { TableMapping } from '../workbook/understanding/corrections.js';
import type { ColumnField, TableKind } from '../workbook/understanding/reading.js';
import type { ImportKind } from './imports.types.js';

/** What a person confirms about a whole file; what is absent stays as the file or the upload says. */
export interface Statement extends StatedDecision {
  readonly kind?: ImportKind | null;
  readonly asOf?: LocalDate | null;
  readonly origin?: Origin | null;
  /** đồng per printed unit of every table that no mapping says otherwise about */
  readonly vndPerUnit?: number | null;
  /** what the report is declared complete for; null takes the declaration back */
  readonly scope?: ReportScope | null;
  /** sum and number of project rows on the signed paper; null takes them back */
  readonly controlTotalVnd?: bigint | null;
  readonly controlLines?: number | null;
  /** who sent it, where the file does not say; whose column memory applies */
  readonly sender?: string | null;
}

/** When, by whom and why. */
export interface Recorded {
  readonly reason: string | null;
  readonly recordedBy: string | null;
  readonly recordedAt: Date;
}

export interface DecidedCell extends Recorded {
  readonly sheet: string;
  readonly cell: string;
  readonly value: string | number | null;
}

export interface LeftOutRow extends Recorded {
  readonly sheet: string;
  readonly row: number;
}

/** The reason given for a group of warnings, and how many there were then. */
export interface ExplainedWarnings extends Recorded {
  readonly code: string;
  readonly count: number;
}

export type AbsenceChoice = 'keep' | 'absent';

/** Everything that people have decided about an import, the latest of each place. */
export interface Decisions {
  readonly mapping: readonly TableMapping[];
  readonly statement: Statement;
  readonly cells: readonly DecidedCell[];
  readonly leftOut: readonly LeftOutRow[];
  readonly explained: readonly ExplainedWarnings[];
  /** by name of the investor, '' for none */
  readonly absences: ReadonlyMap<string, AbsenceChoice>;
}

export interface MappingColumnView {
  readonly letter: string;
  readonly path: readonly string[];
  readonly field: ColumnField | null;
  readonly source: FundingSourceCode | null;
  readonly confidence: number;
  /** Vietnamese: why this meaning */
  readonly reason: string;
  readonly samples: readonly string[];
  /** total of the table's own rows, null where the column holds no money */
  readonly totalVnd: bigint | null;
  /** read as in the last committed table of the same sender */
  readonly asLastTime: boolean;
  /** a person chose it in this import */
  readonly decided: boolean;
}

export interface MappingTableView {
  readonly sheet: string;
  /** which table of the sheet, from the top, 0 for the first */
  readonly table: number;
  readonly title: string | null;
  readonly kind: TableKind;
  readonly vndPerUnit: number | null;
  readonly asOf: LocalDate | null;
  readonly origin: Origin | null;
  readonly sender: string | null;
  readonly header: { readonly firstRow: number; readonly lastRow: number };
  readonly columns: readonly MappingColumnView[];
  /** fields without which the table states nothing */
  readonly missing: readonly ColumnField[];
  /** money columns that nothing is done with */
  readonly leftOut: readonly { readonly letter: string; readonly path: readonly string[]; readonly totalVnd: bigint }[];
}

/** A table as a person maps it: `plan.current`, `plan.current@NSTW`, `code`, or null to leave the column out. */
export interface MappingRequest {
  readonly sheet: string;
  readonly table?: number;
  readonly header?: { readonly firstRow: number; readonly lastRow: number } | null;
  readonly columns?: Readonly<Record<string, string | null>>;
  readonly vndPerUnit?: number | null;
  readonly asOf?: LocalDate | null;
  readonly kind?: TableKind | null;
  readonly origin?: Origin | null;
}

export interface Reason {
  readonly code: string;
  readonly reason: string;
}

/** What comes with a commit. */
export interface CommitWords {
  readonly reasons?: readonly Reason[];
  /** by name of the investor, '' for none */
  readonly absent?: Readonly<Record<string, AbsenceChoice>>;
  readonly by?: string | null;
}
