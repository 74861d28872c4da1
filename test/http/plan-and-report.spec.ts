import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jsonOf, testServer, type TestServer } from '../support/server.js';
import { smallAnnex, smallPlan, smallReport } from '../support/small-workbooks.js';

interface Received {
  id: string;
  state: string;
}

interface Issue {
  code: string;
  severity: string;
  sheet: string;
  cell: string;
  message: string;
}

const MILLION = 1_000_000n;
const ROAD = { code: '7000001', name: 'Đường vào bản Phiêng', source: 'Vốn ngân sách trung ương' };
const SCHOOL = { code: '7000002', name: 'Trường tiểu học bản Phiêng', source: 'Vốn ngân sách trung ương' };

describe('papers that arrive before the ones they rest on', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await testServer();
    const plan = await smallPlan([
      { ...ROAD, vnd: 1_000n * MILLION },
      { ...SCHOOL, vnd: 2_000n * MILLION },
    ]);
    expect((await commit((await send('ke-hoach.xlsx', plan)).id)).status).toBe(200);
  }, 60_000);

  afterAll(() => server.close());

  const send = (file: string, bytes: Uint8Array): Promise<Received> => jsonOf(server.upload(file, bytes));
  const commit = (id: string): Promise<Response> => server.post(`/api/v1/imports/${id}/commit`);

  async function issuesOf(id: string): Promise<Issue[]> {
    const { data } = await jsonOf<{ data: Issue[] }>(server.get(`/api/v1/imports/${id}/issues`));
    return data.filter(({ severity }) => severity !== 'info');
  }

  async function road(): Promise<{ id: string; planVnd: number; excessVnd: number }> {
    const path = `/api/v1/projects?planYear=2025&asOf=2025-12-31&q=${ROAD.code}`;
    const { data } = await jsonOf<{ data: { id: string; planVnd: number; excessVnd: number }[] }>(server.get(path));
    return data[0] as { id: string; planVnd: number; excessVnd: number };
  }

  const pageOf = async (id: string): Promise<string> => (await server.get(`/du-an/${id}?den-ngay=2025-12-31`)).text();

  it('shows a report beyond the plan of the books without holding it up, until the decision arrives', async () => {
    const report = await smallReport([{ ...ROAD, vnd: 1_200n * MILLION }], '30/6/2025');
    const { id } = await send('bao-cao.xlsx', report);
    const [warning, ...more] = await issuesOf(id);
    expect(more).toEqual([]);
    expect(warning).toMatchObject({ code: 'disbursed.aboveBooks', severity: 'warning', cell: 'E5' });
    expect((await commit(id)).status).toBe(200);
    const above = await road();
    expect(above).toMatchObject({ planVnd: 1_000_000_000, excessVnd: 200_000_000 });
    expect(await pageOf(above.id)).toContain('Đã giải ngân vượt kế hoạch có trong sổ 200.000.000 đồng');

    const increase = { ...ROAD, beforeVnd: 1_000n * MILLION, changeVnd: 500n * MILLION };
    const annex = await send('bo-sung.xlsx', await smallAnnex([increase], '15/5/2025'));
    expect(annex.state).toBe('checked');
    expect((await commit(annex.id)).status).toBe(200);
    expect(await road()).toMatchObject({ planVnd: 1_500_000_000, excessVnd: 0 });
    expect(await pageOf(above.id)).not.toContain('vượt kế hoạch có trong sổ');
  }, 60_000);

  it('rejects a decrease below zero at its cell, and takes it once the plan covers it', async () => {
    const decrease = { ...SCHOOL, beforeVnd: 3_000n * MILLION, changeVnd: -2_500n * MILLION };
    const { id, state } = await send('giam.xlsx', await smallAnnex([decrease], '15/8/2025'));
    expect(state).toBe('rejected');
    const below = (await issuesOf(id)).filter(({ severity }) => severity === 'error');
    expect(below).toMatchObject([{ code: 'plan.belowZero', sheet: 'Biểu', cell: 'F5' }]);
    expect(below[0]?.message).toContain(
      'Điều chỉnh giảm 2.500.000.000 đồng (ô F5) từ ngày 15/8/2025 làm kế hoạch vốn của dự án "Trường tiểu học bản Phiêng", nguồn Vốn ngân sách trung ương đầu tư theo ngành, lĩnh vực còn -500.000.000 đồng',
    );
    expect((await commit(id)).status).toBe(409);

    const increase = { ...SCHOOL, beforeVnd: 2_000n * MILLION, changeVnd: 1_000n * MILLION };
    const more = await send('tang.xlsx', await smallAnnex([increase], '10/7/2025'));
    expect((await commit(more.id)).status).toBe(200);
    const again = await jsonOf<Received>(server.post(`/api/v1/imports/${id}/check`));
    expect(again.state).toBe('checked');
    expect((await commit(id)).status).toBe(200);
  }, 60_000);
});
