import type { StatedDecision } from '../workbook/understanding/stated-decision.js';
import type { Issue } from '../domain/issue.js';
import type { LocalDate } from '../domain/local-date.js';
import type { MatchCandidate, MatchedBy } from '../domain/matching.js';
import type { ReportScope } from '../domain/report-scope.js';
import type { FundingSourceCode, Origin, ProjectStatus } from '../domain/words.js';
import type { RowRole, TableReading } from '../workbook/understanding/reading.js';
import type { ImportState, JobPhase } from './import-states.js';

/** What an import puts into the books. */
export const IMPORT_KINDS = ['capitalPlan', 'adjustment', 'disbursement', 'demand'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

export { IMPORT_STATES, type ImportState } from './import-states.js';

/** A workbook as a person hands it in. */
export interface Upload extends StatedDecision {
  /** name of the file, without folders */
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly planYear: number;
  /** null or absent: told by the tables themselves */
  readonly kind?: ImportKind | null;
  /** day of the figures; overrules the printed one */
  readonly asOf?: LocalDate | null;
  /** who reports; overrules what the table looks like */
  readonly origin?: Origin | null;
  /** sum of the money that the person expects, in đồng */
  readonly controlTotalVnd?: bigint | null;
  /** what the person declares the report complete for */
  readonly scope?: ReportScope | null;
}

/** A table as understood, without its lines (`ImportsService.lines` has those). */
export type TableSummary = Omit<TableReading, 'lines'>;

export interface ImportCounts {
  readonly tables: number;
  /** source rows read, whatever their role */
  readonly lines: number;
  readonly projectLines: number;
  /** amounts that a commit writes (facts of unmatched lines left out) */
  readonly facts: number;
  /** distinct projects of the books that the lines mean */
  readonly matchedProjects: number;
  /** projects that a commit creates (or, once committed, has created) */
  readonly newProjects: number;
  /** project lines that mean no project of the books and stay visible on the import */
  readonly unmatchedLines: number;
  readonly errors: number;
  readonly warnings: number;
}

export interface ImportView {
  readonly id: string;
  readonly file: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly state: ImportState;
  readonly planYear: number;
  /** null until read, and where the file was refused before its kind was known */
  readonly kind: ImportKind | null;
  readonly asOf: LocalDate | null;
  readonly origin: Origin | null;
  readonly controlTotalVnd: bigint | null;
  /** sum of the current-plan amounts of all facts (net of decreases); of unmatched lines too */
  readonly totalVnd: bigint;
  /** of which on lines that found no project */
  readonly unmatchedVnd: bigint;
  readonly counts: ImportCounts;
  readonly receivedAt: Date;
  readonly checkedAt: Date | null;
  readonly committedAt: Date | null;
  readonly cancelledAt: Date | null;
  readonly reversedAt: Date | null;
  readonly reversalReason: string | null;
  /** who let it be reversed although an issued list rests on it */
  readonly reversalApprovedBy: string | null;
  /** why the program gave up on it; in state `failed` alone */
  readonly failedReason: string | null;
  /** import that this one corrects */
  readonly revises: string | null;
  readonly scope: ReportScope | null;
  readonly confirmations: ImportConfirmations | null;
  readonly controlLines: number | null;
  /** how far the background work is; null where nothing runs or waits */
  readonly progress: ImportProgress | null;
}

/** What a person confirmed before the commit, by name, and the reasons given for groups of warnings. */
export type ImportConfirmations = Readonly<Record<string, unknown>>;

/** Units of the phase done so far; `total` 0 = not known yet. */
export interface ImportProgress {
  readonly phase: JobPhase;
  readonly done: number;
  readonly total: number;
}

/** An import with what the reader understood of each table. */
export interface ImportDetail extends ImportView {
  /** what was stated of the decision, at upload or later; empty where the file is left to tell it */
  readonly decision: StatedDecision;
  readonly tables: readonly TableSummary[];
}

export interface ImportLineAmount {
  /** `plan.current`, `plan.current@NSTW`, … */
  readonly key: string;
  readonly vnd: bigint;
  readonly cell: string;
}

export interface ImportLineView {
  readonly sheet: string;
  readonly row: number;
  readonly role: RowRole;
  readonly mark: string | null;
  readonly level: number;
  readonly parentRow: number | null;
  readonly code: string | null;
  readonly name: string;
  readonly investor: string | null;
  readonly location: string | null;
  readonly sector: string | null;
  readonly status: ProjectStatus | null;
  readonly source: FundingSourceCode | null;
  readonly startYear: number | null;
  readonly amounts: readonly ImportLineAmount[];
  readonly remark: string | null;
  /** project of the books that the line means; null for other roles, for unmatched lines and for projects still to be created */
  readonly projectId: string | null;
  readonly matchedBy: MatchedBy | null;
  /** a commit creates (has created) a project for this line */
  readonly createsProject: boolean;
  /** suggestions that wait for a person; `key` is a project id */
  readonly candidates: readonly MatchCandidate[];
}

export interface LineFilter {
  readonly sheet?: string;
  readonly role?: RowRole;
  /** only project lines that found no project */
  readonly unmatched?: boolean;
  /** leaves out the rows of the sheet before this one */
  readonly fromRow?: number;
}

export interface ImportFilter {
  readonly state?: ImportState;
  readonly kind?: ImportKind;
  readonly planYear?: number;
}

/** What a commit wrote; the second commit of one import answers the same. */
export interface CommitReceipt {
  readonly importId: string;
  readonly file: string;
  readonly sha256: string;
  readonly kind: ImportKind;
  readonly planYear: number;
  readonly asOf: LocalDate | null;
  readonly origin: Origin | null;
  readonly committedAt: Date;
  readonly projectsCreated: number;
  readonly planEntries: number;
  readonly snapshots: number;
  readonly demands: number;
  /** sum of the current-plan amounts written */
  readonly totalVnd: bigint;
  readonly unmatchedLines: number;
  /** sum of the current-plan amounts of lines that found no project; not in the books */
  readonly unmatchedVnd: bigint;
  /** project rows that a person left out with a reason, and the sum of their current-plan amounts; not in the books */
  readonly leftOutLines: number;
  readonly leftOutVnd: bigint;
}

/** Why a committed import is taken out of the books, and who stands for it where an issued list rests on it. */
export interface Reversal {
  readonly reason: string | null;
  readonly approvedBy: string | null;
}

/** A file to send on: the original bytes, or the annotated copy. */
export interface NamedBytes {
  readonly file: string;
  readonly bytes: Uint8Array;
}

export type { Issue };
