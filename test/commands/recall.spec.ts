import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fixture, giaiNgan, sample } from './support/cli.js';

interface Share {
  readonly planVnd: number;
  readonly disbursedVnd: number;
}

interface Row extends Share {
  readonly code: string;
  readonly name: string;
  readonly investor: string;
  readonly undisbursedVnd: number;
  readonly shortfallVnd: number;
}

type Expected = Record<
  'round1' | 'round2' | 'round1Adjusted',
  (Row & { readonly bySource: Record<string, Share> })[]
> & {
  readonly totals: { readonly projects: number; readonly planVnd: number };
};

interface Document {
  readonly planYear: number;
  readonly rule: {
    readonly code: string;
    readonly thresholdPercent: number;
    readonly asOf: string;
    readonly legalBasis: string;
  };
  readonly summary: Record<string, number>;
  readonly candidates: (Row & {
    readonly ratePercent: string;
    readonly bySource: (Share & { readonly source: string })[];
    readonly evidence: { readonly plan: string[]; readonly disbursement: string[] };
  })[];
  readonly unmatched: { readonly plan: unknown[]; readonly disbursement: unknown[] };
  readonly issues: { readonly code: string; readonly severity: string; readonly file: string }[];
}

const EXPECTED = JSON.parse(readFileSync(fixture('samples', 'expected.json'), 'utf8')) as Expected;
const PLAN = sample('ke-hoach-von-2025');
const MONTHS = readdirSync(fixture('samples'))
  .filter((name) => /^giai-ngan-.*\.xlsx$/.test(name))
  .sort();
const JUNE = sample('giai-ngan-2025-06-30');

/** What the contract prints of a candidate, in the shape and order of the truth. */
function told(candidates: Document['candidates']) {
  return candidates
    .map(({ code, name, investor, planVnd, disbursedVnd, undisbursedVnd, shortfallVnd, bySource }) => ({
      ...{ code, name, investor, planVnd, disbursedVnd, undisbursedVnd, shortfallVnd },
      bySource: Object.fromEntries(bySource.map(({ source, ...share }) => [source, share])),
    }))
    .sort(byCode);
}

function byCode(a: { readonly code: string }, b: { readonly code: string }): number {
  return a.code < b.code ? -1 : 1;
}

