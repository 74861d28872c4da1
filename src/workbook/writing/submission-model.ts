import { fundingSourceName, compareSources } from '../../domain/funding-sources.js';
import { groupBy } from '../../domain/group-by.js';
import type { Letterhead } from '../../domain/letterhead.js';
import { addDays, toVietnameseDate } from '../../domain/local-date.js';
import { formatMillions, ratePercent, sumVnd } from '../../domain/money.js';
import { vndInWords } from '../../domain/number-words.js';
import type { Finding } from '../../domain/finding.js';
import { basis, heading, paragraph, type OfficialPaper, type PaperBlock, type PaperTable } from './official-paper.js';
import type { RecallHeader } from './recall-header.js';
import type { RecallList } from './recall-list-model.js';

/** What a submission says: the list that is its annex, and every finding of the round. */
export interface SubmissionInput {
  readonly list: RecallList;
  readonly findings: readonly Finding[];
  readonly letterhead: Letterhead;
  /** the id that all papers of the round carry */
  readonly snapshot: string | null;
}

/**
 * The Tờ trình of a round (layout and skeleton: domain handbook 7.2). Its totals are those of the annex; amounts in triệu
 * đồng, the recall also in words.
 */
export function buildSubmission(input: SubmissionInput): OfficialPaper {
  const { list, letterhead, snapshot } = input;
  const { header } = list;
  const round = header.round === null ? '' : ` (đợt ${header.round})`;
  return {
    head: {
      parentAgency: letterhead.parentAgency,
      agency: letterhead.agency,
      number: `Số:          /TTr-${letterhead.abbreviation}`,
      placeAndDate: header.placeAndDate,
    },
    title: 'TỜ TRÌNH',
    subject: `Về việc thu hồi, điều chuyển kế hoạch vốn đầu tư công năm ${header.planYear}${round}`,
    addressees: [`Ủy ban nhân dân ${letterhead.provinceInText}`],
    body: [
      ...groundsOf(header, letterhead),
      ...situationOf(input),
      ...outcomeOf(list),
      ...proposalOf(list),
      ...keptOf(list),
      ...requestOf(header, letterhead),
    ],
    recipients: ['Như trên', 'Kho bạc Nhà nước khu vực', 'Các chủ đầu tư có dự án tại Phụ lục', 'Lưu: VT'],
    signatory: { title: header.signatoryTitle, name: header.signatoryName },
    snapshot,
  };
}

function groundsOf(header: RecallHeader, letterhead: Letterhead): PaperBlock[] {
  const day = toVietnameseDate(header.asOf);
  return [
    basis(`Căn cứ ${header.legalBasis};`),
    basis(`Thực hiện ${lowerFirst(header.clause.replace(/[.;]$/, ''))};`),
    paragraph(
      `${letterhead.agencyInText} đã rà soát kết quả giải ngân kế hoạch vốn đầu tư công năm ${header.planYear} của từng dự án đến ngày ${day}, ` +
        `báo cáo và trình Ủy ban nhân dân tỉnh như sau:`,
    ),
  ];
}

function situationOf({ list, findings }: SubmissionInput): PaperBlock[] {
  const { planYear, asOf } = list.header;
  const planned = findings.filter(({ planVnd }) => planVnd > 0n);
  const known = planned.filter(({ disbursedVnd }) => disbursedVnd !== null);
  const planVnd = sumVnd(planned.map((finding) => finding.planVnd));
  const disbursedVnd = sumVnd(known.map((finding) => finding.disbursedVnd ?? 0n));
  const missing = planned.length - known.length;
  const without = missing === 0 ? '' : `; ${missing} dự án chưa có số liệu giải ngân, chưa tính vào số đã giải ngân`;
  return [
    heading(`I. TÌNH HÌNH GIẢI NGÂN ĐẾN NGÀY ${toVietnameseDate(asOf)}`),
    paragraph(
      `Kế hoạch vốn đầu tư công năm ${planYear} của ${planned.length} dự án là ${inMillions(planVnd)}; lũy kế giải ngân ` +
        `${inMillions(disbursedVnd)}, đạt ${rate(disbursedVnd, planVnd)} kế hoạch${without}. Chi tiết theo nguồn vốn:`,
    ),
    sourceTable(planned),
  ];
}

function sourceTable(findings: readonly Finding[]): PaperTable {
  const shares = groupBy(
    findings.flatMap((finding) => finding.bySource),
    (share) => share.source,
  );
  const rows = [...shares]
    .sort(([a], [b]) => compareSources(a, b))
    .map(([source, members]) => figuresRow(fundingSourceName(source), totalsOf(members), false));
  const total = figuresRow('Tổng số', totalsOf(findings.flatMap((finding) => finding.bySource)), true);
  return {
    kind: 'table',
    unit: 'Đơn vị tính: triệu đồng',
    columns: [
      { caption: 'Nguồn vốn', share: 40, align: 'left' },
      { caption: 'Kế hoạch', share: 18, align: 'right' },
      { caption: 'Đã giải ngân', share: 18, align: 'right' },
      { caption: 'Tỷ lệ (%)', share: 10, align: 'right' },
      { caption: 'Chưa giải ngân', share: 18, align: 'right' },
    ],
    rows: [total, ...rows],
  };
}

interface Totals {
  readonly planVnd: bigint;
  readonly disbursedVnd: bigint;
}

function totalsOf(members: readonly Totals[]): Totals {
  return {
    planVnd: sumVnd(members.map((member) => member.planVnd)),
    disbursedVnd: sumVnd(members.map((member) => member.disbursedVnd)),
  };
}

