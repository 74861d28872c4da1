import type { ReportedProject } from './reported-facts.js';
import { nameKey } from './vietnamese-text.js';

/** A project that the books (or the plan files of one command) already know. */
export interface KnownProject {
  readonly key: string;
  readonly code: string | null;
  /** other codes and confirmed names that mean it */
  readonly aliasCodes: readonly string[];
  readonly name: string;
  readonly aliasNames: readonly string[];
  readonly investor: string | null;
}

export type MatchedBy = 'code' | 'alias' | 'name';

export interface MatchCandidate {
  readonly key: string;
  /** 0..100 */
  readonly score: number;
  /** Vietnamese */
  readonly reason: string;
}

/** Either a match, or null with the suggestions that wait for a person. */
export interface Match {
  readonly key: string | null;
  readonly matchedBy: MatchedBy | null;
  readonly candidates: readonly MatchCandidate[];
}

const NO_MATCH: Match = { key: null, matchedBy: null, candidates: [] };

/**
 * Ties reported projects to known ones (contract: "Projects match by code where both sides have one; otherwise by name: equal
 * after normalisation and unique on both sides, with no contradicting code or investor"). One result per reported project, in
 * the order given; anything looser is a suggestion, never a match.
 */
export function matchProjects(known: readonly KnownProject[], reported: readonly ReportedProject[]): Match[] {
  const byCode = groupBy(known, (project) => (project.code === null ? [] : [project.code]));
  const byAliasCode = groupBy(known, (project) => project.aliasCodes);
  const byAliasName = groupBy(known, (project) => project.aliasNames.map(nameKey));
  const byName = groupBy(known, (project) => [nameKey(project.name)]);
  const reportedCodesByName = codesByName(reported);

  return reported.map((project) => {
    if (project.code !== null) {
      const coded = byCode.get(project.code);
      if (coded?.length === 1) return matched(coded[0], 'code');
      const aliased = byAliasCode.get(project.code);
      if (coded === undefined && aliased?.length === 1) return matched(aliased[0], 'alias');
    }
    const key = nameKey(project.name);
    const confirmed = byAliasName.get(key)?.filter((other) => !contradicts(other, project));
    if (confirmed?.length === 1) return matched(confirmed[0], 'alias');
    const named = byName.get(key) ?? [];
    const uniqueOnBothSides = named.length === 1 && (reportedCodesByName.get(key)?.size ?? 0) <= 1;
    if (uniqueOnBothSides && !contradicts(named[0], project)) return matched(named[0], 'name');
    return { ...NO_MATCH, candidates: suggestions(known, project) };
  });
}

function matched(project: KnownProject | undefined, matchedBy: MatchedBy): Match {
  return project === undefined ? NO_MATCH : { key: project.key, matchedBy, candidates: [] };
}

function contradicts(known: KnownProject | undefined, reported: ReportedProject): boolean {
  if (known === undefined) return true;
  if (known.code !== null && reported.code !== null) return true;
  return (
    known.investor !== null && reported.investor !== null && nameKey(known.investor) !== nameKey(reported.investor)
  );
}

/** Several rows of one project (one a source) share a name; different codes or investors under one name are different projects. */
function codesByName(reported: readonly ReportedProject[]): Map<string, Set<string>> {
  const identities = new Map<string, Set<string>>();
  for (const project of reported) {
    const key = nameKey(project.name);
    const identity = project.code ?? `investor:${project.investor === null ? '' : nameKey(project.investor)}`;
    identities.set(key, (identities.get(key) ?? new Set<string>()).add(identity));
  }
  return identities;
}

const MAX_SUGGESTIONS = 3;
const MIN_SCORE = 60;

function suggestions(known: readonly KnownProject[], reported: ReportedProject): MatchCandidate[] {
  const words = new Set(nameKey(reported.name).split(' '));
  return known
    .map((project) => suggestion(project, reported, words))
    .filter((candidate) => candidate.score >= MIN_SCORE)
    .sort((a, b) => b.score - a.score || a.key.localeCompare(b.key))
    .slice(0, MAX_SUGGESTIONS);
}

/** Dice coefficient of the words of both names, lowered by a contradicting investor or code. */
function suggestion(known: KnownProject, reported: ReportedProject, words: ReadonlySet<string>): MatchCandidate {
  const others = new Set(nameKey(known.name).split(' '));
  const shared = [...words].filter((word) => others.has(word)).length;
  let score = Math.floor((200 * shared) / (words.size + others.size));
  const reasons = [`tên trùng ${shared}/${Math.max(words.size, others.size)} từ`];
  if (known.investor !== null && reported.investor !== null) {
    const same = nameKey(known.investor) === nameKey(reported.investor);
    reasons.push(same ? 'cùng chủ đầu tư' : 'khác chủ đầu tư');
    if (!same) score -= 10;
  }
  if (known.code !== null && reported.code !== null) {
    reasons.push(`khác mã dự án (${known.code} và ${reported.code})`);
    score -= 10;
  }
  return { key: known.key, score, reason: reasons.join('; ') };
}

function groupBy(
  known: readonly KnownProject[],
  keysOf: (project: KnownProject) => readonly string[],
): Map<string, KnownProject[]> {
  const groups = new Map<string, KnownProject[]>();
  for (const project of known) {
    for (const key of keysOf(project)) groups.set(key, [...(groups.get(key) ?? []), project]);
  }
  return groups;
}
