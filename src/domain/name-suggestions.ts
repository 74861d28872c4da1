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

interface Entry {
  readonly project: KnownProject;
  readonly words: ReadonlySet<string>;
  readonly investor: InvestorIdentity | null;
}

/**
 * Known projects whose names resemble a reported one, best first: at most three, each with its score and the reason in Vietnamese.
 * Nobody but a person makes a match of them. Costs grow with the lines, not with lines times projects.
 */
export function suggester(known: readonly KnownProject[]): (reported: ReportedProject) => readonly MatchCandidate[] {
  let index: Map<string, Entry[]> | null = null;
  const answers = new Map<string, readonly MatchCandidate[]>();
  const investors = rememberedInvestors();
  return (reported) => {
    index ??= entriesByWord(known, investors);
    const name = nameKey(reported.name);
    const question = JSON.stringify([name, reported.code, reported.investor]);
    const answer =
      answers.get(question) ?? suggestions(index, reported.code, investors(reported.investor), wordsOf(name));
    answers.set(question, answer);
    return answer;
  };
}

function wordsOf(name: string): Set<string> {
  return new Set(name.split(' '));
}

function entriesByWord(
  known: readonly KnownProject[],
  investors: ReturnType<typeof rememberedInvestors>,
): Map<string, Entry[]> {
  // By key, so that the order of the files decides nothing.
  const entries = known
    .map((project) => ({ project, words: wordsOf(nameKey(project.name)), investor: investors(project.investor) }))
    .sort((a, b) => compare(a.project.key, b.project.key));
  const pairs = entries.flatMap((entry) => [...entry.words].map((word) => ({ word, entry })));
  return new Map(
    [...groupBy(pairs, ({ word }) => word)].map(([word, group]) => [word, group.map(({ entry }) => entry)]),
  );
}

function suggestions(
  index: ReadonlyMap<string, readonly Entry[]>,
  code: string | null,
  investor: InvestorIdentity | null,
  words: ReadonlySet<string>,
): MatchCandidate[] {
  return worthComparing(index, words)
    .map((entry) => compareNames(entry, { code, investor, words }))
    .filter((candidate) => candidate.score >= MIN_SCORE)
    .sort((a, b) => b.score - a.score || compare(a.key, b.key))
    .slice(0, MAX_SUGGESTIONS);
}

/**
 * A name that reaches 60 of 100 shares at least 3/7 of the reported words (2s >= 0,6(n + m) and m >= s), so it has one of the
 * n - 3n/7 + 1 rarest: the others need not be looked at.
 */
function worthComparing(index: ReadonlyMap<string, readonly Entry[]>, words: ReadonlySet<string>): Entry[] {
  const posted = [...words]
    .map((word) => ({ word, entries: index.get(word) ?? [] }))
    .sort((a, b) => a.entries.length - b.entries.length || compare(a.word, b.word));
  const needed = Math.ceil((3 * words.size) / 7);
  const found = new Set<Entry>();
  for (const { entries } of posted.slice(0, words.size - needed + 1)) {
    for (const entry of entries) {
      if (found.size >= MAX_COMPARED) return [...found];
      found.add(entry);
    }
  }
  return [...found];
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
