import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jsonOf, testServer, type TestServer } from '../support/server.js';
import { smallPlan, smallReport } from '../support/small-workbooks.js';

interface Succession {
  id: string;
  from: string;
  to: string;
  effectiveOn: string;
  decision: string | null;
  shipped: boolean;
  retractedAt: string | null;
}

interface InvestorDetail {
  id: string;
  name: string;
  currentName: string;
  names: { name: string }[];
  predecessors: Succession[];
  successors: Succession[];
}

interface LeagueLine {
  investor: string;
  projects: number;
  planVnd: number;
}

const MILLION = 1_000_000n;
const OLD = 'Sở Giao thông vận tải';
const NEW = 'Sở Xây dựng';
const BOARD = 'Ban quản lý dự án khu vực';
const PROVINCE = 'Ban quản lý dự án tỉnh';

describe('who carries on the work of whom', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await testServer();
    const plan = await smallPlan([
      { code: '7000001', name: 'Đường tỉnh 101', investor: OLD, vnd: 100n * MILLION },
      { code: '7000002', name: 'Đường tỉnh 102', investor: NEW, vnd: 200n * MILLION },
      { code: '7000003', name: 'Hồ chứa bản Hốc', investor: BOARD, vnd: 300n * MILLION },
    ]);
    const report = await smallReport([{ code: '7000003', name: 'Hồ chứa bản Hốc', vnd: 30n * MILLION }], '30/6/2025');
    for (const [file, bytes] of [
      ['ke-hoach.xlsx', plan],
      ['bao-cao.xlsx', report],
    ] as const) {
      const { id } = await jsonOf<{ id: string }>(server.upload(file, bytes));
      expect((await server.post(`/api/v1/imports/${id}/commit`)).status).toBe(200);
    }
  }, 60_000);

  afterAll(() => server.close());

  const get = async <T>(path: string): Promise<T> => jsonOf<T>(server.get(`/api/v1${path}`));

  async function investorNamed(name: string): Promise<InvestorDetail> {
    const { data } = await get<{ data: { id: string; name: string }[] }>('/investors');
    return get(`/investors/${data.find((investor) => investor.name === name)?.id ?? ''}`);
  }

  async function league(more = ''): Promise<Record<string, number>> {
    const { data } = await get<{ data: LeagueLine[] }>(`/reports/league-table?planYear=2025&asOf=2025-06-30${more}`);
    return Object.fromEntries(data.map(({ investor, planVnd }) => [investor, planVnd]));
  }

  const projectsOf = async (investor: string, more = ''): Promise<(string | null)[]> => {
    const query = `planYear=2025&asOf=2025-06-30&investor=${encodeURIComponent(investor)}${more}`;
    const { data } = await get<{ data: { code: string; investor: string | null }[] }>(`/projects?${query}`);
    return data.map((project) => `${project.code} ${project.investor}`);
  };

  it('makes a renamed investor one investor in reports and lists, and itself where asked as reported', async () => {
    expect(await league()).toEqual({ [NEW]: 300_000_000, [BOARD]: 300_000_000 });
    expect(await league('&investorView=asReported')).toEqual({
      [OLD]: 100_000_000,
      [NEW]: 200_000_000,
      [BOARD]: 300_000_000,
    });
    const both = [`7000001 ${NEW}`, `7000002 ${NEW}`];
    expect(await projectsOf(OLD)).toEqual(both);
    expect(await projectsOf(NEW)).toEqual(both);
    expect(await projectsOf(OLD, '&investorView=asReported')).toEqual([`7000001 ${OLD}`]);
    expect((await server.get('/api/v1/projects?investorView=khac')).status).toBe(400);
  });

  it('shows before and after: names that are one unit, predecessors and successors', async () => {
    const now = await investorNamed(NEW);
    expect(now).toMatchObject({ currentName: NEW, names: [{ name: OLD }, { name: NEW }], successors: [] });
    expect(now.predecessors).toMatchObject([{ from: OLD, to: NEW, effectiveOn: '2025-03-01', shipped: true }]);
    expect(await investorNamed(OLD)).toMatchObject({ currentName: NEW, successors: [{ to: NEW }] });
  });

  it('takes a link with its day and decision, counts it from that day, and ends it again', async () => {
    const { id } = await investorNamed(BOARD);
    const body = { to: PROVINCE, effectiveOn: '2025-06-01', decision: 'Quyết định số 1734/QĐ-UBND', by: 'Lò Văn A' };
    const before = new Date().toISOString();
    const added = await server.post(`/api/v1/investors/${id}/successors`, body);
    expect(added.status).toBe(201);
    const link = await jsonOf<Succession>(added);
    expect(link).toMatchObject({ from: BOARD, to: PROVINCE, effectiveOn: '2025-06-01', shipped: false });
    expect(Object.keys(await league())).toContain(PROVINCE);
    expect(await projectsOf(PROVINCE)).toEqual([`7000003 ${PROVINCE}`]);
    const may = await get<{ data: LeagueLine[] }>('/reports/league-table?planYear=2025&asOf=2025-05-31');
    expect(may.data.map(({ investor }) => investor)).toContain(BOARD);
    const known = await get<{ data: LeagueLine[] }>(
      `/reports/league-table?planYear=2025&asOf=2025-06-30&knownAt=${encodeURIComponent(before)}`,
    );
    expect(known.data.map(({ investor }) => investor)).toContain(BOARD);

    const again = await server.post(`/api/v1/investors/${id}/successors`, body);
    expect([again.status, (await jsonOf<{ code: string }>(again)).code]).toEqual([409, 'succession.exists']);
    const back = { subject: 'investor', from: PROVINCE, to: BOARD, effectiveOn: '2025-07-01' };
    const circle = await server.post('/api/v1/successions', back);
    expect([circle.status, (await jsonOf<{ code: string }>(circle)).code]).toEqual([422, 'succession.circle']);

    const ended = await server.post(`/api/v1/successions/${link.id}/retraction`, { reason: 'Ghi nhầm' });
    expect(await jsonOf<Succession>(ended)).toMatchObject({ retractedAt: expect.any(String) });
    expect(Object.keys(await league())).toContain(BOARD);
    expect((await investorNamed(BOARD)).successors).toMatchObject([{ id: link.id, retractedAt: expect.any(String) }]);
    const { data } = await get<{ data: { kind: string; subject: string }[] }>('/changes?after=0&limit=500');
    const kinds = data.filter(({ subject }) => subject === 'succession').map(({ kind }) => kind);
    expect(kinds).toEqual(['succession.added', 'succession.ended']);
  });

  it('keeps links of places the same way', async () => {
    const { data } = await get<{ data: Succession[] }>('/successions?subject=place');
    expect(data.filter(({ from }) => from === 'huyện Mai Sơn').length).toBeGreaterThan(3);
    const added = await server.post('/api/v1/successions', {
      ...{ subject: 'place', from: 'xã Mường Bám', to: 'xã Mường Mới', effectiveOn: '2026-01-01' },
    });
    expect(added.status).toBe(201);
    expect(
      (await server.post('/api/v1/investors/khong-co/successors', { to: 'X', effectiveOn: '2026-01-01' })).status,
    ).toBe(404);
  });
});
