import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { ROUND_STATES } from '../../src/review-rounds/round-states.js';
import { jsonOf, testServer, type TestServer } from '../support/server.js';
import { commitSamples, roundCalls, type FindingDocument, type Problem, type RoundDocument } from './support/rounds.js';

const KEEP = {
  verdict: 'keep',
  reasonCode: 'siteClearance',
  reasonText: '14 hộ chưa nhận tiền',
  keepUntil: '2025-11-14',
};

const IMPOSSIBLE: readonly (readonly [object, string])[] = [
  [{ verdict: 'keep', keepUntil: '2025-11-14' }, 'disposition.keepWithoutReason'],
  [{ verdict: 'keep', reasonCode: 'siteClearance' }, 'disposition.keepWithoutExpiry'],
  [{ ...KEEP, keepUntil: '2025-06-30' }, 'disposition.keepWithoutExpiry'],
  [{ ...KEEP, reasonCode: 'khong-co' }, 'reason.unknown'],
  [{ verdict: 'recallAll', keepUntil: '2025-11-14' }, 'disposition.expiryOfRecall'],
  [{ verdict: 'recallPart', bySource: [{ source: 'ODA', amountVnd: 1 }] }, 'disposition.sourceUnknown'],
  [{ verdict: 'recallPart' }, 'disposition.nothingTaken'],
  [{ verdict: 'recallHalf' }, 'request.malformed'],
  [{ verdict: 'recallPart', bySource: [{ source: 'NSTW', amountVnd: -1 }] }, 'request.malformed'],
  [{ verdict: 'recallPart', bySource: [{ source: 'NSTW', amountVnd: 0.5 }] }, 'request.malformed'],
];

