import { isLocalDate, type LocalDate } from './local-date.js';
import { recallLimit, type SourceAmount } from './disposition.js';
import type { Responsibility } from './reason-codes.js';
import type { SourceShare } from './judgement.js';

/** The three answers that an investor may give for a project of a round. */
export const ANSWER_KINDS = ['willDisburseBy', 'giveBack', 'explain'] as const;
export type AnswerKind = (typeof ANSWER_KINDS)[number];

export type Answer =
  | { readonly answer: 'willDisburseBy'; readonly day: LocalDate; readonly amountVnd: bigint }
  | { readonly answer: 'giveBack'; readonly bySource: readonly SourceAmount[] }
  | {
      readonly answer: 'explain';
      readonly reasonCode: string;
      readonly responsibility: Responsibility;
      readonly text: string;
    };

/** Why an answer cannot be taken for a project. */
export type AnswerFault =
  | { readonly kind: 'dayBeforeAsOf'; readonly day: LocalDate; readonly asOf: LocalDate }
  | { readonly kind: 'dayAfterClose'; readonly day: LocalDate; readonly last: LocalDate }
  | { readonly kind: 'amountOutOfBounds'; readonly amountVnd: bigint; readonly limitVnd: bigint }
  | { readonly kind: 'sourceUnknown'; readonly source: string }
  | {
      readonly kind: 'sourceOutOfBounds';
      readonly source: string;
      readonly amountVnd: bigint;
      readonly limitVnd: bigint;
    }
  | { readonly kind: 'nothingGivenBack' }
  | { readonly kind: 'textMissing' };

export interface AnsweredProject {
  readonly bySource: readonly SourceShare[];
  readonly asOf: LocalDate;
  readonly planYear: number;
}

/** Capital of a year is disbursed up to 31/1 of the next (domain handbook 6.1). */
export function lastDayOfDisbursement(planYear: number): LocalDate {
  return `${planYear + 1}-01-31`;
}

/** Why the answer cannot be taken; null where it can. A promise lies after the as-of day, up to 31/1 of the next year. */
export function answerFault(project: AnsweredProject, answer: Answer): AnswerFault | null {
  switch (answer.answer) {
    case 'willDisburseBy':
      return promiseFault(project, answer.day, answer.amountVnd);
    case 'giveBack':
      return giveBackFault(project.bySource, answer.bySource);
    case 'explain':
      return answer.text.trim() === '' ? { kind: 'textMissing' } : null;
  }
}

function promiseFault(
  { bySource, asOf, planYear }: AnsweredProject,
  day: string,
  amountVnd: bigint,
): AnswerFault | null {
  if (!isLocalDate(day) || day <= asOf) return { kind: 'dayBeforeAsOf', day, asOf };
  const last = lastDayOfDisbursement(planYear);
  if (day > last) return { kind: 'dayAfterClose', day, last };
  const limitVnd = bySource.reduce((sum, share) => sum + recallLimit(share), 0n);
  return amountVnd > 0n && amountVnd <= limitVnd ? null : { kind: 'amountOutOfBounds', amountVnd, limitVnd };
}

function giveBackFault(shares: readonly SourceShare[], given: readonly SourceAmount[]): AnswerFault | null {
  for (const { source, amountVnd } of given) {
    const share = shares.find((candidate) => candidate.source === source);
    if (share === undefined) return { kind: 'sourceUnknown', source };
    const limitVnd = recallLimit(share);
    if (amountVnd < 0n || amountVnd > limitVnd) return { kind: 'sourceOutOfBounds', source, amountVnd, limitVnd };
  }
  return given.some((part) => part.amountVnd > 0n) ? null : { kind: 'nothingGivenBack' };
}
