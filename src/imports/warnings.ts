import { groupBy } from '../domain/group-by.js';
import type { Issue } from '../domain/issue.js';
import type { Reason } from './decisions.types.js';

/**
 * Warnings that only describe: days of decisions, how the workbook is arranged, lines that wait at the matching desk with their
 * money in sight, plans that a report repeats and that are not written, and what follows from the order in which papers arrive (a
 * plan or its increase that is still to come; a report that exceeds the plan which it prints itself needs a reason, and a project
 * beyond its plan says so while it is). Every other warning concerns money or identity, and a person has to say why the figures stand all the same.
 */
const DESCRIBING: ReadonlySet<string> = new Set([
  'date.later',
  'date.swapped',
  'date.impossible',
  'sheet.filter',
  'columns.hidden',
  'rows.hidden',
  'workbook.externalLinks',
  'table.summary',
  'table.unknown',
  'project.unmatched',
  'plan.differsFromBooks',
  'plan.awaited',
  'disbursed.aboveBooks',
]);

/** True for a warning that keeps an import waiting until somebody gives a reason for its group. */
export function needsReason({ severity, code }: Pick<Issue, 'severity' | 'code'>): boolean {
  return severity === 'warning' && !DESCRIBING.has(code);
}

/** Warnings of one code, which one reason explains. */
export interface WarningGroup {
  readonly code: string;
  readonly count: number;
  /** the first of them, in the order of the workbook */
  readonly message: string;
  /** null where nobody has explained it */
  readonly reason: string | null;
}

/**
 * Groups of warnings that need a reason, in the order in which they come up. A reason given for fewer warnings than there are now
 * does not count: what came later was never explained.
 */
export function warningGroups(
  issues: readonly Issue[],
  explained: readonly { readonly code: string; readonly count: number; readonly reason: string | null }[],
): WarningGroup[] {
  return [...groupBy(issues.filter(needsReason), ({ code }) => code)].map(([code, group]) => {
    const given = explained.find((item) => item.code === code && item.count >= group.length);
    return { code, count: group.length, message: group[0]?.message ?? '', reason: given?.reason ?? null };
  });
}

/** Groups that neither an earlier reason nor one of the given reasons explains. */
export function unexplained(groups: readonly WarningGroup[], given: readonly Reason[]): WarningGroup[] {
  return groups.filter(
    ({ code, reason }) => reason === null && !given.some((item) => item.code === code && item.reason.trim() !== ''),
  );
}
