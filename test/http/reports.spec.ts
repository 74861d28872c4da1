import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import { formatMillions, sumVnd } from '../../src/domain/money.js';
import { readPlainWorkbook } from '../../src/workbook/reading/read-workbook.js';
import { docxParagraphs, docxTables } from '../support/docx.js';
import { jsonOf, SAMPLES, testServer, type TestServer } from '../support/server.js';
import { roundCalls, type Problem } from './support/rounds.js';

interface Line {
  readonly key: string | null;
  readonly name: string;
  readonly planVnd: number;
  readonly disbursedVnd: number;
  readonly changeVnd: number;
  readonly rank: number | null;
}

interface Monthly {
  readonly data: Record<'source' | 'investor' | 'sector' | 'location' | 'programme', { total: Line; lines: Line[] }> & {
    readonly total: Line;
    readonly distribution: number[];
    readonly before: string;
  };
  readonly meta: { readonly asOf: string; readonly unit: string };
}

interface CountdownDocument {
  readonly rule: { readonly code: string };
  readonly expectedLapse: {
    readonly planVnd: number;
    readonly lowVnd: number;
    readonly likelyVnd: number;
    readonly highVnd: number;
  }[];
  readonly data: {
    readonly daysLeft: number;
    readonly lines: { readonly stage: string; readonly finding: { readonly code: string } }[];
  };
}

interface UrgedLine {
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
  readonly data: { readonly lines: readonly UrgedLine[] };
}

const MAY = 'planYear=2025&asOf=2025-05-31&rule=161-2025-1';
const JUNE = 'planYear=2025&asOf=2025-06-30&rule=161-2025-1';

const expected = JSON.parse(readFileSync(`${SAMPLES}expected.json`, 'utf8')) as {
  totals: { planVnd: number; disbursedVnd: Record<string, number> };
  round1: { code: string }[];
};

