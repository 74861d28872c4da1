import type { Letterhead } from '../../domain/letterhead.js';
import { toVietnameseDate, yearOf, type LocalDate } from '../../domain/local-date.js';
import { formatMillions, ratePercent, sumVnd } from '../../domain/money.js';
import type { Finding } from '../../domain/finding.js';
import { basis, paragraph, type OfficialPaper, type PaperBlock, type PaperTable } from './official-paper.js';
import type { RecallHeader } from './recall-header.js';

/** A letter that asks one investor to explain its candidates of a round. */
export interface InvestorLetterInput {
  readonly header: RecallHeader;
  readonly investor: string;
  /** candidates and donors of this investor, in the order in which they are printed; at least one */
  readonly findings: readonly Finding[];
  /** last day for the answer */
  readonly answerBy: LocalDate;
  readonly letterhead: Letterhead;
  readonly snapshot: string | null;
}

/** The three answers are those of the explanation form; silence is recorded and reported (161/QĐ-UBND 5.1 and 5.6). */
export function buildInvestorLetter(input: InvestorLetterInput): OfficialPaper {
  const { header, investor, findings, letterhead } = input;
  const round = header.round === null ? '' : ` (đợt ${header.round})`;
  return {
    head: {
      parentAgency: letterhead.parentAgency,
      agency: letterhead.agency,
      number: `Số:          /${letterhead.abbreviation}-KHĐT`,
      placeAndDate: header.placeAndDate,
    },
    title: null,
    subject: `giải trình kết quả giải ngân kế hoạch vốn đầu tư công năm ${header.planYear} ${header.threshold.caught}${round}`,
    addressees: [investor],
    body: [
      basis(`Căn cứ ${header.legalBasis};`),
      ...findingsOf(header, findings.filter(isCandidate), letterhead),
      ...donorsOf(findings),
      ...questionsOf(input),
    ],
    recipients: ['Như trên', 'UBND tỉnh (để báo cáo)', 'Lưu: VT'],
    signatory: { title: header.signatoryTitle, name: header.signatoryName },
    snapshot: input.snapshot,
  };
}

function findingsOf(header: RecallHeader, findings: readonly Finding[], letterhead: Letterhead): PaperBlock[] {
  if (findings.length === 0) return [];
  const planVnd = sumVnd(findings.map((finding) => finding.planVnd));
  const disbursedVnd = sumVnd(findings.map((finding) => finding.disbursedVnd ?? 0n));
  return [
    paragraph(
      `Qua rà soát số liệu giải ngân đến ngày ${toVietnameseDate(header.asOf)}, ${letterhead.agencyInText} nhận thấy đơn vị có ${findings.length} dự án ` +
        `có kết quả giải ngân ${header.threshold.caught} kế hoạch vốn năm ${header.planYear}; tổng kế hoạch ${formatMillions(planVnd)} triệu đồng, ` +
        `đã giải ngân ${formatMillions(disbursedVnd)} triệu đồng, chưa giải ngân ${formatMillions(planVnd - disbursedVnd)} triệu đồng, gồm:`,
    ),
    projectTable(findings, { planVnd, disbursedVnd }),
  ];
}

function isCandidate({ outcome }: Finding): boolean {
  return outcome === 'candidate';
}

/** Projects that the percentage does not catch: reviewed for another reason. */
function donorsOf(findings: readonly Finding[]): PaperBlock[] {
  const donors = findings.filter((finding) => !isCandidate(finding));
  if (donors.length === 0) return [];
  const planVnd = sumVnd(donors.map((finding) => finding.planVnd));
  const disbursedVnd = sumVnd(donors.map((finding) => finding.disbursedVnd ?? 0n));
  return [
    paragraph(
      `Ngoài diện xét theo tỷ lệ, ${donors.length} dự án sau được rà soát nhu cầu sử dụng vốn còn lại, khả năng điều chuyển:`,
    ),
    projectTable(donors, { planVnd, disbursedVnd }),
  ];
}

function projectTable(
  findings: readonly Finding[],
  total: { readonly planVnd: bigint; readonly disbursedVnd: bigint },
): PaperTable {
  return {
    kind: 'table',
    unit: 'Đơn vị tính: triệu đồng',
    columns: [
      { caption: 'TT', share: 5, align: 'center' },
      { caption: 'Dự án', share: 35, align: 'left' },
      { caption: 'Mã dự án', share: 12, align: 'center' },
      { caption: 'Kế hoạch', share: 16, align: 'right' },
      { caption: 'Đã giải ngân', share: 15, align: 'right' },
      { caption: 'Tỷ lệ (%)', share: 9, align: 'right' },
      { caption: 'Chưa giải ngân', share: 15, align: 'right' },
    ],
    rows: [
      { cells: ['', 'Tổng số', '', ...figures(total.planVnd, total.disbursedVnd)], strong: true },
      ...findings.map(({ name, code, planVnd, disbursedVnd }, index) => ({
        cells: [String(index + 1), name, code ?? '', ...figures(planVnd, disbursedVnd ?? 0n)],
        strong: false,
      })),
    ],
  };
}

function figures(planVnd: bigint, disbursedVnd: bigint): string[] {
  const rate = (ratePercent(disbursedVnd, planVnd) ?? '').replace('.', ',');
  return [formatMillions(planVnd), formatMillions(disbursedVnd), rate, formatMillions(planVnd - disbursedVnd)];
}

function questionsOf({ header, investor, answerBy, letterhead }: InvestorLetterInput): PaperBlock[] {
  return [
    paragraph(
      `Đề nghị ${investor} rà soát từng dự án nêu trên và có văn bản kèm biểu mẫu gửi ${letterhead.agencyInText} chậm nhất ngày ${toVietnameseDate(answerBy)}, ` +
        `mỗi dự án theo một trong ba nội dung:`,
    ),
    paragraph(
      `1. Cam kết giải ngân: nêu số vốn và thời điểm giải ngân, chậm nhất đến ngày 31/01/${yearOf(header.asOf) + 1}.`,
    ),
    paragraph('2. Đề nghị trả lại vốn: nêu số vốn không còn nhu cầu theo từng nguồn vốn.'),
    paragraph('3. Giải trình: nêu nguyên nhân khách quan, chủ quan, biện pháp khắc phục, kèm tài liệu chứng minh.'),
    paragraph(
      `Quá thời hạn trên, dự án không có giải trình được tổng hợp, trình Ủy ban nhân dân tỉnh xem xét thu hồi, điều chuyển kế hoạch vốn theo quy định./.`,
    ),
  ];
}
