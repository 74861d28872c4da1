import { compare } from '../../domain/compare.js';
import { fundingSourceName, compareSources } from '../../domain/funding-sources.js';
import { groupBy } from '../../domain/group-by.js';
import type { LocalDate } from '../../domain/local-date.js';
import { sumVnd } from '../../domain/money.js';
import type { Finding } from '../../domain/finding.js';
import type { SourceShare } from '../../domain/judgement.js';
import { summarise, type ReviewSummary } from '../../domain/review-summary.js';
import type { ReviewRule } from '../../domain/review-rule.js';
import { nameKey } from '../../domain/vietnamese-text.js';
import type { FundingSourceCode } from '../../domain/words.js';
import { headerOf, type RecallHeader, type RecallHeaderOptions } from './recall-header.js';

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
  /** verdicts are in: kept candidates stand apart, donors are in the list, totals have a sheet of their own */
  readonly decided: boolean;
  /** candidates reviewed but not recalled (domain handbook 7.1: the second annex) */
  readonly kept: readonly KeptProject[];
  /** projects of the list that the percentage does not catch */
  readonly donors: number;
  /** projects on which the round cannot conclude (`noData`, `unclassified`): shown, never silently left out */
  readonly pending: readonly Finding[];
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

/** A candidate that keeps its plan for now. */
export interface KeptProject {
  readonly finding: Finding;
  readonly figures: RecallFigures;
  readonly reason: string;
  /** last day on which the verdict stands */
  readonly until: LocalDate;
}

/** What was decided on the rows of a round, by `Finding.key`. */
export interface RoundDecisions {
  readonly kept: ReadonlyMap<string, { readonly reason: string; readonly until: LocalDate }>;
  /** projects that join the list though the percentage does not catch them */
  readonly donors: ReadonlySet<string>;
}

/** What an officer adds to a candidate, by `Finding.key`. */
export interface CandidateRemark {
  readonly reason?: string;
  readonly note?: string;
  /** proposed recall in đồng, by source */
  readonly recallBySource?: ReadonlyMap<FundingSourceCode, bigint>;
}

export interface RecallListOptions extends RecallHeaderOptions {
  readonly remarks?: ReadonlyMap<string, CandidateRemark>;
  readonly decisions?: RoundDecisions;
  /** name of a source of an edited catalogue; the shipped catalogue where absent */
  readonly sourceName?: (source: FundingSourceCode) => string;
}

const UNKNOWN_INVESTOR = 'Chưa rõ chủ đầu tư';
const vietnamese = new Intl.Collator('vi', { numeric: true });

/**
 * The list of a round's candidates and donors (other outcomes only count in the summary; what is kept and what cannot be concluded
 * is listed apart).
 * The order depends on the content alone: sources as in the catalogue, investors and projects by name, then by code.
 * Throws where the sources of a project do not add up to the project, or a recall is proposed from a source that it does not
 * have: such a paper must not be written.
 */
export function buildRecallList(
  rule: ReviewRule,
  findings: readonly Finding[],
  options: RecallListOptions = {},
): RecallList {
  const { decisions } = options;
  const projects = findings
    .filter((finding) => isListed(finding, decisions))
    .map((finding) => toProject(finding, options.remarks?.get(finding.key)))
    .sort(byName);
  const pending = findings.filter(({ outcome }) => outcome === 'noData' || outcome === 'unclassified');
  return {
    header: headerOf(rule, findings, options),
    sources: sourcesOf(projects, options),
    investors: investorsOf(projects),
    total: sumFigures(projects.map((project) => project.figures)),
    shortfallVnd: sumVnd(projects.map((project) => project.shortfallVnd)),
    summary: summarise(findings),
    decided: decisions !== undefined,
    kept: decisions === undefined ? [] : keptOf(findings, decisions),
    donors: projects.filter((project) => project.finding.outcome !== 'candidate').length,
    pending: [...pending].sort((a, b) => compareInvestors(a, b) || compareFindings(a, b)),
  };
}

function isListed(finding: Finding, decisions: RoundDecisions | undefined): boolean {
  const { key, outcome } = finding;
  if (decisions?.kept.has(key) === true) return false;
  return outcome === 'candidate' || decisions?.donors.has(key) === true;
}

function keptOf(findings: readonly Finding[], { kept }: RoundDecisions): KeptProject[] {
  return findings
    .flatMap((finding) => {
      const verdict = kept.get(finding.key);
      return verdict === undefined ? [] : [{ finding, figures: toProject(finding, undefined).figures, ...verdict }];
    })
    .sort((a, b) => compareInvestors(a.finding, b.finding) || compareFindings(a.finding, b.finding));
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
    .sort(([a], [b]) => compareSources(a, b))
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
  return compareNames(a.name, b.name) || compare(a.code ?? '', b.code ?? '') || compare(a.key, b.key);
}

function compareInvestors(a: Finding, b: Finding): number {
  return compareNames(a.investor ?? UNKNOWN_INVESTOR, b.investor ?? UNKNOWN_INVESTOR);
}

function compareNames(a: string, b: string): number {
  return vietnamese.compare(a, b) || compare(a, b);
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
