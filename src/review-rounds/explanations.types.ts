import type { SourceAmount } from '../domain/disposition.js';
import type { AnswerKind } from '../domain/explanation.js';
import type { LocalDate } from '../domain/local-date.js';
import type { Responsibility } from '../domain/reason-codes.js';

/** What an investor answers for a project, as it stands. */
export interface ExplanationView {
  readonly projectId: string;
  readonly version: number;
  readonly answer: AnswerKind;
  /** of `willDisburseBy` */
  readonly day: LocalDate | null;
  readonly amountVnd: bigint | null;
  /** of `giveBack` */
  readonly bySource: readonly SourceAmount[] | null;
  /** of `explain` */
  readonly reasonCode: string | null;
  readonly reason: string | null;
  readonly responsibility: Responsibility | null;
  readonly text: string | null;
  readonly enteredBy: 'officer' | 'workbook';
  readonly recordedAt: Date;
}

/** An investor that was asked, and how far it has answered by a day. */
export interface RequestView {
  readonly id: string;
  readonly investor: string;
  readonly deadline: LocalDate;
  readonly requestedAt: Date;
  /** name of the form that was sent */
  readonly file: string;
  readonly sha256: string;
  /** from today to the deadline; negative where it has passed */
  readonly daysLeft: number;
  readonly projects: number;
  readonly answered: number;
  /** projects without an answer */
  readonly missing: readonly { readonly projectId: string; readonly name: string }[];
}

export interface Reminders {
  readonly requests: readonly RequestView[];
  /** rows whose investor the books do not name: nobody can be asked */
  readonly withoutInvestor: readonly { readonly projectId: string; readonly name: string }[];
}

export interface EvidenceView {
  readonly id: string;
  readonly projectId: string;
  readonly file: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly recordedAt: Date;
}
