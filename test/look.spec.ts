import { expect, it } from '@jest/globals';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { openBrowser } from './support/browser.js';
import { faulty } from './support/pages.js';
import { testServer } from './support/server.js';
import { jsonOf } from './support/server.js';
import { commitSamples, roundCalls } from './http/support/rounds.js';

const OUT = '/tmp/look';
it('looks', async () => {
  await mkdir(OUT, { recursive: true });
  const server = await testServer();
  const browser = await openBrowser();
  try {
    const ids = await commitSamples(
      server,
      'ke-hoach-von-2025.xlsx',
      ...['01-31', '02-28', '03-31', '04-30', '05-31', '06-30', '07-31'].map((d) => `giai-ngan-2025-${d}.xlsx`),
    );
    const checked = await jsonOf<{ id: string }>(server.uploadSample('giai-ngan-2025-09-30.xlsx'));
    const bad = 'chu-trong-so-tien.xlsx';
    const rejected = await jsonOf<{ id: string }>(server.upload(bad, await readFile(faulty(bad))));
    const calls = roundCalls(server);
    const draft = await calls.open({ ruleCode: '161-2025-1', thresholdBasisPoints: 4400, draft: true });
    const open = await calls.open({ ruleCode: '161-2025-1' });
    const rows = await calls.findings(open.id);
    await server.post(`/api/v1/review-rounds/${open.id}/explanation-requests`, { deadline: '2099-12-31' });
    const met = (await calls.findings(open.id, 'met')).find(({ undisbursedVnd }) => undisbursedVnd > 0)!;
    await server.post(`/api/v1/review-rounds/${open.id}/donors`, {
      projectId: met.projectId,
      reasonCode: 'bidSavings',
      ground: 'Giá trúng thầu thấp hơn dự toán 12%, Quyết định số 15/QĐ-BQL ngày 10/6/2025',
    });
    const all = [...rows, met];
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array([1, 2, 3])]), 'biên bản kiểm tra hiện trường.pdf');
    await fetch(`${server.url}/api/v1/review-rounds/${open.id}/explanations/${rows[0]!.projectId}/evidence`, {
      method: 'POST',
      body: form,
    });
    await calls.put(`/api/v1/review-rounds/${open.id}/explanations/${rows[0]!.projectId}`, {
      explain: {
        reasonCode: 'siteClearance',
        responsibility: 'objective',
        text: 'Còn 14 hộ dân chưa nhận tiền bồi thường, dự kiến bàn giao mặt bằng trong tháng 8.',
      },
    });
    const ask = await jsonOf<{ requests: { id: string; investor: string }[] }>(
      server.get(`/api/v1/review-rounds/${open.id}/explanation-requests`),
    );
    const decideAll = async (id: string, list: typeof rows) => {
      for (const [i, row] of list.entries()) {
        await calls.dispose(
          id,
          row.projectId,
          i % 7 === 0
            ? {
                verdict: 'keep',
                reasonCode: 'siteClearance',
                reasonText: 'còn 14 hộ chưa nhận tiền bồi thường',
                keepUntil: '2025-11-14',
              }
            : { verdict: 'recallAll' },
        );
      }
    };
    await decideAll(open.id, all);
    const issued = await calls.open({ ruleCode: '161-2025-1', thresholdBasisPoints: 3000 });
    await decideAll(issued.id, await calls.findings(issued.id));
    await calls.step(issued.id, 'issue', { documentNumber: '812/TTr-STC' });
    const decided = await calls.open({ ruleCode: '161-2025-1', thresholdBasisPoints: 2500 });
    await decideAll(decided.id, await calls.findings(decided.id));
    await calls.step(decided.id, 'decide');
    const investor = ask.requests[0]!.investor;
    const q = encodeURIComponent(investor);
    const R = `/dot-ra-soat/${open.id}`;
    const pages: [string, string][] = [
      ['home', '/'],
      ['imports', '/nhap-lieu'],
      ['import', `/nhap-lieu/${ids[1]}`],
      ['import-checked', `/nhap-lieu/${checked.id}`],
      ['import-rejected', `/nhap-lieu/${rejected.id}`],
      ['matching', '/khop-du-an'],
      ['projects', '/du-an'],
      ['project', `/du-an/${rows[0]!.projectId}`],
      ['rounds', '/dot-ra-soat'],
      ['round-draft', `/dot-ra-soat/${draft.id}`],
      ['round-open-step', `/dot-ra-soat/${draft.id}/mo`],
      ['round', R],
      ['round-met', `${R}?ket-qua=met`],
      ['round-out', `${R}?ket-qua=outOfScope`],
      ['round-explanations', `${R}/giai-trinh`],
      ['round-donors', `${R}/nguon-dieu-chuyen`],
      ['round-kept', `${R}/khong-thu-hoi`],
      ['round-compare', `${R}/so-sanh`],
      ['round-decide', `${R}/ket-luan`],
      ['round-issue', `${R}/ban-hanh`],
      ['finding', `${R}/du-an/${rows[0]!.projectId}`],
      ['answer', `${R}/du-an/${rows[0]!.projectId}/giai-trinh`],
      ['finding-met', `${R}/du-an/${met.projectId}`],
      ['round-issued', `/dot-ra-soat/${issued.id}`],
      ['round-supersede', `/dot-ra-soat/${issued.id}/thay-the`],
      ['rules', '/quy-tac'],
      ['rule', '/quy-tac/161-2025-1'],
      ['rule-edit', '/quy-tac/161-2025-1/sua'],
      [
        'rule-lab',
        '/quy-tac/161-2025-1/thu?thu=1&threshold=40&comparator=below&asOf=30/6/2025&averageMinus=&metric=disbursed&denominator=plan.current&level=project&complete=1',
      ],
      ['monthly', '/bao-cao?nam=2025&thang=2025-06&theo=investor'],
      ['league', '/bao-cao/xep-hang?nam=2025&thang=2025-06'],
      ['countdown', '/bao-cao/dem-nguoc?nam=2025&ngay=31/5/2025&quy-tac=161-2025-1'],
      ['back-test', '/bao-cao/kiem-nghiem?nam=2025&quy-tac=161-2025-1'],
      ['watch', '/bao-cao/theo-doi?nam=2025&thang=2025-06'],
      ['offenders', '/bao-cao/nhieu-dot?nam=2025'],
      ['reconciliation', '/doi-chieu-kho-bac'],
      ['calendar', '/lich-bao-cao?nam=2025&ngay=2025-07-25'],
      ['settings', '/thiet-lap'],
      ['missing', '/khong-co'],
    ];
    for (const width of [1280, 400]) {
      const page = await (
        await browser.newContext({ viewport: { width, height: width === 1280 ? 900 : 800 } })
      ).newPage();
      for (const [name, path] of pages) {
        await page.goto(server.url + path);
        await page.screenshot({
          path: `${OUT}/${name}-${width}.png`,
          fullPage: width === 1280 ? (await page.evaluate(() => document.documentElement.scrollHeight)) < 4000 : false,
        });
      }
    }
    const papers: [string, string][] = [
      ['recall-list.xlsx', `/api/v1/review-rounds/${open.id}/recall-list.xlsx`],
      ['not-recalled.xlsx', `/api/v1/review-rounds/${open.id}/not-recalled.xlsx`],
      ['submission.docx', `/api/v1/review-rounds/${open.id}/submission.docx`],
      ['issued-list.xlsx', `/api/v1/review-rounds/${issued.id}/recall-list.xlsx`],
      ['form.xlsx', `/api/v1/review-rounds/${open.id}/explanation-requests/${ask.requests[0]!.id}/form.xlsx`],
      ['letter.docx', `/api/v1/review-rounds/${open.id}/explanation-requests/${ask.requests[0]!.id}/letter.docx`],
      ['monthly.xlsx', '/api/v1/reports/monthly.xlsx?planYear=2025&month=2025-06'],
      ['league.xlsx', '/api/v1/reports/league-table.xlsx?planYear=2025&asOf=2025-06-30'],
      ['countdown.xlsx', '/api/v1/reports/countdown.xlsx?planYear=2025&asOf=2025-05-31&rule=161-2025-1'],
      [
        'urging.docx',
        `/api/v1/reports/countdown/letter.docx?planYear=2025&asOf=2025-05-31&rule=161-2025-1&investor=${q}`,
      ],
      ['late-letter.docx', `/api/v1/reports/late/letter.docx?planYear=2025&asOf=2025-07-25&investor=${q}`],
      ['late.xlsx', '/api/v1/calendar/late.xlsx?planYear=2025&asOf=2025-07-25'],
      ['annotated.xlsx', `/api/v1/imports/${rejected.id}/annotated.xlsx`],
      ['reconciliation.xlsx', '/api/v1/reconciliation.xlsx?planYear=2025'],
    ];
    for (const [file, path] of papers) {
      const response = await server.get(path);
      if (response.status !== 200) {
        console.log(file, response.status, await response.text());
        continue;
      }
      await writeFile(`${OUT}/${file}`, Buffer.from(await response.arrayBuffer()));
    }
    expect(1).toBe(1);
  } finally {
    await browser.close();
    await server.close();
  }
}, 400_000);
