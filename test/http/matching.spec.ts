import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { commitExplained } from '../support/explained.js';
import { smallPlan, smallReport, type SmallRow } from '../support/small-workbooks.js';
import { jsonOf, testServer, type TestServer } from '../support/server.js';

interface ImportDocument {
  id: string;
  state: string;
  unmatchedVnd: number;
}

interface Project {
  id: string;
  code: string | null;
  name: string;
  planVnd: number;
  disbursedVnd: number | null;
}

interface Waiting {
  name: string;
  code: string | null;
  investor: string | null;
  state: string;
  amountVnd: number;
  lines: number;
  imports: { importId: string; amountVnd: number; places: { sheet: string; cell: string }[] }[];
  suggestions: { projectId: string; score: number; reason: string }[];
}

interface Decision {
  id: string;
  kind: string;
  projectId: string;
  otherProjectId: string | null;
  cell: string | null;
  file: string | null;
  recordedAt: string;
  retractedAt: string | null;
}

const ROAD = {
  name: 'Đường Tà Hộc - Nà Bó',
  code: '7900001',
  investor: 'Ban QLDA huyện Mai Sơn',
  vnd: 10_000_000_000n,
};
const SCHOOL = { name: 'Trường THCS Chiềng Sung', code: '7900002', investor: 'Sở Xây dựng', vnd: 6_000_000_000n };
const OLD_CODE = { name: 'Hồ chứa nước Bản Mòng', code: '7900003', investor: 'Sở Xây dựng', vnd: 4_000_000_000n };
const NEW_CODE = { name: 'Hồ chứa nước Bản Mòng', code: '7900004', investor: 'Sở Xây dựng', vnd: 3_000_000_000n };

