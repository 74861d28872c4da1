import type { LocalDate } from '../domain/local-date.js';
import type { ImportKind, ImportState } from '../imports/imports.types.js';

/**
 * `confirmation`: lines under one name mean a project; `creation`: the same, of a project made from them; `settlement`: a later
 * plan brought the project that lines were waiting for; `release`: lines matched meanwhile by a decision that was ended; `split`: lines of one record are another project; `merge`: one record is
 * part of another; `distinction`: two records of one name are two projects.
 */
export const DECISION_KINDS = [
  'confirmation',
  'creation',
  'settlement',
  'release',
  'split',
  'merge',
  'distinction',
] as const;
export type DecisionKind = (typeof DECISION_KINDS)[number];

/** What a line says of its project; lines that say the same wait for one decision. */
export interface LineName {
  readonly name: string;
  readonly code: string | null;
  readonly investor: string | null;
}

/** The waiting lines of one import under one name. */
export interface WaitingImport {
  readonly importId: string;
  readonly file: string;
  readonly kind: ImportKind;
  readonly state: ImportState;
  readonly planYear: number;
  readonly asOf: LocalDate | null;
  /** of the plan of the year, in đồng */
  readonly amountVnd: bigint;
  /** `sheet!cell` of the names */
  readonly places: readonly { readonly sheet: string; readonly cell: string }[];
}

/** A project that waiting lines may mean; a person decides. */
export interface Suggestion {
  readonly projectId: string;
  readonly code: string | null;
  readonly name: string;
  readonly investor: string | null;
  /** 0..100 */
  readonly score: number;
  /** Vietnamese */
  readonly reason: string;
}

export interface WaitingName extends LineName {
  /** `ambiguous`: several projects of the books have this very name */
  readonly state: 'unmatched' | 'ambiguous';
  /** the largest amount of one import: cumulative figures of several reports do not add up */
  readonly amountVnd: bigint;
  readonly lines: number;
  readonly imports: readonly WaitingImport[];
  readonly suggestions: readonly Suggestion[];
  /** a line of a committed import stands behind it, so that a project can be made of it */
  readonly mayCreate: boolean;
}

/** One code under which the books hold lines of another name. */
export interface CodeOnTwoNames {
  readonly projectId: string;
  readonly code: string;
  readonly name: string;
  readonly otherName: string;
  readonly lines: number;
  /** where the other name stands first: `file!sheet!cell` */
  readonly place: string;
}

/** Two records of one name whose investors do not contradict each other. */
export interface TwoRecordsOnOneName {
  readonly name: string;
  readonly records: readonly {
    readonly projectId: string;
    readonly code: string | null;
    readonly investor: string | null;
  }[];
}

export interface Desk {
  /** biggest money first */
  readonly waiting: readonly WaitingName[];
  readonly codesOnTwoNames: readonly CodeOnTwoNames[];
  readonly twoRecordsOnOneName: readonly TwoRecordsOnOneName[];
}

export interface Decision {
  readonly id: string;
  readonly kind: DecisionKind;
  /** merge: the record that became part of the other; split: the record whose lines went to the other; else the project meant */
  readonly projectId: string;
  readonly otherProjectId: string | null;
  readonly name: string | null;
  readonly code: string | null;
  readonly investor: string | null;
  /** where the person saw it (or, of a settlement, the import that brought the project) */
  readonly importId: string | null;
  readonly file: string | null;
  readonly sheet: string | null;
  readonly cell: string | null;
  readonly reason: string | null;
  readonly recordedBy: string | null;
  readonly recordedAt: Date;
  readonly retractedBy: string | null;
  readonly retractedAt: Date | null;
  readonly retractionReason: string | null;
  /** lines that it ties to a project */
  readonly lines: number;
}

/** `projectId` null: make a project of the lines. */
export interface Confirmation extends LineName {
  readonly projectId: string | null;
}

export interface LinePlace {
  readonly importId: string;
  readonly sheet: string;
  readonly row: number;
}

/** Which lines of a record are another project: all under some names (remembered for later files), or single ones. */
export interface Split {
  readonly names: readonly string[];
  readonly lines: readonly LinePlace[];
  /** the other project where it is in the books already; null makes one */
  readonly into: string | null;
  readonly reason: string;
}
