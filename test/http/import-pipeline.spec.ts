import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { readSettings } from '../../src/config/settings.js';
import { startService } from '../../src/service.js';
import { connectTo } from '../support/database.js';
import { largePlan } from '../support/large-plan.js';
import { jsonOf, SAMPLES, testServer, type TestServer } from '../support/server.js';

interface ImportDocument {
  id: string;
  state: string;
  failedReason: string | null;
  progress: { phase: string; done: number; total: number } | null;
}

const PLAN = 'ke-hoach-von-2025.xlsx';
const JUNE = 'giai-ngan-2025-06-30.xlsx';

describe('the pipeline of imports', () => {
  let server: TestServer;
  let database: DataSource;

  beforeAll(async () => {
    server = await testServer();
    database = await connectTo(server.databaseUrl);
  });

  afterAll(async () => {
    await database.destroy();
    await server.close();
  });

  async function count(sql: string, parameters: unknown[] = []): Promise<number> {
    const [row] = await database.query<{ n: number }[]>(`select count(*)::integer as n from ${sql}`, parameters);
    return row?.n ?? -1;
  }

  function find(id: string): Promise<ImportDocument> {
    return jsonOf<ImportDocument>(server.get(`/api/v1/imports/${id}`));
  }

  async function untilState(id: string, states: readonly string[]): Promise<ImportDocument> {
    for (const end = Date.now() + 45_000; Date.now() < end; await wait(100)) {
      const found = await find(id);
      if (states.includes(found.state)) return found;
    }
    throw new Error(`import ${id} is ${(await find(id)).state}, not ${states.join(' or ')}`);
  }

  function uploadAsync(bytes: Uint8Array, headers: Record<string, string> = {}): Promise<Response> {
    return uploadTo(server.url, bytes, { prefer: 'respond-async', ...headers });
  }

  it('makes one import and one effect of fifty uploads of one file at one time', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => server.uploadSample(PLAN)));
    const imports = await Promise.all(answers.map((answer) => jsonOf<ImportDocument>(answer)));
    expect(new Set(imports.map(({ id }) => id)).size).toBe(1);
    const id = imports[0]?.id ?? '';
    await untilState(id, ['checked']);
    const commits = await Promise.all(Array.from({ length: 50 }, () => server.post(`/api/v1/imports/${id}/commit`)));
    expect(new Set(commits.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await count('import')).toBe(1);
    expect(await count('project')).toBe(420);
    expect(await count(`change where kind = 'import.committed'`)).toBe(1);
  });

  it('tells the steps of an import in the feed, each once and in order', async () => {
    const { data } = await jsonOf<{ data: { kind: string }[] }>(server.get('/api/v1/changes?limit=500'));
    expect(data.map(({ kind }) => kind)).toEqual([
      ...['import.received', 'import.read', 'import.mapped', 'import.checked', 'import.committed'],
    ]);
  });

  it('answers at once where the caller prefers it, with the address to ask', async () => {
    const answer = await uploadAsync(readFileSync(SAMPLES + JUNE));
    expect(answer.status).toBe(202);
    const received = await jsonOf<ImportDocument>(answer);
    expect(answer.headers.get('location')).toBe(`/api/v1/imports/${received.id}`);
    expect(received).toMatchObject({ state: expect.stringMatching(/^(received|read|mapped)$/) as unknown });
    expect(received.progress).not.toBeNull();
    const checked = await untilState(received.id, ['checked']);
    expect(checked.progress).toBeNull();
    expect((await server.post(`/api/v1/imports/${received.id}/cancel`)).status).toBe(200);
  });

  it('gives a key its first answer again, and refuses it for another request', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const bytes = readFileSync(SAMPLES + JUNE);
    const answers = await Promise.all(Array.from({ length: 8 }, () => uploadTo(server.url, bytes, key)));
    const bodies = await Promise.all(answers.map((answer) => answer.text()));
    expect(new Set(answers.map(({ status }) => status)).size).toBe(1);
    expect(new Set(bodies).size).toBe(1);
    expect(answers.filter(({ headers }) => headers.get('idempotency-replayed') === 'true')).toHaveLength(7);
    const { id } = JSON.parse(bodies[0] ?? '') as ImportDocument;
    await untilState(id, ['checked']);
    await server.post(`/api/v1/imports/${id}/cancel`);
    const replayed = await uploadTo(server.url, bytes, key);
    expect(await replayed.text()).toBe(bodies[0]);
    const other = await uploadTo(server.url, readFileSync(SAMPLES + PLAN), key);
    expect(other.status).toBe(422);
    expect(await jsonOf<object>(other)).toMatchObject({ code: 'idempotency.otherRequest' });
  });

  it('frees the key of a refused request, and never repeats an effect whose answer was lost', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const path = `/api/v1/imports/${randomUUID()}/commit`;
    expect((await server.post(path, {}, headers)).status).toBe(404);
    expect(await count('idempotency_key where key = $1', [headers['idempotency-key']])).toBe(0);
    expect(
      (await server.post(path, {}, { 'idempotency-key': 'có dấu'.normalize('NFD').replace(/\P{ASCII}/gu, ' ') }))
        .status,
    ).toBe(400);

    const rounds = { 'idempotency-key': randomUUID() };
    const body = { ruleCode: '161-2025-1' };
    const opened = await server.post('/api/v1/review-rounds', body, rounds);
    expect(opened.status).toBe(201);
    await database.query(
      `update idempotency_key set status = null, headers = null, body = null, claimed_until = now() - interval '1 s'
        where key = $1 and applied`,
      [rounds['idempotency-key']],
    );
    const again = await server.post('/api/v1/review-rounds', body, rounds);
    expect([again.status, await jsonOf<object>(again)]).toEqual([
      409,
      expect.objectContaining({ code: 'idempotency.interrupted' }),
    ]);
  });

  it('gives an import up while it is being read, and is free for the next', async () => {
    const received = await jsonOf<ImportDocument>(uploadAsync(await largePlan(20_000)));
    await wait(300);
    const cancelled = await server.post(`/api/v1/imports/${received.id}/cancel`);
    expect(await jsonOf<object>(cancelled)).toMatchObject({ state: 'cancelled', progress: null });
    expect(await count('import_job')).toBe(0);
    expect(await count('import_line where import_id = $1', [received.id])).toBe(0);
    expect((await find(received.id)).state).toBe('cancelled');
  });

  it('takes up the job of a worker that was not heard of for thirty seconds, and of no other', async () => {
    const lost = await heldImport('31 seconds', 1);
    const alive = await heldImport('5 seconds', 1);
    await untilState(lost, ['checked']);
    expect((await find(alive)).state).toBe('received');
    await server.post(`/api/v1/imports/${alive}/cancel`);
  });

  it('gives up after three attempts, says so, and tries again when asked', async () => {
    const id = await heldImport('31 seconds', 3);
    const failed = await untilState(id, ['failed']);
    expect(failed.failedReason).toMatch(/^Chương trình đã đọc và kiểm tra tệp này 3 lần .* kèm mã [0-9a-f]{8}\.$/);
    expect(await jsonOf<object>(server.post(`/api/v1/imports/${id}/commit`))).toMatchObject({ code: 'import.failed' });
    const page = await (await server.get(`/nhap-lieu/${id}`)).text();
    expect(page).toContain('Thử lại');
    expect(page).not.toContain('Không có lỗi hay cảnh báo nào');
    const again = await jsonOf<ImportDocument>(server.post(`/api/v1/imports/${id}/retry`));
    expect(again).toMatchObject({ state: 'checked', failedReason: null });
    expect(await jsonOf<object>(server.post(`/api/v1/imports/${id}/retry`))).toMatchObject({
      code: 'import.notFailed',
    });
  });

  it('hands its jobs back when it ends in order, and another process goes on', async () => {
    const settings = { port: 0, databaseUrl: server.databaseUrl, databasePoolSize: 5, logLevel: 'error' } as const;
    const other = await startService(readSettings({}, settings));
    const held = await heldImport('0 seconds', 1);
    const ours = await jsonOf<ImportDocument>(uploadTo(other.url, await largePlan(2_000), { prefer: 'respond-async' }));
    await wait(300);
    await other.close();
    expect(await count(`import_job where import_id = $1 and attempts > 1`, [ours.id])).toBe(0);
    await untilState(ours.id, ['checked']);
    await server.post(`/api/v1/imports/${held}/cancel`);
  });

  it('reverses an import that an issued list rests on for an approver alone, and flags the list', async () => {
    const june = await jsonOf<ImportDocument>(server.uploadSample(JUNE));
    await server.post(`/api/v1/imports/${june.id}/commit`);
    const round = await jsonOf<{ id: string }>(
      server.post('/api/v1/review-rounds', { ruleCode: '161-2025-1', complete: true }),
    );
    await database.transaction(async (manager) => {
      // The steps from draft to issued are another spec's; here only the word counts.
      await manager.query('set local session_replication_role = replica');
      await manager.query(`update review_round set state = 'issued' where id = $1`, [round.id]);
    });
    const refused = await server.post(`/api/v1/imports/${june.id}/reverse`, { reason: 'Nhầm tháng' });
    expect([refused.status, await jsonOf<{ code: string; detail: string }>(refused)]).toEqual([
      409,
      expect.objectContaining({
        code: 'import.issuedListRests',
        detail: expect.stringContaining('người phê duyệt') as unknown,
      }),
    ]);
    const approved = { reason: 'Nhầm tháng', approvedBy: 'Nguyễn Văn A, Phó Giám đốc Sở' };
    const reversed = await server.post(`/api/v1/imports/${june.id}/reverse`, approved);
    expect(await jsonOf<object>(reversed)).toMatchObject({
      ...{ state: 'reversed', reversalReason: 'Nhầm tháng', reversalApprovedBy: approved.approvedBy },
    });
    expect(await count('review_round_flag where round_id = $1 and import_id = $2', [round.id, june.id])).toBe(1);
    // the same bytes may stand under another name in the books of the cases before
    const { file } = await jsonOf<{ file: string }>(server.get(`/api/v1/imports/${june.id}`));
    const basis = { importId: june.id, file, approvedBy: approved.approvedBy, reason: 'Nhầm tháng' };
    expect(await jsonOf<object>(server.get(`/api/v1/review-rounds/${round.id}`))).toMatchObject({
      reversedBases: [basis],
    });
    const page = await (await server.get(`/dot-ra-soat/${round.id}`)).text();
    expect(page).toContain('Danh sách đã ban hành dựa trên lượt nạp đã thu hồi');
    expect(page).toContain(`<a href="/nhap-lieu/${june.id}">${file}</a>: thu hồi lúc`);
    expect(page).toContain(`người phê duyệt ${approved.approvedBy}. Lý do: Nhầm tháng.`);
    const own = await (await server.get(`/nhap-lieu/${june.id}`)).text();
    expect(own).toContain(`Người phê duyệt: ${approved.approvedBy}.`);
    const list = await (await server.get('/dot-ra-soat')).text();
    expect(list.match(/Có lượt nạp đã thu hồi/g)).toHaveLength(1);
    await expect(database.query('delete from review_round_flag')).rejects.toThrow(/append-only/);
  });

  /** An import in state received whose worker was last heard of so long ago. */
  async function heldImport(silence: string, attempts: number): Promise<string> {
    const id = randomUUID();
    const bytes = Buffer.concat([readFileSync(SAMPLES + JUNE)]);
    await database.query(
      `with kept as (
         insert into import (id, file, sha256, size_bytes, original, plan_year, state, stated, total_vnd, unmatched_vnd,
                             counts, tables, received_at)
         values ($1, 'a.xlsx', $2, $3, $4, 2025, 'received', '{"kind":null,"asOf":null,"origin":null}', 0, 0, '{}', '[]', now())
         returning id)
       insert into import_job (import_id, phase, done, total, attempts, worker, heartbeat_at, queued_at)
       select id, 'read', 0, 0, $5, gen_random_uuid(), now() - $6::interval, now() from kept`,
      [id, createHash('sha256').update(bytes).digest('hex'), bytes.length, bytes, attempts, silence],
    );
    return id;
  }
});

function uploadTo(url: string, bytes: Uint8Array, headers: Record<string, string> = {}): Promise<Response> {
  const form = new FormData();
  form.set('planYear', '2025');
  form.set('file', new Blob([new Uint8Array(bytes)]), 'bang.xlsx');
  return fetch(`${url}/api/v1/imports`, { method: 'POST', body: form, headers });
}
