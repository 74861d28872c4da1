import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ExcelJS from 'exceljs';
import { addDays, dayInVietnam } from '../../src/domain/local-date.js';
import { RoundLifeService } from '../../src/review-rounds/round-life.service.js';
import { toVietnameseDate } from '../../src/domain/local-date.js';
import { docxParagraphs } from '../support/docx.js';
import { jsonOf, testServer, type TestServer } from '../support/server.js';
import { commitSamples, roundCalls, type FindingDocument, type Problem } from './support/rounds.js';

interface Request {
  readonly id: string;
  readonly investor: string;
  readonly deadline: string;
  readonly daysLeft: number;
  readonly projects: number;
  readonly answered: number;
  readonly sha256: string;
  readonly missing: readonly { readonly projectId: string }[];
}

/** One round, in the order in which it happens: asked, answered, silent, decided. */
describe('explanations of the rows of a round', () => {
  const today = dayInVietnam(new Date());
  const deadline = addDays(today, 10);
  let server: TestServer;
  let calls: ReturnType<typeof roundCalls>;
  let id: string;
  let rows: FindingDocument[];

  beforeAll(async () => {
    server = await testServer();
    calls = roundCalls(server);
    await commitSamples(server, 'ke-hoach-von-2025.xlsx', 'giai-ngan-2025-06-30.xlsx');
    id = (await calls.open({ ruleCode: '161-2025-1', thresholdBasisPoints: 700 })).id;
    rows = await calls.findings(id);
  }, 240_000);

  afterAll(() => server?.close());

  const path = (rest: string): string => `/api/v1/review-rounds/${id}/${rest}`;
  const requests = async (): Promise<readonly Request[]> =>
    (await jsonOf<{ requests: Request[] }>(server.get(path('explanation-requests')))).requests;
  const formOf = async (request: Request): Promise<Buffer> =>
    Buffer.from(await (await server.get(path(`explanation-requests/${request.id}/form.xlsx`))).arrayBuffer());
  const problemOf = async (response: Promise<Response>): Promise<Problem> => jsonOf<Problem>(response);
  const rowOf = (projectId: string): FindingDocument => rows.find((row) => row.projectId === projectId)!;

  async function sendFile(rest: string, file: string, bytes: Uint8Array): Promise<Response> {
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(bytes)]), file);
    return fetch(server.url + path(rest), { method: 'POST', body: form });
  }

  it('asks each investor of a candidate once, with the form of its rows', async () => {
    expect((await problemOf(server.post(path('explanation-requests'), { deadline: today }))).code).toBe(
      'explanation.deadlinePast',
    );
    const asked = await jsonOf<{ requests: Request[] }>(server.post(path('explanation-requests'), { deadline }));
    expect((await calls.find(id)).state).toBe('explanations');
    expect(new Set(asked.requests.map(({ investor }) => investor))).toEqual(new Set(rows.map((row) => row.investor)));
    expect(asked.requests.reduce((sum, { projects }) => sum + projects, 0)).toBe(rows.length);
    for (const request of asked.requests) expect([request.daysLeft, request.answered]).toEqual([10, 0]);
    const again = await jsonOf<{ requests: Request[] }>(server.post(path('explanation-requests'), { deadline }));
    expect(again).toEqual(asked);
    const [first] = asked.requests;
    const hash = createHash('sha256')
      .update(await formOf(first!))
      .digest('hex');
    expect(hash).toBe(first!.sha256);
  });

  it('sends a letter with the form: its rows, its deadline', async () => {
    const [request] = await requests();
    const response = await server.get(path(`explanation-requests/${request!.id}/letter.docx`));
    const texts = docxParagraphs(new Uint8Array(await response.arrayBuffer()));
    expect(texts).toContain(`Kính gửi: ${request!.investor}.`);
    expect(texts.some((text) => text.includes(`chậm nhất ngày ${toVietnameseDate(deadline)}`))).toBe(true);
    for (const { projectId } of request!.missing) expect(texts).toContain(rowOf(projectId).name);
  });

  it('reads the answers of the filled form back, all or none, naming the cell', async () => {
    const request = (await requests()).find(({ projects }) => projects > 1) ?? (await requests())[0]!;
    const workbook = new ExcelJS.Workbook();
    const bytes = await formOf(request);
    await workbook.xlsx.load(new Uint8Array(bytes).buffer);
    const sheet = workbook.getWorksheet('Giải trình')!;
    expect(sheet.getCell('I8').dataValidation?.type).toBe('list');
    const [first] = request.missing;
    const at = (projectId: string): number =>
      Array.from({ length: sheet.rowCount }, (_, index) => index + 1).find(
        (row) => sheet.getCell(`A${row}`).text === projectId,
      )!;
    const row = at(first!.projectId);
    sheet.getCell(`I${row}`).value = 'Sẽ giải ngân';
    sheet.getCell(`K${row}`).value = 1.5;
    const filled = async (): Promise<Uint8Array> => new Uint8Array(await workbook.xlsx.writeBuffer());
    const faulty = await problemOf(sendFile('explanations/form', 'tra-loi.xlsx', await filled()));
    expect([faulty.status, faulty.code]).toEqual([409, 'explanation.formFaulty']);
    expect(faulty.detail).toContain(`ô J${row}`);
    sheet.getCell(`J${row}`).value = '31/12/2025';
    const other = request.missing[1];
    if (other !== undefined) {
      const line = at(other.projectId);
      sheet.getCell(`I${line}`).value = 'Giải trình';
      sheet.getCell(`M${line}`).value = 'Vướng giải phóng mặt bằng';
      sheet.getCell(`N${line}`).value = 'Khách quan';
      sheet.getCell(`O${line}`).value = '14 hộ chưa nhận tiền đền bù';
    }
    const read = await sendFile('explanations/form', 'tra-loi.xlsx', await filled());
    expect(await read.json()).toEqual({ answers: other === undefined ? 1 : 2 });
    const told = await jsonOf<{ data: object[] }>(server.get(path('explanations')));
    expect(told.data).toContainEqual(
      expect.objectContaining({
        ...{ projectId: first!.projectId, answer: 'willDisburseBy', day: '2025-12-31', amountVnd: 1_500_000 },
        enteredBy: 'workbook',
      }),
    );
    const foreign = await problemOf(sendFile('explanations/form', 'la.xlsx', Buffer.from('không phải Excel')));
    expect(foreign.code).toBe('explanation.formFaulty');
  });

  it('takes one of three answers, within what is undisbursed, and keeps its files', async () => {
    const [request] = (await requests()).filter(({ missing }) => missing.length > 0);
    const row = rowOf(request!.missing[0]!.projectId);
    const answer = (body: object): Promise<Response> => calls.put(path(`explanations/${row.projectId}`), body);
    const { source, planVnd, disbursedVnd } = row.bySource[0]!;
    const gift = (amountVnd: number): object => ({ giveBack: { bySource: [{ source, amountVnd }] } });
    expect((await problemOf(answer({}))).code).toBe('explanation.notOneAnswer');
    const over = await problemOf(answer(gift(planVnd - disbursedVnd + 1)));
    expect([over.status, over.code]).toEqual([400, 'explanation.fault']);
    const late = { willDisburseBy: { day: '2026-02-01', amountVnd: 1 } };
    expect((await problemOf(answer(late))).detail).toContain('31/01/2026');
    expect((await answer(gift(planVnd - disbursedVnd))).status).toBe(200);
    const kept = await sendFile(`explanations/${row.projectId}/evidence`, 'biên bản.pdf', Buffer.from('%PDF-1.4'));
    const evidence = await jsonOf<{ id: string; file: string; sha256: string }>(kept);
    expect(evidence).toMatchObject({ file: 'biên bản.pdf' });
    const file = await server.get(path(`evidence/${evidence.id}`));
    expect(await file.text()).toBe('%PDF-1.4');
    expect(file.headers.get('content-disposition')).toMatch(/^attachment/);
  });

  it('records the silence of who let the deadline pass, and nothing before it has passed', async () => {
    const life = server.app.get(RoundLifeService, { strict: false });
    const missing = (await requests()).flatMap((request) => request.missing.map(({ projectId }) => projectId));
    expect(missing.length).toBeGreaterThan(0);
    for (const row of rows.filter(({ projectId }) => !missing.includes(projectId))) {
      const kept = { verdict: 'keep', reasonCode: 'siteClearance', keepUntil: '2025-11-14' };
      expect((await calls.dispose(id, row.projectId, kept)).status).toBe(200);
    }
    const early = await life.decide(id, deadline);
    expect(early).toMatchObject({ ok: false, refusal: { code: 'round.rowsWithoutVerdict' } });
    const decided = await life.decide(id, addDays(deadline, 1));
    expect(decided).toMatchObject({ ok: true, value: { state: 'decided' } });
    const history = await jsonOf<{ data: object[] }>(server.get(path(`findings/${missing[0]!}/dispositions`)));
    expect(history.data).toEqual([
      expect.objectContaining({
        ...{ verdict: 'recallAll', bySilence: true, reasonCode: 'noAnswer', version: 1 },
        recallVnd: rowOf(missing[0]!).undisbursedVnd,
      }),
    ]);
  });
});
