import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../support/browser.js';
import { jsonOf, testServer, type TestServer } from '../support/server.js';
import { smallPlan } from '../support/small-workbooks.js';

const BOARD = 'Ban quản lý dự án khu vực';
const PROVINCE = 'Ban quản lý dự án tỉnh';

/** Without JavaScript: the pages are plain forms. */
describe('investors and who carries on their work, without JavaScript', () => {
  let server: TestServer;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    [server, browser] = await Promise.all([testServer(), openBrowser()]);
    const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, javaScriptEnabled: false });
    page = await context.newPage();
    const plan = await smallPlan([
      { code: '7000001', name: 'Đường tỉnh 101', investor: 'Sở Giao thông vận tải', vnd: 100_000_000n },
      { code: '7000003', name: 'Hồ chứa bản Hốc', investor: BOARD, vnd: 300_000_000n },
    ]);
    const { id } = await jsonOf<{ id: string }>(server.upload('ke-hoach.xlsx', plan));
    expect((await server.post(`/api/v1/imports/${id}/commit`)).status).toBe(200);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  it('shows a renamed unit under its name of now, with the name that the books have', async () => {
    await page.goto(`${server.url}/`);
    await page.getByRole('link', { name: 'Chủ đầu tư', exact: true }).click();
    const row = page.getByRole('row', { name: /^Sở Xây dựng/ });
    expect(await row.innerText()).toMatch(/Sở Xây dựng\s+Sở Giao thông vận tải\s+1\s+100/);
    await row.getByRole('link', { name: 'Sở Xây dựng' }).click();
    await page.getByText('Nay là Sở Xây dựng; 1 dự án trong kế hoạch năm 2025.').waitFor();
  });

  it('takes a successor, shows it everywhere, and takes it back', async () => {
    await page.goto(`${server.url}/chu-dau-tu`);
    await page.getByRole('link', { name: BOARD }).click();
    await page.getByRole('button', { name: 'Ghi liên kết' }).click();
    await page.getByRole('link', { name: 'Chưa ghi tên kế thừa.' }).waitFor();
    await page.getByLabel('Tên kế thừa').fill(PROVINCE);
    await page.getByLabel('Từ ngày').fill('1/7/2025');
    await page.getByLabel('Căn cứ').fill('Quyết định số 1734/QĐ-UBND');
    await page.getByRole('button', { name: 'Ghi liên kết' }).click();
    await page.getByText(`Nay là ${PROVINCE}`).waitFor();
    await page.goto(`${server.url}/du-an`);
    expect(await page.getByRole('row', { name: /Hồ chứa bản Hốc/ }).innerText()).toContain(PROVINCE);

    await page.goto(`${server.url}/chu-dau-tu`);
    await page.getByRole('link', { name: PROVINCE }).click();
    await page.getByLabel('Lý do').fill('Ghi nhầm');
    await page.getByRole('button', { name: `Thu hồi liên kết ${BOARD} sang ${PROVINCE}` }).click();
    await page.getByText(/^Đã thu hồi .*: Ghi nhầm$/).waitFor();
    expect(await page.getByText(`Nay là ${PROVINCE}`).count()).toBe(0);
  });

  it('offers the forms of a unit for a month', async () => {
    await page.goto(`${server.url}/nhap-lieu`);
    await page.getByRole('link', { name: 'Biểu mẫu cho đơn vị' }).click();
    await page.getByLabel('Chủ đầu tư').selectOption(BOARD);
    await page.getByLabel('Tháng báo cáo').fill('2025-06');
    await page.getByRole('button', { name: 'Xem biểu' }).click();
    const link = page.getByRole('link', { name: 'Báo cáo giải ngân tháng' });
    const response = await server.get((await link.getAttribute('href')) ?? '');
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ]);
  });
});
