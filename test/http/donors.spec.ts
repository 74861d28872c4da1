import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jsonOf, testServer, type TestServer } from '../support/server.js';
import { commitSamples, roundCalls, type FindingDocument, type Problem, type RoundDocument } from './support/rounds.js';

describe('donors outside the percentage, and who is below it again', () => {
  let server: TestServer;
  let calls: ReturnType<typeof roundCalls>;

  beforeAll(async () => {
    server = await testServer();
    calls = roundCalls(server);
    await commitSamples(server, 'ke-hoach-von-2025.xlsx', 'giai-ngan-2025-06-30.xlsx');
  }, 240_000);

  afterAll(() => server?.close());

  async function issue(id: string, rows: readonly FindingDocument[]): Promise<RoundDocument> {
    for (const { projectId } of rows) await calls.dispose(id, projectId, { verdict: 'recallAll' });
    return jsonOf<RoundDocument>(calls.step(id, 'issue'));
  }

  it('adds a donor with its reason, and issues it only with a verdict', async () => {
    const { id } = await calls.open({ ruleCode: '161-2025-1', thresholdBasisPoints: 250 });
    const rows = await calls.findings(id);
    const met = (await calls.findings(id, 'met')).find(({ undisbursedVnd }) => undisbursedVnd > 0)!;
    const add = (body: object): Promise<Response> => server.post(`/api/v1/review-rounds/${id}/donors`, body);
    const problem = async (body: object): Promise<string> => (await jsonOf<Problem>(add(body))).code;
    const donor = { projectId: met.projectId, reasonCode: 'bidSavings' };
    expect((await jsonOf<Problem>(calls.dispose(id, met.projectId, { verdict: 'recallAll' }))).code).toBe(
      'disposition.notListed',
    );
    expect(await problem(donor)).toBe('donor.groundMissing');
    expect(await problem({ ...donor, reasonCode: 'siteClearance', ground: 'x' })).toBe('reason.unknown');
    expect(await problem({ ...donor, projectId: rows[0]!.projectId, ground: 'x' })).toBe('donor.isCandidate');
    expect((await add({ ...donor, ground: 'Giá trúng thầu thấp hơn 12%' })).status).toBe(201);
    expect(await problem({ ...donor, ground: 'x' })).toBe('donor.exists');
    for (const { projectId } of rows) await calls.dispose(id, projectId, { verdict: 'recallAll' });
    const early = await jsonOf<Problem>(calls.step(id, 'issue'));
    expect([early.code, early.detail]).toEqual(['round.rowsWithoutVerdict', expect.stringContaining(met.name)]);
    const issued = await issue(id, [met]);
    expect(issued.issue?.projects).toBe(rows.length + 1);
    const csv = await (await calls.list(id, '.csv')).text();
    expect(csv).toContain('Giá trúng thầu thấp hơn 12%');
  });

  it('counts projects and investors over decided and issued rounds', async () => {
    const { id } = await calls.open({ ruleCode: '161-2025-1', thresholdBasisPoints: 251 });
    const rows = await calls.findings(id);
    expect(rows.map(({ otherRoundsBelow }) => otherRoundsBelow)).toEqual(rows.map(() => 1));
    await issue(id, rows);
    for (const { disposition } of await calls.findings(id)) expect(disposition?.verdict).toBe('recallAll');
    const repeated = await jsonOf<{ projects: { projectId: string; rounds: number }[]; investors: object[] }>(
      server.get('/api/v1/repeat-offenders?planYear=2025'),
    );
    const expected = rows.map(({ projectId }) => [projectId, 2]).sort();
    expect(repeated.projects.map(({ projectId, rounds }) => [projectId, rounds]).sort()).toEqual(expected);
    expect(repeated.investors.length).toBeGreaterThan(0);
  });
});
