import { isLocalDate, type LocalDate } from './local-date.js';
import { sumVnd } from './money.js';
import type { SourceShare } from './judgement.js';
import type { Obligation, ObligationKind } from './project-facts.js';
import { mustKeepOf, type KeepQuestion, type KeptOfSource } from './recall-amounts.js';
import type { FundingSourceCode } from './words.js';

/**
 * What an officer decides on a row of a round: take back all that is undisbursed but for what must stay with the project, a part of
 * what is undisbursed, or nothing for now.
 */
export const VERDICTS = ['recallAll', 'recallPart', 'keep'] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface SourceAmount {
  readonly source: FundingSourceCode;
  /** đồng taken back from the project's plan in this source, 0..plan - disbursed */
  readonly amountVnd: bigint;
}

/** What an officer states of an obligation, in place of what files tell of it. */
export interface StatedObligation {
  readonly source: FundingSourceCode;
  readonly kind: ObligationKind;
  /** đồng, 0 or more */
  readonly amountVnd: bigint;
  readonly reason: string;
}

/** Money that stays with the project for a term; `reason` where an officer has stated it, null where files tell. */
export interface KeptAmount extends KeptOfSource {
  readonly reason: string | null;
}

export interface ProposedDisposition {
  readonly verdict: Verdict;
  /** for `recallPart`; for `recallAll` it may be left out and else must be all of it */
  readonly bySource: readonly SourceAmount[] | null;
  readonly reasonCode: string | null;
  readonly reasonText: string | null;
  /** last day of a `keep`; null for a recall */
  readonly keepUntil: LocalDate | null;
  /** at most one of a kind and source */
  readonly obligations?: readonly StatedObligation[];
}

export interface Disposition extends Omit<ProposedDisposition, 'obligations'> {
  /** every source of the project, in its order; 0 where nothing is taken */
  readonly bySource: readonly SourceAmount[];
  /** sum of `bySource` */
  readonly recallVnd: bigint;
  /** what must stay with the project, whatever the verdict */
  readonly kept: readonly KeptAmount[];
}

/** What a verdict is about. */
export interface DisposedRow {
  readonly shares: readonly SourceShare[];
  /** as files tell */
  readonly obligations: KeepQuestion['obligations'];
  readonly snapshots: KeepQuestion['snapshots'];
}

/** Why a proposal cannot stand. */
export type DispositionFault =
  | { readonly kind: 'sourceUnknown'; readonly source: string }
  | { readonly kind: 'sourceTwice'; readonly source: string }
  | {
      readonly kind: 'outOfBounds';
      readonly source: string;
      readonly amountVnd: bigint;
      readonly limitVnd: bigint;
    }
  | { readonly kind: 'notAll'; readonly source: string; readonly amountVnd: bigint; readonly limitVnd: bigint }
  | { readonly kind: 'takesKept'; readonly source: string; readonly amountVnd: bigint; readonly limitVnd: bigint }
  | { readonly kind: 'obligationTwice'; readonly source: string }
  | { readonly kind: 'nothingTaken' }
  | { readonly kind: 'keepTakes' }
  | { readonly kind: 'keepWithoutReason' }
  | { readonly kind: 'keepWithoutExpiry' }
  | { readonly kind: 'expiryOfRecall' };

/** Đồng that may be taken back from a project in one source: plan - disbursed, never below 0. */
export function recallLimit({ planVnd, disbursedVnd }: SourceShare): bigint {
  return planVnd > disbursedVnd ? planVnd - disbursedVnd : 0n;
}

/**
 * The disposition that a proposal means for a row, or why it cannot stand. Amounts lie in 0..plan - disbursed of their source
 * (domain handbook 6.3: a donor's plan never falls below what is disbursed); what must stay with the project is taken only in part
 * and with a reason in words.
 */
export function toDisposition(
  row: DisposedRow,
  proposed: ProposedDisposition,
): { readonly disposition: Disposition } | { readonly fault: DispositionFault } {
  const { obligations = [], ...decided } = proposed;
  const stated = obligationFault(row.shares, obligations);
  if (stated !== null) return { fault: stated };
  const kept = keptOf(row, obligations);
  const rooms = roomsOf(row.shares, kept);
  const given = proposed.bySource ?? [];
  const fault = shareFault(rooms, given) ?? verdictFault(rooms, proposed, given);
  if (fault !== null) return { fault };
  return { disposition: { ...decided, ...amounts(rooms, proposed, given), kept } };
}

/**
 * The consequence of a silence: the recall of everything undisbursed but for what must stay with the project. It may be nothing;
 * the row is decided all the same.
 */
export function silentDisposition(row: DisposedRow, reasonCode: string): Disposition {
  const kept = keptOf(row, []);
  const recall = { verdict: 'recallAll', bySource: null, reasonCode, reasonText: null, keepUntil: null } as const;
  return { ...recall, ...amounts(roomsOf(row.shares, kept), recall, []), kept };
}

