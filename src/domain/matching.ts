import { groupBy } from './group-by.js';
import { investorKey, mayBeSameInvestor } from './investors.js';
import {
  suggester,
  type KnownProject,
  type MatchCandidate,
  type ReportedName,
  type Suggest,
} from './name-suggestions.js';
import { nameKey } from './vietnamese-text.js';
import type { MatchedBy } from './words.js';

export type { ConfirmedLine, KnownProject, MatchCandidate, ReportedName } from './name-suggestions.js';

export type { MatchedBy } from './words.js';

/** Either a match, or null with the suggestions that wait for a person. */
export interface Match {
  readonly key: string | null;
  readonly matchedBy: MatchedBy | null;
  readonly candidates: readonly MatchCandidate[];
}

const NO_MATCH: Match = { key: null, matchedBy: null, candidates: [] };

/**
 * Ties reported projects to known ones (contract: "Projects match by code where both sides have one; otherwise by name: equal
 * after normalisation and unique on both sides, with no contradicting code or investor"; an investor and its successor of 1/3 or 1/7/2025 do
 * not contradict). `reported` is one side: the rows of one
 * report. One result per reported project, in the order given; anything looser is a suggestion, never a match. A part of both sides gives
 * the results of the whole where it has every known project and every reported one of its codes and names (`nameKey`).
 */
export function matchProjects(
  known: readonly KnownProject[],
  reported: readonly ReportedName[],
  suggest: Suggest = suggester(known),
): Match[] {
  const nameOf = remembering(nameKey);
  const byCode = groupByKeys(known, (project) => (project.code === null ? [] : [project.code]));
  const byAliasCode = groupByKeys(known, (project) => project.aliasCodes);
  const byAliasName = groupByKeys(known, (project) => project.aliasNames.map(nameOf));
  const byName = groupByKeys(known, (project) => [nameOf(project.name)]);
  const identities = identitiesByName(reported, nameOf);

  const confirmedFor = confirmations(known, nameOf);

  return reported.map((project) => {
    const decided = confirmedFor(project);
    if (decided !== null) return matched(decided, 'alias');
    if (project.code !== null) {
      const coded = byCode.get(project.code);
      if (coded?.length === 1) return matched(coded[0], 'code');
      const aliased = byAliasCode.get(project.code);
      if (coded === undefined && aliased?.length === 1) return matched(aliased[0], 'alias');
    }
    const key = nameOf(project.name);
    const confirmed = byAliasName.get(key)?.filter((other) => !contradicts(other, project));
    if (confirmed?.length === 1) return matched(confirmed[0], 'alias');
    const named = byName.get(key) ?? [];
    const uniqueOnBothSides = named.length === 1 && (identities.get(key) ?? 0) <= 1;
    if (uniqueOnBothSides && !contradicts(named[0], project)) return matched(named[0], 'name');
    return { ...NO_MATCH, candidates: suggest(project) };
  });
}

/**
 * The project that a person said a line means, by its name and code: of its own investor before whichever. It comes before the
 * code, because a person decides where one code stands on two works; null where nothing is said, or two things are.
 */
function confirmations(
  known: readonly KnownProject[],
  nameOf: (name: string) => string,
): (project: ReportedName) => KnownProject | null {
  const said = groupBy(
    known.flatMap((project) => (project.confirmed ?? []).map((line) => ({ project, line }))),
    ({ line }) => JSON.stringify([nameOf(line.name), line.code]),
  );
  if (said.size === 0) return () => null;
  return ({ name, code, investor }) => {
    const lines = said.get(JSON.stringify([nameOf(name), code])) ?? [];
    const own = lines.filter(({ line }) => isSameInvestor(line.investor, investor));
    const counted = own.length > 0 ? own : lines.filter(({ line }) => line.investor === null);
    const projects = new Set(counted.map(({ project }) => project));
    return projects.size === 1 ? (counted[0]?.project ?? null) : null;
  };
}

function isSameInvestor(a: string | null, b: string | null): boolean {
  return a === b || (a !== null && b !== null && investorKey(a) === investorKey(b));
}

function matched(project: KnownProject | undefined, matchedBy: MatchedBy): Match {
  return project === undefined ? NO_MATCH : { key: project.key, matchedBy, candidates: [] };
}

function contradicts(known: KnownProject | undefined, reported: ReportedName): boolean {
  if (known === undefined) return true;
  if (known.code !== null && reported.code !== null) return true;
  return known.investor !== null && reported.investor !== null && !mayBeSameInvestor(known.investor, reported.investor);
}

/**
 * How many projects the rows under one name may be: every code is one; rows without a code are one for each investor that they
 * name, and a row that names none goes with the others.
 */
function identitiesByName(reported: readonly ReportedName[], nameOf: (name: string) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [key, rows] of groupBy(reported, (project) => nameOf(project.name))) {
    const codes = new Set(rows.flatMap(({ code }) => (code === null ? [] : [code])));
    const uncoded = rows.filter(({ code }) => code === null);
    const investors = new Set(uncoded.flatMap(({ investor }) => (investor === null ? [] : [investorKey(investor)])));
    counts.set(key, codes.size + (uncoded.length === 0 ? 0 : Math.max(1, investors.size)));
  }
  return counts;
}

function remembering(keyOf: (text: string) => string): (text: string) => string {
  const keys = new Map<string, string>();
  return (text) => {
    const known = keys.get(text) ?? keyOf(text);
    keys.set(text, known);
    return known;
  };
}

function groupByKeys(
  known: readonly KnownProject[],
  keysOf: (project: KnownProject) => readonly string[],
): Map<string, KnownProject[]> {
  const pairs = known.flatMap((project) => [...new Set(keysOf(project))].map((key) => ({ key, project })));
  return new Map(
    [...groupBy(pairs, ({ key }) => key)].map(([key, group]) => [key, group.map(({ project }) => project)]),
  );
}
