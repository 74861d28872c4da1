import { compare } from './compare.js';
import { fundingSourceName, compareSources, isPartOf } from './funding-sources.js';
import { groupBy } from './group-by.js';
import type { SourceShare } from './judgement.js';
import type { LocalDate } from './local-date.js';
import { ratePercent, sumVnd, truncatedBasisPoints } from './money.js';
import { standingAsOf, type Standing } from './progress.js';
import type { ProjectFacts } from './project-facts.js';
import { nameKey } from './vietnamese-text.js';
import type { FundingSourceCode, Origin } from './words.js';

/** What the monthly synthesis is broken down by. */
export const DIMENSIONS = ['source', 'sector', 'investor', 'location', 'programme'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** Money of a group on a day. Both denominators are always told: the plan of the year, and with capital carried over (domain handbook 5). */
export interface GroupFigures {
  readonly projects: number;
  /** of them without any figure */
  readonly withoutFigure: number;
  readonly planVnd: bigint;
  readonly disbursedVnd: bigint;
  readonly ratePercent: string | null;
  readonly carriedOverPlanVnd: bigint;
  readonly carriedOverDisbursedVnd: bigint;
  /** of both plans together; null where capital carried over is disbursed whose plan the books do not know */
  readonly rateWithCarriedOverPercent: string | null;
}

export interface SynthesisLine extends GroupFigures {
  /** null where the papers do not tell the group */
  readonly key: string | null;
  readonly name: string;
  /** 1 for the best rate; groups of one rate share a place; null without a plan */
  readonly rank: number | null;
  /** disbursed on the day before (the end of the month before) */
  readonly beforeVnd: bigint;
  /** change since then; negative where a cumulative figure fell */
  readonly changeVnd: bigint;
  readonly beforeRatePercent: string | null;
}

export interface Synthesis {
  readonly total: SynthesisLine;
  readonly lines: readonly SynthesisLine[];
}

export interface SynthesisQuestion {
  readonly asOf: LocalDate;
  /** end of the month with which it is compared */
  readonly before: LocalDate;
  readonly preferredOrigin: Origin;
}

/** The synthesis of each dimension asked for; what a project has is worked out once for all of them. */
export function synthesiseBy<D extends Dimension>(
  projects: readonly ProjectFacts[],
  dimensions: readonly D[],
  question: SynthesisQuestion,
): Record<D, Synthesis> {
  const shares = projects.flatMap((project) => sharesOf(project, question));
  return Object.fromEntries(dimensions.map((dimension) => [dimension, synthesise(shares, dimension)])) as Record<
    D,
    Synthesis
  >;
}

/** The lines add up to the total; the order is that of the catalogue for sources and programmes, else of the rank. */
function synthesise(shares: readonly Share[], dimension: Dimension): Synthesis {
  const parts = shares.map((share) => ({ ...share, ...groupOf(share.project, share.source, dimension) }));
  const groups = [...groupBy(parts, ({ key }) => key ?? '')];
  const unranked = groups.map(([, members]) => lineOf(members[0]?.key ?? null, members[0]?.name ?? '', members));
  const lines = ranked(unranked).sort(orderOf(dimension));
  return { total: lineOf(null, 'Tổng số', parts), lines };
}

/** A project's money in one source. */
interface Share {
  readonly project: ProjectFacts;
  readonly source: FundingSourceCode;
  readonly planVnd: bigint;
  readonly disbursedVnd: bigint | null;
  readonly carriedOverPlanVnd: bigint;
  readonly carriedOverDisbursedVnd: bigint;
  readonly beforeVnd: bigint;
}

/** The same in the group to which it belongs. */
interface Part extends Share {
  readonly key: string | null;
  readonly name: string;
}

function sharesOf(project: ProjectFacts, question: SynthesisQuestion): Share[] {
  const { asOf, before, preferredOrigin } = question;
  const current = standingAsOf(project, asOf, preferredOrigin);
  const carried = standingAsOf(project, asOf, preferredOrigin, 'carriedOver');
  const earlier = standingAsOf(project, before, preferredOrigin);
  const shareOf = ({ bySource }: Standing, source: FundingSourceCode): SourceShare | undefined =>
    bySource.find((share) => share.source === source);
  const sources = new Set([current, carried, earlier].flatMap(({ bySource }) => bySource.map(({ source }) => source)));
  return [...sources].map((source) => ({
    project,
    source,
    planVnd: shareOf(current, source)?.planVnd ?? 0n,
    disbursedVnd: current.disbursedVnd === null ? null : (shareOf(current, source)?.disbursedVnd ?? 0n),
    carriedOverPlanVnd: shareOf(carried, source)?.planVnd ?? 0n,
    carriedOverDisbursedVnd: shareOf(carried, source)?.disbursedVnd ?? 0n,
    beforeVnd: shareOf(earlier, source)?.disbursedVnd ?? 0n,
  }));
}

const PROGRAMMES = ['MTQG-DTTS', 'MTQG-GNBV', 'MTQG-NTM'] as const;

function groupOf(project: ProjectFacts, source: FundingSourceCode, dimension: Dimension): Pick<Part, 'key' | 'name'> {
  switch (dimension) {
    case 'source':
      return { key: source, name: fundingSourceName(source) };
    case 'programme': {
      const programme = PROGRAMMES.find((code) => code === source || isPartOf(source, code));
      return programme === undefined
        ? { key: null, name: 'Ngoài các chương trình mục tiêu quốc gia' }
        : { key: programme, name: fundingSourceName(programme) };
    }
    case 'sector':
      return named(project.sector, 'Chưa rõ ngành, lĩnh vực');
    case 'investor':
      return named(project.investor, 'Chưa rõ chủ đầu tư');
    case 'location':
      return named(project.location, 'Chưa rõ địa điểm');
  }
}

/** Two spellings of one name are one group, under the spelling met first. */
function named(name: string | null, unknown: string): Pick<Part, 'key' | 'name'> {
  return name === null ? { key: null, name: unknown } : { key: nameKey(name), name };
}

function lineOf(key: string | null, name: string, parts: readonly Part[]): SynthesisLine {
  const sum = (amountOf: (part: Part) => bigint): bigint => sumVnd(parts.map(amountOf));
  const planVnd = sum((part) => part.planVnd);
  const disbursedVnd = sum((part) => part.disbursedVnd ?? 0n);
  const carriedOverPlanVnd = sum((part) => part.carriedOverPlanVnd);
  const carriedOverDisbursedVnd = sum((part) => part.carriedOverDisbursedVnd);
  const beforeVnd = sum((part) => part.beforeVnd);
  const unknown = parts.filter((part) => part.disbursedVnd === null);
  return {
    key,
    name,
    rank: null,
    projects: new Set(parts.map((part) => part.project.key)).size,
    withoutFigure: new Set(unknown.map((part) => part.project.key)).size,
    ...{ planVnd, disbursedVnd, carriedOverPlanVnd, carriedOverDisbursedVnd },
    ratePercent: ratePercent(disbursedVnd, planVnd),
    rateWithCarriedOverPercent:
      carriedOverPlanVnd === 0n && carriedOverDisbursedVnd > 0n
        ? null
        : ratePercent(disbursedVnd + carriedOverDisbursedVnd, planVnd + carriedOverPlanVnd),
    beforeVnd,
    changeVnd: disbursedVnd - beforeVnd,
    beforeRatePercent: ratePercent(beforeVnd, planVnd),
  };
}

function ranked(lines: readonly SynthesisLine[]): SynthesisLine[] {
  const withPlan = lines.filter(({ planVnd }) => planVnd > 0n);
  return lines.map((line) => ({
    ...line,
    rank: line.planVnd > 0n ? 1 + withPlan.filter((other) => isBetter(other, line)).length : null,
  }));
}

/** By the exact ratio, never by the printed percentage. */
function isBetter(a: SynthesisLine, b: SynthesisLine): boolean {
  return a.disbursedVnd * b.planVnd > b.disbursedVnd * a.planVnd;
}

function orderOf(dimension: Dimension): (a: SynthesisLine, b: SynthesisLine) => number {
  if (dimension === 'source' || dimension === 'programme') {
    return (a, b) => compareSources(a.key ?? '', b.key ?? '') || compare(a.name, b.name);
  }
  return (a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || compare(a.name, b.name);
}

/** How many projects stand in each tenth of the plan: 0 to under 10%, …, 90% to under 100%, 100% and above; without a plan or a figure they do not count. */
export function rateDistribution(
  projects: readonly ProjectFacts[],
  asOf: LocalDate,
  preferredOrigin: Origin,
): readonly number[] {
  const tenths = Array<number>(11).fill(0);
  for (const project of projects) {
    const { planVnd, disbursedVnd } = standingAsOf(project, asOf, preferredOrigin);
    if (planVnd <= 0n || disbursedVnd === null) continue;
    const tenth = Number(truncatedBasisPoints(disbursedVnd, planVnd) / 1_000n);
    const place = Math.min(10, Math.max(0, tenth));
    tenths[place] = (tenths[place] ?? 0) + 1;
  }
  return tenths;
}
