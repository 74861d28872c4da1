import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../support/browser.js';
import { testServer, type TestServer } from '../support/server.js';
import { commitSamples, roundCalls, type FindingDocument, type RoundDocument } from '../http/support/rounds.js';

const EVIDENCE = fileURLToPath(new URL('../fixtures/samples/expected.json', import.meta.url));

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

  describe('from a draft to a list that gave way, every step by its button after a question', () => {
    const calls = () => roundCalls(server);
    let id: string;
    let rows: FindingDocument[];

    const at = (rest: string): string => `${server.url}/dot-ra-soat/${id}${rest}`;
    const main = (): Promise<string> => page.locator('main').innerText();

    it('keeps a draft without figures, then pins the facts after a question', async () => {
      await page.goto(`${server.url}/dot-ra-soat`);
      await page.getByLabel('Quy tắc').selectOption('161-2025-1');
      await page.getByLabel('Ngưỡng (%)').fill('2,6');
      await page.getByRole('button', { name: 'Lưu bản nháp' }).press('Enter');
      await page.getByRole('heading', { name: 'Bản nháp' }).waitFor();
      id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
      expect((await calls().find(id)).state).toBe('draft');
      expect(await page.getByRole('link', { name: 'Xuất Excel theo mẫu phụ lục' }).count()).toBe(0);
      await page.getByRole('link', { name: 'Chốt số liệu, mở đợt…' }).click();
      await page.getByRole('heading', { level: 1, name: /^Bạn sắp mở/ }).waitFor();
      await page.getByRole('button', { name: 'Chốt số liệu và mở đợt' }).click();
      await page.getByRole('heading', { name: /^Danh sách dự án giải ngân dưới 2,6%/ }).waitFor();
      rows = await calls().findings(id);
      expect(rows.length).toBeGreaterThan(2);
    });

    it('adds a donor by hand, and says what is missing', async () => {
      const met = (await calls().findings(id, 'met')).find(({ undisbursedVnd }) => undisbursedVnd > 0)!;
      await page.goto(at(`/du-an/${met.projectId}`));
      await page.getByRole('link', { name: 'Thêm vào đợt…' }).click();
      expect(await page.getByLabel('Dự án', { exact: true }).inputValue()).toBe(met.code);
      await page.getByRole('button', { name: 'Thêm dự án vào đợt' }).click();
      expect(await page.getByRole('alert').innerText()).toContain('Chưa chọn lý do');
      await page.getByLabel('Dự án', { exact: true }).fill('khong-co');
      await page.getByLabel('Lý do').selectOption('bidSavings');
      await page.getByLabel('Căn cứ').fill('Giá trúng thầu thấp hơn 12%');
      await page.getByRole('button', { name: 'Thêm dự án vào đợt' }).click();
      expect(await page.getByRole('alert').innerText()).toContain('Đợt này không có dự án “khong-co”');
      await page.getByLabel('Dự án', { exact: true }).fill(met.code);
      await page.getByRole('button', { name: 'Thêm dự án vào đợt' }).click();
      await page.getByRole('heading', { name: 'Đã thêm vào đợt: 1 dự án' }).waitFor();
      expect(await main()).toContain('Giá trúng thầu thấp hơn 12%');
      rows = [...rows, met];
    });

    it('takes an answer, one of three, and the file that backs it', async () => {
      await page.goto(at('/giai-trinh'));
      await page.getByLabel('Hạn trả lời').fill('31/12/2099');
      await page.getByRole('button', { name: 'Lập biểu cho các chủ đầu tư' }).click();
      await page.getByRole('heading', { name: 'Nhắc trả lời' }).waitFor();
      const [row] = rows;
      await page.getByRole('link', { name: row!.name, exact: true }).click();
      await page.getByRole('button', { name: 'Ghi trả lời' }).click();
      expect(await page.getByRole('alert').innerText()).toContain('Chưa chọn trả lời');
      await page.getByLabel('Trả lời', { exact: true }).selectOption('willDisburseBy');
      await page.getByLabel('Đến ngày').fill('31/12/2025');
      await page.getByLabel('Số vốn sẽ giải ngân (đồng)').fill(`${row!.undisbursedVnd + 1}`);
      await page.getByRole('button', { name: 'Ghi trả lời' }).click();
      expect(await page.getByRole('alert').innerText()).toContain('không quá');
      await page.getByLabel('Số vốn sẽ giải ngân (đồng)').fill(`${row!.undisbursedVnd}`);
      await page.getByRole('button', { name: 'Ghi trả lời' }).click();
      await page.getByText('Sẽ giải ngân: đến ngày 31/12/2025').waitFor();
      await page.getByLabel('Thêm tài liệu').setInputFiles(EVIDENCE);
      await page.getByRole('button', { name: 'Lưu tài liệu' }).click();
      const file = page.getByRole('link', { name: 'expected.json' });
      const download = await server.get((await file.getAttribute('href')) ?? '');
      expect([download.status, (await download.text()).startsWith('{')]).toEqual([200, true]);
    });

    it('decides, issues and gives way only after a question', async () => {
      await page.goto(at('/ket-luan'));
      await page.getByRole('button', { name: 'Kết luận đợt' }).click();
      expect(await page.getByRole('alert').innerText()).toContain(`Còn ${rows.length} dự án chưa có kết luận`);
      const [kept, ...others] = rows;
      const reason = { reasonCode: 'siteClearance', reasonText: '14 hộ', keepUntil: '2025-11-14' };
      await calls().dispose(id, kept!.projectId, { verdict: 'keep', ...reason });
      for (const { projectId } of others) await calls().dispose(id, projectId, { verdict: 'recallAll' });
      await page.goto(at(''));
      await page.getByRole('link', { name: 'Kết luận đợt…' }).click();
      await page.getByRole('button', { name: 'Kết luận đợt' }).click();
      await page.getByText('Đã có kết luận').waitFor();
      await page.getByRole('link', { name: 'Dự án không thu hồi' }).click();
      expect(await main()).toContain('Vướng giải phóng mặt bằng: 14 hộ');
      await page.goto(at('/ban-hanh'));
      await page.getByRole('button', { name: /^Ban hành danh sách/ }).click();
      await page.getByRole('heading', { name: /^Danh sách số 02\/2025 đã ban hành/ }).waitFor();
      await page.getByRole('link', { name: 'Thay thế danh sách…' }).click();
      await page.getByRole('button', { name: 'Ghi nhận đã thay thế' }).click();
      expect(await page.getByRole('alert').innerText()).toContain('Chưa ghi lý do thay thế');
      await page.getByLabel('Lý do thay thế').fill('Kho bạc đính chính số liệu');
      await page.getByRole('button', { name: 'Ghi nhận đã thay thế' }).click();
      await page.getByText('Được thay thế: Kho bạc đính chính số liệu').waitFor();
      const { state } = await calls().find(id);
      expect(state satisfies RoundDocument['state']).toBe('superseded');
    });

    it('sets the letterhead and the deadline of reports', async () => {
      await page.goto(`${server.url}/thiet-lap`);
      await page.getByLabel('Cơ quan ban hành').fill('');
      await page.getByRole('button', { name: 'Ghi tiêu đề văn bản' }).click();
      expect(await page.getByRole('alert').innerText()).toContain('Chưa ghi “Cơ quan ban hành”');
      await page.getByLabel('Cơ quan ban hành').fill('SỞ KẾ HOẠCH VÀ ĐẦU TƯ');
      await page.getByLabel('Tên cơ quan trong câu').fill('Sở Kế hoạch và Đầu tư');
      await page.getByRole('button', { name: 'Ghi tiêu đề văn bản' }).click();
      await page.getByText('Đã ghi thiết lập.').waitFor();
      expect(await page.locator('header').textContent()).toContain('Sở Kế hoạch và Đầu tư tỉnh Sơn La');
      await page.getByLabel('Ngày trong tháng').fill('32');
      await page.getByRole('button', { name: 'Ghi hạn báo cáo' }).click();
      expect(await page.getByRole('alert').innerText()).toContain('từ 1 đến 31');
      await page.getByLabel('Ngày trong tháng').fill('15');
      await page.getByRole('button', { name: 'Ghi hạn báo cáo' }).click();
      await page.goto(`${server.url}/lich-bao-cao`);
      expect(await main()).toContain('chậm nhất ngày 15 tháng sau');
    });
  });
});
