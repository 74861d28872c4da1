import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { ProjectFacts } from '../../src/domain/project-facts.js';
import { SHIPPED_REVIEW_RULES } from '../../src/domain/review-rule.js';
import { review } from '../../src/domain/review.js';
import { gatherFacts } from '../../src/projects/facts.repository.js';
import { gatherFactsOn } from '../../src/projects/review-facts.repository.js';
import { connectTo } from '../support/database.js';
import { openBrowser, watchForViolations } from '../support/browser.js';
import { sidewaysScroll } from '../support/pages.js';
import { jsonOf, testServer, type TestServer } from '../support/server.js';

interface Rule {
  readonly code: string;
  readonly version: number;
  readonly thresholdBasisPoints: number;
  readonly [setting: string]: unknown;
}

interface Problem {
  readonly code: string;
  readonly detail: string;
}

interface List<T> {
  readonly data: T[];
}

/** Round 1 of the decision, for another code. */
const BODY = {
  name: 'Rà soát đột xuất tháng 10',
  planYear: 2025,
  asOf: '2025-10-31',
  thresholdBasisPoints: 6500,
  legalBases: [{ text: 'Thông báo số 5/TB-UBND', clause: 'Điểm 1', validFrom: '2025-10-01' }],
  decideBy: '2025-11-14',
};

