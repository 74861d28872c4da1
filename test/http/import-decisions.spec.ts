import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ExcelJS from 'exceljs';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { giaiNgan } from '../commands/support/cli.js';
import { jsonOf, SAMPLES, testServer, type TestServer } from '../support/server.js';

interface ImportDocument {
  id: string;
  state: string;
  revises: string | null;
  totalVnd: number;
  scope: object | null;
  counts: { errors: number; warnings: number; newProjects: number };
}

interface List<T> {
  data: T[];
}

interface IssueDocument {
  code: string;
  severity: string;
  cell: string | null;
  message: string;
}

interface Column {
  letter: string;
  field: string | null;
  source: string | null;
  samples: string[];
  totalVnd: number | null;
  asLastTime: boolean;
  decided: boolean;
}

interface Table {
  sheet: string;
  sender: string | null;
  columns: Column[];
  missing: string[];
  leftOut: { letter: string; totalVnd: number }[];
}

interface Change {
  status: string;
  code: string | null;
  oldVnd: number | null;
  newVnd: number | null;
  oldCells: string[];
  newCells: string[];
}

/** What `import --json` prints of one file. */
interface ShellOutcome {
  import: ImportDocument;
  receipt: object | null;
  refusal: { code: string } | null;
}

type Row = (string | number | null)[];

const SHEET = 'Bieu 02';
const REPORT_HEAD: Row[] = [
  ['UBND TỈNH SƠN LA'],
  ['BAN QLDA ĐTXD THÀNH PHỐ'],
  ['TÌNH HÌNH GIẢI NGÂN KẾ HOẠCH VỐN ĐẦU TƯ CÔNG NĂM 2025 ĐẾN NGÀY 30/06/2025'],
  [null, null, null, null, null, 'Đơn vị tính: Triệu đồng'],
  [
    'STT',
    'Danh mục dự án',
    'Mã dự án',
    'Kế hoạch năm 2025',
    'Giải ngân kế hoạch năm 2025 đến 30/06/2025',
    'Vốn đối ứng riêng',
  ],
];

async function workbook(rows: readonly Row[]): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  book.addWorksheet(SHEET).addRows(rows as Row[]);
  return Buffer.from(await book.xlsx.writeBuffer());
}

function report(day: string, rows: readonly Row[]): Promise<Buffer> {
  const head = REPORT_HEAD.map((row) =>
    row.map((cell) => (typeof cell === 'string' ? cell.replaceAll('30/06/2025', day) : cell)),
  );
  return workbook([...head, ...rows]);
}

function plan(rows: readonly Row[]): Promise<Buffer> {
  return workbook([
    ['KẾ HOẠCH VỐN ĐẦU TƯ CÔNG NĂM 2025'],
    [null, null, null, null, 'Đơn vị tính: Triệu đồng'],
    ['STT', 'Danh mục dự án', 'Mã dự án', 'Chủ đầu tư', 'Kế hoạch vốn năm 2025'],
    ...rows,
  ]);
}

const PLAN: Row[] = [
  ['I', 'Dự án chuyển tiếp', null, null, null],
  [1, 'Cầu Nà Ớt', '8113236', 'Ban A', 1000],
  [2, 'Trạm y tế Mường Bú', '8104416', 'Ban A', 2000],
  [3, 'Đường Tà Hộc', '8104417', 'Ban B', 3000],
];

