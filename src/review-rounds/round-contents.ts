import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Letterhead } from '../domain/letterhead.js';
import type { UnmatchedReport } from '../domain/project-book.js';
import { storableJson } from '../database/storable-text.js';
import { clockOfDatabase } from '../database/transaction.js';
import { letterheadAt } from '../department/letterhead.repository.js';
import { currentDispositions } from './dispositions.repository.js';
import type { DispositionView, DonorView } from './dispositions.types.js';
import { donorsOf } from './donors.repository.js';
import { listFindings } from './review-rounds.repository.js';
import type { FindingView, ReviewRoundView } from './review-rounds.types.js';
import { unmatchedReports } from './unmatched.repository.js';

/** Everything that the papers of a round say, as it stands. */
export interface RoundContents {
  readonly round: ReviewRoundView;
  /** every project, in the order of the list */
  readonly findings: readonly FindingView[];
  /** by project */
  readonly dispositions: ReadonlyMap<string, DispositionView>;
  /** by project */
  readonly donors: ReadonlyMap<string, DonorView>;
  readonly unmatched: readonly UnmatchedReport[];
  /** in force when the papers are written */
  readonly letterhead: Letterhead;
  /** names findings, donors and verdicts; printed on every paper */
  readonly snapshotId: string;
}

/** `writtenAt`: when the papers are written, now where absent. */
export async function contentsOf(
  manager: EntityManager,
  round: ReviewRoundView,
  writtenAt?: Date,
): Promise<RoundContents> {
  const { rule, knownAt, asOf } = round;
  const findings = (await listFindings(manager, round.id, {}, -1, null)).items;
  const dispositions = await currentDispositions(manager, round.id);
  const donors = await donorsOf(manager, round.id);
  const unmatched = await unmatchedReports(manager, { planYear: rule.planYear, knownAt, asOf });
  const decided = { findings, dispositions: [...dispositions.values()], donors: [...donors.values()] };
  const letterhead = await letterheadAt(manager, writtenAt ?? (await clockOfDatabase(manager)));
  return { round, findings, dispositions, donors, unmatched, letterhead, snapshotId: snapshotIdOf(round, decided) };
}

interface Decided {
  readonly findings: readonly FindingView[];
  readonly dispositions: readonly DispositionView[];
  readonly donors: readonly DonorView[];
}

/** `3F2A-91C0-77DE`: the beginning of a sha256, so that two papers with one id show the same findings and verdicts. */
function snapshotIdOf({ id, rule, knownAt, complete }: ReviewRoundView, decided: Decided): string {
  const donors = [...decided.donors].sort((a, b) => (a.projectId < b.projectId ? -1 : 1));
  const told = storableJson({ id, rule, knownAt, complete, ...decided, donors });
  const digits = createHash('sha256').update(told).digest('hex').slice(0, 12).toUpperCase();
  return [digits.slice(0, 4), digits.slice(4, 8), digits.slice(8)].join('-');
}

/** Candidates and donors: the rows that need a verdict before the round can be decided. */
export function rowsToDecide({ findings, donors }: Pick<RoundContents, 'findings' | 'donors'>): FindingView[] {
  return findings.filter(({ outcome, projectId }) => outcome === 'candidate' || donors.has(projectId));
}
