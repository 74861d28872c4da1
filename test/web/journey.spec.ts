import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { formatMillions, formatVnd, sumVnd } from '../../src/domain/money.js';
import { openBrowser, watchForViolations } from '../support/browser.js';
import { commit, expectedSamples, faulty, isFocusCovered, openRound, sample, upload } from '../support/pages.js';
import { testServer, type TestServer } from '../support/server.js';

const expected = expectedSamples();
const { totals, round1, round2 } = expected;

/** The officer's year, in the order in which it happens: each test goes on from where the one before ended. */
describe('from workbooks to the recall list, on the pages', () => {
  let service: TestServer;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let violations: string[];

  beforeAll(async () => {
    [service, browser] = await Promise.all([testServer(), openBrowser()]);
    context = await browser.newContext({ viewport: { width: 1280, height: 720 }, locale: 'vi-VN' });
    page = await context.newPage();
    violations = await watchForViolations(page);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await service?.close();
  });

  it('says what to do first while nothing is in the books', async () => {
    await page.goto(service.url);
    await page.getByRole('heading', { name: 'Bắt đầu năm kế hoạch' }).waitFor();
    await page.getByRole('link', { name: 'Nạp tệp đầu tiên' }).click();
    expect(new URL(page.url()).pathname).toBe('/nhap-lieu');
  });

  it('reads the plan and shows how it understood it, with the cells', async () => {
    await upload(page, service.url, sample('ke-hoach-von-2025.xlsx'));
    const text = await page.locator('main').innerText();
    expect(text).toContain('Tệp đọc được, chưa ghi sổ');
    expect(text).toContain(formatVnd(BigInt(totals.planVnd)));
    expect(/Đơn vị tính\s+Triệu đồng ô [A-Z]+\d+/.test(text)).toBe(true);
    expect(await page.getByRole('navigation', { name: 'Các trang tính' }).getByRole('link').count()).toBe(3);
  });

  it('asks before it writes, with the figures on the button, and gives a receipt', async () => {
    await page.getByRole('link', { name: 'Ghi sổ…' }).click();
    const sentence = `${totals.projects} dự án, tổng ${formatVnd(BigInt(totals.planVnd))} đồng`;
    await page.getByRole('heading', { level: 1, name: `Bạn sắp ghi ${sentence}` }).waitFor();
    await page.getByRole('button', { name: `Ghi sổ ${sentence}` }).click();
    await page.getByRole('heading', { name: /^Đã ghi sổ/ }).waitFor();
    expect(await page.locator('main').innerText()).toContain(`tạo mới ${totals.projects} dự án`);
  });

  it('writes once: going back and sending the form again changes nothing', async () => {
    const receipt = page.url();
    await page.goto(`${receipt}/ghi-so`);
    expect(page.url()).toBe(receipt);
    await page.reload();
    await page.getByRole('heading', { name: /^Đã ghi sổ/ }).waitFor();
    expect(await projectCount()).toBe(totals.projects);
  });

  it('reads and writes a monthly report', async () => {
    await upload(page, service.url, sample('giai-ngan-2025-06-30.xlsx'));
    await commit(page);
    await page.goto(service.url);
    const text = await page.locator('main').innerText();
    expect(text).toContain(`${formatVnd(BigInt(totals.disbursedVnd['2025-06-30'] ?? 0))} đồng`);
    expect(text).toContain(`${formatVnd(BigInt(totals.planVnd))} đồng`);
    const chart = page.locator('img.chart');
    expect(await chart.getAttribute('alt')).toMatch(/đến 30\/6\/2025 đạt 38,98%/);
    expect(await chart.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  });

  it('opens round 1 with exactly the candidates of the truth', async () => {
    await openRound(page, service.url, /Rà soát đợt 1/);
    const codes = await candidateCodes();
    expect(codes).toEqual(new Set(round1.map((project) => project.code)));
    const text = await page.locator('main').innerText();
    expect(text).toContain(formatVnd(sumVnd(round1.map((project) => BigInt(project.planVnd)))));
    expect(text).toContain(formatVnd(sumVnd(round1.map((project) => BigInt(project.disbursedVnd)))));
  });

  it('keeps every outcome a tab away, with the sentence why', async () => {
    for (const name of ['Đạt ngưỡng', 'Chưa có số liệu', 'Không có kế hoạch', 'Ngoài phạm vi', 'Chưa phân loại']) {
      await page.getByRole('navigation', { name: 'Kết quả rà soát' }).getByRole('link', { name }).click();
      await page.locator('[aria-current="page"]', { hasText: name }).waitFor();
      await page.waitForLoadState('domcontentloaded');
      const count = Number(await page.locator('.tabs a[aria-current] .count').innerText());
      expect(await page.locator('table tbody tr').count()).toBe(count);
    }
    await page.getByRole('navigation', { name: 'Kết quả rà soát' }).getByRole('link', { name: 'Dưới ngưỡng' }).click();
  });

  it('hands out the list as a workbook and as CSV', async () => {
    const [workbook] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Xuất Excel theo mẫu phụ lục' }).click(),
    ]);
    expect(workbook.suggestedFilename()).toMatch(/\.xlsx$/);
    expect((await readFile(await workbook.path())).subarray(0, 2).toString()).toBe('PK');
    const [csv] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Tải CSV' }).click(),
    ]);
    const lines = await readFile(await csv.path(), 'utf8');
    for (const { code } of round1) expect(lines).toContain(code);
  });

  it('finds a project without accents while typing, and shows its months with their cells', async () => {
    await page.goto(`${service.url}/du-an`);
    await page.getByLabel('Tên hoặc mã dự án').pressSequentially('ho chua nuoc nam lau');
    await page.waitForURL(/q=ho/);
    await page.getByRole('link', { name: /Hồ chứa nước Nậm Lầu/ }).click();
    const text = await page.locator('main').innerText();
    expect(text).toContain('361.561.000.000');
    expect(text).toMatch(/giai-ngan-2025-06-30\.xlsx!.+![A-Z]+\d+/);
    expect(text).toContain(formatMillions(98_121_349_000n));
  });

  it('shows a rejected workbook with the sentence and the cell, and writes nothing', async () => {
    await upload(page, service.url, faulty('chu-trong-so-tien.xlsx'));
    expect(await page.title()).toMatch(/^Lỗi: /);
    const row = page.locator('tr.problem', { has: page.getByText('L21', { exact: true }) });
    expect(await row.first().innerText()).toMatch(/L21/);
    expect(await page.getByRole('link', { name: 'Ghi sổ…' }).count()).toBe(0);
    const [marked] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Tải bản đánh dấu lỗi' }).click(),
    ]);
    expect(marked.suggestedFilename()).toMatch(/danh-dau-loi\.xlsx$/);
    await row.first().getByRole('link', { name: 'L21', exact: true }).click();
    await page.waitForURL(/#dong-21$/);
    const target = page.locator('#dong-21');
    expect((await target.locator('td').first().innerText()).trim()).toBe('21');
    expect(await target.evaluate((line) => line.getBoundingClientRect().top < window.innerHeight)).toBe(true);
  });

  it('keeps what was typed and names each field when the form is not complete', async () => {
    await page.goto(`${service.url}/nhap-lieu`);
    await page.getByLabel('Năm kế hoạch').fill('20x5');
    await page.getByLabel('Ngày số liệu').fill('6/30/2025');
    await page.getByLabel('Tổng kiểm soát (đồng)').fill('12,5 tỷ');
    await page.getByRole('button', { name: 'Nạp và kiểm tra' }).click();
    expect(await page.title()).toMatch(/^Lỗi: /);
    const summary = page.getByRole('alert');
    expect(await summary.getByRole('link').count()).toBe(4);
    await summary.getByRole('link', { name: /20x5/ }).click();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('planYear');
    expect(await page.getByLabel('Tổng kiểm soát (đồng)').inputValue()).toBe('12,5 tỷ');
  });

  it('tells a control total that is off by one đồng', async () => {
    await page.goto(`${service.url}/nhap-lieu`);
    await page.getByLabel('Tệp Excel (.xlsx)').setInputFiles(sample('giai-ngan-2025-05-31.xlsx'));
    await page.getByLabel('Năm kế hoạch').fill('2025');
    const total = BigInt(totals.disbursedVnd['2025-05-31'] ?? 0) - 1n;
    await page.getByLabel('Tổng kiểm soát (đồng)').fill(formatVnd(total));
    await page.getByRole('button', { name: 'Nạp và kiểm tra' }).click();
    await page.getByRole('heading', { name: /Kết quả kiểm tra/ }).waitFor();
    expect(await page.locator('main').innerText()).toContain('lệch 1 đồng');
  });

  it('does the same without JavaScript', async () => {
    const plain = await browser.newContext({ javaScriptEnabled: false, locale: 'vi-VN' });
    const plainPage = await plain.newPage();
    await upload(plainPage, service.url, sample('giai-ngan-2025-09-30.xlsx'));
    await commit(plainPage);
    await openRound(plainPage, service.url, /Rà soát đợt 2/);
    const codes = await codesOn(plainPage);
    expect(codes).toEqual(new Set(round2.map((project) => project.code)));
    await plainPage.goto(`${service.url}/du-an`);
    await plainPage.getByLabel('Tên hoặc mã dự án').fill('8029716');
    await plainPage.getByRole('button', { name: 'Tìm' }).click();
    await plainPage.getByRole('link', { name: /Hồ chứa nước Nậm Lầu/ }).click();
    expect(await plainPage.locator('h1').innerText()).toMatch(/Hồ chứa nước Nậm Lầu/);
    await plain.close();
  });

  it('does the same by keyboard alone', async () => {
    // asked for before the page loads: a key pressed before the browser knows opens a dialog that nobody answers
    const chooser = page.waitForEvent('filechooser', { timeout: 90_000 });
    await page.goto(service.url);
    await tabTo('Nhập liệu');
    await page.keyboard.press('Enter');
    await page.waitForURL(/nhap-lieu$/);
    await tabTo(null, 'file');
    await page.keyboard.press('Enter');
    await (await chooser).setFiles(sample('giai-ngan-2025-07-31.xlsx'));
    await tabTo(null, 'planYear');
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('2025');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Tệp đọc được, chưa ghi sổ' }).waitFor();
    await tabTo('Ghi sổ…');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /^Bạn sắp ghi/ }).waitFor();
    await tabTo(/^Ghi sổ \d/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /^Đã ghi sổ/ }).waitFor();
  });

  it('takes a committed import back, with its reason, and the sums are as before', async () => {
    await page.getByRole('link', { name: 'Thu hồi lượt nạp…' }).click();
    await page.getByRole('button', { name: 'Thu hồi lượt nạp' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('Chưa ghi lý do');
    await page.getByLabel('Lý do thu hồi').fill('Nạp nhầm tháng');
    await page.getByRole('button', { name: 'Thu hồi lượt nạp' }).click();
    await page.getByRole('heading', { name: /đã thu hồi/ }).waitFor();
    expect(await page.locator('main').innerText()).toContain('Nạp nhầm tháng');
  });

  it('broke no rule of its content security policy on the way', () => expect(violations).toEqual([]));

  async function projectCount(): Promise<number> {
    await page.goto(`${service.url}/du-an`);
    return Number((await page.getByRole('status').first().innerText()).replace(/\D/g, ''));
  }

  function candidateCodes(): Promise<Set<string>> {
    return codesOn(page);
  }

  /** Presses Tab until the focus stands on the link or button of that name, or the input of that id. */
  async function tabTo(name: string | RegExp | null, id?: string): Promise<void> {
    for (let presses = 0; presses < 200; presses += 1) {
      await page.keyboard.press('Tab');
      expect(await isFocusCovered(page)).toBe(false);
      const focused = await page.evaluate(() => ({
        text: (document.activeElement?.textContent ?? '').trim(),
        id: document.activeElement?.id,
      }));
      if (
        id !== undefined
          ? focused.id === id
          : typeof name === 'string'
            ? focused.text === name
            : name?.test(focused.text)
      )
        return;
    }
    throw new Error(`Tab never reached ${String(name ?? id)}`);
  }
});

/** Codes in the third column of a round's table, once all of it is there: a slow browser shows the first rows long before the last. */
async function codesOn(page: Page): Promise<Set<string>> {
  await page.waitForLoadState('domcontentloaded');
  const cells = await page.locator('table tbody tr > td:nth-child(3)').allInnerTexts();
  return new Set(cells.map((text) => text.trim()).filter((text) => text !== ''));
}
