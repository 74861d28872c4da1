import { matchProjects, type KnownProject, type MatchCandidate, type MatchedBy } from '../domain/matching.js';
import type { ReportedProject } from '../domain/reported-facts.js';
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

const UNASSIGNED: LineAssignment = { projectId: null, matchedBy: null, newProjectKey: null, candidates: [] };

/**
 * Ties the lines of an import to projects, one result a line. A line with a code that the books lack makes a project, in any
 * import; a line without a code makes one only in a plan, elsewhere it stays unmatched with its suggestions.
 */
export function assignLines(
  known: readonly KnownProject[],
  lines: readonly ReportedProject[],
  isPlan: boolean,
): LineAssignment[] {
  if (!isPlan) return matchProjects(known, lines).map((match, index) => orNewByCode(match, lines[index]));
  const coded = assignCoded(known, lines);
  const uncoded = assignUncoded([...known, ...announced(lines, coded)], lines);
  return lines.map((line, index) => (line.code === null ? uncoded[index] : coded[index]) ?? UNASSIGNED);
}

interface MatchResult {
  readonly key: string | null;
  readonly matchedBy: MatchedBy | null;
  readonly candidates: readonly MatchCandidate[];
}

function orNewByCode(match: MatchResult, line: ReportedProject | undefined): LineAssignment {
  const { key, matchedBy, candidates } = match;
  if (key !== null) return { projectId: key, matchedBy, newProjectKey: null, candidates: [] };
  return { projectId: null, matchedBy: null, newProjectKey: line?.code ?? null, candidates };
}

/** Parallel to the lines; lines without a code are left unassigned. */
function assignCoded(known: readonly KnownProject[], lines: readonly ReportedProject[]): LineAssignment[] {
  const coded = lines.filter((line) => line.code !== null);
  const matches = matchProjects(known, coded).values();
  return lines.map((line) => {
    if (line.code === null) return UNASSIGNED;
    const match = matches.next().value;
    return match === undefined ? UNASSIGNED : orNewByCode(match, line);
  });
}

const NEW = 'new:';

/** Projects that coded lines of this import are going to make, so that lines without a code can mean them. */
function announced(lines: readonly ReportedProject[], assignments: readonly LineAssignment[]): KnownProject[] {
  const made = new Map<string, KnownProject>();
  assignments.forEach(({ newProjectKey }, index) => {
    const line = lines[index];
    if (newProjectKey === null || line === undefined || made.has(newProjectKey)) return;
    const { code, name, investor } = line;
    made.set(newProjectKey, { key: NEW + newProjectKey, code, aliasCodes: [], name, aliasNames: [], investor });
  });
  return [...made.values()];
}

function assignUncoded(known: readonly KnownProject[], lines: readonly ReportedProject[]): LineAssignment[] {
  const uncoded = lines.filter((line) => line.code === null);
  const byIdentity = new Map(
    known.filter((project) => project.code === null).map((project) => [identityOf(project), project.key]),
  );
  const found = matchProjects(known, uncoded);
  const investors = onlyInvestors(uncoded.filter((_, index) => (found[index]?.key ?? null) === null));
  const matches = found.values();
  return lines.map((line) => {
    if (line.code !== null) return UNASSIGNED;
    const match = matches.next().value;
    const identity = identityOf({
      name: line.name,
      investor: line.investor ?? investors.get(nameKey(line.name)) ?? null,
    });
    const key = byIdentity.get(identity) ?? match?.key ?? null;
    if (key === null) return { ...UNASSIGNED, newProjectKey: identity };
    if (key.startsWith(NEW)) return { ...UNASSIGNED, newProjectKey: key.slice(NEW.length) };
    return { ...UNASSIGNED, projectId: key, matchedBy: match?.matchedBy ?? 'name' };
  });
}
