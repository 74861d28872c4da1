import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ExcelJS from 'exceljs';
import { SHIPPED_LETTERHEAD } from '../../src/domain/letterhead.js';
import { docxParagraphs } from '../support/docx.js';
import { jsonOf, testServer, type TestServer } from '../support/server.js';
import { commitSamples, roundCalls, type Problem, type RoundDocument } from './support/rounds.js';

const PATH = '/api/v1/settings/letterhead';
const OWN = {
  ...SHIPPED_LETTERHEAD,
  parentAgency: 'UBND TỈNH PHÚ THỌ',
  agency: 'SỞ KẾ HOẠCH VÀ ĐẦU TƯ',
  agencyInText: 'Sở Kế hoạch và Đầu tư',
  abbreviation: 'SKHĐT',
  place: 'Việt Trì',
  signatoryName: 'Nguyễn Thị Bình',
};

describe('the letterhead that the department sets', () => {
  let server: TestServer;
  let calls: ReturnType<typeof roundCalls>;
  let issued: RoundDocument;
  let letter: string;

  beforeAll(async () => {
    server = await testServer();
    calls = roundCalls(server);
    await commitSamples(server, 'ke-hoach-von-2025.xlsx', 'giai-ngan-2025-06-30.xlsx');
    const { id } = await calls.open({ ruleCode: '161-2025-1', thresholdBasisPoints: 230 });
    for (const { projectId } of await calls.findings(id)) {
      await calls.dispose(id, projectId, { verdict: 'recallAll' });
    }
    issued = await jsonOf<RoundDocument>(calls.step(id, 'issue'));
    const asked = await calls.open({ ruleCode: '161-2025-1', thresholdBasisPoints: 231 });
    const requests = `/api/v1/review-rounds/${asked.id}/explanation-requests`;
    const { requests: sent } = await jsonOf<{ requests: { id: string }[] }>(
      server.post(requests, { deadline: '2099-12-31' }),
    );
    letter = `${requests}/${sent[0]!.id}/letter.docx`;
  }, 240_000);

  afterAll(() => server?.close());

  const bytesOf = async (path: string): Promise<Buffer> => {
    const response = await server.get(path);
    expect([path, response.status]).toEqual([path, 200]);
    return Buffer.from(await response.arrayBuffer());
  };
  const textsOf = async (path: string): Promise<string[]> => {
    const bytes = await bytesOf(path);
    if (path.includes('.docx')) return docxParagraphs(new Uint8Array(bytes));
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
    return workbook.worksheets.flatMap((sheet) => {
      const texts: string[] = [];
      sheet.eachRow((row) => row.eachCell((cell) => typeof cell.value === 'string' && texts.push(cell.value)));
      return texts;
    });
  };

  it('starts as shipped and refuses one without an agency, in words', async () => {
    expect(await jsonOf<object>(server.get(PATH))).toEqual(SHIPPED_LETTERHEAD);
    const wrong = await calls.put(PATH, { ...OWN, agency: '' });
    const problem = await jsonOf<Problem>(wrong);
    expect([problem.status, problem.detail]).toEqual([400, expect.stringContaining('agency chưa ghi')]);
    expect((await calls.put(PATH, { agency: 'SỞ TÀI CHÍNH' })).status).toBe(400);
    expect(await jsonOf<object>(server.get(PATH))).toEqual(SHIPPED_LETTERHEAD);
  });

  it('stands on every paper from then on; issued papers and sent letters keep theirs', async () => {
    const round = `/api/v1/review-rounds/${issued.id}`;
    const frozen = createHash('sha256')
      .update(await bytesOf(`${round}/recall-list.xlsx`))
      .digest('hex');
    const sentBefore = await textsOf(letter);
    expect(sentBefore).toContain('SỞ TÀI CHÍNH');
    expect(await jsonOf<object>(calls.put(PATH, OWN))).toEqual(OWN);
    const other = await calls.open({ ruleCode: '161-2025-1', thresholdBasisPoints: 232 });
    for (const path of [
      `/api/v1/review-rounds/${other.id}/recall-list.xlsx`,
      `/api/v1/review-rounds/${other.id}/not-recalled.xlsx`,
      `/api/v1/review-rounds/${other.id}/submission.docx`,
      '/api/v1/reports/monthly.xlsx?month=2025-06',
      '/api/v1/reports/league-table.xlsx?month=2025-06',
      '/api/v1/reports/countdown.xlsx?asOf=2025-06-15',
      '/api/v1/calendar/late.xlsx?asOf=2025-08-01',
    ]) {
      const texts = await textsOf(path);
      expect([path, texts.includes(OWN.parentAgency), texts.includes(OWN.agency)]).toEqual([path, true, true]);
    }
    const kept = createHash('sha256')
      .update(await bytesOf(`${round}/recall-list.xlsx`))
      .digest('hex');
    expect(kept).toBe(frozen);
    expect(await textsOf(letter)).toEqual(sentBefore);
    expect(await (await server.get('/')).text()).toContain('Sở Kế hoạch và Đầu tư tỉnh Sơn La');
  });

  it('is in the feed of changes once, however often it is sent', async () => {
    expect((await calls.put(PATH, OWN)).status).toBe(200);
    const { data } = await jsonOf<{ data: { kind: string; subjectId: string }[] }>(
      server.get('/api/v1/changes?after=0&limit=500'),
    );
    expect(data.filter(({ kind, subjectId }) => kind === 'setting.changed' && subjectId === 'letterhead')).toHaveLength(
      1,
    );
  });
});