describe('what the officer decides between reading and commit', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await testServer();
  });

  afterAll(() => server.close());

  const send = async (method: string, path: string, body: object): Promise<Response> =>
    fetch(`${server.url}/api/v1/imports/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const get = <T>(path: string): Promise<T> => jsonOf<T>(server.get(`/api/v1/imports/${path}`));
  const receive = async (name: string, bytes: Buffer, fields: Record<string, string> = {}): Promise<ImportDocument> =>
    jsonOf<ImportDocument>(server.upload(name, bytes, fields));
  const issues = async (id: string): Promise<IssueDocument[]> => (await get<List<IssueDocument>>(`${id}/issues`)).data;
  const codes = async (id: string): Promise<string[]> => (await issues(id)).map(({ code }) => code);
  const commit = (id: string, body: object = {}): Promise<Response> => send('POST', `${id}/commit`, body);

  it('commits every official sample without a reason, reports before their plan too', async () => {
    const own = await testServer();
    try {
      const files = readdirSync(SAMPLES).filter((file) => file.endsWith('.xlsx'));
      const late = files
        .filter((file) => /^(ke-hoach|dieu-chinh)/.test(file))
        .sort()
        .reverse();
      const reports = files.filter((file) => !late.includes(file) && !/0[1-47-9]-\d\d\.xlsx$/.test(file)).reverse();
      for (const file of [...reports, ...late]) {
        const { id, state } = await jsonOf<ImportDocument>(own.uploadSample(file));
        const answer = await own.post(`/api/v1/imports/${id}/commit`);
        const text = answer.status === 200 ? '' : await answer.text();
        expect([file, state, answer.status, text]).toEqual([file, 'checked', 200, '']);
      }
    } finally {
      await own.close();
    }
  }, 120_000);

  it('shows how each column is read with samples and totals, and what is left out with its total', async () => {
    const { id } = await receive(
      'thang-6.xlsx',
      await report('30/06/2025', [[1, 'Cầu Nà Ớt', '8113236', 1000, 400, 7]]),
    );
    const [table] = (await get<List<Table>>(`${id}/mapping`)).data;
    expect(table).toMatchObject({ sheet: SHEET, sender: 'BAN QLDA ĐTXD THÀNH PHỐ', missing: [] });
    expect(table?.leftOut).toMatchObject([{ letter: 'F', totalVnd: 7_000_000 }]);
    const disbursed = table?.columns.find(({ letter }) => letter === 'E');
    expect(disbursed).toMatchObject({
      field: 'disbursed.current',
      samples: ['400'],
      totalVnd: 400_000_000,
      decided: false,
    });
    await send('POST', `${id}/cancel`, {});
  });

  it('refuses a mapping that cannot be: twice, missing, unknown', async () => {
    const { id } = await receive(
      'thang-6.xlsx',
      await report('30/06/2025', [[1, 'Cầu Nà Ớt', '8113236', 1000, 400, 7]]),
    );
    const map = (columns: object, sheet = SHEET) => send('PUT', `${id}/mapping`, { tables: [{ sheet, columns }] });
    for (const [columns, code] of [
      [{ F: 'disbursed.current' }, 'mapping.twice'],
      [{ B: null }, 'mapping.missing'],
      [{ E: 'tien' }, 'mapping.unknownField'],
      [{ E: 'disbursed.current@XYZ' }, 'mapping.unknownSource'],
      [{ Z: 'note' }, 'mapping.unknownColumn'],
    ] as const) {
      const answer = await map(columns);
      expect([answer.status, (await jsonOf<{ code: string }>(answer)).code]).toEqual([422, code]);
    }
    expect((await map({}, 'Trang khác')).status).toBe(422);
    await send('POST', `${id}/cancel`, {});
  });

  it('reads as mapped, and remembers it for the next table of the same sender only', async () => {
    const rows: Row[] = [[1, 'Cầu Nà Ớt', '8113236', 1000, 400, 7]];
    const { id } = await receive('thang-1.xlsx', await report('31/01/2025', rows));
    const tables = [{ sheet: SHEET, columns: { E: null, F: 'disbursed.current@NSTW' } }];
    const mapped = await jsonOf<ImportDocument>(send('PUT', `${id}/mapping`, { tables }));
    expect(mapped).toMatchObject({ state: 'checked', totalVnd: 7_000_000 });
    expect((await commit(id)).status).toBe(200);

    const next = await receive('thang-2.xlsx', await report('28/02/2025', [[1, 'Cầu Nà Ớt', '8113236', 1000, 500, 9]]));
    expect(next).toMatchObject({ state: 'checked', totalVnd: 9_000_000 });
    const [table] = (await get<List<Table>>(`${next.id}/mapping`)).data;
    expect(table?.columns.find(({ letter }) => letter === 'F')).toMatchObject({ source: 'NSTW', asLastTime: true });
    await send('POST', `${next.id}/cancel`, {});

    const stranger = await receive(
      'ban-khac.xlsx',
      await workbook([['SỞ XÂY DỰNG'], ...REPORT_HEAD.slice(2), ...rows]),
    );
    expect(stranger.totalVnd).toBe(400_000_000);
    await send('POST', `${stranger.id}/cancel`, {});
    await send('POST', `${id}/reverse`, { reason: 'Thử' });
  });

  it('mends a cell beside the file: who, when, why, and the value of the file', async () => {
    const bytes = await plan([[1, 'Cầu Nà Ớt', '8113236', 'Ban A', '12 tỷ'], ...PLAN.slice(2)]);
    const { id, state } = await receive('ke-hoach.xlsx', bytes);
    expect(state).toBe('rejected');
    const cell = encodeURIComponent(SHEET) + '/E4';
    expect((await send('PUT', `${id}/cells/${cell}`, { value: 12_000 })).status).toBe(400);
    const reason = 'Văn bản giấy ghi 12.000 triệu đồng';
    const mended = await jsonOf<ImportDocument>(
      send('PUT', `${id}/cells/${cell}`, { value: 12_000, reason, by: 'Lan' }),
    );
    expect(mended).toMatchObject({ state: 'checked', totalVnd: 17_000_000_000 });
    const decisions = await get<{ cells: object[] }>(`${id}/decisions`);
    expect(decisions.cells).toMatchObject([{ sheet: SHEET, cell: 'E4', value: 12_000, reason, recordedBy: 'Lan' }]);
    const original = await server.get(`/api/v1/imports/${id}/original`);
    expect(Buffer.from(await original.arrayBuffer())).toEqual(bytes);
    const restored = await jsonOf<ImportDocument>(send('DELETE', `${id}/cells/${cell}`, { reason: 'Đọc nhầm' }));
    expect(restored.state).toBe('rejected');
    await send('POST', `${id}/cancel`, {});
  });

  it('leaves a row out with a reason: its errors no longer block, its money is in sight, every row has one bucket', async () => {
    const bytes = await plan([
      ...PLAN,
      [4, 'Dự án nhập sai', '8104418', 'Ban B', 500],
      ['Tổng cộng', null, null, null, 6500],
    ]);
    const { id } = await receive('ke-hoach.xlsx', bytes, { controlTotalVnd: '6500000000' });
    const row = `${id}/rows/${encodeURIComponent(SHEET)}/8/left-out`;
    const left = await jsonOf<ImportDocument>(send('PUT', row, { reason: 'Chưa có quyết định' }));
    expect(left).toMatchObject({ state: 'checked', totalVnd: 6_000_000_000 });
    const whole = await get<{
      control: object;
      leftOut: object[];
      leftOutVnd: number;
      writtenVnd: number;
      rows: Record<string, number>[];
    }>(`${id}/reconciliation`);
    expect(whole.control).toMatchObject({ totalVnd: 6_500_000_000, differenceVnd: 0, lines: 4 });
    expect(whole).toMatchObject({ leftOutVnd: 500_000_000, writtenVnd: 6_000_000_000 });
    expect(whole.leftOut).toEqual([{ sheet: SHEET, row: 8, name: 'Dự án nhập sai', vnd: 500_000_000 }]);
    expect(whole.rows).toMatchObject([
      { rows: 9, outside: 3, stored: 3, leftOut: 1, headings: 1, totals: 1, blanks: 0, difference: 0 },
    ]);
    const { data: warnings } = await get<List<{ code: string }>>(`${id}/warnings`);
    const reasons = warnings.map(({ code }) => ({ code, reason: 'Đã đối chiếu' }));
    const receipt = await jsonOf<object>(commit(id, { reasons }));
    expect(receipt).toMatchObject({ totalVnd: 6_000_000_000, leftOutLines: 1, leftOutVnd: 500_000_000 });
    await send('POST', `${id}/reverse`, { reason: 'Thử' });
  });

  it('holds the number of rows against the paper', async () => {
    const { id } = await receive('ke-hoach.xlsx', await plan(PLAN));
    const wrong = await jsonOf<ImportDocument>(send('PUT', `${id}/confirmation`, { controlLines: 4 }));
    expect(wrong.state).toBe('rejected');
    expect(await codes(id)).toContain('control.linesDiffer');
    const right = await jsonOf<ImportDocument>(send('PUT', `${id}/confirmation`, { controlLines: 3 }));
    expect(right.state).toBe('checked');
    expect((await commit(id)).status).toBe(200);
  });

  it('warns against the books with both cells, and commits only with a reason for each group', async () => {
    const may = await receive('thang-5.xlsx', await report('31/05/2025', [[1, 'Cầu Nà Ớt', '8113236', 1000, 600]]));
    expect((await commit(may.id)).status).toBe(200);
    const june = await receive('thang-6.xlsx', await report('30/06/2025', [[1, 'Cầu Nà Ớt', '8113236', 900, 500]]));
    const told = (await issues(june.id)).filter(({ severity }) => severity === 'warning');
    expect(told.map(({ code, cell }) => `${code} ${cell}`)).toEqual(
      expect.arrayContaining(['disbursed.decreased E6', 'plan.differsFromBooks D6']),
    );
    expect(told.find(({ code }) => code === 'disbursed.decreased')?.message).toContain(`thang-5.xlsx!${SHEET}!E6`);
    const refused = await commit(june.id);
    expect(refused.status).toBe(422);
    const problem = await jsonOf<{ code: string; detail: string }>(refused);
    expect(problem.code).toBe('import.warningsUnexplained');
    expect(problem.detail).toContain('disbursed.decreased (1)');

    const counts = await get<{ data: Change[]; counts: Record<string, number> }>(`${june.id}/changes`);
    expect(counts.data).toMatchObject([
      { status: 'changed', code: '8113236', oldVnd: 600_000_000, newVnd: 500_000_000, newCells: [`${SHEET}!E6`] },
    ]);
    expect(counts.data[0]?.oldCells).toEqual([`thang-5.xlsx!${SHEET}!E6`]);
    expect(counts.counts).toMatchObject({ new: 0, changed: 1, unchanged: 0, leftOut: 0, absent: 2 });

    const reason = 'Kho bạc thu hồi tạm ứng';
    const reasons = [{ code: 'disbursed.decreased', reason }];
    expect((await commit(june.id, { reasons })).status).toBe(200);
    const groups = (await get<List<{ code: string; reason: string }>>(`${june.id}/warnings`)).data;
    expect(groups).toMatchObject([{ code: 'disbursed.decreased', reason }]);
    // The reason settles its warning; the one that only describes stays open at the figures.
    const round = await jsonOf<{ id: string }>(
      server.post('/api/v1/review-rounds', { ruleCode: '161-2025-2', asOf: '2025-06-30' }),
    );
    const found = await jsonOf<List<{ code: string; marks: { code: string; text: string }[] }>>(
      server.get(`/api/v1/review-rounds/${round.id}/findings?limit=100`),
    );
    const { marks = [] } = found.data.find(({ code }) => code === '8113236') ?? {};
    expect(marks.filter(({ code }) => code === 'openWarnings')).toEqual([
      { code: 'openWarnings', text: 'số liệu còn 1 cảnh báo chưa xử lý' },
    ]);
    const after = await get<{ data: Change[] }>(`${june.id}/changes`);
    expect(after.data).toEqual(counts.data);
  });

  it('checks and commits the same way from the shell, a group of warnings with its reason', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'nap-'));
    const file = join(folder, 'thang-10.xlsx');
    writeFileSync(file, await report('31/10/2025', [[1, 'Cầu Nà Ớt', '8113236', 1000, 400]]));
    const run = async (...words: string[]) => {
      const told = await giaiNgan(['import', file, '--year', '2025', '--json', ...words], folder, {
        DATABASE_URL: server.databaseUrl,
      });
      const [outcome] = told.out === '' ? [] : (JSON.parse(told.out) as ShellOutcome[]);
      return { code: told.code, said: told.said, outcome };
    };
    try {
      const refused = await run();
      expect([refused.code, refused.outcome?.refusal?.code]).toEqual([3, 'import.warningsUnexplained']);
      const { id = '-', state } = refused.outcome?.import ?? {};
      expect(state).toBe('checked');
      expect((await run('--reason', 'disbursed.decreased')).code).toBe(2);
      const done = await run('--reason', 'disbursed.decreased:Kho bạc thu hồi tạm ứng');
      expect([done.code, done.outcome?.import]).toEqual([0, expect.objectContaining({ id, state: 'committed' })]);
      expect(done.outcome?.receipt).toEqual(await get(`${id}/receipt`));
      expect((await get<List<object>>(`${id}/warnings`)).data).toMatchObject([
        { code: 'disbursed.decreased', reason: 'Kho bạc thu hồi tạm ứng' },
      ]);
      expect((await send('POST', `${id}/reverse`, { reason: 'Chỉ để thử' })).status).toBe(200);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('lists projects of the books that the file does not name, and marks them by investor', async () => {
    const july = await receive('thang-7.xlsx', await report('31/07/2025', [[1, 'Cầu Nà Ớt', '8113236', 1000, 700]]));
    const absent = await get<{ data: Change[]; counts: { absentGroups: object[] } }>(
      `${july.id}/changes?status=absent`,
    );
    expect(absent.data.map(({ code, newVnd }) => [code, newVnd])).toEqual([
      ['8104416', null],
      ['8104417', null],
    ]);
    expect(absent.counts.absentGroups).toMatchObject([
      { investor: 'Ban A', projects: 1, choice: 'keep' },
      { investor: 'Ban B', projects: 1, choice: 'keep' },
    ]);
    expect((await commit(july.id, { absent: { 'Ban B': 'absent' } })).status).toBe(200);
    const round = await jsonOf<{ id: string }>(
      server.post('/api/v1/review-rounds', { ruleCode: '161-2025-2', asOf: '2025-09-30' }),
    );
    const findings = await jsonOf<List<{ code: string; outcome: string; disbursedVnd: number | null }>>(
      server.get(`/api/v1/review-rounds/${round.id}/findings?limit=100`),
    );
    expect(Object.fromEntries(findings.data.map(({ code, outcome }) => [code, outcome]))).toEqual({
      '8113236': 'met',
      '8104416': 'noData',
      '8104417': 'candidate',
    });
    await send('POST', `${july.id}/reverse`, { reason: 'Thử' });
  });

  it('counts a report that is declared complete for a scope as 0 for what it does not mention', async () => {
    const july = await receive('thang-7.xlsx', await report('31/07/2025', [[1, 'Cầu Nà Ớt', '8113236', 1000, 701]]));
    const scope = { kind: 'investor', investor: 'ban a' };
    const stated = await jsonOf<ImportDocument>(send('PUT', `${july.id}/confirmation`, { scope }));
    expect(stated.scope).toEqual(scope);
    const absent = await get<{ data: Change[] }>(`${july.id}/changes?status=absent`);
    expect(absent.data.map(({ code }) => code)).toEqual(['8104416']);
    expect((await commit(july.id)).status).toBe(200);
    const round = await jsonOf<{ id: string }>(server.post('/api/v1/review-rounds', { ruleCode: '161-2025-2' }));
    const findings = await jsonOf<
      List<{ code: string; outcome: string; disbursedVnd: number | null; evidence: { disbursement: string[] } }>
    >(server.get(`/api/v1/review-rounds/${round.id}/findings?limit=100`));
    const zero = findings.data.find(({ code }) => code === '8104416');
    expect(zero).toMatchObject({ outcome: 'candidate', disbursedVnd: 0 });
    expect(zero?.evidence.disbursement).toEqual([`thang-7.xlsx!${SHEET}!A3`]);
    expect(findings.data.find(({ code }) => code === '8104417')).toMatchObject({ outcome: 'noData' });
  });

  it('takes a corrected workbook as the next revision and tells which errors went and which came', async () => {
    const wrong: Row[] = [
      [1, 'Cầu Nà Ớt', '8113236', 1000, 'bảy trăm'],
      [2, 'Trạm y tế Mường Bú', '8104416', 2000, 5],
    ];
    const bytes = await report('31/08/2025', wrong);
    const first = await receive('thang-8.xlsx', bytes);
    expect(first.state).toBe('rejected');
    const revise = async (bytes: Buffer): Promise<Response> => {
      const form = new FormData();
      form.set('file', new Blob([new Uint8Array(bytes)]), 'thang-8-sua.xlsx');
      return fetch(`${server.url}/api/v1/imports/${first.id}/revisions`, { method: 'POST', body: form });
    };
    expect((await revise(bytes)).status).toBe(409);
    const right: Row[] = [
      [1, 'Cầu Nà Ớt', '8113236', 1000, 800],
      [2, 'Trạm y tế Mường Bú', '8104416', 'hai', 5],
    ];
    const corrected = await report('31/08/2025', right);
    const second = await jsonOf<ImportDocument>(revise(corrected));
    expect(second.revises).toBe(first.id);
    expect(await get<ImportDocument>(first.id)).toMatchObject({ state: 'cancelled' });
    const compared = await get<{ gone: IssueDocument[]; added: IssueDocument[] }>(`${second.id}/revision`);
    expect(compared.gone.map(({ cell }) => cell)).toContain('E6');
    expect(compared.added.map(({ cell }) => cell)).toContain('D7');
    expect(await issues(first.id)).not.toEqual([]);
    expect((await jsonOf<ImportDocument>(revise(corrected))).id).toBe(second.id);
  });

  it('lets nobody decide about what is committed or given up', async () => {
    const committed = await get<List<ImportDocument>>('../imports?state=committed&limit=1');
    const id = committed.data[0]?.id ?? '';
    const answer = await send('PUT', `${id}/cells/${encodeURIComponent(SHEET)}/E6`, { value: 1, reason: 'x' });
    expect([answer.status, (await jsonOf<{ code: string }>(answer)).code]).toEqual([409, 'import.decidedAlready']);
  });
});