describe('the life of a review round', () => {
  let server: TestServer;
  let calls: ReturnType<typeof roundCalls>;
  let database: pg.Client;
  let june: string;
  let firstNumber = 0;

  beforeAll(async () => {
    server = await testServer();
    calls = roundCalls(server);
    const [, report] = await commitSamples(server, 'ke-hoach-von-2025.xlsx', 'giai-ngan-2025-06-30.xlsx');
    june = report ?? '';
    database = new pg.Client({ connectionString: server.databaseUrl });
    await database.connect();
  }, 240_000);

  afterAll(async () => {
    await database?.end();
    await server?.close();
  });

  /** A round with few candidates that no other test has. */
  async function smallRound(basisPoints: number): Promise<{ round: RoundDocument; rows: FindingDocument[] }> {
    const round = await calls.open({ ruleCode: '161-2025-1', thresholdBasisPoints: basisPoints });
    const rows = await calls.findings(round.id);
    expect(rows.length).toBeGreaterThan(1);
    return { round, rows };
  }

  async function disposeAll(id: string, rows: readonly FindingDocument[]): Promise<void> {
    for (const { projectId } of rows) {
      expect((await calls.dispose(id, projectId, { verdict: 'recallAll' })).status).toBe(200);
    }
  }

  const problemOf = async (response: Response | Promise<Response>): Promise<Problem> => jsonOf<Problem>(response);

  it('takes a verdict on a row and keeps every one before it', async () => {
    const { round, rows } = await smallRound(201);
    const row = rows[0]!;
    const first = await calls.dispose(round.id, row.projectId, { verdict: 'recallAll' });
    expect(first.headers.get('etag')).toBe('"1"');
    expect(await first.json()).toMatchObject({ verdict: 'recallAll', version: 1, recallVnd: row.undisbursedVnd });
    const kept = await calls.dispose(round.id, row.projectId, KEEP, { 'if-match': '"1"' });
    expect(await kept.json()).toMatchObject({
      ...{ version: 2, recallVnd: 0, reason: 'Vướng giải phóng mặt bằng', keepUntil: '2025-11-14' },
    });
    const path = `/api/v1/review-rounds/${round.id}/findings/${row.projectId}/dispositions`;
    const history = await jsonOf<{ data: { version: number; verdict: string }[] }>(server.get(path));
    expect(history.data.map(({ version, verdict }) => [version, verdict])).toEqual([
      [2, 'keep'],
      [1, 'recallAll'],
    ]);
  });

  it('takes exactly plan minus disbursed, and not one đồng more', async () => {
    const { round, rows } = await smallRound(202);
    const row = rows.find(({ bySource }) => bySource.length === 1) ?? rows[0]!;
    const [share] = row.bySource;
    const { source, planVnd, disbursedVnd } = share!;
    const take = (amountVnd: number, version: number): Promise<Response> =>
      calls.dispose(round.id, row.projectId, { verdict: 'recallPart', bySource: [{ source, amountVnd }], version });
    const over = await problemOf(take(planVnd - disbursedVnd + 1, 0));
    expect([over.status, over.code]).toEqual([400, 'disposition.outOfBounds']);
    expect(over.detail).toContain('đồng ở nguồn');
    expect((await take(planVnd - disbursedVnd, 0)).status).toBe(200);
    expect((await take(0, 1)).status).toBe(400);
    expect((await take(1, 1)).status).toBe(200);
  });

  it('leaves with the project what must be paid from it, on the word of an officer, and prints it', async () => {
    const { round, rows } = await smallRound(208);
    const row = rows.find(({ bySource }) => bySource.length === 1) ?? rows[0]!;
    const { source, planVnd, disbursedVnd } = row.bySource[0]!;
    const stated = { source, kind: 'pendingRequest', amountVnd: 1_000_000, reason: 'Phiếu giao nhận hồ sơ 12/7' };
    const disposed = await calls.dispose(round.id, row.projectId, { verdict: 'recallAll', obligations: [stated] });
    const verdict = await jsonOf<{ bySource: { source: string; amountVnd: number }[] }>(disposed);
    expect(verdict.bySource.find((part) => part.source === source)?.amountVnd).toBe(planVnd - disbursedVnd - 1_000_000);
    expect(verdict).toMatchObject({ kept: [{ ...{ source, amountVnd: 1_000_000 }, reason: stated.reason }] });
    const csv = await (await calls.list(round.id, '.csv')).text();
    expect(csv).toContain(`hồ sơ thanh toán đang chờ tại Kho bạc 1 triệu đồng nguồn ${source} (${stated.reason})`);
    const wordless = { verdict: 'recallAll', obligations: [{ ...stated, reason: ' ' }], version: 1 };
    expect((await problemOf(calls.dispose(round.id, row.projectId, wordless))).code).toBe('request.malformed');
  });

  it('refuses what cannot stand, each with its sentence', async () => {
    const { round, rows } = await smallRound(203);
    const row = rows.find(({ bySource }) => bySource.every(({ source }) => source !== 'ODA'))!;
    for (const [body, code] of IMPOSSIBLE) {
      const problem = await problemOf(calls.dispose(round.id, row.projectId, body));
      expect([body, problem.status, problem.code]).toEqual([body, 400, code]);
    }
  });

  it('lets one of fifty writers win and tells the others what it wrote', async () => {
    const { round, rows } = await smallRound(204);
    const row = rows[0]!;
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        calls.dispose(round.id, row.projectId, { ...KEEP, reasonText: `người ghi ${index}` }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const told = await Promise.all(answers.filter(({ status }) => status !== 200).map(problemOf));
    for (const problem of told) {
      expect([problem.status, problem.code]).toEqual([409, 'disposition.exists']);
      expect(problem.detail).toContain('giữ lại');
    }
    const lost = await problemOf(
      calls.dispose(round.id, row.projectId, { verdict: 'recallAll' }, { 'if-match': '"0"' }),
    );
    expect([lost.status, lost.code]).toEqual([412, 'disposition.changed']);
  });

  it('issues no row without a verdict', async () => {
    const { round, rows } = await smallRound(205);
    await disposeAll(round.id, rows.slice(1));
    for (const step of ['decide', 'issue']) {
      const problem = await problemOf(calls.step(round.id, step));
      expect([problem.status, problem.code]).toEqual([409, 'round.rowsWithoutVerdict']);
      expect(problem.detail).toContain(rows[0]!.name);
    }
    await expect(database.query(`update review_round set state = 'decided' where id = $1`, [round.id])).rejects.toThrow(
      /no verdict/,
    );
  });

  it('freezes the list: the same bytes for ever, whatever the books learn', async () => {
    const { round, rows } = await smallRound(206);
    await calls.dispose(round.id, rows[0]!.projectId, KEEP);
    await disposeAll(round.id, rows.slice(1));
    const issued = await jsonOf<RoundDocument>(calls.step(round.id, 'issue', { documentNumber: '812/TTr-STC' }));
    expect(issued).toMatchObject({ state: 'issued', issue: { keptProjects: 1, projects: rows.length - 1 } });
    firstNumber = issued.issue?.number ?? 0;
    expect(issued.issue?.recallVnd).toBe(rows.slice(1).reduce((sum, { undisbursedVnd }) => sum + undisbursedVnd, 0));
    const before = await papers(round.id);
    for (const { name, sha256 } of issued.issue?.papers ?? []) expect(before[name]).toBe(sha256);
    const reversal = { reason: 'Kho bạc đính chính', approvedBy: 'Trưởng phòng' };
    expect((await server.post(`/api/v1/imports/${june}/reverse`, reversal)).status).toBe(200);
    await commitSamples(server, 'dieu-chinh-ke-hoach-2025-05-15.xlsx');
    // The list stays as issued, and says beside it what it rests on no longer.
    const flagged = {
      ...issued,
      reversedBases: [expect.objectContaining({ importId: june, reason: reversal.reason })],
    };
    expect(await calls.find(round.id)).toEqual(flagged);
    expect(await jsonOf<RoundDocument>(calls.step(round.id, 'issue'))).toEqual(flagged);
    expect(await papers(round.id)).toEqual(before);
    await commitSamples(server, 'giai-ngan-2025-06-30.xlsx');
    expect(await papers(round.id)).toEqual(before);
  });

  it('prints one snapshot id on every paper, sums that agree, and the next number', async () => {
    const { round, rows } = await smallRound(207);
    await calls.dispose(round.id, rows[0]!.projectId, KEEP);
    await disposeAll(round.id, rows.slice(1));
    const issued = await jsonOf<RoundDocument>(calls.step(round.id, 'issue'));
    expect(issued.issue?.number).toBe(firstNumber + 1);
    const id = issued.issue?.snapshotId ?? '-';
    expect(id).toMatch(/^[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}$/);
    const document = await jsonOf<{
      snapshotId: string;
      recall: { recallVnd: number; bySource: { recallVnd: number }[]; byInvestor: { recallVnd: number }[] };
      dispositions: { recallVnd: number }[];
    }>(calls.list(round.id));
    expect(document.snapshotId).toBe(id);
    const total = (parts: { recallVnd: number }[]): number => parts.reduce((sum, part) => sum + part.recallVnd, 0);
    for (const parts of [document.recall.bySource, document.recall.byInvestor, document.dispositions]) {
      expect(total(parts)).toBe(issued.issue?.recallVnd);
    }
    expect(await (await calls.list(round.id, '.csv')).text()).toContain(id);
  });

  it('walks the table of states and refuses every other step, in words', async () => {
    const draft = await calls.open({ ruleCode: '161-2025-1', thresholdBasisPoints: 210, draft: true });
    expect(draft.state).toBe('draft');
    expect(await calls.findings(draft.id)).toEqual([]);
    const { id } = draft;
    await refused(id, ['decide', 'issue', 'supersede']);
    expect((await problemOf(calls.list(id, '.xlsx'))).code).toBe('round.draft');
    expect(await jsonOf<RoundDocument>(calls.step(id, 'open'))).toMatchObject({ state: 'open' });
    await refused(id, ['open', 'supersede']);
    await disposeAll(id, await calls.findings(id));
    expect(await jsonOf<RoundDocument>(calls.step(id, 'decide'))).toMatchObject({ state: 'decided' });
    await refused(id, ['open', 'decide', 'supersede']);
    const [row] = await calls.findings(id);
    const late = await problemOf(calls.dispose(id, row!.projectId, KEEP, { 'if-match': '"1"' }));
    expect([late.status, late.code]).toEqual([409, 'round.notWorking']);
    expect(await jsonOf<RoundDocument>(calls.step(id, 'issue'))).toMatchObject({ state: 'issued' });
    await refused(id, ['open', 'decide']);
    const before = await papers(id);
    const superseded = await calls.step(id, 'supersede', { reason: 'Kho bạc đính chính' });
    expect(await superseded.json()).toMatchObject({ state: 'superseded', supersedeReason: 'Kho bạc đính chính' });
    await refused(id, ['open', 'decide', 'issue', 'supersede']);
    expect(await papers(id)).toEqual(before);
  });

  async function refused(id: string, steps: readonly string[]): Promise<void> {
    for (const step of steps) {
      const problem = await problemOf(calls.step(id, step, step === 'supersede' ? { reason: 'thử' } : undefined));
      expect([step, problem.status, problem.code]).toEqual([step, 409, 'round.wrongState']);
      expect(problem.detail).toMatch(/^Đợt rà soát .+ nên không chuyển sang/);
    }
  }

  it('holds the same table of states in the database', async () => {
    const { round, rows } = await smallRound(211);
    await disposeAll(round.id, rows);
    await calls.step(round.id, 'issue');
    for (const state of ROUND_STATES.filter((candidate) => candidate !== 'issued')) {
      const reason = state === 'superseded' ? '' : `, supersede_reason = null`;
      const change = `update review_round set state = '${state}'${reason} where id = $1`;
      await expect(database.query(change, [round.id])).rejects.toThrow(/never becomes|ck_review_round_superseded/);
    }
    for (const change of [`summary = '{}'`, `rule = '{}'`, `known_at = now()`, `complete = not complete`]) {
      await expect(database.query(`update review_round set ${change} where id = $1`, [round.id])).rejects.toThrow(
        /never changes/,
      );
    }
    await expect(database.query('delete from review_round where id = $1', [round.id])).rejects.toThrow(/refused/);
  });

  it('keeps what it found at its instant when the books go on', async () => {
    const { round, rows } = await smallRound(212);
    const { knownAt } = await jsonOf<{ knownAt: string }>(server.get(`/api/v1/review-rounds/${round.id}`));
    const again = await calls.open({ ruleCode: '161-2025-1', thresholdBasisPoints: 212, knownAt });
    expect(again.id).toBe(round.id);
    expect(await calls.findings(round.id)).toEqual(rows);
  });

  async function papers(id: string): Promise<Record<string, string>> {
    const hashes: Record<string, string> = {};
    for (const [name, ending] of [
      ['recall-list.xlsx', '.xlsx'],
      ['recall-list.csv', '.csv'],
      ['recall-list.json', ''],
    ] as const) {
      const bytes = Buffer.from(await (await calls.list(id, ending)).arrayBuffer());
      hashes[name] = createHash('sha256').update(bytes).digest('hex');
    }
    for (const name of ['submission.docx', 'not-recalled.xlsx']) {
      const paper = await server.get(`/api/v1/review-rounds/${id}/${name}`);
      const bytes = Buffer.from(await paper.arrayBuffer());
      hashes[name] = createHash('sha256').update(bytes).digest('hex');
    }
    return hashes;
  }
});
