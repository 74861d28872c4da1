import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jsonOf, testServer, type TestServer } from '../support/server.js';
import { smallAnnex, smallPlan } from '../support/small-workbooks.js';

interface Received {
  id: string;
  state: string;
  kind: string | null;
  totalVnd: number;
  decision: object;
}

interface Entry {
  nature: string;
  planKind: string;
  amountVnd: number;
  effectiveOn: string;
  decisionNumber: string | null;
  decidedOn: string | null;
  decisionAuthority: string | null;
  decision: string | null;
}

const MILLION = 1_000_000n;
const ROAD = { code: '7000001', name: 'Đường vào bản Phiêng', source: 'Vốn ngân sách trung ương' };
const DECISION = {
  decisionNumber: '1042/QĐ-UBND',
  decidedOn: '2025-05-15',
  decisionAuthority: 'UBND tỉnh Sơn La',
};

describe('a decision that the paper does not print', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await testServer();
    expect((await commit(await send(await smallPlan([{ ...ROAD, vnd: 1_000n * MILLION }])))).status).toBe(200);
  }, 60_000);

  afterAll(() => server.close());

  const send = (bytes: Uint8Array, fields: Record<string, string> = {}): Promise<Received> =>
    jsonOf(server.upload('van-ban.xlsx', bytes, fields));
  const commit = ({ id }: Received): Promise<Response> => server.post(`/api/v1/imports/${id}/commit`);

  async function entriesOf({ id }: Received): Promise<Entry[]> {
    const path = `/api/v1/capital-plans?planYear=2025&asOf=2025-12-31&importId=${id}`;
    return (await jsonOf<{ data: Entry[] }>(server.get(path))).data;
  }

  const state = (id: string, statement: object): Promise<Received> =>
    fetch(`${server.url}/api/v1/imports/${id}/confirmation`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(statement),
    }).then((response) => jsonOf<Received>(response));

  it('is stated at the upload, with its nature, and stands in the ledger', async () => {
    const bytes = await smallPlan([{ ...ROAD, vnd: 200n * MILLION }]);
    const more = await send(bytes, { ...DECISION, nature: 'supplement' });
    expect(more).toMatchObject({
      state: 'checked',
      kind: 'capitalPlan',
      decision: { ...DECISION, nature: 'supplement' },
    });
    expect((await commit(more)).status).toBe(200);
    expect(await entriesOf(more)).toMatchObject([
      { nature: 'supplement', amountVnd: 200_000_000, effectiveOn: '2025-05-15', ...DECISION },
    ]);
    const [entry] = await entriesOf(more);
    expect(entry?.decision).toContain('1042/QĐ-UBND');
  }, 60_000);

  it('makes a list of one column a decrease, or capital that may be carried over', async () => {
    const bytes = await smallPlan([{ ...ROAD, vnd: 50n * MILLION }]);
    const decidedOn = '2025-08-20';
    const less = await send(bytes, { decisionNumber: '2001/QĐ-UBND', decidedOn, nature: 'decrease' });
    expect(less).toMatchObject({ state: 'checked', kind: 'adjustment', totalVnd: -50_000_000 });
    expect((await commit(less)).status).toBe(200);
    expect(await entriesOf(less)).toMatchObject([{ nature: 'decrease', amountVnd: -50_000_000, decidedOn }]);

    const carried = await send(await smallPlan([{ ...ROAD, vnd: 70n * MILLION }]), { nature: 'carryOver' });
    expect((await commit(carried)).status).toBe(200);
    expect(await entriesOf(carried)).toMatchObject([
      { nature: 'carryOver', planKind: 'carriedOver', amountVnd: 70_000_000, decisionNumber: null },
    ]);
    expect((await server.upload('x.xlsx', bytes, { nature: 'khac' })).status).toBe(400);
  }, 60_000);

  it('is stated after the reading where an annex prints no day, and can be taken back', async () => {
    const change = { ...ROAD, beforeVnd: 1_150n * MILLION, changeVnd: -100n * MILLION };
    const annex = await send(await smallAnnex([change], null));
    expect(annex.state).toBe('rejected');
    const issues = await jsonOf<{ data: { code: string; message: string }[] }>(
      server.get(`/api/v1/imports/${annex.id}/issues`),
    );
    const missing = issues.data.find(({ code }) => code === 'decision.missing');
    expect(missing?.message).toContain('nhập ngày quyết định khi nạp');
    expect(await state(annex.id, { decidedOn: '2025-09-01', decisionNumber: '2100/QĐ-UBND' })).toMatchObject({
      state: 'checked',
      decision: { decidedOn: '2025-09-01', decisionNumber: '2100/QĐ-UBND' },
    });
    expect(await state(annex.id, { decisionNumber: null })).toMatchObject({ decision: { decidedOn: '2025-09-01' } });
    expect((await commit(annex)).status).toBe(200);
    expect(await entriesOf(annex)).toMatchObject([
      { nature: 'decrease', effectiveOn: '2025-09-01', decidedOn: '2025-09-01', decisionNumber: null },
    ]);
  }, 60_000);

  it('overrules the printed one, and tells the cell that prints another', async () => {
    const change = { ...ROAD, beforeVnd: 1_050n * MILLION, changeVnd: 10n * MILLION };
    const annex = await send(await smallAnnex([change], '15/10/2025'), { decidedOn: '2025-10-20' });
    const { data } = await jsonOf<{ data: { code: string; cell: string; message: string }[] }>(
      server.get(`/api/v1/imports/${annex.id}/issues`),
    );
    expect(data.filter(({ code }) => code === 'decision.overruled')).toMatchObject([{ cell: 'A2' }]);
    expect((await commit(annex)).status).toBe(200);
    expect(await entriesOf(annex)).toMatchObject([
      { effectiveOn: '2025-10-20', decidedOn: '2025-10-20', decisionNumber: '910/QĐ-UBND' },
    ]);
  }, 60_000);
});
