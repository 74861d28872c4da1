import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { request } from 'node:http';
import { readSettings, SettingsError } from '../../src/config/settings.js';
import { startService } from '../../src/service.js';
import { jsonOf, testServer, type TestServer } from '../support/server.js';

interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
}

describe('the edge of the service', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await testServer();
  });

  afterAll(() => server.close());

  it.each([
    ['/api/v1/nothing', 404, 'resource.notFound'],
    ['/api/v1/imports/none', 404, 'import.notFound'],
    ['/api/v1/projects/00000000-0000-0000-0000-000000000000', 404, 'project.notFound'],
    ['/api/v1/review-rounds/x/recall-list.xlsx', 404, 'round.notFound'],
    ['/api/v1/projects?asOf=2025-02-30', 400, 'request.malformed'],
    ['/api/v1/projects?knownAt=2025-02-03', 400, 'request.malformed'],
    ['/api/v1/projects?knownAt=2999-01-01T00:00:00Z', 400, 'knownAt.future'],
    ['/api/v1/projects?cursor=abc', 400, 'cursor.unknown'],
    ['/api/v1/projects?unknown=1', 400, 'request.malformed'],
    ['/api/v1/changes?after=x', 400, 'request.malformed'],
  ])('answers %s with problem %i %s', async (path, status, code) => {
    const response = await server.get(path);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await jsonOf<Problem>(response)).toMatchObject({ status, code, type: 'about:blank' });
  });

  it('speaks Vietnamese, or English where that is preferred', async () => {
    const vi = await jsonOf<Problem>(server.get('/api/v1/imports/none'));
    expect(vi.detail).toBe('Không có lượt nạp none.');
    const en = await jsonOf<Problem>(server.get('/api/v1/imports/none', { 'accept-language': 'en-GB, vi;q=0.5' }));
    expect(en.detail).toBe('There is no import none.');
  });

  it.each([
    [{ origin: 'http://evil.example' }, 'origin.foreign'],
    [{ 'sec-fetch-site': 'cross-site' }, 'origin.foreign'],
    [{ origin: 'null' }, 'origin.foreign'],
  ])('refuses a POST from another site (%o)', async (headers, code) => {
    const response = await server.post('/api/v1/review-rounds', { ruleCode: '161-2025-1' }, headers);
    expect(response.status).toBe(403);
    expect(await jsonOf<Problem>(response)).toMatchObject({ code });
  });

  it('refuses a name that was pointed to this machine', async () => {
    const { port } = new URL(server.url);
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const asked = request({ host: '127.0.0.1', port, path: '/api/v1/projects', headers: { host: 'evil.example' } });
      asked.on('response', (response) => resolve(response.resume().statusCode)).on('error', reject);
      asked.end();
    });
    expect(status).toBe(421);
  });

  it('takes a workbook only as a form with one file of bearable size', async () => {
    const code = async (response: Promise<Response>): Promise<string> => (await jsonOf<Problem>(response)).code;
    expect(await code(server.post('/api/v1/imports', { file: 'x' }))).toBe('upload.notMultipart');
    expect(await code(server.upload('trong.xlsx', new Uint8Array()))).toBe('upload.empty');
    const form = new FormData();
    form.set('planYear', '2025');
    expect(await code(fetch(`${server.url}/api/v1/imports`, { method: 'POST', body: form }))).toBe('upload.noFile');
    expect(await code(server.upload('lon.xlsx', new Uint8Array(33 * 1024 * 1024)))).toBe('upload.tooLarge');
    expect(await code(server.upload('a.xlsx', Buffer.from('x'), { planYear: 'năm nay' }))).toBe('request.malformed');
    expect(await code(server.upload('a.xlsx', Buffer.from('x'), { other: '1' }))).toBe('request.malformed');
  });

  it('serves OpenAPI 3.1 with every resource of the contract', async () => {
    const document = await jsonOf<{ openapi: string; paths: Record<string, object> }>(server.get('/api/openapi.json'));
    expect(document.openapi).toMatch(/^3\.1/);
    for (const path of [
      '/imports',
      '/imports/{id}/commit',
      '/projects/{id}/timeline',
      '/review-rounds/{id}/recall-list.xlsx',
    ]) {
      expect(Object.keys(document.paths)).toContain(`/api/v1${path}`);
    }
  });

  it('sends strict security headers', async () => {
    const { headers } = await server.get('/health/live');
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
    expect(headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect((await server.get('/health/ready')).status).toBe(200);
  });

  it('says that a port is in use', async () => {
    const settings = readSettings({}, { port: Number(new URL(server.url).port), databaseUrl: server.databaseUrl });
    await expect(startService(settings)).rejects.toThrow(/đang có chương trình khác dùng/);
  });

  it('listens on loopback alone, and reads settings strictly', () => {
    expect(() => readSettings({ HOST: '0.0.0.0' })).toThrow(SettingsError);
    expect(() => readSettings({ PORT: 'abc' })).toThrow(/PORT/);
    expect(() => readSettings({ DATABASE_URL: 'mysql://x' })).toThrow(/DATABASE_URL/);
    expect(readSettings({ PORT: '', HOST: ' ' })).toMatchObject({ port: 8161, host: '127.0.0.1', databaseUrl: null });
  });
});
