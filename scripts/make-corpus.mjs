/**
 * Writes the workbooks of test/fixtures/workbooks anew, byte for byte the same (files that LibreOffice converts carry its day):
 *   node scripts/make-corpus.mjs            all of them
 *   node scripts/make-corpus.mjs l01 l12    those whose names begin so
 * Files converted by LibreOffice or openpyxl need `soffice` and `python3` with openpyxl. Tests never call this.
 */
import { corpusCode, root } from './corpus-code.mjs';

const { makeOk, makeNotOk } = await corpusCode('make');
const wanted = process.argv.slice(2);
const only = (name) => wanted.length === 0 || wanted.some((start) => name.startsWith(start));
const made = [
  ...(await makeOk(`${root}test/fixtures/workbooks/ok`, only)),
  ...(await makeNotOk(`${root}test/fixtures/workbooks/not-ok`, only)),
];
console.log(`${made.length} workbooks written to test/fixtures/workbooks`);
