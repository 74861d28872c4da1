import { groupBy } from './group-by.js';
import { investorIdentity, isSuccession, type InvestorIdentity } from './investors.js';
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
  /** lines that a person said mean it */
  readonly confirmed?: readonly ConfirmedLine[];
  readonly investor: string | null;
}

/** What a confirmed line says: its name beside its code (null: without one), whoever reports it where no investor is told. */
export interface ConfirmedLine {
  readonly name: string;
  readonly code: string | null;
  readonly investor: string | null;
}

export interface MatchCandidate {
  readonly key: string;
  /** 0..100 */
  readonly score: number;
  /** Vietnamese */
  readonly reason: string;
}

const MAX_SUGGESTIONS = 3;
/** of 100: the Dice coefficient of the words of both names that a suggestion reaches at least */
const MIN_SCORE = 60;
/** Known projects compared with one reported name; of more that share its words, those that share its rarest words count. */
const MAX_COMPARED = 300;

type Entry = SuggestionEntry;

/** What a suggestion is asked for. */
export type ReportedName = Pick<ReportedProject, 'code' | 'name' | 'investor'>;

export type Suggest = (reported: ReportedName) => readonly MatchCandidate[];

/**
 * Known projects whose names resemble a reported one, best first: at most three, each with its score and the reason in Vietnamese.
 * Nobody but a person makes a match of them. Costs grow with the lines, not with lines times projects.
 */
export function suggester(known: readonly KnownProject[]): Suggest {
  let index: Map<string, Entry[]> | null = null;
  const answers = new Map<string, readonly MatchCandidate[]>();
  const toEntry = entryMaker();
  return (reported) => {
    const entries = (index ??= entriesByWord(known, toEntry));
    const question = JSON.stringify([nameKey(reported.name), reported.code, reported.investor]);
    const answer = answers.get(question) ?? suggest(reported, entries);
    answers.set(question, answer);
    return answer;
  };
}

function suggest(reported: ReportedName, index: ReadonlyMap<string, readonly Entry[]>): MatchCandidate[] {
  const words = rarestWords(nameKey(reported.name), (word) => index.get(word)?.length ?? 0);
  return suggestionsAmong(
    reported,
    words.map((word) => index.get(word) ?? []),
  );
}

/** A known project as names are compared with it. */
export interface SuggestionEntry {
  readonly project: Pick<KnownProject, 'key' | 'code'>;
  readonly words: ReadonlySet<string>;
  readonly investor: InvestorIdentity | null;
}

/** Makes entries of known projects; an investor is looked up once, because the same few stand in thousands of projects. */
export function entryMaker(): (
  project: Pick<KnownProject, 'key' | 'code' | 'investor'> & { readonly nameKey: string },
) => SuggestionEntry {
  const investors = rememberedInvestors();
  return ({ key, code, nameKey: name, investor }) => ({
    project: { key, code },
    words: wordsOf(name),
    investor: investors(investor),
  });
}

function wordsOf(name: string): Set<string> {
  return new Set(name.split(' '));
}

function entriesByWord(known: readonly KnownProject[], toEntry: ReturnType<typeof entryMaker>): Map<string, Entry[]> {
  // By key, so that the order of the files decides nothing.
  const entries = known
    .map((project) => toEntry({ ...project, nameKey: nameKey(project.name) }))
    .sort((a, b) => compare(a.project.key, b.project.key));
  const pairs = entries.flatMap((entry) => [...entry.words].map((word) => ({ word, entry })));
  return new Map(
    [...groupBy(pairs, ({ word }) => word)].map(([word, group]) => [word, group.map(({ entry }) => entry)]),
  );
}

/** The most known projects of one word that are worth knowing: the first by key. */
export const MOST_OF_A_WORD = MAX_COMPARED;

/**
 * Words of a name, by which the known projects worth comparing with it are found, rarest first. A name that reaches 60 of 100 shares
 * at least 3/7 of the reported words (2s >= 0,6(n + m) and m >= s), so it has one of the n - 3n/7 + 1 rarest: the others need not be
 * looked at.
 *
 * @param name a `nameKey`
 * @param frequencyOf how many known projects have the word
 */
export function rarestWords(name: string, frequencyOf: (word: string) => number): string[] {
  const words = [...wordsOf(name)];
  const needed = Math.ceil((3 * words.length) / 7);
  return words
    .map((word) => ({ word, frequency: frequencyOf(word) }))
    .sort((a, b) => a.frequency - b.frequency || compare(a.word, b.word))
    .slice(0, words.length - needed + 1)
    .map(({ word }) => word);
}

/** The best of the projects that `rarestWords` finds. @param found for each word, the projects that have it, by key */
export function suggestionsAmong(
  { name, code, investor }: ReportedName,
  found: readonly (readonly SuggestionEntry[])[],
): MatchCandidate[] {
  const reported = {
    code,
    investor: investor === null ? null : investorIdentity(investor),
    words: wordsOf(nameKey(name)),
  };
  return firstOf(found)
    .map((entry) => compareNames(entry, reported))
    .filter((candidate) => candidate.score >= MIN_SCORE)
    .sort((a, b) => b.score - a.score || compare(a.key, b.key))
    .slice(0, MAX_SUGGESTIONS);
}

function firstOf(found: readonly (readonly Entry[])[]): Entry[] {
  const first = new Map<string, Entry>();
  for (const entries of found) {
    for (const entry of entries) {
      if (first.size >= MAX_COMPARED) return [...first.values()];
      if (!first.has(entry.project.key)) first.set(entry.project.key, entry);
    }
  }
  return [...first.values()];
}

/** Dice coefficient of the words of both names, lowered by a contradicting investor or code. */
function compareNames(
  { project, words: others, investor }: Entry,
  reported: {
    readonly code: string | null;
    readonly investor: InvestorIdentity | null;
    readonly words: ReadonlySet<string>;
  },
): MatchCandidate {
  let shared = 0;
  for (const word of reported.words) if (others.has(word)) shared += 1;
  let score = Math.floor((200 * shared) / (reported.words.size + others.size));
  const reasons = [`tên trùng ${shared}/${Math.max(reported.words.size, others.size)} từ`];
  if (investor !== null && reported.investor !== null) {
    const same = investor.key === reported.investor.key;
    const succeeds = !same && isSuccession(investor, reported.investor);
    reasons.push(same ? 'cùng chủ đầu tư' : succeeds ? 'chủ đầu tư có thể là đơn vị kế tục' : 'khác chủ đầu tư');
    if (!same && !succeeds) score -= 10;
  }
  if (project.code !== null && reported.code !== null) {
    reasons.push(`khác mã dự án (${project.code} và ${reported.code})`);
    score -= 10;
  }
  return { key: project.key, score, reason: reasons.join('; ') };
}

/** Each name looked up once: the same few investors stand in thousands of lines. */
function rememberedInvestors(): (name: string | null) => InvestorIdentity | null {
  const known = new Map<string, InvestorIdentity>();
  return (name) => {
    if (name === null) return null;
    const investor = known.get(name) ?? investorIdentity(name);
    known.set(name, investor);
    return investor;
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
