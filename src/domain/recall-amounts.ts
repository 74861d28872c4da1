import type { Judgement, SourceShare } from './judgement.js';
import { isSameOrPartOf } from './funding-sources.js';
import { shareOut, sumVnd } from './money.js';
import { OBLIGATION_KINDS, type DisbursementSnapshot, type Obligation, type ObligationKind } from './project-facts.js';
import type { Comparator, RecallPolicy } from './review-rule.js';
import { sourceUnits } from './source-units.js';
import { largestWhole, type Threshold } from './threshold.js';
import type { FundingSourceCode } from './words.js';

/**
 * How much of a plan may be taken back. A donor's plan must afterwards cover what is disbursed, and better also what is accepted
 * but unpaid and what is asked for at the Treasury (domain handbook 6, point 3); so these are kept in every estimate. What the
 * investor has committed to disburse up to 31/1 is kept in the likely and the low one, volume that unrecovered advances wait for in
 * the low one only. All in đồng; of each source `undisbursedVnd` = estimate + what that estimate keeps.
 */
export interface RecallableAmount extends RecallEstimates {
  readonly policy: RecallPolicy;
  readonly bySource: readonly RecallableShare[];
  /** terms of which no file tells anything: estimates take them as 0 */
  readonly untold: readonly KeptTerm[];
}

export interface RecallEstimates {
  readonly lowVnd: bigint;
  readonly likelyVnd: bigint;
  readonly highVnd: bigint;
  /** by the rule's policy; null where an officer decides by hand */
  readonly proposedVnd: bigint | null;
}

export interface RecallableShare extends RecallEstimates {
  readonly source: FundingSourceCode;
  readonly planVnd: bigint;
  readonly disbursedVnd: bigint;
  /** what can be taken at most: plan less disbursed, less what is disbursed under the source's group; never negative */
  readonly undisbursedVnd: bigint;
  /** kept, in this order, as far as there is anything to keep it from */
  readonly mustKeep: readonly { readonly term: KeptTerm; readonly amountVnd: bigint }[];
}

export const KEPT_TERMS = [...OBLIGATION_KINDS, 'advance'] as const;
export type KeptTerm = ObligationKind | 'advance';

/** Money that a project owes out of its plan, and the advances that it has not worked off. */
export interface KeepQuestion {
  readonly shares: readonly SourceShare[];
  readonly obligations: readonly Pick<Obligation, 'kind' | 'source' | 'amountVnd'>[];
  /** figures behind the shares, for their advances */
  readonly snapshots: readonly Pick<DisbursementSnapshot, 'source' | 'advanceVnd'>[];
}

export interface RecallQuestion extends KeepQuestion {
  readonly policy: RecallPolicy;
  /** comparisons that caught the project, each with the threshold that it was caught by */
  readonly caught: readonly (Pick<Judgement, 'sources' | 'partVnd' | 'wholeVnd'> & { readonly threshold: Threshold })[];
  readonly comparator: Comparator;
}

/** Pure. Sources in the order given; sums of parts are exact. */
export function recallableOf(question: RecallQuestion): RecallableAmount {
  const ceilings = ceilingsOf(question.shares);
  const kept = keptBySource(question, ceilings);
  const bare = question.shares.map((share) => estimate(share, ceilings.get(share.source) ?? 0n, kept));
  const proposed = proposalsOf(question, bare);
  const bySource = bare.map((share, index) => ({
    ...share,
    proposedVnd: proposed === null ? null : (proposed[index] ?? 0n),
  }));
  const sum = (field: 'lowVnd' | 'likelyVnd' | 'highVnd'): bigint => sumVnd(bySource.map((share) => share[field]));
  return {
    policy: question.policy,
    lowVnd: sum('lowVnd'),
    likelyVnd: sum('likelyVnd'),
    highVnd: sum('highVnd'),
    proposedVnd: proposed === null ? null : sumVnd(proposed),
    bySource,
    untold: untoldTerms(question),
  };
}

export interface KeptOfSource {
  readonly source: FundingSourceCode;
  readonly term: KeptTerm;
  readonly amountVnd: bigint;
}

/**
 * What must stay with a project, by source in their order and term in theirs; amounts of nothing left out. Of a source all terms
 * together are at most what is undisbursed of it.
 */
export function mustKeepOf(question: KeepQuestion): KeptOfSource[] {
  const kept = keptBySource(question, ceilingsOf(question.shares));
  return question.shares.flatMap(({ source }) =>
    KEPT_TERMS.map((term) => ({ source, term, amountVnd: kept.get(source)?.[term] ?? 0n })).filter(
      ({ amountVnd }) => amountVnd > 0n,
    ),
  );
}

/**
 * What is undisbursed of each source. Where a figure is told for a group of which the plan has the parts, it is taken from what the
 * parts have left, in proportion: the whole never exceeds plan less disbursed.
 */
