import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { sample } from './support/cli.js';

const CLI = fileURLToPath(new URL('../../dist/src/cli.js', import.meta.url));

describe('a reader that has seen enough', () => {
  it('ends the printing without a word, and the command as if all had been read', async () => {
    const child = spawn(process.execPath, [CLI, 'cells', sample('ke-hoach-von-2025'), '--json']);
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    // more than a pipe holds is to be printed, so that the rest meets a closed pipe
    child.stdout.once('data', () => child.stdout.destroy());
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect({ code, said }).toEqual({ code: 0, said: '' });
  });
});
