import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { openBrowser, watchForViolations } from '../support/browser.js';
import { commit, faulty, isFocusCovered, openRound, sample, sidewaysScroll, upload } from '../support/pages.js';
import { testServer, type TestServer } from '../support/server.js';

/** Rules of WCAG 2.2 A and AA, and what axe calls best practice. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Words that would have slipped through from the program or a library. */
const FOREIGN_WORDS =
  /\b(error|errors|invalid|undefined|null|NaN|object Object|submit|search|loading|page|total|project|import|commit|cancel|round|candidate|continuing|treasury|investor|capitalPlan|disbursement)\b/i;

const DESK = { width: 1280, height: 720 };
const TELEPHONE = { width: 360, height: 740 };

interface Visit {
  readonly name: string;
  readonly path: string;
  readonly status: number;
}

describe('every page', () => {
  let server: TestServer;
  let browser: Browser;
  let page: Page;
  let violations: string[];
  const visits: Visit[] = [];

  beforeAll(async () => {
    [server, browser] = await Promise.all([testServer(), openBrowser()]);
    const context = await browser.newContext({ viewport: DESK, locale: 'vi-VN' });
    page = await context.newPage();
    violations = await watchForViolations(page);
    await fillTheBooks();
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  /** A plan, a report, a rejected and a checked import, a round: something to see on each page. */
  async function fillTheBooks(): Promise<void> {
    const visit = (name: string, path: string, status = 200): void => void visits.push({ name, path, status });
    const here = (): string => new URL(page.url()).pathname;
    visit('home', '/');
    visit('imports', '/nhap-lieu');
    visit('projects', '/du-an');
    visit('projects, none found', '/du-an?q=khong-co-du-an-nao-ten-nhu-the');
    visit('rounds', '/dot-ra-soat');
    visit('reconciliation', '/doi-chieu-kho-bac');
    visit('investors', '/chu-dau-tu?nam=2025');
    visit('places', '/dia-ban');
    visit('forms for units', '/bieu-mau?chu-dau-tu=Ban+QLDA&thang=2025-06');
    visit('no such investor', '/chu-dau-tu/khong-co', 404);
    visit('calendar of reports', '/lich-bao-cao?ngay=2025-07-19');
    visit('monthly report', '/bao-cao?nam=2025&thang=2025-06&theo=investor');
    visit('league table', '/bao-cao/xep-hang?nam=2025&thang=2025-06');
    visit('countdown', '/bao-cao/dem-nguoc?nam=2025&thang=2025-06');
    visit('back-test', '/bao-cao/kiem-nghiem?nam=2025&quy-tac=161-2025-1');
    visit('watch list', '/bao-cao/theo-doi?nam=2025&thang=2025-06');
    visit('repeat offenders', '/bao-cao/nhieu-dot?nam=2025');
    visit('settings', '/thiet-lap');
    visit('nothing there', '/khong-co-trang-nay', 404);
    visit('no such project', '/du-an/khong-co', 404);
    await upload(page, server.url, sample('ke-hoach-von-2025.xlsx'));
    visit('committed import', here());
    visit('asks to take back', `${here()}/thu-hoi`);
    await commit(page);
    await upload(page, server.url, sample('giai-ngan-2025-06-30.xlsx'));
    await commit(page);
    await upload(page, server.url, sample('giai-ngan-2025-09-30.xlsx'));
    visit('checked import', here());
    visit('asks to commit', `${here()}/ghi-so`);
    visit('asks to cancel', `${here()}/huy`);
    await upload(page, server.url, faulty('chu-trong-so-tien.xlsx'));
    visit('rejected import', here());
    visit('cells of one rule', `${here()}/loi?ma=amount.text`);
    await upload(page, server.url, faulty('mat-khau.xlsx'));
    visit('no workbook', here());
    await openRound(page, server.url, /Rà soát đợt 1/);
    visit('round', here());
    visit('round, met', `${here()}?ket-qua=met`);
    visit('round, no data', `${here()}?ket-qua=noData`);
    for (const part of ['nguon-dieu-chuyen', 'khong-thu-hoi', 'ket-luan']) visit(part, `${here()}/${part}`);
    await page.locator('tbody a').first().click();
    await page.waitForURL(/du-an/);
    visit('project', here());
    visit('answer', `${here()}/giai-trinh`);
  }

  it('has no finding of axe, and scrolls sideways only inside its tables, on a desk and on a telephone', async () => {
    const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    const context = await browser.newContext({ viewport: DESK, bypassCSP: true });
    const audited = await context.newPage();
    const findings: string[] = [];
    for (const visit of visits) {
      await audited.setViewportSize(DESK);
      await audited.goto(server.url + visit.path);
      await audited.evaluate(axe);
      findings.push(...(await audit(audited)).map((finding) => `${visit.name}: ${finding}`));
      for (const viewport of [DESK, TELEPHONE]) {
        await audited.setViewportSize(viewport);
        const pixels = await sidewaysScroll(audited);
        if (pixels > 0) findings.push(`${visit.name}: ${pixels} px too wide at ${viewport.width} px`);
      }
    }
    await context.close();
    expect(findings).toEqual([]);
  }, 240_000);

  it('answers with its status, in Vietnamese, under a strict policy, from no cache', async () => {
    for (const visit of visits) {
      const response = await page.goto(server.url + visit.path);
      expect([visit.name, response?.status()]).toEqual([visit.name, visit.status]);
      const headers = response?.headers() ?? {};
      expect(headers['content-security-policy']).toMatch(/default-src 'none'/);
      expect(headers['content-security-policy']).not.toMatch(/unsafe/);
      expect(headers['cache-control']).toBe('no-store');
      const text = await ownText(page);
      expect([visit.name, FOREIGN_WORDS.exec(text)?.[0] ?? null]).toEqual([visit.name, null]);
      if (visit.status >= 400) expect(await page.title()).toMatch(/^Lỗi: /);
    }
    expect(violations).toEqual([]);
  }, 240_000);

  it('never hides the focused link of a list under the standing header', async () => {
    await page.goto(`${server.url}/du-an`);
    await page.locator('.sheet').first().focus();
    for (let presses = 0; presses < 30; presses += 1) {
      await page.keyboard.press('Tab');
      expect(await isFocusCovered(page)).toBe(false);
    }
  });

  it('prints without the menu and the buttons', async () => {
    const round = visits.find((visit) => visit.name === 'round');
    await page.goto(server.url + (round?.path ?? ''));
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.top').isVisible()).toBe(false);
    expect(await page.locator('.actions').first().isVisible()).toBe(false);
    expect(await page.locator('table').isVisible()).toBe(true);
    await page.emulateMedia({ media: 'screen' });
  });

  it('takes no form from another site', async () => {
    const id = visits.find((visit) => visit.name === 'checked import')?.path ?? '';
    const foreign: Record<string, string>[] = [{ origin: 'http://la.example' }, { 'sec-fetch-site': 'cross-site' }];
    for (const headers of foreign) {
      const response = await server.post(`${id}/ghi-so`, undefined, headers);
      expect(response.status).toBe(403);
      expect(await response.text()).toContain('Lỗi: ');
    }
    await page.goto(server.url + id);
    expect(await page.locator('h2', { hasText: 'chưa ghi sổ' }).count()).toBe(1);
  });
});

/** Findings of axe on the open page, one sentence each. */
function audit(page: Page): Promise<string[]> {
  return page.evaluate(async (rules) => {
    interface Violation {
      readonly id: string;
      readonly nodes: readonly { readonly html: string }[];
    }
    const { axe } = globalThis as unknown as {
      axe: { run(root: Document, options: object): Promise<{ violations: readonly Violation[] }> };
    };
    const { violations } = await axe.run(document, { runOnly: rules });
    return violations.map(({ id, nodes }) => `${id} on ${nodes.length}, first ${nodes[0]?.html.slice(0, 120) ?? ''}`);
  }, RULES);
}

/** The text of the page without addresses and names that come from files. */
function ownText(page: Page): Promise<string> {
  return page.locator('body').evaluate((body) => {
    const copy = body.cloneNode(true) as HTMLElement;
    for (const foreign of copy.querySelectorAll('code, .address, td, th[scope="row"]')) foreign.remove();
    return copy.textContent ?? '';
  });
}
