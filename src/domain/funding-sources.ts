import { compare } from './compare.js';
import type { FundingSourceCode } from './words.js';

/**
 * The catalogue of funding sources as shipped (contract: word "funding source"): fenced pots between which money never moves.
 * The service keeps an editable copy; the command line uses this one.
 * `meanings` are the column captions and headings that mean the source, to be compared after folding (`vietnamese-text`).
 */
export interface FundingSource {
  readonly code: FundingSourceCode;
  readonly name: string;
  /** the source of which this one is a part; sums over a parent include its parts */
  readonly parent: FundingSourceCode | null;
  /** a group (NSĐP, CTMTQG) only sums its parts; an amount known only by group is kept under the group's code */
  readonly isGroup: boolean;
  readonly meanings: readonly string[];
}

export const FUNDING_SOURCES: readonly FundingSource[] = [
  {
    code: 'NSTW',
    name: 'Vốn ngân sách trung ương đầu tư theo ngành, lĩnh vực',
    parent: null,
    isGroup: false,
    meanings: [
      'NSTW',
      'ngân sách trung ương',
      'NS trung ương',
      'NS TW',
      'vốn trung ương',
      'vốn ngân sách trung ương đầu tư theo ngành, lĩnh vực',
      'ngân sách trung ương trong nước',
      'vốn trong nước',
      'chương trình phục hồi và phát triển kinh tế - xã hội',
      'dự phòng ngân sách trung ương',
    ],
  },
  {
    code: 'NSDP',
    name: 'Vốn ngân sách địa phương',
    parent: null,
    isGroup: true,
    meanings: [
      'NSĐP',
      'ngân sách địa phương',
      'NS địa phương',
      'vốn ngân sách địa phương',
      'NS tỉnh',
      'NST',
      'ngân sách tỉnh',
    ],
  },
  {
    code: 'CDNS',
    name: 'Vốn cân đối ngân sách địa phương',
    parent: 'NSDP',
    isGroup: false,
    meanings: [
      'CĐNS',
      'CĐNSĐP',
      'vốn cân đối ngân sách địa phương',
      'cân đối ngân sách địa phương',
      'cân đối NSĐP',
      'nguồn cân đối NSĐP',
      'XDCB vốn tập trung trong nước',
      'XDCB tập trung',
      'vốn XDCB tập trung',
    ],
  },
  {
    code: 'SDD',
    name: 'Nguồn thu tiền sử dụng đất',
    parent: 'NSDP',
    isGroup: false,
    meanings: [
      'SDĐ',
      'nguồn thu tiền sử dụng đất',
      'thu tiền sử dụng đất',
      'tiền sử dụng đất',
      'thu sử dụng đất',
      'tiền SDĐ',
    ],
  },
  {
    code: 'XSKT',
    name: 'Nguồn thu xổ số kiến thiết',
    parent: 'NSDP',
    isGroup: false,
    meanings: ['XSKT', 'nguồn thu xổ số kiến thiết', 'xổ số kiến thiết', 'thu xổ số kiến thiết', 'thu xổ số'],
  },
  {
    code: 'BCNSDP',
    name: 'Bội chi ngân sách địa phương',
    parent: 'NSDP',
    isGroup: false,
    meanings: ['BCNSĐP', 'bội chi ngân sách địa phương', 'bội chi NSĐP', 'vốn vay lại', 'vay lại'],
  },
  {
    code: 'ODA',
    name: 'Vốn nước ngoài (ODA và vay ưu đãi)',
    parent: null,
    isGroup: false,
    meanings: [
      'ODA',
      'vốn nước ngoài',
      'vốn ODA',
      'vốn nước ngoài (ODA)',
      'vốn nước ngoài (tính theo tiền việt)',
      'nước ngoài',
      'ngoài nước',
      'vốn ngoài nước',
    ],
  },
  {
    code: 'CTMTQG',
    name: 'Các chương trình mục tiêu quốc gia',
    parent: null,
    isGroup: true,
    meanings: [
      'CTMTQG',
      'chương trình mục tiêu quốc gia',
      'các chương trình mục tiêu quốc gia',
      'chương trình MTQG',
      'các chương trình MTQG',
      'vốn CTMTQG',
      'vốn CTMT quốc gia',
    ],
  },
  {
    code: 'MTQG-DTTS',
    name: 'Chương trình MTQG phát triển kinh tế - xã hội vùng đồng bào dân tộc thiểu số và miền núi',
    parent: 'CTMTQG',
    isGroup: false,
    meanings: [
      'chương trình MTQG phát triển kinh tế - xã hội vùng đồng bào dân tộc thiểu số và miền núi',
      'chương trình mục tiêu quốc gia phát triển kinh tế - xã hội vùng đồng bào dân tộc thiểu số và miền núi',
      'chương trình MTQG phát triển KT-XH vùng ĐBDTTS&MN',
      'MTQG DTTS',
      'MTQG DTTS&MN',
      'CTMTQG DTTS',
    ],
  },
  {
    code: 'MTQG-GNBV',
    name: 'Chương trình MTQG giảm nghèo bền vững',
    parent: 'CTMTQG',
    isGroup: false,
    meanings: [
      'chương trình MTQG giảm nghèo bền vững',
      'chương trình mục tiêu quốc gia giảm nghèo bền vững',
      'MTQG GNBV',
      'MTQG giảm nghèo bền vững',
      'CTMTQG GNBV',
    ],
  },
  {
    code: 'MTQG-NTM',
    name: 'Chương trình MTQG xây dựng nông thôn mới',
    parent: 'CTMTQG',
    isGroup: false,
    meanings: [
      'chương trình MTQG xây dựng nông thôn mới',
      'chương trình mục tiêu quốc gia xây dựng nông thôn mới',
      'MTQG NTM',
      'MTQG nông thôn mới',
      'CTMTQG NTM',
      'MTQG xây dựng nông thôn mới',
    ],
  },
  {
    code: 'KHAC',
    name: 'Nguồn vốn khác',
    parent: null,
    isGroup: false,
    meanings: ['nguồn vốn khác', 'vốn khác', 'nguồn khác', 'khác', 'NS huyện', 'NSH', 'ngân sách huyện'],
  },
];

const byCode = new Map(FUNDING_SOURCES.map((source) => [source.code, source]));

/** Official name of a source, the code itself for one that the shipped catalogue does not hold. */
export function fundingSourceName(code: FundingSourceCode): string {
  return byCode.get(code)?.name ?? code;
}

function sourceOrder(code: FundingSourceCode): number {
  const position = FUNDING_SOURCES.findIndex((source) => source.code === code);
  return position < 0 ? FUNDING_SOURCES.length : position;
}

/** Order of two sources for lists and annexes: that of the catalogue, unknown codes last and by their text. */
export function compareSources(a: FundingSourceCode, b: FundingSourceCode): number {
  return sourceOrder(a) - sourceOrder(b) || compare(a, b);
}

/** True where the second source is a group (NSĐP, CTMTQG) of which the first is a part. */
export function isPartOf(source: FundingSourceCode, group: FundingSourceCode): boolean {
  return byCode.get(source)?.parent === group;
}

/** Source of money whose source the paper does not tell. */
export const UNTOLD_SOURCE: FundingSourceCode = 'KHAC';

/** True where money of one source may be money of the other: the same source, or one is the group of the other. KHAC (untold) overlaps with all. */
export function isSameOrPartOf(a: FundingSourceCode, b: FundingSourceCode): boolean {
  return a === b || a === UNTOLD_SOURCE || b === UNTOLD_SOURCE || isPartOf(a, b) || isPartOf(b, a);
}