async function recallDocument(...args: string[]): Promise<Document> {
  const { code, out, said } = await giaiNgan(['recall', '--plan', PLAN, ...args, '--json']);
  expect({ code, said: code === 0 ? '' : said }).toEqual({ code: 0, said: '' });
  // Nothing but one document.
  return JSON.parse(out) as Document;
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'giai-ngan-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the recall of the sample workbooks', () => {
  it.each([
    ['1', 'round1', 'giai-ngan-2025-06-30', 50],
    ['2', 'round2', 'giai-ngan-2025-09-30', 60],
  ] as const)('finds in round %s what the truth says', async (round, key, report, thresholdPercent) => {
    const document = await recallDocument('--disbursement', sample(report), '--round', round);
    expect(told(document.candidates)).toEqual([...EXPECTED[key]].sort(byCode));
    expect(document.rule).toMatchObject({ thresholdPercent, asOf: report.slice(-10) });
    expect(document.unmatched).toEqual({ plan: [], disbursement: [] });
    const sum = (field: keyof Share) => EXPECTED[key].reduce((total, row) => total + row[field], 0);
    expect(document.summary).toMatchObject({
      projects: EXPECTED.totals.projects,
      candidates: EXPECTED[key].length,
      planVnd: sum('planVnd'),
      disbursedVnd: sum('disbursedVnd'),
      noData: 0,
    });
  });

  it('takes the nine months at once, and leaves those after the day alone', async () => {
    const months = MONTHS.map((name) => fixture('samples', name));
    const document = await recallDocument('--disbursement', ...months, '--round', '1');
    expect(told(document.candidates)).toEqual([...EXPECTED.round1].sort(byCode));
    expect(document.issues.filter((issue) => issue.code === 'report.afterAsOf').map((issue) => issue.file)).toEqual(
      ['07-31', '08-31', '09-30'].map((day) => `giai-ngan-2025-${day}.xlsx`),
    );
  });

  it("finds the same by the Treasury's export, in đồng and with several rows a project", async () => {
    const document = await recallDocument('--disbursement', sample('kbnn-2025-06-30'), '--round', '1');
    expect(told(document.candidates)).toEqual([...EXPECTED.round1].sort(byCode));
    expect(document.unmatched.disbursement).toEqual([]);
  });

  it("counts the annex of May from its decision's day on", async () => {
    const annex = sample('dieu-chinh-ke-hoach-2025-05-15');
    const after = await recallDocument(annex, '--disbursement', JUNE, '--round', '1');
    expect(told(after.candidates)).toEqual([...EXPECTED.round1Adjusted].sort(byCode));
    const april = sample('giai-ngan-2025-04-30');
    const day = ['--disbursement', april, '--round', '1', '--as-of', '2025-04-30'];
    const before = await recallDocument(annex, ...day);
    expect(told(before.candidates)).toEqual(told((await recallDocument(...day)).candidates));
  });

  it('names the cells of every candidate', async () => {
    const document = await recallDocument('--disbursement', JUNE, '--round', '1');
    for (const { evidence } of document.candidates) {
      expect(evidence.plan.every((cell) => /^ke-hoach-von-2025\.xlsx!PL [^!]+![A-Z]+\d+$/.test(cell))).toBe(true);
      expect(evidence.disbursement.every((cell) => /^giai-ngan-2025-06-30\.xlsx![^!]+![A-Z]+\d+$/.test(cell))).toBe(
        true,
      );
      expect(Math.min(evidence.plan.length, evidence.disbursement.length)).toBeGreaterThan(0);
    }
  });

  it('moves with the threshold that a person gives', async () => {
    const document = await recallDocument('--disbursement', JUNE, '--round', '1', '--threshold', '62,5');
    expect(document.rule.thresholdPercent).toBe(62.5);
    expect(document.candidates.length).toBeGreaterThan(EXPECTED.round1.length);
    expect(document.candidates.every((row) => row.disbursedVnd * 10_000 < row.planVnd * 6_250)).toBe(true);
  });
});

describe('the files that a person names', () => {
  const round1 = async (args: string[]) => {
    const { code, out } = await giaiNgan(['recall', ...args, '--round', '1', '--json']);
    return { code, rows: (JSON.parse(out) as Document).candidates.length };
  };

  it('may stand behind one flag or behind several', async () => {
    const one = ['--plan', PLAN, sample('dieu-chinh-ke-hoach-2025-05-15'), '--disbursement', JUNE];
    const several = ['--plan', PLAN, '--disbursement', JUNE, '--plan', sample('dieu-chinh-ke-hoach-2025-05-15')];
    const rows = EXPECTED.round1Adjusted.length;
    expect([await round1(one), await round1(several)]).toEqual([
      { code: 0, rows },
      { code: 0, rows },
    ]);
  });

  it.each(['NFC', 'NFD'] as const)('may have Vietnamese names in %s', async (form) => {
    const plan = join(folder, `Kế hoạch vốn đầu tư ${form}.xlsx`.normalize(form));
    copyFileSync(PLAN, plan);
    const { code, out } = await giaiNgan(['recall', '--plan', plan, '--disbursement', JUNE, '--round', '1', '--json']);
    expect(code).toBe(0);
    expect((JSON.parse(out) as Document).candidates[0]!.evidence.plan[0]).toMatch(
      new RegExp(`^Kế hoạch vốn đầu tư ${form}\\.xlsx!`.normalize('NFC')),
    );
  });

  it('count once where the same bytes come twice', async () => {
    const copy = join(folder, 'bản sao.xlsx');
    copyFileSync(PLAN, copy);
    const { code, out } = await giaiNgan([
      'recall',
      '--plan',
      PLAN,
      copy,
      '--disbursement',
      JUNE,
      JUNE,
      '--round',
      '1',
      '--json',
    ]);
    const document = JSON.parse(out) as Document;
    expect(code).toBe(0);
    expect(told(document.candidates)).toEqual([...EXPECTED.round1].sort(byCode));
    expect(document.issues.filter((issue) => issue.code === 'file.same')).toHaveLength(2);
  });

  it('are told apart by their folders where their names are one', async () => {
    mkdirSync(join(folder, 'thang-5'));
    mkdirSync(join(folder, 'thang-6'));
    const [may, june] = ['thang-5', 'thang-6'].map((name) => join(folder, name, 'giai-ngan.xlsx')) as [string, string];
    copyFileSync(sample('giai-ngan-2025-05-31'), may);
    copyFileSync(JUNE, june);
    const document = await recallDocument('--disbursement', may, june, '--round', '1');
    expect(told(document.candidates)).toEqual([...EXPECTED.round1].sort(byCode));
    expect(document.candidates[0]!.evidence.disbursement[0]).toContain('thang-6');
  });
});

