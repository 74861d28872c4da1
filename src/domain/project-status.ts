import type { ProjectStatus } from './words.js';

export interface StatusReading {
  readonly status: ProjectStatus;
  /** from the start year, not from a heading or a list */
  readonly inferred: boolean;
}

/**
 * The status of a project from what its papers tell (`told`: the different ones, without `unclassified`). One counts, whichever paper
 * tells it; two are a conflict that a person has to settle. Where none tells, a start year before the plan year may classify it as
 * continuing, marked as inferred (contract, "words").
 */
export function statusFrom(
  told: readonly ProjectStatus[],
  startYears: readonly (number | null)[],
  planYear: number,
): StatusReading {
  const [only] = told;
  if (only !== undefined) return { status: told.length === 1 ? only : 'unclassified', inferred: false };
  const years = startYears.filter((year) => year !== null);
  const continuing = years.length > 0 && years.every((year) => year < planYear);
  return continuing ? { status: 'continuing', inferred: true } : { status: 'unclassified', inferred: false };
}
