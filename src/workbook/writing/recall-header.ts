import { SHIPPED_LETTERHEAD, type Letterhead } from '../../domain/letterhead.js';
import type { LocalDate } from '../../domain/local-date.js';
import type { Finding } from '../../domain/finding.js';
import { thresholdWords, type ThresholdWords } from '../../domain/threshold-words.js';
import { legalBasisOf, type ReviewRule } from '../../domain/review-rule.js';

export interface RecallHeader {
  /** `UBND TỈNH SƠN LA` */
  readonly parentAgency: string;
  /** `SỞ TÀI CHÍNH` */
  readonly agency: string;
  /** `Phụ lục I` */
  readonly annex: string;
  readonly title: string;
  /** the submission to which the annex belongs, number and day left blank for the pen */
  readonly attachedTo: string;
  readonly legalBasis: string;
  readonly clause: string;
  readonly planYear: number;
  readonly round: number | null;
  readonly asOf: LocalDate;
  /** what the list is about, in words */
  readonly threshold: ThresholdWords;
  readonly decideBy: LocalDate;
  /** `Sơn La, ngày      tháng      năm 2025` */
  readonly placeAndDate: string;
  /** `NGƯỜI LẬP BIỂU` */
  readonly preparerTitle: string;
  /** `GIÁM ĐỐC` */
  readonly signatoryTitle: string;
  /** empty where the name is written by hand */
  readonly signatoryName: string;
  /** names findings and verdicts as they stand on this paper; null where no round keeps them */
  readonly snapshotId: string | null;
  /** `Danh sách số 01/2025, ban hành 15/7/2025`; null before the issue */
  readonly issue: string | null;
  /** day of the document; null = the moment of writing */
  readonly writtenAt: Date | null;
}

/** What the title block and the foot of a paper say. */
export interface RecallHeaderOptions {
  /** the shipped one where absent */
  readonly letterhead?: Letterhead;
  readonly annex?: string;
  readonly preparerTitle?: string;
  readonly snapshotId?: string;
  readonly issue?: string;
  readonly writtenAt?: Date;
}

/** `(Kèm theo …)`: number and day are written by hand when the paper is registered. */
export function headerOf(rule: ReviewRule, findings: readonly Finding[], options: RecallHeaderOptions): RecallHeader {
  const round = rule.round === null ? '' : ` (ĐỢT ${rule.round})`;
  const letterhead = options.letterhead ?? SHIPPED_LETTERHEAD;
  return {
    parentAgency: letterhead.parentAgency,
    agency: letterhead.agency,
    annex: options.annex ?? 'Phụ lục I',
    title: `DANH SÁCH DỰ ÁN ĐỀ NGHỊ THU HỒI, ĐIỀU CHUYỂN KẾ HOẠCH VỐN ĐẦU TƯ CÔNG NĂM ${rule.planYear}${round}`,
    attachedTo: `(Kèm theo Tờ trình số          /TTr-${letterhead.abbreviation} ngày      tháng      năm ${rule.planYear} của ${letterhead.agencyInText})`,
    legalBasis: legalBasisOf(rule).text,
    clause: legalBasisOf(rule).clause,
    planYear: rule.planYear,
    round: rule.round,
    asOf: rule.asOf,
    threshold: thresholdWords(rule, findings),
    decideBy: rule.decideBy,
    placeAndDate: `${letterhead.place}, ngày      tháng      năm ${rule.planYear}`,
    preparerTitle: options.preparerTitle ?? 'NGƯỜI LẬP BIỂU',
    signatoryTitle: letterhead.signatoryTitle,
    signatoryName: letterhead.signatoryName,
    snapshotId: options.snapshotId ?? null,
    issue: options.issue ?? null,
    writtenAt: options.writtenAt ?? null,
  };
}
