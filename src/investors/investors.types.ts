import type { SuccessionLink } from '../domain/successions.js';

export interface Investor {
  readonly id: string;
  readonly name: string;
}

/** An investor of the books with the name under which its work is carried on today. */
export interface InvestorRow extends Investor {
  readonly currentName: string;
}

/** A link of succession with who recorded it, and who ended it. */
export interface Succession extends SuccessionLink {
  readonly id: string;
  /** came with the program */
  readonly shipped: boolean;
  readonly recordedBy: string | null;
  readonly recordedAt: Date;
  readonly retractedBy: string | null;
  readonly retractedAt: Date | null;
  readonly retractionReason: string | null;
}

export interface InvestorDetail extends InvestorRow {
  /** names of the books that are carried on under the same current name, its own among them */
  readonly names: readonly Investor[];
  /** links to it and from it, ended ones too */
  readonly predecessors: readonly Succession[];
  readonly successors: readonly Succession[];
}

export interface NewSuccession {
  readonly to: string;
  readonly effectiveOn: string;
  readonly decision: string | null;
  readonly by: string | null;
}
