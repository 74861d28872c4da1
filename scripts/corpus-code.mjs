import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Compiles a module of test/support/corpus with all that it imports and loads it. */
export async function corpusCode(module) {
  const [loaded] = await compiledCode('corpus', [`test/support/corpus/${module}`]);
  return loaded;
}

/** Compiles TypeScript files (paths without the ending) with all that they import into a cache of their own, and loads them. */
export async function compiledCode(cache, entries) {
  const compiled = `${root}node_modules/.cache/${cache}/`;
  mkdirSync(compiled, { recursive: true });
  writeFileSync(`${compiled}package.json`, '{ "type": "module" }\n');
  const options =
    '--ignoreConfig --noCheck --target es2022 --module nodenext --moduleResolution nodenext --skipLibCheck --types node --experimentalDecorators --emitDecoratorMetadata --useDefineForClassFields false';
  execFileSync(
    process.execPath,
    [
      `${root}node_modules/typescript/bin/tsc`,
      ...entries.map((entry) => `${root}${entry}.ts`),
      ...options.split(' '),
      '--rootDir',
      root,
      '--outDir',
      compiled,
    ],
    { stdio: 'inherit' },
  );
  return Promise.all(entries.map((entry) => import(pathToFileURL(`${compiled}${entry}.js`).href)));
}