function ceilingsOf(shares: readonly SourceShare[]): Map<FundingSourceCode, bigint> {
  const bySource = new Map(shares.map((share) => [share.source, share]));
  const ceilings = new Map<FundingSourceCode, bigint>();
  for (const unit of sourceUnits(bySource.keys())) {
    const members = unit.flatMap((source) => bySource.get(source) ?? []);
    const left = members.map(({ planVnd, disbursedVnd }) => floor(planVnd - disbursedVnd));
    const whole = floor(sumVnd(members.map(({ planVnd, disbursedVnd }) => planVnd - disbursedVnd)));
    shareOut(whole, left).forEach((share, index) => ceilings.set(members[index]?.source ?? '', share));
  }
  return ceilings;
}

function floor(amount: bigint): bigint {
  return amount > 0n ? amount : 0n;
}

type Kept = Record<KeptTerm, bigint>;

const NOTHING_KEPT: Readonly<Kept> = { pendingRequest: 0n, acceptedUnpaid: 0n, commitment: 0n, advance: 0n };

/** Term by term in their order, each source keeping no more than it has left; what is told for a group is kept from its parts. */
function keptBySource(
  { shares, obligations, snapshots }: KeepQuestion,
  ceilings: ReadonlyMap<FundingSourceCode, bigint>,
): Map<FundingSourceCode, Kept> {
  const left = new Map(ceilings);
  const kept = new Map(shares.map(({ source }): [FundingSourceCode, Kept] => [source, { ...NOTHING_KEPT }]));
  const keep = (term: KeptTerm, source: FundingSourceCode, amountVnd: bigint): void => {
    let rest = amountVnd;
    for (const target of targetsOf(source, shares)) {
      const room = left.get(target) ?? 0n;
      const taken = rest < room ? rest : room;
      const record = kept.get(target);
      if (record === undefined || taken <= 0n) continue;
      record[term] += taken;
      left.set(target, room - taken);
      rest -= taken;
    }
  };
  for (const kind of OBLIGATION_KINDS) {
    for (const obligation of obligations)
      if (obligation.kind === kind) keep(kind, obligation.source, obligation.amountVnd);
  }
  for (const { source, advanceVnd } of snapshots) keep('advance', source, advanceVnd ?? 0n);
  return kept;
}

/** The source itself first, then those that it is a group or a part of. */
function targetsOf(source: FundingSourceCode, shares: readonly SourceShare[]): FundingSourceCode[] {
  const others = shares
    .map((share) => share.source)
    .filter((other) => other !== source && isSameOrPartOf(source, other));
  return [source, ...others];
}

function estimate(
  share: SourceShare,
  undisbursedVnd: bigint,
  kept: ReadonlyMap<FundingSourceCode, Kept>,
): Omit<RecallableShare, 'proposedVnd'> {
  const keeps = kept.get(share.source) ?? NOTHING_KEPT;
  const highVnd = undisbursedVnd - keeps.pendingRequest - keeps.acceptedUnpaid;
  const likelyVnd = highVnd - keeps.commitment;
  const mustKeep = KEPT_TERMS.map((term) => ({ term, amountVnd: keeps[term] }));
  const { source, planVnd, disbursedVnd } = share;
  const lowVnd = likelyVnd - keeps.advance;
  return { source, planVnd, disbursedVnd, undisbursedVnd, mustKeep, highVnd, likelyVnd, lowVnd };
}

/** By the order of the shares; null where an officer decides. */
function proposalsOf(
  question: RecallQuestion,
  shares: readonly Omit<RecallableShare, 'proposedVnd'>[],
): bigint[] | null {
  switch (question.policy) {
    case 'byHand':
      return null;
    case 'allUndisbursed':
      return shares.map((share) => share.highVnd);
    case 'downToCommitment':
      return shares.map((share) => share.likelyVnd);
    case 'toThreshold':
      return downToThreshold(question, shares);
  }
}

/** The least that must go so that the rate of what stays is no longer caught, shared out by what each source can give. */
function downToThreshold(
  { caught, comparator }: RecallQuestion,
  shares: readonly Omit<RecallableShare, 'proposedVnd'>[],
): bigint[] {
  const proposed = new Map<FundingSourceCode, bigint>();
  for (const { sources, partVnd, wholeVnd, threshold } of caught) {
    const members = shares.filter(({ source }) => sources.includes(source));
    const room = members.map((share) => share.highVnd);
    const most = largestWhole(partVnd ?? 0n, threshold, comparator);
    const excess = most === null ? 0n : floor(wholeVnd - most);
    const available = sumVnd(room);
    shareOut(excess < available ? excess : available, room).forEach((amount, index) =>
      proposed.set(members[index]?.source ?? '', amount),
    );
  }
  return shares.map(({ source }) => proposed.get(source) ?? 0n);
}

function untoldTerms({ obligations, snapshots }: RecallQuestion): KeptTerm[] {
  const untold: KeptTerm[] = OBLIGATION_KINDS.filter((kind) => !obligations.some((item) => item.kind === kind));
  return snapshots.some(({ advanceVnd }) => advanceVnd === null) ? [...untold, 'advance'] : untold;
}