describe('the matching desk', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await testServer();
    await commit('ke-hoach.xlsx', await smallPlan([ROAD, SCHOOL, OLD_CODE, NEW_CODE]));
  }, 120_000);

  afterAll(() => server.close());

  async function receive(file: string, bytes: Uint8Array): Promise<ImportDocument> {
    const received = await jsonOf<ImportDocument>(server.upload(file, bytes));
    expect(received).toMatchObject({ state: 'checked' });
    return received;
  }

  async function commit(file: string, bytes: Uint8Array): Promise<ImportDocument> {
    const received = await receive(file, bytes);
    expect(await commitExplained(server, received.id)).toBe(200);
    return received;
  }

  function report(day: string, ...rows: SmallRow[]): Promise<Uint8Array> {
    return smallReport(rows, day);
  }

  async function projects(knownAt?: string): Promise<Project[]> {
    const known = knownAt === undefined ? '' : `&knownAt=${encodeURIComponent(knownAt)}`;
    const { data } = await jsonOf<{ data: Project[] }>(
      server.get(`/api/v1/projects?planYear=2025&asOf=2025-12-31&limit=500${known}`),
    );
    return data;
  }

  async function project(code: string, knownAt?: string): Promise<Project | undefined> {
    return (await projects(knownAt)).find((item) => item.code === code);
  }

  async function waiting(): Promise<Waiting[]> {
    return (await jsonOf<{ data: Waiting[] }>(server.get('/api/v1/matching'))).data;
  }

  async function decide(path: string, body: object): Promise<Decision> {
    const response = await server.post(`/api/v1${path}`, body);
    const decision = await jsonOf<Decision>(response);
    expect([response.status, decision]).toEqual([200, expect.objectContaining({ retractedAt: null })]);
    return decision;
  }

  const sent = { name: 'Đường Tà Hộc – Nà Bó (giai đoạn 1)', investor: 'KBNN Mai Sơn' };
  let confirmation: Decision;
  let beforeConfirming: string;

  it('shows money that found no project, biggest first, with suggestions and cells', async () => {
    const june = await commit(
      'thang-6.xlsx',
      await report('30/6/2025', { ...sent, vnd: 2_000_000_000n }, { name: 'Cầu Nà Lạ', vnd: 5_000_000_000n }),
    );
    expect(june.unmatchedVnd).toBe(7_000_000_000);
    const [bridge, road] = await waiting();
    expect(bridge).toMatchObject({ name: 'Cầu Nà Lạ', amountVnd: 5_000_000_000, suggestions: [] });
    expect(road).toMatchObject({ ...sent, code: null, state: 'unmatched', lines: 1 });
    expect(road?.suggestions[0]?.reason).toMatch(/^tên trùng \d+\/\d+ từ; khác chủ đầu tư$/);
    expect(road?.imports[0]?.places).toEqual([{ sheet: 'Biểu', cell: 'A4' }]);
  });

  it('counts a confirmed line from then on, and remembers it for the next file and for open ones', async () => {
    const open = await receive('thang-7.xlsx', await report('31/7/2025', { ...sent, vnd: 3_000_000_000n }));
    expect(open.unmatchedVnd).toBe(3_000_000_000);
    const road = await project(ROAD.code);
    expect(road).toMatchObject({ disbursedVnd: null });
    beforeConfirming = new Date().toISOString();
    confirmation = await decide('/matching/confirmations', { ...sent, projectId: road?.id });
    expect(confirmation).toMatchObject({ kind: 'confirmation', file: 'thang-6.xlsx', cell: 'A4' });
    expect(await project(ROAD.code)).toMatchObject({ disbursedVnd: 2_000_000_000 });
    expect(await project(ROAD.code, beforeConfirming)).toMatchObject({ disbursedVnd: null });
    expect((await waiting()).map(({ name }) => name)).toEqual(['Cầu Nà Lạ']);
    expect(await jsonOf(server.get(`/api/v1/imports/${open.id}`))).toMatchObject({ unmatchedVnd: 0 });
    await commitExplained(server, open.id);
    expect(await project(ROAD.code)).toMatchObject({ disbursedVnd: 3_000_000_000 });
  });

  it('says the same thing once', async () => {
    const again = await decide('/matching/confirmations', { ...sent, projectId: confirmation.projectId });
    expect(again.id).toBe(confirmation.id);
    const school = await project(SCHOOL.code);
    const other = await server.post('/api/v1/matching/confirmations', { ...sent, projectId: school?.id });
    expect([other.status, await jsonOf(other)]).toEqual([
      409,
      expect.objectContaining({ code: 'match.confirmedOtherwise' }),
    ]);
  });

  it('ends a confirmation without forgetting it', async () => {
    const whileConfirmed = new Date().toISOString();
    const ended = await fetch(`${server.url}/api/v1/matching/confirmations/${confirmation.id}`, {
      method: 'DELETE',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ reason: 'nhầm công trình' }),
    });
    expect(await jsonOf(ended)).toMatchObject({ id: confirmation.id, retractionReason: 'nhầm công trình' });
    expect((await waiting()).find(({ name }) => name === sent.name)).toMatchObject({ lines: 2 });
    expect(await project(ROAD.code)).toMatchObject({ disbursedVnd: null });
    expect(await project(ROAD.code, whileConfirmed)).toMatchObject({ disbursedVnd: 3_000_000_000 });
    expect(await project(ROAD.code, beforeConfirming)).toMatchObject({ disbursedVnd: null });
  });

  it('makes a project of a line that none fits', async () => {
    const made = await decide('/matching/confirmations', { name: 'Cầu Nà Lạ', newProject: true });
    expect(made.kind).toBe('creation');
    const bridge = (await projects()).find(({ name }) => name === 'Cầu Nà Lạ');
    expect(bridge).toMatchObject({ id: made.projectId, planVnd: 0, disbursedVnd: 5_000_000_000 });
  });

  it('takes two records for one from then on, everywhere, and back', async () => {
    const [old, now] = [await project(OLD_CODE.code), await project(NEW_CODE.code)];
    const desk = await jsonOf<{ twoRecordsOnOneName: { records: { projectId: string }[] }[] }>(
      server.get('/api/v1/matching'),
    );
    const pair = desk.twoRecordsOnOneName[0]?.records.map(({ projectId }) => projectId).sort();
    expect(pair).toEqual([old?.id, now?.id].sort());
    const before = new Date().toISOString();
    await decide(`/projects/${old?.id}/merge`, { into: now?.id, reason: 'một dự án, đổi mã' });
    const merged = await projects();
    expect(merged.some(({ code }) => code === OLD_CODE.code)).toBe(false);
    expect(merged.find(({ code }) => code === NEW_CODE.code)).toMatchObject({ planVnd: 7_000_000_000 });
    expect((await projects(before)).find(({ code }) => code === OLD_CODE.code)).toMatchObject({
      planVnd: 4_000_000_000,
    });
    expect(await jsonOf(server.get(`/api/v1/projects/${old?.id}?planYear=2025`))).toMatchObject({ id: now?.id });
    const ledger = await jsonOf<{ data: { projectId: string }[] }>(
      server.get(`/api/v1/capital-plans?planYear=2025&projectId=${old?.id}`),
    );
    expect(ledger.data.map(({ projectId }) => projectId)).toEqual([now?.id, now?.id]);
    const timeline = await jsonOf<{ days: { planVnd: number }[] }>(
      server.get(`/api/v1/projects/${now?.id}/timeline?planYear=2025`),
    );
    expect(timeline.days.at(-1)).toMatchObject({ planVnd: 7_000_000_000 });

    await commit('thang-8.xlsx', await report('31/8/2025', { ...OLD_CODE, vnd: 1_000_000_000n }));
    expect(await project(NEW_CODE.code)).toMatchObject({ disbursedVnd: 1_000_000_000 });
    const undone = await server.post(`/api/v1/projects/${old?.id}/undo`, { reason: 'hai hợp phần' });
    expect(await jsonOf(undone)).toMatchObject({ kind: 'merge', retractionReason: 'hai hợp phần' });
    expect(await project(OLD_CODE.code)).toMatchObject({ planVnd: 4_000_000_000, disbursedVnd: 1_000_000_000 });
    expect(await project(NEW_CODE.code)).toMatchObject({ planVnd: 3_000_000_000, disbursedVnd: null });
  });

  it('splits one code that stands on two works, and knows the second by its name in later files', async () => {
    const hall = { ...SCHOOL, name: 'Nhà đa năng Chiềng Sung' };
    await commit('thang-9.xlsx', await report('30/9/2025', { ...SCHOOL, vnd: 500_000_000n }));
    await commit('thang-10.xlsx', await report('31/10/2025', { ...hall, vnd: 300_000_000n }));
    const school = await project(SCHOOL.code);
    expect(school).toMatchObject({ disbursedVnd: 300_000_000 });
    const desk = await jsonOf<{ codesOnTwoNames: object[] }>(server.get('/api/v1/matching'));
    expect(desk.codesOnTwoNames).toMatchObject([{ code: SCHOOL.code, name: SCHOOL.name, otherName: hall.name }]);
    const split = await decide(`/projects/${school?.id}/split`, {
      names: [hall.name],
      reason: 'hai công trình chung mã',
    });
    const other = async (): Promise<Project | undefined> =>
      (await projects()).find(({ id }) => id === split.otherProjectId);
    expect(await project(SCHOOL.code)).toMatchObject({ disbursedVnd: 500_000_000 });
    expect(await other()).toMatchObject({ name: hall.name, disbursedVnd: 300_000_000 });
    await commit('thang-11.xlsx', await report('30/11/2025', { ...hall, vnd: 900_000_000n }));
    expect(await other()).toMatchObject({ disbursedVnd: 900_000_000 });
    expect(await project(SCHOOL.code)).toMatchObject({ disbursedVnd: 500_000_000 });
    await server.post(`/api/v1/projects/${school?.id}/undo`, { reason: 'thử' });
    expect(await other()).toBeUndefined();
    expect(await project(SCHOOL.code)).toMatchObject({ disbursedVnd: 900_000_000 });
  });

  it('ties waiting lines when the plan that names them arrives, and lets them wait again when it is reversed', async () => {
    const lake = { name: 'Kè suối Nậm La', investor: 'Sở Xây dựng' };
    await commit('thang-12.xlsx', await report('31/12/2025', { ...lake, vnd: 700_000_000n }));
    expect((await waiting()).some(({ name }) => name === lake.name)).toBe(true);
    const plan = await commit('bo-sung.xlsx', await smallPlan([{ ...lake, code: '7900009', vnd: 2_000_000_000n }]));
    expect(await project('7900009')).toMatchObject({ planVnd: 2_000_000_000, disbursedVnd: 700_000_000 });
    expect((await waiting()).some(({ name }) => name === lake.name)).toBe(false);
    await server.post(`/api/v1/imports/${plan.id}/reverse`, { reason: 'thử' });
    expect(await project('7900009')).toBeUndefined();
    expect((await waiting()).some(({ name }) => name === lake.name)).toBe(true);
  });

  it('refuses what makes no sense, in words', async () => {
    const road = await project(ROAD.code);
    const school = await project(SCHOOL.code);
    const refusal = async (path: string, body: object): Promise<unknown> =>
      (await jsonOf<{ code: string }>(server.post(`/api/v1${path}`, body))).code;
    expect(await refusal(`/projects/${road?.id}/merge`, { into: road?.id, reason: 'thử' })).toBe('merge.sameProject');
    expect(await refusal(`/projects/${road?.id}/split`, { names: [ROAD.name], reason: 'thử' })).toBe(
      'split.nothingLeft',
    );
    expect(await refusal(`/projects/${road?.id}/split`, { names: ['Không có'], reason: 'thử' })).toBe(
      'split.nothingChosen',
    );
    expect(await refusal(`/projects/${school?.id}/merge`, { into: road?.id })).toBe('request.malformed');
    expect(await refusal('/matching/confirmations', { name: 'Không chờ', newProject: true })).toBe(
      'match.nothingCommitted',
    );
    expect(await refusal('/matching/confirmations', { name: 'A' })).toBe('match.oneTarget');
    expect(await refusal('/matching/confirmations', { name: 'A', code: SCHOOL.code, projectId: road?.id })).toBe(
      'match.codeOfOther',
    );
  });

  it('tells every step to whoever follows the changes', async () => {
    const { data } = await jsonOf<{ data: { kind: string }[] }>(server.get('/api/v1/changes?limit=500'));
    const kinds = new Set(data.map(({ kind }) => kind));
    for (const kind of ['match.confirmed', 'decision.retracted', 'project.merged', 'project.split'])
      expect([...kinds]).toContain(kind);
  });
});
