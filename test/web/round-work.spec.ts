import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../support/browser.js';
import { testServer, type TestServer } from '../support/server.js';
import { commitSamples, roundCalls, type FindingDocument, type RoundDocument } from '../http/support/rounds.js';

/** Without JavaScript, in the order in which it happens: verdict, explanation, issue. */
describe('working on a round, on the pages', () => {
  let server: TestServer;
  let browser: Browser;
  let page: Page;
  let round: RoundDocument;
  let rows: FindingDocument[];

  beforeAll(async () => {
    [server, browser] = await Promise.all([testServer(), openBrowser()]);
    await commitSamples(server, 'ke-hoach-von-2025.xlsx', 'giai-ngan-2025-06-30.xlsx');
    const calls = roundCalls(server);
    round = await calls.open({ ruleCode: '161-2025-1', thresholdBasisPoints: 250 });
    rows = await calls.findings(round.id);
    const options = { viewport: { width: 1280, height: 720 }, locale: 'vi-VN', javaScriptEnabled: false };
    page = await (await browser.newContext(options)).newPage();
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const at = (rest: string): string => `${server.url}/dot-ra-soat/${round.id}${rest}`;

  it('takes a verdict with its reason, and says what is wrong with one', async () => {
    await page.goto(at(`/du-an/${rows[0]!.projectId}`));
    await page.getByRole('button', { name: 'Ghi kết luận' }).click();
    expect(await page.title()).toMatch(/^Lỗi: /);
    await page.getByLabel('Kết luận').selectOption('keep');
    await page.getByLabel('Giữ lại đến ngày').fill('14/11/2025');
    await page.getByRole('button', { name: 'Ghi kết luận' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('Giữ lại vốn phải có lý do');
    await page.getByLabel('Lý do').selectOption('siteClearance');
    await page.getByRole('button', { name: 'Ghi kết luận' }).click();
    const history = page.locator('section', { has: page.getByRole('heading', { name: 'Các kết luận đã ghi' }) });
    expect(await history.innerText()).toContain('Vướng giải phóng mặt bằng');
  });

  it('asks for explanations and lists who has not answered', async () => {
    await page.goto(at('/giai-trinh'));
    await page.getByLabel('Hạn trả lời').fill('31/12/2099');
    await page.getByRole('button', { name: 'Lập biểu cho các chủ đầu tư' }).click();
    await page.getByRole('heading', { name: 'Nhắc trả lời' }).waitFor();
    expect(await page.locator('main').innerText()).toContain(rows[0]!.name);
  });

  it('asks before it issues, and shows number and hashes afterwards', async () => {
    const calls = roundCalls(server);
    for (const { projectId } of rows.slice(1)) await calls.dispose(round.id, projectId, { verdict: 'recallAll' });
    await page.goto(at(''));
    await page.getByRole('link', { name: 'Ban hành danh sách…' }).click();
    await page.getByRole('heading', { level: 1, name: /^Bạn sắp ban hành danh sách/ }).waitFor();
    await page.getByRole('button', { name: /^Ban hành danh sách/ }).click();
    await page.getByRole('heading', { name: /^Danh sách số 01\/2025 đã ban hành/ }).waitFor();
    const { issue } = await calls.find(round.id);
    const text = (await page.locator('main').textContent()) ?? '';
    expect(text).toContain(issue!.snapshotId);
    for (const { sha256 } of issue!.papers) expect(text).toContain(sha256);
  });

  it('has no finding of axe on these pages', async () => {
    const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    const options = { viewport: { width: 1280, height: 720 }, bypassCSP: true };
    const audited = await (await browser.newContext(options)).newPage();
    const other = await roundCalls(server).open({ ruleCode: '161-2025-1', thresholdBasisPoints: 251 });
    for (const path of [
      at(''),
      at('/giai-trinh'),
      `${server.url}/dot-ra-soat/${other.id}/du-an/${rows[0]!.projectId}`,
      `${server.url}/dot-ra-soat/${other.id}/ban-hanh`,
    ]) {
      await audited.goto(path);
      await audited.evaluate(axe);
      const findings = await audited.evaluate(async () => {
        const run = (globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string }[] }> } }).axe;
        return (await run.run()).violations.map(({ id }) => id);
      });
      expect([path, findings]).toEqual([path, []]);
    }
  });
});
