import type { EntityManager } from 'typeorm';
import type { MatchCandidate, ReportedName } from '../domain/matching.js';
import { MOST_OF_A_WORD } from '../domain/name-suggestions.js';
import { storableJson } from '../database/storable-text.js';
import { LATEST } from '../projects/known-facts.js';
import { IS_KNOWN, latestNames } from '../projects/known-projects.repository.js';

/** What lines without a project say, and which lines. */
export interface Question extends ReportedName {
  readonly nameKey: string;
  readonly ordinals: readonly number[];
}

/** Makes the temporary table `unmatched_name`: what the lines of an import that match no project say. Gives how many names there are. */
export async function unmatchedNames(manager: EntityManager, importId: string, withUncoded: boolean): Promise<number> {
  await manager.query('drop table if exists pg_temp.unmatched_name');
  await manager.query(
    `create temp table unmatched_name (place integer not null, code text, name text not null, name_key text not null, investor text,
       ordinals integer[] not null) on commit drop`,
  );
  const [row] = await manager.query<{ n: number }[]>(
    `with kept as (
       insert into unmatched_name
       select min(ordinal), code, name, name_key, investor, array_agg(ordinal)
         from import_line
        where import_id = $1 and has_facts and project_id is null and (code is not null or $2)
        group by code, name, name_key, investor
       returning 1
     ) select count(*)::integer as n from kept`,
    [importId, withUncoded],
  );
  return row?.n ?? 0;
}

/** True where the books have a project. */
export async function hasProjects(manager: EntityManager): Promise<boolean> {
  const [row] = await manager.query<{ found: boolean }[]>('select exists (select 1 from project_version) as found');
  return row?.found === true;
}

/**
 * Makes the temporary tables `known_name`, `known_word` and `word_frequency` of the projects of the books. They stand until the
 * transaction ends.
 */
export async function indexWords(manager: EntityManager): Promise<void> {
  await manager.query('drop table if exists pg_temp.known_name, pg_temp.known_word, pg_temp.word_frequency');
  await manager.query(
    'create temp table known_name (key uuid not null, code text, name_key text not null, investor text) on commit drop',
  );
  await manager.query(
    `insert into known_name
     select project.id, project.code, latest.name_key, investor.name
       from project
       join (${latestNames()}) latest on latest.project_id = project.id
       left join investor on investor.id = latest.investor_id
      where ${IS_KNOWN} and project.id not in (select project_id from merged_projects(${LATEST}))`,
  );
  await manager.query('create temp table known_word (word text not null, key uuid not null) on commit drop');
  await manager.query(
    'create temp table word_frequency (word text not null, frequency integer not null) on commit drop',
  );
  await manager.query(
    `insert into known_word
     select distinct word, key from known_name, unnest(string_to_array(name_key, ' ')) as word
      where word in (select unnest(string_to_array(name_key, ' ')) from unmatched_name)`,
  );
  await manager.query('insert into word_frequency select word, count(*) from known_word group by word');
  await manager.query('create index ix_known_word on known_word (word, key)');
  await manager.query('create index ix_known_name_key on known_name (key)');
  await manager.query('create index ix_word_frequency_word on word_frequency (word)');
  await manager.query('analyze known_word, known_name, word_frequency');
}

const QUESTIONS_A_PAGE = 200;

export async function* questions(manager: EntityManager): AsyncGenerator<Question[]> {
  for (let after = -1; ;) {
    const page = await manager.query<(Question & { readonly place: number })[]>(
      `select place, code, name, name_key as "nameKey", investor, ordinals
         from unmatched_name where place > $1 order by place limit ${QUESTIONS_A_PAGE}`,
      [after],
    );
    if (page.length === 0) return;
    yield page;
    after = page.at(-1)?.place ?? after;
  }
}

export async function frequencies(manager: EntityManager, words: readonly string[]): Promise<Map<string, number>> {
  const rows = await manager.query<{ word: string; frequency: number }[]>(
    'select word, frequency from word_frequency where word = any($1)',
    [words],
  );
  return new Map(rows.map(({ word, frequency }) => [word, frequency]));
}

interface KnownName {
  readonly key: string;
  readonly code: string | null;
  readonly nameKey: string;
  readonly investor: string | null;
}

/** The first projects by key that have a word. */
export async function projectsWith(manager: EntityManager, word: string): Promise<KnownName[]> {
  return manager.query<KnownName[]>(
    `select known.key, known.code, known.name_key as "nameKey", known.investor
       from (select key from known_word where word = $1 order by key limit ${MOST_OF_A_WORD}) having_word
       join known_name known using (key) order by known.key`,
    [word],
  );
}

export async function keepSuggestions(
  manager: EntityManager,
  importId: string,
  answers: readonly { readonly ordinals: readonly number[]; readonly candidates: readonly MatchCandidate[] }[],
): Promise<void> {
  await manager.query(
    `update import_line line set candidates = kept.candidates
       from jsonb_to_recordset($2::jsonb) as kept (ordinals integer[], candidates jsonb)
            cross join unnest(kept.ordinals) as own (ordinal)
      where line.import_id = $1 and line.ordinal = own.ordinal and line.candidates <> kept.candidates`,
    [importId, storableJson(answers)],
  );
}

/** Where there is nothing to suggest. */
export async function forgetSuggestions(manager: EntityManager, importId: string): Promise<void> {
  await manager.query(`update import_line set candidates = '[]' where import_id = $1 and candidates <> '[]'`, [
    importId,
  ]);
}
