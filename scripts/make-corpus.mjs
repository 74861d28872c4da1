/**
 * Writes the workbooks of test/fixtures/workbooks anew, byte for byte the same on every run:
 *   node scripts/make-corpus.mjs            all of them
 *   node scripts/make-corpus.mjs l01 l12    those whose names begin so
 * Workbooks re-saved by LibreOffice or openpyxl need `soffice` and `python3` with openpyxl. Tests never call this.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const compiled = `${root}node_modules/.cache/corpus/`;
mkdirSync(compiled, { recursive: true });
writeFileSync(`${compiled}package.json`, '{ "type": "module" }\n');
const options =
  '--ignoreConfig --target es2022 --module nodenext --moduleResolution nodenext --skipLibCheck --types node --noCheck'.split(
    ' ',
  );
execFileSync(
  process.execPath,
  [
    `${root}node_modules/typescript/bin/tsc`,
    `${root}test/support/corpus/make.ts`,
    ...options,
    '--rootDir',
    root,
    '--outDir',
    compiled,
  ],
  { stdio: 'inherit' },
);

const { makeOk } = await import(pathToFileURL(`${compiled}test/support/corpus/make.js`).href);
const wanted = process.argv.slice(2);
const only = (name) => wanted.length === 0 || wanted.some((start) => name.startsWith(start));
const made = await makeOk(`${root}test/fixtures/workbooks/ok`, only);
console.log(`${made.length} workbooks written to test/fixtures/workbooks`);
