import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { setTimeout as wait } from 'node:timers/promises';

const MAIN = fileURLToPath(new URL('../../dist/src/main.js', import.meta.url));

/** The service as a process of its own, to be killed; `url` is where it answers. */
export async function startServer(databaseUrl) {
  const child = spawn(process.execPath, [MAIN], {
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      DATABASE_URL: databaseUrl,
      IMPORT_LEASE_SECONDS: '2',
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (text) => (said = (said + text).slice(-4_000)));
  const url = await new Promise((resolve, reject) => {
    child.stdout.on('data', (text) => {
      const found = /http:\/\/\S+/.exec(String(text));
      if (found !== null) resolve(found[0]);
    });
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  return {
    url,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    said: () => said,
    end: async (signal) => {
      child.kill(signal);
      await ended;
    },
  };
}

/** Status and document of an answer; status 0 where the connection broke. */
export async function ask(url, path, options = {}) {
  try {
    const response = await fetch(url + path, { signal: AbortSignal.timeout(60_000), ...options });
    return { status: response.status, body: await response.json().catch(() => null) };
  } catch {
    return { status: 0, body: null };
  }
}

export function upload(url, bytes, key) {
  const form = new FormData();
  form.set('planYear', '2025');
  form.set('file', new Blob([bytes]), 'ke-hoach.xlsx');
  return ask(url, '/api/v1/imports', { method: 'POST', body: form, headers: { 'idempotency-key': `${key}-upload` } });
}

export function commit(url, id, key) {
  return ask(url, `/api/v1/imports/${id}/commit`, { method: 'POST', headers: { 'idempotency-key': `${key}-commit` } });
}

/** Asks again while the answer is that of a broken or busy service; the last answer after `milliseconds`. */
export async function until(work, isGood, milliseconds) {
  const start = Date.now();
  for (;;) {
    const answer = await work();
    if (isGood(answer) || Date.now() - start > milliseconds) return { answer, milliseconds: Date.now() - start };
    await wait(100);
  }
}
