import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { readSettings } from '../../src/config/settings.js';
import { startService, type RunningService } from '../../src/service.js';
import { testDatabase } from './database.js';

export const SAMPLES = fileURLToPath(new URL('../fixtures/samples/', import.meta.url));

export interface TestServer extends RunningService {
  readonly databaseUrl: string;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  post(path: string, body?: object, headers?: Record<string, string>): Promise<Response>;
  /** hands a file in; `fields` beside `planYear: 2025` */
  upload(file: string, bytes: Uint8Array, fields?: Record<string, string>): Promise<Response>;
  uploadSample(file: string, fields?: Record<string, string>): Promise<Response>;
}

/** The whole service on a database of its own, listening on a free port; `close` drops the database. */
export async function testServer(): Promise<TestServer> {
  const database = await testDatabase();
  const settings = readSettings({}, { port: 0, databaseUrl: database.url, databasePoolSize: 5, logLevel: 'error' });
  const service = await startService(settings);
  const { url } = service;
  const upload = (file: string, bytes: Uint8Array, fields: Record<string, string> = {}): Promise<Response> => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ planYear: '2025', ...fields })) form.set(name, value);
    form.set('file', new Blob([new Uint8Array(bytes)]), file);
    return fetch(`${url}/api/v1/imports`, { method: 'POST', body: form });
  };
  return {
    ...service,
    databaseUrl: database.url,
    get: (path, headers = {}) => fetch(url + path, { headers, redirect: 'manual' }),
    post: (path, body, headers = {}) =>
      fetch(url + path, {
        method: 'POST',
        headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        redirect: 'manual',
      }),
    upload,
    uploadSample: async (file, fields) => upload(file, await readFile(SAMPLES + file), fields),
    close: async () => {
      await service.close();
      await database.drop();
    },
  };
}

export async function jsonOf<T>(response: Response | Promise<Response>): Promise<T> {
  return (await (await response).json()) as T;
}