function figuresRow(label: string, { planVnd, disbursedVnd }: Totals, strong: boolean): PaperTable['rows'][number] {
  const percent = (ratePercent(disbursedVnd, planVnd) ?? '').replace('.', ',');
  const cells = [label, planVnd, disbursedVnd, percent, planVnd - disbursedVnd];
  return { cells: cells.map((cell) => (typeof cell === 'bigint' ? formatMillions(cell) : cell)), strong };
}

function outcomeOf({ header, summary }: RecallList): PaperBlock[] {
  const { caught, passed } = header.threshold;
  return [
    heading('II. KẾT QUẢ RÀ SOÁT'),
    paragraph(
      `Rà soát ${summary.projects} dự án, trong đó ${summary.inScope} dự án thuộc phạm vi của đợt: ${summary.candidates} dự án có kết quả giải ngân ` +
        `${caught} kế hoạch; ${summary.met} dự án ${passed}; ${summary.noData} dự án chưa có số liệu giải ngân; ` +
        `${summary.unclassified} dự án chưa rõ tính chất.`,
    ),
    paragraph(
      `${summary.candidates} dự án ${caught} có kế hoạch ${inMillions(summary.planVnd)}, đã giải ngân ${inMillions(summary.disbursedVnd)}, ` +
        `đạt ${rate(summary.disbursedVnd, summary.planVnd)}; chưa giải ngân ${inMillions(summary.undisbursedVnd)}.`,
    ),
  ];
}

function proposalOf({ header, sources, total }: RecallList): PaperBlock[] {
  const title = heading('III. PHƯƠNG ÁN THU HỒI, ĐIỀU CHUYỂN');
  const fence =
    'Vốn thu hồi được điều chuyển trong phạm vi từng nguồn vốn cho các dự án có nhu cầu bổ sung vốn và các dự án đã có khối lượng hoàn thành chưa được thanh toán.';
  if (total.recallVnd === null) {
    return [
      title,
      paragraph(
        `Số vốn đề nghị thu hồi của từng dự án được xác định sau khi các chủ đầu tư giải trình; danh sách dự án nêu tại ${header.annex} kèm theo. ${fence}`,
      ),
    ];
  }
  return [
    title,
    paragraph(
      `Đề nghị thu hồi ${inMillions(total.recallVnd)} (bằng chữ: ${lowerFirst(vndInWords(total.recallVnd))}) của các dự án nêu tại ${header.annex} kèm theo, ` +
        `theo nguồn vốn như sau:`,
    ),
    {
      kind: 'table',
      unit: 'Đơn vị tính: triệu đồng',
      columns: [
        { caption: 'Nguồn vốn', share: 46, align: 'left' },
        { caption: 'Chưa giải ngân', share: 27, align: 'right' },
        { caption: 'Đề nghị thu hồi', share: 27, align: 'right' },
      ],
      rows: [
        recallRow('Tổng số', total.undisbursedVnd, total.recallVnd, true),
        ...sources.map(({ name, figures }) => recallRow(name, figures.undisbursedVnd, figures.recallVnd ?? 0n, false)),
      ],
    },
    paragraph(fence),
  ];
}

function recallRow(
  label: string,
  undisbursedVnd: bigint,
  recallVnd: bigint,
  strong: boolean,
): PaperTable['rows'][number] {
  return { cells: [label, formatMillions(undisbursedVnd), formatMillions(recallVnd)], strong };
}

function keptOf(list: RecallList): PaperBlock[] {
  const { kept } = list;
  const pending = list.pending.length;
  const open =
    pending === 0
      ? []
      : [
          paragraph(
            `${pending} dự án chưa kết luận được do chưa có số liệu giải ngân hoặc chưa rõ tính chất, nêu tại trang "Chưa kết luận" của ${list.header.annex}.`,
          ),
        ];
  const title = heading('IV. DỰ ÁN CHƯA ĐỀ NGHỊ THU HỒI');
  if (kept.length === 0) {
    return [title, paragraph('Không có dự án dưới ngưỡng nào được đề nghị giữ nguyên kế hoạch vốn.'), ...open];
  }
  return [
    title,
    paragraph(`${kept.length} dự án dưới ngưỡng được đề nghị giữ nguyên kế hoạch vốn vì các lý do sau:`),
    {
      kind: 'table',
      unit: 'Đơn vị tính: triệu đồng',
      columns: [
        { caption: 'TT', share: 6, align: 'center' },
        { caption: 'Dự án', share: 38, align: 'left' },
        { caption: 'Kế hoạch', share: 14, align: 'right' },
        { caption: 'Đã giải ngân', share: 14, align: 'right' },
        { caption: 'Lý do', share: 30, align: 'left' },
      ],
      rows: kept.map(({ finding, reason, until }, index) => ({
        cells: [
          String(index + 1),
          finding.name,
          formatMillions(finding.planVnd),
          formatMillions(finding.disbursedVnd ?? 0n),
          `${reason} (đến ngày ${toVietnameseDate(until)})`,
        ],
        strong: false,
      })),
    },
    ...open,
  ];
}

function requestOf(header: RecallHeader, letterhead: Letterhead): PaperBlock[] {
  return [
    heading('V. KIẾN NGHỊ'),
    paragraph(
      `${letterhead.agencyInText} kính đề nghị Ủy ban nhân dân tỉnh xem xét, quyết định thu hồi, điều chuyển kế hoạch vốn đầu tư công năm ${header.planYear} ` +
        `của các dự án nêu tại ${header.annex} trước ngày ${toVietnameseDate(addDays(header.decideBy, 1))}./.`,
    ),
  ];
}

/** `1.234,5 triệu đồng` */
function inMillions(vnd: bigint): string {
  return `${formatMillions(vnd)} triệu đồng`;
}

function rate(part: bigint, whole: bigint): string {
  return `${(ratePercent(part, whole) ?? '0').replace('.', ',')}%`;
}

function lowerFirst(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}
