import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import exceljs from 'exceljs';
import type { Browser, Page } from 'playwright-core';
import { openBrowser, watchForViolations } from '../support/browser.js';
import { commit, sample, upload } from '../support/pages.js';
import { testServer, type TestServer } from '../support/server.js';

const HOSTILE = [
  '<img src=x onerror=alert(1)>',
  '<script>alert(2)</script>',
  '"><svg onload=alert(3)>',
  "' onmouseover='alert(4)",
  'javascript:alert(5)',
  '=cmd|calc!A1',
  '{{7*7}} ${7*7} <%= 7*7 %>',
  '</table></main><iframe src=//la.example>',
];

describe('text of workbooks on pages', () => {
  let server: TestServer;
  let browser: Browser;
  let page: Page;
  let violations: string[];
  let folder: string;

  beforeAll(async () => {
    [server, browser, folder] = await Promise.all([
      testServer(),
      openBrowser(),
      mkdtemp(join(tmpdir(), 'giai-ngan-trang-')),
    ]);
    page = await browser.newPage({ locale: 'vi-VN' });
    violations = await watchForViolations(page);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await server?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('stays text, whatever it looks like', async () => {
    const names = HOSTILE.map((text, index) => `Đường số ${index} ${text}`);
    const file = join(folder, "ke-hoach <b>' onload=alert(6).xlsx");
    await renameProjects(file, names);
    await upload(page, server.url, file);
    const shown = await page.locator('main').innerText();
    for (const name of names) expect(shown).toContain(name);
    await commit(page);
    for (const [index, name] of names.entries()) {
      await page.goto(`${server.url}/du-an?q=${encodeURIComponent(`duong so ${index}`)}`);
      await page.locator('tbody a', { hasText: name }).click();
      expect(await page.locator('h1').innerText()).toBe(name);
    }
    await page.goto(`${server.url}/du-an?q=${encodeURIComponent('"><script>alert(7)</script>')}`);
    expect(await page.getByLabel('Tên hoặc mã dự án').inputValue()).toBe('"><script>alert(7)</script>');
    await page.goto(`${server.url}/nhap-lieu/%3Cscript%3Ealert(8)%3C%2Fscript%3E`);
    expect(await page.title()).toMatch(/^Lỗi: /);
    expect(await page.locator('main script, main iframe, main img[onerror]').count()).toBe(0);
    expect(violations).toEqual([]);
  }, 180_000);

  /** The sample plan with the first projects of its first sheet under other names. */
  async function renameProjects(file: string, names: readonly string[]): Promise<void> {
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.readFile(sample('ke-hoach-von-2025.xlsx'));
    workbook.worksheets.slice(1).forEach((sheet) => workbook.removeWorksheet(sheet.id));
    const rows: exceljs.Row[] = [];
    workbook.worksheets[0]?.eachRow((row) => {
      if (/^\d{7}$/.test(row.getCell(3).text)) rows.push(row);
    });
    expect(rows.length).toBeGreaterThan(names.length);
    names.forEach((name, index) => {
      const cell = rows[index]?.getCell(2);
      if (cell !== undefined) cell.value = name;
    });
    await workbook.xlsx.writeFile(file);
  }
});
