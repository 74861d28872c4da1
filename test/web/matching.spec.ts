import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../support/browser.js';
import { commitExplained } from '../support/explained.js';
import { sidewaysScroll } from '../support/pages.js';
import { jsonOf, testServer, type TestServer } from '../support/server.js';
import { smallPlan, smallReport } from '../support/small-workbooks.js';

const ROAD = {
  name: 'Đường Tà Hộc - Nà Bó',
  code: '7900001',
  investor: 'Ban QLDA huyện Mai Sơn',
  vnd: 10_000_000_000n,
};
const OLD = { name: 'Hồ chứa nước Bản Mòng', code: '7900003', investor: 'Sở Xây dựng', vnd: 4_000_000_000n };
const NEW = { ...OLD, code: '7900004', vnd: 3_000_000_000n };
const SENT = { name: 'Đường Tà Hộc - Nà Bó đoạn 2', investor: 'KBNN Mai Sơn', vnd: 2_000_000_000n };

/** Without JavaScript: the pages are plain forms. */
describe('the desk of projects in doubt, without JavaScript', () => {
  let server: TestServer;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    [server, browser] = await Promise.all([testServer(), openBrowser()]);
    const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, javaScriptEnabled: false });
    page = await context.newPage();
    await commit('ke-hoach.xlsx', await smallPlan([ROAD, OLD, NEW]));
    await commit('thang-6.xlsx', await smallReport([SENT, { name: 'Cầu Nà Lạ', vnd: 5_000_000_000n }], '30/6/2025'));
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  async function commit(file: string, bytes: Uint8Array): Promise<void> {
    const { id } = await jsonOf<{ id: string }>(server.upload(file, bytes));
    expect(await commitExplained(server, id)).toBe(200);
  }

  function card(heading: string | RegExp) {
    return page.locator('section.card', { has: page.getByRole('heading', { name: heading }) });
  }

  it('shows what waits, biggest first, with money and cells, and has no finding of axe', async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, bypassCSP: true });
    const audited = await context.newPage();
    await audited.goto(`${server.url}/khop-du-an`);
    await audited.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
    const findings = await audited.evaluate(async () => {
      const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string }[] }> } };
      return (await axe.run()).violations.map(({ id }) => id);
    });
    expect(findings).toEqual([]);
    expect(await sidewaysScroll(audited)).toBe(0);
    const shot = process.env['SCREENSHOT'];
    if (shot !== undefined) await audited.screenshot({ path: shot, fullPage: true });
    await context.close();
    await page.goto(`${server.url}/khop-du-an`);
    expect(await page.getByRole('heading', { level: 3 }).allInnerTexts()).toEqual([
      'Cầu Nà Lạ',
      SENT.name,
      `Hai mã, một tên: ${OLD.name}`,
    ]);
    expect(await card('Cầu Nà Lạ').innerText()).toContain('5.000.000.000 đồng');
    expect(await card(SENT.name).innerText()).toContain('Biểu!A4');
  });

  it('asks for a choice, then takes it from the keyboard', async () => {
    await card(SENT.name).getByRole('button', { name: 'Xác nhận' }).press('Enter');
    await page.getByRole('alert').getByText(`Chưa chọn dự án cho dòng “${SENT.name}”.`).waitFor();
    const option = card(SENT.name).locator('option', { hasText: ROAD.code });
    await card(SENT.name)
      .getByLabel('Dòng này là dự án')
      .selectOption((await option.getAttribute('value')) ?? '');
    await card(SENT.name).getByRole('button', { name: 'Xác nhận' }).press('Enter');
    await page.getByRole('heading', { name: '1 tên chờ khớp' }).waitFor();
    await page.goto(`${server.url}/du-an?q=${ROAD.code}`);
    expect(await page.locator('main').innerText()).toContain('2.000');
  });

  it('makes a project of a line, merges two records, and takes a decision back with its reason', async () => {
    await page.goto(`${server.url}/khop-du-an`);
    await card('Cầu Nà Lạ').getByLabel('Dòng này là dự án').selectOption({ label: 'Tạo dự án mới từ dòng này' });
    await card('Cầu Nà Lạ').getByRole('button', { name: 'Xác nhận' }).click();
    await page.getByRole('heading', { name: 'Không còn dòng nào chờ khớp' }).waitFor();
    const twins = card(/^Hai mã, một tên/);
    await twins.getByLabel('Lý do').fill('đổi mã theo chủ đầu tư mới');
    await twins.getByRole('button', { name: 'Gộp làm một dự án' }).click();
    await page.getByRole('cell', { name: 'đổi mã theo chủ đầu tư mới' }).waitFor();
    expect(await twins.count()).toBe(0);
    const row = page.getByRole('row').filter({ hasText: 'đổi mã theo chủ đầu tư mới' });
    await row.getByRole('link', { name: 'Gộp' }).click();
    await page.getByRole('heading', { name: 'Khớp, gộp, tách' }).waitFor();
    await row.getByLabel('Lý do').fill('hai hợp phần riêng');
    await row.getByRole('button', { name: /^Hủy/ }).click();
    await page.getByText('hai hợp phần riêng').waitFor();
    expect(await twins.count()).toBe(1);
  });
});
