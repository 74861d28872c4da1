import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { DataSource } from 'typeorm';
import { connectTo } from '../support/database.js';
import { jsonOf, SAMPLES, testServer, type TestServer } from '../support/server.js';

interface ImportDocument {
  id: string;
  state: string;
  file: string;
  totalVnd: number;
  counts: { errors: number; unmatchedLines: number; projectLines: number };
}

interface Problem {
  status: number;
  code: string;
  detail: string;
}

const PLAN = 'ke-hoach-von-2025.xlsx';
const JUNE = 'giai-ngan-2025-06-30.xlsx';
const BOOKS = ['project', 'project_version', 'capital_plan_entry', 'disbursement_snapshot', 'capital_demand'];

describe('imports', () => {
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

  async function books(): Promise<number[]> {
    const rows: { n: number }[] = [];
    for (const table of BOOKS) {
      rows.push(...(await database.query<{ n: number }[]>(`select count(*)::integer as n from ${table}`)));
    }
    return rows.map(({ n }) => n);
  }

  async function planTotal(knownAt?: string): Promise<number> {
    const known = knownAt === undefined ? '' : `&knownAt=${encodeURIComponent(knownAt)}`;
    const list = await jsonOf<{ data: { planVnd: number }[] }>(
      server.get(`/api/v1/projects?planYear=2025&asOf=2025-12-31&limit=500${known}`),
    );
    return list.data.reduce((sum, { planVnd }) => sum + planVnd, 0);
  }

  it.each([
    ['no workbook', Buffer.from('not a workbook at all')],
    ['a broken archive', Buffer.from('PK\u0003\u0004 broken')],
  ])('keeps %s as rejected, tells why, and writes nothing into the books', async (_name, bytes) => {
    const response = await server.upload('Kế hoạch vốn đầu tư.xlsx', bytes);
    expect(response.status).toBe(201);
    const received = await jsonOf<ImportDocument>(response);
    expect(received).toMatchObject({ state: 'rejected', file: 'Kế hoạch vốn đầu tư.xlsx' });
    const issues = await jsonOf<{ data: { severity: string; message: string }[] }>(
      server.get(`/api/v1/imports/${received.id}/issues`),
    );
    expect(issues.data.length).toBeGreaterThan(0);
    expect(issues.data.map(({ severity }) => severity)).toContain('error');
    const commit = await server.post(`/api/v1/imports/${received.id}/commit`);
    expect(commit.status).toBe(409);
    expect(await jsonOf<Problem>(commit)).toMatchObject({ code: 'import.rejected' });
    expect(await books()).toEqual([0, 0, 0, 0, 0]);
    const original = await server.get(`/api/v1/imports/${received.id}/original`);
    expect(Buffer.from(await original.arrayBuffer())).toEqual(bytes);
  });

  it('rejects a file for another year, another kind, or another total', async () => {
    for (const [fields, code] of [
      [{ planYear: '2024' }, 'planYear.other'],
      [{ kind: 'demand' }, 'facts.none'],
      [{ controlTotalVnd: '1' }, 'control.differs'],
    ] as const) {
      const received = await jsonOf<ImportDocument>(server.uploadSample(PLAN, fields));
      expect(received.state).toBe('rejected');
      const issues = await jsonOf<{ data: { code: string }[] }>(server.get(`/api/v1/imports/${received.id}/issues`));
      expect(issues.data.map((issue) => issue.code)).toContain(code);
    }
    expect(await books()).toEqual([0, 0, 0, 0, 0]);
  });

  it('takes one file handed in by many at one time as one import', async () => {
    const received = await Promise.all([1, 2, 3, 4].map(() => jsonOf<ImportDocument>(server.uploadSample(PLAN))));
    expect(new Set(received.map(({ id }) => id)).size).toBe(1);
    const id = received[0]?.id ?? '';
    const commits = await Promise.all([1, 2, 3, 4].map(() => server.post(`/api/v1/imports/${id}/commit`)));
    expect(commits.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const receipts = await Promise.all(commits.map((commit) => jsonOf<object>(commit)));
    for (const receipt of receipts) expect(receipt).toEqual(receipts[0]);
    expect(receipts[0]).toMatchObject({ projectsCreated: 420, unmatchedLines: 0 });
  });

  it('refuses the same plan in another file, until the first is reversed; who asks for before still sees it', async () => {
    const total = await planTotal();
    expect(total).toBe(6_991_597_906_000);
    const copy = Buffer.concat([readFileSync(SAMPLES + PLAN)]);
    const again = await jsonOf<ImportDocument>(server.upload('ban-sao.xlsx', copy, { kind: 'capitalPlan' }));
    const twin = await server.post(`/api/v1/imports/${again.id}/commit`);
    expect(await jsonOf<Problem>(twin)).toMatchObject({ status: 409, code: 'import.alreadyCommitted' });
    expect(await planTotal()).toBe(total);

    const committed = await jsonOf<{ data: ImportDocument[] }>(server.get('/api/v1/imports?state=committed'));
    const first = committed.data[0]?.id ?? '';
    const { meta } = await jsonOf<{ meta: { knownAt: string } }>(server.get('/api/v1/projects?limit=1'));
    const reversed = await server.post(`/api/v1/imports/${first}/reverse`, { reason: 'Nhầm tệp' });
    expect(await jsonOf<object>(reversed)).toMatchObject({ state: 'reversed', reversalReason: 'Nhầm tệp' });
    expect(await planTotal()).toBe(0);
    expect(await planTotal(meta.knownAt)).toBe(total);

    // handed in again, it is checked against the books of now
    const now = await jsonOf<ImportDocument>(server.upload('ban-sao.xlsx', copy, { kind: 'capitalPlan' }));
    expect(now.id).toBe(again.id);
    expect((await server.post(`/api/v1/imports/${again.id}/commit`)).status).toBe(200);
    expect(await planTotal()).toBe(total);
    const [row] = await database.query<{ n: number }[]>('select count(*)::integer as n from project');
    expect(row?.n).toBe(420);
  });

  it('gives an import up, and never a committed one', async () => {
    const received = await jsonOf<ImportDocument>(server.uploadSample(JUNE));
    const cancelled = await server.post(`/api/v1/imports/${received.id}/cancel`);
    expect(await jsonOf<object>(cancelled)).toMatchObject({ state: 'cancelled' });
    expect((await server.post(`/api/v1/imports/${received.id}/commit`)).status).toBe(409);
    const second = await jsonOf<ImportDocument>(server.uploadSample(JUNE));
    expect(second.id).not.toBe(received.id);
    await server.post(`/api/v1/imports/${second.id}/commit`);
    const refusal = await jsonOf<Problem>(server.post(`/api/v1/imports/${second.id}/cancel`));
    expect(refusal.code).toBe('import.committed');
  });

  it('keeps every source row in one role, and its amounts', async () => {
    const { data } = await jsonOf<{ data: ImportDocument[] }>(
      server.get('/api/v1/imports?state=committed&kind=disbursement'),
    );
    const id = data[0]?.id ?? '';
    const lines = await jsonOf<{ data: { row: number; sheet: string; role: string }[] }>(
      server.get(`/api/v1/imports/${id}/lines?limit=500`),
    );
    const rows = lines.data.map(({ sheet, row }) => `${sheet}!${row}`);
    expect(new Set(rows).size).toBe(rows.length);
    const unmatched = await jsonOf<{ data: object[] }>(server.get(`/api/v1/imports/${id}/lines?unmatched=true`));
    expect(unmatched.data).toHaveLength(data[0]?.counts.unmatchedLines ?? -1);
  });

  it('tells the life of every import in the feed, in order', async () => {
    const { data } = await jsonOf<{ data: { seq: string; kind: string }[] }>(server.get('/api/v1/changes?limit=500'));
    expect(data.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['import.received', 'import.committed', 'import.reversed', 'import.cancelled']),
    );
    const numbers = data.map(({ seq }) => Number(seq));
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  });
});