describe('reports over the samples', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await testServer();
    const reports = readdirSync(SAMPLES).filter((file) => /^giai-ngan-2025-0[1-6].*\.xlsx$/.test(file));
    for (const file of ['ke-hoach-von-2025.xlsx', ...reports.sort()]) {
      const { id } = await jsonOf<{ id: string }>(server.uploadSample(file));
      expect((await server.post(`/api/v1/imports/${id}/commit`)).status).toBe(200);
    }
  }, 240_000);

  afterAll(() => server.close());

  it('synthesises June with the totals of the truth, the same by every breakdown', async () => {
    const { data, meta } = await jsonOf<Monthly>(server.get('/api/v1/reports/monthly?planYear=2025&month=2025-06'));
    expect(meta).toMatchObject({ asOf: '2025-06-30', unit: 'VND' });
    expect(data.before).toBe('2025-05-31');
    expect(data.total.planVnd).toBe(expected.totals.planVnd);
    expect(data.total.disbursedVnd).toBe(expected.totals.disbursedVnd['2025-06-30']);
    const june = expected.totals.disbursedVnd['2025-06-30'] ?? 0;
    expect(data.total.changeVnd).toBe(june - (expected.totals.disbursedVnd['2025-05-31'] ?? 0));
    for (const breakdown of ['source', 'investor', 'sector', 'location', 'programme'] as const) {
      const { lines } = data[breakdown];
      expect(lines.reduce((sum, line) => sum + line.planVnd, 0)).toBe(expected.totals.planVnd);
      expect(lines.reduce((sum, line) => sum + line.disbursedVnd, 0)).toBe(june);
    }
  });

  it('prints the synthesis as a workbook of one sheet a breakdown, and as CSV', async () => {
    const response = await server.get('/api/v1/reports/monthly.xlsx?planYear=2025&month=2025-06');
    const workbook = readPlainWorkbook(new Uint8Array(await response.arrayBuffer()), 'tong-hop.xlsx');
    expect(workbook.sheets.map(({ name }) => name)).toEqual([
      ...['Theo Nguồn vốn', 'Theo Ngành, lĩnh vực', 'Theo Chủ đầu tư', 'Theo Địa điểm'],
      ...['Theo Chương trình mục tiêu quốc', 'Chậm báo cáo'],
    ]);
    const csv = await (await server.get('/api/v1/reports/monthly.csv?planYear=2025&month=2025-06&by=investor')).text();
    expect(csv).toContain(`"${expected.totals.planVnd}"`);
  });

  it('ranks investors, with heads and registered figures once they are recorded', async () => {
    const path = '/api/v1/reports/league-table?planYear=2025&asOf=2025-06-30';
    interface League {
      readonly data: {
        investor: string;
        rank: number;
        planVnd: number;
        disbursedVnd: number;
        head: string | null;
        fidelityPercent: string | null;
      }[];
    }
    const { data } = await jsonOf<League>(server.get(path));
    expect(data.reduce((sum, line) => sum + line.planVnd, 0)).toBe(expected.totals.planVnd);
    const first = data[0];
    const investors = await jsonOf<{ data: { id: string; currentName: string }[] }>(server.get('/api/v1/investors'));
    const id = investors.data.find(({ currentName }) => currentName === first?.investor)?.id ?? '';
    expect(
      (
        await put(`/api/v1/reports/investors/${id}/head`, {
          name: 'Lò Văn B',
          position: 'Giám đốc',
          fromDay: '2025-01-01',
        })
      ).status,
    ).toBe(200);
    const months = [{ month: '2025-06', cumulativeVnd: (first?.disbursedVnd ?? 0) * 2 }];
    expect((await put(`/api/v1/reports/investors/${id}/monthly-plan`, { planYear: 2025, months })).status).toBe(200);
    const after = await jsonOf<League>(server.get(path));
    expect(after.data[0]).toMatchObject({ head: 'Giám đốc Lò Văn B', fidelityPercent: '50.00' });
  });

  it('refuses registered figures that fall, naming the month', async () => {
    const investors = await jsonOf<{ data: { id: string }[] }>(server.get('/api/v1/investors'));
    const months = [
      { month: '2025-05', cumulativeVnd: 10 },
      { month: '2025-06', cumulativeVnd: 9 },
    ];
    const response = await put(`/api/v1/reports/investors/${investors.data[0]?.id}/monthly-plan`, {
      planYear: 2025,
      months,
    });
    expect(response.status).toBe(422);
    expect(await response.text()).toContain('2025-06-30');
  });

  it('counts down to round 1, and from its day on names exactly its candidates', async () => {
    const before = await jsonOf<CountdownDocument>(
      server.get('/api/v1/reports/countdown?planYear=2025&asOf=2025-05-31'),
    );
    expect(before.rule.code).toBe('161-2025-1');
    expect(before.data.daysLeft).toBe(30);
    const after = await jsonOf<CountdownDocument>(
      server.get('/api/v1/reports/countdown?planYear=2025&asOf=2025-06-30&rule=161-2025-1'),
    );
    const candidates = after.data.lines.filter(({ stage }) => stage === 'candidate').map(({ finding }) => finding.code);
    expect(new Set(candidates)).toEqual(new Set(expected.round1.map(({ code }) => code)));
    for (const { lowVnd, likelyVnd, highVnd } of after.expectedLapse) {
      expect(lowVnd <= likelyVnd && likelyVnd <= highVnd).toBe(true);
    }
    expect(after.expectedLapse.reduce((sum, line) => sum + line.planVnd, 0)).toBe(expected.totals.planVnd);
  });

  it('tests its warnings on the months in the books', async () => {
    const { data } = await jsonOf<{
      data: { horizonDays: number; hits: number; missed: number; foundPercent: string }[];
    }>(server.get('/api/v1/reports/countdown/back-test?planYear=2025&asOf=2025-06-30&rule=161-2025-1'));
    expect(data.map(({ horizonDays }) => horizonDays)).toEqual([90, 60, 30, 14]);
    for (const { hits, missed } of data) expect(hits + missed).toBe(expected.round1.length);
    expect(Number(data.at(-1)?.foundPercent)).toBeGreaterThan(80);
  });

  it('watches what the decision names, and what a person adds, until it is taken off', async () => {
    const path = '/api/v1/reports/watch-list?planYear=2025&asOf=2025-06-30';
    interface Watch {
      readonly data: { item: { id: string; label: string }; projects: { code: string }[] }[];
    }
    const shipped = await jsonOf<Watch>(server.get(path));
    expect(shipped.data.map(({ item }) => item.label).sort()).toEqual([
      'Cao tốc Hòa Bình - Mộc Châu',
      'Chương trình MTQG giảm nghèo bền vững',
      'Chương trình MTQG vùng đồng bào dân tộc thiểu số',
      'Chương trình MTQG xây dựng nông thôn mới',
    ]);
    const item = { kind: 'name', value: 'hồ chứa nước Nậm Lầu', label: 'Hồ Nậm Lầu', reason: 'An toàn mùa lũ' };
    const added = await jsonOf<{ id: string }>(server.post('/api/v1/reports/watch-list', item));
    expect((await server.post('/api/v1/reports/watch-list', item)).status).toBe(409);
    const watched = await jsonOf<Watch>(server.get(path));
    expect(watched.data.find((one) => one.item.label === 'Hồ Nậm Lầu')?.projects.length).toBeGreaterThan(0);
    const remove = await fetch(`${server.url}/api/v1/reports/watch-list/${added.id}`, { method: 'DELETE' });
    expect(remove.status).toBe(200);
    expect((await jsonOf<Watch>(server.get(path))).data).toHaveLength(4);
  });

  describe('letters before the date', () => {
    let lines: readonly UrgedLine[];

    beforeAll(async () => {
      lines = (await countdown(MAY)).data.lines;
    });

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
      const monthly = await jsonOf<{
        data: { late: { dueOn: string; reports: { investor: string; month: string }[] } };
      }>(server.get('/api/v1/reports/monthly?planYear=2025&month=2025-06'));
      const { dueOn, reports } = monthly.data.late;
      expect(dueOn).toBe('2025-07-18');
      expect(reports.some((report) => report.investor === investor)).toBe(true);
      expect(new Set(reports.map(({ month }) => month))).toEqual(new Set(['2025-06']));
      const problem = await jsonOf<Problem>(server.get(`${path}${encodeURIComponent('Sở Không Có')}`));
      expect([problem.status, problem.code]).toEqual([404, 'letter.nothingLate']);
    });
  });

  function put(path: string, body: object): Promise<Response> {
    return fetch(server.url + path, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }
});
