import { groupBy } from '../../domain/group-by.js';
import { fundingSourceName, compareSources } from '../../domain/funding-sources.js';
import { sumVnd } from '../../domain/money.js';
import type { FundingSourceCode } from '../../domain/words.js';
import type { FindingView } from '../../review-rounds/review-rounds.types.js';

export interface Sums {
  readonly planVnd: bigint;
  readonly disbursedVnd: bigint;
}

/** One project inside one source: the share that can be recalled there. */
export interface CandidateLine extends Sums {
  readonly finding: FindingView;
  /** the project stands under another source as well */
  readonly hasOtherSources: boolean;
}

export interface InvestorGroup extends Sums {
  readonly investor: string | null;
  readonly lines: readonly CandidateLine[];
}

export interface SourceGroup extends Sums {
  readonly source: FundingSourceCode;
  readonly name: string;
  readonly projects: number;
  readonly investors: readonly InvestorGroup[];
}

interface Share extends CandidateLine {
  readonly source: FundingSourceCode;
}

/**
 * Candidates as the annex lists them (domain handbook 7.1): by funding source, then by investor. A project with several sources
 * stands under each with its share of the money; the shares of all groups add up to the totals of the candidates.
 */
export function groupCandidates(findings: readonly FindingView[]): SourceGroup[] {
  const shares = findings.flatMap(sharesOf);
  return [...groupBy(shares, (share) => share.source)]
    .sort(([a], [b]) => compareSources(a, b))
    .map(([source, members]) => ({
      source,
      name: fundingSourceName(source),
      projects: members.length,
      investors: groupInvestors(members),
      ...sums(members),
    }));
}

function sharesOf(finding: FindingView): Share[] {
  return finding.bySource.map(({ source, planVnd, disbursedVnd }) => ({
    finding,
    source,
    planVnd,
    disbursedVnd,
    hasOtherSources: finding.bySource.length > 1,
  }));
}

function groupInvestors(shares: readonly Share[]): InvestorGroup[] {
  return [...groupBy(shares, (share) => share.finding.investor)]
    .sort(([a], [b]) => (a ?? '\uffff').localeCompare(b ?? '\uffff', 'vi'))
    .map(([investor, members]) => ({ investor, lines: members, ...sums(members) }));
}

function sums(members: readonly Sums[]): Sums {
  return {
    planVnd: sumVnd(members.map((member) => member.planVnd)),
    disbursedVnd: sumVnd(members.map((member) => member.disbursedVnd)),
  };
}
