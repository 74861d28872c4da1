import { toVietnameseDate } from '../../domain/local-date.js';
import { millions } from './paper-amounts.js';
import type { Cell, Content, PaperSheet } from './paper-sheet.js';
import type { AmountFormats, PaperStyle, PaperStyles, RowStyles } from './paper-styles.js';
import type { RecallHeader } from './recall-header.js';
import type { RecallList } from './recall-list-model.js';

/** What every sheet of a recall list needs. */
export interface RecallPaper {
  readonly list: RecallList;
  readonly styles: PaperStyles;
  readonly formats: AmountFormats;
}

/** Head rows that `titleBlock` writes; the table head follows. */
export const TITLE_ROWS = 7;

/** Rows of the table head: two of captions, one of column numbers. */
export const HEAD_ROWS = 3;

/** Title block of an annex: agencies left, number of the annex right, title, submission, legal basis, unit line. */
export function titleBlock(sheet: PaperSheet, paper: RecallPaper, subject: string, columns: number): void {
  const { header } = paper.list;
  const { styles } = paper;
  const left = { firstColumn: 1, lastColumn: Math.min(3, columns) };
  const right = { firstColumn: columns - 2, lastColumn: columns };
  const whole = { firstColumn: 1, lastColumn: columns };
  sheet.across([
    { text: header.parentAgency, style: styles.agency, ...left },
    { text: header.annex, style: styles.annex, ...right },
  ]);
  sheet.across([{ text: header.agency, style: styles.agencyBold, ...left }]);
  sheet.across([{ text: header.title, style: styles.title, ...whole }]);
  sheet.across([{ text: subject, style: styles.annex, ...whole }]);
  sheet.across([{ text: header.attachedTo, style: styles.subtitle, ...whole }]);
  sheet.across([{ text: basisLine(header), style: styles.subtitle, ...whole }]);
  sheet.across([{ text: 'Đơn vị tính: Triệu đồng', style: styles.unit, ...whole }]);
}

function basisLine(header: RecallHeader): string {
  return `Căn cứ ${header.legalBasis}. ${header.clause.replace(/\.$/, '')}.`;
}

/** Signatures at the end of the paper, with room for the pen. */
export function signatureBlock(sheet: PaperSheet, paper: RecallPaper, columns: number): void {
  const { header } = paper.list;
  const { styles } = paper;
  const left = { firstColumn: 1, lastColumn: 3 };
  const right = { firstColumn: Math.max(4, columns - 4), lastColumn: columns };
  sheet.skip(1);
  sheet.across([{ text: header.placeAndDate, style: styles.place, ...right }]);
  sheet.across([
    { text: header.preparerTitle, style: styles.signatory, ...left },
    { text: header.signatoryTitle, style: styles.signatory, ...right },
  ]);
  sheet.skip(4);
  if (header.signatoryName !== '') sheet.across([{ text: header.signatoryName, style: styles.signatory, ...right }]);
}

/** Subject of the list by source. */
export function asOfSubject({ asOf }: RecallHeader): string {
  return `Số liệu giải ngân lũy kế đến ngày ${toVietnameseDate(asOf)}`;
}

/** `Giải ngân đến 30/6/2025` */
export function disbursedCaption({ asOf }: RecallHeader): string {
  return `Giải ngân đến ${toVietnameseDate(asOf)}`;
}

/** `Còn thiếu để đạt 50% kế hoạch` */
export function shortfallCaption({ threshold }: RecallHeader): string {
  return `Còn thiếu để đạt ${threshold.threshold}${threshold.factor === null ? '' : ' kế hoạch'}`;
}

/** The paper says which state of findings and verdicts it shows; the same on every paper of the round. */
export function identityRemark({ issue, snapshotId }: RecallHeader): string | null {
  const parts = [issue, snapshotId === null ? null : `Mã bản chốt số liệu: ${snapshotId}`];
  const told = parts.filter((part) => part !== null);
  return told.length === 0 ? null : `${told.join('. ')}.`;
}

/** What the round says of all projects, so that a short list is not taken for a complete one. */
export function summaryRemark(list: RecallList): string {
  const { summary, header } = list;
  const { caught, passed } = header.threshold;
  const parts = [
    `${summary.candidates} dự án ${list.decided ? caught : 'trong danh sách này'}`,
    `${summary.met} dự án ${passed}`,
    `${summary.noData} dự án chưa có số liệu giải ngân`,
    `${summary.unclassified} dự án chưa rõ tính chất`,
    `${summary.outOfScope} dự án ngoài phạm vi của đợt`,
    `${summary.noPlan} dự án không có kế hoạch vốn năm ${header.planYear}`,
  ];
  const pending = summary.noData + summary.unclassified;
  const note = pending === 0 ? '' : ` Các dự án chưa kết luận được nêu tại trang "Chưa kết luận".`;
  return `Rà soát ${summary.projects} dự án, gồm: ${parts.join('; ')}.${decisionNote(list)}${note}`;
}

function decisionNote({ decided, donors, kept, investors }: RecallList): string {
  if (!decided) return '';
  const listed = investors.reduce((sum, group) => sum + group.projects.length, 0);
  const others = donors === 0 ? '' : `, trong đó ${donors} dự án không thuộc diện xét tỷ lệ`;
  const apart = kept.length === 0 ? '' : `; ${kept.length} dự án chưa thu hồi được nêu tại trang "Không thu hồi"`;
  return ` Danh sách này gồm ${listed} dự án${others}${apart}.`;
}

/** Cells in the styles of one row. */
export class RowCells {
  constructor(private readonly styles: RowStyles) {}

  mark(text: string): Cell {
    return { content: text, style: this.styles.mark };
  }

  /** A running number, kept as a number so that it sorts. */
  count(position: number): Cell {
    return { content: position, style: this.styles.mark };
  }

  text(text: string | null): Cell {
    return cell(text ?? '', this.styles.text);
  }

  centred(text: string | null): Cell {
    return cell(text ?? '', this.styles.centred);
  }

  amount(vnd: bigint | null): Cell {
    return cell(vnd === null ? null : millions(vnd), this.styles.amount);
  }

  shortfall(vnd: bigint): Cell {
    return cell(millions(vnd), this.styles.shortfall);
  }

  shortfallSum(formula: string, vnd: bigint): Cell {
    return cell({ formula, result: millions(vnd) }, this.styles.shortfall);
  }

  proposal(vnd: bigint | null): Cell {
    return cell(vnd === null ? null : millions(vnd), this.styles.proposal);
  }

  proposalSum(formula: string, vnd: bigint): Cell {
    return cell({ formula, result: millions(vnd) }, this.styles.proposal);
  }

  /** A live sum (or reference) with the amount that it gives. */
  sum(formula: string, vnd: bigint): Cell {
    return cell({ formula, result: millions(vnd) }, this.styles.amount);
  }

  /** Percent with two decimals, truncated (`Finding.ratePercent`). */
  rate(percent: string | null): Cell {
    return cell(percent === null ? null : Number(percent), this.styles.rate);
  }

  liveRate(formula: string, percent: string | null): Cell {
    return cell({ formula, result: percent === null ? '' : Number(percent) }, this.styles.rate);
  }
}

function cell(content: Content, style: PaperStyle): Cell {
  return { content, style };
}
