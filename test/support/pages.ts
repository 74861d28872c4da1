import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

/** Path of a sample workbook. */
export function sample(name: string): string {
  return fileURLToPath(new URL(`../fixtures/samples/${name}`, import.meta.url));
}

/** Path of a workbook with a seeded fault. */
export function faulty(name: string): string {
  return fileURLToPath(new URL(`../fixtures/workbooks/not-ok/${name}`, import.meta.url));
}

interface ExpectedProject {
  readonly code: string;
  readonly planVnd: number;
  readonly disbursedVnd: number;
}

export interface ExpectedSamples {
  readonly totals: {
    readonly projects: number;
    readonly planVnd: number;
    readonly disbursedVnd: Readonly<Record<string, number>>;
  };
  readonly round1: readonly ExpectedProject[];
  readonly round2: readonly ExpectedProject[];
}

/** The independent truth of the sample workbooks. */
export function expectedSamples(): ExpectedSamples {
  return JSON.parse(readFileSync(sample('expected.json'), 'utf8')) as ExpectedSamples;
}

/** Uploads a workbook through the form; ends on the page of the import once it is checked (or on the form with its errors). */
export async function upload(page: Page, base: string, path: string, planYear = '2025'): Promise<void> {
  await page.goto(`${base}/nhap-lieu`);
  await page.getByLabel('Tệp Excel (.xlsx)').setInputFiles(path);
  await page.getByLabel('Năm kế hoạch').fill(planYear);
  await page.getByRole('button', { name: 'Nạp và kiểm tra' }).click();
  await page.locator('#luot-nap:not([hx-trigger]), [role=alert]').first().waitFor({ timeout: 90_000 });
  await page.waitForLoadState('domcontentloaded');
}

/** From the page of a checked import to its receipt. */
export async function commit(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Ghi sổ…' }).click();
  await page.getByRole('button', { name: /^Ghi sổ / }).click();
  await page.getByRole('heading', { name: /^Đã ghi sổ/ }).waitFor();
  await page.waitForLoadState('domcontentloaded');
}

/** Opens a round by its rule's name; ends on the page of the round. */
export async function openRound(page: Page, base: string, rule: RegExp): Promise<void> {
  await page.goto(`${base}/dot-ra-soat`);
  const option = page.getByLabel('Quy tắc').locator('option', { hasText: rule });
  await page.getByLabel('Quy tắc').selectOption((await option.first().getAttribute('value')) ?? '');
  await page.getByRole('button', { name: 'Mở đợt rà soát' }).click();
  await page.getByRole('heading', { level: 1, name: rule }).waitFor();
  await page.waitForLoadState('domcontentloaded');
}

/** Pixels by which the page is wider than its window; 0 where only tables scroll, inside their frames. */
export function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth));
}

/** True where something else (a standing header, say) lies over the focused element. */
export function isFocusCovered(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body) return false;
    const line = element.getClientRects()[0] ?? element.getBoundingClientRect();
    const top = document.elementFromPoint(line.x + line.width / 2, line.y + Math.min(line.height / 2, 10));
    return top !== null && !element.contains(top) && !top.contains(element);
  });
}