describe('the list as a workbook', () => {
  it('is written where the flag says, with a summary for people', async () => {
    const list = join(folder, 'danh-sach.xlsx');
    const outcome = await giaiNgan(['recall', '--plan', PLAN, '--disbursement', JUNE, '--round', '1', '--out', list]);
    expect(outcome.code).toBe(0);
    expect(outcome.out).toContain(`Đề nghị thu hồi: ${EXPECTED.round1.length} dự án`);
    expect(outcome.out).toContain(`Danh sách: ${list}`);
    const { code, out } = await giaiNgan(['cells', list, '--json']);
    expect(code).toBe(0);
    const sheets = JSON.parse(out) as { rows: { cells: Record<string, unknown> }[] }[];
    const texts = new Set(sheets.flatMap((sheet) => sheet.rows.flatMap((row) => Object.values(row.cells))));
    expect(EXPECTED.round1.filter((row) => !texts.has(row.name)).map((row) => row.name)).toEqual([]);
  });
});

describe('wrong usage', () => {
  const files = ['--plan', PLAN, '--disbursement', JUNE];

  it.each([
    ['no such command', ['thu-hoi'], 'Không có lệnh "thu-hoi"'],
    ['no plan', ['recall', '--disbursement', JUNE, '--round', '1'], 'Cần ít nhất một tệp --plan'],
    ['no report', ['recall', '--plan', PLAN, '--round', '1'], 'Cần ít nhất một tệp --plan'],
    ['no round', ['recall', ...files], '--round nhận 1 hoặc 2'],
    ['a third round', ['recall', ...files, '--round', '3'], '--round nhận 1 hoặc 2'],
    ['a day that is none', ['recall', ...files, '--round', '1', '--as-of', '2025-06-31'], '--as-of nhận một ngày'],
    [
      'a day of another year',
      ['recall', ...files, '--round', '1', '--as-of', '2024-06-30'],
      'không thuộc năm kế hoạch 2025',
    ],
    [
      'a threshold in words',
      ['recall', ...files, '--round', '1', '--threshold', 'năm mươi'],
      '--threshold nhận phần trăm',
    ],
    ['a threshold of 0', ['recall', ...files, '--round', '1', '--threshold', '0'], 'lớn hơn 0'],
    ['an unknown flag', ['recall', ...files, '--round', '1', '--dot', '1'], 'Cách dùng: recall'],
    [
      'a folder that is not there',
      ['recall', ...files, '--round', '1', '--out', 'khong-co/ds.xlsx'],
      'Không có thư mục',
    ],
  ])('%s: exit 2, nothing on standard output', async (_what, args, sentence) => {
    const { code, out, said } = await giaiNgan(args, folder);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(said).toContain(sentence);
  });
});

