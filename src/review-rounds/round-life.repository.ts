import type { EntityManager } from 'typeorm';
import type { ReviewSummary } from '../domain/review-summary.js';
import type { ReviewRule } from '../domain/review-rule.js';
import { storableJson } from '../database/storable-text.js';
import { breakOff } from '../http/refused-transaction.js';
import { findRound, toStoredSummary } from './review-rounds.repository.js';
import type { ReviewRoundView } from './review-rounds.types.js';
import { canBecome, ROUND_STATE_NAMES, WORKING_STATES, type RoundState } from './round-states.js';

/**
 * The round, its state held until the end of the transaction: `share` for what is written into it, `update` for its next state.
 * Breaks off where there is none.
 */
export async function holdRound(
  manager: EntityManager,
  id: string,
  mode: 'share' | 'update',
): Promise<ReviewRoundView> {
  const known = await findRound(manager, id);
  if (known === null) breakOff({ code: 'round.notFound', parameters: { id } });
  await manager.query(`select 1 from review_round where id = $1 for ${mode}`, [id]);
  return (await findRound(manager, id)) ?? known;
}

/** The round, while verdicts, donors and explanations are taken; breaks off in another state. */
export async function holdWorkingRound(manager: EntityManager, id: string): Promise<ReviewRoundView> {
  const round = await holdRound(manager, id, 'share');
  if (!WORKING_STATES.includes(round.state)) {
    breakOff({ code: 'round.notWorking', parameters: { state: ROUND_STATE_NAMES[round.state] } });
  }
  return round;
}

/** Breaks off where the table of states does not allow the step. */
export function requireStep(round: ReviewRoundView, to: RoundState): void {
  if (canBecome(round.state, to)) return;
  const parameters = { state: ROUND_STATE_NAMES[round.state], wanted: ROUND_STATE_NAMES[to] };
  breakOff({ code: 'round.wrongState', parameters });
}

export async function setState(manager: EntityManager, id: string, to: RoundState): Promise<void> {
  await manager.query('update review_round set state = $2 where id = $1', [id, to]);
}

export async function setSuperseded(
  manager: EntityManager,
  id: string,
  reason: string,
  successor: string | null,
): Promise<void> {
  await manager.query(
    `update review_round set state = 'superseded', supersede_reason = $2, superseded_by = $3 where id = $1`,
    [id, reason, successor],
  );
}

export interface NewDraft {
  readonly id: string;
  readonly rule: ReviewRule;
  readonly complete: boolean;
  readonly now: Date;
  /** of no findings */
  readonly summary: ReviewSummary;
}

/** A round that keeps its rule and options only; `known_at` is the moment of drafting until the facts are pinned. */
export async function insertDraft(
  manager: EntityManager,
  { id, rule, complete, now, summary }: NewDraft,
): Promise<void> {
  await manager.query(
    `insert into review_round (id, rule_code, rule, as_of, known_at, complete, state, fingerprint, summary, opened_at)
     values ($1, $2, $3::jsonb, $4, $5, $6, 'draft', '', $7::jsonb, $5)`,
    [id, rule.code, storableJson(rule), rule.asOf, now, complete, storableJson(toStoredSummary(summary))],
  );
}

export interface PinnedFacts {
  readonly knownAt: Date;
  readonly fingerprint: string;
  readonly summary: ReviewSummary;
}

/** A draft becomes an open round with the facts as known at an instant. */
export async function pinFacts(manager: EntityManager, id: string, pinned: PinnedFacts): Promise<void> {
  await manager.query(
    `update review_round set state = 'open', known_at = $2, fingerprint = $3, summary = $4::jsonb,
                             opened_at = date_trunc('milliseconds', clock_timestamp())
      where id = $1`,
    [id, pinned.knownAt, pinned.fingerprint, storableJson(toStoredSummary(pinned.summary))],
  );
}
