import { fundingSourceName, fundingSourceOrder } from '../../domain/funding-sources.js';
import { groupBy } from '../../domain/group-by.js';
import { SHIPPED_LETTERHEAD, type Letterhead } from '../../domain/letterhead.js';
import type { LocalDate } from '../../domain/local-date.js';
import { sumVnd } from '../../domain/money.js';
import { summarise, type Finding, type ReviewSummary, type SourceShare } from '../../domain/review.js';
import { legalBasisOf, type ReviewRule } from '../../domain/review-rule.js';
import { nameKey } from '../../domain/vietnamese-text.js';
import type { FundingSourceCode } from '../../domain/words.js';

/** The recall list of one round as a paper: what is printed, in the order in which it is printed. Amounts in đồng. */
export interface RecallList {
  readonly header: RecallHeader;
  /** candidates under each of their sources, in the order of the catalogue; figures are those of the source */
  readonly sources: readonly SourceGroup[];
  /** each candidate once, by investor; figures are those of the whole project */
  readonly investors: readonly InvestorProjects[];
  /** of all candidates; the same over sources as over projects */
  readonly total: RecallFigures;
  /** missing to the threshold, over all candidates */
  readonly shortfallVnd: bigint;
  readonly summary: ReviewSummary;
  /** projects on which the round cannot conclude (`noData`, `unclassified`): shown, never silently left out */
  readonly pending: readonly Finding[];
}

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
  readonly thresholdBasisPoints: number;
  readonly decideBy: LocalDate;
  /** `Sơn La, ngày      tháng      năm 2025` */
  readonly placeAndDate: string;
  /** `NGƯỜI LẬP BIỂU` */
  readonly preparerTitle: string;
  /** `GIÁM ĐỐC` */
  readonly signatoryTitle: string;
  /** empty where the name is written by hand */
  readonly signatoryName: string;
}

export interface RecallFigures {
  readonly planVnd: bigint;
  readonly disbursedVnd: bigint;
  readonly undisbursedVnd: bigint;
  /** proposed recall; null where nothing is proposed yet and the column is filled in by hand */
  readonly recallVnd: bigint | null;
}

export interface SourceGroup {
  readonly source: FundingSourceCode;
  readonly name: string;
  readonly figures: RecallFigures;
  readonly investors: readonly InvestorShares[];
}

export interface InvestorShares {
  readonly investor: string;
  readonly figures: RecallFigures;
  readonly shares: readonly ProjectShare[];
}

/** A candidate under one of its sources. */
export interface ProjectShare {
  readonly project: RecallProject;
  readonly figures: RecallFigures;
}

export interface InvestorProjects {
  readonly investor: string;
  readonly figures: RecallFigures;
  readonly shortfallVnd: bigint;
  /** null where a project of the group does not tell its advances */
  readonly advanceVnd: bigint | null;
  readonly projects: readonly RecallProject[];
}

export interface RecallProject {
  readonly finding: Finding;
  readonly figures: RecallFigures;
  readonly shortfallVnd: bigint;
  /** empty for filling in by hand */
  readonly reason: string;
  readonly note: string;
}

/** What an officer adds to a candidate, by `Finding.key`. */
export interface CandidateRemark {
  readonly reason?: string;
  readonly note?: string;
  /** proposed recall in đồng, by source */
  readonly recallBySource?: ReadonlyMap<FundingSourceCode, bigint>;
}

export interface RecallListOptions {
  /** the shipped one where absent */
  readonly letterhead?: Letterhead;
  readonly annex?: string;
  readonly preparerTitle?: string;
  readonly remarks?: ReadonlyMap<string, CandidateRemark>;
  /** name of a source of an edited catalogue; the shipped catalogue where absent */
  readonly sourceName?: (source: FundingSourceCode) => string;
}

const UNKNOWN_INVESTOR = 'Chưa rõ chủ đầu tư';
const vietnamese = new Intl.Collator('vi', { numeric: true });

/**
 * The list of a round's candidates (other outcomes only count in the summary; what cannot be concluded is listed apart).
 * The order depends on the content alone: sources as in the catalogue, investors and projects by name, then by code.
 * Throws where the sources of a project do not add up to the project, or a recall is proposed from a source that it does not
 * have: such a paper must not be written.
 */
export function buildRecallList(
  rule: ReviewRule,
  findings: readonly Finding[],
  options: RecallListOptions = {},
): RecallList {
  const projects = findings
    .filter((finding) => finding.outcome === 'candidate')
    .map((finding) => toProject(finding, options.remarks?.get(finding.key)))
    .sort(byName);
  const pending = findings.filter(({ outcome }) => outcome === 'noData' || outcome === 'unclassified');
  return {
    header: headerOf(rule, options),
    sources: sourcesOf(projects, options),
    investors: investorsOf(projects),
    total: sumFigures(projects.map((project) => project.figures)),
    shortfallVnd: sumVnd(projects.map((project) => project.shortfallVnd)),
    summary: summarise(findings),
    pending: [...pending].sort((a, b) => compareInvestors(a, b) || compareFindings(a, b)),
  };
}

/** `(Kèm theo …)`: number and day are written by hand when the paper is registered. */
function headerOf(rule: ReviewRule, options: RecallListOptions): RecallHeader {
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
    thresholdBasisPoints: rule.thresholdBasisPoints,
    decideBy: rule.decideBy,
    placeAndDate: `${letterhead.place}, ngày      tháng      năm ${rule.planYear}`,
    preparerTitle: options.preparerTitle ?? 'NGƯỜI LẬP BIỂU',
    signatoryTitle: letterhead.signatoryTitle,
    signatoryName: letterhead.signatoryName,
  };
}

