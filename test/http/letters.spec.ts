import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { formatMillions, sumVnd } from '../../src/domain/money.js';
import { docxParagraphs, docxTables } from '../support/docx.js';
import { jsonOf, testServer, type TestServer } from '../support/server.js';
import { commitSamples, roundCalls, type Problem } from './support/rounds.js';

interface Line {
  readonly stage: string;
  readonly neededVnd: number | null;
  readonly projectedRatePercent: string | null;
  readonly projectedRange: { readonly lowPercent: string; readonly highPercent: string } | null;
  readonly finding: {
    readonly name: string;
    readonly code: string;
    readonly investor: string;
    readonly planVnd: number;
  };
}

interface Countdown {
  readonly stages: readonly { readonly stage: string; readonly owner: string; readonly projects: number }[];
  readonly data: { readonly lines: readonly Line[] };
}

const MAY = 'planYear=2025&asOf=2025-05-31&rule=161-2025-1';
const JUNE = 'planYear=2025&asOf=2025-06-30&rule=161-2025-1';

describe('letters before the date', () => {
  let server: TestServer;
  let lines: readonly Line[];

  beforeAll(async () => {
    server = await testServer();
    const months = ['03-31', '04-30', '05-31', '06-30'].map((day) => `giai-ngan-2025-${day}.xlsx`);
    await commitSamples(server, 'ke-hoach-von-2025.xlsx', ...months);
    lines = (await countdown(MAY)).data.lines;
  }, 240_000);

  afterAll(() => server?.close());

  const countdown = (query: string): Promise<Countdown> =>
    jsonOf<Countdown>(server.get(`/api/v1/reports/countdown?${query}`));
  const letterTo = (investor: string, query = MAY): Promise<Response> =>
    server.get(`/api/v1/reports/countdown/letter.docx?${query}&investor=${encodeURIComponent(investor)}`);
  const bytesOf = async (response: Promise<Response>): Promise<Uint8Array> =>
    new Uint8Array(await (await response).arrayBuffer());

  it('gives each stage its owner, and every projection its range', async () => {
    const { stages } = await countdown(MAY);
    for (const { stage, owner, projects } of stages) {
      expect(owner).not.toBe('');
      expect(projects).toBe(lines.filter((line) => line.stage === stage).length);
    }
    for (const { projectedRatePercent, projectedRange } of lines) {
      if (projectedRange === null) continue;
      expect(Number(projectedRange.lowPercent)).toBeLessThanOrEqual(Number(projectedRatePercent));
      expect(Number(projectedRange.highPercent)).toBeGreaterThanOrEqual(Number(projectedRatePercent));
    }
  });

  it('urges an investor with exactly its projects that will trip, and what they need', async () => {
    const warned = lines.filter(({ stage }) => stage === 'warning');
    const { investor } = warned[0]!.finding;
    const own = warned.filter(({ finding }) => finding.investor === investor);
    const bytes = await bytesOf(letterTo(investor));
    const texts = docxParagraphs(bytes);
    expect(texts).toContain(`Kính gửi: ${investor}.`);
    expect(texts).toContain('V/v đôn đốc giải ngân kế hoạch vốn đầu tư công năm 2025');
    expect(texts.some((text) => text.startsWith('Căn cứ Quyết định số 161/QĐ-UBND'))).toBe(true);
    const [table] = docxTables(bytes);
    expect(new Set(table!.slice(2).map((row) => row[2]))).toEqual(new Set(own.map(({ finding }) => finding.code)));
    const needed = sumVnd(own.map(({ neededVnd }) => BigInt(neededVnd ?? 0)));
    expect(table![1]![6]).toBe(formatMillions(needed));
    const known = `${MAY}&knownAt=${new Date().toISOString()}`;
    expect(await bytesOf(letterTo(investor, known))).toEqual(await bytesOf(letterTo(investor, known)));
  });

  it('has nothing to say to a stranger, in words', async () => {
    const problem = await jsonOf<Problem>(letterTo('Sở Không Có'));
    expect([problem.status, problem.code]).toEqual([404, 'letter.nobodyToUrge']);
    expect(problem.detail).toContain('Sở Không Có');
    expect((await server.get(`/api/v1/reports/countdown/letter.docx?${MAY}`)).status).toBe(400);
  });

  it('moves a candidate on to proposed once an officer proposes its recall, not before the day', async () => {
    const calls = roundCalls(server);
    const round = await calls.open({ ruleCode: '161-2025-1' });
    const [row, kept] = await calls.findings(round.id);
    await calls.dispose(round.id, row!.projectId, { verdict: 'recallAll' });
    const keep = { verdict: 'keep', reasonCode: 'siteClearance', keepUntil: '2025-11-14' };
    await calls.dispose(round.id, kept!.projectId, keep);
    const stageOf = async (query: string, code: string): Promise<string | undefined> =>
      (await countdown(query)).data.lines.find(({ finding }) => finding.code === code)?.stage;
    expect(await stageOf(JUNE, row!.code)).toBe('proposed');
    expect(await stageOf(JUNE, kept!.code)).toBe('candidate');
    expect(await stageOf(MAY, row!.code)).not.toBe('proposed');
  });

  it('urges an investor that has not sent its reports, and lists it in the monthly report', async () => {
    const { data } = await jsonOf<{ data: { investor: string; month: string; status: string }[] }>(
      server.get('/api/v1/calendar/late?planYear=2025&asOf=2025-07-25'),
    );
    const missing = data.filter(({ status }) => status === 'missing');
    const { investor } = missing[0]!;
    const own = missing.filter((report) => report.investor === investor);
    const path = '/api/v1/reports/late/letter.docx?planYear=2025&asOf=2025-07-25&investor=';
    const bytes = await bytesOf(server.get(path + encodeURIComponent(investor)));
    expect(docxParagraphs(bytes)).toContain(`Kính gửi: ${investor}.`);
    expect(
      docxTables(bytes)[0]!
        .slice(1)
        .map((row) => row[1]),
    ).toEqual(own.map(({ month }) => `${Number(month.slice(5))}/${month.slice(0, 4)}`));
    const monthly = await jsonOf<{ data: { late: { dueOn: string; reports: { investor: string; month: string }[] } } }>(
      server.get('/api/v1/reports/monthly?planYear=2025&month=2025-06'),
    );
    const { dueOn, reports } = monthly.data.late;
    expect(dueOn).toBe('2025-07-18');
    expect(reports.some((report) => report.investor === investor)).toBe(true);
    expect(new Set(reports.map(({ month }) => month))).toEqual(new Set(['2025-06']));
    const problem = await jsonOf<Problem>(server.get(`${path}${encodeURIComponent('Sở Không Có')}`));
    expect([problem.status, problem.code]).toEqual([404, 'letter.nothingLate']);
  });
});