/** What can be taken of one source. */
interface Room {
  readonly source: FundingSourceCode;
  /** plan - disbursed, never below 0 */
  readonly limitVnd: bigint;
  /** of it what need not stay */
  readonly freeVnd: bigint;
}

function roomsOf(shares: readonly SourceShare[], kept: readonly KeptAmount[]): Room[] {
  return shares.map((share) => {
    const limitVnd = recallLimit(share);
    const keptVnd = sumVnd(kept.filter(({ source }) => source === share.source).map(({ amountVnd }) => amountVnd));
    return { source: share.source, limitVnd, freeVnd: limitVnd > keptVnd ? limitVnd - keptVnd : 0n };
  });
}

function keptOf({ shares, obligations, snapshots }: DisposedRow, stated: readonly StatedObligation[]): KeptAmount[] {
  const statementOf = (source: FundingSourceCode, kind: Obligation['kind'] | 'advance') =>
    stated.find((statement) => statement.source === source && statement.kind === kind);
  const told = obligations.filter(({ source, kind }) => statementOf(source, kind) === undefined);
  return mustKeepOf({ shares, obligations: [...told, ...stated], snapshots }).map((kept) => ({
    ...kept,
    reason: statementOf(kept.source, kept.term)?.reason ?? null,
  }));
}

function amounts(rooms: readonly Room[], proposed: ProposedDisposition, given: readonly SourceAmount[]) {
  const bySource = rooms.map((room) => ({ source: room.source, amountVnd: amountOf(room, proposed, given) }));
  return { bySource, recallVnd: sumVnd(bySource.map((part) => part.amountVnd)) };
}

function amountOf(room: Room, { verdict }: ProposedDisposition, given: readonly SourceAmount[]): bigint {
  if (verdict === 'keep') return 0n;
  if (verdict === 'recallAll') return room.freeVnd;
  return given.find((part) => part.source === room.source)?.amountVnd ?? 0n;
}

function obligationFault(shares: readonly SourceShare[], stated: readonly StatedObligation[]): DispositionFault | null {
  const seen = new Set<string>();
  for (const { source, kind } of stated) {
    if (!shares.some((share) => share.source === source)) return { kind: 'sourceUnknown', source };
    const key = `${source} ${kind}`;
    if (seen.has(key)) return { kind: 'obligationTwice', source };
    seen.add(key);
  }
  return null;
}

function shareFault(rooms: readonly Room[], given: readonly SourceAmount[]): DispositionFault | null {
  const seen = new Set<string>();
  for (const { source, amountVnd } of given) {
    const room = rooms.find((candidate) => candidate.source === source);
    if (room === undefined) return { kind: 'sourceUnknown', source };
    if (seen.has(source)) return { kind: 'sourceTwice', source };
    seen.add(source);
    const { limitVnd } = room;
    if (amountVnd < 0n || amountVnd > limitVnd) return { kind: 'outOfBounds', source, amountVnd, limitVnd };
  }
  return null;
}

function verdictFault(
  rooms: readonly Room[],
  proposed: ProposedDisposition,
  given: readonly SourceAmount[],
): DispositionFault | null {
  switch (proposed.verdict) {
    case 'keep':
      return keepFault(proposed, given);
    case 'recallAll':
      return proposed.keepUntil === null ? recallAllFault(rooms, proposed.bySource) : { kind: 'expiryOfRecall' };
    case 'recallPart':
      if (proposed.keepUntil !== null) return { kind: 'expiryOfRecall' };
      return given.some((part) => part.amountVnd > 0n) ? takenFault(rooms, proposed, given) : { kind: 'nothingTaken' };
  }
}

function keepFault(
  { reasonCode, keepUntil }: ProposedDisposition,
  given: readonly SourceAmount[],
): DispositionFault | null {
  if (given.some((part) => part.amountVnd > 0n)) return { kind: 'keepTakes' };
  if (reasonCode === null) return { kind: 'keepWithoutReason' };
  return keepUntil === null || !isLocalDate(keepUntil) ? { kind: 'keepWithoutExpiry' } : null;
}

function recallAllFault(rooms: readonly Room[], given: readonly SourceAmount[] | null): DispositionFault | null {
  if (rooms.every(({ freeVnd }) => freeVnd === 0n)) return { kind: 'nothingTaken' };
  if (given === null) return null;
  for (const { source, freeVnd } of rooms) {
    const amountVnd = given.find((part) => part.source === source)?.amountVnd ?? 0n;
    if (amountVnd !== freeVnd) return { kind: 'notAll', source, amountVnd, limitVnd: freeVnd };
  }
  return null;
}

function takenFault(
  rooms: readonly Room[],
  { reasonText }: ProposedDisposition,
  given: readonly SourceAmount[],
): DispositionFault | null {
  if (reasonText !== null && reasonText.trim() !== '') return null;
  for (const { source, freeVnd } of rooms) {
    const amountVnd = given.find((part) => part.source === source)?.amountVnd ?? 0n;
    if (amountVnd > freeVnd) return { kind: 'takesKept', source, amountVnd, limitVnd: freeVnd };
  }
  return null;
}
