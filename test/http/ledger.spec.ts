import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ExcelJS from 'exceljs';
import { jsonOf, SAMPLES, testServer, type TestServer } from '../support/server.js';

interface Expected {
  asks: { lines: number; amountVnd: number; acceptedUnpaidVnd: number };
  adjustment: { lines: number; increaseVnd: number; decreaseVnd: number };
  totals: { planVnd: number; disbursedVnd: Record<string, number> };
}

interface Entry {
  nature: string;
  amountVnd: number;
  balanceVnd: number;
  source: string;
  effectiveOn: string;
  decisionNumber: string | null;
  decidedOn: string | null;
  decisionAuthority: string | null;
  projectId: string;
  evidence: { file: string; cell: string };
}

interface List<T> {
  data: T[];
  page: { next: string | null };
}

const expected = JSON.parse(readFileSync(`${SAMPLES}expected.json`, 'utf8')) as Expected;
const ADJUSTMENT = 'dieu-chinh-ke-hoach-2025-05-15.xlsx';
const FILES = [
  ADJUSTMENT,
  'giai-ngan-2025-06-30.xlsx',
  'nhu-cau-bo-sung-2025-07.xlsx',
  'ke-hoach-von-2025.xlsx',
  'kbnn-2025-06-30.xlsx',
];

