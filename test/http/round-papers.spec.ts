import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SHIPPED_LETTERHEAD } from '../../src/domain/letterhead.js';
import { docxFooter, docxParagraphs, docxTables } from '../support/docx.js';
import { readPaper, sumVnd, vndInMillions, type PaperSheet } from '../support/paper-figures.js';
import { jsonOf, testServer, type TestServer } from '../support/server.js';
import { commitSamples, roundCalls, type FindingDocument, type Problem, type RoundDocument } from './support/rounds.js';

const PATH = '/api/v1/settings/letterhead';
const OWN = {
  ...SHIPPED_LETTERHEAD,
  parentAgency: 'UBND TỈNH PHÚ THỌ',
  agency: 'SỞ KẾ HOẠCH VÀ ĐẦU TƯ',
  agencyInText: 'Sở Kế hoạch và Đầu tư',
  abbreviation: 'SKHĐT',
  place: 'Việt Trì',
  signatoryName: 'Nguyễn Thị Bình',
};

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
describe('the papers of one round, and the letterhead that the department sets', () => {
  let calls: ReturnType<typeof roundCalls>;
  let letter: string;
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
    calls = roundCalls(server);
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
    const asked = await calls.open({ ruleCode: '161-2025-1', thresholdBasisPoints: 231 });
    const requests = `/api/v1/review-rounds/${asked.id}/explanation-requests`;
    const { requests: sent } = await jsonOf<{ requests: { id: string }[] }>(
      server.post(requests, { deadline: '2099-12-31' }),
    );
    letter = `${requests}/${sent[0]!.id}/letter.docx`;
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

  const bytesAt = async (path: string): Promise<Uint8Array> => {
    const response = await server.get(path);
    expect([path, response.status]).toEqual([path, 200]);
    return new Uint8Array(await response.arrayBuffer());
  };
  const textsAt = async (path: string): Promise<(string | number | null)[]> => {
    const bytes = await bytesAt(path);
    return path.includes('.docx') ? docxParagraphs(bytes) : readPaper(bytes).flatMap(({ rows: cells }) => cells.flat());
  };

  it('starts as shipped and refuses one without an agency, in words', async () => {
    expect(await jsonOf<object>(server.get(PATH))).toEqual(SHIPPED_LETTERHEAD);
    const wrong = await calls.put(PATH, { ...OWN, agency: '' });
    const problem = await jsonOf<Problem>(wrong);
    expect([problem.status, problem.detail]).toEqual([400, expect.stringContaining('agency chưa ghi')]);
    expect((await calls.put(PATH, { agency: 'SỞ TÀI CHÍNH' })).status).toBe(400);
    expect(await jsonOf<object>(server.get(PATH))).toEqual(SHIPPED_LETTERHEAD);
  });

  it('stands on every paper from then on; issued papers and sent letters keep theirs', async () => {
    const round = `/api/v1/review-rounds/${issued.id}`;
    const frozen = createHash('sha256')
      .update(await bytesAt(`${round}/recall-list.xlsx`))
      .digest('hex');
    const sentBefore = await textsAt(letter);
    expect(sentBefore).toContain('SỞ TÀI CHÍNH');
    expect(await jsonOf<object>(calls.put(PATH, OWN))).toEqual(OWN);
    const other = await calls.open({ ruleCode: '161-2025-1', thresholdBasisPoints: 232 });
    for (const path of [
      `/api/v1/review-rounds/${other.id}/recall-list.xlsx`,
      `/api/v1/review-rounds/${other.id}/not-recalled.xlsx`,
      `/api/v1/review-rounds/${other.id}/submission.docx`,
      '/api/v1/reports/monthly.xlsx?month=2025-06',
      '/api/v1/reports/league-table.xlsx?month=2025-06',
      '/api/v1/reports/countdown.xlsx?asOf=2025-06-15',
      '/api/v1/calendar/late.xlsx?asOf=2025-08-01',
    ]) {
      const texts = await textsAt(path);
      expect([path, texts.includes(OWN.parentAgency), texts.includes(OWN.agency)]).toEqual([path, true, true]);
    }
    const kept = createHash('sha256')
      .update(await bytesAt(`${round}/recall-list.xlsx`))
      .digest('hex');
    expect(kept).toBe(frozen);
    expect(await textsAt(letter)).toEqual(sentBefore);
    expect(await (await server.get('/')).text()).toContain('Sở Kế hoạch và Đầu tư tỉnh Sơn La');
  });

  it('is in the feed of changes once, however often it is sent', async () => {
    expect((await calls.put(PATH, OWN)).status).toBe(200);
    const { data } = await jsonOf<{ data: { kind: string; subjectId: string }[] }>(
      server.get('/api/v1/changes?after=0&limit=500'),
    );
    expect(data.filter(({ kind, subjectId }) => kind === 'setting.changed' && subjectId === 'letterhead')).toHaveLength(
      1,
    );
  });
});
