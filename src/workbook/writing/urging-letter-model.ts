import type { CountdownLine } from '../../domain/countdown.js';
import type { Letterhead } from '../../domain/letterhead.js';
import { toVietnameseDate, yearOf, type LocalDate } from '../../domain/local-date.js';
import { formatMillions, ratePercent, sumVnd } from '../../domain/money.js';
import { legalBasisOf, type ReviewRule } from '../../domain/review-rule.js';
import { thresholdToReach, ruleThresholdText } from '../../domain/rule-words.js';
import { perDayUp } from './paper-amounts.js';
import { basis, paragraph, type OfficialPaper, type PaperBlock, type PaperTable } from './official-paper.js';

/** A letter that urges one investor before a rule's day. */
export interface UrgingLetterInput {
  readonly letterhead: Letterhead;
  readonly rule: ReviewRule;
  /** day of the figures */
  readonly asOf: LocalDate;
  readonly workingDaysLeft: number;
  readonly investor: string;
  /** projects of this investor that fall under the rule at their pace; from its day on those that did */
  readonly urged: readonly CountdownLine[];
  /** projects of this investor without a figure */
  readonly noData: readonly CountdownLine[];
}

/** Công văn đôn đốc: which projects, how much they still need by the day, and what follows (161/QĐ-UBND 5.1). At least one project. */
export function buildUrgingLetter(input: UrgingLetterInput): OfficialPaper {
  const { letterhead, rule, investor } = input;
  return {
    head: {
      parentAgency: letterhead.parentAgency,
      agency: letterhead.agency,
      number: `Số:          /${letterhead.abbreviation}-KHĐT`,
      placeAndDate: `${letterhead.place}, ngày      tháng      năm ${yearOf(input.asOf)}`,
    },
    title: null,
    subject: `đôn đốc giải ngân kế hoạch vốn đầu tư công năm ${rule.planYear}`,
    addressees: [investor],
    body: [basis(`Căn cứ ${legalBasisOf(rule).text};`), ...urgedOf(input), ...noDataOf(input), ...requestOf(input)],
    recipients: ['Như trên', 'UBND tỉnh (để báo cáo)', 'Lưu: VT'],
    signatory: { title: letterhead.signatoryTitle, name: letterhead.signatoryName },
    snapshot: null,
  };
}

function urgedOf({ letterhead, rule, asOf, urged, workingDaysLeft }: UrgingLetterInput): PaperBlock[] {
  if (urged.length === 0) return [];
  const planVnd = sumVnd(urged.map(({ finding }) => finding.planVnd));
  const disbursedVnd = sumVnd(urged.map(({ finding }) => finding.disbursedVnd ?? 0n));
  const state =
    workingDaysLeft === 0
      ? `có kết quả giải ngân ${ruleThresholdText(rule)} kế hoạch vốn`
      : `với tiến độ hiện nay dự báo có kết quả giải ngân ${ruleThresholdText(rule)} kế hoạch vốn khi đến ngày ${toVietnameseDate(rule.asOf)}`;
  const time = workingDaysLeft === 0 ? '' : ` Từ nay đến ngày đó còn ${workingDaysLeft} ngày làm việc.`;
  return [
    paragraph(
      `Theo số liệu giải ngân đến ngày ${toVietnameseDate(asOf)}, ${letterhead.agencyInText} nhận thấy đơn vị có ${urged.length} dự án ${state}; ` +
        `tổng kế hoạch ${formatMillions(planVnd)} triệu đồng, đã giải ngân ${formatMillions(disbursedVnd)} triệu đồng, đạt ${rateOf(disbursedVnd, planVnd)}%.${time} Cụ thể:`,
    ),
    urgedTable(rule, urged, { planVnd, disbursedVnd }),
  ];
}