describe('review rules', () => {
  let server: TestServer;
  let browser: Browser;
  let page: Page;
  let violations: string[];

  beforeAll(async () => {
    [server, browser] = await Promise.all([testServer(), openBrowser()]);
    const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, locale: 'vi-VN' });
    page = await context.newPage();
    violations = await watchForViolations(page);
    for (const file of ['ke-hoach-von-2025.xlsx', 'giai-ngan-2025-06-30.xlsx']) await commitSample(file);
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  async function commitSample(file: string): Promise<void> {
    const { id } = await jsonOf<{ id: string }>(server.uploadSample(file));
    expect((await server.post(`/api/v1/imports/${id}/commit`)).status).toBe(200);
  }

  const put = (path: string, body: object): Promise<Response> =>
    fetch(server.url + path, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  const rounds = async (): Promise<number> =>
    (await jsonOf<List<unknown>>(server.get('/api/v1/review-rounds'))).data.length;

  it('are added with what is left out as in the decision, and once', async () => {
    const added = await jsonOf<Rule>(server.post('/api/v1/review-rules', { code: '161-2025-3', ...BODY }));
    expect(added).toMatchObject({
      ...{ code: '161-2025-3', version: 1, round: null, metric: 'disbursed', denominator: 'plan.current' },
      ...{ comparator: 'below', level: 'project', amountPolicy: 'allUndisbursed', preferredOrigin: 'treasury' },
      population: { statuses: null, requiresPlanOfYear: true, exemptions: [] },
    });
    expect(await jsonOf(server.get('/api/v1/review-rules/161-2025-3'))).toEqual(added);
    const again = await server.post('/api/v1/review-rules', { code: '161-2025-3', ...BODY });
    expect([again.status, (await jsonOf<Problem>(again)).code]).toEqual([409, 'rule.exists']);
  });

  it.each([
    [{ asOf: '2024-12-31' }, 422, 'rule.dayOutsideYear'],
    [{ decideBy: '2025-10-30' }, 422, 'rule.decideBeforeDay'],
    [{ asOf: '2025-09-30' }, 422, 'rule.basisNotInForce'],
    [{ sourceThresholds: [{ source: 'NSTW', thresholdBasisPoints: 7000 }] }, 422, 'rule.sourceThresholdsNeedLevel'],
    [{ population: { sources: ['NGUON-LA'] } }, 422, 'rule.unknownSource'],
    [{ denominator: 'plan.withoutSupplementsAfter:2025-12-31' }, 422, 'rule.supplementDay'],
    [{ thresholdBasisPoints: 0 }, 400, 'request.malformed'],
    [{ thresholdBasisPoints: 10_001 }, 400, 'request.malformed'],
    [{ denominator: 'plan.best' }, 400, 'request.malformed'],
    [{ population: { statuses: [] } }, 400, 'request.malformed'],
    [{ population: { minimumPlanVnd: -1 } }, 400, 'request.malformed'],
  ])('are refused with %j: %i %s', async (wrong, status, code) => {
    const answer = await server.post('/api/v1/review-rules', { code: 'x', ...BODY, ...wrong });
    expect([answer.status, (await jsonOf<Problem>(answer)).code]).toEqual([status, code]);
  });

  it('keep every version with its reason, and tell the feed', async () => {
    const change = { ...BODY, thresholdBasisPoints: 7000, version: 1, reason: 'Kết luận họp ngày 28/10' };
    expect(await jsonOf(put('/api/v1/review-rules/161-2025-3', change))).toMatchObject({
      version: 2,
      thresholdBasisPoints: 7000,
    });
    expect(await jsonOf(put('/api/v1/review-rules/161-2025-3', { ...change, version: 2 }))).toMatchObject({
      version: 2,
    });
    const stale = await put('/api/v1/review-rules/161-2025-3', { ...change, thresholdBasisPoints: 7100 });
    expect([stale.status, (await jsonOf<Problem>(stale)).code]).toEqual([409, 'rule.changed']);
    const { data } = await jsonOf<List<{ rule: Rule; changeReason: string }>>(
      server.get('/api/v1/review-rules/161-2025-3/versions'),
    );
    expect(data.map(({ rule, changeReason }) => [rule.version, rule.thresholdBasisPoints, changeReason])).toEqual([
      [2, 7000, 'Kết luận họp ngày 28/10'],
      [1, 6500, 'Phiên bản đầu tiên'],
    ]);
    const feed = await jsonOf<List<{ kind: string; subjectId: string }>>(server.get('/api/v1/changes?after=0'));
    expect(feed.data.filter(({ subjectId }) => subjectId === '161-2025-3').map(({ kind }) => kind)).toEqual([
      'rule.added',
      'rule.changed',
    ]);
  });

  it('of two people who change one version at a time, one wins', async () => {
    const answers = await Promise.all(
      [5100, 5200, 5300, 5400].map((thresholdBasisPoints) =>
        put('/api/v1/review-rules/161-2025-3', { ...BODY, thresholdBasisPoints, version: 2, reason: 'cùng lúc' }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
  });

  it('are tried without writing anything, and the movement is what rounds would say', async () => {
    const before = await rounds();
    const trial = await jsonOf<{
      liveSummary: { candidates: number };
      trialSummary: { candidates: number };
      comparison: {
        entered: { projects: number };
        left: { projects: number };
        rows: { change: string; causes: { code: string }[] }[];
      };
    }>(
      server.post('/api/v1/review-rules/161-2025-1/trial', { complete: true, changes: { thresholdBasisPoints: 4000 } }),
    );
    const { entered, left, rows } = trial.comparison;
    expect([entered.projects, left.projects]).toEqual([
      0,
      trial.liveSummary.candidates - trial.trialSummary.candidates,
    ]);
    expect(left.projects).toBeGreaterThan(0);
    expect(new Set(rows.flatMap(({ causes }) => causes.map(({ code }) => code)))).toEqual(new Set(['ruleChange']));
    expect(await rounds()).toBe(before);
    const round = await jsonOf<{ summary: { candidates: number } }>(
      server.post('/api/v1/review-rounds', { ruleCode: '161-2025-1', thresholdBasisPoints: 4000, complete: true }),
    );
    expect(round.summary.candidates).toBe(trial.trialSummary.candidates);
  });

  it('give findings with every denominator, marks, evidence and what may be taken back', async () => {
    const round = await jsonOf<{ id: string; rule: Rule }>(
      server.post('/api/v1/review-rounds', { ruleCode: '161-2025-1', complete: true }),
    );
    expect(round.rule.version).toBe(1);
    const { data } = await jsonOf<List<Record<string, never> & { planVnd: number; disbursedVnd: number }>>(
      server.get(`/api/v1/review-rounds/${round.id}/findings?outcome=candidate&limit=20`),
    );
    for (const finding of data) {
      expect(finding).toMatchObject({
        denominators: [
          { name: 'plan.current', planVnd: finding.planVnd },
          { name: 'plan.initial' },
          { name: 'plan.withCarriedOver' },
        ],
        judgements: [
          { outcome: 'candidate', partVnd: finding.disbursedVnd, wholeVnd: finding.planVnd, thresholdPercent: '50.00' },
        ],
        recallable: { policy: 'allUndisbursed' },
        otherSources: [],
      });
    }
  });

  it.each(['2025-06-30', '2025-05-31', '2025-12-31'])(
    'find as of %s in the figures that can count what they find in all of the books',
    async (asOf) => {
      const dataSource = await connectTo(server.databaseUrl);
      try {
        const rule = { ...SHIPPED_REVIEW_RULES[1]!, asOf };
        const question = { planYear: 2025, knownAt: new Date() };
        const all = await gatherFacts(dataSource.manager, question);
        const counted = await dataSource.transaction((manager) => gatherFactsOn(manager, question, asOf));
        const bare = (facts: readonly ProjectFacts[]) =>
          review(
            rule,
            facts.map((project) => ({ ...project, obligations: [], openWarnings: [] })),
            { complete: false },
          );
        expect(bare(counted)).toEqual(bare(all));
      } finally {
        await dataSource.destroy();
      }
    },
  );

  it('let a round be compared with what is known by now, with the cause of each difference', async () => {
    const round = await jsonOf<{ id: string; summary: { candidates: number } }>(
      server.post('/api/v1/review-rounds', { ruleCode: '161-2025-1', complete: true }),
    );
    await commitSample('dieu-chinh-ke-hoach-2025-05-15.xlsx');
    const compared = await jsonOf<{
      afterSummary: { candidates: number };
      comparison: { rows: { causes: { code: string; text: string }[] }[] };
    }>(server.get(`/api/v1/review-rounds/${round.id}/compare?knownAt=now`));
    const codes = compared.comparison.rows.flatMap(({ causes }) => causes.map(({ code }) => code));
    expect(new Set(codes)).toEqual(new Set(['planChange']));
    const reopened = await jsonOf<{ id: string; summary: { candidates: number } }>(
      server.post('/api/v1/review-rounds', { ruleCode: '161-2025-1', complete: true }),
    );
    expect(reopened.summary.candidates).toBe(compared.afterSummary.candidates);
    const both = await jsonOf<typeof compared>(
      server.get(`/api/v1/review-rounds/${round.id}/compare?with=${reopened.id}`),
    );
    expect(both.comparison).toEqual(compared.comparison);

    await page.goto(`${server.url}/dot-ra-soat/${round.id}/so-sanh`);
    await page.getByText('kế hoạch thay đổi:').first().waitFor();
    await expectGoodPage();
  });

  it('are added, changed and tried on pages, with what is wrong said at the field', async () => {
    await page.goto(`${server.url}/quy-tac`);
    await expectGoodPage();
    await page.getByRole('link', { name: 'Thêm quy tắc' }).click();
    await page.getByLabel('Mã quy tắc').fill('dot-xuat-1');
    await page.getByLabel('Ngưỡng (%)').fill('sáu mươi');
    await page.getByLabel('Lý do đặt quy tắc').fill('Kết luận họp');
    await page.getByRole('button', { name: 'Thêm quy tắc' }).click();
    await page.getByRole('link', { name: 'Không đọc được “sáu mươi”.' }).waitFor();
    await expectGoodPage();
    await page.getByLabel('Ngưỡng (%)').fill('62,5');
    await page.getByLabel('Chuyển tiếp').check();
    await page.getByLabel('Dự án được miễn').fill('7912345: chờ bàn giao');
    await page.getByRole('button', { name: 'Thêm quy tắc' }).click();
    await page.getByText('giải ngân dưới 62,5%').waitFor();
    await page.getByText('Miễn dự án 7912345').waitFor();
    await expectGoodPage();

    await page.getByRole('link', { name: 'Sửa quy tắc' }).click();
    await page.getByLabel('Ngưỡng (%)').fill('55');
    await page.getByLabel('Lý do sửa').fill('Ý kiến Thường trực');
    await expectGoodPage();
    await page.getByRole('button', { name: 'Lưu phiên bản mới' }).click();
    await page.getByRole('cell', { name: 'Ý kiến Thường trực' }).waitFor();
    expect(await jsonOf(server.get('/api/v1/review-rules/dot-xuat-1'))).toMatchObject({
      ...{ version: 2, thresholdBasisPoints: 5500 },
      population: { statuses: ['continuing'], exemptions: [{ project: '7912345', reason: 'chờ bàn giao' }] },
    });

    await page.goto(`${server.url}/quy-tac/161-2025-1/thu`);
    await page.getByLabel('Ngưỡng (%)').fill('40');
    await page.getByRole('button', { name: 'Xem thay đổi' }).click();
    await page.getByText('quy tắc thay đổi: ngưỡng').first().waitFor();
    await page.getByText('Ra khỏi danh sách').first().waitFor();
    await expectGoodPage();
    expect(violations).toEqual([]);
  });

  /** No sideways scroll of the page, and nothing for axe to complain of. */
  async function expectGoodPage(): Promise<void> {
    expect([page.url(), await sidewaysScroll(page)]).toEqual([page.url(), 0]);
    await page.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
    const found = await page.evaluate(async () => {
      const { axe } = globalThis as unknown as {
        axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      };
      return (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
    });
    expect([page.url(), found]).toEqual([page.url(), []]);
  }
});
