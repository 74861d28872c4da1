import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sumVnd, vndInMillions } from '../support/paper-figures.js';
import { docxFooter, docxParagraphs, docxTables } from '../support/docx.js';
import { readPaper, type PaperSheet } from '../support/paper-figures.js';
import { jsonOf, testServer, type TestServer } from '../support/server.js';
import { commitSamples, roundCalls, type FindingDocument, type RoundDocument } from './support/rounds.js';

interface ListDocument {
  readonly snapshotId: string;
  readonly summary: { readonly projects: number };
  readonly candidates: readonly { readonly code: string }[];
  readonly donors: readonly { readonly code: string }[];
  readonly dispositions: readonly {
    readonly projectId: string;
    readonly verdict: string;
    readonly recallVnd: number;
  }[];
  readonly recall: {
    readonly projects: number;
    readonly recallVnd: number;
    readonly bySource: readonly { readonly source: string; readonly recallVnd: number }[];
  };
}

/** Every paper of one issued round, read back and compared: xlsx, csv, json, docx. */
describe('the papers of one round', () => {
  let server: TestServer;
  let issued: RoundDocument;
  let rows: FindingDocument[];
  let kept: FindingDocument;
  let donor: FindingDocument;
  let document: ListDocument;
  let list: readonly PaperSheet[];
  let annex: readonly PaperSheet[];
  let csv: string;
  let submission: Uint8Array;

  beforeAll(async () => {
    server = await testServer();
    const calls = roundCalls(server);
    await commitSamples(server, 'ke-hoach-von-2025.xlsx', 'giai-ngan-2025-06-30.xlsx');
    const { id } = await calls.open({ ruleCode: '161-2025-1', thresholdBasisPoints: 1500 });
    const candidates = await calls.findings(id);
    donor = (await calls.findings(id, 'met')).find(({ undisbursedVnd }) => undisbursedVnd > 0)!;
    const added = { projectId: donor.projectId, reasonCode: 'bidSavings', ground: 'Giá trúng thầu thấp hơn 12%' };
    await server.post(`/api/v1/review-rounds/${id}/donors`, added);
    kept = candidates[0]!;
    rows = [...candidates.slice(1), donor];
    const keep = { verdict: 'keep', reasonCode: 'siteClearance', reasonText: '14 hộ', keepUntil: '2025-11-14' };
    await calls.dispose(id, kept.projectId, keep);
    for (const { projectId } of rows) await calls.dispose(id, projectId, { verdict: 'recallAll' });
    issued = await jsonOf<RoundDocument>(calls.step(id, 'issue', { documentNumber: '812/TTr-STC' }));
    const bytesOf = async (name: string): Promise<Uint8Array> =>
      new Uint8Array(await (await server.get(`/api/v1/review-rounds/${id}/${name}`)).arrayBuffer());
    document = await jsonOf<ListDocument>(server.get(`/api/v1/review-rounds/${id}/recall-list`));
    list = readPaper(await bytesOf('recall-list.xlsx'));
    annex = readPaper(await bytesOf('not-recalled.xlsx'));
    csv = Buffer.from(await bytesOf('recall-list.csv')).toString('utf8');
    submission = await bytesOf('submission.docx');
  }, 240_000);

  afterAll(() => server?.close());

  const undisbursed = (): bigint => sumVnd(rows.map(({ undisbursedVnd }) => BigInt(undisbursedVnd)));

  it('carry one snapshot id', () => {
    const { snapshotId } = issued.issue!;
    expect(document.snapshotId).toBe(snapshotId);
    expect(csv).toContain(snapshotId);
    expect(docxFooter(submission)).toContain(snapshotId);
    for (const sheet of [...list, ...annex])
      expect([sheet.name, sheet.footer]).toEqual([sheet.name, expect.stringContaining(snapshotId)]);
  });

  it('take back one total, the same in every paper and in words', () => {
    const recallVnd = BigInt(issued.issue!.recallVnd);
    expect(recallVnd).toBe(undisbursed());
    expect(BigInt(document.recall.recallVnd)).toBe(recallVnd);
    expect(sumVnd(document.recall.bySource.map((part) => BigInt(part.recallVnd)))).toBe(recallVnd);
    const totals = list.filter(({ name }) => name === 'Tổng hợp').flatMap(({ rows: cells }) => cells);
    const heads = totals.filter((cells) => ['A', 'B'].includes(String(cells[0])));
    expect(heads.map((cells) => vndInMillions(cells[6]))).toEqual([recallVnd, recallVnd]);
    const texts = docxParagraphs(submission);
    const proposal = texts.find((text) => text.startsWith('Đề nghị thu hồi'));
    expect(vndInMillions(/thu hồi ([\d.,]+) triệu/.exec(proposal ?? '')?.[1] ?? '')).toBe(recallVnd);
    const total = docxTables(submission).find((table) => table[0]?.includes('Đề nghị thu hồi'))?.[1];
    expect(vndInMillions(total?.[2])).toBe(recallVnd);
  });

  it('take back the same from each source', () => {
    const totals = list.find(({ name }) => name === 'Tổng hợp')!;
    const bySource = document.recall.bySource.map((part) => BigInt(part.recallVnd)).sort();
    const start = totals.rows.findIndex((cells) => cells[0] === 'A') + 1;
    const inXlsx = totals.rows.slice(start, start + bySource.length).map((cells) => vndInMillions(cells[6]));
    expect([...inXlsx].sort()).toEqual(bySource);
    const table = docxTables(submission).find((found) => found[0]?.includes('Đề nghị thu hồi'));
    expect(
      table!
        .slice(2)
        .map((cells) => vndInMillions(cells[2]))
        .sort(),
    ).toEqual(bySource);
  });

  it('name every project of the round exactly once: to be recalled, or not, with a reason', () => {
    const codesOn = (sheets: readonly PaperSheet[], names: readonly string[]): string[] =>
      sheets
        .filter(({ name }) => names.includes(name))
        .flatMap(({ rows: cells }) => cells.filter((row) => typeof row[0] === 'number').map((row) => String(row[2])));
    const listed = codesOn(list, ['Theo dự án']);
    const apart = codesOn(annex, ['Không thu hồi', 'Không dưới ngưỡng', 'Ngoài phạm vi']);
    expect(new Set(listed)).toEqual(new Set(rows.map(({ code }) => code)));
    expect(apart).toContain(kept.code);
    expect(apart).not.toContain(donor.code);
    expect(listed.length + apart.length).toBe(document.summary.projects);
    expect(new Set([...listed, ...apart]).size).toBe(document.summary.projects);
    for (const { name, rows: cells } of annex) {
      const projects = cells.filter((row) => typeof row[0] === 'number' && typeof row[1] === 'string');
      for (const row of projects) expect([name, String(row[8] ?? '')]).not.toEqual([name, '']);
    }
    const inSubmission = docxTables(submission).find((table) => table[0]?.includes('Lý do'));
    expect(inSubmission!.slice(1).map((row) => row[1])).toEqual([kept.name]);
  });
});