describe('the ledger of plans, demands, and the two series', () => {
  let server: TestServer;
  const imports = new Map<string, string>();

  beforeAll(async () => {
    server = await testServer();
    for (const file of FILES) {
      const { id } = await jsonOf<{ id: string }>(server.uploadSample(file));
      const committed = await server.post(`/api/v1/imports/${id}/commit`);
      if (committed.status !== 200) throw new Error(await committed.text());
      imports.set(file, id);
    }
  }, 120_000);

  afterAll(() => server.close());

  it('holds the adjustment as dated changes with their decision, beside the plan that they change', async () => {
    const ofAnnex = await jsonOf<List<Entry>>(
      server.get(
        `/api/v1/capital-plans?planYear=2025&asOf=2025-12-31&limit=500&importId=${imports.get(ADJUSTMENT) ?? ''}`,
      ),
    );
    expect(ofAnnex.data).toHaveLength(expected.adjustment.lines);
    const sum = (nature: string): number =>
      ofAnnex.data.filter((entry) => entry.nature === nature).reduce((total, { amountVnd }) => total + amountVnd, 0);
    expect([sum('increase'), sum('decrease')]).toEqual([
      expected.adjustment.increaseVnd,
      -expected.adjustment.decreaseVnd,
    ]);
    for (const entry of ofAnnex.data) {
      expect(entry).toMatchObject({
        effectiveOn: '2025-05-15',
        decisionNumber: '1042/QĐ-UBND',
        decidedOn: '2025-05-15',
        decisionAuthority: 'UBND tỉnh Sơn La',
      });
      expect(entry.evidence).toMatchObject({ file: ADJUSTMENT, cell: expect.stringMatching(/^[FG]\d+$/) });
    }
    const ofPlan = await jsonOf<List<Entry>>(
      server.get(`/api/v1/capital-plans?planYear=2025&importId=${imports.get('ke-hoach-von-2025.xlsx') ?? ''}&limit=5`),
    );
    expect(ofPlan.data[0]).toMatchObject({
      nature: 'initial',
      effectiveOn: '2025-01-01',
      decidedOn: '2024-12-05',
      decisionNumber: '422/NQ-HĐND',
      decisionAuthority: 'HĐND tỉnh Sơn La',
    });
  });

  it('gives the running plan of one project by its code, as of a day', async () => {
    const ledger = async (asOf: string): Promise<Entry[]> =>
      (await jsonOf<List<Entry>>(server.get(`/api/v1/capital-plans?project=8082989&asOf=${asOf}`))).data;
    const before = await ledger('2025-05-14');
    const after = await ledger('2025-05-15');
    const cut = after.find(({ nature }) => nature === 'decrease');
    expect(cut?.amountVnd).toBe(-74_000_000);
    const initial = before.find(({ source }) => source === cut?.source);
    expect(initial?.balanceVnd).toBe(4_008_000_000);
    expect(cut?.balanceVnd).toBe(3_934_000_000);
    expect(before.map(({ nature }) => nature)).not.toContain('decrease');
    expect((await jsonOf<List<Entry>>(server.get('/api/v1/capital-plans?project=khong-co'))).data).toEqual([]);
  });

  it('reads the demands with their totals', async () => {
    const demands = await jsonOf<
      List<{ name: string; reason: string }> & {
        totals: { demands: number; amountVnd: number; acceptedUnpaidVnd: number };
      }
    >(server.get('/api/v1/demands?planYear=2025&limit=500'));
    expect(demands.data).toHaveLength(expected.asks.lines);
    expect(demands.totals).toEqual({
      demands: expected.asks.lines,
      amountVnd: expected.asks.amountVnd,
      acceptedUnpaidVnd: expected.asks.acceptedUnpaidVnd,
    });
    for (const { name, reason } of demands.data) expect(name.length * reason.length).toBeGreaterThan(0);
  });

  it('sets Treasury and investor side by side for one project', async () => {
    const { comparison } = await jsonOf<{
      comparison: {
        code: string;
        current: Record<string, unknown> & {
          bySource: {
            source: string;
            treasury: { amountVnd: number; advanceVnd: number };
            investor: { amountVnd: number };
          }[];
        };
      };
    }>(server.get('/api/v1/disbursements?project=8104416&asOf=2025-07-10'));
    expect(comparison.code).toBe('8104416');
    expect(comparison.current).toMatchObject({
      decidedBy: 'treasury',
      planVnd: 15_595_000_000,
      disbursedVnd: 5_053_034_000,
      undisbursedVnd: 10_541_966_000,
      differenceVnd: 0,
      treasury: {
        asOf: '2025-06-30',
        ageDays: 10,
        advanceVnd: 1_519_042_000,
        completedVolumeVnd: 3_533_992_000,
        advancePercent: '30.06',
      },
      investor: { amountVnd: 5_053_034_000, advanceVnd: null },
    });
    expect(comparison.current.bySource.map(({ source, treasury }) => [source, treasury.amountVnd])).toEqual([
      ['NSTW', 4_725_867_000],
      ['XSKT', 327_167_000],
    ]);
  });

  it('reconciles both series over all projects, as JSON and as a record to sign', async () => {
    const asked = 'planYear=2025&asOf=2025-06-30';
    const found = await jsonOf<{
      totals: { treasuryVnd: number; investorVnd: number; differenceVnd: number };
      counts: { compared: number; equal: number; different: number };
      months: string[];
      rows: { differenceVnd: number | null; code: string }[];
    }>(server.get(`/api/v1/disbursements/reconciliation?${asked}`));
    expect(found.totals.investorVnd).toBe(expected.totals.disbursedVnd['2025-06-30']);
    expect(found.months).toEqual(['2025-06-30']);
    expect(found.counts.equal + found.counts.different).toBe(found.counts.compared);
    const differences = found.rows.flatMap(({ differenceVnd }) =>
      differenceVnd === null ? [] : [Math.abs(differenceVnd)],
    );
    expect(differences).toHaveLength(found.counts.different);
    expect(differences).toEqual([...differences].sort((a, b) => b - a));
    const response = await server.get(`/api/v1/disbursements/reconciliation.xlsx?${asked}`);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(await response.arrayBuffer());
    const texts: string[] = [];
    workbook.eachSheet((sheet) => sheet.eachRow((row) => row.eachCell((cell) => texts.push(cell.text))));
    expect(texts).toContain('BIÊN BẢN ĐỐI CHIẾU SỐ LIỆU GIẢI NGÂN KẾ HOẠCH VỐN ĐẦU TƯ CÔNG NĂM 2025');
    for (const { code } of found.rows) expect(texts).toContain(code);
  });

  it('tells what lapses at the end of settlement', async () => {
    const lapse = await jsonOf<{
      asOf: string;
      settled: boolean;
      totals: Record<string, number>;
      bySource: { planVnd: number; lapseVnd: number }[];
      projects: { lapseVnd: number }[];
    }>(server.get('/api/v1/capital-plans/lapse?planYear=2025'));
    expect(lapse).toMatchObject({ asOf: '2026-01-31', settled: true });
    const { planVnd = 0, disbursedVnd = 0, carriedOverVnd, lapseVnd = 0 } = lapse.totals;
    expect(planVnd).toBe(expected.totals.planVnd);
    expect(carriedOverVnd).toBe(0);
    expect(lapseVnd).toBe(planVnd - disbursedVnd);
    expect(lapse.bySource.reduce((sum, row) => sum + row.lapseVnd, 0)).toBe(lapseVnd);
    expect(lapse.projects.reduce((sum, row) => sum + row.lapseVnd, 0)).toBe(lapseVnd);
  });

  describe('the calendar of reports', () => {
    interface Calendar {
      deadline: { dayOfMonth: number };
      periods: { month: string; dueOn: string; counts: Record<string, number> }[];
      investors: { investor: string; months: { month: string; status: string; importId: string | null }[] }[];
    }
    const calendar = (today: string, more = ''): Promise<Calendar> =>
      jsonOf<Calendar>(server.get(`/api/v1/calendar?planYear=2025&asOf=${today}${more}`));
    const setDeadline = (dayOfMonth: unknown): Promise<Response> =>
      fetch(`${server.url}/api/v1/settings/reporting-deadline`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ dayOfMonth }),
      });

    it('shows who has sent which month, and who is missing', async () => {
      const { periods, investors, deadline } = await calendar('2025-07-19');
      expect(deadline).toEqual({ dayOfMonth: 18 });
      expect(investors.length).toBeGreaterThan(10);
      const june = periods.find(({ month }) => month === '2025-06');
      expect(june?.counts['missing']).toBe(investors.length);
      const may = periods.find(({ month }) => month === '2025-05');
      expect(may).toMatchObject({ dueOn: '2025-06-18', counts: { missing: investors.length } });
      expect(periods.find(({ month }) => month === '2025-07')?.counts['notDue']).toBe(investors.length);
    });

    it('shows what came in long after its deadline as late, with the import that brought it', async () => {
      const now = await jsonOf<Calendar>(server.get('/api/v1/calendar?planYear=2025'));
      for (const { months } of now.investors) {
        expect(months.find(({ month }) => month === '2025-06')).toMatchObject({
          status: 'late',
          importId: imports.get('giai-ngan-2025-06-30.xlsx'),
        });
      }
    });

    it('moves with the deadline from now on, and is as it was for who asks for before', async () => {
      const { meta } = await jsonOf<{ meta: { knownAt: string } }>(server.get('/api/v1/projects?limit=1'));
      expect((await setDeadline(10)).status).toBe(200);
      expect((await calendar('2025-06-11')).periods[4]).toMatchObject({ dueOn: '2025-06-10' });
      const before = await calendar('2025-06-11', `&knownAt=${encodeURIComponent(meta.knownAt)}`);
      expect(before.periods[4]).toMatchObject({ dueOn: '2025-06-18' });
      const changes = await jsonOf<List<{ kind: string; data: object }>>(server.get('/api/v1/changes?limit=500'));
      expect(changes.data.at(-1)).toMatchObject({ kind: 'setting.changed', data: { before: 18, after: 10 } });
      for (const wrong of [0, 32, 1.5, 'mai', null]) expect((await setDeadline(wrong)).status).toBe(400);
    });

    it('lists the late ones, oldest month first, also as an official table', async () => {
      const late = await jsonOf<List<{ investor: string; month: string; status: string }>>(
        server.get('/api/v1/calendar/late?planYear=2025'),
      );
      expect(late.data.map(({ month }) => month)).toEqual([...late.data.map(({ month }) => month)].sort());
      expect(new Set(late.data.map(({ status }) => status))).toEqual(new Set(['missing', 'late']));
      const response = await server.get('/api/v1/calendar/late.xlsx?planYear=2025');
      const workbook = new ExcelJS.Workbook();
      await workbook.xlsx.load(await response.arrayBuffer());
      const sheet = workbook.worksheets[0];
      expect(sheet?.getCell('A3').text).toBe('DANH SÁCH ĐƠN VỊ CHẬM GỬI BÁO CÁO GIẢI NGÂN NĂM 2025');
      expect(sheet?.rowCount).toBeGreaterThan(late.data.length);
    });
  });
});