function toProject(finding: Finding, remark: CandidateRemark | undefined): RecallProject {
  const { disbursedVnd, shortfallVnd, undisbursedVnd } = finding;
  if (disbursedVnd === null || shortfallVnd === null || undisbursedVnd === null) {
    throw new Error(`candidate ${finding.key} has no disbursement figure`);
  }
  if (
    sumVnd(finding.bySource.map((share) => share.planVnd)) !== finding.planVnd ||
    sumVnd(finding.bySource.map((share) => share.disbursedVnd)) !== disbursedVnd
  ) {
    throw new Error(`the sources of candidate ${finding.key} do not add up to the project`);
  }
  const sources = new Set(finding.bySource.map((share) => share.source));
  for (const source of remark?.recallBySource?.keys() ?? []) {
    if (!sources.has(source)) throw new Error(`a recall from ${source}, of which candidate ${finding.key} has nothing`);
  }
  const recall = finding.bySource.map((share) => remark?.recallBySource?.get(share.source) ?? null);
  return {
    finding,
    figures: { planVnd: finding.planVnd, disbursedVnd, undisbursedVnd, recallVnd: sumKnown(recall) },
    shortfallVnd,
    reason: remark?.reason ?? '',
    note: remark?.note ?? '',
  };
}

function sourcesOf(projects: readonly RecallProject[], options: RecallListOptions): SourceGroup[] {
  const shares = projects.flatMap((project) =>
    project.finding.bySource.map((share) => ({
      source: share.source,
      project,
      figures: shareFigures(share, options.remarks?.get(project.finding.key)),
    })),
  );
  return [...groupBy(shares, (share) => share.source)]
    .sort(([a], [b]) => fundingSourceOrder(a) - fundingSourceOrder(b) || (a < b ? -1 : 1))
    .map(([source, members]) => ({
      source,
      name: (options.sourceName ?? fundingSourceName)(source),
      figures: sumFigures(members.map((member) => member.figures)),
      investors: investorShares(members),
    }));
}

function shareFigures(share: SourceShare, remark: CandidateRemark | undefined): RecallFigures {
  return {
    planVnd: share.planVnd,
    disbursedVnd: share.disbursedVnd,
    undisbursedVnd: share.planVnd - share.disbursedVnd,
    recallVnd: remark?.recallBySource?.get(share.source) ?? null,
  };
}

function investorShares(shares: readonly ProjectShare[]): InvestorShares[] {
  return byInvestor(shares, (share) => share.project).map(([investor, members]) => ({
    investor,
    figures: sumFigures(members.map((member) => member.figures)),
    shares: members.map(({ project, figures }) => ({ project, figures })),
  }));
}

function investorsOf(projects: readonly RecallProject[]): InvestorProjects[] {
  return byInvestor(projects, (project) => project).map(([investor, members]) => ({
    investor,
    figures: sumFigures(members.map((member) => member.figures)),
    shortfallVnd: sumVnd(members.map((member) => member.shortfallVnd)),
    advanceVnd: sumIfAllKnown(members.map((member) => member.finding.advanceVnd)),
    projects: members,
  }));
}

/** Two spellings of one investor are one group, under the spelling that comes first. */
function byInvestor<T>(members: readonly T[], projectOf: (member: T) => RecallProject): [string, T[]][] {
  const groups = groupBy(members, (member) => investorKey(projectOf(member).finding));
  return [...groups.values()]
    .map((group): [string, T[]] => [spelling(group.map((member) => projectOf(member).finding)), group])
    .sort(([a], [b]) => compareNames(a, b));
}

function investorKey(finding: Finding): string {
  return finding.investor === null ? '' : nameKey(finding.investor);
}

function spelling(findings: readonly Finding[]): string {
  const spellings = findings.map((finding) => finding.investor ?? UNKNOWN_INVESTOR);
  return spellings.reduce((first, other) => (compareNames(other, first) < 0 ? other : first));
}

function byName(a: RecallProject, b: RecallProject): number {
  return compareFindings(a.finding, b.finding);
}

function compareFindings(a: Finding, b: Finding): number {
  return compareNames(a.name, b.name) || compareText(a.code ?? '', b.code ?? '') || compareText(a.key, b.key);
}

function compareInvestors(a: Finding, b: Finding): number {
  return compareNames(a.investor ?? UNKNOWN_INVESTOR, b.investor ?? UNKNOWN_INVESTOR);
}

function compareNames(a: string, b: string): number {
  return vietnamese.compare(a, b) || compareText(a, b);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function sumFigures(figures: readonly RecallFigures[]): RecallFigures {
  return {
    planVnd: sumVnd(figures.map((figure) => figure.planVnd)),
    disbursedVnd: sumVnd(figures.map((figure) => figure.disbursedVnd)),
    undisbursedVnd: sumVnd(figures.map((figure) => figure.undisbursedVnd)),
    recallVnd: sumKnown(figures.map((figure) => figure.recallVnd)),
  };
}

/** Sum of what is known, null where nothing is. */
function sumKnown(amounts: readonly (bigint | null)[]): bigint | null {
  const known = amounts.filter((amount) => amount !== null);
  return known.length === 0 ? null : sumVnd(known);
}

function sumIfAllKnown(amounts: readonly (bigint | null)[]): bigint | null {
  const known = amounts.filter((amount) => amount !== null);
  return known.length < amounts.length ? null : sumVnd(known);
}
