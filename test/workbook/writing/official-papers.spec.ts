import { beforeAll, describe, expect, it } from '@jest/globals';
import { legalBasisOf } from '../../../src/domain/review-rule.js';
import { SHIPPED_LETTERHEAD } from '../../../src/domain/letterhead.js';
import { formatMillions, sumVnd } from '../../../src/domain/money.js';
import { buildInvestorLetter } from '../../../src/workbook/writing/investor-letter-model.js';
import { officialPaperBytes } from '../../../src/workbook/writing/official-paper-docx.js';
import type { OfficialPaper } from '../../../src/workbook/writing/official-paper.js';
import { buildRecallList, type RecallList } from '../../../src/workbook/writing/recall-list-model.js';
import { buildSubmission } from '../../../src/workbook/writing/submission-model.js';
import { docxFooter, docxParagraphs, docxTables } from '../../support/docx.js';
import { findingsOf, PROJECTS, ROUND_1 } from './findings.js';

const WRITTEN_AT = new Date('2025-07-10T02:00:00Z');
const SNAPSHOT = '161-2025-1/4f0c9a1d';
const findings = findingsOf(PROJECTS);
const candidates = findings.filter(({ outcome }) => outcome === 'candidate');
const recalled = new Map(
  candidates.slice(1).map((finding) => {
    const recallBySource = new Map(finding.bySource.map((share) => [share.source, share.planVnd - share.disbursedVnd]));
    return [finding.key, { recallBySource }] as const;
  }),
);

describe('the submission of a round', () => {
  const kept = new Map([
    [candidates[0]?.key ?? '', { reason: 'Vướng giải phóng mặt bằng 14 hộ & chờ vật liệu', until: '2025-12-31' }],
  ]);
  const list = buildRecallList(ROUND_1, findings, { remarks: recalled, decisions: { kept, donors: new Set() } });
  let texts: string[];
  let tables: string[][][];
  let footer: string;

  beforeAll(async () => {
    const bytes = await officialPaperBytes(submission(list), WRITTEN_AT);
    texts = docxParagraphs(bytes);
    tables = docxTables(bytes);
    footer = docxFooter(bytes);
  });

  it('has the parts of Nghị định 30/2020 in their order', () => {
    const parts = [
      'UBND TỈNH SƠN LA',
      'SỞ TÀI CHÍNH',
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
      'TỜ TRÌNH',
      'Kính gửi: Ủy ban nhân dân tỉnh Sơn La.',
      'I. TÌNH HÌNH GIẢI NGÂN ĐẾN NGÀY 30/6/2025',
      'II. KẾT QUẢ RÀ SOÁT',
      'III. PHƯƠNG ÁN THU HỒI, ĐIỀU CHUYỂN',
      'IV. DỰ ÁN CHƯA ĐỀ NGHỊ THU HỒI',
      'V. KIẾN NGHỊ',
      'Nơi nhận:',
      'GIÁM ĐỐC',
    ];
    const places = parts.map((part) => texts.indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('cites the legal basis of the rule and ends as papers end', () => {
    expect(texts).toContain(`Căn cứ ${legalBasisOf(ROUND_1).text};`);
    expect(texts.find((text) => text.endsWith('./.'))).toContain('trước ngày 15/11/2025');
  });

  it('says the totals of its annex, the recall also in words', () => {
    const recallVnd = sumVnd([...recalled.values()].flatMap(({ recallBySource }) => [...recallBySource.values()]));
    expect(list.total.recallVnd).toBe(recallVnd);
    const proposal = texts.find((text) => text.startsWith('Đề nghị thu hồi'));
    expect(proposal).toContain(`${formatMillions(recallVnd)} triệu đồng (bằng chữ: mười bảy tỷ`);
    expect(tables[1]?.[1]).toEqual(['Tổng số', formatMillions(list.total.undisbursedVnd), formatMillions(recallVnd)]);
  });

  it('adds its sources up to the total of every planned project', () => {
    const [, total, ...sources] = tables[0] ?? [];
    const planned = findings.filter(({ planVnd }) => planVnd > 0n);
    expect(total?.[1]).toBe(formatMillions(sumVnd(planned.map(({ planVnd }) => planVnd))));
    expect(sumVnd(sources.map((row) => vndOf(row[1] ?? '')))).toBe(vndOf(total?.[1] ?? ''));
    expect(sumVnd(sources.map((row) => vndOf(row[2] ?? '')))).toBe(vndOf(total?.[2] ?? ''));
  });

  it('names what is kept with its reason, and what cannot be concluded', () => {
    expect(tables[2]?.[1]?.[1]).toBe(candidates[0]?.name);
    expect(tables[2]?.[1]?.[4]).toBe('Vướng giải phóng mặt bằng 14 hộ & chờ vật liệu (đến ngày 31/12/2025)');
    expect(texts.some((text) => text.startsWith(`${list.pending.length} dự án chưa kết luận được`))).toBe(true);
  });

  it('carries the id of the round at its foot', () => expect(footer).toBe(`Mã số liệu: ${SNAPSHOT}`));

  it('is the same, byte for byte, whenever it is written', async () => {
    const first = await officialPaperBytes(submission(list), WRITTEN_AT);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(Buffer.from(await officialPaperBytes(submission(list), WRITTEN_AT)).equals(Buffer.from(first))).toBe(true);
  });

  it('promises no amount before one is decided', async () => {
    const open = docxParagraphs(await officialPaperBytes(submission(buildRecallList(ROUND_1, findings)), WRITTEN_AT));
    expect(open.some((text) => text.startsWith('Đề nghị thu hồi'))).toBe(false);
    expect(open.some((text) => text.includes('được xác định sau khi các chủ đầu tư giải trình'))).toBe(true);
  });
});

describe('the letter to an investor', () => {
  const investor = 'UBND huyện Mai Sơn';
  const own = candidates.filter((finding) => finding.investor?.toLowerCase() === investor.toLowerCase());

  it('names its projects, the three answers and the last day', async () => {
    const { header } = buildRecallList(ROUND_1, findings);
    const bytes = await officialPaperBytes(
      buildInvestorLetter({
        ...{ header, investor, findings: own, answerBy: '2025-07-15' },
        ...{ letterhead: SHIPPED_LETTERHEAD, snapshot: null },
      }),
      WRITTEN_AT,
    );
    const texts = docxParagraphs(bytes);
    expect(texts).toContain(`Kính gửi: ${investor}.`);
    expect(texts.some((text) => text.includes('chậm nhất ngày 15/7/2025'))).toBe(true);
    expect(texts.filter((text) => /^[123]\. /.test(text))).toHaveLength(3);
    const [, total, ...rows] = docxTables(bytes)[0] ?? [];
    expect(rows.map((row) => row[1])).toEqual(own.map(({ name }) => name));
    expect(sumVnd(rows.map((row) => vndOf(row[3] ?? '')))).toBe(vndOf(total?.[3] ?? ''));
  });
});

function submission(list: RecallList): OfficialPaper {
  return buildSubmission({ list, findings, letterhead: SHIPPED_LETTERHEAD, snapshot: SNAPSHOT });
}

/** `10.541,966` (triệu đồng) -> đồng */
function vndOf(millions: string): bigint {
  const [whole = '0', fraction = ''] = millions.replaceAll('.', '').split(',');
  return BigInt(whole) * 1_000_000n + BigInt(fraction.padEnd(6, '0'));
}
