import { setImmediate as breathe } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import type { MatchCandidate } from '../domain/matching.js';
import { entryMaker, rarestWords, suggestionsAmong, type SuggestionEntry } from '../domain/name-suggestions.js';
import type { ImportKind } from './imports.types.js';
import { isPlan } from './match-staged-lines.js';
import * as repository from './suggestions.repository.js';
import type { Question } from './suggestions.repository.js';

/** names compared with others before other work has its turn */
const NAMES_AT_A_TIME = 10;
/** words whose projects are kept at hand */
const WORDS_AT_HAND = 2_000;

/**
 * Suggests projects for the lines that match none, as matching does over the whole of the books: the words of the names stand in the
 * database, and only the projects worth comparing come here. Lines without a code of a plan make a project, so nothing is suggested.
 */
export async function suggestProjects(manager: EntityManager, importId: string, kind: ImportKind): Promise<void> {
  if (!(await repository.hasProjects(manager))) return repository.forgetSuggestions(manager, importId);
  const unmatched = await repository.unmatchedNames(manager, importId, !isPlan(kind));
  if (unmatched === 0) return;
  await repository.indexWords(manager);
  const words = new WordsAtHand(manager);
  for await (const questions of repository.questions(manager)) {
    const answers: { readonly ordinals: readonly number[]; readonly candidates: readonly MatchCandidate[] }[] = [];
    await words.lookUp(questions);
    for (const [index, question] of questions.entries()) {
      if (index % NAMES_AT_A_TIME === 0) await breathe();
      answers.push({ ordinals: question.ordinals, candidates: words.suggest(question) });
    }
    await repository.keepSuggestions(manager, importId, answers);
  }
}

/** Words of the books with the projects that have them, as far as they are needed. */
class WordsAtHand {
  private readonly frequencies = new Map<string, number>();
  private readonly projects = new Map<string, readonly SuggestionEntry[]>();
  private readonly toEntry = entryMaker();

  constructor(private readonly manager: EntityManager) {}

  async lookUp(questions: readonly Question[]): Promise<void> {
    if (this.projects.size > WORDS_AT_HAND) this.projects.clear();
    const unknown = distinct(questions.flatMap(({ nameKey }) => nameKey.split(' '))).filter(
      (word) => !this.frequencies.has(word),
    );
    const found = await repository.frequencies(this.manager, unknown);
    for (const word of unknown) this.frequencies.set(word, found.get(word) ?? 0);
    const wanted = distinct(questions.flatMap((question) => this.wordsOf(question)));
    for (const word of wanted.filter((item) => !this.projects.has(item))) {
      const known = await repository.projectsWith(this.manager, word);
      this.projects.set(word, known.map(this.toEntry));
    }
  }

  suggest(question: Question): MatchCandidate[] {
    const found = this.wordsOf(question).map((word) => this.projects.get(word) ?? []);
    return suggestionsAmong(question, found);
  }

  private wordsOf({ nameKey }: Question): string[] {
    return rarestWords(nameKey, (word) => this.frequencies.get(word) ?? 0);
  }
}

function distinct(words: readonly string[]): string[] {
  return [...new Set(words)];
}
