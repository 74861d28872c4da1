import {
  matchProjects,
  type KnownProject,
  type MatchCandidate,
  type MatchedBy,
  type ReportedName,
} from '../domain/matching.js';
import type { Suggest } from '../domain/name-suggestions.js';
import { identityOf, onlyInvestors } from '../domain/uncoded-identity.js';
import { nameKey } from '../domain/vietnamese-text.js';

/** Which project of the books a line means. */
export interface LineAssignment {
  /** project of the books, null where there is none yet */
  readonly projectId: string | null;
  readonly matchedBy: MatchedBy | null;
  /** a project has to be made; lines with the same key share it */
  readonly newProjectKey: string | null;
  readonly candidates: readonly MatchCandidate[];
}

/**
 * Ties the lines of a report, or the coded lines of a plan, to projects; one result a line. A line with a code that the books lack makes
 * a project; a line without a code stays unmatched.
 */
export function assignReported(
  known: readonly KnownProject[],
  lines: readonly ReportedName[],
  suggest?: Suggest,
): LineAssignment[] {
  return matchProjects(known, lines, suggest).map(({ key, matchedBy, candidates }, index) =>
    key === null
      ? { projectId: null, matchedBy: null, newProjectKey: lines[index]?.code ?? null, candidates }
      : { projectId: key, matchedBy, newProjectKey: null, candidates: [] },
  );
}

const NEW = 'new:';

/** A project that coded lines of the import are going to make, so that lines without a code can mean it. */
export function announcedProject(newProjectKey: string, { code, name, investor }: ReportedName): KnownProject {
  return { key: NEW + newProjectKey, code, aliasCodes: [], name, aliasNames: [], investor };
}

/**
 * Ties the lines without a code of a plan to projects of the books and to those that its coded lines announce; one that finds none makes
 * a project.
 */
export function assignUncoded(known: readonly KnownProject[], lines: readonly ReportedName[]): LineAssignment[] {
  const byIdentity = new Map(
    known.filter((project) => project.code === null).map((project) => [identityOf(project), project.key]),
  );
  const found = matchProjects(known, lines, () => []);
  const investors = onlyInvestors(lines.filter((_, index) => (found[index]?.key ?? null) === null));
  return lines.map((line, index) => {
    const match = found[index];
    const investor = line.investor ?? investors.get(nameKey(line.name)) ?? null;
    const identity = identityOf({ name: line.name, investor });
    const key = byIdentity.get(identity) ?? match?.key ?? null;
    const none = { projectId: null, matchedBy: null, candidates: [] };
    if (key === null) return { ...none, newProjectKey: identity };
    if (key.startsWith(NEW)) return { ...none, newProjectKey: key.slice(NEW.length) };
    return { projectId: key, matchedBy: match?.matchedBy ?? 'name', newProjectKey: null, candidates: [] };
  });
}
