import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('../../fixtures/workbooks/', import.meta.url));

/** Names of the workbooks of one half of the corpus, without ending. */
export function corpusNames(half: 'ok' | 'not-ok'): string[] {
  return readdirSync(`${FOLDER}${half}`)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort();
}

export function corpusBytes(half: 'ok' | 'not-ok', file: string): Buffer {
  return readFileSync(`${FOLDER}${half}/${file}`);
}

export function corpusTruth<T>(half: 'ok' | 'not-ok', name: string): T {
  return JSON.parse(readFileSync(`${FOLDER}${half}/${name}.json`, 'utf8')) as T;
}
