import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** The compiled program that `npm test` has built; another build's folder can be named by `BUILT`. */
const CLI = join(ROOT, process.env.BUILT ?? 'dist', 'src', 'cli.js');

export interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly said: string;
}

/** Runs the program as a person does from a shell; `cwd` is the checkout where it is not told, `env` what the shell sets besides. */
export function giaiNgan(args: readonly string[], cwd = ROOT, env: Record<string, string> = {}): Promise<Outcome> {
  if (!existsSync(CLI)) throw new Error(`${CLI} is missing: run the tests by npm test, or npm run build first`);
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CLI, ...args], {
      ...{ cwd, env: { ...process.env, ...env } },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, said }));
  });
}

/** Path of a fixture, from the checkout. */
export function fixture(...parts: string[]): string {
  return join(ROOT, 'test', 'fixtures', ...parts);
}

export function sample(name: string): string {
  return fixture('samples', `${name}.xlsx`);
}
