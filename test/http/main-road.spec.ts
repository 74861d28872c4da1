import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import { jsonOf, SAMPLES, testServer, type TestServer } from '../support/server.js';

interface Truth {
  code: string;
  planVnd: number;
  disbursedVnd: number;
  shortfallVnd: number;
  undisbursedVnd: number;
  bySource: Record<string, { planVnd: number; disbursedVnd: number }>;
}

interface Expected {
  totals: { projects: number; planVnd: number; disbursedVnd: Record<string, number> };
  round1: Truth[];
  round2: Truth[];
  round1Adjusted: Truth[];
}

interface ImportDocument {
  id: string;
  state: string;
  totalVnd: number;
}

interface Round {
  id: string;
  summary: Record<string, number>;
}

interface List<T> {
  data: T[];
  page: { next: string | null };
  meta: { asOf: string; knownAt: string; unit: string };
}

const expected = JSON.parse(readFileSync(`${SAMPLES}expected.json`, 'utf8')) as Expected;
const reports = readdirSync(SAMPLES)
  .filter((file) => /^giai-ngan-.*\.xlsx$/.test(file))
  .sort();

describe('the main road: workbooks in, recall list out', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await testServer();
    for (const file of ['ke-hoach-von-2025.xlsx', ...reports]) await commitSample(file);
  }, 240_000);

  afterAll(() => server.close());

  async function commitSample(file: string): Promise<ImportDocument> {
    const received = await jsonOf<ImportDocument>(server.uploadSample(file));
    expect(received).toMatchObject({ file, state: 'checked' });
    const committed = await server.post(`/api/v1/imports/${received.id}/commit`);
    expect(committed.status).toBe(200);
    return received;
  }

  async function all<T>(path: string): Promise<T[]> {
    const items: T[] = [];
    for (let cursor = ''; ;) {
      const list = await jsonOf<List<T>>(server.get(path + cursor));
      items.push(...list.data);
      if (list.page.next === null) return items;
      cursor = `${path.includes('?') ? '&' : '?'}cursor=${list.page.next}`;
    }
  }

  it('holds every project, plan and disbursement to the đồng', async () => {
    const projects = await all<{ planVnd: number; disbursedVnd: number | null }>(
      '/api/v1/projects?planYear=2025&asOf=2025-09-30&limit=97',
    );
    expect(projects).toHaveLength(expected.totals.projects);
    expect(projects.reduce((sum, { planVnd }) => sum + planVnd, 0)).toBe(expected.totals.planVnd);
    const disbursed = projects.reduce((sum, { disbursedVnd }) => sum + (disbursedVnd ?? 0), 0);
    expect(disbursed).toBe(expected.totals.disbursedVnd['2025-09-30']);
  });

  it('answers as of any reported day', async () => {
    for (const [day, total] of Object.entries(expected.totals.disbursedVnd)) {
      const projects = await all<{ disbursedVnd: number | null }>(
        `/api/v1/projects?planYear=2025&asOf=${day}&limit=500`,
      );
      expect([day, projects.reduce((sum, { disbursedVnd }) => sum + (disbursedVnd ?? 0), 0)]).toEqual([day, total]);
    }
  });

  it.each([
    ['161-2025-1', 'round1'],
    ['161-2025-2', 'round2'],
  ] as const)('finds exactly the candidates of %s', async (ruleCode, round) => {
    const opened = await jsonOf<Round>(server.post('/api/v1/review-rounds', { ruleCode, complete: true }));
    const found = await all<Truth & { bySource: { source: string; planVnd: number; disbursedVnd: number }[] }>(
      `/api/v1/review-rounds/${opened.id}/findings?outcome=candidate&limit=50`,
    );
    const figures = ({ code, planVnd, disbursedVnd, shortfallVnd, undisbursedVnd }: Truth) => ({
      code,
      planVnd,
      disbursedVnd,
      shortfallVnd,
      undisbursedVnd,
    });
    const byCode = (a: Truth, b: Truth): number => a.code.localeCompare(b.code);
    expect([...found].sort(byCode).map(figures)).toEqual([...expected[round]].sort(byCode).map(figures));
    for (const truth of expected[round]) {
      const shares = found.find(({ code }) => code === truth.code)?.bySource ?? [];
      const told = Object.fromEntries(
        shares.map(({ source, planVnd, disbursedVnd }) => [source, { planVnd, disbursedVnd }]),
      );
      expect([truth.code, told]).toEqual([truth.code, truth.bySource]);
    }
    const again = await jsonOf<Round>(server.post('/api/v1/review-rounds', { ruleCode, complete: true }));
    expect(again).toEqual(opened);
  });

  it('tells what no report mentions as noData until the reports are declared complete', async () => {
    const opened = await jsonOf<Round>(server.post('/api/v1/review-rounds', { ruleCode: '161-2025-1' }));
    const complete = await jsonOf<Round>(
      server.post('/api/v1/review-rounds', { ruleCode: '161-2025-1', complete: true }),
    );
    const { candidates = 0, noData = 0 } = opened.summary;
    expect(complete.summary['candidates']).toBe(candidates + noData);
    expect(complete.summary['noData']).toBe(0);
  });

  it('names the cells of every finding, and gives the list as xlsx, csv and document', async () => {
    const round = await jsonOf<Round>(server.post('/api/v1/review-rounds', { ruleCode: '161-2025-1', complete: true }));
    const document = await jsonOf<{
      rule: { thresholdPercent: number };
      candidates: { evidence: { plan: string[] } }[];
      unmatched: { plan: unknown[]; disbursement: unknown[] };
    }>(server.get(`/api/v1/review-rounds/${round.id}/recall-list`));
    expect(document.rule.thresholdPercent).toBe(50);
    expect(document.candidates).toHaveLength(expected.round1.length);
    for (const { evidence } of document.candidates) {
      for (const cell of evidence.plan) expect(cell).toMatch(/^ke-hoach-von-2025\.xlsx!.+![A-Z]+\d+$/);
    }
    const xlsx = await server.get(`/api/v1/review-rounds/${round.id}/recall-list.xlsx`);
    expect(xlsx.headers.get('content-type')).toContain('spreadsheetml');
    expect(
      Buffer.from(await xlsx.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
    const csv = await server.get(`/api/v1/review-rounds/${round.id}/recall-list.csv`);
    expect(Buffer.from(await csv.arrayBuffer()).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  });

  it('finds projects without accents, by source and by investor', async () => {
    const found = await all<{ name: string }>('/api/v1/projects?asOf=2025-09-30&q=TRUONG%20thpt&source=NSDP');
    expect(found.length).toBeGreaterThan(0);
    for (const { name } of found) expect(name).toMatch(/Trường THPT/);
    expect(await all('/api/v1/projects?investor=khong-ai')).toEqual([]);
  });

  it('shows the months of a project with their cells', async () => {
    const [project] = await all<{ id: string; code: string }>('/api/v1/projects?asOf=2025-09-30&q=8104416');
    expect(project?.code).toBe('8104416');
    const timeline = await jsonOf<{ days: { asOf: string; disbursedVnd: number | null; evidence: string[] }[] }>(
      server.get(`/api/v1/projects/${project?.id ?? ''}/timeline?asOf=2025-12-31`),
    );
    expect(timeline.days.map(({ asOf }) => asOf)).toContain('2025-06-30');
    const june = timeline.days.find(({ asOf }) => asOf === '2025-06-30');
    expect(june?.disbursedVnd).toBe(5_053_034_000);
    expect(june?.evidence).toEqual(expect.arrayContaining([expect.stringMatching(/^giai-ngan-2025-06-30\.xlsx!/)]));
  });

  it('takes the same bytes once, and commits once', async () => {
    const before = await counts();
    const again = await jsonOf<ImportDocument>(server.uploadSample('ke-hoach-von-2025.xlsx'));
    expect(again.state).toBe('committed');
    const first = await jsonOf<object>(server.post(`/api/v1/imports/${again.id}/commit`));
    const second = await jsonOf<object>(server.post(`/api/v1/imports/${again.id}/commit`));
    expect(second).toEqual(first);
    expect(await counts()).toEqual(before);
  });

  it('counts an adjustment from its decision on, and only for who knows of it', async () => {
    const before = await jsonOf<{ meta: { knownAt: string } }>(server.get('/api/v1/projects?limit=1'));
    await commitSample('dieu-chinh-ke-hoach-2025-05-15.xlsx');
    const candidates = async (body: object): Promise<string[]> => {
      const round = await jsonOf<Round>(
        server.post('/api/v1/review-rounds', { ruleCode: '161-2025-1', complete: true, ...body }),
      );
      const found = await all<{ code: string }>(
        `/api/v1/review-rounds/${round.id}/findings?outcome=candidate&limit=500`,
      );
      return found.map(({ code }) => code).sort();
    };
    const codes = (truths: Truth[]): string[] => truths.map(({ code }) => code).sort();
    expect(await candidates({})).toEqual(codes(expected.round1Adjusted));
    expect(await candidates({ knownAt: before.meta.knownAt })).toEqual(codes(expected.round1));
  });

  async function counts(): Promise<Record<string, number>> {
    const imports = await all('/api/v1/imports?limit=500');
    const plans = await all('/api/v1/capital-plans?planYear=2025&asOf=2025-12-31&limit=500');
    return { imports: imports.length, plans: plans.length };
  }
});
