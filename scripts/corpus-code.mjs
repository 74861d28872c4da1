import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Compiles a module of test/support/corpus with all that it imports and loads it. */
export async function corpusCode(module) {
  const compiled = `${root}node_modules/.cache/corpus/`;
  mkdirSync(compiled, { recursive: true });
  writeFileSync(`${compiled}package.json`, '{ "type": "module" }\n');
  const entry = `test/support/corpus/${module}`;
  const options =
    '--ignoreConfig --noCheck --target es2022 --module nodenext --moduleResolution nodenext --skipLibCheck --types node';
  execFileSync(
    process.execPath,
    [
      `${root}node_modules/typescript/bin/tsc`,
      `${root}${entry}.ts`,
      ...options.split(' '),
      '--rootDir',
      root,
      '--outDir',
      compiled,
    ],
    { stdio: 'inherit' },
  );
  return import(pathToFileURL(`${compiled}${entry}.js`).href);
}