describe('bad input', () => {
  const bad = (name: string) => fixture('workbooks', 'not-ok', name);

  it.each([
    ['not a workbook', 'van-ban.pdf'],
    ['a web page called .xls', 'trang-web.xls'],
    ['an old .xls', 'excel-cu.xls'],
    ['an .ods', 'opendocument.ods'],
    ['an empty file', 'tep-rong.xlsx'],
    ['a truncated file', 'tep-bi-cat.xlsx'],
    ['a password', 'mat-khau.xlsx'],
    ['no table', 'khong-co-bang.xlsx'],
    ['no unit line', 'khong-don-vi.xlsx'],
    ['a plan without amounts', 'ke-hoach-khong-co-so.xlsx'],
    ['a summary by unit', 'tong-hop-theo-don-vi.xlsx'],
  ])('%s: exit 3, a sentence that names the file, nothing written', async (_what, name) => {
    const list = join(folder, `${name}.ra.xlsx`);
    const args = ['recall', '--plan', bad(name), '--disbursement', JUNE, '--round', '1', '--out', list];
    const { code, out, said } = await giaiNgan(args);
    expect({ code, out, written: existsSync(list) }).toEqual({ code: 3, out: '', written: false });
    expect(said).toMatch(new RegExp(`^LỖI ${name.replace('.', '\\.')}`, 'm'));
    expect(said).toContain('Không lập danh sách vì còn lỗi nêu trên.');
    expect(said).not.toMatch(/không hợp lệ|vui lòng|^\s+at /m);
  });

  it.each([
    ['a report for another year', 'bao-cao-nam-khac.xlsx', 'planYear.other'],
    ['a report that names no day', 'bao-cao-khong-ngay.xlsx', 'asOf.missing'],
  ])('%s: exit 3, the sheet and the cell are named', async (_what, name, issueCode) => {
    const { code, out } = await giaiNgan([
      'recall',
      '--plan',
      PLAN,
      '--disbursement',
      bad(name),
      '--round',
      '1',
      '--json',
    ]);
    const { issues } = JSON.parse(out) as { issues: { code: string; file: string; sheet: string; message: string }[] };
    expect(code).toBe(3);
    expect(issues).toContainEqual(expect.objectContaining({ code: issueCode, file: name, sheet: expect.any(String) }));
  });

  it('a plan of another year: exit 3', async () => {
    const { code, said } = await giaiNgan([
      'recall',
      '--plan',
      PLAN,
      '--disbursement',
      JUNE,
      '--round',
      '1',
      '--year',
      '2026',
    ]);
    expect(code).toBe(3);
    expect(said).toContain('là số liệu năm 2025');
  });

  it('a text amount is named by its cell', async () => {
    const file = bad('chu-trong-so-tien.xlsx');
    const { code, said } = await giaiNgan(['recall', '--plan', file, '--disbursement', JUNE, '--round', '1']);
    expect(code).toBe(3);
    expect(said).toMatch(/^LỖI chu-trong-so-tien\.xlsx![^!]+![A-Z]+\d+: /m);
  });

  it.each([
    ['a file that is not there', 'khong-co.xlsx', 'Không tìm thấy tệp'],
    ['a folder', '.', 'là thư mục'],
  ])('%s: exit 3', async (_what, path, sentence) => {
    const { code, said } = await giaiNgan(['recall', '--plan', path, '--disbursement', JUNE, '--round', '1'], folder);
    expect(code).toBe(3);
    expect(said).toContain(sentence);
  });

  it('a report that is only bytes of noise: exit 3 with one JSON document', async () => {
    const noise = join(folder, 'nhieu.xlsx');
    writeFileSync(noise, Buffer.from('PK\u0003\u0004 không phải tệp nén'));
    const { code, out } = await giaiNgan(['recall', '--plan', PLAN, '--disbursement', noise, '--round', '1', '--json']);
    expect(code).toBe(3);
    expect((JSON.parse(out) as Document).issues.some((issue) => issue.severity === 'error')).toBe(true);
  });
});

describe('inspect and cells', () => {
  it('print one JSON document each and refuse with exit 3', async () => {
    const inspected = await giaiNgan(['inspect', PLAN, '--json']);
    expect(inspected.code).toBe(0);
    expect((JSON.parse(inspected.out) as { tables: { kind: string }[] }).tables.map((table) => table.kind)).toEqual([
      'capitalPlan',
      'capitalPlan',
      'capitalPlan',
    ]);
    for (const command of ['inspect', 'cells']) {
      expect((await giaiNgan([command, fixture('workbooks', 'not-ok', 'mat-khau.xlsx')])).code).toBe(3);
      expect((await giaiNgan([command])).code).toBe(2);
    }
  });
});
