import { readdirSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

/**
 * Runs the trials of a folder beside this file: every module that exports `run()` -> `{ name, figures, bars }`, where a bar is
 * `{ name, value, limit, holds }` and `holds: null` means that it could not be measured, with the reason.
 * Prints a table for people, or with `--json` one JSON document (an array of them without a name).
 * Exit 1 where a bar does not hold or a trial breaks, 2 for a name that is not there.
 */
export async function runTrials(folder) {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean' } } });
  const known = trialNames(folder);
  const unknown = positionals.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    console.error(`${folder}: no ${unknown.join(', ')}; there are ${known.join(', ')}`);
    return 2;
  }
  const results = [];
  for (const name of positionals.length > 0 ? positionals : known) {
    console.error(`${folder} ${name}…`);
    const { run } = await import(new URL(`./${folder}/${name}.mjs`, import.meta.url));
    const result = await run();
    results.push(result);
    if (!values.json) console.log(table(result));
  }
  if (values.json) console.log(JSON.stringify(positionals.length === 1 ? results[0] : results, null, 2));
  return results.some(({ bars }) => bars.some((bar) => bar.holds === false)) ? 1 : 0;
}

/** Helpers of the trials stand beside them and must not be loaded: some are programs of their own. */
function trialNames(folder) {
  const path = new URL(`./${folder}/`, import.meta.url);
  return readdirSync(path)
    .filter((file) => file.endsWith('.mjs'))
    .filter((file) => /^export (async )?function run\b/m.test(readFileSync(new URL(file, path), 'utf8')))
    .map((file) => file.slice(0, -'.mjs'.length))
    .sort();
}

function table({ name, figures, bars }) {
  const rows = [...flatten(figures), ...bars.map((bar) => [bar.name, barText(bar)])];
  const width = Math.max(...rows.map(([label]) => label.length));
  return [`\n${name}`, ...rows.map(([label, text]) => `  ${label.padEnd(width)}  ${text}`)].join('\n');
}

/** `{ a: { b: 1 } }` -> `[['a.b', '1']]`. */
function flatten(value, path = '') {
  if (value === null || typeof value !== 'object') return [[path, String(value)]];
  return Object.entries(value).flatMap(([key, inner]) => flatten(inner, path === '' ? key : `${path}.${key}`));
}

function barText({ value, limit, holds, reason }) {
  const verdict = holds === null ? `not measured: ${reason ?? 'no reason given'}` : holds ? 'holds' : 'DOES NOT HOLD';
  return `${value ?? '–'} (limit ${limit})  ${verdict}`;
}