function urgedTable(
  rule: ReviewRule,
  urged: readonly CountdownLine[],
  total: { readonly planVnd: bigint; readonly disbursedVnd: bigint },
): PaperTable {
  const needed = sumVnd(urged.map(({ neededVnd }) => neededVnd ?? 0n));
  return {
    kind: 'table',
    unit: 'Đơn vị tính: triệu đồng',
    columns: [
      { caption: 'TT', share: 5, align: 'center' },
      { caption: 'Dự án', share: 34, align: 'left' },
      { caption: 'Mã dự án', share: 12, align: 'center' },
      { caption: 'Kế hoạch', share: 15, align: 'right' },
      { caption: 'Đã giải ngân', share: 15, align: 'right' },
      { caption: 'Tỷ lệ (%)', share: 9, align: 'right' },
      {
        caption: `Cần thêm để đạt ${thresholdToReach(rule)}`,
        share: 15,
        align: 'right',
      },
      { caption: 'Cần mỗi ngày làm việc', share: 13, align: 'right' },
    ],
    rows: [
      {
        cells: ['', 'Tổng số', '', ...figures(total.planVnd, total.disbursedVnd), formatMillions(needed), ''],
        strong: true,
      },
      ...urged.map(({ finding, neededVnd, neededPerWorkingDayVnd }, index) => ({
        cells: [
          ...[String(index + 1), finding.name, finding.code ?? ''],
          ...figures(finding.planVnd, finding.disbursedVnd ?? 0n),
          formatMillions(neededVnd ?? 0n),
          neededPerWorkingDayVnd === null ? '' : formatMillions(perDayUp(neededPerWorkingDayVnd)),
        ],
        strong: false,
      })),
    ],
  };
}

function noDataOf({ noData, asOf }: UrgingLetterInput): PaperBlock[] {
  if (noData.length === 0) return [];
  return [
    paragraph(`Đến ngày ${toVietnameseDate(asOf)}, ${noData.length} dự án của đơn vị chưa có số liệu giải ngân, gồm:`),
    {
      kind: 'table',
      unit: 'Đơn vị tính: triệu đồng',
      columns: [
        { caption: 'TT', share: 6, align: 'center' },
        { caption: 'Dự án', share: 60, align: 'left' },
        { caption: 'Mã dự án', share: 14, align: 'center' },
        { caption: 'Kế hoạch', share: 20, align: 'right' },
      ],
      rows: noData.map(({ finding }, index) => ({
        cells: [String(index + 1), finding.name, finding.code ?? '', formatMillions(finding.planVnd)],
        strong: false,
      })),
    },
  ];
}

function requestOf({ letterhead, rule, investor, noData }: UrgingLetterInput): PaperBlock[] {
  const report = noData.length === 0 ? '' : ' báo cáo ngay số liệu các dự án chưa có số liệu;';
  return [
    paragraph(
      `Đề nghị ${investor} tập trung tháo gỡ vướng mắc, đẩy nhanh tiến độ thi công, nghiệm thu, hoàn thiện hồ sơ thanh toán qua Kho bạc Nhà nước;${report} ` +
        `trường hợp không còn nhu cầu hoặc không có khả năng giải ngân hết kế hoạch vốn, có văn bản gửi ${letterhead.agencyInText} để tổng hợp, điều chuyển.`,
    ),
    paragraph(
      `Đến ngày ${toVietnameseDate(rule.asOf)}, dự án có kết quả giải ngân ${ruleThresholdText(rule)} kế hoạch vốn được đưa vào danh sách rà soát, ` +
        `trình Ủy ban nhân dân tỉnh xem xét thu hồi, điều chuyển theo quy định./.`,
    ),
  ];
}

function figures(planVnd: bigint, disbursedVnd: bigint): string[] {
  return [formatMillions(planVnd), formatMillions(disbursedVnd), rateOf(disbursedVnd, planVnd)];
}

function rateOf(part: bigint, whole: bigint): string {
  return (ratePercent(part, whole) ?? '').replace('.', ',');
}
