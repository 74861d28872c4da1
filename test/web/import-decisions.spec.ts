import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { openBrowser, watchForViolations } from '../support/browser.js';
import { faulty, sample, sidewaysScroll, upload } from '../support/pages.js';
import { testServer, type TestServer } from '../support/server.js';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Without scripts: every page between reading and commit is plain links and forms. */
describe('between reading and commit, on the pages', () => {
  let server: TestServer;
  let browser: Browser;
  let page: Page;
  let violations: string[];
  let axe: string;

  beforeAll(async () => {
    [server, browser] = await Promise.all([testServer(), openBrowser()]);
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, javaScriptEnabled: false });
    page = await context.newPage();
    violations = await watchForViolations(page);
    axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  /** Findings of axe on an address, and whether it is wider than its window. */
  async function audit(path: string): Promise<string[]> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, bypassCSP: true });
    const audited = await context.newPage();
    await audited.goto(path);
    await audited.evaluate(axe);
    const findings = await audited.evaluate(async (rules) => {
      interface Violation {
        readonly id: string;
        readonly nodes: readonly { readonly html: string }[];
      }
      const { axe: engine } = globalThis as unknown as {
        axe: { run(root: Document, options: object): Promise<{ violations: readonly Violation[] }> };
      };
      const found = await engine.run(document, { runOnly: rules });
      return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 120) ?? ''}`);
    }, RULES);
    const wide = await sidewaysScroll(audited);
    await context.close();
    return wide > 0 ? [...findings, `${wide} px too wide`] : findings;
  }

  it('maps a column another way and says so', async () => {
    await upload(page, server.url, sample('bao-cao-thang-ban-qlda-giao-thong-2025-06.xlsx'));
    const own = page.url();
    await page.getByRole('link', { name: 'Ghép cột' }).click();
    await page.getByRole('heading', { level: 1, name: 'Ghép cột' }).waitFor();
    expect(await page.locator('main').innerText()).toContain(
      'Đơn vị gửi: BAN QLDA ĐTXD CÁC CÔNG TRÌNH GIAO THÔNG TỈNH',
    );
    expect(await audit(page.url())).toEqual([]);
    await page.getByLabel('Ý nghĩa của cột X', { exact: true }).selectOption('note');
    await page.getByLabel('Ý nghĩa của cột R', { exact: true }).selectOption('plan.current');
    await page.getByRole('button', { name: 'Đọc lại theo cách ghép này' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('Cột J và cột R');
    await page.getByLabel('Ý nghĩa của cột X', { exact: true }).selectOption('note');
    await page.getByRole('button', { name: 'Đọc lại theo cách ghép này' }).click();
    await page.waitForURL(own);
    await page.getByRole('link', { name: 'Ghép cột' }).click();
    expect(
      await page.locator('tr', { has: page.getByLabel('Ý nghĩa của cột X', { exact: true }) }).innerText(),
    ).toContain('Đã chọn');
  }, 240_000);

  it('confirms scope and paper totals, and reconciles rows and sums', async () => {
    await page.goto(page.url().replace('/ghep-cot', '/xac-nhan'));
    expect(await audit(page.url())).toEqual([]);
    await page.getByLabel('Báo cáo này đầy đủ cho').selectOption('investor');
    await page.getByRole('button', { name: 'Xác nhận và kiểm tra lại' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('Chưa ghi chủ đầu tư');
    await page.getByLabel('Chủ đầu tư (khi khai').fill('Ban QLDA ĐTXD các công trình giao thông tỉnh');
    await page.getByRole('button', { name: 'Xác nhận và kiểm tra lại' }).click();
    await page.getByRole('link', { name: 'Đối chiếu', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Đối chiếu' }).waitFor();
    const rows = page.getByRole('region', { name: 'Số dòng của từng trang tính' });
    expect((await rows.locator('tbody td').last().innerText()).trim()).toBe('0');
    expect(await audit(page.url())).toEqual([]);
    expect(await page.locator('#thay-doi tbody tr').count()).toBeGreaterThan(10);
  }, 240_000);

  it('mends a cell with a reason beside the file, and the import can be committed', async () => {
    await upload(page, server.url, faulty('chu-trong-so-tien.xlsx'));
    await page.getByRole('link', { name: 'Sửa ô L21' }).first().click();
    await page.getByRole('heading', { level: 1, name: /Sửa ô L21/ }).waitFor();
    expect(await audit(page.url())).toEqual([]);
    await page.getByLabel('Giá trị đúng').fill('12.500');
    await page.getByRole('button', { name: 'Dùng giá trị này' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('Chưa ghi lý do');
    await page.getByLabel('Lý do').fill('Theo văn bản giấy');
    await page.getByRole('button', { name: 'Dùng giá trị này' }).click();
    const card = page.getByRole('region', { name: 'Các ô đã sửa' });
    await card.waitFor();
    expect(await card.innerText()).toMatch(/L21[\s\S]*12500[\s\S]*Theo văn bản giấy/);
    expect(await page.getByRole('link', { name: 'Ghi sổ…' }).count()).toBe(1);
    expect(await audit(page.url())).toEqual([]);
  }, 240_000);

  it('leaves a row out, and asks for a reason for each group of warnings before it writes', async () => {
    await page
      .getByRole('link', { name: /^Bỏ qua dòng \d+$/ })
      .first()
      .click();
    await page.getByLabel('Lý do').fill('Chưa có quyết định');
    await page.getByRole('button', { name: 'Bỏ qua dòng này' }).click();
    await page.getByRole('heading', { name: /^1 dòng bỏ qua, không ghi sổ: [\d.]+ đồng$/ }).waitFor();
    await page.getByRole('link', { name: 'Ghi sổ…' }).click();
    await page.getByRole('button', { name: /^Ghi sổ / }).click();
    if ((await page.getByRole('alert').count()) > 0) {
      expect(await audit(page.url())).toEqual([]);
      for (const reason of await page.locator('fieldset input[type=text]').all())
        await reason.fill('Đã đối chiếu với văn bản');
      await page.getByRole('button', { name: /^Ghi sổ / }).click();
    }
    await page.getByRole('heading', { name: /^Đã ghi sổ/ }).waitFor();
    expect(violations).toEqual([]);
  }, 240_000);
});
